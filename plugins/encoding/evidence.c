/* Is it damage, or was it written so?  The same characters can be both: `Ã»` is
 * a broken û, and the letter Ã before a closing quote.  What was meant decides,
 * and whether it fits its place better than what is written there. */
#include "encoding.h"

enum target_kind { TARGET_NEVER, TARGET_LATIN, TARGET_SIGN, TARGET_UNSEEN, TARGET_SCRIPT };

struct target_range {
    uint32_t first, last;
    enum target_kind kind;
};

/* What documents hold, sorted; blocks that are not here are hardly ever meant. */
static const struct target_range target_ranges[] = {
    {0xA0, 0xA0, TARGET_UNSEEN},      {0xA1, 0xAC, TARGET_SIGN},
    {0xAD, 0xAD, TARGET_UNSEEN},      {0xAE, 0xBF, TARGET_SIGN},
    {0xC0, 0xD6, TARGET_LATIN},       {0xD7, 0xD7, TARGET_SIGN},
    {0xD8, 0xF6, TARGET_LATIN},       {0xF7, 0xF7, TARGET_SIGN},
    {0xF8, 0x17F, TARGET_LATIN},      {0x1A0, 0x1A1, TARGET_LATIN},
    {0x1AF, 0x1B0, TARGET_LATIN},     {0x218, 0x21B, TARGET_LATIN},
    {0x386, 0x3CE, TARGET_SCRIPT},    {0x400, 0x4FF, TARGET_SCRIPT},
    {0x5D0, 0x5EA, TARGET_SCRIPT},    {0x60C, 0x6D5, TARGET_SCRIPT},
    {0x900, 0xDFF, TARGET_SCRIPT},    {0xE00, 0xEDF, TARGET_SCRIPT},
    {0x10D0, 0x10FF, TARGET_SCRIPT},  {0x1E00, 0x1EFF, TARGET_LATIN},
    {0x2002, 0x200F, TARGET_UNSEEN},  {0x2010, 0x2027, TARGET_SIGN},
    {0x2028, 0x202F, TARGET_UNSEEN},  {0x2030, 0x205E, TARGET_SIGN},
    {0x2060, 0x2064, TARGET_UNSEEN},  {0x2066, 0x2069, TARGET_UNSEEN},
    {0x2070, 0x209C, TARGET_SIGN},    {0x20A0, 0x20C0, TARGET_SIGN},
    {0x2100, 0x218B, TARGET_SIGN},    {0x2190, 0x23FF, TARGET_SIGN},
    {0x2460, 0x27FF, TARGET_SIGN},    {0x2900, 0x2BFF, TARGET_SIGN},
    {0x3001, 0x30FF, TARGET_SCRIPT},  {0x3400, 0x9FFF, TARGET_SCRIPT},
    {0xAC00, 0xD7A3, TARGET_SCRIPT},  {0xFB00, 0xFB06, TARGET_SIGN},
    {0xFE0E, 0xFE0F, TARGET_UNSEEN},  {0xFEFF, 0xFEFF, TARGET_UNSEEN},
    {0xFF01, 0xFFEE, TARGET_SCRIPT},  {0x1F000, 0x1FAFF, TARGET_SIGN},
    {0x20000, 0x323AF, TARGET_SCRIPT}};

static enum target_kind target_kind(uint32_t target)
{
    size_t low = 0, high = sizeof(target_ranges) / sizeof(target_ranges[0]);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (target_ranges[middle].last < target)
            low = middle + 1;
        else
            high = middle;
    }
    bool is_known = low < sizeof(target_ranges) / sizeof(target_ranges[0]) &&
                    target_ranges[low].first <= target;
    return is_known ? target_ranges[low].kind : TARGET_NEVER;
}

bool is_unseen(uint32_t character)
{
    return target_kind(character) == TARGET_UNSEEN;
}

static bool is_one_of(const uint16_t *set, uint32_t character)
{
    while (*set != 0 && *set != character)
        set++;
    return *set != 0;
}

/* May the character of this byte (of Windows-1252) stand directly behind a letter in good text?
 * Quotes, dashes, an ellipsis, a trade mark, a raised figure, a blank. */
static bool is_closer(uint8_t byte)
{
    static const uint16_t closers[] = {0x85, 0x8B, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96,
                                       0x97, 0x99, 0x9B, 0xA0, 0xAA, 0xAB, 0xAE, 0xB0,
                                       0xB2, 0xB3, 0xB4, 0xB7, 0xB9, 0xBA, 0xBB, 0};
    return is_one_of(closers, byte);
}

