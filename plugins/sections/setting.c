/* The keys of documents.TYPE.sections. */
#include "sections.h"

static const struct keur_option condition_fields[] = {
    {
        .name = "key",
        .type = KEUR_OPTION_TEXT,
        .offset = offsetof(struct condition, key),
        .summary = "a key of the front matter; an inner one is written outer.inner",
        .is_required = true,
    },
    {
        .name = "exists",
        .type = KEUR_OPTION_BOOLEAN,
        .offset = offsetof(struct condition, exists),
        .fallback = "true",
        .summary = "false: the front matter does not have the key",
    },
    {
        .name = "value",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct condition, values),
        .summary = "the key has this value, or one of these; of a list, any item",
    },
    {
        .name = "pattern",
        .type = KEUR_OPTION_PATTERN,
        .offset = offsetof(struct condition, pattern),
        .summary = "the value matches this pattern; of a list, any item",
    },
    {.name = NULL},
};

static const struct keur_option demand_fields[] = {
    {
        .name = "list",
        .type = KEUR_OPTION_BOOLEAN,
        .offset = offsetof(struct demands, list),
        .summary = "a list stands in the section",
    },
    {
        .name = "table",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct demands, columns),
        .summary = "a table with these columns stands in it",
    },
    {
        .name = "links",
        .type = KEUR_OPTION_INTEGER,
        .offset = offsetof(struct demands, links),
        .summary = "at least so many links stand in it",
    },
    {
        .name = "directive",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct demands, directives),
        .summary =
            "a comment with these words, or one of these, stands in it; {stem} is the name of "
            "the file",
    },
    {
        .name = "no-directive",
        .type = KEUR_OPTION_BOOLEAN,
        .offset = offsetof(struct demands, no_directive),
        .summary = "no comment that the site replaces stands in it",
    },
    {
        .name = "when",
        .type = KEUR_OPTION_RECORDS,
        .offset = offsetof(struct demands, conditions),
        .summary = "this is asked for only when all of this holds of the front matter",
        .fields = condition_fields,
        .fields_size = sizeof(struct condition),
    },
    {.name = NULL},
};

/* Sections nest in the configuration as deep as there are tables of these keys. */
#define SECTION_FIELDS                                                                            \
    {                                                                                             \
        .name = "heading",                                                                        \
        .type = KEUR_OPTION_TEXTS,                                                                \
        .offset = offsetof(struct section, headings),                                             \
        .summary = "the section's heading, or several that may be used",                          \
    },                                                                                            \
        {                                                                                         \
            .name = "pattern",                                                                    \
            .type = KEUR_OPTION_PATTERN,                                                          \
            .offset = offsetof(struct section, pattern),                                          \
            .summary = "a heading that matches this pattern is the section's too",                \
        },                                                                                        \
        {                                                                                         \
            .name = "heading-from",                                                               \
            .type = KEUR_OPTION_TEXT,                                                             \
            .offset = offsetof(struct section, key),                                              \
            .summary = "a front matter key; its value is the section's heading too",              \
        },                                                                                        \
        {                                                                                         \
            .name = "required",                                                                   \
            .type = KEUR_OPTION_BOOLEAN,                                                          \
            .offset = offsetof(struct section, is_required),                                      \
            .fallback = "true",                                                                   \
            .summary = "the section may not be missing",                                          \
        },                                                                                        \
        {                                                                                         \
            .name = "when",                                                                       \
            .type = KEUR_OPTION_RECORDS,                                                          \
            .offset = offsetof(struct section, conditions),                                       \
            .summary = "the section is required only when all of this holds of the front matter", \
            .fields = condition_fields,                                                           \
            .fields_size = sizeof(struct condition),                                              \
        },                                                                                        \
        {                                                                                         \
            .name = "may-be-empty",                                                               \
            .type = KEUR_OPTION_BOOLEAN,                                                          \
            .offset = offsetof(struct section, may_be_empty),                                     \
            .fallback = "false",                                                                  \
            .summary = "a heading alone is enough",                                               \
        },                                                                                        \
        {                                                                                         \
            .name = "repeated",                                                                   \
            .type = KEUR_OPTION_BOOLEAN,                                                          \
            .offset = offsetof(struct section, may_repeat),                                       \
            .fallback = "false",                                                                  \
            .summary = "the section may stand more than once",                                    \
        },                                                                                        \
        {                                                                                         \
            .name = "anywhere",                                                                   \
            .type = KEUR_OPTION_BOOLEAN,                                                          \
            .offset = offsetof(struct section, stands_anywhere),                                  \
            .fallback = "false",                                                                  \
            .summary = "the section's place among the others does not matter",                    \
        },                                                                                        \
        {                                                                                         \
            .name = "level",                                                                      \
            .type = KEUR_OPTION_INTEGER,                                                          \
            .offset = offsetof(struct section, level),                                            \
            .summary = "level of the heading: 2 for \"##\"",                                      \
        },                                                                                        \
        {                                                                                         \
            .name = "contains",                                                                   \
            .type = KEUR_OPTION_RECORDS,                                                          \
            .offset = offsetof(struct section, demands),                                          \
            .summary = "what the section has to hold",                                            \
            .fields = demand_fields,                                                              \
            .fields_size = sizeof(struct demands),                                                \
        },                                                                                        \
    {                                                                                             \
        .name = "other-headings", .type = KEUR_OPTION_BOOLEAN,                                    \
        .offset = offsetof(struct section, allows_others), .fallback = "true",                    \
        .summary = "false: directly below this heading stand only the headings of its sections",  \
    }

