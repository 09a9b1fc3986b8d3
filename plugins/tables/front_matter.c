/* Tables that repeat for readers what the front matter says: both have to say the same. */
#include "agreement.h"

/* ---- Tables that are not there ---- */

static void report_misnamed_tab(struct agreement *agreement, const struct keur_container *tab)
{
    const struct mapping *mapping = agreement->mapping;
    bool is_near = keur_nearest(tab->title, &mapping->tab, 1) == 0;
    struct keur_edit edit = {tab->title_span, mapping->tab, is_near ? KEUR_SAFE : KEUR_UNSAFE};
    struct keur_related related = agreement_related(agreement, agreement->declared);
    struct keur_details details = {
        .size = sizeof details,
        .edits = &edit,
        .edit_count = 1,
        .related = &related,
        .related_count = 1,
    };
    keur_report_details(agreement->run, tab->title_span, &details,
                        "tab \"%.*s\", expected \"%.*s\"", KEUR_ARGUMENT(tab->title),
                        KEUR_ARGUMENT(mapping->tab));
}

static void report_missing_tab(struct agreement *agreement)
{
    const struct mapping *mapping = agreement->mapping;
    const struct keur_container *tab =
        mapping_misnamed_tab(agreement->survey, mapping, agreement->location.heading);
    if (tab != NULL) {
        report_misnamed_tab(agreement, tab);
        return;
    }
    struct keur_related related = agreement_related(agreement, agreement->declared);
    struct keur_details details = {.size = sizeof details, .related = &related, .related_count = 1};
    keur_report_details(agreement->run, agreement->location.heading->node->span, &details,
                        "there is no tab \"%.*s\" with a table for \"%.*s\" in the front matter",
                        KEUR_ARGUMENT(mapping->tab), KEUR_ARGUMENT(mapping->agrees_with));
}

/* A heading that is not there is told once, for the first of its tables. */
static bool is_told_before(const struct agreement *agreement)
{
    for (const struct mapping *other = agreement->survey->mappings->items;
         other != agreement->mapping; other++) {
        if (other->required && mapping_declared(agreement->document, other) != NULL &&
            text_reads_same(agreement->run, other->heading, agreement->mapping->heading))
            return true;
    }
    return false;
}

static void report_missing_table(struct agreement *agreement)
{
    const struct mapping *mapping = agreement->mapping;
    const struct location *location = &agreement->location;
    if (location->heading == NULL) {
        if (!is_told_before(agreement))
            keur_report(agreement->run, agreement->declared->key_span,
                        "there is no heading \"%.*s\" with a table for \"%.*s\"",
                        KEUR_ARGUMENT(mapping->heading), KEUR_ARGUMENT(mapping->agrees_with));
        return;
    }
    if (mapping->tab.length > 0 && location->tab == NULL) {
        report_missing_tab(agreement);
        return;
    }
    struct keur_span place =
        location->tab != NULL ? location->tab->header : location->heading->node->span;
    struct keur_related related = agreement_related(agreement, agreement->declared);
    struct keur_details details = {.size = sizeof details, .related = &related, .related_count = 1};
    if (!location_has_broken_table(agreement->document, location))
        keur_report_details(agreement->run, place, &details,
                            "there is no table here for \"%.*s\" in the front matter",
                            KEUR_ARGUMENT(mapping->agrees_with));
}

/* ---- Columns ---- */

static void report_renamed_column(struct agreement *agreement, const struct keur_cell *unknown,
                                  const struct entry *missing)
{
    struct keur_text right = agreement_title(agreement, missing);
    /* A title that the configuration names is right; a key may be what is misspelt. */
    bool is_certain = !keur_text_equals(right, missing->value->key) &&
                      keur_nearest(unknown->text, &right, 1) == 0;
    struct keur_edit edit = {unknown->node->content, right, is_certain ? KEUR_SAFE : KEUR_UNSAFE};
    struct keur_related related = agreement_related(agreement, missing->value);
    struct keur_details details = {
        .size = sizeof details,
        .edits = &edit,
        .edit_count = 1,
        .related = &related,
        .related_count = 1,
    };
    keur_report_details(agreement->run, unknown->node->content, &details,
                        "column \"%.*s\", expected \"%.*s\"", KEUR_ARGUMENT(unknown->text),
                        KEUR_ARGUMENT(right));
}

