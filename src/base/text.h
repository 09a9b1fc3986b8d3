/* Views of bytes, and building new ones. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "api/keur_plugin.h"

/* A string literal as a text. */
#define TEXT(literal) ((struct keur_text){"" literal, sizeof(literal) - 1})

struct keur_text text_of(const char *string); /* NULL gives an empty text */
bool text_is(struct keur_text text, const char *string);
bool text_starts_with(struct keur_text text, const char *prefix);
bool text_ends_with(struct keur_text text, const char *suffix);
/* Like memcmp over the common length, then by length. */
int text_compare(struct keur_text a, struct keur_text b);
/* text[begin, end), cut to what is there. */
struct keur_text text_slice(struct keur_text text, size_t begin, size_t end);
/* Offset of the first `byte` at or behind `from`; text.length when there is none. */
size_t text_find(struct keur_text text, char byte, size_t from);
uint64_t text_hash(struct keur_text text); /* FNV-1a, 64 bits */

/* A growing text with malloc; `bytes` may be NULL while empty. */
struct buffer {
    char *bytes;
    size_t length, capacity;
};
void buffer_add(struct buffer *buffer, struct keur_text text);
void buffer_add_byte(struct buffer *buffer, char byte);
void buffer_add_code_point(struct buffer *buffer, uint32_t code_point); /* as UTF-8 */
void buffer_printf(struct buffer *buffer, const char *format, ...) KEUR_PRINTF(2, 3);
struct keur_text buffer_text(const struct buffer *buffer);
void buffer_free(struct buffer *buffer);

#endif
