#include "block.h"

#include <string.h>

struct keur_text block_line(const keur_document *document, size_t index)
{
    struct keur_text line = keur_slice(document, keur_line(document, index));

    while (line.length > 0 && strchr(" \t", line.bytes[line.length - 1]) != NULL)
        line.length--;
    return line;
}

bool block_is_fence(struct keur_text line)
{
    return line.length == 3 && memcmp(line.bytes, "---", 3) == 0;
}

bool block_is_near_fence(struct keur_text line)
{
    static const char *const long_dashes[] = {"\u2013", "\u2014"};
    struct keur_text rest = keur_text_trim(line);
    size_t dashes = 0;

    while (rest.length > 0) {
        size_t length = 0;
        if (rest.bytes[0] == '-')
            length = 1;
        for (size_t i = 0; i < 2 && length == 0; i++) {
            size_t size = strlen(long_dashes[i]);
            if (rest.length >= size && memcmp(rest.bytes, long_dashes[i], size) == 0)
                length = size;
        }
        if (length == 0)
            return false;
        dashes += length; /* a long dash weighs three */
        rest.bytes += length;
        rest.length -= length;
    }
    return dashes >= 2 && !block_is_fence(line);
}

static bool is_key_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '_' || byte == '-' || byte == '.' ||
           byte == '$' || (byte & 0x80) != 0;
}

struct keur_text block_key(struct keur_text line)
{
    struct keur_text none = {"", 0};
    size_t length = 0;

    while (length < line.length && is_key_byte(line.bytes[length]))
        length++;
    size_t colon = length;
    while (colon < line.length && line.bytes[colon] == ' ')
        colon++;
    if (length == 0 || line.bytes[0] == '-' || colon == line.length || line.bytes[colon] != ':')
        return none;
    if (colon + 1 < line.length && strchr(" \t", line.bytes[colon + 1]) == NULL)
        return none;
    return (struct keur_text){line.bytes, length};
}

size_t block_tight_colon(struct keur_text line)
{
    size_t length = 0;

    while (length < line.length && is_key_byte(line.bytes[length]))
        length++;
    if (length == 0 || length + 1 >= line.length || line.bytes[length] != ':' ||
        strchr("/: \t", line.bytes[length + 1]) != NULL)
        return 0;
    return length + 1;
}

enum line_look { LOOKS_BLANK = 1, LOOKS_COMMENT, LOOKS_KEY, LOOKS_VALUE, LOOKS_OTHER };

/* `# comment` may also be a heading, an indented line also code: where they stand decides. */
static enum line_look line_look(struct keur_text line)
{
    if (line.length == 0)
        return LOOKS_BLANK;
    if (line.bytes[0] == '#')
        return line.length > 1 && line.bytes[1] == '#' ? LOOKS_OTHER : LOOKS_COMMENT;
    if (block_key(line).length > 0)
        return LOOKS_KEY;
    if (strchr(" \t", line.bytes[0]) != NULL)
        return LOOKS_VALUE;
    if (line.bytes[0] == '-' && (line.length == 1 || strchr(" \t", line.bytes[1]) != NULL))
        return LOOKS_VALUE;
    return LOOKS_OTHER;
}

size_t block_end(const keur_document *document)
{
    size_t count = keur_line_count(document);
    size_t end = 0;
    bool is_apart = true; /* behind a blank line a value belongs to no key */

    for (size_t i = 1; i < count; i++) {
        struct keur_text line = block_line(document, i);
        enum line_look look = line_look(line);
        bool is_indented_fence = look == LOOKS_VALUE && block_is_near_fence(line);
        if (look == LOOKS_OTHER || is_indented_fence || (look == LOOKS_VALUE && is_apart))
            break;
        if (look == LOOKS_BLANK)
            is_apart = true;
        if (look == LOOKS_KEY || look == LOOKS_VALUE) {
            is_apart = false;
            end = i + 1;
        }
    }
    return end;
}

size_t block_closing(const keur_document *document, size_t opening)
{
    size_t count = keur_line_count(document);
    bool has_key = false;

    for (size_t i = opening + 1; i < count; i++) {
        struct keur_text line = block_line(document, i);
        if (block_is_near_fence(line) || block_is_fence(line))
            return has_key ? i : 0;
        enum line_look look = line_look(line);
        if (look == LOOKS_OTHER || look == LOOKS_BLANK)
            return 0;
        has_key |= look == LOOKS_KEY;
    }
    return 0;
}

bool block_is_html_comment(struct keur_text line)
{
    return line.length > 4 && memcmp(line.bytes, "<!--", 4) == 0;
}

static bool ends_comment(struct keur_text line)
{
    for (size_t i = 0; i + 3 <= line.length; i++) {
        if (memcmp(line.bytes + i, "-->", 3) == 0)
            return true;
    }
    return false;
}

size_t block_html_comment(const keur_document *document)
{
    size_t count = keur_line_count(document);
    size_t comment = 0;
    bool is_inside = false;
    bool has_key = false;

    for (size_t i = block_end(document); i > 0 && i < count; i++) {
        struct keur_text line = block_line(document, i);
        if (block_is_html_comment(line)) {
            is_inside = true;
            comment = comment == 0 ? i : comment;
        }
        if (is_inside) {
            is_inside = !ends_comment(line);
            continue;
        }
        if (block_is_fence(line))
            return has_key ? comment : 0;
        if (line_look(line) == LOOKS_OTHER)
            return 0;
        has_key |= comment > 0 && block_key(line).length > 0;
    }
    return 0;
}
