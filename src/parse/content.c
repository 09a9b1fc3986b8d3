#include "parse/content.h"

#include <stdlib.h>
#include <string.h>

#include "base/lanes.h"
#include "base/memory.h"

static bool is_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

bool is_punctuation(char byte)
{
    return (byte >= '!' && byte <= '/') || (byte >= ':' && byte <= '@') ||
           (byte >= '[' && byte <= '`') || (byte >= '{' && byte <= '~');
}

/* ---- Joining ---- */

static bool is_whole(struct keur_text source, const struct keur_span *lines, size_t line_count)
{
    for (size_t i = 0; i + 1 < line_count; i++)
        if (lines[i].end + 1 != lines[i + 1].begin || source.bytes[lines[i].end] != '\n')
            return false;
    return true;
}

static char *joined_space(struct reader *reader, size_t size)
{
    if (size > reader->joined_capacity) {
        free(reader->joined);
        reader->joined = memory_allocate(size * 2);
        reader->joined_capacity = size * 2;
    }
    return reader->joined;
}

static void join(struct reader *reader, struct content *content)
{
    size_t length = 0;

    for (size_t i = 0; i < content->line_count; i++)
        length += content->lines[i].end - content->lines[i].begin + 1;
    size_t begins_size = content->line_count * sizeof *content->begins;
    char *space = joined_space(reader, begins_size + length);
    char *bytes = space + begins_size;
    content->begins = (size_t *)(void *)space;
    for (size_t i = 0; i < content->line_count; i++) {
        struct keur_text line = keur_slice(reader->document, content->lines[i]);
        content->begins[i] = content->length;
        memcpy(bytes + content->length, line.bytes, line.length);
        content->length += line.length;
        bytes[content->length++] = '\n';
    }
    content->bytes = bytes;
}

struct content content_make(struct reader *reader, const struct keur_span *lines, size_t line_count)
{
    struct content content = {.lines = lines, .line_count = line_count};
    struct keur_text source = reader->document->source;

    if (is_whole(source, lines, line_count)) {
        content.bytes = source.bytes + lines[0].begin;
        content.length = lines[line_count - 1].end - lines[0].begin;
    } else {
        join(reader, &content);
    }
    content.untrimmed = content.length;
    while (content.length > 0 && is_space(content.bytes[content.length - 1]))
        content.length--;
    return content;
}

/* ---- Places ---- */

size_t content_place_joined(struct content *content, size_t at)
{
    while (content->line > 0 && content->begins[content->line] > at)
        content->line--;
    while (content->line + 1 < content->line_count && content->begins[content->line + 1] <= at)
        content->line++;
    return content->lines[content->line].begin + at - content->begins[content->line];
}

struct keur_text content_text(struct content *content, struct keur_document *document, size_t begin,
                              size_t end)
{
    struct keur_span span = content_span(content, begin, end);

    if (span.end - span.begin == end - begin &&
        (content->begins == NULL || memchr(content->bytes + begin, '\n', end - begin) == NULL))
        return keur_slice(document, span);
    return arena_copy(document->arena, (struct keur_text){content->bytes + begin, end - begin});
}

/* ---- Parts of links, as CommonMark defines them ---- */

static char byte_at(const struct content *content, size_t at)
{
    return at < content->length ? content->bytes[at] : '\0';
}

/* Behind an escape or a byte. */
static size_t behind(const struct content *content, size_t at)
{
    return at + (content->bytes[at] == '\\' && is_punctuation(byte_at(content, at + 1)) ? 2 : 1);
}

size_t scan_blanks(const struct content *content, size_t at)
{
    while (at < content->length && is_space(content->bytes[at]))
        at++;
    return at;
}

/* '[', '\\' and ']' stand side by side in ASCII. */
static bool is_plain_in_label(char byte)
{
    return byte < '[' || byte > ']';
}

static size_t skip_plain_in_label(const struct content *content, size_t at, size_t end)
{
    for (; at + LANES <= end; at += LANES) {
        size_t first = lanes_first(lanes_from_to(lanes_at(content->bytes + at), '[', ']'));
        if (first < LANES)
            return at + first;
    }
    while (at < end && is_plain_in_label(content->bytes[at]))
        at++;
    return at;
}

