/* Rows with pipes that are shown as text, because nothing below the first one makes them a table.
 * What is no table is a paragraph: this check reads the lines of paragraphs. */
#include "tables.h"

/* The lines of one paragraph, read one after another. */
struct reader {
    keur_run *run;
    const keur_document *document;
    const struct keur_node *paragraph;
    size_t next_line, last_line;
    bool is_in_quote;
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

/* How many of the rows that are left are closed and have so many cells; `*ret_all` says whether
 * these are all that is left. */
static size_t count_rows(struct reader reader, size_t cell_count, bool *ret_all)
{
    struct pipe_row row;
    size_t count = 0;
    *ret_all = true;
    while (row_next(&reader, &row)) {
        if (!row.has_pipe || row.is_ruler || row.cell_count != cell_count) {
            *ret_all = false;
            break;
        }
        count++;
    }
    return count;
}

/* ---- A delimiter row that does not work ---- */

/* Replacing the row is a certain repair where all rows below agree with the header. */
static void report_ruler(struct reader *reader, const struct pipe_row *header,
                         const struct pipe_row *ruler, bool is_first)
{
    struct keur_text right = delimiter_row_write(reader->run, ruler, header->cell_count);
    bool all_like_header, all_like_ruler;
    count_rows(*reader, header->cell_count, &all_like_header);
    size_t like_ruler = count_rows(*reader, ruler->cell_count, &all_like_ruler);
    struct keur_edit edit = {ruler->span, right, all_like_header ? KEUR_SAFE : KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = is_first};
    if (!ruler->is_delimiter) {
        keur_report_details(reader->run, ruler->span, &details,
                            "\"%.*s\" is no delimiter row, and the table is shown as text; write "
                            "\"%.*s\"",
                            KEUR_ARGUMENT(keur_slice(reader->document, ruler->span)),
                            KEUR_ARGUMENT(right));
    } else if (like_ruler > 0 && all_like_ruler) {
        keur_report(reader->run, header->span,
                    "header has %zu cells, all rows below it have %zu, and the table is shown as "
                    "text; give every column a title",
                    header->cell_count, ruler->cell_count);
    } else {
        keur_report_details(reader->run, ruler->span, &details,
                            "delimiter row has %zu columns, the header %zu, and the table is "
                            "shown as text; write \"%.*s\"",
                            ruler->cell_count, header->cell_count, KEUR_ARGUMENT(right));
    }
}

static void report_late(struct reader *reader, const struct pipe_row *ruler)
{
    keur_report(reader->run, ruler->span,
                "delimiter row is not the second row, and the table is shown as text; move it to "
                "directly below the header");
}

static void report_headless(struct reader *reader, const struct pipe_row *ruler)
{
    keur_report(reader->run, ruler->span,
                "delimiter row has no header above it, and the table is shown as text; put a row "
                "with the titles of the columns above it");
}

/* In Python-Markdown every row of a table with one column needs a pipe. */
static void check_single_column(struct reader *reader, const struct pipe_row *header)
{
    struct pipe_row row;
    if (header->cell_count != 1)
        return;
    while (row_next(reader, &row)) {
        if (row.has_pipe)
            continue;
        keur_report(reader->run, row.span,
                    "text directly below a table of one column makes the table show as text; put "
                    "an empty line between them");
        return;
    }
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

/* "| text |", unlike "|x|", is nothing but a row. */
static bool is_spaced(struct keur_text inner)
{
    struct keur_text text = keur_text_trim(inner);
    return text.length > 0 && text.bytes > inner.bytes &&
           text.bytes + text.length < inner.bytes + inner.length;
}

/* Rows below an empty line below a table: only that line parts them from it. */
static bool report_cut_off(struct reader *reader, const struct pipe_row *first,
                           const struct keur_table *above)
{
    bool all;
    if (above == NULL || above->node->parent != reader->paragraph->parent ||
        above->column_count != first->cell_count)
        return false;
    count_rows(*reader, first->cell_count, &all);
    size_t end = keur_line_at(reader->document, above->node->span.end - 1) + 1;
    size_t begin = keur_line_at(reader->document, first->span.begin);
    if (!all || end >= begin)
        return false;
    for (size_t i = begin; i-- > end;) {
        struct keur_span line = keur_line(reader->document, i);
        if (reader->is_in_quote)
            line = skip_quotes(keur_source(reader->document), line);
        if (keur_text_trim(keur_slice(reader->document, line)).length > 0)
            return false;
    }
    struct keur_edit edit = {
        .span = {keur_line(reader->document, end).begin, keur_line(reader->document, begin).begin},
        .replacement = {"", 0},
        .safety = KEUR_SAFE,
    };
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
    keur_report_details(reader->run, first->span, &details,
                        "an empty line cuts this row off from the table above, and it is shown "
                        "as text; take out the empty line");
    return true;
}

/* ---- The check ---- */

/* A header with something below it that is, or was meant as, a delimiter row. */
static void check_ruler(struct reader *reader, const struct pipe_row *header,
                        const struct pipe_row *ruler)
{
    bool is_first = header->span.begin == reader->paragraph->span.begin;
    if (!ruler->is_delimiter || ruler->cell_count != header->cell_count)
        report_ruler(reader, header, ruler, is_first);
    else if (is_first)
        check_single_column(reader, header);
}

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

static void check_rows(struct reader *reader, const struct rows *rows, bool is_all)
{
    bool is_first = rows->first.span.begin == reader->paragraph->span.begin;
    if (rows->count > 1)
        report_missing(reader, &rows->first, &rows->second, is_all && is_first);
    else if (rows->count == 1 && is_all && is_first && is_spaced(rows->first.inner))
        keur_report(reader->run, rows->first.span,
                    "a single row is no table, and is shown as text; put a header and a delimiter "
                    "row above it");
}

static void check_paragraph(keur_run *run, const keur_document *document,
                            const struct keur_node *paragraph, const struct keur_table *above)
{
    struct reader reader = reader_begin(run, document, paragraph);
    struct pipe_row row, previous = {.cell_count = 0};
    struct rows rows = {.count = 0};
    bool is_first = true, is_all = true;
    for (; row_next(&reader, &row); previous = row, is_first = false) {
        if (is_first && row.is_closed && report_cut_off(&reader, &row, above))
            return;
        if (row.is_ruler && rows.count > 1) {
            report_late(&reader, &row);
            return;
        }
        if (row.is_ruler && previous.has_pipe) {
            check_ruler(&reader, &previous, &row);
            return;
        }
        if (previous.is_ruler && row.is_closed) {
            report_headless(&reader, &previous);
            return;
        }
        if (!rows_add(&rows, &row)) {
            is_all = false;
            break;
        }
    }
    check_rows(&reader, &rows, is_all);
}

static void check_delimiter_row(keur_run *run, const keur_document *document)
{
    if (keur_dialect(document) == KEUR_DIALECT_COMMONMARK)
        return;
    const struct keur_table *above = NULL, *table;
    size_t table_index = 0;
    for (const struct keur_node *node = keur_root(document); node != NULL;
         node = keur_following(node)) {
        if (node->kind != KEUR_NODE_PARAGRAPH)
            continue;
        while ((table = keur_table(document, table_index)) != NULL &&
               table->node->span.end <= node->span.begin) {
            above = table;
            table_index++;
        }
        check_paragraph(run, document, node, above);
    }
}

const struct keur_check tables_delimiter_row = {
    .size = sizeof(struct keur_check),
    .id = "tables/delimiter-row",
    .summary = "Every table has a delimiter row that fits its header.",
    .run = check_delimiter_row,
};
