#include "command/lint.h"

#include "base/array.h"
#include "check/check.h"
#include "collect/suppress.h"

struct lint lint_new(enum column_unit unit)
{
    return (struct lint){.arena = arena_new(), .unit = unit};
}

void lint_free(struct lint *lint)
{
    ARRAY_FREE(&lint->findings);
    ARRAY_FREE(&lint->suppressions);
    errors_free(&lint->errors);
    arena_free(lint->arena);
}

/* Results are taken in the order of their documents' paths. */
static void take(struct lint *lint, keur_index *index, struct result *result)
{
    lint->documents += result->is_checked;
    for (size_t i = 0; i < result->findings.count; i++)
        *ARRAY_PUSH(&lint->findings) = result->findings.items[i];
    for (size_t i = 0; i < result->suppressions.count; i++)
        *ARRAY_PUSH(&lint->suppressions) = result->suppressions.items[i];
    for (size_t i = 0; i < result->errors.count; i++)
        errors_add(&lint->errors, "%s", result->errors.items[i]);
    if (result->is_indexed)
        index_add(index, &result->index);
    result_free(result);
}

/* Asked documents, and all others of the project, in one sorted list. */
static void gather_all(struct lint *lint, const struct project *project,
                       const struct targets *asked, struct targets *all)
{
    for (size_t i = 0; i < asked->count; i++)
        *ARRAY_PUSH(all) = asked->items[i];
    discover_documents(project, project->root, lint->arena, all, &lint->errors);
    discover_sort(all);
}

/* `index` is NULL when no check sees it. */
static void lint_documents(struct lint *lint, struct inspection *inspection,
                           const struct targets *asked, const struct targets *all,
                           keur_index *index)
{
    for (size_t i = 0; i < all->count; i++) {
        unsigned purpose = index == NULL ? 0 : INSPECT_INDEX;
        if (asked == all || discover_find(asked, all->items[i].path) != NULL)
            purpose |= INSPECT_CHECK;
        struct result result = {0};
        inspect_document(inspection, &all->items[i], purpose, &result);
        take(lint, index, &result);
    }
}

/* Where the findings and suppressions of a project begin. */
struct begins {
    size_t finding, suppression;
};

/* What is found of all documents is at hand, that of project checks too. */
static void suppress(struct lint *lint, struct inspection *inspection, struct begins begins,
                     bool has_index)
{
    if (lint->suppressions.count == begins.suppression)
        return;
    struct suppressions own = {
        .items = lint->suppressions.items + begins.suppression,
        .count = lint->suppressions.count - begins.suppression,
    };
    collect_suppress(&lint->findings, begins.finding, &own);
    struct result result = {0};
    inspect_suppressions(inspection, &own, has_index, &result);
    take(lint, NULL, &result);
}

void lint_project(struct lint *lint, const struct project *project, const struct targets *asked,
                  bool with_index)
{
    struct begins begins = {lint->findings.count, lint->suppressions.count};
    bool has_index = with_index && check_needs_index(project);
    struct inspection inspection = inspection_new(project, lint->unit, asked, lint->arena);
    if (has_index) {
        keur_index *index = index_new();
        struct targets all = {0};
        gather_all(lint, project, asked, &all);
        lint_documents(lint, &inspection, asked, &all, index);
        struct result result = {0};
        inspect_project(&inspection, asked, index, &result);
        take(lint, index, &result);
        ARRAY_FREE(&all);
        index_free(index);
    } else {
        lint_documents(lint, &inspection, asked, asked, NULL);
    }
    suppress(lint, &inspection, begins, has_index);
    inspection_free(&inspection);
}
