#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

bool keur_text_equals(struct keur_text a, struct keur_text b)
{
    if (a.length != b.length || a.length == 0)
        return a.length == b.length;
    return a.bytes[0] == b.bytes[0] && memcmp(a.bytes, b.bytes, a.length) == 0;
}

int keur_text_compare(struct keur_text a, struct keur_text b)
{
    size_t common = a.length < b.length ? a.length : b.length;
    int order = common == 0 ? 0 : memcmp(a.bytes, b.bytes, common);
    return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}

static bool is_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

struct keur_text keur_text_trim(struct keur_text text)
{
    size_t begin = 0, end = text.length;
    if (end > 0 && (unsigned char)text.bytes[0] > ' ' && (unsigned char)text.bytes[end - 1] > ' ')
        return text; /* most have none */
    while (begin < end && is_space(text.bytes[begin]))
        begin++;
    while (end > begin && is_space(text.bytes[end - 1]))
        end--;
    return text_slice(text, begin, end);
}

uint64_t text_hash(struct keur_text text)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < text.length; i++)
        hash = (hash ^ (unsigned char)text.bytes[i]) * 1099511628211u;
    return hash;
}

void buffer_reserve(struct buffer *buffer, size_t more)
{
    if (buffer->capacity - buffer->length >= more)
        return;
    size_t wanted = buffer->capacity == 0 ? 64 : buffer->capacity;
    while (wanted - buffer->length < more)
        wanted *= 2;
    buffer->bytes = memory_resize(buffer->bytes, wanted);
    buffer->capacity = wanted;
}

void buffer_add_byte(struct buffer *buffer, char byte)
{
    buffer_reserve(buffer, 1);
    buffer->bytes[buffer->length++] = byte;
}

void buffer_add_code_point(struct buffer *buffer, uint32_t code_point)
{
    if (code_point < 0x80) {
        buffer_add_byte(buffer, (char)code_point);
        return;
    }
    /* Continuation bytes carry six bits each, the first byte what is left. */
    int continuations = code_point < 0x800 ? 1 : code_point < 0x10000 ? 2 : 3;
    static const unsigned char marks[] = {0, 0xC0, 0xE0, 0xF0};
    buffer_add_byte(buffer, (char)(marks[continuations] | code_point >> 6 * continuations));
    while (continuations-- > 0)
        buffer_add_byte(buffer, (char)(0x80 | (code_point >> 6 * continuations & 0x3F)));
}

void buffer_printf(struct buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0)
        return;
    buffer_reserve(buffer, (size_t)length + 1);
    va_start(arguments, format);
    vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format, arguments);
    va_end(arguments);
    buffer->length += (size_t)length;
}

struct keur_text buffer_text(const struct buffer *buffer)
{
    return (struct keur_text){buffer->bytes == NULL ? "" : buffer->bytes, buffer->length};
}

void buffer_free(struct buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (struct buffer){0};
}
