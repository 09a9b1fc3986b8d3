/* Surprises: of a character behind another, of a sign inside a word, of letters that no language
 * writes together. */
#include "plausibility.h"

/* Row: the kind of the character before; column: of the one behind it. */
/* clang-format off */
static const uint8_t pairs[KIND_COUNT][KIND_COUNT] = {
    /*                   SP  NB  DG  PU  LO  UP  LE  MK  QU  OP  DA  CL  SY  OD  BX  MA  PI  UN  CT  NV */
    [KIND_BLANK] =       {0,  6,  0,  0,  0,  0,  0, 12,  0,  0,  0,  3,  0,  7,  0,  0,  0,  8, 12,  4},
    [KIND_NO_BREAK] =    {10, 6,  0,  2,  0,  0,  0, 12,  0,  2,  0,  6,  0,  8,  2,  0,  2,  8, 12,  4},
    [KIND_DIGIT] =       {0,  0,  0,  0,  2,  3,  3, 10,  2,  6,  0,  0,  0,  8,  5,  0,  2,  8, 12,  6},
    [KIND_PUNCTUATION] = {0,  2,  0,  0,  0,  0,  0, 12,  0,  0,  1,  2,  1,  6,  2,  1,  1,  8, 12,  4},
    [KIND_LOWER] =       {0,  1,  0,  0,  0, 12,  4,  0,  1, 10,  2,  2,  9, 14, 10, 11,  8,  4, 12, 10},
    [KIND_UPPER] =       {0,  2,  0,  0,  0,  0,  4,  0,  2, 10,  2,  3, 12, 14, 10, 11,  9,  6, 12, 10},
    [KIND_LETTER] =      {0,  1,  1,  0,  6,  8,  0,  0,  1,  8,  2,  2,  6, 12,  8,  8,  4,  2, 12,  8},
    [KIND_MARK] =        {0,  1,  2,  0,  0,  4,  0,  0,  1,  8,  2,  2,  6, 12,  8,  8,  4,  2, 12,  8},
    [KIND_QUOTE] =       {0,  0,  0,  0,  0,  0,  0, 12,  4,  4,  2,  3,  7,  8,  8,  8,  4,  8, 12,  4},
    [KIND_OPENING] =     {3,  4,  2,  3,  0,  0,  0, 12,  3,  3,  4,  4,  6,  8,  8,  8,  6,  8, 12,  6},
    [KIND_DASH] =        {0,  1,  0,  0,  1,  1,  0, 12,  1,  2,  4,  4,  4,  8,  8,  8,  4,  8, 12,  4},
    [KIND_CLOSING] =     {0,  1,  4,  0,  8,  7,  2, 12,  1,  6,  2,  4,  6,  8,  6,  4,  4,  8, 12,  6},
    [KIND_SYMBOL] =      {0,  0,  0,  0,  6,  4,  3, 12,  3,  6,  3,  5,  6,  8,  6,  3,  4,  8, 12,  6},
    [KIND_ODD] =         {3,  4,  4,  3, 10, 10,  8, 12,  6,  8,  6,  8,  8,  8,  8,  6,  6,  8, 12,  8},
    [KIND_BOX] =         {0,  0,  1,  2, 10, 10,  8, 12, 11, 11,  8, 11, 10, 11,  0,  9,  3, 10, 12,  8},
    [KIND_MATH] =        {0,  0,  0,  0,  5,  5,  3, 12, 11, 11,  6, 11,  9, 11,  7,  3,  4,  8, 12,  6},
    [KIND_PICTOGRAM] =   {0,  0,  0,  0,  4,  3,  2, 12,  2,  4,  2,  4,  4,  8,  2,  3,  0,  0, 12,  6},
    [KIND_UNSEEN] =      {4,  4,  4,  3,  2,  2,  1, 12,  3,  4,  4,  4,  4,  8,  4,  4,  0,  6, 12,  6},
    [KIND_CONTROL] =     {4,  4,  6,  4,  8,  8,  6, 12,  6,  8,  6,  6,  6,  8,  6,  6,  6,  8,  6,  6},
    [KIND_NEVER] =       {2,  2,  4,  2,  6,  6,  4,  2,  4,  6,  4,  4,  4,  6,  4,  4,  4,  4,  6,  0},
};
/* clang-format on */