size_t scan_label(const struct content *content, size_t at, struct keur_span *ret_label)
{
    enum { MAX_LENGTH = 1000 };
    size_t begin = at + 1, end = begin + MAX_LENGTH + 1;

    if (byte_at(content, at) != '[')
        return SIZE_MAX;
    if (end > content->length)
        end = content->length;
    for (at = begin; at < end; at = behind(content, at)) {
        at = skip_plain_in_label(content, at, end);
        if (at >= end || content->bytes[at] == '[')
            return SIZE_MAX;
        if (content->bytes[at] == ']') {
            *ret_label = (struct keur_span){begin, at};
            return at + 1;
        }
    }
    return SIZE_MAX;
}

static size_t scan_pointed_target(const struct content *content, size_t at,
                                  struct keur_span *ret_target)
{
    size_t begin = ++at;

    for (; at < content->length; at += content->bytes[at] == '\\' ? 2 : 1) {
        if (content->bytes[at] == '>') {
            *ret_target = (struct keur_span){begin, at};
            return at + 1;
        }
        if (content->bytes[at] == '\n' || content->bytes[at] == '<')
            break;
    }
    return SIZE_MAX;
}

/* White space and parentheses come first in ASCII; '!' to '\'' are looked at as if they mattered.
 */
static bool is_plain_in_target(char byte)
{
    return (unsigned char)byte > ')' && byte != '\\';
}

static size_t skip_plain_in_target(const struct content *content, size_t at)
{
    for (; at + LANES <= content->length; at += LANES) {
        lanes bytes = lanes_at(content->bytes + at);
        size_t first = lanes_first((lanes)(bytes <= ')') | (lanes)(bytes == '\\'));
        if (first < LANES)
            return at + first;
    }
    while (at < content->length && is_plain_in_target(content->bytes[at]))
        at++;
    return at;
}

size_t scan_target(const struct content *content, size_t at, struct keur_span *ret_target)
{
    enum { MAX_PARENTHESES = 32 };
    size_t begin = at, open = 0;

    if (byte_at(content, at) == '<')
        return scan_pointed_target(content, at, ret_target);
    for (;; at = behind(content, at)) {
        at = skip_plain_in_target(content, at);
        if (at >= content->length || is_space(content->bytes[at]))
            break;
        if (content->bytes[at] == '(' && ++open > MAX_PARENTHESES)
            return SIZE_MAX;
        if (content->bytes[at] == ')') {
            if (open == 0)
                break;
            open--;
        }
    }
    *ret_target = (struct keur_span){begin, at};
    return open == 0 ? at : SIZE_MAX;
}

/* libcmark reads titles as UTF-8: SIZE_MAX behind a byte that is none. */
static size_t behind_character(const struct content *content, size_t at)
{
    struct keur_text text = {content->bytes, content->length};
    uint32_t code_point;

    if ((content->bytes[at] & 0x80) == 0)
        return at + 1;
    size_t length = keur_decode(text, at, &code_point);
    return code_point == UINT32_MAX ? SIZE_MAX : at + length;
}

/* The longest text in quotes: a quote behind a backslash ends it only when no other one does. */
size_t scan_title(const struct content *content, size_t at, struct keur_span *ret_title)
{
    char open = byte_at(content, at), close = open == '(' ? ')' : open;
    size_t begin = at + 1, end = SIZE_MAX;

    if (open != '"' && open != '\'' && open != '(')
        return SIZE_MAX;
    for (at = begin; at < content->length; at = behind_character(content, at)) {
        bool is_escaped = at > begin && content->bytes[at - 1] == '\\';
        if (content->bytes[at] == close)
            end = at + 1;
        if ((content->bytes[at] == close || content->bytes[at] == open) && !is_escaped)
            break;
    }
    if (end != SIZE_MAX)
        *ret_title = (struct keur_span){begin, end - 1};
    return end;
}

size_t scan_inline_link(const struct content *content, size_t at, struct scanned_link *ret_link)
{
    if (byte_at(content, at) != '(')
        return SIZE_MAX;
    size_t end = scan_target(content, scan_blanks(content, at + 1), &ret_link->target);
    if (end == SIZE_MAX)
        return SIZE_MAX;
    size_t title = scan_blanks(content, end);
    size_t title_end = title == end ? SIZE_MAX : scan_title(content, title, &ret_link->title);
    ret_link->has_title = title_end != SIZE_MAX;
    end = ret_link->has_title ? scan_blanks(content, title_end) : title;
    return byte_at(content, end) == ')' ? end + 1 : SIZE_MAX;
}
