/* encoding/mojibake: UTF-8 that was read as Windows-1252 or Latin-1, once or
 * more often.  One fast pass finds the lines that could hold some; only there
 * is evidence weighed, so that clean text costs next to nothing. */
#include <string.h>

#include "encoding.h"

/* What is known while one document is searched. */
struct search {
    keur_run *run;
    const keur_document *document;
    struct keur_text text; /* up to the end of the line at hand */
    const struct code_page_index *index;
    bool with_code;
    bool is_surveyed, has_tildes; /* the second one counts when the first one holds */
    size_t findings;
    struct code_cursor code;
    struct sequence *sequences; /* of the line at hand */
    size_t count, capacity;
};

/* Sequences that follow each other directly, and what they stand for. */
struct damage {
    struct keur_span span;
    struct keur_text meant;
    bool is_certain, is_unseen;
};

/* Damage that lost a part: a byte that Windows-1252 does not use was dropped,
 * or a no-break space became a blank. */
static bool guess_at(const struct search *search, size_t at, struct sequence *ret_guess)
{
    struct keur_text text = search->text;
    uint32_t first, second = 0;
    size_t length = keur_decode(text, at, &first);
    size_t end = at + length;
    size_t second_length = keur_decode(text, end, &second);
    uint32_t before = character_before(text, at);
    struct sequence guess = {.begin = at, .end = end, .is_guess = true};
    if (first == 0xE2 && (second == 0x20AC || second == 0x80)) {
        guess.end += second_length;
        uint32_t third = character_at(text, guess.end);
        guess.end += third == REPLACEMENT_CHARACTER ? 3 : 0;
        guess.target = 0x201D;
        guess.weight = WEIGHT_ACCEPTED + 1;
    } else if (first == 0xC3 && is_lower(before) && second < 0x80 && !is_letter(second)) {
        bool has_two_blanks = second == ' ' && character_at(text, end + 1) == ' ';
        guess.end += has_two_blanks ? 1 : 0;
        guess.target = 0xE0;
        guess.weight = WEIGHT_ACCEPTED;
    } else if (first == 0xC2 && second == ' ' &&
               (is_lower(before) || is_digit(before) ||
                (before != 0 && before < 0x80 && strchr(".,;:)", (int)before) != NULL))) {
        guess.end += 1;
        guess.target = ' ';
        guess.weight = WEIGHT_ACCEPTED;
    } else {
        return false;
    }
    *ret_guess = guess;
    return true;
}

/* The next damage at or behind `at`; the text's length when there is none.  All damage is two
 * characters beyond ASCII side by side, or a Ã or Â before ASCII: the rest passes quickly. */
static size_t find_damage(const struct search *search, size_t at, struct sequence *ret_sequence)
{
    struct keur_text text = search->text;
    while ((at = skip_ascii(text, at)) < text.length) {
        const unsigned char *bytes = (const unsigned char *)text.bytes + at;
        size_t length = bytes[0] < 0xC0 ? 1 : bytes[0] < 0xE0 ? 2 : bytes[0] < 0xF0 ? 3 : 4;
        bool is_pair = at + length < text.length && bytes[length] >= 0x80;
        bool is_lead = bytes[0] == 0xC3 && at + 1 < text.length && (bytes[1] & 0xFE) == 0x82;
        if (is_pair && sequence_at(search->index, text, at, ret_sequence))
            return at;
        if ((is_pair || is_lead) && bytes[0] == 0xC3 && guess_at(search, at, ret_sequence))
            return at;
        at += length;
    }
    return text.length;
}

/* A line is taken in pieces of so many sequences, which bounds the memory for hostile ones. */
enum { SEQUENCES_MOST = 1 << 14 };

static void keep(struct search *search, const struct sequence *sequence)
{
    if (search->count == search->capacity) {
        size_t capacity = search->capacity == 0 ? 64 : search->capacity * 2;
        struct sequence *grown = keur_allocate(search->run, capacity * sizeof(*grown));
        if (search->count > 0)
            memcpy(grown, search->sequences, search->count * sizeof(*grown));
        search->sequences = grown;
        search->capacity = capacity;
    }
    search->sequences[search->count++] = *sequence;
}

/* The sequences from `at` on; returns where it stopped, the end of the line or of the piece. */
static size_t collect_piece(struct search *search, size_t at)
{
    struct sequence sequence;
    search->count = 0;
    while (search->count < SEQUENCES_MOST &&
           (at = find_damage(search, at, &sequence)) < search->text.length) {
        if (search->with_code || !code_holds(&search->code, at))
            keep(search, &sequence);
        at = sequence.end;
    }
    return at;
}

/* One more reading of the same kind undone; false when there is nothing to undo. */
static bool repair_again(const struct search *search, struct keur_text *text)
{
    char *repaired = keur_allocate(search->run, text->length);
    size_t length = 0;
    bool is_changed = false;
    for (size_t at = 0; at < text->length;) {
        struct sequence sequence;
        uint32_t character;
        bool is_damaged = sequence_at(search->index, *text, at, &sequence);
        if (is_damaged)
            at = sequence.end;
        else
            at += keur_decode(*text, at, &character);
        length += character_write(is_damaged ? sequence.target : character, repaired + length);
        is_changed |= is_damaged;
    }
    *text = (struct keur_text){repaired, length};
    return is_changed;
}

