#include "sequence.h"

/* Surprises at a loss. */
enum {
    LOST_BLANK = 5,
    LOST_COLLAPSED = 7,
    LOST_LONE = 8,
    LOST_REPLACED = 3,
    LOST_QUOTE = 8,
    LOST_DROPPED = 10,
    LOST_LAST = 5
};

enum { NO_BREAK_BYTE = 0xA0 };

/* A sequence that is being put together. */
struct draft {
    const struct code_page_index *index;
    const struct reading *reading;
    struct sequence *sequences;
    size_t sequence_count;
    enum code_page_id page;
    uint8_t bytes[UTF8_MOST], length, wanted;
    size_t at; /* the next glyph */
    size_t begin;
};

/* Bytes of a UTF-8 sequence by its first one; 0 for what cannot be first. */
static uint8_t sequence_length(uint8_t lead)
{
    if (lead < 0xC2 || lead > 0xF4)
        return 0;
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* Unicode's table of well-formed byte sequences restricts only the second byte further. */
static bool is_second(uint8_t lead, uint8_t byte)
{
    uint8_t least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    uint8_t most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    return least <= byte && byte <= most;
}

static bool is_next(const struct draft *draft, uint8_t byte)
{
    return draft->length == 1 ? is_second(draft->bytes[0], byte) : (byte & 0xC0) == 0x80;
}

static uint8_t byte_at(const struct draft *draft, size_t at)
{
    if (at >= draft->reading->count)
        return 0;
    uint32_t character = draft->reading->glyphs[at].trait.character;
    return character < 0x80 ? 0 : code_page_record(draft->index, character)->bytes[draft->page];
}

static uint32_t character_of(const struct draft *draft, size_t at)
{
    return at < draft->reading->count ? draft->reading->glyphs[at].trait.character : 0;
}

/* Takes glyphs as long as they fit. */
static void take(struct draft *draft)
{
    while (draft->length < draft->wanted) {
        uint8_t byte = byte_at(draft, draft->at);
        if (byte == 0 || !is_next(draft, byte))
            return;
        draft->bytes[draft->length++] = byte;
        draft->at++;
    }
}

static void add(struct draft *draft, int loss)
{
    static const uint8_t masks[] = {0, 0, 0x1F, 0x0F, 0x07};
    if (draft->sequence_count == SEQUENCES_MOST)
        return;
    uint32_t target = draft->bytes[0] & masks[draft->wanted];
    for (uint8_t i = 1; i < draft->wanted; i++)
        target = target << 6 | (draft->bytes[i] & 0x3F);
    draft->sequences[draft->sequence_count++] = (struct sequence){
        .target = target, .count = (uint8_t)(draft->at - draft->begin), .loss = (uint8_t)loss};
}

/* Goes on with a byte that is lost, of which `glyphs` glyphs are left. */
static void add_lost(const struct draft *draft, uint8_t byte, size_t glyphs, int loss,
                     size_t *count)
{
    struct draft lost = *draft;
    if (!is_next(&lost, byte))
        return;
    lost.bytes[lost.length++] = byte;
    lost.at += glyphs;
    take(&lost);
    if (lost.length == lost.wanted && lost.at - lost.begin >= 1)
        add(&lost, loss);
    *count = lost.sequence_count;
}

/* Any byte that the page does not use. */
static void add_unused(struct draft *draft, size_t glyphs, int loss)
{
    for (unsigned byte = 0x80; byte < 0xC0; byte++)
        if (code_pages[draft->page].characters[byte - 0x80] == 0)
            add_lost(draft, (uint8_t)byte, glyphs, loss, &draft->sequence_count);
}

/* A letter with single blanks around it may well be one: `the letter Ã is`. */
static bool is_lone_letter(const struct draft *draft)
{
    const struct glyph *glyphs = draft->reading->glyphs;
    bool is_first = draft->begin == 0 || glyphs[draft->begin - 1].trait.kind == KIND_BLANK;
    return is_first && draft->length == 1 && character_of(draft, draft->at) == ' ' &&
           character_of(draft, draft->at + 1) != ' ';
}

static void add_losses(struct draft *draft)
{
    uint32_t character = character_of(draft, draft->at);
    size_t *count = &draft->sequence_count;
    bool is_end = character == 0 || (character < 0x80 &&
                                     draft->reading->glyphs[draft->at].trait.script == SCRIPT_NONE);
    if (character == REPLACEMENT_CHARACTER) {
        add_unused(draft, 1, LOST_REPLACED);
        return;
    }
    int blank = is_lone_letter(draft) ? LOST_BLANK + LOST_LONE : LOST_BLANK;
    if (character == ' ')
        add_lost(draft, NO_BREAK_BYTE, 1, blank, count);
    if (is_end && draft->length + 1 == draft->wanted)
        add_lost(draft, NO_BREAK_BYTE, 0, blank + LOST_COLLAPSED, count);
    if (character == '"' && draft->length >= 2) {
        add_lost(draft, 0x93, 1, LOST_QUOTE, count);
        add_lost(draft, 0x94, 1, LOST_QUOTE, count);
    }
    if (character == '\'' && draft->length + 1 == draft->wanted) {
        add_lost(draft, 0x91, 1, LOST_QUOTE, count);
        add_lost(draft, 0x92, 1, LOST_QUOTE, count);
    }
    add_unused(draft, 0, draft->length > 1 ? LOST_LAST : LOST_DROPPED);
}

size_t sequences_at(const struct code_page_index *index, enum code_page_id page,
                    const struct reading *reading, size_t at, struct sequence *ret_sequences)
{
    struct draft draft = {.index = index,
                          .reading = reading,
                          .sequences = ret_sequences,
                          .page = page,
                          .begin = at,
                          .at = at + 1,
                          .length = 1};
    draft.bytes[0] = byte_at(&draft, at);
    draft.wanted = sequence_length(draft.bytes[0]);
    if (draft.wanted == 0)
        return 0;
    take(&draft);
    if (draft.length == draft.wanted)
        add(&draft, 0);
    else if (code_page_has_controls(page) && !reading->glyphs[at].is_changed)
        add_losses(&draft);
    return draft.sequence_count;
}
