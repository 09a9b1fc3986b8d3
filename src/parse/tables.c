/* Tables: libcmark takes them for paragraphs. */
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "parse/content.h"
#include "parse/slots.h"
#include "parse/tree.h"

/* ---- Cells of a line ---- */

enum { MAX_TICKS = 32 };

struct row_scan {
    const char *bytes; /* of the file */
    size_t at, end;
    bool is_code_kept;           /* pipes in code do not divide */
    bool is_unclosed[MAX_TICKS]; /* no run of so many backticks comes any more */
};

static bool is_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static struct row_scan row_scan(const struct keur_document *document, struct keur_span line)
{
    struct row_scan scan = {
        .bytes = document->source.bytes,
        .at = line.begin,
        .end = line.end,
        .is_code_kept = document->reading.dialect == KEUR_DIALECT_PYTHON_MARKDOWN,
    };

    while (scan.end > scan.at && is_space(scan.bytes[scan.end - 1]))
        scan.end--;
    if (scan.at < scan.end && scan.bytes[scan.at] == '|')
        scan.at++;
    return scan;
}

static size_t count_ticks(const struct row_scan *scan, size_t at)
{
    size_t count = 0;

    while (at + count < scan->end && scan->bytes[at + count] == '`')
        count++;
    return count;
}

/* Behind the code span that begins here, or behind its backticks when it has no end. */
static size_t behind_code(struct row_scan *scan, size_t at)
{
    size_t length = count_ticks(scan, at), begin = at + length;

    if (length >= MAX_TICKS || scan->is_unclosed[length])
        return begin;
    for (at = begin; at < scan->end;) {
        size_t run = count_ticks(scan, at);
        if (run == length)
            return at + run;
        at += run > 0 ? run : 1;
    }
    scan->is_unclosed[length] = true;
    return begin;
}

/* The next cell, without the pipes; false behind the last one. */
static bool row_next(struct row_scan *scan, struct keur_span *ret_cell)
{
    size_t at = scan->at;

    if (at >= scan->end)
        return false;
    while (at < scan->end && scan->bytes[at] != '|') {
        if (scan->bytes[at] == '\\')
            at += 2;
        else if (scan->bytes[at] == '`' && scan->is_code_kept)
            at = behind_code(scan, at);
        else
            at++;
    }
    if (at > scan->end)
        at = scan->end;
    *ret_cell = (struct keur_span){scan->at, at};
    scan->at = at + 1;
    return true;
}

static struct keur_span trim(const struct keur_document *document, struct keur_span span)
{
    const char *bytes = document->source.bytes;

    while (span.end > span.begin && is_space(bytes[span.end - 1]))
        span.end--;
    while (span.begin < span.end && is_space(bytes[span.begin]))
        span.begin++;
    return span;
}

/* ---- Is it a table? ---- */

/* The alignment that a cell of a delimiter row asks for; 0 when it is none. */
static int delimiter_alignment(const struct keur_document *document, struct keur_span cell)
{
    struct keur_text text = keur_slice(document, trim(document, cell));
    bool is_left = text_starts_with(text, ":");
    size_t end = text.length, at = is_left;

    while (at < end && text.bytes[at] == '-')
        at++;
    bool has_dashes = at > (size_t)is_left;
    bool is_right = at < end && text.bytes[at] == ':';
    if (!has_dashes || at + is_right != end)
        return 0;
    if (is_left)
        return is_right ? KEUR_ALIGN_CENTER : KEUR_ALIGN_LEFT;
    return is_right ? KEUR_ALIGN_RIGHT : KEUR_ALIGN_NONE;
}

static bool is_delimiter_row(const struct keur_document *document, struct keur_span line)
{
    struct row_scan scan = row_scan(document, line);
    struct keur_span cell;
    size_t cells = 0;

    if (memchr(document->source.bytes + line.begin, '|', line.end - line.begin) == NULL)
        return false;
    for (; row_next(&scan, &cell); cells++)
        if (delimiter_alignment(document, cell) == 0)
            return false;
    return cells > 0;
}

/* Has a pipe that divides, or stands at an end. */
static bool has_pipe(const struct keur_document *document, struct keur_span line)
{
    struct row_scan scan = row_scan(document, line);
    struct keur_span cell;

    return scan.at > line.begin || (row_next(&scan, &cell) && cell.end < scan.end);
}

/* The line of the header; `line_count` when there is no table. */
static size_t find_header(const struct keur_document *document, const struct node *paragraph)
{
    bool is_gfm = document->reading.dialect == KEUR_DIALECT_GFM;
    bool is_python = document->reading.dialect == KEUR_DIALECT_PYTHON_MARKDOWN &&
                     (document->reading.extensions & EXTENSION_TABLES) != 0;
    size_t last = is_gfm ? paragraph->line_count : 2;

    if (!is_gfm && !is_python)
        return paragraph->line_count;
    for (size_t i = 1; i < last && i < paragraph->line_count; i++)
        if (is_delimiter_row(document, paragraph->lines[i]) &&
            has_pipe(document, paragraph->lines[i - 1]))
            return i - 1;
    return paragraph->line_count;
}