#define SUBSECTIONS(fields_)                                                               \
    {                                                                                      \
        .name = "sections", .type = KEUR_OPTION_RECORDS,                                   \
        .offset = offsetof(struct section, sections),                                      \
        .summary = "the sections below this heading, in their order", .fields = (fields_), \
        .fields_size = sizeof(struct section),                                             \
    }

static const struct keur_option third_fields[] = {SECTION_FIELDS, {.name = NULL}};
static const struct keur_option second_fields[] = {
    SECTION_FIELDS,
    SUBSECTIONS(third_fields),
    {.name = NULL},
};
static const struct keur_option section_fields[] = {
    SECTION_FIELDS,
    SUBSECTIONS(second_fields),
    {.name = NULL},
};

static bool is_named(const struct section *section)
{
    return section->headings.count > 0 || section->pattern != NULL || section->key.length > 0;
}

/* The items of `list` stand in the configuration in the order of their records. */
static void check_sections(keur_setup *setup, const struct keur_value *list,
                           const struct keur_records *records)
{
    const struct section *sections = records->items;
    const struct keur_value *item = list->kind == KEUR_SEQUENCE ? list->first_child : list;

    for (size_t i = 0; i < records->count && item != NULL; i++, item = item->next) {
        const struct keur_value *below = keur_value_find(item, "sections");

        if (!is_named(&sections[i]))
            keur_setup_error(setup, item,
                             "a section needs 'heading', 'pattern' or 'heading-from': say which "
                             "heading is its own");
        if (sections[i].level < 0 || sections[i].level > 6)
            keur_setup_error(setup, keur_value_find(item, "level"), "'level' takes 1 to 6");
        if (below != NULL) /* no deeper than the tables above */
            check_sections(setup, below, &sections[i].sections);
    }
}

static const void *prepare_sections(keur_setup *setup, const void *filled)
{
    check_sections(setup, keur_setup_place(setup), filled);
    return filled;
}

const struct keur_setting sections_setting = {
    .size = sizeof(struct keur_setting),
    .key = "sections",
    .summary = "the sections of documents of this type, in their order",
    .shape =
        {
            .type = KEUR_OPTION_RECORDS,
            .fields = section_fields,
            .fields_size = sizeof(struct section),
        },
    .prepare = prepare_sections,
};

const struct keur_setting sections_others_setting = {
    .size = sizeof(struct keur_setting),
    .key = "other-headings",
    .summary = "false: beside the sections, documents of this type have no headings of their level",
    .shape = {.type = KEUR_OPTION_BOOLEAN},
};

const struct keur_setting sections_document_directives = {
    .size = sizeof(struct keur_setting),
    .key = "directives",
    .summary = "comments that stand in each document of this type, for the site to replace",
    .shape = {.type = KEUR_OPTION_TEXTS},
};
