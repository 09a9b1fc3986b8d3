/* Tables that are shown as text, because the row below the header does not make them one.  Where it
 * has the wrong length the document has a table; where it is none at all, a paragraph, whose lines
 * this check reads. */
#include <string.h>

#include "tables.h"

/* The lines of one paragraph, read one after another. */
struct reader {
    keur_run *run;
    const keur_document *document;
    const struct keur_node *paragraph;
    size_t next_line, last_line;
    bool is_in_quote;
};

/* What was met above a paragraph. */
struct surroundings {
    const struct keur_table *table;     /* the last one */
    const struct keur_node *table_part; /* it, or the last row that is cut off from it */
    const struct keur_node *single_row; /* the last paragraph that is one row */
};

static bool is_in_quote(const struct keur_node *node)
{
    while (node != NULL && node->kind != KEUR_NODE_BLOCK_QUOTE)
        node = node->parent;
    return node != NULL;
}

static struct reader reader_begin(keur_run *run, const keur_document *document,
                                  const struct keur_node *paragraph)
{
    size_t end = paragraph->span.end > paragraph->span.begin ? paragraph->span.end - 1
                                                             : paragraph->span.begin;
    return (struct reader){
        .run = run,
        .document = document,
        .paragraph = paragraph,
        .next_line = keur_line_at(document, paragraph->span.begin),
        .last_line = keur_line_at(document, end),
        .is_in_quote = is_in_quote(paragraph),
    };
}

/* Without the marks of the quotes around it. */
static struct keur_span skip_quotes(struct keur_text source, struct keur_span line)
{
    struct keur_span left = line;
    while (left.begin < left.end) {
        char byte = source.bytes[left.begin++];
        if (byte == '>')
            line.begin = left.begin;
        else if (byte != ' ' && byte != '\t')
            break;
    }
    return line;
}

static bool row_next(struct reader *reader, struct pipe_row *ret_row)
{
    if (reader->next_line > reader->last_line)
        return false;
    struct keur_span line = keur_line(reader->document, reader->next_line++);
    if (line.begin < reader->paragraph->span.begin)
        line.begin = reader->paragraph->span.begin;
    else if (reader->is_in_quote)
        line = skip_quotes(keur_source(reader->document), line);
    *ret_row = pipe_row_read(reader->document, line);
    return true;
}

/* Whether all rows that are left have so many cells, with a pipe in each. */
static bool are_alike(struct reader reader, size_t cell_count)
{
    struct pipe_row row;
    while (row_next(&reader, &row)) {
        if (!row.has_pipe || row.is_ruler || row.cell_count != cell_count)
            return false;
    }
    return true;
}

/* ---- A delimiter row that is none ---- */

/* Replacing the row is a certain repair where all rows below agree with the header. */
static void report_ruler(struct reader *reader, const struct pipe_row *header,
                         const struct pipe_row *ruler)
{
    struct keur_text right = delimiter_row_write(reader->run, ruler, header->cell_count);
    bool is_certain = are_alike(*reader, header->cell_count);
    struct keur_edit edit = {ruler->span, right, is_certain ? KEUR_SAFE : KEUR_UNSAFE};
    struct keur_details details = {
        .size = sizeof details,
        .edits = &edit,
        .edit_count = header->span.begin == reader->paragraph->span.begin,
    };
    keur_report_details(reader->run, ruler->span, &details,
                        "\"%.*s\" is no delimiter row, and the table is shown as text; write "
                        "\"%.*s\"",
                        KEUR_ARGUMENT(keur_slice(reader->document, ruler->span)),
                        KEUR_ARGUMENT(right));
}

static void report_late(struct reader *reader, const struct pipe_row *ruler)
{
    keur_report(reader->run, ruler->span,
                "delimiter row is not the second row, and the table is shown as text; move it to "
                "directly below the header");
}

/* ---- No delimiter row at all ---- */

