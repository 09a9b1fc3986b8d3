/* Single bytes as Windows-1252: what they mean, and whether that fits its place. */
#include "encoding.h"

static bool is_one_of(const uint8_t *set, uint8_t byte)
{
    while (*set != 0 && *set != byte)
        set++;
    return *set != 0;
}

uint32_t windows_1252_character(uint8_t byte)
{
    return code_page_character(WINDOWS_1252, byte);
}

/* The letters below 0xC0 are rare, and are the common ones of other code pages. */
bool windows_1252_fits(uint8_t byte, uint32_t before, uint32_t after)
{
    /* Apostrophe, dashes, no-break space. */
    static const uint8_t between_letters[] = {0x92, 0x96, 0x97, 0xA0, 0};
    /* Quotes, ellipsis, bullet, trade marks, figures, currency and punctuation. */
    static const uint8_t signs[] = {0x80, 0x82, 0x84, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95,
                                    0x96, 0x97, 0x99, 0xA0, 0xA1, 0xA3, 0xA7, 0xA9, 0xAB,
                                    0xAE, 0xB0, 0xB1, 0xB2, 0xB3, 0xB7, 0xB9, 0xBA, 0xBB,
                                    0xBC, 0xBD, 0xBE, 0xBF, 0xD7, 0};
    /* Letters that are a word: à, è, é. */
    static const uint8_t words[] = {0xE0, 0xE8, 0xE9, 0};
    uint32_t character = windows_1252_character(byte);
    if (byte >= 0xC0 && is_lower(character))
        return is_letter(before) || is_letter(after) || is_one_of(words, byte);
    if (byte >= 0xC0 && is_upper(character))
        return !is_lower(before) && (is_letter(before) || is_letter(after));
    bool is_between = is_letter(before) && is_letter(after);
    return is_one_of(is_between ? between_letters : signs, byte);
}

/* The byte that the character is in Windows-1252, or in Latin-1; 0 when in neither, as when there
 * is no character. */
static uint8_t byte_of(uint32_t character)
{
    if (character >= 0x80 && character <= 0xFF)
        return (uint8_t)character;
    for (unsigned byte = 0x80; character != 0 && byte < 0xA0; byte++)
        if (windows_1252_character((uint8_t)byte) == character)
            return (uint8_t)byte;
    return 0;
}

bool windows_1252_continues(struct keur_text text, size_t at)
{
    for (unsigned behind = 1; behind < UTF8_MOST; behind++) {
        uint8_t byte = byte_of(character_before(text, at));
        if (byte >= 0xC2 && byte <= 0xF4)
            return behind < (byte < 0xE0 ? 2u : byte < 0xF0 ? 3u : 4u);
        if (byte == 0 || byte >= 0xC0)
            return false;
        at = step_back(text, at);
    }
    return false;
}