enum {
    OTHER_SCRIPT = 14,     /* letters of two scripts side by side */
    OTHER_LANGUAGE = 8,    /* no language writes the letters of the word so far and this one */
    FOREIGN_NEIGHBOUR = 5, /* two letters beyond ASCII side by side, besides */
    SIGN_IN_WORD = 8,      /* between two letters */
    SIGN_AT_CAPITAL = 4,   /* directly behind a capital beyond ASCII */
    SPOKEN_OF = 2,         /* a letter that is */
    LONE_LETTER = 3,       /* a capital beyond ASCII that is no word */
    OTHER_AMBIENCE = 6,    /* a letter that the languages around do not write */
    OTHER_SCRIPTS = 12,    /* a word in a script that the text around does not have */
    FIRST_CAPITAL = 2,     /* a capital beyond ASCII at the beginning of a word */
    SHORT_WORD = 3,        /* of a capital beyond ASCII and a small letter; */
    SHORT_CYRILLIC = 8,    /* Cyrillic ones with a letter of few languages are hardly any */
    RAISED_ALONE = 6,      /* a raised figure or letter behind a blank */
    FRENCH_BLANK = 9,
    CLOSES_QUOTE = 3,
    GLUED_CAPITAL = 6, /* a capital beyond ASCII directly behind a figure or full stop */
    BOX_IN_PROSE = 3,
    COMMON = 8,             /* in a language, at most */
    WRITTEN = 9,            /* at most, a letter of the language around */
    NOT_SPOKEN = 12,        /* a letter that the language around does not have */
    RARITY_EXPECTED = 3,    /* at most, of a letter that the languages around write */
    TWO_CAPITALS = 4,       /* the second one beyond ASCII, before a small letter */
    SIGN_BEFORE_LETTER = 6, /* of boxes and mathematics, before a letter beyond ASCII */
    WIDE_GAP = 6,           /* two blanks behind a lone capital */
    LATE_SMALL = 8,         /* a small letter beyond ASCII behind several capitals */
    LONE_OTHER = 8,         /* a letter without case, or of another script, all by itself */
    LONE_SMALL = 6,         /* a small letter beyond ASCII that is no word */
    LATE_CAPITAL = 4,       /* capitals within a word that has small letters */
};

/* Vietnamese alone puts many letters with signs side by side. */
enum { DENSE_LANGUAGES = 1 << ALPHABET_VIETNAMESE };

static bool is_letter_kind(uint8_t kind)
{
    return kind == KIND_LOWER || kind == KIND_UPPER || kind == KIND_LETTER || kind == KIND_MARK;
}

struct context context_begin(struct ambience ambience)
{
    return (struct context){
        .ambience = ambience, .languages = UINT32_MAX, .last = {.neighbour = NEIGHBOUR_NONE}};
}

/* May the sign stand between the letters of a word? */
static bool joins_letters(const struct trait *trait)
{
    return trait->kind == KIND_DASH || trait->kind == KIND_UNSEEN || trait->character == 0x2019 ||
           trait->character == 0x2BC;
}

/* A letter behind a letter. */
static int step_in_word(const struct context *context, const struct trait *trait)
{
    const struct trait *last = &context->last;
    int surprise = 0;
    if (last->script != trait->script && last->script != SCRIPT_NONE &&
        trait->script != SCRIPT_NONE)
        surprise += OTHER_SCRIPT;
    if (trait->script == SCRIPT_LATIN && !trait->is_ascii && !last->is_ascii &&
        (trait->languages & context->languages & DENSE_LANGUAGES) == 0)
        surprise += FOREIGN_NEIGHBOUR;
    if (last->kind == KIND_UPPER && trait->kind == KIND_UPPER && context->has_lower)
        surprise += LATE_CAPITAL;
    if (trait->kind == KIND_LOWER && !context->has_lower && context->length > 1) {
        surprise += trait->is_ascii ? 0 : LATE_SMALL;
        surprise += last->is_ascii ? 0 : TWO_CAPITALS;
    }
    return surprise;
}