static void report_extra_column(struct agreement *agreement, const struct keur_cell *cell)
{
    struct keur_related related = agreement_related(agreement, agreement->declared);
    struct keur_details details = {.size = sizeof details, .related = &related, .related_count = 1};
    keur_report_details(agreement->run, cell->node->content, &details,
                        "column \"%.*s\" is not in \"%.*s\" in the front matter",
                        KEUR_ARGUMENT(cell->text), KEUR_ARGUMENT(agreement->mapping->agrees_with));
}

static void report_missing_column(struct agreement *agreement, const struct entry *entry)
{
    struct keur_related related = agreement_related(agreement, entry->value);
    struct keur_details details = {.size = sizeof details, .related = &related, .related_count = 1};
    keur_report_details(agreement->run, agreement->location.table->header->node->span, &details,
                        "there is no column \"%.*s\"; front matter says \"%.*s: %.*s\"",
                        KEUR_ARGUMENT(agreement_title(agreement, entry)),
                        KEUR_ARGUMENT(entry->value->key), KEUR_ARGUMENT(entry->value->text));
}

/* One unknown column beside one that is missing is a column with another name. */
static void check_columns(struct agreement *agreement, struct entry *const *matched)
{
    const struct keur_row *header = agreement->location.table->header;
    const struct keur_cell *unknown = NULL;
    const struct entry *missing = NULL;
    size_t unknown_count = 0, missing_count = 0;
    for (size_t i = 0; i < header->cell_count; i++) {
        if (matched[i] == NULL && keur_text_trim(header->cells[i]->text).length > 0) {
            unknown = header->cells[i];
            unknown_count++;
        }
    }
    for (size_t i = 0; i < agreement->entry_count; i++) {
        if (!agreement->entries[i].is_shown) {
            missing = &agreement->entries[i];
            missing_count++;
        }
    }
    if (unknown_count == 1 && missing_count == 1) {
        report_renamed_column(agreement, unknown, missing);
        return;
    }
    for (size_t i = 0; i < header->cell_count; i++) {
        if (matched[i] == NULL && keur_text_trim(header->cells[i]->text).length > 0)
            report_extra_column(agreement, header->cells[i]);
    }
    for (size_t i = 0; i < agreement->entry_count; i++) {
        if (!agreement->entries[i].is_shown)
            report_missing_column(agreement, &agreement->entries[i]);
    }
}

/* ---- Cells ---- */

/* What the cell has to say: as another cell of the row says it, or as the configuration does. */
static struct keur_text right_cell(const struct agreement *agreement, const struct entry *entry)
{
    const struct keur_row *row = agreement->location.table->rows[0];
    const struct keur_pairs *cells = &agreement->mapping->cells;
    for (size_t i = 0; i < row->cell_count; i++) {
        struct keur_text said;
        if (agreement_read_cell(agreement, row->cells[i], &said) != CELL_UNKNOWN &&
            text_reads_same(agreement->run, said, entry->value->text))
            return keur_slice(agreement->document, row->cells[i]->node->content);
    }
    for (size_t i = 0; i < cells->count; i++) {
        if (text_reads_same(agreement->run, cells->items[i].value, entry->value->text))
            return cells->items[i].key;
    }
    return entry->value->text;
}

static struct keur_edit cell_edit(const struct agreement *agreement, const struct keur_cell *cell,
                                  const struct entry *entry)
{
    struct keur_text right = right_cell(agreement, entry);
    struct keur_edit edit = {cell->node->content, right, KEUR_SAFE};
    if (keur_text_trim(cell->text).length == 0) {
        edit.span = cell->node->span;
        edit.replacement = keur_format(agreement->run, " %.*s ", KEUR_ARGUMENT(right));
    }
    return edit;
}

