#include "discover/discover.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "discover/places.h"
#include "discover/walk.h"

static bool has(struct arena *arena, struct keur_text folder, const char *name)
{
    return file_type(path_join(arena, folder, text_of(name)).bytes) != FILE_ABSENT;
}

struct keur_text discover_root(struct arena *arena, struct keur_text path,
                               struct keur_text fallback)
{
    struct keur_text site = TEXT("");
    struct keur_text start = arena_copy(arena, path);
    if (file_type(start.bytes) != FILE_FOLDER)
        start = path_folder(start);
    for (struct keur_text folder = start;; folder = path_folder(folder)) {
        bool has_git = has(arena, folder, ".git");
        if (has_git || has(arena, folder, ".keur.yaml"))
            return arena_copy(arena, folder);
        if (site.length == 0 && has(arena, folder, "mkdocs.yml"))
            site = folder;
        if (text_is(folder, "/") || text_is(folder, "."))
            break;
    }
    if (site.length > 0)
        return arena_copy(arena, site);
    struct keur_text below;
    return arena_copy(arena, path_below(fallback, start, &below) ? fallback : start);
}

/* For messages about any absolute path. */
static struct keur_text shown_anywhere(const struct project *project, struct keur_text path,
                                       struct arena *arena)
{
    struct keur_text below;
    return path_below(project->root, path, &below) ? discover_shown(project, below, arena) : path;
}

/* Does the path lie, as it was written, in the project that it leads to? */
static bool stays_in_project(const struct project *project, struct keur_text path,
                             struct keur_text real, struct arena *arena)
{
    struct keur_text written = path_normalize(arena, path);
    if (keur_text_equals(written, real))
        return true;
    struct keur_text root = discover_root(arena, written, project->root);
    return keur_text_equals(path_real(arena, root.bytes), project->root);
}

bool discover_documents(const struct project *project, struct keur_text path, struct arena *arena,
                        struct targets *targets, struct errors *errors)
{
    const char *given = arena_string(arena, path);
    struct keur_text shown = shown_anywhere(project, path, arena);
    struct keur_text real = path_real(arena, given);
    if (real.length == 0)
        return errors_add(errors, "keur: cannot read '%.*s': %s", KEUR_ARGUMENT(shown),
                          strerror(errno));
    struct keur_text below;
    if (!path_below(project->root, real, &below) || !stays_in_project(project, path, real, arena))
        return errors_add(
            errors, "keur: '%.*s' leads out of its project, to '%.*s': name that path instead",
            KEUR_ARGUMENT(shown), KEUR_ARGUMENT(real));
    switch (file_type(real.bytes)) {
    case FILE_FOLDER:
        targets->is_whole |= below.length == 0;
        targets->has_all |= below.length == 0;
        return walk_folder(project, below, arena, targets, errors);
    case FILE_REGULAR:
        if (!places_ignores_file(project, below))
            places_add(targets, project, below, arena);
        return true;
    case FILE_ABSENT:
    case FILE_OTHER:
        break;
    }
    return errors_add(errors, "keur: '%.*s' is neither a file nor a folder", KEUR_ARGUMENT(shown));
}

static int compare_paths(const void *a, const void *b)
{
    return keur_text_compare(((const struct target *)a)->path, ((const struct target *)b)->path);
}

static int compare_targets(const void *a, const void *b)
{
    const struct target *first = a, *second = b;
    int order = compare_paths(a, b);
    return order != 0 ? order : (first->text == NULL) - (second->text == NULL);
}

void discover_sort(struct targets *targets)
{
    if (targets->count == 0)
        return;
    qsort(targets->items, targets->count, sizeof *targets->items, compare_targets);
    size_t kept = 1;
    for (size_t i = 1; i < targets->count; i++)
        if (!keur_text_equals(targets->items[i].path, targets->items[kept - 1].path))
            targets->items[kept++] = targets->items[i];
    targets->count = kept;
}

const struct target *discover_find(const struct targets *sorted, struct keur_text path)
{
    const struct target wanted = {.path = path};
    return sorted->count == 0 ? NULL
                              : bsearch(&wanted, sorted->items, sorted->count,
                                        sizeof *sorted->items, compare_paths);
}
