#include "command/lint.h"

#include "base/array.h"
#include "check/check.h"

struct lint lint_new(enum column_unit unit)
{
    return (struct lint){.arena = arena_new(), .unit = unit};
}

void lint_free(struct lint *lint)
{
    ARRAY_FREE(&lint->findings);
    errors_free(&lint->errors);
    arena_free(lint->arena);
}

/* Results are taken in the order of their documents' paths. */
static void take(struct lint *lint, keur_index *index, struct result *result)
{
    lint->documents += result->is_checked;
    for (size_t i = 0; i < result->findings.count; i++)
        *ARRAY_PUSH(&lint->findings) = result->findings.items[i];
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

void lint_project(struct lint *lint, const struct project *project, const struct targets *asked,
                  bool with_index)
{
    struct inspection inspection = inspection_new(project, lint->unit, asked, lint->arena);
    if (with_index && check_needs_index(project)) {
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
    inspection_free(&inspection);
}
