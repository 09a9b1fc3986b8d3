#include "yaml/yaml_lines.h"

#include "base/limits.h"
#include "base/text.h"
#include "base/unicode.h"
#include "yaml/yaml_kind.h"

/* A list or map that may go on, with the key or dash that waits for its value.  The outermost frame
 * is none: it waits for the root. */
struct frame {
    struct keur_value *value, *last_child;
    ptrdiff_t column; /* of its keys or dashes */
    bool is_waiting;
    size_t waits_at; /* where the value stands if there is none */
    struct keur_text key;
    struct keur_span key_span;
};

struct reader {
    struct keur_text text; /* ends with the span */
    size_t line, at, end;  /* of one line */
    const struct tree_values *values;
    size_t value_count, depth;
    struct keur_value *root;
    struct frame frames[LIMIT_YAML_DEPTH + 1];
};

/* ---- Growing the tree --------------------------------------------------------- */

static ptrdiff_t column_of(const struct reader *reader, size_t at)
{
    return (ptrdiff_t)(at - reader->line);
}

static struct frame *top_of(struct reader *reader)
{
    return &reader->frames[reader->depth];
}

static void attach(struct reader *reader, struct keur_value *value)
{
    struct frame *frame = top_of(reader);
    reader->value_count++;
    frame->is_waiting = false;
    if (reader->depth == 0) {
        reader->root = value;
        return;
    }
    value->parent = frame->value;
    value->key = frame->key;
    value->key_span = frame->key_span;
    if (frame->last_child == NULL)
        frame->value->first_child = value;
    else
        frame->last_child->next = value;
    frame->last_child = value;
    frame->value->child_count++;
}

static void attach_null(struct reader *reader)
{
    size_t at = top_of(reader)->waits_at;
    struct keur_value *value = tree_value(reader->values);
    value->kind = value->yaml11_kind = KEUR_NULL;
    value->style = KEUR_PLAIN;
    value->span = (struct keur_span){at, at};
    value->text = TEXT("");
    attach(reader, value);
}

static bool open_collection(struct reader *reader, enum keur_value_kind kind,
                            enum keur_value_style style, size_t at)
{
    if (reader->depth == LIMIT_YAML_DEPTH)
        return false;
    struct keur_value *value = tree_value(reader->values);
    value->kind = value->yaml11_kind = kind;
    value->style = style;
    value->span = (struct keur_span){at, at};
    attach(reader, value);
    reader->frames[++reader->depth] =
        (struct frame){.value = value, .column = column_of(reader, at)};
    return true;
}

static void close_block(struct reader *reader)
{
    struct frame *frame = top_of(reader);
    if (frame->is_waiting)
        attach_null(reader);
    frame->value->span.end = frame->last_child->span.end;
    reader->depth--;
}

/* Behind its key or dash, which is one byte at `at`. */
static void wait_for_value(struct reader *reader, size_t at)
{
    struct frame *frame = top_of(reader);
    frame->is_waiting = true;
    frame->waits_at = reader->at = at + 1;
}

/* ---- Within a line --------------------------------------------------------------- */

static char byte_at(const struct reader *reader, size_t at)
{
    return at < reader->end ? reader->text.bytes[at] : '\n';
}

static bool is_blank_at(const struct reader *reader, size_t at)
{
    return at >= reader->end || reader->text.bytes[at] == ' ';
}

/* False at the end of what the line says. */
static bool skip_blanks(struct reader *reader)
{
    size_t begin = reader->at;
    while (reader->at < reader->end && reader->text.bytes[reader->at] == ' ')
        reader->at++;
    bool is_comment =
        byte_at(reader, reader->at) == '#' && (reader->at > begin || begin == reader->line);
    return reader->at < reader->end && !is_comment;
}

struct scalar {
    enum keur_value_style style;
    struct keur_span span;
    struct keur_text text;
};

