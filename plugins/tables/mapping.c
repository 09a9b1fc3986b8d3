#include "mapping.h"

static const struct keur_option column_fields[] = {
    {
        .name = "column",
        .type = KEUR_OPTION_TEXT,
        .offset = offsetof(struct column, title),
        .summary = "title of the column",
        .is_required = true,
    },
    {
        .name = "values",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct column, values),
        .summary = "what its cells may say",
    },
    {
        .name = "pattern",
        .type = KEUR_OPTION_PATTERN,
        .offset = offsetof(struct column, pattern),
        .summary = "a pattern that its cells match",
    },
    {
        .name = "agrees-with",
        .type = KEUR_OPTION_TEXT,
        .offset = offsetof(struct column, agrees_with),
        .summary = "front matter key; its cells say its value, or one of them",
    },
    {
        .name = "filled",
        .type = KEUR_OPTION_BOOLEAN,
        .offset = offsetof(struct column, is_filled),
        .fallback = "false",
        .summary = "no cell is empty",
    },
    {
        .name = "unique",
        .type = KEUR_OPTION_BOOLEAN,
        .offset = offsetof(struct column, is_unique),
        .fallback = "false",
        .summary = "no two cells say the same",
    },
    {.name = NULL},
};

static const struct keur_option mapping_fields[] = {
    {
        .name = "heading",
        .type = KEUR_OPTION_TEXT,
        .offset = offsetof(struct mapping, heading),
        .summary = "heading of the section with the table; without it any table is meant",
    },
    {
        .name = "tab",
        .type = KEUR_OPTION_TEXT,
        .offset = offsetof(struct mapping, tab),
        .summary = "title of the tab with the table",
    },
    {
        .name = "agrees-with",
        .type = KEUR_OPTION_TEXT,
        .offset = offsetof(struct mapping, agrees_with),
        .summary = "front matter key that says the same: a map, or a list of maps of one key",
    },
    {
        .name = "front-matter-is-right",
        .type = KEUR_OPTION_BOOLEAN,
        .offset = offsetof(struct mapping, front_matter_is_right),
        .fallback = "false",
        .summary = "where the two differ, an edit changes the table",
    },
    {
        .name = "required-columns",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct mapping, required_columns),
        .summary = "titles of columns that the table has",
    },
    {
        .name = "optional-columns",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct mapping, optional_columns),
        .summary = "titles of columns that it may have",
    },
    {
        .name = "other-columns",
        .type = KEUR_OPTION_BOOLEAN,
        .offset = offsetof(struct mapping, allows_others),
        .fallback = "true",
        .summary = "false: the table has no other columns",
    },
    {
        .name = "cell-rules",
        .type = KEUR_OPTION_RECORDS,
        .offset = offsetof(struct mapping, cell_rules),
        .summary = "what the cells of a column hold",
        .fields = column_fields,
        .fields_size = sizeof(struct column),
    },
    {
        .name = "sorted-by",
        .type = KEUR_OPTION_TEXT,
        .offset = offsetof(struct mapping, sorted_by),
        .summary = "title of the column by which the rows are sorted",
    },
    {
        .name = "columns",
        .type = KEUR_OPTION_PAIRS,
        .offset = offsetof(struct mapping, columns),
        .summary = "column titles that differ from the keys, with the keys that they stand for",
    },
    {
        .name = "cells",
        .type = KEUR_OPTION_PAIRS,
        .offset = offsetof(struct mapping, cells),
        .summary = "cell texts, such as icons, with the values that they stand for",
    },
    {
        .name = "required",
        .type = KEUR_OPTION_BOOLEAN,
        .offset = offsetof(struct mapping, required),
        .fallback = "true",
        .summary = "the table must be there when the front matter key is",
    },
    {.name = NULL},
};

/* The front matter can only be held against a table whose place is known. */
static const void *prepare_mappings(keur_setup *setup, const void *filled)
{
    const struct keur_records *records = filled;
    const struct mapping *mapping = records->items;

    for (size_t i = 0; i < records->count; i++) {
        if (mapping[i].agrees_with.length > 0 && mapping[i].heading.length == 0)
            keur_setup_error(setup, keur_setup_place(setup),
                             "the table for \"%.*s\" needs a 'heading': the section that it is in",
                             KEUR_ARGUMENT(mapping[i].agrees_with));
    }
    return filled;
}

