/* encoding/utf-16: a file in UTF-16, by its byte order mark or by its zeros. */
#include <string.h>

#include "encoding.h"

enum byte_order { NOT_UTF16, LITTLE_ENDIAN_UTF16, BIG_ENDIAN_UTF16 };

/* Text in Latin letters has a zero in every second byte. */
static enum byte_order order_by_zeros(struct keur_text source)
{
    enum { SAMPLE = 4096, LEAST = 8 };
    size_t length = source.length < SAMPLE ? source.length : SAMPLE;
    size_t zeros[2] = {0, 0};
    if (length < LEAST || memchr(source.bytes, 0, length) == NULL)
        return NOT_UTF16;
    for (size_t i = 0; i < length; i++)
        zeros[i & 1] += source.bytes[i] == 0;
    size_t most = length / 2, many = most / 10 * 7, few = most / 20;
    if (zeros[1] > many && zeros[0] <= few)
        return LITTLE_ENDIAN_UTF16;
    if (zeros[0] > many && zeros[1] <= few)
        return BIG_ENDIAN_UTF16;
    return NOT_UTF16;
}

static bool has_mark(struct keur_text source, unsigned char first, unsigned char second)
{
    return source.length >= 2 && (unsigned char)source.bytes[0] == first &&
           (unsigned char)source.bytes[1] == second;
}

static enum byte_order byte_order_of(struct keur_text source)
{
    if (has_mark(source, 0xFF, 0xFE))
        return LITTLE_ENDIAN_UTF16;
    if (has_mark(source, 0xFE, 0xFF))
        return BIG_ENDIAN_UTF16;
    return order_by_zeros(source);
}

bool is_utf16(struct keur_text source)
{
    return byte_order_of(source) != NOT_UTF16;
}

static uint32_t unit_at(struct keur_text source, size_t at, enum byte_order order)
{
    unsigned char first = (unsigned char)source.bytes[at];
    unsigned char second = (unsigned char)source.bytes[at + 1];
    return order == LITTLE_ENDIAN_UTF16 ? (uint32_t)(second << 8 | first)
                                        : (uint32_t)(first << 8 | second);
}

/* The file as UTF-8, without a byte order mark; false when it is no clean UTF-16. */
static bool transcode(keur_run *run, struct keur_text source, enum byte_order order,
                      struct keur_text *ret_text)
{
    if (source.length % 2 != 0)
        return false;
    char *bytes = keur_allocate(run, source.length / 2 * 3 + 1);
    size_t length = 0;
    for (size_t at = 0; at < source.length; at += 2) {
        uint32_t character = unit_at(source, at, order);
        if (at == 0 && character == BYTE_ORDER_MARK)
            continue;
        if (0xD800 <= character && character < 0xDC00 && at + 2 < source.length) {
            at += 2;
            uint32_t low = unit_at(source, at, order);
            if (low < 0xDC00 || low > 0xDFFF)
                return false;
            character = 0x10000 + ((character - 0xD800) << 10) + (low - 0xDC00);
        }
        if (character == 0 || (0xD800 <= character && character <= 0xDFFF))
            return false;
        length += character_write(character, bytes + length);
    }
    *ret_text = (struct keur_text){bytes, length};
    return true;
}

static void utf16_run(keur_run *run, const keur_document *document)
{
    struct keur_text source = keur_source(document);
    enum byte_order order = byte_order_of(source);
    if (order == NOT_UTF16)
        return;
    struct keur_edit edit = {.span = {0, source.length}, .safety = KEUR_SAFE};
    struct keur_details details = {.size = sizeof(details), .edits = &edit};
    if (transcode(run, source, order, &edit.replacement))
        details.edit_count = 1;
    keur_report_details(run, (struct keur_span){0, 0}, &details,
                        "the file is UTF-16 (%s); save it as UTF-8",
                        order == LITTLE_ENDIAN_UTF16 ? "little endian" : "big endian");
}

const struct keur_check utf16_check = {
    .size = sizeof(struct keur_check),
    .id = "encoding/utf-16",
    .summary = "No file is UTF-16.",
    .run = utf16_run,
    .needs_only_bytes = true,
};
