/* Lines with pipes, read from the source: what was meant as a table need not have become one. */
#include <string.h>

#include "tables.h"

/* Longer runs of backticks open no code span here; this keeps the search for their ends linear. */
enum { BACKTICKS_LIMIT = 8 };

static size_t run_length(struct keur_text text, size_t at)
{
    size_t end = at;
    while (end < text.length && text.bytes[end] == text.bytes[at])
        end++;
    return end - at;
}

size_t code_span_end(struct keur_text text, size_t at)
{
    size_t length = run_length(text, at);
    if (length > BACKTICKS_LIMIT)
        return at + length;
    for (size_t i = at + length; i < text.length;) {
        size_t run = text.bytes[i] == '`' ? run_length(text, i) : 0;
        if (run == length)
            return i + run;
        i += run > 0 ? run : 1;
    }
    return at + length;
}

bool pipe_next(struct keur_text row, size_t *at, bool code_hides, size_t *ret_pipe)
{
    size_t i = *at;
    if (i >= row.length || memchr(row.bytes + i, '|', row.length - i) == NULL)
        return false;
    while (i < row.length && row.bytes[i] != '|') {
        if (row.bytes[i] == '\\' && i + 1 < row.length)
            i += row.bytes[i + 1] == '`' ? 1 + run_length(row, i + 1) : 2;
        else if (row.bytes[i] == '`' && code_hides)
            i = code_span_end(row, i);
        else
            i++;
    }
    if (i >= row.length)
        return false;
    *ret_pipe = i;
    *at = i + 1;
    return true;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static struct keur_span trim(struct keur_text source, struct keur_span span)
{
    while (span.begin < span.end && is_blank(source.bytes[span.begin]))
        span.begin++;
    while (span.end > span.begin && is_blank(source.bytes[span.end - 1]))
        span.end--;
    return span;
}

/* Bytes of what people (and word processors) draw a line with; 0 for anything else. */
static size_t dash_length(struct keur_text text, size_t at)
{
    static const char *const dashes[] = {
        "-", "=", "_", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\x95", "\xE2\x88\x92"};
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        size_t length = strlen(dashes[i]);
        if (length <= text.length - at && memcmp(text.bytes + at, dashes[i], length) == 0)
            return length;
    }
    return 0;
}

/* Only lines and what may stand between them, and more than one stroke. */
static bool is_ruler(struct keur_text text)
{
    size_t dashes = 0;
    for (size_t at = 0; at < text.length;) {
        size_t length = dash_length(text, at);
        if (length > 0)
            dashes++;
        else if (strchr(":|+ \t", text.bytes[at]) == NULL || text.bytes[at] == '\0')
            return false;
        at += length > 0 ? length : 1;
    }
    return dashes > 1;
}

/* One cell of a delimiter row in GFM: ":---:". */
static bool is_delimiter_cell(struct keur_text cell)
{
    size_t begin = cell.length > 0 && cell.bytes[0] == ':' ? 1 : 0;
    size_t end =
        cell.length > begin && cell.bytes[cell.length - 1] == ':' ? cell.length - 1 : cell.length;
    for (size_t i = begin; i < end; i++) {
        if (cell.bytes[i] != '-')
            return false;
    }
    return end > begin;
}

/* Steps to the next cell of a ruler, which may be drawn with "+" as well. */
static bool ruler_next(struct keur_text inner, size_t *at, struct keur_text *ret_cell)
{
    if (*at > inner.length)
        return false;
    size_t end = *at;
    while (end < inner.length && inner.bytes[end] != '|' && inner.bytes[end] != '+')
        end++;
    *ret_cell = keur_text_trim((struct keur_text){inner.bytes + *at, end - *at});
    *at = end + 1;
    return true;
}

/* Python-Markdown asks for nothing but the right characters. */
static bool is_delimiter(struct keur_text inner, enum keur_dialect dialect)
{
    struct keur_text cell;
    for (size_t at = 0; ruler_next(inner, &at, &cell);) {
        if (dialect != KEUR_DIALECT_PYTHON_MARKDOWN && !is_delimiter_cell(cell))
            return false;
        for (size_t i = 0; i < cell.length; i++) {
            if (strchr(":- ", cell.bytes[i]) == NULL)
                return false;
        }
    }
    return memchr(inner.bytes, '+', inner.length) == NULL;
}

static bool ends_with_pipe(struct keur_text text)
{
    if (text.length < 2 || text.bytes[text.length - 1] != '|')
        return false;
    size_t backslashes = 0;
    while (backslashes + 1 < text.length && text.bytes[text.length - 2 - backslashes] == '\\')
        backslashes++;
    return backslashes % 2 == 0;
}

struct pipe_row pipe_row_read(const keur_document *document, struct keur_span line)
{
    struct pipe_row row = {.line = line, .span = trim(keur_source(document), line)};
    struct keur_text text = keur_slice(document, row.span);
    bool code_hides = keur_dialect(document) == KEUR_DIALECT_PYTHON_MARKDOWN;
    bool leading = text.length > 0 && text.bytes[0] == '|', trailing = ends_with_pipe(text);
    row.inner = (struct keur_text){text.bytes + leading, text.length - leading - trailing};
    row.is_closed = leading && trailing;
    row.cell_count = 1;
    for (size_t at = 0, pipe; pipe_next(row.inner, &at, code_hides, &pipe);)
        row.cell_count++;
    row.has_pipe = leading || trailing || row.cell_count > 1;
    row.is_ruler = row.has_pipe && is_ruler(text);
    row.is_delimiter = row.is_ruler && is_delimiter(row.inner, keur_dialect(document));
    return row;
}

/* The piece of a delimiter row for one column, aligned as the ruler's cell says. */
static struct keur_text delimiter_cell(struct keur_text cell)
{
    bool left = cell.length > 0 && cell.bytes[0] == ':';
    bool right = cell.length > 1 && cell.bytes[cell.length - 1] == ':';
    if (left && right)
        return (struct keur_text){" :---: |", 8};
    if (left)
        return (struct keur_text){" :--- |", 7};
    return right ? (struct keur_text){" ---: |", 7} : (struct keur_text){" --- |", 6};
}

struct keur_text delimiter_row_write(keur_run *run, const struct pipe_row *ruler,
                                     size_t column_count)
{
    enum { LONGEST_CELL = 8 };
    char *bytes = keur_allocate(run, 1 + column_count * LONGEST_CELL);
    size_t length = 0, at = 0;
    bytes[length++] = '|';
    for (size_t i = 0; i < column_count; i++) {
        struct keur_text cell = {"", 0};
        if (ruler != NULL)
            ruler_next(ruler->inner, &at, &cell);
        struct keur_text piece = delimiter_cell(cell);
        memcpy(bytes + length, piece.bytes, piece.length);
        length += piece.length;
    }
    return (struct keur_text){bytes, length};
}