const struct keur_setting tables_setting = {
    .size = sizeof(struct keur_setting),
    .key = "tables",
    .summary = "the form of tables, and which of them say the same as the front matter",
    .prepare = prepare_mappings,
    .shape =
        {
            .type = KEUR_OPTION_RECORDS,
            .fields = mapping_fields,
            .fields_size = sizeof(struct mapping),
        },
};

bool text_reads_same(keur_run *run, struct keur_text a, struct keur_text b)
{
    a = keur_text_trim(a);
    b = keur_text_trim(b);
    return keur_text_equals(a, b) || keur_text_equals(keur_fold(run, a), keur_fold(run, b));
}

const struct keur_value *front_matter_value(const keur_document *document, struct keur_text key)
{
    const struct keur_value *root = keur_front_matter(document)->root, *found = NULL;
    if (root == NULL || root->kind != KEUR_MAPPING)
        return NULL;
    for (const struct keur_value *value = root->first_child; value != NULL; value = value->next) {
        if (keur_text_equals(value->key, key))
            found = value;
    }
    return found;
}

const struct keur_value *mapping_declared(const keur_document *document,
                                          const struct mapping *mapping)
{
    return front_matter_value(document, mapping->agrees_with);
}

/* ---- Heading, tab, table ---- */

struct survey survey_make(keur_run *run, const keur_document *document)
{
    struct survey survey = {
        .run = run,
        .document = document,
        .mappings = keur_setting(run, tables_setting.key),
    };
    while (keur_table(document, survey.table_count) != NULL)
        survey.table_count++;
    while (keur_container(document, survey.container_count) != NULL)
        survey.container_count++;
    return survey;
}

static bool is_within(struct keur_span span, struct keur_span area)
{
    return span.begin >= area.begin && span.end <= area.end;
}

