/* What has become of the files of a revision. */
#include <stdlib.h>

#include "base/array.h"
#include "base/file.h"
#include "base/limits.h"
#include "git/git.h"

struct texts {
    struct keur_text *items;
    size_t count, capacity;
};

struct comparison {
    const struct git_revision *revision;
    struct folders *folders;
    bool (*is_read)(struct keur_text path);
    struct arena *arena;
    struct git_changes changes;
    struct errors *errors;
};

static void add(struct comparison *comparison, enum git_change_kind kind, struct keur_text path,
                const struct git_file *was)
{
    *ARRAY_PUSH(&comparison->changes) = (struct git_change){kind, path, was};
}

/* ---- Contents ---- */

static bool is_on_disk(const struct comparison *comparison, struct keur_text path)
{
    struct keur_text full = path_join(comparison->arena, comparison->revision->folder, path);
    return file_type(full.bytes) == FILE_REGULAR;
}

/* One on each line. */
static bool can_be_listed(struct keur_text path)
{
    return text_find(path, '\n', 0) == path.length;
}

/* Ids of what is on the disk, as git would have them, without the filters that the repository
 * names.  `*ret_ids` has one for each path. */
static bool hash(struct comparison *comparison, const struct texts *paths,
                 struct keur_text *ret_ids)
{
    static const char *const words[] = {"hash-object", "--no-filters", "--stdin-paths", NULL};
    struct buffer names = {0};
    struct keur_text output = TEXT("");
    for (size_t i = 0; i < paths->count; i++)
        buffer_printf(&names, "%.*s/%.*s\n", KEUR_ARGUMENT(comparison->revision->folder),
                      KEUR_ARGUMENT(paths->items[i]));
    const struct git_command command = {comparison->revision->folder, words, buffer_text(&names)};
    bool is_fine =
        paths->count == 0 || git_run(&command, comparison->arena, &output, comparison->errors);
    buffer_free(&names);
    for (size_t i = 0, at = 0, end; is_fine && i < paths->count; i++, at = end + 1) {
        end = text_find(output, '\n', at);
        ret_ids[i] = text_slice(output, at, end);
    }
    return is_fine;
}

/* The same but for carriage returns at the ends of lines? */
static bool are_same_lines(struct keur_text a, struct keur_text b)
{
    size_t i = 0, j = 0;
    for (;; i++, j++) {
        i += i + 1 < a.length && a.bytes[i] == '\r' && a.bytes[i + 1] == '\n';
        j += j + 1 < b.length && b.bytes[j] == '\r' && b.bytes[j + 1] == '\n';
        if (i >= a.length || j >= b.length)
            return i >= a.length && j >= b.length;
        if (a.bytes[i] != b.bytes[j])
            return false;
    }
}

/* Git keeps texts with line feeds, whatever the disk has. */
static bool is_changed(struct comparison *comparison, struct keur_text path, struct keur_text old)
{
    struct errors told_later = {0};
    struct arena *scratch = arena_new();
    struct keur_text now;
    struct keur_text full = path_join(scratch, comparison->revision->folder, path);
    bool is_same = file_read(full.bytes, LIMIT_DOCUMENT_BYTES, scratch, &now, &told_later) &&
                   are_same_lines(old, now);
    errors_free(&told_later);
    arena_free(scratch);
    return !is_same;
}

/* Adds, of the files whose bytes are others, those whose lines are. */
static bool add_changed(struct comparison *comparison, const struct git_files *differing)
{
    struct keur_text *old = arena_allocate(comparison->arena, (differing->count + 1) * sizeof *old);
    if (!git_read(comparison->revision, differing, comparison->arena, old, comparison->errors))
        return false;
    for (size_t i = 0; i < differing->count; i++)
        if (is_changed(comparison, differing->items[i]->path, old[i]))
            add(comparison, GIT_CHANGED, differing->items[i]->path, differing->items[i]);
    return true;
}

/* Files that are still where they were. */
static bool compare_contents(struct comparison *comparison)
{
    struct git_files files = {0}, differing = {0};
    struct texts paths = {0};
    for (size_t i = 0; i < comparison->revision->count; i++) {
        const struct git_file *file = &comparison->revision->items[i];
        if (!keur_text_equals(file->path, file->was) || file->is_link ||
            !comparison->is_read(file->path) || !can_be_listed(file->path) ||
            folders_find(comparison->folders, file->path) != KEUR_FILE ||
            !is_on_disk(comparison, file->path))
            continue;
        *ARRAY_PUSH(&files) = file;
        *ARRAY_PUSH(&paths) = file->path;
    }
    struct keur_text *ids = arena_allocate(comparison->arena, (paths.count + 1) * sizeof *ids);
    bool is_fine = hash(comparison, &paths, ids);
    for (size_t i = 0; is_fine && i < files.count; i++)
        if (!keur_text_equals(ids[i], files.items[i]->id))
            *ARRAY_PUSH(&differing) = files.items[i];
    is_fine = is_fine && add_changed(comparison, &differing);
    ARRAY_FREE(&differing);
    ARRAY_FREE(&files);
    ARRAY_FREE(&paths);
    return is_fine;
}

/* ---- Names ---- */