/* Narrows the languages of the word. */
static int step_languages(struct context *context, const struct trait *trait)
{
    bool is_known = trait->script == SCRIPT_LATIN || trait->script == SCRIPT_CYRILLIC;
    if (trait->is_ascii || !is_known)
        return 0;
    uint32_t common = context->languages & trait->languages;
    bool is_surprise = common == 0;
    if (is_surprise)
        common = trait->languages != 0 ? trait->languages : UINT32_MAX;
    context->languages = common;
    return is_surprise ? OTHER_LANGUAGE : 0;
}

static int step_ambience(const struct context *context, const struct trait *trait)
{
    const struct ambience *ambience = &context->ambience;
    if (trait->is_ascii || trait->script == SCRIPT_NONE)
        return 0;
    uint8_t script = trait->script < SCRIPT_OTHER ? trait->script : (uint8_t)SCRIPT_OTHER;
    bool is_other_script = (ambience->scripts >> script & 1) == 0;
    if (ambience->scripts != 0 && is_other_script)
        return is_letter_kind(context->last.kind) && context->last.script == trait->script
                   ? 0
                   : OTHER_SCRIPTS;
    bool is_known = trait->script == SCRIPT_LATIN || trait->script == SCRIPT_CYRILLIC;
    return is_known && (trait->languages & ambience->languages) == 0 ? OTHER_AMBIENCE : 0;
}

static bool is_glued(const struct trait *before)
{
    return before->kind == KIND_DIGIT || (before->character != 0 && before->character < 0x80 &&
                                          strchr(".,;:!?)%", (int)before->character) != NULL);
}

static int step_letter(struct context *context, const struct trait *trait)
{
    int surprise = 0;
    bool is_first = !is_letter_kind(context->last.kind);
    if (is_first && trait->kind == KIND_UPPER && !trait->is_ascii)
        surprise += FIRST_CAPITAL + (is_glued(&context->last) ? GLUED_CAPITAL : 0);
    if (is_first)
        context->is_mention = context->is_quoted;
    if (!is_first)
        surprise += step_in_word(context, trait);
    else if (context->signs > 1 || (context->signs == 1 && !joins_letters(&context->last)))
        surprise += SIGN_IN_WORD;
    else if (context->signs == 0)
        context->languages = UINT32_MAX;
    if (!trait->is_ascii && (context->last.kind == KIND_MATH || context->last.kind == KIND_BOX))
        surprise += SIGN_BEFORE_LETTER;
    surprise += step_languages(context, trait) + step_ambience(context, trait);
    context->has_lower =
        trait->kind == KIND_LOWER || (is_letter_kind(context->last.kind) && context->has_lower);
    context->signs = 0;
    context->length++;
    return surprise;
}

static bool opens_quote(const struct trait *trait)
{
    return trait->kind == KIND_QUOTE || trait->kind == KIND_OPENING ||
           (trait->character < 0x80 && trait->character != 0 &&
            strchr("([\"'`*/", (int)trait->character) != NULL);
}

/* Of a letter, where the language is known. */
static int rarity_spoken(uint32_t spoken, const struct trait *trait)
{
    int least = trait->rarity > NOT_SPOKEN ? trait->rarity : NOT_SPOKEN;
    for (int language = 0; language < LATIN_ALPHABETS && trait->profile > 0; language++) {
        int rarity = letter_profiles[trait->profile - 1].in[language];
        /* Letters that the language has surprise less than what a few texts say. */
        if ((trait->languages >> language & 1) != 0 && rarity > WRITTEN)
            rarity = WRITTEN;
        if ((spoken >> language & 1) != 0 && rarity < least)
            least = rarity;
    }
    return least + (trait->kind == KIND_UPPER ? 1 : 0);
}

