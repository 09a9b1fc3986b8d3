#include "discover/ignore.h"

#include <sys/stat.h>

#include "base/array.h"
#include "base/file.h"
#include "base/glob.h"
#include "base/limits.h"
#include "base/text.h"

struct ignore_pattern {
    struct keur_text glob;
    bool takes_out;      /* began with '!' */
    bool is_folder_only; /* ended with '/' */
    bool is_name;        /* no other '/': for names at any depth */
};

struct ignore {
    const struct ignore *above;
    size_t folder_length; /* of the folder's path with a slash behind */
    struct ignore_pattern *patterns;
    size_t count;
};

struct patterns {
    struct ignore_pattern *items;
    size_t count, capacity;
};

/* Without blanks at the end, unless a backslash stands before one. */
static struct keur_text without_trailing_blanks(struct keur_text line)
{
    size_t end = 0; /* behind the last byte that stays */
    for (size_t at = 0; at < line.length; at++) {
        if (line.bytes[at] == ' ')
            continue;
        if (line.bytes[at] == '\\' && at + 1 < line.length)
            at++;
        end = at + 1;
    }
    return text_slice(line, 0, end);
}

static void add_pattern(struct patterns *patterns, struct keur_text line)
{
    if (text_ends_with(line, "\r"))
        line.length--;
    line = without_trailing_blanks(line);
    if (line.length == 0 || text_starts_with(line, "#"))
        return;
    struct ignore_pattern *pattern = ARRAY_PUSH(patterns);
    pattern->takes_out = text_starts_with(line, "!");
    line = text_slice(line, pattern->takes_out ? 1 : 0, line.length);
    pattern->is_folder_only = text_ends_with(line, "/");
    if (pattern->is_folder_only)
        line.length--;
    pattern->is_name = text_find(line, '/', 0) == line.length;
    pattern->glob = text_slice(line, text_starts_with(line, "/") ? 1 : 0, line.length);
}

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
    struct patterns patterns = {0};
    size_t at = text_starts_with(text, "\xEF\xBB\xBF") ? 3 : 0;
    for (size_t end; at < text.length; at = end + 1) {
        end = text_find(text, '\n', at);
        add_pattern(&patterns, text_slice(text, at, end));
    }
    struct ignore *ignore = arena_allocate(arena, sizeof *ignore);
    ignore->above = above;
    ignore->folder_length = folder.length + (text_ends_with(folder, "/") ? 0 : 1);
    ignore->count = patterns.count;
    ignore->patterns = arena_allocate(arena, patterns.count * sizeof *patterns.items);
    for (size_t i = 0; i < patterns.count; i++)
        ignore->patterns[i] = patterns.items[i];
    ARRAY_FREE(&patterns);
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
    for (; ignore != NULL; ignore = ignore->above)
        for (size_t i = ignore->count; i-- > 0;) {
            const struct ignore_pattern *pattern = &ignore->patterns[i];
            if (pattern->is_folder_only && !is_folder)
                continue;
            if (glob_matches(pattern->glob,
                             pattern->is_name
                                 ? path_name(path)
                                 : text_slice(path, ignore->folder_length, path.length)))
                return !pattern->takes_out;
        }
    return false;
}
