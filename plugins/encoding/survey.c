/* One look at all bytes, so that a check passes quickly over a document that has nothing for it. */
#include "eight.h"
#include "encoding.h"

/* The high bit of each byte that is beyond ASCII, below 0x20 or 0x7F. */
static uint64_t odd_bytes(uint64_t eight)
{
    uint64_t low = eight & EACH(0x7F);
    return (eight | ~(low + EACH(0x60)) | (low + EACH(0x01))) & EACH(0x80);
}

enum { BLOCK = 64 };

typedef unsigned char lanes __attribute__((vector_size(16)));

/* All ones where a byte is plain: one of ASCII, and no control but the end of a line. */
static inline lanes plain_lanes(const char *bytes)
{
    lanes all;
    memcpy(&all, bytes, sizeof(all));
    return (lanes)((lanes)(all - ' ') < 0x7F - ' ') | (lanes)(all == '\n');
}

static bool is_plain(const char *block)
{
    enum { QUARTER = BLOCK / 4 };
    lanes plain = plain_lanes(block) & plain_lanes(block + QUARTER) &
                  plain_lanes(block + BLOCK / 2) & plain_lanes(block + BLOCK - QUARTER);
    uint64_t halves[2];
    memcpy(halves, &plain, sizeof(halves));
    return (halves[0] & halves[1]) == UINT64_MAX;
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

/* Notes the character at `at`, and returns the place behind it. */
static size_t note(struct survey *survey, struct keur_text text, size_t at)
{
    unsigned char byte = (unsigned char)text.bytes[at];
    if (byte < 0x80) {
        note_ascii(survey, byte);
        return at + 1;
    }
    size_t length = valid_length(survey, text, at);
    survey->leads |= lead_bit(byte);
    survey->has_beyond_ascii = true;
    survey->has_invalid |= length == 0;
    survey->may_be_garbled |= length == 0 || at == survey->behind ||
                              is_lead_capital((const unsigned char *)text.bytes + at);
    survey->behind = at + (length > 0 ? length : 1);
    return survey->behind;
}

/* A block in which something is not plain, or what is left of the text; returns a place behind it,
 * or within the last eight bytes. */
static size_t look_closely(struct survey *survey, struct keur_text text, size_t at)
{
    const size_t end = at + BLOCK;
    while (at < end && text.length - at >= sizeof(uint64_t)) {
        uint64_t odd = odd_bytes(eight_at(text, at));
        at = odd == 0 ? at + sizeof(odd) : note(survey, text, at + first_marked(odd));
    }
    return at;
}

static void look(struct survey *survey, struct keur_text text)
{
    size_t at = 0;
    while (text.length - at >= sizeof(uint64_t)) {
        bool is_passed = text.length - at >= BLOCK && is_plain(text.bytes + at);
        at = is_passed ? at + BLOCK : look_closely(survey, text, at);
    }
    while (at < text.length)
        at = note(survey, text, at);
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
