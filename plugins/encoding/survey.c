/* One look at all bytes, so that a check passes quickly over a document that has nothing for it. */
#include <string.h>

#include "encoding.h"

/* Bytes of eight at once, by the high bits of each byte. */
#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* Is a byte below 0x20 or 0x7F among the eight, all of which are ASCII? */
static bool has_control(uint64_t eight)
{
    uint64_t low = eight - EACH(0x20);
    uint64_t delete_ = (eight ^ EACH(0x7F)) - EACH(0x01);
    return ((low | delete_) & ~eight & EACH(0x80)) != 0 || (delete_ & EACH(0x80)) != 0;
}

enum { BLOCK = 64 };

/* A block of ASCII without controls besides the ends of lines; written so that compilers use
 * vectors. */
static bool is_plain(const char *block)
{
    unsigned char high = 0, control = 0;
    for (int i = 0; i < BLOCK; i++) {
        unsigned char byte = (unsigned char)block[i];
        high |= byte;
        control |= (unsigned char)((byte < 0x20) & (byte != '\n'));
        control |= (unsigned char)(byte == 0x7F);
    }
    return high < 0x80 && control == 0;
}

static void note_ascii(struct survey *survey, unsigned char byte)
{
    if (byte == '\r')
        survey->has_carriage_return = true;
    else if (byte == 0)
        survey->has_nul = true;
    else if ((byte < 0x20 && byte != '\n' && byte != '\t' && byte != '\f') || byte == 0x7F)
        survey->has_control = true;
}

static bool is_unseen(uint32_t character)
{
    static const uint32_t ranges[][2] = {{0x80, 0x9F},     {0xAD, 0xAD},     {0x180E, 0x180E},
                                         {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x206F},
                                         {0x3164, 0x3164}, {0xFE0E, 0xFE0F}, {0xFEFF, 0xFEFF},
                                         {0xFFA0, 0xFFA0}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F}};
    for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++)
        if (character <= ranges[i][1])
            return character >= ranges[i][0];
    return false;
}

/* The bytes of the character at `at`, all of which are there and valid; 0 when they are not. */
static size_t valid_length(struct survey *survey, struct keur_text text, size_t at)
{
    const unsigned char *bytes = (const unsigned char *)text.bytes + at;
    if (bytes[0] >= 0xC3 && bytes[0] <= 0xDF && text.length - at >= 2)
        return (bytes[1] & 0xC0) == 0x80 ? 2 : 0;
    uint32_t character;
    size_t length = keur_decode(text, at, &character);
    survey->has_unseen |= is_unseen(character);
    return character == UINT32_MAX ? 0 : length;
}

static void look(struct survey *survey, struct keur_text text)
{
    size_t at = 0;
    while (at < text.length) {
        uint64_t eight;
        if (text.length - at >= BLOCK && is_plain(text.bytes + at)) {
            at += BLOCK;
            continue;
        }
        if (text.length - at >= sizeof(eight)) {
            memcpy(&eight, text.bytes + at, sizeof(eight));
            if ((eight & EACH(0x80)) == 0 && !has_control(eight)) {
                at += sizeof(eight);
                continue;
            }
        }
        size_t end = text.length - at >= sizeof(eight) ? at + sizeof(eight) : text.length;
        while (at < end) {
            unsigned char byte = (unsigned char)text.bytes[at];
            size_t length = 1;
            if (byte < 0x80) {
                note_ascii(survey, byte);
            } else {
                length = valid_length(survey, text, at);
                survey->leads[byte] = true;
                survey->has_beyond_ascii = true;
                survey->has_invalid |= length == 0;
            }
            at += length > 0 ? length : 1;
        }
    }
}

static struct survey *kept_survey(keur_run *run, const keur_document *document)
{
    void **kept = keur_keep(run);
    if (*kept == NULL) {
        struct survey *survey = keur_allocate(run, sizeof(*survey));
        struct keur_text text = keur_source(document);
        look(survey, text);
        survey->is_utf16 = is_utf16(text);
        *kept = survey;
    }
    return *kept;
}

const struct survey *survey_of(keur_run *run, const keur_document *document)
{
    return kept_survey(run, document);
}

void survey_tell(keur_run *run, const keur_document *document, struct keur_span span)
{
    struct survey *survey = kept_survey(run, document);
    if (survey->told == NULL)
        survey->told = keur_allocate(run, TOLD_MOST * sizeof(*survey->told));
    if (survey->told_count < TOLD_MOST)
        survey->told[survey->told_count++] = span;
}

bool survey_is_told(keur_run *run, const keur_document *document, size_t offset)
{
    const struct survey *survey = kept_survey(run, document);
    size_t low = 0, high = survey->told_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (survey->told[middle].end <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low < survey->told_count && survey->told[low].begin <= offset;
}
