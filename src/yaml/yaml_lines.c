#include "yaml/yaml_lines.h"

#include "base/limits.h"
#include "base/text.h"
#include "yaml/yaml_anchor.h"
#include "yaml/yaml_kind.h"
#include "yaml/yaml_line.h"

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
    struct yaml_line line;
    const struct tree_values *values;
    size_t value_count, depth;
    struct keur_value *root;
    struct anchors anchors;
    struct keur_text anchor; /* of the value that is read next; or empty */
    bool is_beyond;          /* something here is for libyaml: an anchor of nothing */
    struct frame frames[LIMIT_YAML_DEPTH + 1];
};

/* ---- Growing the tree --------------------------------------------------------- */

static struct frame *top_of(struct reader *reader)
{
    return &reader->frames[reader->depth];
}

static void attach(struct reader *reader, struct keur_value *value)
{
    struct frame *frame = top_of(reader);
    reader->value_count++;
    frame->is_waiting = false;
    if (reader->anchor.length > 0)
        anchors_add(&reader->anchors, reader->values->arena, reader->anchor, value);
    reader->anchor.length = 0;
    if (reader->depth == 0) {
        reader->root = value;
        return;
    }
    value->key = frame->key;
    value->key_span = frame->key_span;
    tree_append(frame->value, &frame->last_child, value);
}

static void attach_null(struct reader *reader)
{
    size_t at = top_of(reader)->waits_at;
    reader->is_beyond |= reader->anchor.length > 0;
    struct keur_value *value = tree_value(reader->values);
    value->kind = value->yaml11_kind = KEUR_NULL;
    value->style = KEUR_PLAIN;
    value->span = (struct keur_span){at, at};
    value->text = TEXT("");
    attach(reader, value);
}

static void attach_scalar(struct reader *reader, const struct yaml_scalar *scalar)
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

static bool is_open(const struct reader *reader, const struct keur_value *value)
{
    for (size_t i = 1; i <= reader->depth; i++)
        if (reader->frames[i].value == value)
            return true;
    return false;
}

/* False when it cannot stand for what it names. */
static bool read_alias(struct reader *reader, bool is_in_brackets)
{
    size_t begin = reader->line.at;
    struct keur_text name;
    if (!yaml_line_name(&reader->line, is_in_brackets, &name))
        return false;
    const struct keur_value *target = anchors_find(&reader->anchors, name);
    if (target == NULL || is_open(reader, target))
        return false;
    struct keur_value *value =
        tree_alias(reader->values, target, (struct keur_span){begin, reader->line.at});
    attach(reader, value);
    return tree_copy(reader->values, target, value, reader->depth, &reader->value_count) ==
           TREE_COPIED;
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
        (struct frame){.value = value, .column = yaml_line_column(&reader->line, at)};
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
    frame->waits_at = reader->line.at = at + 1;
}

static void take_key(struct reader *reader, const struct yaml_scalar *key, size_t colon)
{
    struct frame *frame = top_of(reader);
    frame->key = arena_copy(reader->values->arena, key->text);
    frame->key_span = key->span;
    wait_for_value(reader, colon);
}

/* ---- Brackets ----------------------------------------------------------------------- */

static bool is_at_bracket(const struct yaml_line *line)
{
    char byte = yaml_line_byte(line, line->at);
    return byte == '[' || byte == '{';
}

static bool open_brackets(struct reader *reader, char bracket)
{
    return open_collection(reader, bracket == '[' ? KEUR_SEQUENCE : KEUR_MAPPING, KEUR_FLOW,
                           reader->line.at++);
}

static bool close_brackets(struct reader *reader, char bracket)
{
    struct frame *frame = top_of(reader);
    bool is_map = frame->value->kind == KEUR_MAPPING;
    if (is_map != (bracket == '}') || frame->is_waiting)
        return false;
    frame->value->span.end = ++reader->line.at;
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
    struct yaml_line *line = &reader->line;
    struct yaml_scalar scalar;
    if (!is_key && yaml_line_byte(line, line->at) == '*')
        return read_alias(reader, true);
    if (!yaml_line_scalar(line, true, &scalar))
        return false;
    size_t colon = is_key ? yaml_line_colon(line, &scalar) : line->end;
    if (!is_key)
        attach_scalar(reader, &scalar);
    else if (colon < line->end)
        take_key(reader, &scalar, colon);
    return !is_key || colon < line->end;
}

/* A list or map in brackets that ends in this line, with all within. */
static bool read_brackets(struct reader *reader)
{
    struct yaml_line *line = &reader->line;
    size_t outside = reader->depth;
    bool needs_comma = false, is_fine = true;
    do {
        if (!yaml_line_skip_blanks(line))
            return false;
        char byte = yaml_line_byte(line, line->at);
        bool is_key = reader->depth > outside && awaits_key(top_of(reader));
        if (byte == ']' || byte == '}') {
            is_fine = close_brackets(reader, byte);
            needs_comma = true;
        } else if (needs_comma) {
            is_fine = byte == ',';
            line->at++;
            needs_comma = false;
        } else if (is_at_bracket(line) && !is_key) {
            is_fine = open_brackets(reader, byte);
        } else {
            is_fine = read_in_brackets(reader, is_key);
            needs_comma = !is_key;
        }
    } while (is_fine && reader->depth > outside);
    return is_fine;
}