/* What is doubled or escaped in quotes is libyaml's. */
static bool read_quoted(struct reader *reader, char quote, struct scalar *ret_scalar)
{
    struct keur_text line = text_slice(reader->text, 0, reader->end);
    size_t begin = reader->at, end = text_find(line, quote, begin + 1);
    if (end == line.length || byte_at(reader, end + 1) == quote)
        return false;
    struct keur_text text = text_slice(line, begin + 1, end);
    if (quote == '"' && text_find(text, '\\', 0) < text.length)
        return false;
    reader->at = end + 1;
    *ret_scalar = (struct scalar){
        quote == '"' ? KEUR_DOUBLE_QUOTED : KEUR_SINGLE_QUOTED, {begin, reader->at}, text};
    return true;
}

static bool is_bracket_or_comma(char byte)
{
    return byte == ',' || byte == '[' || byte == ']' || byte == '{' || byte == '}';
}

static bool begins_plain(const struct reader *reader)
{
    static const char signs[] = "?:,[]{}#&*!|>'\"%@`";
    char byte = byte_at(reader, reader->at), next = byte_at(reader, reader->at + 1);
    if (byte == '-')
        return next != ' ' && next != '\n' && !is_bracket_or_comma(next);
    return memchr(signs, byte, sizeof signs - 1) == NULL;
}

/* The first sign like this that has a blank behind it, or in front of it. */
static size_t find_by_blank(const struct reader *reader, char sign, int side, size_t end)
{
    struct keur_text line = text_slice(reader->text, 0, end);
    size_t at = text_find(line, sign, reader->at);
    while (at < end && !is_blank_at(reader, side > 0 ? at + 1 : at - 1))
        at = text_find(line, sign, at + 1);
    return at;
}

static bool read_plain(struct reader *reader, bool is_in_brackets, struct scalar *ret_scalar)
{
    size_t begin = reader->at;
    if (!begins_plain(reader))
        return false;
    size_t end = find_by_blank(reader, ':', 1, reader->end);
    end = find_by_blank(reader, '#', -1, end);
    for (size_t at = begin; is_in_brackets && at < end; at++) {
        char byte = reader->text.bytes[at];
        if (byte == '?' || (byte == ':' && is_bracket_or_comma(byte_at(reader, at + 1))))
            return false;
        if (is_bracket_or_comma(byte))
            end = at;
    }
    while (reader->text.bytes[end - 1] == ' ')
        end--;
    reader->at = end;
    *ret_scalar = (struct scalar){KEUR_PLAIN, {begin, end}, text_slice(reader->text, begin, end)};
    return true;
}

static bool read_scalar(struct reader *reader, bool is_in_brackets, struct scalar *ret_scalar)
{
    char byte = byte_at(reader, reader->at);
    return byte == '"' || byte == '\'' ? read_quoted(reader, byte, ret_scalar)
                                       : read_plain(reader, is_in_brackets, ret_scalar);
}

static void attach_scalar(struct reader *reader, const struct scalar *scalar)
{
    struct keur_value *value = tree_value(reader->values);
    bool is_plain = scalar->style == KEUR_PLAIN;
    value->text = arena_copy(reader->values->arena, scalar->text);
    value->kind = is_plain ? yaml_kind_core(value->text) : KEUR_STRING;
    value->yaml11_kind = is_plain ? yaml_kind_11(value->text) : KEUR_STRING;
    value->style = scalar->style;
    value->span = scalar->span;
    attach(reader, value);
}

/* The colon that makes it a key, at or behind `at`; the end of the line where none does.  libyaml
 * looks for it in 1024 characters. */
static size_t find_colon(const struct reader *reader, const struct scalar *key)
{
    enum { LONGEST_KEY = 1000 };
    size_t at = reader->at;
    while (byte_at(reader, at) == ' ')
        at++;
    bool is_there = byte_at(reader, at) == ':' && is_blank_at(reader, at + 1);
    return is_there && at - key->span.begin <= LONGEST_KEY ? at : reader->end;
}

static void take_key(struct reader *reader, const struct scalar *key, size_t colon)
{
    struct frame *frame = top_of(reader);
    frame->key = arena_copy(reader->values->arena, key->text);
    frame->key_span = key->span;
    wait_for_value(reader, colon);
}

