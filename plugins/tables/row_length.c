/* Rows that are longer or shorter than the header.  What is too much, the site leaves out; what is
 * too little, it fills up with empty cells. */
#include <string.h>

#include "tables.h"

/* ---- Pipes that were meant as text: inside a code span or a link ---- */

struct piece {
    size_t begin, end; /* in the row */
    bool is_code;
};

/* One pass over a row, from piece to piece. */
struct scan {
    struct keur_text row;
    size_t at, bracket; /* the last "[", or the row's length */
    bool has_no_more_links;
};

/* Behind the ")" of a link whose "](" ends before `at`; 0 when there is none. */
static size_t target_end(struct keur_text row, size_t at)
{
    for (size_t depth = 1; at < row.length; at++) {
        if (row.bytes[at] == '(')
            depth++;
        else if (row.bytes[at] == ')' && --depth == 0)
            return at + 1;
    }
    return 0;
}

static bool link_found(struct scan *scan, struct piece *ret_piece)
{
    struct keur_text row = scan->row;
    if (scan->bracket == row.length || scan->has_no_more_links || scan->at + 1 >= row.length ||
        row.bytes[scan->at + 1] != '(')
        return false;
    size_t end = target_end(row, scan->at + 2);
    if (end == 0) {
        scan->has_no_more_links = true;
        return false;
    }
    *ret_piece = (struct piece){scan->bracket, end, false};
    scan->bracket = row.length;
    scan->at = end;
    return true;
}

static bool code_found(struct scan *scan, struct piece *ret_piece)
{
    size_t begin = scan->at;
    scan->at = code_span_end(scan->row, begin);
    *ret_piece = (struct piece){begin, scan->at, true};
    return true;
}

static bool piece_next(struct scan *scan, struct piece *ret_piece)
{
    for (; scan->at < scan->row.length; scan->at++) {
        char byte = scan->row.bytes[scan->at];
        if (byte == '\\')
            scan->at++;
        else if (byte == '[')
            scan->bracket = scan->at;
        else if (byte == '`')
            return code_found(scan, ret_piece);
        else if (byte == ']' && link_found(scan, ret_piece))
            return true;
    }
    return false;
}

/* The pipes that part cells inside code spans and links, as edits that escape them. */
static size_t find_hidden_pipes(const keur_document *document, const struct keur_row *row,
                                struct keur_edit *ret_edits, bool *ret_is_code)
{
    struct keur_span span = row->node->span;
    struct scan scan = {.row = keur_slice(document, span)};
    scan.bracket = scan.row.length;
    struct piece piece = {0, 0, false};
    size_t count = 0;
    for (size_t i = 0; i + 1 < row->cell_count; i++) {
        size_t pipe = row->cells[i]->node->span.end - span.begin;
        while (piece.end <= pipe && piece_next(&scan, &piece))
            ;
        if (pipe < piece.begin || pipe >= piece.end)
            continue;
        if (count == 0)
            *ret_is_code = piece.is_code;
        ret_edits[count++] = (struct keur_edit){
            .span = {span.begin + pipe, span.begin + pipe},
            .replacement = {"\\", 1},
            .safety = KEUR_SAFE,
        };
    }
    return count;
}

/* ---- Rows that are too long ---- */

static bool is_seen(const struct keur_cell *cell)
{
    if (keur_text_trim(cell->text).length > 0)
        return true;
    for (const struct keur_node *node = cell->node->first_child; node != NULL; node = node->next) {
        if (node->kind == KEUR_NODE_IMAGE || node->kind == KEUR_NODE_CODE)
            return true;
    }
    return false;
}

static bool report_hidden_pipes(keur_run *run, const keur_document *document,
                                const struct keur_table *table, const struct keur_row *row)
{
    struct keur_edit *edits = keur_allocate(run, row->cell_count * sizeof *edits);
    bool is_code = false;
    size_t count = find_hidden_pipes(document, row, edits, &is_code);
    if (count != row->cell_count - table->column_count)
        return false;
    struct keur_details details = {.size = sizeof details, .edits = edits, .edit_count = count};
    struct keur_span pipe = {edits[0].span.begin, edits[0].span.begin + 1};
    if (is_code)
        keur_report_details(run, pipe, &details,
                            "row has %zu cells, the header %zu: the \"|\" in the code span begins "
                            "a new cell; write \"\\|\"",
                            row->cell_count, table->column_count);
    else
        keur_report_details(run, pipe, &details,
                            "row has %zu cells, the header %zu: the \"|\" in the link begins a "
                            "new cell; write \"\\|\"",
                            row->cell_count, table->column_count);
    return true;
}

static void check_long_row(keur_run *run, const keur_document *document,
                           const struct keur_table *table, const struct keur_row *row)
{
    size_t first = table->column_count;
    while (first < row->cell_count && !is_seen(row->cells[first]))
        first++;
    if (first == row->cell_count || report_hidden_pipes(run, document, table, row))
        return;
    struct keur_span lost = row->cells[first]->node->content;
    for (size_t i = first; i < row->cell_count; i++) {
        if (is_seen(row->cells[i]))
            lost.end = row->cells[i]->node->content.end;
    }
    keur_report(run, row->cells[first]->node->content,
                "row has %zu cells, the header %zu, so that readers do not see \"%.*s\"; take out "
                "a \"|\", or write \"\\|\" where it is text",
                row->cell_count, table->column_count, KEUR_ARGUMENT(keur_slice(document, lost)));
}

/* ---- Rows that are right by accident ---- */