static int rarity_of(const struct context *context, const struct trait *trait)
{
    if (context->ambience.spoken != 0 && trait->script == SCRIPT_LATIN && !trait->is_ascii)
        return rarity_spoken(context->ambience.spoken, trait);
    uint32_t around = context->ambience.languages;
    bool is_expected = around != UINT32_MAX && (trait->languages & around) != 0;
    return is_expected && trait->rarity > RARITY_EXPECTED ? RARITY_EXPECTED : trait->rarity;
}

/* Letters beyond ASCII that are words in some language, such as à, è, ó, å. */
static bool is_word_alone(const struct trait *trait)
{
    static const uint32_t letters[] = {0xE0, 0xE1, 0xE5, 0xE6, 0xE8, 0xE9,
                                       0xED, 0xF3, 0xF6, 0xF8, 0xFA, 0x151};
    uint32_t letter = small_letter(trait->character);
    for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
        if (letters[i] == letter)
            return true;
    return trait->script == SCRIPT_CYRILLIC ? trait->rarity < 4 : trait->script != SCRIPT_LATIN;
}

/* A sign behind a capital beyond ASCII that is a word by itself.  The letter may be spoken of: then
 * it is quoted, or has an apostrophe behind it, and is as good as any. */
static int step_behind_lone_capital(const struct context *context, const struct trait *trait)
{
    bool is_closed = trait->kind == KIND_QUOTE || trait->kind == KIND_BLANK ||
                     trait->kind == KIND_NO_BREAK || trait->character == ')' || opens_quote(trait);
    bool is_spoken_of = (context->is_mention && is_closed) || trait->character == 0x2019;
    if (is_spoken_of)
        return SPOKEN_OF - rarity_of(context, &context->last) - FIRST_CAPITAL;
    bool is_word = is_word_alone(&context->last) && trait->kind == KIND_BLANK;
    return is_word && !context->ambience.is_damaged ? 0 : LONE_LETTER;
}

static int step_behind_letter(const struct context *context, const struct trait *trait)
{
    const struct trait *last = &context->last;
    int surprise = 0;
    if (last->is_ascii)
        return 0;
    if (last->kind == KIND_LOWER && context->length == 2 && !context->before_last.is_ascii &&
        context->before_last.kind == KIND_UPPER)
        return last->script == SCRIPT_CYRILLIC && last->rarity > 2 &&
                       context->before_last.rarity < 4
                   ? SHORT_CYRILLIC
                   : SHORT_WORD;
    if (last->kind == KIND_LOWER && last->script == SCRIPT_LATIN &&
        (trait->kind == KIND_SYMBOL || trait->kind == KIND_ODD))
        return SIGN_AT_CAPITAL;
    if (context->length == 1 && last->script == SCRIPT_CYRILLIC && context->ambience.scripts != 0 &&
        (context->ambience.scripts >> SCRIPT_CYRILLIC & 1) == 0)
        return LONE_OTHER;
    if (last->kind == KIND_LETTER && context->length == 1)
        return LONE_OTHER;
    if (last->kind == KIND_LOWER && context->length == 1 && !context->is_mention &&
        !is_word_alone(last))
        return LONE_SMALL;
    if (last->kind != KIND_UPPER)
        return 0;
    if (context->length == 1)
        surprise += step_behind_lone_capital(context, trait);
    bool is_mark = trait->character == 0xAE || trait->character == 0x2122;
    bool is_natural = trait->character == 0x2026 || context->length > (is_mark ? 1 : 2);
    /* Greek counts with letters: Β΄, Ν°. */
    if (last->script == SCRIPT_GREEK && (trait->character == 0x384 || trait->character == 0xB0))
        return 0;
    if (trait->kind == KIND_SYMBOL || trait->kind == KIND_ODD || trait->kind == KIND_OPENING ||
        (trait->kind == KIND_CLOSING && !is_natural))
        surprise += SIGN_AT_CAPITAL;
    return surprise;
}

