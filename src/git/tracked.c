/* What git's index holds. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "git/git.h"

struct paths {
    struct known_path *items;
    size_t count, capacity;
};

static int compare_paths(const void *left, const void *right)
{
    return keur_text_compare(((const struct known_path *)left)->path,
                             ((const struct known_path *)right)->path);
}

/* "100644 ID STAGE\tPATH"; a file in conflict stands there several times. */
static void add_entry(struct keur_text entry, struct paths *paths)
{
    size_t tab = text_find(entry, '\t', 0);
    if (tab == entry.length)
        return;
    struct keur_text path = text_slice(entry, tab + 1, entry.length);
    if (paths->count > 0 && keur_text_equals(paths->items[paths->count - 1].path, path))
        return;
    *ARRAY_PUSH(paths) = (struct known_path){path, text_starts_with(entry, "160000")};
}

bool git_tracked(struct keur_text folder, struct arena *arena, struct folders_known *ret_known,
                 struct errors *errors)
{
    static const char *const words[] = {"ls-files", "--stage", "-z", NULL};
    struct keur_text output;
    struct paths paths = {0};
    const struct git_command command = {folder, words, TEXT("")};
    if (!git_run(&command, arena, &output, errors))
        return false;
    for (size_t at = 0, end; at < output.length; at = end + 1) {
        end = text_find(output, '\0', at);
        add_entry(text_slice(output, at, end), &paths);
    }
    struct known_path *kept = arena_allocate(arena, (paths.count + 1) * sizeof *kept);
    if (paths.count > 0) {
        qsort(paths.items, paths.count, sizeof *paths.items, compare_paths);
        memcpy(kept, paths.items, paths.count * sizeof *kept);
    }
    *ret_known = (struct folders_known){kept, paths.count};
    ARRAY_FREE(&paths);
    return true;
}
