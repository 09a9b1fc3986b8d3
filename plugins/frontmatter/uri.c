#include "uri.h"

#include <string.h>

#include "value.h"

static struct keur_text slice(struct keur_text text, size_t begin, size_t end)
{
    return (struct keur_text){text.bytes + begin, end - begin};
}

static size_t find(struct keur_text text, size_t from, const char *set)
{
    while (from < text.length &&
           (text.bytes[from] == '\0' || strchr(set, text.bytes[from]) == NULL))
        from++;
    return from;
}

static bool starts_with(struct keur_text text, const char *prefix)
{
    size_t length = strlen(prefix);

    return text.length >= length && memcmp(text.bytes, prefix, length) == 0;
}

/* ---- Text that grows to a known size ---- */

struct writer {
    char *bytes;
    size_t length;
};

static void write(struct writer *writer, struct keur_text text)
{
    if (text.length > 0)
        memcpy(writer->bytes + writer->length, text.bytes, text.length);
    writer->length += text.length;
}

/* ---- Parts of a URI ---- */

/* Where the scheme's colon ends; 0 without one. */
static size_t scheme_end(struct keur_text uri)
{
    size_t end = find(uri, 0, ":/?#");

    return end > 0 && end < uri.length && uri.bytes[end] == ':' ? end + 1 : 0;
}

bool uri_has_scheme(struct keur_text uri)
{
    return scheme_end(uri) > 0;
}

/* Where the path begins: behind scheme and authority. */
static size_t path_begin(struct keur_text uri)
{
    size_t begin = scheme_end(uri);

    if (starts_with(slice(uri, begin, uri.length), "//"))
        return find(uri, begin + 2, "/?#");
    return begin;
}

/* "/a/./b/../c" is "/a/c".  In place. */
static void remove_dot_segments(struct writer *writer, size_t begin)
{
    struct keur_text path = {writer->bytes + begin, writer->length - begin};
    size_t kept = 0;

    for (size_t at = 0; at < path.length;) {
        size_t end = at + 1 + find(slice(path, at + 1, path.length), 0, "/");
        struct keur_text segment = slice(path, at, end);
        bool is_last = end == path.length;
        bool is_up = keur_text_equals(segment, (struct keur_text){"/..", 3});
        bool is_here = keur_text_equals(segment, (struct keur_text){"/.", 2});
        while (is_up && kept > 0 && writer->bytes[begin + --kept] != '/')
            continue;
        if (!is_up && !is_here) {
            memmove(writer->bytes + begin + kept, segment.bytes, segment.length);
            kept += segment.length;
        } else if (is_last) {
            writer->bytes[begin + kept++] = '/';
        }
        at = end;
    }
    writer->length = begin + kept;
}

/* The base's path up to its last slash. */
static struct keur_text folder_of(struct keur_text base)
{
    size_t begin = path_begin(base);
    size_t end = find(base, begin, "?#");

    while (end > begin && base.bytes[end - 1] != '/')
        end--;
    return slice(base, 0, end);
}

struct keur_text uri_resolve(keur_setup *setup, struct keur_text base, struct keur_text reference)
{
    struct keur_text rest = slice(reference, 0, find(reference, 0, "#"));
    struct writer writer = {
        .bytes = keur_setup_allocate(setup, base.length + rest.length + 2),
    };
    size_t begin = 0;

    if (rest.length == 0)
        return slice(base, 0, find(base, 0, "#"));
    if (uri_has_scheme(rest))
        return rest;
    if (starts_with(rest, "//"))
        write(&writer, slice(base, 0, scheme_end(base)));
    else if (starts_with(rest, "/"))
        write(&writer, slice(base, 0, path_begin(base)));
    else if (starts_with(rest, "?"))
        write(&writer, slice(base, 0, find(base, 0, "?#")));
    else
        write(&writer, folder_of(base));
    if (writer.length == path_begin(base) && uri_has_scheme(base) && rest.bytes[0] != '/' &&
        rest.bytes[0] != '?')
        write(&writer, (struct keur_text){"/", 1});
    write(&writer, rest);
    begin = path_begin((struct keur_text){writer.bytes, writer.length});
    if (begin < writer.length && writer.bytes[begin] == '/')
        remove_dot_segments(&writer, begin);
    return (struct keur_text){writer.bytes, writer.length};
}

static int hexadecimal(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    if (byte >= 'a' && byte <= 'f')
        return byte - 'a' + 10;
    return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

static struct keur_text decode_percent(keur_setup *setup, struct keur_text text)
{
    struct writer writer = {.bytes = keur_setup_allocate(setup, text.length + 1)};

    for (size_t at = 0; at < text.length; at++) {
        char byte = text.bytes[at];
        if (byte == '%' && at + 2 < text.length && hexadecimal(text.bytes[at + 1]) >= 0 &&
            hexadecimal(text.bytes[at + 2]) >= 0) {
            byte = (char)(hexadecimal(text.bytes[at + 1]) * 16 + hexadecimal(text.bytes[at + 2]));
            at += 2;
        }
        writer.bytes[writer.length++] = byte;
    }
    return (struct keur_text){writer.bytes, writer.length};
}

struct keur_text uri_split(keur_setup *setup, struct keur_text reference,
                           struct keur_text *ret_fragment)
{
    size_t end = find(reference, 0, "#");

    *ret_fragment = (struct keur_text){"", 0};
    if (end < reference.length)
        *ret_fragment = decode_percent(setup, slice(reference, end + 1, reference.length));
    return slice(reference, 0, end);
}

/* ---- JSON pointers ---- */

/* "~1" is "/", "~0" is "~". */
static struct keur_text decode_token(keur_setup *setup, struct keur_text token)
{
    struct writer writer = {.bytes = keur_setup_allocate(setup, token.length + 1)};

    for (size_t at = 0; at < token.length; at++) {
        char byte = token.bytes[at];
        if (byte == '~' && at + 1 < token.length) {
            at++;
            byte = token.bytes[at] == '1' ? '/' : '~';
        }
        writer.bytes[writer.length++] = byte;
    }
    return (struct keur_text){writer.bytes, writer.length};
}

static const struct keur_value *item_at(const struct keur_value *list, struct keur_text token)
{
    const struct keur_value *item = list->first_child;
    size_t index = 0;

    for (size_t i = 0; i < token.length; i++) {
        if (token.bytes[i] < '0' || token.bytes[i] > '9' || index > list->child_count)
            return NULL;
        index = index * 10 + (size_t)(token.bytes[i] - '0');
    }
    for (; item != NULL && index > 0; index--)
        item = item->next;
    return token.length > 0 ? item : NULL;
}

const struct keur_value *
uri_follow_pointer(keur_setup *setup, const struct keur_value *from, struct keur_text pointer,
                   void (*passed)(void *context, const struct keur_value *value), void *context)
{
    while (from != NULL) {
        passed(context, from);
        if (pointer.length == 0)
            break;
        size_t end = 1 + find(slice(pointer, 1, pointer.length), 0, "/");
        struct keur_text token = decode_token(setup, slice(pointer, 1, end));
        if (from->kind == KEUR_MAPPING)
            from = value_child(from, token);
        else if (from->kind == KEUR_SEQUENCE)
            from = item_at(from, token);
        else
            from = NULL;
        pointer = slice(pointer, end, pointer.length);
    }
    return from;
}
