#include "sequence.h"

/* Surprises at a loss. */
enum {
    LOST_BLANK = 4,
    LOST_COLLAPSED = 7,
    LOST_LONE = 8,
    LOST_BLANK_RARE =
        4, /* more, in pages where the bytes C2, C3 and C5 are no Â, Ã, Å or the like */
    LOST_REPLACED = 3,
    LOST_IN_WORD = 2,
    LOST_CONTROL = 4, /* more, for a byte that is a control character in the page */
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

static void add(struct draft *draft, int loss, struct choices choices)
{
    static const uint8_t masks[] = {0, 0, 0x1F, 0x0F, 0x07};
    if (draft->sequence_count == SEQUENCES_MOST)
        return;
    uint32_t target = draft->bytes[0] & masks[draft->wanted];
    for (uint8_t i = 1; i < draft->wanted; i++)
        target = target << 6 | (draft->bytes[i] & 0x3F);
    draft->sequences[draft->sequence_count++] =
        (struct sequence){.target = target,
                          .count = (uint8_t)(draft->at - draft->begin),
                          .loss = (uint8_t)loss,
                          .choices = choices};
}

/* What is lost of a sequence: `glyphs` glyphs are left of the byte. */
struct loss {
    size_t glyphs;
    int surprise;
    struct choices choices;
};

/* Goes on with a byte that is lost. */
static void add_lost(struct draft *draft, uint8_t byte, const struct loss *loss)
{
    struct draft lost = *draft;
    if (!is_next(&lost, byte))
        return;
    lost.bytes[lost.length++] = byte;
    lost.at += loss->glyphs;
    take(&lost);
    if (lost.length == lost.wanted && lost.at - lost.begin >= 1)
        add(&lost, loss->surprise, loss->choices);
    draft->sequence_count = lost.sequence_count;
}

static bool is_unused(const struct draft *draft, unsigned byte)
{
    return code_pages[draft->page].characters[byte - 0x80] == 0;
}

/* A byte that the page does not use, or any. */
static void add_unused(struct draft *draft, struct loss loss, bool is_any)
{
    loss.choices.shift = (uint8_t)(6 * (draft->wanted - draft->length - 1));
    for (unsigned byte = 0x80; byte < 0xC0; byte++)
        if ((is_any || is_unused(draft, byte)) && is_next(draft, (uint8_t)byte))
            loss.choices.values |= UINT64_C(1) << (byte - 0x80);
    for (unsigned byte = 0x80; byte < 0xC0; byte++)
        if (!is_unused(draft, byte))
            loss.choices.unlikely |= UINT64_C(1) << (byte - 0x80);
    int least = loss.surprise;
    for (unsigned byte = 0x80; byte < 0xC0; byte++) {
        int more = ISO_8859_1 <= draft->page && draft->page <= ISO_8859_2 ? LOST_CONTROL : 0;
        loss.surprise = least + (is_unused(draft, byte) ? more : UNLIKELY_LOSS);
        if ((loss.choices.values >> (byte - 0x80) & 1) != 0)
            add_lost(draft, (uint8_t)byte, &loss);
    }
}

/* A letter with single blanks around it may well be one: `the letter Ã is`. */
static bool is_lone_letter(const struct draft *draft)
{
    const struct glyph *glyphs = draft->reading->glyphs;
    bool is_first = draft->begin == 0 || glyphs[draft->begin - 1].trait.kind == KIND_BLANK;
    return is_first && draft->length == 1 && character_of(draft, draft->at) == ' ' &&
           character_of(draft, draft->at + 1) != ' ';
}

static void add_lost_quotes(struct draft *draft, uint32_t character)
{
    const struct loss quote = {.glyphs = 1, .surprise = LOST_QUOTE};
    if (character == '"' && draft->length >= 2) {
        add_lost(draft, 0x93, &quote);
        add_lost(draft, 0x94, &quote);
    }
    if (character == '\'' && draft->length + 1 == draft->wanted) {
        add_lost(draft, 0x91, &quote);
        add_lost(draft, 0x92, &quote);
    }
}

/* A capital between small letters is hardly anything but what is left of a letter. */
static bool is_capital_in_word(const struct draft *draft)
{
    const struct glyph *glyphs = draft->reading->glyphs;
    return draft->begin > 0 && draft->length == 1 && draft->at < draft->reading->count &&
           glyphs[draft->begin].trait.kind == KIND_UPPER &&
           glyphs[draft->begin - 1].trait.kind == KIND_LOWER &&
           glyphs[draft->at].trait.kind == KIND_LOWER;
}

static void add_losses(struct draft *draft)
{
    uint32_t character = character_of(draft, draft->at);
    bool is_end = character == 0 || (character < 0x80 &&
                                     draft->reading->glyphs[draft->at].trait.script == SCRIPT_NONE);
    if (character == REPLACEMENT_CHARACTER) {
        add_unused(draft, (struct loss){.glyphs = 1, .surprise = LOST_REPLACED}, true);
        return;
    }
    if (is_capital_in_word(draft)) {
        add_unused(draft, (struct loss){.surprise = LOST_IN_WORD}, true);
        return;
    }
    int blank = is_lone_letter(draft) ? LOST_BLANK + LOST_LONE : LOST_BLANK;
    if (draft->page == WINDOWS_1251 || draft->page == WINDOWS_1253 || draft->page == WINDOWS_1257)
        blank += LOST_BLANK_RARE;
    if (character == ' ')
        add_lost(draft, NO_BREAK_BYTE, &(struct loss){.glyphs = 1, .surprise = blank});
    if (is_end && draft->length + 1 == draft->wanted)
        add_lost(draft, NO_BREAK_BYTE, &(struct loss){.surprise = blank + LOST_COLLAPSED});
    add_lost_quotes(draft, character);
    add_unused(draft, (struct loss){.surprise = draft->length > 1 ? LOST_LAST : LOST_DROPPED},
               false);
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
        add(&draft, 0, (struct choices){.values = 0});
    else if (code_page_has_controls(page) && !reading->glyphs[at].is_changed)
        add_losses(&draft);
    return draft.sequence_count;
}