/* The lists of a document are searched by halves, since a heading may be there very often. */
static size_t first_table(const struct survey *survey, size_t offset)
{
    size_t low = 0, high = survey->table_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (keur_table(survey->document, middle)->node->span.begin < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static size_t first_container(const struct survey *survey, size_t offset)
{
    size_t low = 0, high = survey->container_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (keur_container(survey->document, middle)->header.begin < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const struct keur_table *find_table(const struct survey *survey, struct keur_span area)
{
    const struct keur_table *table = keur_table(survey->document, first_table(survey, area.begin));
    return table != NULL && is_within(table->node->span, area) ? table : NULL;
}

static bool is_in_tab(const struct survey *survey, const struct mapping *mapping,
                      const struct keur_table *table)
{
    return mapping->tab.length == 0 ||
           (table->container != NULL && table->container->kind == KEUR_CONTAINER_TAB &&
            text_reads_same(survey->run, table->container->title, mapping->tab));
}

static void add_tables(const struct survey *survey, const struct mapping *mapping,
                       struct keur_span area, struct meant_tables *meant)
{
    const struct keur_table *table;
    for (size_t i = first_table(survey, area.begin);
         (table = keur_table(survey->document, i)) != NULL && is_within(table->node->span, area);
         i++) {
        bool is_there = meant->count > 0 &&
                        meant->items[meant->count - 1]->node->span.begin >= table->node->span.begin;
        if (!is_there && is_in_tab(survey, mapping, table))
            meant->items[meant->count++] = table;
    }
}

struct meant_tables mapping_tables(const struct survey *survey, const struct mapping *mapping)
{
    struct meant_tables meant = {
        keur_allocate(survey->run, (survey->table_count + 1) * sizeof(const struct keur_table *)),
        0,
    };
    const struct keur_heading *heading;
    if (mapping->heading.length == 0)
        add_tables(survey, mapping, (struct keur_span){0, keur_source(survey->document).length},
                   &meant);
    for (size_t i = 0;
         mapping->heading.length > 0 && (heading = keur_heading(survey->document, i)) != NULL;
         i++) {
        if (text_reads_same(survey->run, heading->text, mapping->heading))
            add_tables(survey, mapping, heading->section, &meant);
    }
    return meant;
}

/* The next tab within a section, from the container with this index on. */
static const struct keur_container *tab_next(const struct survey *survey, struct keur_span area,
                                             size_t *index)
{
    const struct keur_container *container;
    while ((container = keur_container(survey->document, *index)) != NULL &&
           container->header.begin < area.end) {
        ++*index;
        if (container->kind == KEUR_CONTAINER_TAB)
            return container;
    }
    return NULL;
}

static const struct keur_container *find_tab(const struct survey *survey,
                                             const struct mapping *mapping, struct keur_span area)
{
    const struct keur_container *tab;
    for (size_t i = first_container(survey, area.begin); (tab = tab_next(survey, area, &i));) {
        if (text_reads_same(survey->run, tab->title, mapping->tab))
            return tab;
    }
    return NULL;
}

struct keur_span location_area(const struct location *location)
{
    return location->tab != NULL ? location->tab->node->span : location->heading->section;
}

static struct location locate_below(const struct survey *survey, const struct mapping *mapping,
                                    const struct keur_heading *heading)
{
    struct location location = {.heading = heading};
    if (mapping->tab.length > 0)
        location.tab = find_tab(survey, mapping, heading->section);
    if (mapping->tab.length == 0 || location.tab != NULL)
        location.table = find_table(survey, location_area(&location));
    return location;
}

/* The same heading may be there twice: the first with the table counts, else the first. */
struct location mapping_locate(const struct survey *survey, const struct mapping *mapping)
{
    struct location first = {.heading = NULL};
    const struct keur_heading *heading;
    for (size_t i = 0; (heading = keur_heading(survey->document, i)) != NULL; i++) {
        if (!text_reads_same(survey->run, heading->text, mapping->heading))
            continue;
        struct location location = locate_below(survey, mapping, heading);
        if (location.table != NULL)
            return location;
        if (first.heading == NULL)
            first = location;
    }
    return first;
}

bool location_has_broken_table(const keur_document *document, const struct location *location)
{
    struct keur_span area = location_area(location);
    const uint32_t paragraphs = KEUR_KIND(KEUR_NODE_PARAGRAPH);
    for (const struct keur_node *node = NULL;
         (node = keur_next_of(document, node, paragraphs)) != NULL;) {
        if (!is_within(node->span, area))
            continue;
        struct keur_text text = keur_text_trim(keur_slice(document, node->span));
        if (text.length > 0 && text.bytes[0] == '|')
            return true;
    }
    return false;
}

/* ---- Tabs with another title ---- */

static bool is_named(const struct survey *survey, const struct keur_container *tab)
{
    const struct mapping *mapping = survey->mappings->items;
    for (size_t i = 0; i < survey->mappings->count; i++) {
        if (text_reads_same(survey->run, mapping[i].tab, tab->title))
            return true;
    }
    return false;
}

static size_t count_missing_tabs(const struct survey *survey, const struct keur_heading *heading)
{
    const struct mapping *mapping = survey->mappings->items;
    size_t count = 0;
    for (size_t i = 0; i < survey->mappings->count; i++) {
        if (mapping[i].tab.length > 0 && mapping[i].required &&
            mapping_declared(survey->document, &mapping[i]) != NULL &&
            text_reads_same(survey->run, mapping[i].heading, heading->text) &&
            find_tab(survey, &mapping[i], heading->section) == NULL)
            count++;
    }
    return count;
}

const struct keur_container *mapping_misnamed_tab(const struct survey *survey,
                                                  const struct mapping *mapping,
                                                  const struct keur_heading *heading)
{
    const struct keur_container *tab, *only = NULL;
    size_t count = 0;
    for (size_t i = first_container(survey, heading->section.begin);
         (tab = tab_next(survey, heading->section, &i)) != NULL;) {
        if (is_named(survey, tab) || find_table(survey, tab->node->span) == NULL)
            continue;
        if (keur_nearest(mapping->tab, &tab->title, 1) == 0)
            return tab;
        only = tab;
        count++;
    }
    return count == 1 && count_missing_tabs(survey, heading) == 1 ? only : NULL;
}