/* What stands before a row on its line, or for the paragraph's first line: nothing known. */
static struct keur_text prefix_of(const keur_document *document, const struct pipe_row *row)
{
    size_t begin = keur_line(document, keur_line_at(document, row->span.begin)).begin;
    return keur_slice(document, (struct keur_span){begin, row->span.begin});
}

static struct keur_text ending_of(const keur_document *document, const struct pipe_row *row)
{
    size_t index = keur_line_at(document, row->span.begin);
    return keur_slice(document, (struct keur_span){keur_line(document, index).end,
                                                   keur_line(document, index + 1).begin});
}

/* `second` is the row below the first one, which gives the prefix of the line between them. */
static void report_missing(struct reader *reader, const struct pipe_row *first,
                           const struct pipe_row *second, bool is_certain)
{
    struct keur_text right = delimiter_row_write(reader->run, NULL, first->cell_count);
    struct keur_text prefix = prefix_of(reader->document, second);
    struct keur_text ending = ending_of(reader->document, first);
    struct keur_edit edit = {
        .span = {second->span.begin, second->span.begin},
        .replacement = keur_format(reader->run, "%.*s%.*s%.*s", KEUR_ARGUMENT(right),
                                   KEUR_ARGUMENT(ending), KEUR_ARGUMENT(prefix)),
        .safety = KEUR_SAFE,
    };
    struct keur_details details = {
        .size = sizeof details,
        .edits = &edit,
        .edit_count = is_certain,
    };
    keur_report_details(reader->run, first->span, &details,
                        "table has no delimiter row, and is shown as text; put \"%.*s\" below "
                        "its first row",
                        KEUR_ARGUMENT(right));
}

/* "| text |", "|text | text |" and the "| |" of a template, unlike "|x|" and "|x|y|", are nothing
 * but a row. */
static bool is_spaced(const struct pipe_row *row)
{
    struct keur_text inner = row->inner;
    size_t at = 0, pipe;
    while (pipe_next(inner, &at, true, &pipe)) {
        if (pipe == 0 || inner.bytes[pipe - 1] != ' ')
            return false;
    }
    return inner.length > 0 && inner.bytes[inner.length - 1] == ' ';
}

/* The empty lines between two blocks. */
static struct keur_edit take_out_lines(const struct reader *reader, const struct keur_node *above,
                                       enum keur_safety safety)
{
    const keur_document *document = reader->document;
    size_t first = keur_line_at(document, above->span.end - 1) + 1;
    size_t last = keur_line_at(document, reader->paragraph->span.begin);
    return (struct keur_edit){
        .span = {keur_line(document, first).begin, keur_line(document, last).begin},
        .replacement = {"", 0},
        .safety = safety,
    };
}

/* Rows below an empty line below a table: only that line parts them from it.  Several may also be
 * a table of their own that lacks its delimiter row. */
static bool report_cut_off(struct reader *reader, const struct pipe_row *first,
                           struct surroundings *around)
{
    const struct keur_table *table = around->table;
    if (table == NULL || around->table_part->next != reader->paragraph ||
        table->column_count != first->cell_count ||
        table->header->cell_count != first->cell_count || !are_alike(*reader, first->cell_count))
        return false;
    bool is_single = reader->next_line > reader->last_line;
    struct keur_edit edit =
        take_out_lines(reader, around->table_part, is_single ? KEUR_SAFE : KEUR_UNSAFE);
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
    keur_report_details(reader->run, first->span, &details,
                        "an empty line cuts this row off from the table above, and it is shown "
                        "as text; take out the empty line");
    around->table_part = reader->paragraph;
    return true;
}

/* A delimiter row begins the paragraph; its header may stand in the one above. */
static void report_headless(struct reader *reader, const struct pipe_row *ruler,
                            const struct surroundings *around)
{
    if (around->single_row == NULL || around->single_row->next != reader->paragraph) {
        keur_report(reader->run, ruler->span,
                    "delimiter row has no header above it, and the table is shown as text; put a "
                    "row with the titles of the columns above it");
        return;
    }
    struct keur_edit edit = take_out_lines(reader, around->single_row, KEUR_UNSAFE);
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
    keur_report_details(reader->run, ruler->span, &details,
                        "an empty line parts the delimiter row from the header, and the table is "
                        "shown as text; take out the empty line");
}

