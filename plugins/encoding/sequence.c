/* The UTF-8 of one character, each byte read as a character of a code page. */
#include "encoding.h"

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

static uint32_t target_of(const uint8_t *bytes, uint8_t count)
{
    static const uint8_t masks[] = {0, 0, 0x1F, 0x0F, 0x07};
    uint32_t target = bytes[0] & masks[count];
    for (uint8_t i = 1; i < count; i++)
        target = target << 6 | (bytes[i] & 0x3F);
    return target;
}

bool sequence_at(const struct code_page_index *index, struct keur_text text, size_t at,
                 struct sequence *ret_sequence)
{
    struct sequence sequence = {.begin = at, .end = at, .count = 1};
    for (uint8_t i = 0; i < sequence.count; i++) {
        uint32_t character;
        size_t length = keur_decode(text, sequence.end, &character);
        if (length == 0 || character >= CODE_PAGE_INDEX_SIZE || index->bytes[character] == 0)
            return false;
        uint8_t byte = index->bytes[character];
        if (i == 0)
            sequence.count = sequence_length(byte);
        if (sequence.count == 0 || (i == 1 && !is_second(sequence.bytes[0], byte)) ||
            (i > 1 && (byte & 0xC0) != 0x80))
            return false;
        sequence.bytes[i] = byte;
        sequence.end += length;
        sequence.has_control |= 0x80 <= character && character < 0xA0;
    }
    sequence.target = target_of(sequence.bytes, sequence.count);
    *ret_sequence = sequence;
    return true;
}

bool sequence_covers(const struct code_page_index *index, struct keur_text text, size_t at)
{
    size_t begin = at;
    for (int i = 0; i < UTF8_MOST; i++) {
        struct sequence sequence;
        if (sequence_at(index, text, begin, &sequence))
            return sequence.end > at;
        if (begin == 0)
            return false;
        begin = step_back(text, begin);
    }
    return false;
}
