#include "base/uri.h"

#include <string.h>

#include "base/text.h"

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_other_of_scheme(char c)
{
    return (c >= '0' && c <= '9') || c == '+' || c == '.' || c == '-';
}

/* Bytes of "scheme" in front of a ':'; 0 when there is none.  One letter is a drive of Windows. */
static size_t scheme_length(struct keur_text text)
{
    size_t length = 0;
    while (length < text.length && (is_letter(text.bytes[length]) ||
                                    (length > 0 && is_other_of_scheme(text.bytes[length]))))
        length++;
    return length > 1 && length < text.length && text.bytes[length] == ':' ? length : 0;
}

/* Cuts what stands behind the first `mark` off the text. */
static struct keur_text cut(struct keur_text *text, char mark)
{
    size_t at = text_find(*text, mark, 0);
    struct keur_text behind = text_slice(*text, at + 1, text->length);
    text->length = at;
    return behind;
}

struct uri uri_split(struct keur_text text)
{
    struct uri uri = {.path = text};
    size_t scheme = scheme_length(text);
    if (scheme > 0) {
        uri.scheme = text_slice(text, 0, scheme);
        uri.path = text_slice(text, scheme + 1, text.length);
    }
    uri.fragment = cut(&uri.path, '#');
    uri.query = cut(&uri.path, '?');
    if (text_starts_with(uri.path, "//")) {
        size_t end = text_find(uri.path, '/', 2);
        uri.authority = text_slice(uri.path, 2, end);
        uri.path = text_slice(uri.path, end, uri.path.length);
    }
    return uri;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

struct keur_text uri_decode(struct arena *arena, struct keur_text text)
{
    if (text_find(text, '%', 0) == text.length)
        return text;
    char *bytes = arena_allocate(arena, text.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++) {
        bool is_escape = text.bytes[i] == '%' && i + 2 < text.length;
        int high = is_escape ? hex_digit(text.bytes[i + 1]) : -1;
        int low = is_escape ? hex_digit(text.bytes[i + 2]) : -1;
        is_escape = high >= 0 && low >= 0 && high + low > 0;
        bytes[length++] = is_escape ? (char)(high * 16 + low) : text.bytes[i];
        i += is_escape ? 2 : 0;
    }
    return (struct keur_text){bytes, length};
}

struct keur_text uri_encode_path(struct arena *arena, struct keur_text path)
{
    static const char digits[] = "0123456789ABCDEF";
    char *bytes = arena_allocate(arena, 3 * path.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < path.length; i++) {
        unsigned char c = (unsigned char)path.bytes[i];
        if (c > ' ' && strchr("%()<>[]\\\"#?|", c) == NULL) {
            bytes[length++] = (char)c;
            continue;
        }
        bytes[length++] = '%';
        bytes[length++] = digits[c >> 4];
        bytes[length++] = digits[c & 15];
    }
    return (struct keur_text){bytes, length};
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool uri_host_equals(struct keur_text a, struct keur_text b)
{
    size_t i = 0;
    while (i < a.length && i < b.length && lower(a.bytes[i]) == lower(b.bytes[i]))
        i++;
    return i == a.length && i == b.length;
}