/* Whether the paragraph below goes on with a delimiter row: report_headless() speaks then. */
static bool is_parted_header(const struct reader *reader)
{
    const struct keur_node *below = reader->paragraph->next;
    struct pipe_row row;
    if (below == NULL || below->kind != KEUR_NODE_PARAGRAPH)
        return false;
    struct reader next = reader_begin(reader->run, reader->document, below);
    return row_next(&next, &row) && row.is_ruler && row.is_closed &&
           next.next_line <= next.last_line;
}

/* In Python-Markdown a table begins its paragraph. */
static void report_text_above(struct reader *reader, const struct pipe_row *header)
{
    const keur_document *document = reader->document;
    size_t line = keur_line_at(document, header->span.begin);
    struct keur_span begin = {keur_line(document, line).begin, keur_line(document, line).begin};
    struct keur_span ending = {keur_line(document, line - 1).end, begin.begin};
    bool is_at_margin = reader->paragraph->parent == NULL ||
                        reader->paragraph->parent->kind == KEUR_NODE_DOCUMENT ||
                        reader->paragraph->parent->kind == KEUR_NODE_CONTAINER;
    struct keur_edit edit = {begin, keur_slice(document, ending),
                             is_at_margin ? KEUR_SAFE : KEUR_UNSAFE};
    struct keur_details details = {
        .size = sizeof details, .edits = &edit, .edit_count = !reader->is_in_quote};
    keur_report_details(reader->run, header->span, &details,
                        "text directly above the table makes it show as text; put an empty line "
                        "between them");
}

/* ---- A delimiter row of another length ---- */

static bool have_all(const struct keur_table *table, size_t cell_count)
{
    for (size_t i = 0; i < table->row_count; i++) {
        if (table->rows[i]->cell_count != cell_count)
            return false;
    }
    return true;
}