/* ---- Brackets ----------------------------------------------------------------------- */

static bool close_brackets(struct reader *reader, char bracket)
{
    struct frame *frame = top_of(reader);
    bool is_map = frame->value->kind == KEUR_MAPPING;
    if (is_map != (bracket == '}') || frame->is_waiting)
        return false;
    frame->value->span.end = ++reader->at;
    reader->depth--;
    return true;
}

static bool awaits_key(const struct frame *frame)
{
    return frame->value->kind == KEUR_MAPPING && !frame->is_waiting;
}

/* A key, with its colon, or a value that is no collection. */
static bool read_in_brackets(struct reader *reader, bool is_key)
{
    struct scalar scalar;
    if (!read_scalar(reader, true, &scalar))
        return false;
    size_t colon = is_key ? find_colon(reader, &scalar) : reader->end;
    if (!is_key)
        attach_scalar(reader, &scalar);
    else if (colon < reader->end)
        take_key(reader, &scalar, colon);
    return !is_key || colon < reader->end;
}

static bool open_brackets(struct reader *reader, char bracket)
{
    return open_collection(reader, bracket == '[' ? KEUR_SEQUENCE : KEUR_MAPPING, KEUR_FLOW,
                           reader->at++);
}

/* A list or map in brackets that ends in this line, with all within. */
static bool read_brackets(struct reader *reader)
{
    size_t outside = reader->depth;
    bool needs_comma = false, is_fine = true;
    do {
        if (!skip_blanks(reader))
            return false;
        char byte = byte_at(reader, reader->at);
        bool is_key = reader->depth > outside && awaits_key(top_of(reader));
        if (byte == ']' || byte == '}') {
            is_fine = close_brackets(reader, byte);
            needs_comma = true;
        } else if (needs_comma) {
            is_fine = byte == ',';
            reader->at++;
            needs_comma = false;
        } else if ((byte == '[' || byte == '{') && !is_key) {
            is_fine = open_brackets(reader, byte);
        } else {
            is_fine = read_in_brackets(reader, is_key);
            needs_comma = !is_key;
        }
    } while (is_fine && reader->depth > outside);
    return is_fine;
}

/* ---- Lines ------------------------------------------------------------------------------ */

static bool is_at_bracket(const struct reader *reader)
{
    char byte = byte_at(reader, reader->at);
    return byte == '[' || byte == '{';
}

static bool is_at_dash(const struct reader *reader)
{
    return byte_at(reader, reader->at) == '-' && is_blank_at(reader, reader->at + 1);
}

/* Can a value begin at this column? */
static bool can_begin(struct reader *reader, ptrdiff_t column)
{
    return top_of(reader)->is_waiting && column > top_of(reader)->column;
}

static bool is_in(struct reader *reader, enum keur_value_kind kind, ptrdiff_t column)
{
    const struct frame *frame = top_of(reader);
    return frame->column == column && frame->value->kind == kind;
}

/* Closes what the first sign of a line is not within. */
static bool close_until(struct reader *reader, ptrdiff_t column)
{
    while (top_of(reader)->column > column)
        close_block(reader);
    /* Dashes may stand right below the key that they belong to. */
    if (!is_in(reader, KEUR_SEQUENCE, column) || is_at_dash(reader))
        return true;
    close_block(reader);
    return is_in(reader, KEUR_MAPPING, column);
}

static bool take_dash(struct reader *reader)
{
    ptrdiff_t column = column_of(reader, reader->at);
    if (is_in(reader, KEUR_SEQUENCE, column)) {
        if (top_of(reader)->is_waiting)
            attach_null(reader);
    } else {
        bool is_below_key = is_in(reader, KEUR_MAPPING, column) && top_of(reader)->is_waiting;
        if (!(is_below_key || can_begin(reader, column)) ||
            !open_collection(reader, KEUR_SEQUENCE, KEUR_BLOCK, reader->at))
            return false;
    }
    wait_for_value(reader, reader->at);
    return true;
}