static struct keur_text targets_of(const struct search *search, size_t first, size_t end)
{
    size_t size = 0;
    for (size_t i = first; i < end; i++)
        size += search->sequences[i].end - search->sequences[i].begin;
    char *bytes = keur_allocate(search->run, size);
    size_t length = 0;
    for (size_t i = first; i < end; i++)
        length += character_write(search->sequences[i].target, bytes + length);
    return (struct keur_text){bytes, length};
}

/* Targets that are damage in their turn: certain, unless all that they say is U+FFFD. */
static void weigh_nested(struct search *search, size_t first, size_t end)
{
    struct keur_text targets = targets_of(search, first, end);
    size_t at = 0;
    for (size_t i = first; i < end;) {
        struct sequence nested;
        uint32_t character;
        if (!sequence_at(search->index, targets, at, &nested)) {
            at += keur_decode(targets, at, &character);
            i++;
            continue;
        }
        bool is_lost = nested.target == REPLACEMENT_CHARACTER;
        for (uint8_t k = 0; k < nested.count; k++, i++)
            search->sequences[i].weight = is_lost ? WEIGHT_REFUSED : WEIGHT_CERTAIN;
        at = nested.end;
    }
}

static size_t adjacent_end(const struct search *search, size_t first)
{
    size_t end = first + 1;
    while (end < search->count && search->sequences[end - 1].end == search->sequences[end].begin)
        end++;
    return end;
}

static void weigh_piece(struct search *search)
{
    enum { LINE_IS_DAMAGED = 3 };
    if (search->count == 0)
        return;
    if (!search->is_surveyed) {
        search->has_tildes = evidence_has_tildes(keur_source(search->document));
        search->is_surveyed = true;
    }
    evidence_weigh(search->text, search->has_tildes, search->sequences, search->count);
    for (size_t first = 0, end; first < search->count; first = end) {
        end = adjacent_end(search, first);
        if (end - first > 1)
            weigh_nested(search, first, end);
    }
    size_t total = 0, kept = 0;
    for (size_t i = 0; i < search->count; i++)
        if (search->sequences[i].weight >= WEIGHT_ACCEPTED)
            total += (size_t)search->sequences[i].weight;
    /* Doubtful ones are believed in a line that is damaged for certain. */
    int least = total >= LINE_IS_DAMAGED ? 0 : WEIGHT_ACCEPTED;
    for (size_t i = 0; i < search->count; i++)
        if (search->sequences[i].weight >= least)
            search->sequences[kept++] = search->sequences[i];
    search->count = kept;
}

static bool is_all_unseen(struct keur_text text)
{
    uint32_t character;
    for (size_t at = 0; at < text.length; at += keur_decode(text, at, &character))
        if (!is_unseen(character_at(text, at)) && text.bytes[at] != ' ')
            return false;
    return true;
}

/* A byte order mark before other text was not meant to be there. */
static struct keur_text without_mark(struct keur_text text)
{
    uint32_t character;
    size_t length = keur_decode(text, 0, &character);
    return character == BYTE_ORDER_MARK
               ? (struct keur_text){text.bytes + length, text.length - length}
               : text;
}

/* The damage that begins with sequence `first`; sets *ret_end to the sequence behind it. */
static struct damage damage_at(const struct search *search, size_t first, size_t *ret_end)
{
    enum { DEEPEST = 6 };
    size_t end = adjacent_end(search, first);
    struct damage damage = {
        .span = {search->sequences[first].begin, search->sequences[end - 1].end},
        .meant = targets_of(search, first, end),
        .is_certain = true,
    };
    for (size_t i = first; i < end; i++)
        damage.is_certain &=
            !search->sequences[i].is_guess && search->sequences[i].weight >= WEIGHT_ACCEPTED;
    for (int depth = 1; depth < DEEPEST && repair_again(search, &damage.meant); depth++)
        continue;
    damage.is_unseen = is_all_unseen(damage.meant);
    if (!damage.is_unseen)
        damage.meant = without_mark(damage.meant);
    *ret_end = end;
    return damage;
}

static struct keur_text excerpt(keur_run *run, struct keur_text text)
{
    enum { EXCERPT_MOST = 160 };
    if (text.length <= EXCERPT_MOST)
        return text;
    size_t length = EXCERPT_MOST;
    while (length > 0 && ((unsigned char)text.bytes[length] & 0xC0) == 0x80)
        length--;
    return keur_format(run, "%.*s…", (int)length, text.bytes);
}

static const char *unseen_name(uint32_t character)
{
    switch (character) {
    case ' ':
        return "a blank";
    case NO_BREAK_SPACE:
        return "a no-break space";
    case 0xAD:
        return "a soft hyphen";
    case 0x200B:
        return "a zero width space";
    case 0x202F:
        return "a narrow no-break space";
    default:
        return "a character without width";
    }
}