static void check_table(keur_run *run, const keur_document *document,
                        const struct keur_table *table)
{
    size_t titles = table->header->cell_count, columns = table->column_count;
    if (titles == columns)
        return;
    if (table->row_count > 0 && have_all(table, columns)) {
        keur_report(
            run, table->header->node->span,
            "header and rows differ in length (%zu and %zu cells), and the table is shown as "
            "text; give every column one title",
            titles, columns);
        return;
    }
    struct pipe_row ruler = pipe_row_read(document, table->delimiter_row);
    struct keur_text right = delimiter_row_write(run, &ruler, titles);
    struct keur_edit edit = {ruler.span, right, have_all(table, titles) ? KEUR_SAFE : KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
    if (columns < titles)
        keur_report_details(run, ruler.span, &details,
                            "delimiter row has %zu of %zu cells, and the table is shown as text; "
                            "write \"%.*s\"",
                            columns, titles, KEUR_ARGUMENT(right));
    else
        keur_report_details(
            run, ruler.span, &details,
            "delimiter row has %zu cells, the header %zu, and the table is shown as "
            "text; write \"%.*s\"",
            columns, titles, KEUR_ARGUMENT(right));
}

/* ---- The check ---- */

/* A run of rows of one length. */
struct rows {
    struct pipe_row first, second;
    size_t count;
};

static bool rows_add(struct rows *rows, const struct pipe_row *row)
{
    bool is_row = row->is_closed && !row->is_ruler;
    if (rows->count > 1 && (!is_row || row->cell_count != rows->first.cell_count))
        return false;
    if (!is_row)
        rows->count = 0;
    else if (rows->count == 0 || row->cell_count != rows->first.cell_count)
        *rows = (struct rows){.first = *row, .count = 1};
    else if (++rows->count == 2)
        rows->second = *row;
    return true;
}

static void check_rows(struct reader *reader, const struct rows *rows, bool is_all,
                       struct surroundings *around)
{
    bool is_first = rows->first.span.begin == reader->paragraph->span.begin;
    if (rows->count > 1) {
        report_missing(reader, &rows->first, &rows->second, is_all && is_first);
    } else if (rows->count == 1 && is_all && is_first && is_spaced(&rows->first)) {
        around->single_row = reader->paragraph;
        if (!is_parted_header(reader))
            keur_report(reader->run, rows->first.span,
                        "a single row is no table, and is shown as text; put a header and a "
                        "delimiter row above it");
    }
}

/* A row, and a delimiter row below it that did not make it a table. */
static void check_ruler(struct reader *reader, const struct pipe_row *header,
                        const struct pipe_row *ruler)
{
    if (!ruler->is_delimiter)
        report_ruler(reader, header, ruler);
    else if (keur_dialect(reader->document) == KEUR_DIALECT_PYTHON_MARKDOWN &&
             header->cell_count == ruler->cell_count && header->is_closed &&
             header->span.begin > reader->paragraph->span.begin)
        report_text_above(reader, header);
}

static void check_paragraph(struct reader *reader, struct surroundings *around)
{
    struct pipe_row row, previous = {.cell_count = 0};
    struct rows rows = {.count = 0};
    bool is_first = true, is_all = true;
    for (; row_next(reader, &row); previous = row, is_first = false) {
        if (is_first && row.is_closed && report_cut_off(reader, &row, around))
            return;
        if (row.is_ruler && rows.count > 1) {
            report_late(reader, &row);
            return;
        }
        if (row.is_ruler && previous.has_pipe) {
            check_ruler(reader, &previous, &row);
            return;
        }
        if (previous.is_ruler && row.is_closed) {
            report_headless(reader, &previous, around);
            return;
        }
        if (!rows_add(&rows, &row)) {
            is_all = false;
            break;
        }
    }
    check_rows(reader, &rows, is_all, around);
}

/* Tables and paragraphs, both in reading order. */
static size_t find_pipe(struct keur_text source, size_t from)
{
    const char *pipe =
        from < source.length ? memchr(source.bytes + from, '|', source.length - from) : NULL;
    return pipe == NULL ? source.length : (size_t)(pipe - source.bytes);
}

/* On its lines, of which the last may go on behind it.  *pipe is the first at or behind the
 * paragraph asked for before. */
static bool has_pipe(const keur_document *document, const struct keur_node *paragraph, size_t *pipe)
{
    struct keur_text source = keur_source(document);
    size_t end = paragraph->span.end;
    if (*pipe < paragraph->span.begin)
        *pipe = find_pipe(source, paragraph->span.begin);
    if (*pipe < end || *pipe == source.length || source.bytes[end] == '\n')
        return *pipe < end;
    return *pipe < keur_line(document, keur_line_at(document, end)).end;
}

static void check_delimiter_row(keur_run *run, const keur_document *document)
{
    struct surroundings around = {.table = NULL};
    size_t table_index = 0, pipe = find_pipe(keur_source(document), 0);
    if (keur_dialect(document) == KEUR_DIALECT_COMMONMARK || pipe == keur_source(document).length)
        return;
    const uint32_t kinds = KEUR_KIND(KEUR_NODE_TABLE) | KEUR_KIND(KEUR_NODE_PARAGRAPH);
    for (const struct keur_node *node = NULL;
         (node = keur_next_of(document, node, kinds)) != NULL;) {
        if (node->kind == KEUR_NODE_TABLE && keur_table(document, table_index) != NULL) {
            around.table = keur_table(document, table_index++);
            around.table_part = node;
            check_table(run, document, around.table);
        } else if (node->kind == KEUR_NODE_PARAGRAPH && has_pipe(document, node, &pipe)) {
            struct reader reader = reader_begin(run, document, node);
            check_paragraph(&reader, &around);
        }
    }
}

const struct keur_check tables_delimiter_row = {
    .size = sizeof(struct keur_check),
    .id = "tables/delimiter-row",
    .summary = "A table is shown as one: a delimiter row that fits stands below its header.",
    .run = check_delimiter_row,
};
