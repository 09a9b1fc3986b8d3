/* What the cells of a column hold, and how rows follow each other. */
#include <stdlib.h>
#include <string.h>

#include "mapping.h"

/* A column of a table at work. */
struct look {
    keur_run *run;
    const keur_document *document;
    const struct keur_table *table;
    const struct column *column;
    size_t index; /* of the column */
};

static bool find_column(keur_run *run, const struct keur_table *table, struct keur_text title,
                        size_t *ret_index)
{
    for (size_t i = 0; i < table->header->cell_count; i++) {
        if (!text_reads_same(run, table->header->cells[i]->text, title))
            continue;
        *ret_index = i;
        return true;
    }
    return false;
}

/* Rows that are too long or too short have slid: tables/row-length tells it. */
static const struct keur_cell *cell_at(const struct keur_table *table, size_t row, size_t column)
{
    const struct keur_row *cells = table->rows[row];
    return cells->cell_count == table->column_count && column < cells->cell_count
               ? cells->cells[column]
               : NULL;
}

/* ---- Values ---- */

static struct keur_text list_of(keur_run *run, const struct keur_texts *texts)
{
    struct keur_text all = {"", 0};
    for (size_t i = 0; i < texts->count; i++)
        all = keur_format(run, "%.*s%s\"%.*s\"", KEUR_ARGUMENT(all), i > 0 ? ", " : "",
                          KEUR_ARGUMENT(texts->items[i]));
    return all;
}

static void check_set(const struct look *look, const struct keur_cell *cell, struct keur_text text)
{
    const struct keur_texts *values = &look->column->values;
    for (size_t i = 0; i < values->count; i++) {
        if (text_reads_same(look->run, text, values->items[i]))
            return;
    }
    ptrdiff_t nearest = keur_nearest(text, values->items, values->count);
    if (nearest < 0) {
        keur_report(look->run, cell->node->content,
                    "column \"%.*s\" says \"%.*s\", expected one of %.*s",
                    KEUR_ARGUMENT(look->column->title), KEUR_ARGUMENT(text),
                    KEUR_ARGUMENT(list_of(look->run, values)));
        return;
    }
    struct keur_edit edit = {cell->node->content, values->items[nearest], KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
    keur_report_details(look->run, cell->node->content, &details,
                        "column \"%.*s\" says \"%.*s\", did you mean \"%.*s\"?",
                        KEUR_ARGUMENT(look->column->title), KEUR_ARGUMENT(text),
                        KEUR_ARGUMENT(values->items[nearest]));
}

static bool says(const struct look *look, const struct keur_value *value, struct keur_text text)
{
    if (value->kind != KEUR_SEQUENCE)
        return text_reads_same(look->run, text, value->text);
    for (const struct keur_value *item = value->first_child; item != NULL; item = item->next) {
        if (text_reads_same(look->run, text, item->text))
            return true;
    }
    return false;
}

static void check_agreement(const struct look *look, const struct keur_cell *cell,
                            struct keur_text text)
{
    const struct keur_value *value = front_matter_value(look->document, look->column->agrees_with);
    if (value == NULL || value->kind == KEUR_MAPPING || says(look, value, text))
        return;
    struct keur_related related = {{"", 0}, value->key_span, {"the front matter", 16}};
    struct keur_details details = {.size = sizeof details, .related = &related, .related_count = 1};
    if (value->kind == KEUR_SEQUENCE)
        keur_report_details(look->run, cell->node->content, &details,
                            "column \"%.*s\" says \"%.*s\", which is not in \"%.*s\" in the front "
                            "matter",
                            KEUR_ARGUMENT(look->column->title), KEUR_ARGUMENT(text),
                            KEUR_ARGUMENT(value->key));
    else
        keur_report_details(look->run, cell->node->content, &details,
                            "column \"%.*s\" says \"%.*s\", front matter says \"%.*s\"",
                            KEUR_ARGUMENT(look->column->title), KEUR_ARGUMENT(text),
                            KEUR_ARGUMENT(value->text));
}

static bool is_seen(const struct keur_cell *cell)
{
    return keur_text_trim(cell->text).length > 0 || cell->node->first_child != NULL;
}

static void check_cell(const struct look *look, const struct keur_cell *cell)
{
    struct keur_text text = keur_text_trim(cell->text);
    struct keur_span match;
    if (!is_seen(cell)) {
        if (look->column->is_filled)
            keur_report(look->run, cell->node->span, "cell of column \"%.*s\" is empty",
                        KEUR_ARGUMENT(look->column->title));
        return;
    }
    if (look->column->values.count > 0)
        check_set(look, cell, text);
    if (look->column->pattern != NULL && !keur_match(look->column->pattern, text, 0, &match))
        keur_report(look->run, cell->node->content,
                    "column \"%.*s\" says \"%.*s\", which does not match %.*s",
                    KEUR_ARGUMENT(look->column->title), KEUR_ARGUMENT(text),
                    KEUR_ARGUMENT(keur_pattern_source(look->column->pattern)));
    if (look->column->agrees_with.length > 0)
        check_agreement(look, cell, text);
}

/* ---- Cells that say the same ---- */

struct entry {
    struct keur_text folded;
    const struct keur_cell *cell;
};

static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    int order = keur_text_compare(a->folded, b->folded);
    size_t x = a->cell->node->span.begin, y = b->cell->node->span.begin;
    return order != 0 ? order : (x > y) - (x < y);
}