/* The map that a key at this place belongs to. */
static bool enter_map(struct reader *reader, size_t at)
{
    ptrdiff_t column = column_of(reader, at);
    if (!is_in(reader, KEUR_MAPPING, column))
        return can_begin(reader, column) && open_collection(reader, KEUR_MAPPING, KEUR_BLOCK, at);
    if (top_of(reader)->is_waiting)
        attach_null(reader);
    return true;
}

/* A value that nothing follows in its line. */
static bool read_value(struct reader *reader)
{
    struct scalar scalar;
    if (is_at_bracket(reader))
        return read_brackets(reader) && !skip_blanks(reader);
    if (!read_scalar(reader, false, &scalar) || skip_blanks(reader))
        return false;
    attach_scalar(reader, &scalar);
    return true;
}

/* Behind the dashes of a line: a key, with its value, or a value. */
static bool read_entry(struct reader *reader)
{
    size_t begin = reader->at;
    bool can_be_value = can_begin(reader, column_of(reader, begin));
    struct scalar scalar;
    if (is_at_bracket(reader))
        return can_be_value && read_value(reader);
    if (!read_scalar(reader, false, &scalar))
        return false;
    size_t colon = find_colon(reader, &scalar);
    if (colon == reader->end) {
        if (!can_be_value || skip_blanks(reader))
            return false;
        attach_scalar(reader, &scalar);
        return true;
    }
    if (!enter_map(reader, begin))
        return false;
    take_key(reader, &scalar, colon);
    return !skip_blanks(reader) || read_value(reader);
}

/* Eight at once, without a branch: between ' ' and '~'? */
static bool are_plain(const char *bytes)
{
    const uint64_t each = UINT64_C(0x0101010101010101);
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return ((word | (word + each) | (word - ' ' * each)) & 0x80 * each) == 0;
}

/* Only characters that YAML allows, and that end no line? */
static bool is_common(struct keur_text line)
{
    for (size_t at = 0; at < line.length;) {
        uint32_t code_point;
        if (line.length - at >= 8 && are_plain(line.bytes + at)) {
            at += 8;
            continue;
        }
        at += unicode_decode(line, at, &code_point);
        bool is_ascii = code_point >= ' ' && code_point < 0x7F;
        bool ends_line = code_point == 0x2028 || code_point == 0x2029;
        bool is_mark = code_point == 0xFEFF || code_point == 0xFFFE || code_point == 0xFFFF;
        if (!is_ascii && (code_point < 0xA0 || code_point > 0x10FFFF || ends_line || is_mark))
            return false;
    }
    return true;
}

static bool read_line(struct reader *reader)
{
    struct keur_text line = text_slice(reader->text, reader->line, reader->end);
    if (!is_common(line) || text_starts_with(line, "---") || text_starts_with(line, "..."))
        return false;
    if (!skip_blanks(reader))
        return true;
    if (!close_until(reader, column_of(reader, reader->at)))
        return false;
    while (is_at_dash(reader)) {
        if (!take_dash(reader))
            return false;
        if (!skip_blanks(reader))
            return true;
    }
    return read_entry(reader) && reader->value_count < LIMIT_YAML_VALUES;
}

/* ---- The whole ----------------------------------------------------------------------------- */

struct keur_value *yaml_lines_parse(struct keur_text text, struct keur_span span,
                                    const struct tree_values *values)
{
    struct reader reader;
    reader.text = text_slice(text, 0, span.end);
    reader.values = values;
    reader.value_count = reader.depth = 0;
    reader.root = NULL;
    reader.frames[0] = (struct frame){.column = -1, .is_waiting = true};
    if (span.end - span.begin > LIMIT_YAML_BYTES)
        return NULL;
    for (size_t begin = span.begin, next; begin < span.end; begin = next) {
        size_t end = text_find(reader.text, '\n', begin);
        next = end + 1;
        reader.line = reader.at = begin;
        reader.end = end > begin && text.bytes[end - 1] == '\r' ? end - 1 : end;
        if (!read_line(&reader))
            return NULL;
    }
    while (reader.depth > 0)
        close_block(&reader);
    return reader.root;
}