static void report_cell(struct agreement *agreement, const struct keur_cell *cell,
                        struct keur_text title, const struct entry *entry)
{
    struct keur_text text = keur_text_trim(cell->text), said;
    struct keur_related related = agreement_related(agreement, entry->value);
    struct keur_edit edit = cell_edit(agreement, cell, entry);
    struct keur_details details = {
        .size = sizeof details,
        .edits = &edit,
        .edit_count = agreement->mapping->front_matter_is_right,
        .related = &related,
        .related_count = 1,
    };
    struct keur_span place = text.length > 0 ? cell->node->content : cell->node->span;
    enum cell_meaning meaning = agreement_read_cell(agreement, cell, &said);
    if (text.length == 0)
        keur_report_details(agreement->run, place, &details,
                            "column \"%.*s\" is empty, front matter says %.*s",
                            KEUR_ARGUMENT(title), KEUR_ARGUMENT(entry->value->text));
    else if (meaning == CELL_UNKNOWN)
        keur_report_details(agreement->run, place, &details,
                            "column \"%.*s\" says \"%.*s\", which is none of %.*s; front matter "
                            "says %.*s",
                            KEUR_ARGUMENT(title), KEUR_ARGUMENT(text),
                            KEUR_ARGUMENT(agreement_allowed(agreement)),
                            KEUR_ARGUMENT(entry->value->text));
    else if (meaning == CELL_TRANSLATED)
        keur_report_details(agreement->run, place, &details,
                            "column \"%.*s\" says %.*s (%.*s), front matter says %.*s",
                            KEUR_ARGUMENT(title), KEUR_ARGUMENT(said), KEUR_ARGUMENT(text),
                            KEUR_ARGUMENT(entry->value->text));
    else
        keur_report_details(
            agreement->run, place, &details, "column \"%.*s\" says %.*s, front matter says %.*s",
            KEUR_ARGUMENT(title), KEUR_ARGUMENT(said), KEUR_ARGUMENT(entry->value->text));
}

/* Cells that a short row lacks belong to tables/row-length. */
static void check_cells(struct agreement *agreement, struct entry *const *matched)
{
    const struct keur_table *table = agreement->location.table;
    if (table->row_count == 0) {
        keur_report(agreement->run, table->header->node->span,
                    "table for \"%.*s\" in the front matter has no row below its header",
                    KEUR_ARGUMENT(agreement->mapping->agrees_with));
        return;
    }
    const struct keur_row *row = table->rows[0], *header = table->header;
    for (size_t i = 0; i < header->cell_count && i < row->cell_count; i++) {
        struct keur_text said;
        if (matched[i] == NULL)
            continue;
        agreement_read_cell(agreement, row->cells[i], &said);
        if (!text_reads_same(agreement->run, said, matched[i]->value->text))
            report_cell(agreement, row->cells[i], keur_text_trim(header->cells[i]->text),
                        matched[i]);
    }
}

/* ---- The check ---- */

/* Shape comes first: in rows that are too long or too short the cells have slid, and
 * tables/delimiter-row or tables/row-length says so. */
static bool has_slid(const struct keur_table *table)
{
    size_t count = table->column_count;

    if (table->header->cell_count != count)
        return true;
    if (table->row_count == 0)
        return false;
    const struct keur_row *row = table->rows[0];
    return row->cell_count < count ||
           (row->cell_count > count &&
            keur_text_trim(row->cells[row->cell_count - 1]->text).length > 0);
}

static void check_mapping(struct agreement *agreement)
{
    const struct mapping *mapping = agreement->mapping;
    const struct keur_table *table = agreement->location.table;
    if (agreement->declared == NULL) {
        if (table != NULL)
            keur_report(agreement->run, table->header->node->span,
                        "front matter has no \"%.*s\" that says the same as this table",
                        KEUR_ARGUMENT(mapping->agrees_with));
        return;
    }
    if (!agreement_read_entries(agreement))
        return;
    if (table == NULL) {
        if (mapping->required)
            report_missing_table(agreement);
        return;
    }
    if (has_slid(table))
        return;
    struct entry **matched = agreement_match(agreement);
    check_columns(agreement, matched);
    check_cells(agreement, matched);
}

static bool is_any_declared(const struct survey *survey)
{
    const struct mapping *mapping = survey->mappings->items;
    for (size_t i = 0; i < survey->mappings->count; i++) {
        if (mapping_declared(survey->document, &mapping[i]) != NULL)
            return true;
    }
    return false;
}

static void check_front_matter(keur_run *run, const keur_document *document)
{
    const struct survey survey = survey_make(run, document);
    if (survey.mappings == NULL || keur_front_matter(document)->state != KEUR_FRONT_MATTER_VALID ||
        !is_any_declared(&survey))
        return;
    const struct mapping *mapping = survey.mappings->items;
    for (size_t i = 0; i < survey.mappings->count; i++) {
        if (mapping[i].agrees_with.length == 0)
            continue;
        struct agreement agreement = {
            .survey = &survey,
            .run = run,
            .document = document,
            .mapping = &mapping[i],
            .declared = mapping_declared(document, &mapping[i]),
            .location = mapping_locate(&survey, &mapping[i]),
        };
        check_mapping(&agreement);
    }
}

const struct keur_check tables_front_matter = {
    .size = sizeof(struct keur_check),
    .id = "tables/front-matter",
    .summary = "A table that repeats the front matter says the same as the front matter.",
    .run = check_front_matter,
};