static bool is_opener(uint32_t character)
{
    static const uint16_t openers[] = {0x22,   0x27,   0x28,   0x5B,   0xAB,   0xBB,   0x2018,
                                       0x201A, 0x201C, 0x201D, 0x201E, 0x2039, 0x203A, 0};
    return is_one_of(openers, character);
}

/* A French colon or guillemet has a blank in front: `Â :` may be the letter. */
static bool wants_blank_before(uint32_t character)
{
    return character == 0xBB || character == ':' || character == ';' || character == '!' ||
           character == '?' || character == '%';
}

/* What stands around a sequence, its neighbours already repaired. */
struct place {
    uint32_t before, after;
    bool has_tildes;      /* the text is in a language that writes words ending in Ã */
    bool is_quoted;       /* a quote or bracket opens just before, perhaps with a blank between */
    bool has_word_behind; /* two letters follow */
};

static bool is_quoted(struct keur_text text, size_t at)
{
    uint32_t character = character_before(text, at);
    if (character == NO_BREAK_SPACE || character == ' ') {
        at = step_back(text, at);
        character = character_before(text, at);
    }
    if (character != '\'')
        return is_opener(character);
    /* Behind a letter it is an apostrophe: `jusqu'Ã `. */
    return !is_letter(character_before(text, at - 1));
}

static struct place place_of(struct keur_text text, const struct sequence *sequence,
                             const struct sequence *previous, const struct sequence *next)
{
    struct place place = {.before = character_before(text, sequence->begin),
                          .after = character_at(text, sequence->end)};
    place.is_quoted = is_quoted(text, sequence->begin);
    if (previous != NULL) {
        place.before = previous->target;
        place.is_quoted = false;
    }
    size_t behind = sequence->end;
    if (next != NULL) {
        place.after = next->target;
        behind = next->end;
    } else {
        uint32_t character;
        behind += keur_decode(text, behind, &character);
    }
    place.has_word_behind = is_letter(place.after) && is_letter(character_at(text, behind));
    return place;
}

/* `Â` before a sign or blank. */
static int weigh_latin_sign(const struct sequence *sequence, const struct place *place)
{
    if (is_lower(place->before) || is_digit(place->before))
        return 3;
    bool is_alone = place->before == 0 || place->before == ' ' || place->before == NO_BREAK_SPACE ||
                    place->is_quoted;
    if (sequence->target == NO_BREAK_SPACE && is_alone && wants_blank_before(place->after))
        return -3;
    bool is_closing = sequence->target == NO_BREAK_SPACE || sequence->target == 0xBB;
    bool has_text_behind = is_letter(place->after) || is_digit(place->after);
    if (is_letter(place->before))
        return is_closing && !has_text_behind ? -2 : 2;
    return is_closing && place->is_quoted && !has_text_behind ? -5 : 2;
}

/* × and ÷ stand between figures. */
static int weigh_operator(struct keur_text text, const struct sequence *sequence,
                          const struct place *place)
{
    uint32_t before = place->before;
    if (before == ' ' || before == NO_BREAK_SPACE)
        before = character_before(text, step_back(text, sequence->begin));
    return is_digit(before) ? 3 : 0;
}

/* A letter of two bytes behind a capital: `BÃ¼ro`, but also `IRMÃ”` and `NIVÅ…`. */
static int weigh_behind_capital(const struct sequence *sequence, const struct place *place)
{
    bool is_capital = is_upper(sequence->target) || sequence->target == 0xDF;
    bool is_common = sequence->bytes[0] == 0xC3 && !place->has_tildes;
    bool is_closing = is_closer(sequence->bytes[1]) || sequence->bytes[1] == 0x80;
    if (is_lower(place->after))
        return is_capital ? 0 : 2;
    if (!is_common && is_closing)
        return 0;
    if (is_letter(place->after))
        return is_capital ? 2 : -1;
    return is_closer(sequence->bytes[1]) ? -3 : 2;
}

/* A letter of two bytes at the beginning of a word, or alone. */
static int weigh_first(const struct sequence *sequence, const struct place *place)
{
    bool is_common = sequence->bytes[0] == 0xC3;
    uint8_t second = sequence->bytes[1];
    if (second == 0xA0)
        return !is_common || place->has_tildes ? 0 : wants_blank_before(place->after) ? -3 : 2;
    if (!is_common && second == 0x85)
        return 0;
    if (is_lower(place->after)) {
        bool is_possessive = second == 0x92 && place->after == 's' && !place->has_word_behind;
        return is_possessive ? -3 : 2;
    }
    if (is_letter(place->after))
        return place->has_word_behind && is_upper(sequence->target) ? 2 : 0;
    bool is_price = second == 0x80 && place->has_tildes;
    return is_closer(second) || is_price || !is_common ? 0 : 2;
}

