#include "discover/ignore.h"

#include <sys/stat.h>

#include "base/file.h"
#include "base/ignore_lines.h"
#include "base/limits.h"
#include "base/text.h"

struct ignore {
    const struct ignore *above;
    size_t folder_length; /* of the folder's path with a slash behind */
    struct ignore_lines lines;
};

static const struct ignore *read_patterns(const struct ignore *above, struct keur_text folder,
                                          struct keur_text path, struct arena *arena,
                                          struct errors *errors)
{
    /* Like git, and unlike stat(), not through a link, which could lead anywhere. */
    struct stat status;
    struct keur_text text;
    if (lstat(path.bytes, &status) != 0 || !S_ISREG(status.st_mode) ||
        !file_read(path.bytes, LIMIT_CONFIG_BYTES, arena, &text, errors))
        return above;
    struct ignore *ignore = arena_allocate(arena, sizeof *ignore);
    ignore->above = above;
    ignore->folder_length = folder.length + (text_ends_with(folder, "/") ? 0 : 1);
    ignore->lines = ignore_lines_read(text, arena);
    return ignore;
}

const struct ignore *ignore_enter(const struct ignore *above, struct keur_text folder,
                                  struct arena *arena, struct errors *errors)
{
    struct keur_text path = path_join(arena, folder, TEXT(".gitignore"));
    return read_patterns(above, folder, path, arena, errors);
}

static bool has_git(struct keur_text folder, struct arena *arena)
{
    return file_type(path_join(arena, folder, TEXT(".git")).bytes) != FILE_ABSENT;
}

/* The nearest folder at or above `folder` that has .git; `folder` itself when none has. */
static struct keur_text repository_root(struct keur_text folder, struct arena *arena)
{
    for (struct keur_text root = folder;; root = path_folder(root)) {
        if (has_git(root, arena))
            return root;
        if (text_is(root, "/"))
            return folder;
    }
}

const struct ignore *ignore_above(struct keur_text root, struct arena *arena, struct errors *errors)
{
    struct keur_text repository = repository_root(root, arena);
    struct keur_text excludes = path_join(arena, repository, TEXT(".git/info/exclude"));
    const struct ignore *ignore = read_patterns(NULL, repository, excludes, arena, errors);
    for (size_t end = repository.length; end < root.length; end = text_find(root, '/', end + 1)) {
        struct keur_text folder = text_slice(root, 0, end);
        ignore = ignore_enter(ignore, arena_copy(arena, folder), arena, errors);
    }
    return ignore;
}

bool ignore_names(const struct ignore *ignore, struct keur_text path, bool is_folder)
{
    for (; ignore != NULL; ignore = ignore->above) {
        struct keur_text below = text_slice(path, ignore->folder_length, path.length);
        const struct ignore_line *line = ignore_lines_find(&ignore->lines, below, is_folder);
        if (line != NULL)
            return !line->takes_out;
    }
    return false;
}
