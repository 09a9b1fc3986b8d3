#include "yaml/yaml_line.h"

#include "base/lanes.h"
#include "base/text.h"
#include "base/unicode.h"

bool yaml_text_is_common(struct keur_text text, size_t at)
{
    while (at < text.length) {
        uint32_t code_point;
        if (text.length - at >= LANES) {
            lanes bytes = lanes_at(text.bytes + at);
            size_t first = lanes_first((lanes)((bytes < ' ') | (bytes >= 0x7F)));
            at += first;
            if (first == LANES)
                continue;
        }
        if (text_starts_with(text_slice(text, at, text.length), "\r\n"))
            at++;
        at += unicode_decode(text, at, &code_point);
        bool is_ascii = (code_point >= ' ' && code_point < 0x7F) || code_point == '\n';
        bool ends_line = code_point == 0x2028 || code_point == 0x2029;
        bool is_mark = code_point == 0xFEFF || code_point == 0xFFFE || code_point == 0xFFFF;
        if (!is_ascii && (code_point < 0xA0 || code_point > 0x10FFFF || ends_line || is_mark))
            return false;
    }
    return true;
}

bool yaml_line_next(struct yaml_line *line)
{
    if (line->next >= line->text.length)
        return false;
    line->begin = line->at = line->next;
    line->end = text_find(line->text, '\n', line->begin);
    line->next = line->end + 1;
    if (line->end > line->begin && line->text.bytes[line->end - 1] == '\r')
        line->end--;
    return true;
}

static void skip_spaces(struct yaml_line *line)
{
    while (yaml_line_byte(line, line->at) == ' ')
        line->at++;
}

bool yaml_line_skip_blanks(struct yaml_line *line)
{
    size_t begin = line->at;
    skip_spaces(line);
    bool is_apart = line->at > begin || line->at == line->begin;
    return line->at < line->end && !(is_apart && line->text.bytes[line->at] == '#');
}

/* ---- Within a line --------------------------------------------------------------- */

/* What is doubled or escaped in quotes is libyaml's. */
static bool read_quoted(struct yaml_line *line, char quote, struct yaml_scalar *ret_scalar)
{
    struct keur_text rest = text_slice(line->text, 0, line->end);
    size_t begin = line->at, end = text_find(rest, quote, begin + 1);
    if (end == rest.length || yaml_line_byte(line, end + 1) == quote)
        return false;
    struct keur_text text = text_slice(rest, begin + 1, end);
    if (quote == '"' && text_find(text, '\\', 0) < text.length)
        return false;
    line->at = end + 1;
    *ret_scalar = (struct yaml_scalar){
        quote == '"' ? KEUR_DOUBLE_QUOTED : KEUR_SINGLE_QUOTED, {begin, line->at}, text};
    return true;
}

static bool is_bracket_or_comma(char byte)
{
    return byte == ',' || byte == '[' || byte == ']' || byte == '{' || byte == '}';
}

static bool begins_plain(const struct yaml_line *line)
{
    static const char signs[] = "?:,[]{}#&*!|>'\"%@`";
    char byte = yaml_line_byte(line, line->at), next = yaml_line_byte(line, line->at + 1);
    if (byte == '-')
        return next != ' ' && next != '\n' && !is_bracket_or_comma(next);
    return memchr(signs, byte, sizeof signs - 1) == NULL;
}

/* The first sign like this that has a blank behind it, or in front of it. */
static size_t find_by_blank(const struct yaml_line *line, char sign, int side, size_t end)
{
    struct keur_text rest = text_slice(line->text, 0, end);
    size_t at = text_find(rest, sign, line->at);
    while (at < end && !yaml_line_is_blank(line, side > 0 ? at + 1 : at - 1))
        at = text_find(rest, sign, at + 1);
    return at;
}

static size_t plain_end(const struct yaml_line *line)
{
    return find_by_blank(line, '#', -1, find_by_blank(line, ':', 1, line->end));
}

static size_t trimmed_end(const struct yaml_line *line, size_t end)
{
    while (line->text.bytes[end - 1] == ' ')
        end--;
    return end;
}

static bool read_plain(struct yaml_line *line, bool is_in_brackets, struct yaml_scalar *ret_scalar)
{
    size_t begin = line->at;
    if (!begins_plain(line))
        return false;
    size_t end = plain_end(line);
    for (size_t at = begin; is_in_brackets && at < end; at++) {
        char byte = line->text.bytes[at];
        if (byte == '?' || (byte == ':' && is_bracket_or_comma(yaml_line_byte(line, at + 1))))
            return false;
        if (is_bracket_or_comma(byte))
            end = at;
    }
    end = line->at = trimmed_end(line, end);
    *ret_scalar =
        (struct yaml_scalar){KEUR_PLAIN, {begin, end}, text_slice(line->text, begin, end)};
    return true;
}

