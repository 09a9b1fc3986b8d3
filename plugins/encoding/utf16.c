/* encoding/utf-16: a file in UTF-16 or UTF-32, by its byte order mark or by its zeros. */
#include <string.h>

#include "encoding.h"

enum byte_order {
    NOT_UTF16,
    LITTLE_ENDIAN_UTF16,
    BIG_ENDIAN_UTF16,
    LITTLE_ENDIAN_UTF32,
    BIG_ENDIAN_UTF32,
};

static bool is_utf32(enum byte_order order)
{
    return order >= LITTLE_ENDIAN_UTF32;
}

/* Text in Latin letters has a zero in every second byte, or three in every four. */
static enum byte_order order_by_zeros(struct keur_text source)
{
    enum { SAMPLE = 4096, LEAST = 8 };
    size_t length = (source.length < SAMPLE ? source.length : SAMPLE) / 4 * 4;
    size_t zeros[4] = {0}, quarter = length / 4;
    if (length < LEAST || memchr(source.bytes, 0, length) == NULL)
        return NOT_UTF16;
    for (size_t i = 0; i < length; i++)
        zeros[i & 3] += source.bytes[i] == 0;
    bool is_full[4], is_empty[4];
    for (size_t i = 0; i < 4; i++) {
        is_full[i] = zeros[i] * 10 > quarter * 7;
        is_empty[i] = zeros[i] * 10 <= quarter;
    }
    if (is_full[1] && is_full[2] && is_full[3] && is_empty[0])
        return LITTLE_ENDIAN_UTF32;
    if (is_full[0] && is_full[1] && is_full[2] && is_empty[3])
        return BIG_ENDIAN_UTF32;
    if (is_full[1] && is_full[3] && is_empty[0] && is_empty[2])
        return LITTLE_ENDIAN_UTF16;
    if (is_full[0] && is_full[2] && is_empty[1] && is_empty[3])
        return BIG_ENDIAN_UTF16;
    return NOT_UTF16;
}

static bool begins_with(struct keur_text source, const char *bytes, size_t length)
{
    return source.length >= length && memcmp(source.bytes, bytes, length) == 0;
}

static enum byte_order byte_order_of(struct keur_text source)
{
    if (begins_with(source, "\xFF\xFE\0", 4))
        return LITTLE_ENDIAN_UTF32;
    if (begins_with(source, "\0\0\xFE\xFF", 4))
        return BIG_ENDIAN_UTF32;
    if (begins_with(source, "\xFF\xFE", 2))
        return LITTLE_ENDIAN_UTF16;
    if (begins_with(source, "\xFE\xFF", 2))
        return BIG_ENDIAN_UTF16;
    return order_by_zeros(source);
}

bool is_utf16(struct keur_text source)
{
    return byte_order_of(source) != NOT_UTF16;
}

static uint32_t unit_at(struct keur_text source, size_t at, enum byte_order order)
{
    bool is_little = order == LITTLE_ENDIAN_UTF16 || order == LITTLE_ENDIAN_UTF32;
    size_t size = is_utf32(order) ? 4 : 2;
    uint32_t unit = 0;
    for (size_t i = 0; i < size; i++)
        unit = unit << 8 | (unsigned char)source.bytes[at + (is_little ? size - 1 - i : i)];
    return unit;
}

/* The file as UTF-8, without a byte order mark; false when it is not clean. */
static bool transcode(keur_run *run, struct keur_text source, enum byte_order order,
                      struct keur_text *ret_text)
{
    size_t size = is_utf32(order) ? 4 : 2;
    if (source.length % size != 0)
        return false;
    char *bytes = keur_allocate(run, source.length / 2 * 3 + 1);
    size_t length = 0;
    for (size_t at = 0; at < source.length; at += size) {
        uint32_t character = unit_at(source, at, order);
        if (at == 0 && character == BYTE_ORDER_MARK)
            continue;
        if (0xD800 <= character && character < 0xDC00 && size == 2 && at + 2 < source.length) {
            at += 2;
            uint32_t low = unit_at(source, at, order);
            if (low < 0xDC00 || low > 0xDFFF)
                return false;
            character = 0x10000 + ((character - 0xD800) << 10) + (low - 0xDC00);
        }
        if (character == 0 || (0xD800 <= character && character <= 0xDFFF) || character > 0x10FFFF)
            return false;
        length += character_write(character, bytes + length);
    }
    *ret_text = (struct keur_text){bytes, length};
    return true;
}

static void utf16_run(keur_run *run, const keur_document *document)
{
    if (!survey_of(run, document)->is_utf16)
        return;
    struct keur_text source = keur_source(document);
    enum byte_order order = byte_order_of(source);
    struct keur_edit edit = {.span = {0, source.length}, .safety = KEUR_SAFE};
    struct keur_details details = {.size = sizeof(details), .edits = &edit};
    if (transcode(run, source, order, &edit.replacement))
        details.edit_count = 1;
    bool is_little = order == LITTLE_ENDIAN_UTF16 || order == LITTLE_ENDIAN_UTF32;
    keur_report_details(
        run, (struct keur_span){0, 0}, &details, "the file is %s (%s); save it as UTF-8",
        is_utf32(order) ? "UTF-32" : "UTF-16", is_little ? "little endian" : "big endian");
}

const struct keur_check utf16_check = {
    .size = sizeof(struct keur_check),
    .id = "encoding/utf-16",
    .summary = "No file is UTF-16 or UTF-32.",
    .run = utf16_run,
    .needs_only_bytes = true,
};
