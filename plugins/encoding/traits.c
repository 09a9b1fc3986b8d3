/* What kind of character is it, and how often is it met? */
#include "plausibility.h"

struct range {
    uint32_t first, last;
    uint8_t kind, rarity;
};

/* Signs and everything else that is no letter or digit, sorted. */
static const struct range signs[] = {{0x80, 0x9F, KIND_CONTROL, 18},
                                     {0xA0, 0xA0, KIND_NO_BREAK, 3},
                                     {0xA1, 0xA1, KIND_OPENING, 5},
                                     {0xA2, 0xA2, KIND_SYMBOL, 8},
                                     {0xA3, 0xA3, KIND_SYMBOL, 6},
                                     {0xA4, 0xA4, KIND_ODD, 10},
                                     {0xA5, 0xA5, KIND_SYMBOL, 8},
                                     {0xA6, 0xA6, KIND_ODD, 12},
                                     {0xA7, 0xA7, KIND_SYMBOL, 4},
                                     {0xA8, 0xA8, KIND_ODD, 12},
                                     {0xA9, 0xA9, KIND_SYMBOL, 4},
                                     {0xAA, 0xAA, KIND_CLOSING, 7},
                                     {0xAB, 0xAB, KIND_QUOTE, 3},
                                     {0xAC, 0xAC, KIND_ODD, 10},
                                     {0xAD, 0xAD, KIND_UNSEEN, 5},
                                     {0xAE, 0xAE, KIND_CLOSING, 5},
                                     {0xAF, 0xAF, KIND_ODD, 12},
                                     {0xB0, 0xB0, KIND_SYMBOL, 4},
                                     {0xB1, 0xB1, KIND_SYMBOL, 5},
                                     {0xB2, 0xB3, KIND_CLOSING, 4},
                                     {0xB4, 0xB4, KIND_ODD, 9},
                                     {0xB5, 0xB5, KIND_SYMBOL, 6},
                                     {0xB6, 0xB6, KIND_ODD, 10},
                                     {0xB7, 0xB7, KIND_DASH, 5},
                                     {0xB8, 0xB8, KIND_ODD, 14},
                                     {0xB9, 0xB9, KIND_CLOSING, 6},
                                     {0xBA, 0xBA, KIND_CLOSING, 6},
                                     {0xBB, 0xBB, KIND_QUOTE, 3},
                                     {0xBC, 0xBE, KIND_SYMBOL, 5},
                                     {0xBF, 0xBF, KIND_OPENING, 5},
                                     {0xD7, 0xD7, KIND_SYMBOL, 4},
                                     {0xF7, 0xF7, KIND_SYMBOL, 7},
                                     {0x2BC, 0x2BC, KIND_QUOTE, 6},
                                     {0x2C6, 0x2C7, KIND_ODD, 12},
                                     {0x2D8, 0x2DD, KIND_ODD, 12},
                                     {0x384, 0x384, KIND_CLOSING, 4},
                                     {0x385, 0x385, KIND_ODD, 12},
                                     {0x387, 0x387, KIND_DASH, 8},
                                     {0x2000, 0x200A, KIND_NO_BREAK, 6},
                                     {0x200B, 0x200F, KIND_UNSEEN, 6},
                                     {0x2010, 0x2012, KIND_DASH, 4},
                                     {0x2013, 0x2014, KIND_DASH, 2},
                                     {0x2015, 0x2015, KIND_DASH, 6},
                                     {0x2018, 0x2019, KIND_QUOTE, 2},
                                     {0x201A, 0x201A, KIND_OPENING, 5},
                                     {0x201B, 0x201B, KIND_QUOTE, 8},
                                     {0x201C, 0x201D, KIND_QUOTE, 2},
                                     {0x201E, 0x201E, KIND_OPENING, 3},
                                     {0x201F, 0x201F, KIND_QUOTE, 9},
                                     {0x2020, 0x2021, KIND_CLOSING, 8},
                                     {0x2022, 0x2022, KIND_SYMBOL, 3},
                                     {0x2023, 0x2025, KIND_SYMBOL, 8},
                                     {0x2026, 0x2026, KIND_CLOSING, 2},
                                     {0x2027, 0x2027, KIND_DASH, 8},
                                     {0x2028, 0x202E, KIND_UNSEEN, 9},
                                     {0x202F, 0x202F, KIND_NO_BREAK, 4},
                                     {0x2030, 0x2031, KIND_SYMBOL, 7},
                                     {0x2032, 0x2033, KIND_CLOSING, 5},
                                     {0x2034, 0x2038, KIND_SYMBOL, 9},
                                     {0x2039, 0x203A, KIND_QUOTE, 5},
                                     {0x203B, 0x205E, KIND_SYMBOL, 8},
                                     {0x2060, 0x2064, KIND_UNSEEN, 8},
                                     {0x2066, 0x2069, KIND_UNSEEN, 9},
                                     {0x2070, 0x209C, KIND_CLOSING, 5},
                                     {0x20A0, 0x20AB, KIND_SYMBOL, 7},
                                     {0x20AC, 0x20AC, KIND_SYMBOL, 3},
                                     {0x20AD, 0x20C0, KIND_SYMBOL, 6},
                                     {0x2100, 0x2115, KIND_SYMBOL, 7},
                                     {0x2116, 0x2116, KIND_SYMBOL, 4},
                                     {0x2117, 0x2121, KIND_SYMBOL, 7},
                                     {0x2122, 0x2122, KIND_CLOSING, 4},
                                     {0x2123, 0x218B, KIND_SYMBOL, 6},
                                     {0x2190, 0x21FF, KIND_PICTOGRAM, 4},
                                     {0x2200, 0x22FF, KIND_MATH, 5},
                                     {0x2300, 0x23FF, KIND_PICTOGRAM, 6},
                                     {0x2440, 0x24FF, KIND_PICTOGRAM, 6},
                                     {0x2500, 0x2551, KIND_BOX, 4},
                                     {0x2552, 0x2553, KIND_BOX, 7},
                                     {0x2554, 0x2554, KIND_BOX, 4},
                                     {0x2555, 0x2556, KIND_BOX, 7},
                                     {0x2557, 0x2557, KIND_BOX, 4},
                                     {0x2558, 0x2559, KIND_BOX, 7},
                                     {0x255A, 0x255A, KIND_BOX, 4},
                                     {0x255B, 0x255C, KIND_BOX, 7},
                                     {0x255D, 0x255D, KIND_BOX, 4},
                                     {0x255E, 0x255F, KIND_BOX, 7},
                                     {0x2560, 0x2560, KIND_BOX, 4},
                                     {0x2561, 0x2562, KIND_BOX, 7},
                                     {0x2563, 0x2563, KIND_BOX, 4},
                                     {0x2564, 0x2565, KIND_BOX, 7},
                                     {0x2566, 0x2566, KIND_BOX, 4},
                                     {0x2567, 0x2568, KIND_BOX, 7},
                                     {0x2569, 0x2569, KIND_BOX, 4},
                                     {0x256A, 0x256B, KIND_BOX, 7},
                                     {0x256C, 0x259F, KIND_BOX, 4},
                                     {0x25A0, 0x27BF, KIND_PICTOGRAM, 4},
                                     {0x27C0, 0x2BFF, KIND_PICTOGRAM, 6},
                                     {0x2E80, 0x2FDF, KIND_NEVER, 14},
                                     {0x3000, 0x303F, KIND_PUNCTUATION, 4},
                                     {0xD800, 0xF8FF, KIND_NEVER, 18},
                                     {0xFB00, 0xFB06, KIND_LOWER, 8},
                                     {0xFE0E, 0xFE0F, KIND_UNSEEN, 4},
                                     {0xFEFF, 0xFEFF, KIND_BLANK, 2},
                                     {0xFF01, 0xFF0F, KIND_PUNCTUATION, 5},
                                     {0xFF10, 0xFF5E, KIND_LETTER, 8},
                                     {0xFF5F, 0xFF65, KIND_PUNCTUATION, 8},
                                     {0xFFA0, 0xFFEF, KIND_NEVER, 14},
                                     {0xFFF0, 0xFFFC, KIND_NEVER, 16},
                                     {0xFFFD, 0xFFFD, KIND_NEVER, 8},
                                     {0x1F000, 0x1FAFF, KIND_PICTOGRAM, 4},
                                     {0x20000, 0x323AF, KIND_LETTER, 12},
                                     {0xE0000, 0x10FFFF, KIND_NEVER, 20}};

