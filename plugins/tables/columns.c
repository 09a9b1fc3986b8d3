/* Columns that a table should have, or should not. */
#include "mapping.h"

static bool is_one_of(keur_run *run, struct keur_text title, const struct keur_texts *titles)
{
    for (size_t i = 0; i < titles->count; i++) {
        if (text_reads_same(run, title, titles->items[i]))
            return true;
    }
    return false;
}

static bool is_known(keur_run *run, const struct mapping *mapping, struct keur_text title)
{
    return is_one_of(run, title, &mapping->required_columns) ||
           is_one_of(run, title, &mapping->optional_columns);
}

/* A column with nearly the title that is missing; NULL when there is none. */
static const struct keur_cell *misspelt(keur_run *run, const struct mapping *mapping,
                                        const struct keur_row *header, struct keur_text title)
{
    for (size_t i = 0; i < header->cell_count; i++) {
        if (!is_known(run, mapping, header->cells[i]->text) &&
            keur_nearest(title, &header->cells[i]->text, 1) == 0)
            return header->cells[i];
    }
    return NULL;
}

static void report_missing(keur_run *run, const struct mapping *mapping,
                           const struct keur_table *table, struct keur_text title)
{
    const struct keur_cell *cell = misspelt(run, mapping, table->header, title);
    if (cell == NULL) {
        keur_report(run, table->header->node->span, "table has no column \"%.*s\"",
                    KEUR_ARGUMENT(title));
        return;
    }
    struct keur_edit edit = {cell->node->content, title, KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
    keur_report_details(run, cell->node->content, &details, "column \"%.*s\", expected \"%.*s\"",
                        KEUR_ARGUMENT(cell->text), KEUR_ARGUMENT(title));
}

static struct keur_text allowed_titles(keur_run *run, const struct mapping *mapping)
{
    const struct keur_texts *lists[] = {&mapping->required_columns, &mapping->optional_columns};
    struct keur_text all = {"", 0};
    for (size_t i = 0; i < 2; i++) {
        for (size_t j = 0; j < lists[i]->count; j++)
            all = keur_format(run, "%.*s%s\"%.*s\"", KEUR_ARGUMENT(all), all.length > 0 ? ", " : "",
                              KEUR_ARGUMENT(lists[i]->items[j]));
    }
    return all;
}

/* One that was meant as a missing column is told there. */
static bool is_misspelt(keur_run *run, const struct mapping *mapping, const struct keur_row *header,
                        const struct keur_cell *cell)
{
    for (size_t i = 0; i < mapping->required_columns.count; i++) {
        struct keur_text title = mapping->required_columns.items[i];
        bool is_there = false;
        for (size_t j = 0; j < header->cell_count && !is_there; j++)
            is_there = text_reads_same(run, header->cells[j]->text, title);
        if (!is_there && misspelt(run, mapping, header, title) == cell)
            return true;
    }
    return false;
}

static void check_table(keur_run *run, const struct mapping *mapping,
                        const struct keur_table *table)
{
    const struct keur_row *header = table->header;
    for (size_t i = 0; i < mapping->required_columns.count; i++) {
        struct keur_text title = mapping->required_columns.items[i];
        bool is_there = false;
        for (size_t j = 0; j < header->cell_count && !is_there; j++)
            is_there = text_reads_same(run, header->cells[j]->text, title);
        if (!is_there)
            report_missing(run, mapping, table, title);
    }
    for (size_t j = 0; !mapping->allows_others && j < header->cell_count; j++) {
        const struct keur_cell *cell = header->cells[j];
        if (!is_known(run, mapping, cell->text) && !is_misspelt(run, mapping, header, cell))
            keur_report(run, cell->node->content,
                        "column \"%.*s\" is not allowed here: the columns are %.*s",
                        KEUR_ARGUMENT(cell->text), KEUR_ARGUMENT(allowed_titles(run, mapping)));
    }
}

static void check_columns(keur_run *run, const keur_document *document)
{
    const struct survey survey = survey_make(run, document);
    const struct mapping *mapping = survey.mappings != NULL ? survey.mappings->items : NULL;
    for (size_t i = 0; mapping != NULL && i < survey.mappings->count; i++) {
        if (mapping[i].required_columns.count == 0 && mapping[i].allows_others)
            continue;
        struct meant_tables meant = mapping_tables(&survey, &mapping[i]);
        for (size_t j = 0; j < meant.count; j++)
            check_table(run, &mapping[i], meant.items[j]);
    }
}

const struct keur_check tables_columns = {
    .size = sizeof(struct keur_check),
    .id = "tables/columns",
    .summary = "A table has the columns that its document's type asks for.",
    .run = check_columns,
};