static void report_unseen(struct search *search, const struct damage *damage)
{
    search->findings++;
    struct keur_text garbled = keur_slice(search->document, damage->span);
    uint32_t character = character_at(damage->meant, 0);
    bool is_mark = character == BYTE_ORDER_MARK;
    struct keur_edit edit = {
        .span = damage->span,
        .replacement = is_mark ? (struct keur_text){"", 0} : damage->meant,
        .safety = damage->is_certain ? KEUR_SAFE : KEUR_UNSAFE,
    };
    struct keur_details details = {.size = sizeof(details), .edits = &edit, .edit_count = 1};
    garbled = excerpt(search->run, garbled);
    if (is_mark)
        keur_report_details(search->run, damage->span, &details,
                            "mojibake \"%.*s\", meant a byte order mark, which UTF-8 does not need",
                            KEUR_ARGUMENT(garbled));
    else
        keur_report_details(search->run, damage->span, &details, "mojibake \"%.*s\", meant %s",
                            KEUR_ARGUMENT(garbled), unseen_name(character));
}

/* The word around some damages, with them repaired. */
static struct keur_text repaired_word(const struct search *search, struct keur_span word,
                                      const struct damage *damages, size_t count)
{
    char *bytes = keur_allocate(search->run, word.end - word.begin);
    size_t length = 0, at = word.begin;
    for (size_t i = 0; i < count; i++) {
        size_t before = damages[i].span.begin - at;
        memcpy(bytes + length, search->text.bytes + at, before);
        length += before;
        memcpy(bytes + length, damages[i].meant.bytes, damages[i].meant.length);
        length += damages[i].meant.length;
        at = damages[i].span.end;
    }
    memcpy(bytes + length, search->text.bytes + at, word.end - at);
    return (struct keur_text){bytes, length + word.end - at};
}

static void report_word(struct search *search, const struct damage *damages, size_t count)
{
    struct keur_span span = {damages[0].span.begin, damages[count - 1].span.end};
    struct keur_span word = word_around(search->text, span);
    search->findings++;
    struct keur_edit *edits = keur_allocate(search->run, count * sizeof(*edits));
    for (size_t i = 0; i < count; i++)
        edits[i] = (struct keur_edit){
            .span = damages[i].span,
            .replacement = damages[i].meant,
            .safety = damages[i].is_certain ? KEUR_SAFE : KEUR_UNSAFE,
        };
    struct keur_details details = {.size = sizeof(details), .edits = edits, .edit_count = count};
    struct keur_text garbled = excerpt(search->run, keur_slice(search->document, word));
    struct keur_text meant = excerpt(search->run, repaired_word(search, word, damages, count));
    keur_report_details(search->run, word, &details, "mojibake \"%.*s\", meant \"%.*s\"",
                        KEUR_ARGUMENT(garbled), KEUR_ARGUMENT(meant));
}

/* One finding for each word, however often it is damaged. */
static void report_piece(struct search *search)
{
    enum { DAMAGES_MOST = 16 };
    struct damage damages[DAMAGES_MOST];
    size_t count = 0;
    for (size_t first = 0, end; first < search->count; first = end) {
        struct damage damage = damage_at(search, first, &end);
        if (search->findings > FINDINGS_MOST)
            return;
        bool is_same_word = count > 0 && count < DAMAGES_MOST && !damage.is_unseen &&
                            is_word(search->text, (struct keur_span){damages[count - 1].span.end,
                                                                     damage.span.begin});
        if (count > 0 && !is_same_word) {
            report_word(search, damages, count);
            count = 0;
        }
        if (damage.is_unseen)
            report_unseen(search, &damage);
        else
            damages[count++] = damage;
    }
    if (count > 0)
        report_word(search, damages, count);
}

static void mojibake_run(keur_run *run, const keur_document *document)
{
    const struct code_options *options = keur_options(run);
    struct keur_text source = keur_source(document);
    if (is_utf16(source))
        return;
    struct search search = {
        .run = run,
        .document = document,
        .index = keur_prepared(run),
        .with_code = options->code,
        .code = code_begin(document),
    };
    struct sequence first;
    size_t at = 0;
    while (search.findings < FINDINGS_MOST) {
        search.text = source;
        at = find_damage(&search, at, &first);
        if (at >= source.length)
            break;
        struct keur_span line = keur_line(document, keur_line_at(document, at));
        search.text.length = line.end;
        while (at < line.end && search.findings < FINDINGS_MOST) {
            at = collect_piece(&search, at);
            weigh_piece(&search);
            report_piece(&search);
        }
    }
}

const struct keur_check mojibake_check = {
    .size = sizeof(struct keur_check),
    .id = "encoding/mojibake",
    .summary = "No text holds UTF-8 that was read as Windows-1252 or Latin-1.",
    .options = code_options_table,
    .options_size = sizeof(struct code_options),
    .prepare = code_page_prepare,
    .run = mojibake_run,
    .needs_only_bytes = true,
};