/* Scripts by their blocks, with what a letter of them surprises. */
static const struct {
    uint32_t first, last;
    uint8_t rarity;
} scripts[] = {{0x5D0, 0x5F4, 4},   {0x600, 0x66F, 4},   {0x670, 0x6FF, 8},   {0x900, 0x97F, 4},
               {0x980, 0x9FF, 4},   {0xA00, 0xA7F, 5},   {0xA80, 0xAFF, 5},   {0xB00, 0xB7F, 6},
               {0xB80, 0xBFF, 4},   {0xC00, 0xC7F, 5},   {0xC80, 0xCFF, 5},   {0xD00, 0xD7F, 5},
               {0xD80, 0xDFF, 6},   {0xE00, 0xE7F, 4},   {0xE80, 0xEFF, 6},   {0xF00, 0xFFF, 7},
               {0x1000, 0x109F, 6}, {0x10D0, 0x10FF, 5}, {0x1200, 0x137F, 6}, {0x1780, 0x17FF, 6},
               {0x1F00, 0x1FFF, 7}, {0x531, 0x587, 6},   {0x3040, 0x30FF, 4}, {0x3100, 0x312F, 9},
               {0x3400, 0x4DBF, 9}, {0x4E00, 0x9FFF, 5}, {0xAC00, 0xD7A3, 4}};

