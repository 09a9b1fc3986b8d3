/* Characters and the words around them. */
#include "eight.h"
#include "encoding.h"

size_t skip_ascii(struct keur_text text, size_t at)
{
    enum { EIGHT = 8, BLOCK = 32 };
    const uint64_t beyond = EACH(0x80);
    while (at + BLOCK <= text.length && ((eight_at(text, at) | eight_at(text, at + 8) |
                                          eight_at(text, at + 16) | eight_at(text, at + 24)) &
                                         beyond) == 0)
        at += BLOCK;
    for (; at + EIGHT <= text.length; at += EIGHT) {
        uint64_t marks = eight_at(text, at) & beyond;
        if (marks != 0)
            return at + first_marked(marks);
    }
    while (at < text.length && (unsigned char)text.bytes[at] < 0x80)
        at++;
    return at;
}

size_t skip_to(struct keur_text text, size_t at, unsigned char byte)
{
    const char *found = at < text.length ? memchr(text.bytes + at, byte, text.length - at) : NULL;
    return found == NULL ? text.length : (size_t)(found - text.bytes);
}

uint32_t character_at(struct keur_text text, size_t at)
{
    uint32_t character;
    if (keur_decode(text, at, &character) == 0 || character == '\n' || character == '\r')
        return 0;
    return character;
}

size_t step_back(struct keur_text text, size_t at)
{
    size_t begin = at - 1;
    while (begin > 0 && at - begin < UTF8_MOST && ((unsigned char)text.bytes[begin] & 0xC0) == 0x80)
        begin--;
    uint32_t character;
    return begin + keur_decode(text, begin, &character) == at ? begin : at - 1;
}

uint32_t character_before(struct keur_text text, size_t at)
{
    return at == 0 ? 0 : character_at(text, step_back(text, at));
}

static size_t encoded_length(uint32_t character)
{
    if (character < 0x80)
        return 1;
    if (character < 0x800)
        return 2;
    return character < 0x10000 ? 3 : 4;
}

size_t character_write(uint32_t character, char *bytes)
{
    static const uint32_t leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    size_t length = encoded_length(character);
    for (size_t i = length - 1; i > 0; i--) {
        bytes[i] = (char)(0x80 | (character & 0x3F));
        character >>= 6;
    }
    bytes[0] = (char)(leads[length] | character);
    return length;
}

static char general_category(uint32_t character)
{
    const char *category = character == UINT32_MAX ? "Cn" : keur_category(character);
    return category[0];
}

bool is_letter(uint32_t character)
{
    return general_category(character) == 'L';
}

bool is_lower(uint32_t character)
{
    return is_letter(character) && keur_category(character)[1] == 'l';
}

bool is_upper(uint32_t character)
{
    return is_letter(character) && keur_category(character)[1] == 'u';
}

bool is_digit(uint32_t character)
{
    return '0' <= character && character <= '9';
}

bool is_right_to_left(uint32_t character)
{
    return (0x590 <= character && character <= 0x8FF) ||
           (0xFB1D <= character && character <= 0xFEFC) ||
           (0x10800 <= character && character <= 0x10FFF) ||
           (0x1E800 <= character && character <= 0x1EFFF);
}

static bool is_word_character(uint32_t character)
{
    char category = general_category(character);
    return category == 'L' || category == 'M' || category == 'N' || character == '-' ||
           character == '\'' || character == 0x2019;
}

struct keur_span word_around(struct keur_text text, struct keur_span span)
{
    /* Longer words are hardly words; the message has to stay readable. */
    enum { WORD_MOST = 64 };
    struct keur_span word = span;
    while (word.begin > 0 && span.begin - word.begin < WORD_MOST &&
           is_word_character(character_before(text, word.begin)))
        word.begin = step_back(text, word.begin);
    uint32_t character;
    size_t length;
    while (word.end - span.end < WORD_MOST &&
           (length = keur_decode(text, word.end, &character)) > 0 && is_word_character(character))
        word.end += length;
    return word;
}

bool is_word(struct keur_text text, struct keur_span span)
{
    uint32_t character;
    for (size_t at = span.begin; at < span.end; at += keur_decode(text, at, &character))
        if (!is_word_character(character_at(text, at)))
            return false;
    return true;
}
