/* Paths as they stand in targets. */
#define _GNU_SOURCE /* memrchr() */
#include <string.h>

#include "links.h"

struct keur_text path_folder_of(struct keur_text path)
{
    const char *slash = path.length == 0 ? NULL : memrchr(path.bytes, '/', path.length);

    return (struct keur_text){path.bytes, slash == NULL ? 0 : (size_t)(slash + 1 - path.bytes)};
}

struct keur_text path_name_of(struct keur_text path)
{
    size_t folder = path_folder_of(path).length;

    return (struct keur_text){path.bytes + folder, path.length - folder};
}

bool text_has_ending(struct keur_text text, const char *ending)
{
    size_t length = strlen(ending);

    return text.length > length && memcmp(text.bytes + text.length - length, ending, length) == 0;
}

bool text_contains(struct keur_text text, const char *part)
{
    size_t length = strlen(part);

    for (size_t i = 0; i + length <= text.length; i++) {
        if (memcmp(text.bytes + i, part, length) == 0)
            return true;
    }
    return false;
}

struct keur_text path_of_target(struct keur_text target)
{
    size_t length = 0;

    while (length < target.length && target.bytes[length] != '#' && target.bytes[length] != '?')
        length++;
    return (struct keur_text){target.bytes, length};
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

struct keur_text percent_decoded(keur_run *run, struct keur_text text)
{
    char *bytes;
    size_t length = 0;

    if (memchr(text.bytes, '%', text.length) == NULL)
        return text;
    bytes = keur_allocate(run, text.length);
    for (size_t i = 0; i < text.length; i++) {
        int high = -1, low = -1;

        if (text.bytes[i] == '%' && i + 2 < text.length) {
            high = hex_digit(text.bytes[i + 1]);
            low = hex_digit(text.bytes[i + 2]);
        }
        if (high >= 0 && low >= 0 && high + low > 0) {
            bytes[length++] = (char)(high * 16 + low);
            i += 2;
        } else {
            bytes[length++] = text.bytes[i];
        }
    }
    return (struct keur_text){bytes, length};
}

struct keur_text percent_encoded(keur_run *run, struct keur_text name)
{
    static const char digits[] = "0123456789ABCDEF";
    char *bytes = keur_allocate(run, 3 * name.length + 1);
    size_t length = 0;

    for (size_t i = 0; i < name.length; i++) {
        unsigned char c = (unsigned char)name.bytes[i];

        if (c > ' ' && strchr("%()<>[]\\\"#?|", (char)c) == NULL) {
            bytes[length++] = (char)c;
            continue;
        }
        bytes[length++] = '%';
        bytes[length++] = digits[c >> 4];
        bytes[length++] = digits[c & 15];
    }
    return (struct keur_text){bytes, length};
}

bool path_next_part(struct keur_text path, size_t *at, struct keur_text *ret_part)
{
    size_t begin = *at, end = path.length;

    if (begin > path.length)
        return false;
    if (begin < end) {
        const char *slash = memchr(path.bytes + begin, '/', end - begin);
        end = slash == NULL ? end : (size_t)(slash - path.bytes);
    }
    *at = end + 1;
    *ret_part = (struct keur_text){path.bytes + begin, end - begin};
    return true;
}