/* A cell that ends within brackets or a code span. */
static bool may_be_cut(struct keur_text cell)
{
    const char *bracket = memchr(cell.bytes, '[', cell.length);
    if (memchr(cell.bytes, '`', cell.length) != NULL)
        return true;
    while (bracket != NULL) {
        size_t rest = cell.length - (size_t)(bracket - cell.bytes);
        const char *close = memchr(bracket, ']', rest);
        if (close == NULL || close + 1 == cell.bytes + cell.length || close[1] == '(')
            return true;
        bracket = memchr(close, '[', cell.length - (size_t)(close - cell.bytes));
    }
    return false;
}

/* A "|" makes one cell too many, and another is missing. */
static void check_even_row(keur_run *run, const keur_document *document, const struct keur_row *row)
{
    bool is_cut = false, is_code = false;
    for (size_t i = 0; i + 1 < row->cell_count && !is_cut; i++)
        is_cut = may_be_cut(keur_slice(document, row->cells[i]->node->span));
    if (!is_cut)
        return;
    struct keur_edit *edits = keur_allocate(run, row->cell_count * sizeof *edits);
    if (find_hidden_pipes(document, row, edits, &is_code) == 0)
        return;
    struct keur_span pipe = {edits[0].span.begin, edits[0].span.begin + 1};
    if (is_code)
        keur_report(run, pipe,
                    "the \"|\" in the code span begins a new cell, and another cell of the row is "
                    "missing; write \"\\|\", and add the cell");
    else
        keur_report(run, pipe,
                    "the \"|\" in the link begins a new cell, and another cell of the row is "
                    "missing; write \"\\|\", and add the cell");
}

/* ---- Rows that are too short ---- */

static bool is_in_quote(const struct keur_node *node)
{
    while (node != NULL && node->kind != KEUR_NODE_BLOCK_QUOTE)
        node = node->parent;
    return node != NULL;
}

/* Text directly below a table. */
static bool is_text(const struct keur_row *row)
{
    return row->cell_count == 1 && !row->has_leading_pipe && !row->has_trailing_pipe;
}

/* In Python-Markdown every row of a table with a single column needs a pipe. */
static void report_text(keur_run *run, const keur_document *document, const struct keur_row *row,
                        bool is_single)
{
    size_t index = keur_line_at(document, row->node->span.begin);
    size_t begin = keur_line(document, index).begin;
    size_t above = index > 0 ? keur_line(document, index - 1).end : begin;
    struct keur_edit edit = {
        .span = {begin, begin},
        .replacement = keur_slice(document, (struct keur_span){above, begin}),
        .safety = KEUR_UNSAFE,
    };
    struct keur_details details = {
        .size = sizeof details,
        .edits = &edit,
        .edit_count = is_in_quote(row->node) ? 0 : 1,
    };
    if (is_single && keur_dialect(document) == KEUR_DIALECT_PYTHON_MARKDOWN)
        keur_report_details(run, row->node->span, &details,
                            "text directly below a table of one column makes all of it show as "
                            "text; put an empty line between them");
    else
        keur_report_details(run, row->node->span, &details,
                            "text directly below a table becomes its last row; put an empty line "
                            "between them");
}

/* A row of one bold cell is a heading between rows, and an empty row a space between them. */
static bool is_divider(const struct keur_row *row)
{
    for (size_t i = 0; i < row->cell_count; i++) {
        const struct keur_node *first = row->cells[i]->node->first_child;
        bool is_heading = row->cell_count == 1 && first != NULL && first->next == NULL &&
                          (first->kind == KEUR_NODE_STRONG || first->kind == KEUR_NODE_EMPHASIS);
        if (is_seen(row->cells[i]) && !is_heading)
            return false;
    }
    return true;
}

static void check_short_row(keur_run *run, const struct keur_table *table,
                            const struct keur_row *row)
{
    if (is_divider(row) || row->cell_count >= table->header->cell_count)
        return;
    struct keur_span end = {row->node->span.end, row->node->span.end};
    keur_report(run, end,
                "row has %zu of %zu cells, so that readers find nothing under \"%.*s\"; add what "
                "is missing, or an empty cell",
                row->cell_count, table->column_count,
                KEUR_ARGUMENT(table->header->cells[row->cell_count]->text));
}

/* ---- The check ---- */

/* What Markdown does not show, or takes for something else. */
static bool is_markup(const keur_document *document, const struct keur_row *row)
{
    struct keur_text text = keur_slice(document, row->node->span);
    return text.length > 0 && (text.bytes[0] == '<' || text.bytes[0] == '{');
}

static void check_table(keur_run *run, const keur_document *document,
                        const struct keur_table *table)
{
    bool was_text = false;
    if (table->header->cell_count != table->column_count)
        return; /* no table for readers: tables/delimiter-row */
    for (size_t i = 0; i < table->row_count; i++) {
        const struct keur_row *row = table->rows[i];
        bool text = is_text(row) && table->header->has_leading_pipe && !is_markup(document, row);
        if (text && !was_text)
            report_text(run, document, row, table->column_count == 1);
        else if (row->cell_count > table->column_count)
            check_long_row(run, document, table, row);
        else if (row->cell_count < table->column_count && !is_text(row))
            check_short_row(run, table, row);
        else if (row->cell_count == table->column_count)
            check_even_row(run, document, row);
        was_text = text;
    }
}

static void check_row_length(keur_run *run, const keur_document *document)
{
    const struct keur_table *table;
    for (size_t i = 0; (table = keur_table(document, i)) != NULL; i++)
        check_table(run, document, table);
}

const struct keur_check tables_row_length = {
    .size = sizeof(struct keur_check),
    .id = "tables/row-length",
    .summary = "Every row of a table has as many cells as the header.",
    .run = check_row_length,
};
