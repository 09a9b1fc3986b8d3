/* Any table: the same row twice, and a row without the pipe that all others end with. */
#include <stdlib.h>
#include <string.h>

#include "tables.h"

/* ---- The same row twice ---- */

struct entry {
    struct keur_text text; /* the row's cells, without the blanks around them */
    size_t row;
};

/* A row of a single column is an item of a list, and an empty one a space between others. */
static bool is_counted(const struct keur_table *table, const struct keur_row *row)
{
    size_t filled = 0;
    for (size_t i = 0; i < row->cell_count; i++)
        filled += row->cells[i]->node->content.end > row->cells[i]->node->content.begin;
    return row->cell_count == table->column_count && filled > 1;
}

static struct keur_text join_cells(keur_run *run, const keur_document *document,
                                   const struct keur_row *row)
{
    size_t length = 0;
    char *bytes = keur_allocate(run, row->node->span.end - row->node->span.begin + row->cell_count);
    for (size_t i = 0; i < row->cell_count; i++) {
        struct keur_text cell = keur_slice(document, row->cells[i]->node->content);
        if (cell.length > 0)
            memcpy(bytes + length, cell.bytes, cell.length);
        length += cell.length;
        bytes[length++] = '|';
    }
    return (struct keur_text){bytes, length};
}

static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    int order = keur_text_compare(a->text, b->text);
    return order != 0 ? order : (a->row > b->row) - (a->row < b->row);
}

/* The whole line with its ending. */
static struct keur_span whole_line(const keur_document *document, const struct keur_row *row)
{
    size_t index = keur_line_at(document, row->node->span.begin);
    struct keur_span line = keur_line(document, index);
    if (index + 1 < keur_line_count(document))
        line.end = keur_line(document, index + 1).begin;
    return line;
}

static void report_duplicate(keur_run *run, const keur_document *document,
                             const struct keur_row *row, const struct keur_row *first)
{
    struct keur_edit edit = {whole_line(document, row), {"", 0}, KEUR_UNSAFE};
    struct keur_related related = {{"", 0}, first->node->span, {"the first one", 13}};
    struct keur_details details = {
        .size = sizeof details,
        .edits = &edit,
        .edit_count = edit.span.end < keur_source(document).length,
        .related = &related,
        .related_count = 1,
    };
    keur_report_details(run, row->node->span, &details,
                        "this row stands in the table already: take one of the two out");
}

static void check_table(keur_run *run, const keur_document *document,
                        const struct keur_table *table)
{
    struct entry *entries = keur_allocate(run, (table->row_count + 1) * sizeof *entries);
    size_t count = 0;
    for (size_t i = 0; i < table->row_count; i++) {
        if (is_counted(table, table->rows[i]))
            entries[count++] = (struct entry){join_cells(run, document, table->rows[i]), i};
    }
    if (count > 1)
        qsort(entries, count, sizeof *entries, compare_entries);
    for (size_t i = 1, first = 0; i < count; i++) {
        if (keur_text_equals(entries[i].text, entries[first].text))
            report_duplicate(run, document, table->rows[entries[i].row],
                             table->rows[entries[first].row]);
        else
            first = i;
    }
}

static void check_duplicate(keur_run *run, const keur_document *document)
{
    const struct keur_table *table;
    for (size_t i = 0; (table = keur_table(document, i)) != NULL; i++)
        check_table(run, document, table);
}

const struct keur_check tables_duplicate_row = {
    .size = sizeof(struct keur_check),
    .id = "tables/duplicate-row",
    .summary = "No row stands in a table twice.",
    .run = check_duplicate,
};

/* ---- Pipes at the ends ---- */

/* The only row without the pipe at one end, where the header and all others have it. */
static const struct keur_row *odd_row(const struct keur_table *table, bool at_end)
{
    const struct keur_row *odd = NULL;
    size_t count = 0;
    if (!(at_end ? table->header->has_trailing_pipe : table->header->has_leading_pipe))
        return NULL;
    for (size_t i = 0; i < table->row_count; i++) {
        const struct keur_row *row = table->rows[i];
        if (at_end ? row->has_trailing_pipe : row->has_leading_pipe)
            continue;
        odd = row;
        count++;
    }
    return count == 1 && table->row_count > 1 && odd->cell_count == table->column_count &&
                   odd->cell_count > 1
               ? odd
               : NULL;
}

static void check_end(keur_run *run, const struct keur_table *table, bool at_end)
{
    const struct keur_row *row = odd_row(table, at_end);
    if (row == NULL)
        return;
    size_t at = at_end ? row->node->span.end : row->node->span.begin;
    struct keur_edit edit = {
        .span = {at, at},
        .replacement = at_end ? (struct keur_text){" |", 2} : (struct keur_text){"| ", 2},
        .safety = KEUR_SAFE,
    };
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
    keur_report_details(run, edit.span, &details,
                        at_end ? "row has no \"|\" at its end, all others have one"
                               : "row has no \"|\" at its beginning, all others have one");
}

static void check_missing_pipe(keur_run *run, const keur_document *document)
{
    const struct keur_table *table;
    for (size_t i = 0; (table = keur_table(document, i)) != NULL; i++) {
        check_end(run, table, false);
        check_end(run, table, true);
    }
}

const struct keur_check tables_missing_pipe = {
    .size = sizeof(struct keur_check),
    .id = "tables/missing-pipe",
    .summary = "A row begins and ends with a pipe where all others do.",
    .run = check_missing_pipe,
};