/* A quote that closes is expected where one opened. */
static int step_quote(struct context *context, const struct trait *trait)
{
    bool is_apostrophe = joins_letters(trait);
    if (trait->kind == KIND_OPENING ||
        (trait->kind == KIND_QUOTE && !is_letter_kind(context->last.kind))) {
        context->is_open = trait->kind == KIND_QUOTE || trait->character >= 0x2000;
        return 0;
    }
    if (trait->kind != KIND_QUOTE || is_apostrophe || !context->is_open)
        return 0;
    context->is_open = false;
    return -CLOSES_QUOTE;
}

static bool is_raised(uint32_t character)
{
    return character == 0xB2 || character == 0xB3 || character == 0xB9 || character == 0xAA ||
           character == 0xBA;
}

/* French has a no-break space there. */
static bool wants_blank_before(uint32_t character)
{
    return character == ':' || character == ';' || character == '!' || character == '?' ||
           character == 0xBB;
}

static int step_sign(struct context *context, const struct trait *trait)
{
    const struct trait *last = &context->last;
    bool was_letter = is_letter_kind(last->kind);
    int surprise = was_letter ? step_behind_letter(context, trait) : 0;
    if (last->kind == KIND_BLANK && is_raised(trait->character))
        surprise += RAISED_ALONE;
    if (trait->kind == KIND_BOX && context->ambience.scripts != 0)
        surprise += BOX_IN_PROSE;
    bool is_in_word = !trait->is_ascii && (was_letter || context->signs > 0);
    bool is_blank = trait->kind == KIND_BLANK || trait->kind == KIND_NO_BREAK;
    context->signs = is_in_word ? context->signs + 1 : 0;
    context->is_quoted = (opens_quote(trait) && !(was_letter && joins_letters(trait))) ||
                         (is_blank && opens_quote(last));
    context->length = 0;
    if (trait->kind == KIND_BLANK && last->kind == KIND_BLANK && last->character != 0 &&
        context->before_last.kind == KIND_UPPER && !context->before_last.is_ascii)
        surprise += WIDE_GAP;
    if (last->kind == KIND_NO_BREAK && context->before_last.kind == KIND_UPPER &&
        !context->before_last.is_ascii && wants_blank_before(trait->character))
        surprise -= FRENCH_BLANK;
    return surprise + step_quote(context, trait);
}

/* What the letters on both sides say about each other. */
static int step_profiles(const struct trait *last, const struct trait *trait)
{
    int surprise = 0;
    if (last->profile > 0)
        surprise += letter_profiles[last->profile - 1].after[trait->neighbour];
    if (trait->profile > 0)
        surprise += letter_profiles[trait->profile - 1].before[last->neighbour];
    return surprise;
}

uint32_t languages_where_common(const struct trait *trait)
{
    uint32_t languages = 0;
    for (int language = 0; language < LATIN_ALPHABETS && trait->profile > 0; language++)
        if (letter_profiles[trait->profile - 1].in[language] <= COMMON)
            languages |= UINT32_C(1) << language;
    return languages;
}

int context_step(struct context *context, const struct trait *trait)
{
    /* Lists of letters go by the alphabet; any other neighbour there would surprise. */
    bool is_listed = !trait->is_ascii && trait->character == context->last.character + 1 &&
                     trait->character == context->before_last.character + 2;
    if (is_listed) {
        context->before_last = context->last;
        context->last = *trait;
        return 0;
    }
    int surprise = rarity_of(context, trait) + pairs[context->last.kind][trait->kind];
    surprise += step_profiles(&context->last, trait);
    if (is_letter_kind(trait->kind))
        surprise += step_letter(context, trait);
    else
        surprise += step_sign(context, trait);
    context->before_last = context->last;
    context->last = *trait;
    return surprise;
}