/* Chinese characters are written together with Japanese and Korean letters. */
enum { SCRIPT_HAN = SCRIPT_OTHER, SCRIPT_FIRST_BLOCK };

static bool find_sign(uint32_t character, struct trait *trait)
{
    size_t low = 0, high = sizeof(signs) / sizeof(signs[0]);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (signs[middle].last < character)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == sizeof(signs) / sizeof(signs[0]) || signs[low].first > character)
        return false;
    trait->kind = signs[low].kind;
    trait->rarity = signs[low].rarity;
    return true;
}

static bool is_han(uint32_t character)
{
    return (0x3040 <= character && character <= 0x9FFF) ||
           (0xAC00 <= character && character <= 0xD7A3) ||
           (0x20000 <= character && character <= 0x323AF);
}

static uint8_t letter_kind(uint32_t character)
{
    const char *category = keur_category(character);
    if (category[0] == 'L')
        return category[1] == 'l' ? KIND_LOWER : category[1] == 'u' ? KIND_UPPER : KIND_LETTER;
    if (category[0] == 'M')
        return KIND_MARK;
    return category[0] == 'C' ? KIND_NEVER : category[0] == 'N' ? KIND_DIGIT : KIND_SYMBOL;
}

static unsigned count_bits(uint32_t bits)
{
    unsigned count = 0;
    for (; bits != 0; bits &= bits - 1)
        count++;
    return count;
}

