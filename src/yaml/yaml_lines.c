#include "yaml/yaml_lines.h"

#include "base/limits.h"
#include "base/text.h"
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

static bool open_block(struct reader *reader, enum keur_value_kind kind, size_t at)
{
    if (reader->depth == LIMIT_YAML_DEPTH)
        return false;
    struct keur_value *value = tree_value(reader->values);
    value->kind = value->yaml11_kind = kind;
    value->style = KEUR_BLOCK;
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
        if (!(is_below_key || can_begin(reader, column)) || !open_block(reader, KEUR_SEQUENCE, at))
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
        return can_begin(reader, column) && open_block(reader, KEUR_MAPPING, at);
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

/* Behind the dashes of a line: a key, with its value, or a value. */
static bool read_entry(struct reader *reader)
{
    struct yaml_line *line = &reader->line;
    struct yaml_scalar scalar;
    size_t begin = line->at;
    if (!yaml_line_scalar(line, &scalar))
        return false;
    size_t colon = yaml_line_colon(line, &scalar);
    if (colon == line->end)
        return can_begin(reader, yaml_line_column(line, begin)) && finish_value(reader, &scalar);
    if (!enter_map(reader, begin))
        return false;
    take_key(reader, &scalar, colon);
    if (!yaml_line_skip_blanks(line))
        return true;
    return yaml_line_scalar(line, &scalar) && finish_value(reader, &scalar);
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
    return read_entry(reader) && reader->value_count < LIMIT_YAML_VALUES;
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
    reader.frames[0] = (struct frame){.column = -1, .is_waiting = true};
    if (span.end - span.begin > LIMIT_YAML_BYTES ||
        !yaml_text_is_common(reader.line.text, span.begin))
        return NULL;
    while (yaml_line_next(&reader.line))
        if (!read_line(&reader))
            return NULL;
    while (reader.depth > 0)
        close_block(&reader);
    return reader.root;
}