bool yaml_line_scalar(struct yaml_line *line, bool is_in_brackets, struct yaml_scalar *ret_scalar)
{
    char byte = yaml_line_byte(line, line->at);
    return byte == '"' || byte == '\'' ? read_quoted(line, byte, ret_scalar)
                                       : read_plain(line, is_in_brackets, ret_scalar);
}

/* libyaml looks for it in 1024 characters. */
size_t yaml_line_colon(const struct yaml_line *line, const struct yaml_scalar *key)
{
    enum { LONGEST_KEY = 1000 };
    size_t at = line->at;
    while (yaml_line_byte(line, at) == ' ')
        at++;
    bool is_there = yaml_line_byte(line, at) == ':' && yaml_line_is_blank(line, at + 1);
    return is_there && at - key->span.begin <= LONGEST_KEY ? at : line->end;
}

/* ---- Over lines -------------------------------------------------------------------- */

bool yaml_line_continue(struct yaml_line *line, ptrdiff_t column, struct arena *arena,
                        struct yaml_scalar *scalar)
{
    struct buffer text = {0};
    bool is_fine = true;
    for (struct yaml_line below = *line; is_fine && yaml_line_next(&below); *line = below) {
        if (!yaml_line_skip_blanks(&below) || yaml_line_column(&below, below.at) <= column)
            break;
        /* At the margin it may be "---". */
        is_fine = below.at > below.begin && plain_end(&below) == below.end;
        if (text.length == 0)
            buffer_add(&text, scalar->text);
        scalar->span.end = trimmed_end(&below, below.end);
        buffer_add_byte(&text, ' ');
        buffer_add(&text, text_slice(below.text, below.at, scalar->span.end));
        below.at = below.end;
    }
    if (text.length > 0)
        scalar->text = arena_copy(arena, buffer_text(&text));
    buffer_free(&text);
    return is_fine;
}

/* Behind "|" or ">" of a line: the bytes that all lines below begin with; 0 where that is not plain
 * to see. */
static size_t block_indent(const struct yaml_line *line, ptrdiff_t column)
{
    struct yaml_line below = *line;
    if (!yaml_line_next(&below))
        return 0;
    skip_spaces(&below);
    bool is_within = below.at < below.end && yaml_line_column(&below, below.at) > column;
    return is_within ? below.at - below.begin : 0;
}

/* One line of a block, without its indentation. */
static bool add_block_line(struct buffer *text, struct keur_text line, bool is_folded)
{
    bool is_odd = is_folded && (line.length == 0 || line.bytes[0] == ' ');
    if (text->length > 0 && is_folded)
        text->bytes[text->length - 1] = ' ';
    buffer_add(text, line);
    buffer_add_byte(text, '\n');
    return !is_odd;
}

bool yaml_line_block(struct yaml_line *line, ptrdiff_t column, struct arena *arena,
                     struct yaml_scalar *ret_scalar)
{
    bool is_folded = yaml_line_byte(line, line->at) == '>', is_fine = true;
    bool is_stripped = yaml_line_byte(line, line->at + 1) == '-';
    struct keur_span span = {line->at, line->at};
    struct buffer text = {0};
    line->at += is_stripped ? 2 : 1;
    skip_spaces(line);
    size_t indent = line->at == line->end ? block_indent(line, column) : 0;
    bool has_gap = false;
    for (struct yaml_line below = *line; indent > 0 && is_fine && yaml_line_next(&below);
         *line = below) {
        skip_spaces(&below);
        if (below.at == below.end) {
            has_gap = true;
            is_fine = below.end - below.begin <= indent;
            continue;
        }
        if (below.at < below.begin + indent)
            break;
        /* Gaps, and what the end of the file does to the last line, are libyaml's. */
        is_fine = !has_gap && below.next <= below.text.length &&
                  add_block_line(&text, text_slice(below.text, below.begin + indent, below.end),
                                 is_folded);
        span.end = trimmed_end(&below, below.end);
        below.at = below.end;
    }
    struct keur_text all = text_slice(buffer_text(&text), 0, text.length - is_stripped);
    *ret_scalar =
        (struct yaml_scalar){is_folded ? KEUR_FOLDED : KEUR_LITERAL, span, arena_copy(arena, all)};
    buffer_free(&text);
    return is_fine && indent > 0;
}
