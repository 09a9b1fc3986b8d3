#include "base/unicode.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/text.h"

/* Length of the sequence that a byte begins, 0 for one that begins none, and the smallest
 * code point that may be written with it (RFC 3629: no overlong forms, no surrogates). */
static size_t sequence_length(unsigned char byte, uint32_t *ret_least)
{
    if (byte >= 0xC2 && byte <= 0xDF) {
        *ret_least = 0x80;
        return 2;
    }
    if ((byte & 0xF0) == 0xE0) {
        *ret_least = 0x800;
        return 3;
    }
    if (byte >= 0xF0 && byte <= 0xF4) {
        *ret_least = 0x10000;
        return 4;
    }
    return 0;
}

size_t keur_decode(struct keur_text text, size_t at, uint32_t *ret_code_point)
{
    if (at >= text.length)
        return 0;
    const unsigned char *bytes = (const unsigned char *)text.bytes + at;
    if (bytes[0] < 0x80) {
        *ret_code_point = bytes[0];
        return 1;
    }
    *ret_code_point = UINT32_MAX;
    uint32_t least;
    size_t length = sequence_length(bytes[0], &least);
    if (length == 0 || text.length - at < length)
        return 1;
    uint32_t code_point = bytes[0] & (0x7Fu >> length);
    for (size_t i = 1; i < length; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            return 1;
        code_point = code_point << 6 | (bytes[i] & 0x3F);
    }
    if (code_point < least || code_point > 0x10FFFF ||
        (code_point >= 0xD800 && code_point <= 0xDFFF))
        return 1;
    *ret_code_point = code_point;
    return length;
}

size_t unicode_skip_ascii(struct keur_text text, size_t at)
{
    uint64_t word;
    for (; text.length - at >= sizeof word; at += sizeof word) {
        memcpy(&word, text.bytes + at, sizeof word);
        if ((word & 0x8080808080808080u) != 0)
            break;
    }
    return at;
}

static bool is_ascii(struct keur_text text)
{
    size_t at = unicode_skip_ascii(text, 0);
    while (at < text.length && (unsigned char)text.bytes[at] < 0x80)
        at++;
    return at == text.length;
}

size_t unicode_valid_prefix(struct keur_text text)
{
    size_t at = 0;
    while ((at = unicode_skip_ascii(text, at)) < text.length) {
        uint32_t code_point;
        size_t bytes = keur_decode(text, at, &code_point);
        if (code_point == UINT32_MAX)
            break;
        at += bytes;
    }
    return at;
}

const char *keur_category(uint32_t code_point)
{
    return code_point > 0x10FFFF ? "Cn" : utf8proc_category_string((utf8proc_int32_t)code_point);
}

int unicode_width(uint32_t code_point)
{
    int width = code_point > 0x10FFFF ? 1 : utf8proc_charwidth((utf8proc_int32_t)code_point);
    return width < 0 ? 0 : width;
}

bool unicode_is_word(uint32_t code_point)
{
    const char *category = keur_category(code_point);
    return category[0] == 'L' || category[0] == 'N' || category[0] == 'M' ||
           (category[0] == 'P' && category[1] == 'c');
}

static struct keur_text ascii_lower(struct arena *arena, struct keur_text text)
{
    char *lower = arena_string(arena, text);
    for (size_t i = 0; i < text.length; i++)
        if (lower[i] >= 'A' && lower[i] <= 'Z')
            lower[i] = (char)(lower[i] + ('a' - 'A'));
    return (struct keur_text){lower, text.length};
}

/* utf8proc refuses invalid text; then the answer is the text as it is. */
static struct keur_text map(struct arena *arena, struct keur_text text, utf8proc_option_t options)
{
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t length = utf8proc_map((const utf8proc_uint8_t *)text.bytes,
                                           (utf8proc_ssize_t)text.length, &mapped, options);
    if (length < 0) {
        free(mapped);
        return text;
    }
    struct keur_text copy =
        arena_copy(arena, (struct keur_text){(const char *)mapped, (size_t)length});
    free(mapped);
    return copy;
}

static size_t run_end(struct keur_text text, size_t at, bool is_of_ascii)
{
    while (at < text.length && ((unsigned char)text.bytes[at] < 0x80) == is_of_ascii)
        at++;
    return at;
}

static void add_lower(struct buffer *buffer, struct keur_text text)
{
    buffer_add(buffer, text);
    for (size_t i = buffer->length - text.length; i < buffer->length; i++)
        if (buffer->bytes[i] >= 'A' && buffer->bytes[i] <= 'Z')
            buffer->bytes[i] = (char)(buffer->bytes[i] + ('a' - 'A'));
}

/* utf8proc takes long for ASCII, and needs to see of it only what a mark stands behind: nothing
 * joins an ASCII character with what is before it. */
struct keur_text unicode_fold(struct arena *arena, struct keur_text text)
{
    struct buffer folded = {0};
    if (is_ascii(text))
        return ascii_lower(arena, text);
    for (size_t at = 0; at < text.length;) {
        size_t other = run_end(text, at, true), end = run_end(text, other, false);
        size_t begin = other > at && end > other ? other - 1 : other;
        struct keur_text part = text_slice(text, begin, end), mapped = part;
        add_lower(&folded, text_slice(text, at, begin));
        if (part.length > 0)
            mapped = map(arena, part, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
        buffer_add(&folded, mapped);
        if (part.length > 0 && mapped.bytes == part.bytes) { /* not valid */
            buffer_free(&folded);
            return text;
        }
        at = end;
    }
    struct keur_text copy = arena_copy(arena, buffer_text(&folded));
    buffer_free(&folded);
    return copy;
}

struct keur_text unicode_compose(struct arena *arena, struct keur_text text)
{
    return is_ascii(text) ? text : map(arena, text, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

struct keur_text unicode_lower(struct arena *arena, struct keur_text text)
{
    if (is_ascii(text))
        return ascii_lower(arena, text);
    struct buffer lower = {0};
    uint32_t code_point;
    for (size_t at = 0, bytes; (bytes = keur_decode(text, at, &code_point)) > 0; at += bytes) {
        if (code_point == UINT32_MAX)
            buffer_add_byte(&lower, text.bytes[at]);
        else
            buffer_add_code_point(&lower, (uint32_t)utf8proc_tolower((utf8proc_int32_t)code_point));
    }
    struct keur_text copy = arena_copy(arena, buffer_text(&lower));
    buffer_free(&lower);
    return copy;
}

struct keur_text unicode_to_ascii(struct arena *arena, struct keur_text text)
{
    if (is_ascii(text))
        return text;
    struct keur_text decomposed =
        map(arena, text, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT);
    char *ascii = arena_allocate(arena, decomposed.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < decomposed.length; i++)
        if ((unsigned char)decomposed.bytes[i] < 0x80)
            ascii[length++] = decomposed.bytes[i];
    return (struct keur_text){ascii, length};
}