/* ---- Building it ---- */

static void add_row(struct keur_document *document, struct node *table, struct keur_span line,
                    struct slots *slots)
{
    struct row_scan scan = row_scan(document, line);
    struct node *row =
        node_new(document, KEUR_NODE_TABLE_ROW, (struct keur_span){line.begin, scan.end});
    struct keur_span span;

    node_append(table, row);
    while (row_next(&scan, &span)) {
        struct node *cell = node_new(document, KEUR_NODE_TABLE_CELL, span);
        cell->is.content = trim(document, span);
        node_append(row, cell);
        *ARRAY_PUSH(slots) = (struct slot){cell, cell->is.content, NULL};
    }
}

static struct node *table_new(struct keur_document *document, const struct node *paragraph,
                              size_t header, struct slots *slots)
{
    struct node *table = node_new(document, KEUR_NODE_TABLE, paragraph->is.span);

    table->is.span.begin = paragraph->lines[header].begin;
    table->is.content = table->is.span;
    table->lines = paragraph->lines + header;
    table->line_count = paragraph->line_count - header;
    add_row(document, table, table->lines[0], slots);
    for (size_t i = 2; i < table->line_count; i++)
        add_row(document, table, table->lines[i], slots);
    return table;
}

struct node *tables_find(struct reader *reader, struct node *paragraph, struct node *previous)
{
    struct keur_document *document = reader->document;
    struct keur_span span = paragraph->is.span;

    if (paragraph->line_count < 2 ||
        ahead_find(&reader->pipe, document->source, '|', span.begin) >= span.end)
        return paragraph;
    size_t header = find_header(document, paragraph);
    struct slots slots = {NULL, 0, 0};
    if (header == paragraph->line_count)
        return paragraph;
    if (header > 0) {
        struct keur_span rest = {paragraph->is.span.begin, paragraph->lines[header - 1].end};
        *ARRAY_PUSH(&slots) = (struct slot){paragraph, trim(document, rest), NULL};
    }
    struct node *table = table_new(document, paragraph, header, &slots);
    slots_distribute(document, paragraph, &slots);
    if (header > 0) {
        paragraph->is.span = paragraph->is.content = slots.items[0].span;
        paragraph->line_count = header;
        node_insert(paragraph->parent, paragraph, table);
    } else {
        node_replace(paragraph->parent, previous, table);
    }
    ARRAY_FREE(&slots);
    return table;
}

/* ---- The public view, of the sealed tree ---- */

static const struct keur_cell *cell_make(struct keur_document *document, const struct node *node)
{
    struct keur_cell *cell = arena_take(document->arena, sizeof *cell);

    *cell = (struct keur_cell){&node->is, node_plain_text(document, &node->is)};
    return cell;
}

static size_t count_children(const struct node *node)
{
    size_t count = 0;

    for (const struct node *child = node->first_child; child != NULL; child = child->next)
        count++;
    return count;
}

static const struct keur_row *row_make(struct keur_document *document, const struct node *node)
{
    struct keur_row *row = arena_allocate(document->arena, sizeof *row);
    const struct keur_cell **cells =
        arena_take(document->arena, count_children(node) * sizeof *cells);

    row->node = &node->is;
    row->cells = cells;
    for (const struct node *cell = node->first_child; cell != NULL; cell = cell->next)
        cells[row->cell_count++] = cell_make(document, cell);
    size_t begin = node->is.span.begin, end = node->is.span.end;
    row->has_leading_pipe = end > begin && document->source.bytes[begin] == '|';
    size_t last = row->cell_count > 0 ? cells[row->cell_count - 1]->node->span.end : begin;
    row->has_trailing_pipe = last < end;
    return row;
}

static void set_alignments(struct keur_document *document, struct keur_table *table)
{
    struct row_scan scan = row_scan(document, table->delimiter_row), again = scan;
    struct keur_span cell;

    while (row_next(&scan, &cell))
        table->column_count++;
    enum keur_alignment *alignments =
        arena_take(document->arena, table->column_count * sizeof *alignments);
    for (size_t i = 0; row_next(&again, &cell); i++)
        alignments[i] = (enum keur_alignment)delimiter_alignment(document, cell);
    table->alignments = alignments;
}

static const struct keur_container *container_of(const struct node *node)
{
    while (node != NULL && node->is.kind != KEUR_NODE_CONTAINER)
        node = node->parent;
    return node == NULL ? NULL : node->container;
}

const struct keur_table *table_make(struct keur_document *document, const struct node *node)
{
    struct keur_table *table = arena_take(document->arena, sizeof *table);
    const struct keur_row **rows = arena_take(document->arena, node->line_count * sizeof *rows);

    *table = (struct keur_table){
        .node = &node->is,
        .header = row_make(document, node->first_child),
        .delimiter_row = trim(document, node->lines[1]),
        .rows = rows,
        .container = container_of(node),
    };
    set_alignments(document, table);
    for (const struct node *row = node->first_child->next; row != NULL; row = row->next)
        rows[table->row_count++] = row_make(document, row);
    return table;
}
