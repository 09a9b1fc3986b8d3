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

bool yaml_line_skip_blanks(struct yaml_line *line)
{
    size_t begin = line->at;
    while (yaml_line_byte(line, line->at) == ' ')
        line->at++;
    bool is_apart = line->at > begin || line->at == line->begin;
    return line->at < line->end && !(is_apart && line->text.bytes[line->at] == '#');
}

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

static bool read_plain(struct yaml_line *line, bool is_in_brackets, struct yaml_scalar *ret_scalar)
{
    size_t begin = line->at;
    if (!begins_plain(line))
        return false;
    size_t end = find_by_blank(line, '#', -1, find_by_blank(line, ':', 1, line->end));
    for (size_t at = begin; is_in_brackets && at < end; at++) {
        char byte = line->text.bytes[at];
        if (byte == '?' || (byte == ':' && is_bracket_or_comma(yaml_line_byte(line, at + 1))))
            return false;
        if (is_bracket_or_comma(byte))
            end = at;
    }
    while (line->text.bytes[end - 1] == ' ')
        end--;
    line->at = end;
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

static bool is_of_name(char byte)
{
    return (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') ||
           byte == '-' || byte == '_';
}

bool yaml_line_name(struct yaml_line *line, bool is_in_brackets, struct keur_text *ret_name)
{
    size_t begin = line->at + 1, end = begin;
    while (is_of_name(yaml_line_byte(line, end)))
        end++;
    line->at = end;
    *ret_name = text_slice(line->text, begin, end);
    return end > begin && (yaml_line_is_blank(line, end) ||
                           (is_in_brackets && is_bracket_or_comma(yaml_line_byte(line, end))));
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