static int weigh_latin_pair(const struct sequence *sequence, const struct place *place)
{
    if (is_lower(place->before)) {
        bool is_common = sequence->bytes[0] == 0xC3;
        return is_lower(sequence->target) ? 3 : is_common && !is_letter(place->after) ? 2 : 1;
    }
    if (place->is_quoted && is_closer(sequence->bytes[1]) && !place->has_word_behind)
        return -5;
    if (is_letter(place->before))
        return weigh_behind_capital(sequence, place);
    return weigh_first(sequence, place);
}

/* Vietnamese letters, mostly: á with two signs behind it. */
static int weigh_latin_triple(const struct sequence *sequence, const struct place *place)
{
    bool is_capital = is_upper(sequence->target);
    if (is_capital && is_lower(place->before))
        return -3;
    if (is_letter(place->after))
        return 3;
    static const uint16_t behind_guillemet[] = {0x85, 0x92, 0x93, 0x94, 0x96, 0x97, 0xA0, 0};
    bool is_natural = sequence->bytes[1] == 0xBB && is_one_of(behind_guillemet, sequence->bytes[2]);
    return is_natural ? 1 : 2;
}

/* Scripts come in runs: a lone Chinese character in Dutch is `é…”`, two in a row are not.  Of the
 * two-byte scripts a lone Greek letter may be a unit or a variable. */
static int weigh_script(const struct sequence *sequence, const struct place *place, size_t run)
{
    if (sequence->count > 2)
        return run > 1 ? 3 : 0;
    if (run > 2)
        return 3;
    bool is_greek = sequence->bytes[0] == 0xCE || sequence->bytes[0] == 0xCF;
    bool is_alone = run == 1 && !is_letter(place->before) && !place->is_quoted;
    return is_greek && is_alone && !is_closer(sequence->bytes[1]) ? 2 : run == 2 ? 1 : 0;
}

static int weigh_sign(const struct sequence *sequence, const struct place *place)
{
    /* `à…”` and its like: a letter with two closing signs behind it. */
    bool is_natural = sequence->count == 3 && is_letter(place->before) &&
                      is_closer(sequence->bytes[1]) && is_closer(sequence->bytes[2]);
    return is_natural ? 0 : sequence->count;
}

static int weigh(struct keur_text text, const struct sequence *sequence, const struct place *place,
                 size_t run)
{
    enum target_kind kind = target_kind(sequence->target);
    if (kind == TARGET_NEVER)
        return WEIGHT_REFUSED;
    if (kind == TARGET_SCRIPT)
        return weigh_script(sequence, place, run);
    /* Nobody writes control characters, so this was not written. */
    if (sequence->has_control)
        return 3;
    if (kind == TARGET_LATIN)
        return sequence->count == 2 ? weigh_latin_pair(sequence, place)
                                    : weigh_latin_triple(sequence, place);
    if (sequence->count > 2)
        return weigh_sign(sequence, place);
    return sequence->bytes[0] == 0xC2 ? weigh_latin_sign(sequence, place)
                                      : weigh_operator(text, sequence, place);
}

/* How many sequences of scripts follow each other from `first` on. */
static size_t script_run(const struct sequence *sequences, size_t count, size_t first)
{
    size_t i = first;
    while (i < count && target_kind(sequences[i].target) == TARGET_SCRIPT &&
           (i == first || sequences[i - 1].end == sequences[i].begin))
        i++;
    return i - first;
}

bool evidence_has_tildes(struct keur_text source)
{
    uint32_t character;
    for (size_t at = skip_ascii(source, 0); at < source.length;
         at = skip_ascii(source, at + keur_decode(source, at, &character))) {
        uint32_t found = character_at(source, at);
        if (found == 0xE3 || found == 0xF5)
            return true;
    }
    return false;
}

void evidence_weigh(struct keur_text text, bool has_tildes, struct sequence *sequences,
                    size_t count)
{
    size_t run = 0, run_end = 0;
    for (size_t i = 0; i < count; i++) {
        struct sequence *sequence = &sequences[i];
        if (sequence->is_guess)
            continue;
        if (i >= run_end) {
            run = script_run(sequences, count, i);
            run_end = i + (run > 0 ? run : 1);
        }
        bool follows = i > 0 && sequences[i - 1].end == sequence->begin;
        bool is_followed = i + 1 < count && sequence->end == sequences[i + 1].begin;
        struct place place = place_of(text, sequence, follows ? sequence - 1 : NULL,
                                      is_followed ? sequence + 1 : NULL);
        place.has_tildes = has_tildes;
        sequence->weight = (int8_t)weigh(text, sequence, &place, run);
    }
}
