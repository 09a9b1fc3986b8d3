#include "discover/places.h"

#include "base/array.h"
#include "base/file.h"
#include "base/glob.h"
#include "base/text.h"

struct keur_text discover_shown(const struct project *project, struct keur_text path,
                                struct arena *arena)
{
    if (project->working_folder.length == 0)
        return path;
    return path_relative(arena, project->working_folder, path_join(arena, project->root, path));
}

void places_add(struct targets *targets, const struct project *project, struct keur_text path,
                struct arena *arena)
{
    struct target *target = ARRAY_PUSH(targets);
    target->path = path;
    target->shown = discover_shown(project, path, arena);
}

void places_add_nested(struct targets *targets, struct keur_text root, struct arena *arena)
{
    struct nested_project *nested = arena_allocate(arena, sizeof *nested);
    nested->root = root;
    nested->next = targets->nested;
    targets->nested = nested;
}

/* Does the pattern name the path or a folder above it?  One that ends with a slash names
 * folders only. */
static bool names(struct keur_text pattern, struct keur_text path, bool is_folder)
{
    bool is_folder_only = text_ends_with(pattern, "/");
    if (is_folder_only)
        pattern.length--;
    size_t end = path.length;
    while (end > 0) {
        if ((is_folder || !is_folder_only) && glob_matches(pattern, text_slice(path, 0, end)))
            return true;
        while (end > 0 && path.bytes[end - 1] != '/')
            end--;
        end -= end > 0 ? 1 : 0;
        is_folder = true;
    }
    return false;
}

static bool ignores(const struct project *project, struct keur_text path, bool is_folder)
{
    bool ignored = false;
    for (size_t i = 0; i < project->ignore.count; i++) {
        struct keur_text pattern = project->ignore.items[i];
        bool takes_out = text_starts_with(pattern, "!");
        if (ignored == takes_out &&
            names(text_slice(pattern, takes_out ? 1 : 0, pattern.length), path, is_folder))
            ignored = !takes_out;
    }
    return ignored;
}

bool places_ignores_file(const struct project *project, struct keur_text path)
{
    return ignores(project, path, false);
}

bool places_ignores_folder(const struct project *project, struct keur_text path)
{
    for (size_t i = 0; i < project->ignore.count; i++)
        if (text_starts_with(project->ignore.items[i], "!"))
            return false; /* something in it may be taken out again */
    return ignores(project, path, true);
}