/* ---- Lines ------------------------------------------------------------------------------ */

static bool is_at_dash(const struct reader *reader)
{
    const struct yaml_line *line = &reader->line;
    return yaml_line_byte(line, line->at) == '-' && yaml_line_is_blank(line, line->at + 1);
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
    size_t at = reader->line.at;
    ptrdiff_t column = yaml_line_column(&reader->line, at);
    if (is_in(reader, KEUR_SEQUENCE, column)) {
        if (top_of(reader)->is_waiting)
            attach_null(reader);
    } else {
        bool is_below_key = is_in(reader, KEUR_MAPPING, column) && top_of(reader)->is_waiting;
        if (!(is_below_key || can_begin(reader, column)) ||
            !open_collection(reader, KEUR_SEQUENCE, KEUR_BLOCK, at))
            return false;
    }
    wait_for_value(reader, at);
    return true;
}

/* The map that a key at this place belongs to. */
static bool enter_map(struct reader *reader, size_t at)
{
    ptrdiff_t column = yaml_line_column(&reader->line, at);
    if (!is_in(reader, KEUR_MAPPING, column))
        return can_begin(reader, column) && open_collection(reader, KEUR_MAPPING, KEUR_BLOCK, at);
    if (top_of(reader)->is_waiting)
        attach_null(reader);
    return true;
}

/* A value that nothing follows in its line. */
static bool finish_value(struct reader *reader, const struct yaml_scalar *scalar)
{
    if (yaml_line_skip_blanks(&reader->line))
        return false;
    attach_scalar(reader, scalar);
    return true;
}

static bool read_value(struct reader *reader)
{
    struct yaml_scalar scalar;
    char byte = yaml_line_byte(&reader->line, reader->line.at);
    if (byte == '&') /* what it names is in the lines below */
        return yaml_line_name(&reader->line, false, &reader->anchor) &&
               !yaml_line_skip_blanks(&reader->line);
    if (byte == '*')
        return read_alias(reader, false) && !yaml_line_skip_blanks(&reader->line);
    if (is_at_bracket(&reader->line))
        return read_brackets(reader) && !yaml_line_skip_blanks(&reader->line);
    return yaml_line_scalar(&reader->line, false, &scalar) && finish_value(reader, &scalar);
}

/* Behind the dashes of a line: a key, with its value, or a value. */
static bool read_entry(struct reader *reader)
{
    struct yaml_line *line = &reader->line;
    struct yaml_scalar scalar;
    size_t begin = line->at;
    bool can_be_value = can_begin(reader, yaml_line_column(line, begin));
    if (is_at_bracket(line))
        return can_be_value && read_value(reader);
    if (!yaml_line_scalar(line, false, &scalar))
        return false;
    size_t colon = yaml_line_colon(line, &scalar);
    if (colon == line->end)
        return can_be_value && finish_value(reader, &scalar);
    if (!enter_map(reader, begin))
        return false;
    take_key(reader, &scalar, colon);
    return !yaml_line_skip_blanks(line) || read_value(reader);
}

static bool is_marker(const struct yaml_line *line)
{
    struct keur_text text = text_slice(line->text, line->begin, line->end);
    return text_starts_with(text, "---") || text_starts_with(text, "...");
}

static bool read_line(struct reader *reader)
{
    struct yaml_line *line = &reader->line;
    if (is_marker(line))
        return false;
    if (!yaml_line_skip_blanks(line))
        return true;
    if (!close_until(reader, yaml_line_column(line, line->at)))
        return false;
    while (is_at_dash(reader)) {
        if (!take_dash(reader))
            return false;
        if (!yaml_line_skip_blanks(line))
            return true;
    }
    return read_entry(reader) && !reader->is_beyond && reader->value_count < LIMIT_YAML_VALUES;
}

/* ---- The whole ----------------------------------------------------------------------------- */

struct keur_value *yaml_lines_parse(struct keur_text text, struct keur_span span,
                                    const struct tree_values *values)
{
    struct reader reader;
    reader.line = (struct yaml_line){.text = text_slice(text, 0, span.end), .next = span.begin};
    reader.values = values;
    reader.value_count = reader.depth = 0;
    reader.root = NULL;
    reader.anchors = (struct anchors){NULL};
    reader.anchor = TEXT("");
    reader.is_beyond = false;
    reader.frames[0] = (struct frame){.column = -1, .is_waiting = true};
    if (span.end - span.begin > LIMIT_YAML_BYTES ||
        !yaml_text_is_common(reader.line.text, span.begin))
        return NULL;
    while (yaml_line_next(&reader.line))
        if (!read_line(&reader))
            return NULL;
    while (reader.depth > 0)
        close_block(&reader);
    return reader.is_beyond ? NULL : reader.root;
}