/* A letter that many languages write is met more often; of those that all write, some are. */
static uint8_t cyrillic_rarity(uint32_t letter, uint32_t languages)
{
    static const uint16_t common[] = {0x43E, 0x435, 0x430, 0x438, 0x43D, 0x442, 0x441, 0x440,
                                      0x432, 0x43B, 0x43A, 0x43C, 0x434, 0x43F, 0x443, 0};
    unsigned count = count_bits(languages);
    if (count == 0)
        return 12;
    for (size_t i = 0; common[i] != 0; i++)
        if (common[i] == letter)
            return 2;
    return count == 1 ? 4 : 3;
}

static uint16_t find_profile(uint32_t letter)
{
    size_t low = 0, high = letter_profile_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (letter_profiles[middle].letter < letter)
            low = middle + 1;
        else
            high = middle;
    }
    bool is_found = low < letter_profile_count && letter_profiles[low].letter == letter;
    return is_found ? (uint16_t)(low + 1) : 0;
}

static void find_script(const struct alphabets *alphabets, struct trait *trait)
{
    uint32_t character = trait->character;
    trait->languages = alphabets_of(alphabets, character);
    if (character < 0x250 || (0x1E00 <= character && character < 0x1F00)) {
        trait->script = SCRIPT_LATIN;
        trait->profile = find_profile(small_letter(character));
        trait->rarity = trait->languages == 0 ? 14 : 9;
        if (trait->profile > 0 && letter_profiles[trait->profile - 1].rarity < trait->rarity)
            trait->rarity = letter_profiles[trait->profile - 1].rarity;
    } else if (character < 0x300) {
        trait->script = SCRIPT_LATIN;
        trait->rarity = 8;
    } else if (character < 0x370) {
        trait->rarity = 20;
    } else if (character < 0x400) {
        trait->script = SCRIPT_GREEK;
        trait->rarity = character < 0x386 || character > 0x3CE ? 16 : 2;
    } else if (character < 0x530) {
        trait->script = SCRIPT_CYRILLIC;
        trait->rarity = cyrillic_rarity(small_letter(character), trait->languages);
    } else {
        trait->rarity = 20;
        for (size_t i = 0; i < sizeof(scripts) / sizeof(scripts[0]); i++)
            if (scripts[i].first <= character && character <= scripts[i].last) {
                trait->script = (uint8_t)(SCRIPT_FIRST_BLOCK + i);
                trait->rarity = scripts[i].rarity;
            }
        if (is_han(character))
            trait->script = SCRIPT_HAN;
    }
    trait->rarity = (uint8_t)(trait->rarity + (trait->kind == KIND_UPPER ? 1 : 0));
}

static struct trait ascii_trait(uint32_t character)
{
    struct trait trait = {.kind = KIND_PUNCTUATION, .is_ascii = true, .character = character};
    uint32_t small = character | 0x20;
    if (character == 0 || character == ' ' || character == '\t' || character == '\n' ||
        character == '\r')
        trait.kind = KIND_BLANK;
    else if ('0' <= character && character <= '9')
        trait.kind = KIND_DIGIT;
    else if ('a' <= small && small <= 'z')
        trait.kind = (character & 0x20) != 0 ? KIND_LOWER : KIND_UPPER;
    if ('a' <= small && small <= 'z')
        trait.script = SCRIPT_LATIN;
    trait.neighbour =
        trait.script == SCRIPT_LATIN ? (uint8_t)(small - 'a') : (uint8_t)NEIGHBOUR_NONE;
    return trait;
}

struct trait trait_of(const struct alphabets *alphabets, uint32_t character)
{
    if (character < 0x80)
        return ascii_trait(character);
    struct trait trait = {.character = character, .neighbour = NEIGHBOUR_NONE};
    if (find_sign(character, &trait))
        return trait;
    trait.kind = letter_kind(character);
    if (trait.kind == KIND_NEVER)
        trait.rarity = 20;
    else
        find_script(alphabets, &trait);
    if (trait.kind == KIND_LOWER || trait.kind == KIND_UPPER || trait.kind == KIND_LETTER)
        trait.neighbour = NEIGHBOUR_LETTER;
    return trait;
}
