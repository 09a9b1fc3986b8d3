/* Views of bytes, and building new ones. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "api/keur_plugin.h"

/* A string literal as a text. */
#define TEXT(literal) ((struct keur_text){"" literal, sizeof(literal) - 1})

/* Small and called everywhere: worth to be seen by the compiler.  NULL gives an empty text. */
static inline struct keur_text text_of(const char *string)
{
    return (struct keur_text){string == NULL ? "" : string, string == NULL ? 0 : strlen(string)};
}

static inline bool text_is(struct keur_text text, const char *string)
{
    size_t length = strlen(string);
    return text.length == length && memcmp(text.bytes, string, length) == 0;
}

static inline bool text_starts_with(struct keur_text text, const char *prefix)
{
    size_t length = strlen(prefix);
    return text.length >= length && memcmp(text.bytes, prefix, length) == 0;
}

static inline bool text_ends_with(struct keur_text text, const char *suffix)
{
    size_t length = strlen(suffix);
    return text.length >= length && memcmp(text.bytes + text.length - length, suffix, length) == 0;
}

/* text[begin, end), cut to what is there. */
static inline struct keur_text text_slice(struct keur_text text, size_t begin, size_t end)
{
    if (text.length == 0) /* perhaps without bytes, to which nothing can be added */
        return text;
    if (end > text.length)
        end = text.length;
    if (begin > end)
        begin = end;
    return (struct keur_text){text.bytes + begin, end - begin};
}

/* Offset of the first `byte` at or behind `from`; text.length when there is none. */
static inline size_t text_find(struct keur_text text, char byte, size_t from)
{
    if (from >= text.length)
        return text.length;
    const char *found = memchr(text.bytes + from, byte, text.length - from);
    return found == NULL ? text.length : (size_t)(found - text.bytes);
}

uint64_t text_hash(struct keur_text text); /* FNV-1a, 64 bits */

/* A growing text with malloc; `bytes` may be NULL while empty. */
struct buffer {
    char *bytes;
    size_t length, capacity;
};
void buffer_reserve(struct buffer *buffer, size_t more); /* room for so many bytes */
static inline void buffer_add(struct buffer *buffer, struct keur_text text)
{
    if (text.length == 0)
        return;
    if (buffer->capacity - buffer->length < text.length)
        buffer_reserve(buffer, text.length);
    memcpy(buffer->bytes + buffer->length, text.bytes, text.length);
    buffer->length += text.length;
}
void buffer_add_byte(struct buffer *buffer, char byte);
void buffer_add_code_point(struct buffer *buffer, uint32_t code_point); /* as UTF-8 */
void buffer_printf(struct buffer *buffer, const char *format, ...) KEUR_PRINTF(2, 3);
struct keur_text buffer_text(const struct buffer *buffer);
void buffer_free(struct buffer *buffer);

#endif