/* What was there under this very name. */
static const struct git_file *find_then(const struct git_revision *revision, struct keur_text path)
{
    const struct git_file *file = git_find(revision, path);
    if (file == NULL)
        return NULL;
    while (file > revision->items && keur_text_equals(file[-1].path, path))
        file--;
    for (; file < revision->items + revision->count && keur_text_equals(file->path, path); file++)
        if (keur_text_equals(file->was, path))
            return file;
    return NULL;
}

/* A file that is gone. */
struct gone {
    const struct git_file *file;
    struct keur_text now; /* its name; empty when it is deleted */
};
struct gone_files {
    struct gone *items;
    size_t count, capacity;
};

static int compare_gone(const void *left, const void *right)
{
    return keur_text_compare(((const struct gone *)left)->file->was,
                             ((const struct gone *)right)->file->was);
}

static struct gone_files find_gone(const struct comparison *comparison)
{
    struct gone_files gone = {0};
    for (size_t i = 0; i < comparison->revision->count; i++) {
        const struct git_file *file = &comparison->revision->items[i];
        if (keur_text_equals(file->path, file->was) &&
            folders_find(comparison->folders, file->path) == KEUR_ABSENT)
            *ARRAY_PUSH(&gone) = (struct gone){.file = file};
    }
    if (gone.count > 1)
        qsort(gone.items, gone.count, sizeof *gone.items, compare_gone);
    return gone;
}

static struct gone *find_by_name(const struct gone_files *gone, const struct git_file *file)
{
    const struct gone sought = {.file = file};
    return gone->count == 0
               ? NULL
               : bsearch(&sought, gone->items, gone->count, sizeof *gone->items, compare_gone);
}

/* The one that had this content and is not found yet. */
static struct gone *find_by_content(const struct gone_files *gone, struct keur_text id)
{
    for (size_t i = 0; i < gone->count; i++)
        if (gone->items[i].now.length == 0 && keur_text_equals(gone->items[i].file->id, id))
            return &gone->items[i];
    return NULL;
}

static void add_renamed(struct comparison *comparison, struct gone *gone, struct keur_text path)
{
    gone->now = path;
    add(comparison, GIT_RENAMED, path, gone->file);
}

/* Those whose names git's index does not know yet. */
static bool compare_new(struct comparison *comparison, const struct gone_files *gone,
                        const struct texts *paths)
{
    struct texts read = {0};
    for (size_t i = 0; i < paths->count && gone->count > 0; i++)
        if (comparison->is_read(paths->items[i]) && can_be_listed(paths->items[i]) &&
            is_on_disk(comparison, paths->items[i]))
            *ARRAY_PUSH(&read) = paths->items[i];
    struct keur_text *ids = arena_allocate(comparison->arena, (read.count + 1) * sizeof *ids);
    bool is_fine = hash(comparison, &read, ids);
    for (size_t i = 0, next = 0; is_fine && i < paths->count; i++) {
        bool has_id = next < read.count && keur_text_equals(read.items[next], paths->items[i]);
        struct gone *found = has_id ? find_by_content(gone, ids[next]) : NULL;
        next += has_id;
        if (found != NULL)
            add_renamed(comparison, found, paths->items[i]);
        else
            add(comparison, GIT_ADDED, paths->items[i], NULL);
    }
    ARRAY_FREE(&read);
    return is_fine;
}

/* Files that are elsewhere now, were not there, or are not there any more. */
static bool compare_names(struct comparison *comparison)
{
    struct gone_files gone = find_gone(comparison);
    struct keur_texts files = folders_files(comparison->folders);
    struct texts added = {0};
    for (size_t i = 0; i < files.count; i++) {
        const struct git_file *file = git_find(comparison->revision, files.items[i]);
        if (file != NULL && find_then(comparison->revision, files.items[i]) != NULL)
            continue;
        struct gone *found = file == NULL ? NULL : find_by_name(&gone, file);
        if (found != NULL && found->now.length == 0)
            add_renamed(comparison, found, files.items[i]);
        else
            *ARRAY_PUSH(&added) = files.items[i];
    }
    bool is_fine = compare_new(comparison, &gone, &added);
    for (size_t i = 0; i < gone.count; i++)
        if (gone.items[i].now.length == 0)
            add(comparison, GIT_DELETED, gone.items[i].file->was, gone.items[i].file);
    ARRAY_FREE(&added);
    ARRAY_FREE(&gone);
    return is_fine;
}

/* ---- All of it ---- */

static int compare_changes(const void *left, const void *right)
{
    return keur_text_compare(((const struct git_change *)left)->path,
                             ((const struct git_change *)right)->path);
}

bool git_compare(const struct git_revision *revision, struct folders *folders,
                 bool (*is_read)(struct keur_text path), struct arena *arena,
                 struct git_changes *ret_changes, struct errors *errors)
{
    struct comparison comparison = {.revision = revision,
                                    .folders = folders,
                                    .is_read = is_read,
                                    .arena = arena,
                                    .errors = errors};
    bool is_fine = compare_contents(&comparison) && compare_names(&comparison);
    if (comparison.changes.count > 1)
        qsort(comparison.changes.items, comparison.changes.count, sizeof *comparison.changes.items,
              compare_changes);
    *ret_changes = comparison.changes;
    return is_fine;
}