static void check_unique(const struct look *look)
{
    struct entry *entries =
        keur_allocate(look->run, (look->table->row_count + 1) * sizeof *entries);
    size_t count = 0;
    for (size_t i = 0; i < look->table->row_count; i++) {
        const struct keur_cell *cell = cell_at(look->table, i, look->index);
        if (cell != NULL && is_seen(cell))
            entries[count++] =
                (struct entry){keur_fold(look->run, keur_text_trim(cell->text)), cell};
    }
    if (count > 1)
        qsort(entries, count, sizeof *entries, compare_entries);
    for (size_t i = 1, first = 0; i < count; i++) {
        if (!keur_text_equals(entries[i].folded, entries[first].folded)) {
            first = i;
            continue;
        }
        const struct keur_cell *cell = entries[i].cell, *other = entries[first].cell;
        struct keur_related related = {{"", 0}, other->node->content, {"the first one", 13}};
        struct keur_details details = {
            .size = sizeof details, .related = &related, .related_count = 1};
        keur_report_details(look->run, cell->node->content, &details,
                            "column \"%.*s\" says \"%.*s\" in a row above already",
                            KEUR_ARGUMENT(look->column->title),
                            KEUR_ARGUMENT(keur_text_trim(cell->text)));
    }
}

static void check_column(struct look *look)
{
    if (!find_column(look->run, look->table, look->column->title, &look->index))
        return; /* tables/columns, where it is required */
    for (size_t i = 0; i < look->table->row_count; i++) {
        const struct keur_cell *cell = cell_at(look->table, i, look->index);
        if (cell != NULL)
            check_cell(look, cell);
    }
    if (look->column->is_unique)
        check_unique(look);
}

static void check_cell_value(keur_run *run, const keur_document *document)
{
    const struct survey survey = survey_make(run, document);
    const struct mapping *mapping = survey.mappings != NULL ? survey.mappings->items : NULL;
    for (size_t i = 0; mapping != NULL && i < survey.mappings->count; i++) {
        const struct column *columns = mapping[i].cell_rules.items;
        if (mapping[i].cell_rules.count == 0)
            continue;
        struct meant_tables meant = mapping_tables(&survey, &mapping[i]);
        for (size_t j = 0; j < meant.count * mapping[i].cell_rules.count; j++) {
            struct look look = {run, document, meant.items[j / mapping[i].cell_rules.count],
                                &columns[j % mapping[i].cell_rules.count], 0};
            check_column(&look);
        }
    }
}

const struct keur_check tables_cell_value = {
    .size = sizeof(struct keur_check),
    .id = "tables/cell-value",
    .summary = "The cells of a column say what its document's type allows.",
    .run = check_cell_value,
};

/* ---- Order ---- */

/* The number that a text begins with, when it begins with one. */
static bool read_number(struct keur_text text, double *ret_number)
{
    char digits[32];
    size_t length = text.length < sizeof digits - 1 ? text.length : sizeof digits - 1;
    memcpy(digits, text.bytes, length);
    digits[length] = '\0';
    char *end;
    *ret_number = strtod(digits, &end);
    return end != digits && digits[0] >= '0' && digits[0] <= '9';
}

static bool is_behind(struct keur_text a, struct keur_text b)
{
    double first, second;
    if (read_number(a, &first) && read_number(b, &second) && (first < second || first > second))
        return first > second;
    return keur_text_compare(a, b) > 0;
}

static void check_sorted(keur_run *run, const struct keur_table *table, struct keur_text title)
{
    size_t index;
    const struct keur_cell *last = NULL;
    if (!find_column(run, table, title, &index))
        return;
    for (size_t i = 0; i < table->row_count; i++) {
        const struct keur_cell *cell = cell_at(table, i, index);
        if (cell == NULL || keur_text_trim(cell->text).length == 0)
            continue;
        bool is_misplaced = last != NULL && is_behind(keur_fold(run, keur_text_trim(last->text)),
                                                      keur_fold(run, keur_text_trim(cell->text)));
        if (is_misplaced)
            keur_report(run, cell->node->content,
                        "row \"%.*s\" stands behind \"%.*s\": rows are sorted by \"%.*s\"",
                        KEUR_ARGUMENT(keur_text_trim(cell->text)),
                        KEUR_ARGUMENT(keur_text_trim(last->text)), KEUR_ARGUMENT(title));
        if (!is_misplaced)
            last = cell;
    }
}

static void check_row_order(keur_run *run, const keur_document *document)
{
    const struct survey survey = survey_make(run, document);
    const struct mapping *mapping = survey.mappings != NULL ? survey.mappings->items : NULL;
    for (size_t i = 0; mapping != NULL && i < survey.mappings->count; i++) {
        if (mapping[i].sorted_by.length == 0)
            continue;
        struct meant_tables meant = mapping_tables(&survey, &mapping[i]);
        for (size_t j = 0; j < meant.count; j++)
            check_sorted(run, meant.items[j], mapping[i].sorted_by);
    }
}

const struct keur_check tables_row_order = {
    .size = sizeof(struct keur_check),
    .id = "tables/row-order",
    .summary = "The rows of a table are sorted by the column that its document's type names.",
    .run = check_row_order,
};
