#include "command/changes.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/file.h"
#include "base/text.h"

/* ---- Reading ---- */

/* Documents, and what is read of the files beside them.  The configuration counts as it is now. */
static bool is_read(struct keur_text path)
{
    static const char *const endings[] = {".md",   ".markdown", ".yml", ".yaml",
                                          ".json", ".csv",      ".txt", ".pages"};
    struct keur_text name = path_name(path);
    if (text_is(name, ".keur.yaml"))
        return false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (text_ends_with(name, endings[i]))
            return true;
    return false;
}

static bool is_of_site(const struct project *project, struct keur_text path)
{
    const struct site *site = project->site;
    if (site == NULL)
        return false;
    for (size_t i = 0; i < site->is.base_count; i++)
        if (keur_text_equals(site->is.bases[i].path, path))
            return true;
    return keur_text_equals(site->is.path, path);
}

/* A text that is not saved may be another, whatever the disk has. */
static void add_unsaved(const struct session_project *project, struct changes *changes)
{
    for (size_t i = 0; i < project->targets.count; i++) {
        const struct target *target = &project->targets.items[i];
        const struct git_file *file = git_find(&changes->revision, target->path);
        if (target->text != NULL && file != NULL && changes_find(changes, target->path) == NULL)
            *ARRAY_PUSH(changes) = (struct change){.git = {GIT_CHANGED, target->path, file}};
    }
}

static bool read_texts(struct changes *changes, struct errors *errors)
{
    struct git_files files = {0};
    for (size_t i = 0; i < changes->count; i++)
        if (changes->items[i].git.was != NULL && is_read(changes->items[i].git.was->was))
            *ARRAY_PUSH(&files) = changes->items[i].git.was;
    struct keur_text *texts = arena_allocate(changes->arena, (files.count + 1) * sizeof *texts);
    bool is_fine = git_read(&changes->revision, &files, changes->arena, texts, errors);
    for (size_t i = 0, next = 0; is_fine && next < files.count; i++)
        if (changes->items[i].git.was == files.items[next])
            changes->items[i].text = texts[next++];
    ARRAY_FREE(&files);
    return is_fine;
}

static int compare_changes(const void *left, const void *right)
{
    const struct change *a = left, *b = right;
    int order = a->is_of_site - b->is_of_site;
    return order != 0 ? order : keur_text_compare(a->git.path, b->git.path);
}

static bool compare(const struct session_project *project, struct changes *changes,
                    struct errors *errors)
{
    struct git_changes found = {0};
    bool is_fine = git_compare(&changes->revision, project->project->folders, is_read,
                               changes->arena, &found, errors);
    for (size_t i = 0; is_fine && i < found.count; i++)
        *ARRAY_PUSH(changes) = (struct change){
            .git = found.items[i], .is_of_site = is_of_site(project->project, found.items[i].path)};
    ARRAY_FREE(&found);
    if (!is_fine)
        return false;
    add_unsaved(project, changes);
    if (!read_texts(changes, errors))
        return false;
    if (changes->count > 1)
        qsort(changes->items, changes->count, sizeof *changes->items, compare_changes);
    return true;
}

bool changes_open(const struct session_project *project, struct keur_text since,
                  struct changes *ret_changes, struct errors *errors)
{
    struct arena *arena = arena_new();
    struct keur_text root = project->project->root;
    struct folders_known known;
    *ret_changes = (struct changes){.arena = arena, .since = since};
    if (since.length == 0) {
        ret_changes->since = TEXT("HEAD");
        if (!git_has_commit(root, arena)) /* a repository that is new, or none */
            return git_tracked(root, arena, &known, errors);
    }
    return git_open(root, ret_changes->since, arena, &ret_changes->revision, errors) &&
           compare(project, ret_changes, errors);
}

void changes_free(struct changes *changes)
{
    ARRAY_FREE(&changes->revision);
    ARRAY_FREE(changes);
    arena_free(changes->arena);
}

/* ---- Asking ---- */

const struct change *changes_find(const struct changes *changes, struct keur_text path)
{
    for (size_t i = 0; i < changes->count; i++)
        if (keur_text_equals(changes->items[i].git.path, path) &&
            changes->items[i].git.kind != GIT_DELETED)
            return &changes->items[i];
    return NULL;
}

struct keur_text changes_old_path(const struct changes *changes, struct keur_text path)
{
    const struct change *change = changes_find(changes, path);
    return change == NULL || change->git.was == NULL ? path : change->git.was->was;
}

const struct keur_rename *changes_renames(const struct changes *changes, size_t *ret_count)
{
    struct keur_rename *renames =
        arena_allocate(changes->arena, (changes->count + 1) * sizeof *renames);
    size_t count = 0;
    for (size_t i = 0; i < changes->count; i++)
        if (changes->items[i].git.kind == GIT_RENAMED)
            renames[count++] =
                (struct keur_rename){changes->items[i].git.was->was, changes->items[i].git.path};
    *ret_count = count;
    return renames;
}

struct keur_text changes_words(const struct changes *changes, const struct change *change,
                               const struct project *project, struct arena *arena)
{
    struct keur_text since = changes->since;
    switch (change->git.kind) {
    case GIT_ADDED:
        return arena_format(arena, "which is new since %.*s", KEUR_ARGUMENT(since));
    case GIT_CHANGED:
        return arena_format(arena, "which has changed since %.*s", KEUR_ARGUMENT(since));
    case GIT_DELETED:
        return arena_format(arena, "which was deleted since %.*s", KEUR_ARGUMENT(since));
    case GIT_RENAMED:
        break;
    }
    return arena_format(arena, "which became %.*s since %.*s",
                        KEUR_ARGUMENT(discover_shown(project, change->git.path, arena)),
                        KEUR_ARGUMENT(since));
}

/* ---- The past ---- */

static bool lies_in(struct keur_text folder, struct keur_text path)
{
    return path.length > folder.length && path.bytes[folder.length] == '/' &&
           keur_text_equals(text_slice(path, 0, folder.length), folder);
}

/* Did the folder hold a file then, or does it hold one that is not undone? */
static bool held_files(const struct changes *changes, size_t count, struct keur_text folder)
{
    for (size_t i = 0; i < changes->revision.count; i++)
        if (lies_in(folder, changes->revision.items[i].was))
            return true;
    for (size_t i = count; i < changes->count; i++)
        if (lies_in(folder, changes->items[i].git.path) &&
            changes->items[i].git.kind != GIT_DELETED)
            return true;
    return false;
}

/* The folders that were made for a new file. */
static void add_folders(const struct changes *changes, size_t count, struct keur_text folder,
                        struct past *past)
{
    while (!text_is(folder, ".") && !held_files(changes, count, folder)) {
        *ARRAY_PUSH(past) = (struct past_file){.path = folder, .state = PAST_ABSENT};
        folder = path_folder(folder);
    }
}

struct past changes_past(const struct changes *changes, size_t count)
{
    struct past past = {0};
    struct keur_text last = TEXT(".");
    for (size_t i = 0; i < count; i++) {
        const struct change *change = &changes->items[i];
        struct keur_text folder = path_folder(change->git.path);
        if (change->git.kind == GIT_ADDED || change->git.kind == GIT_RENAMED) {
            if (!keur_text_equals(folder, last))
                add_folders(changes, count, folder, &past);
            last = folder;
            *ARRAY_PUSH(&past) = (struct past_file){.path = change->git.path, .state = PAST_ABSENT};
        }
        if (change->git.was != NULL)
            *ARRAY_PUSH(&past) = (struct past_file){
                .path = change->git.was->was,
                .state = change->text.bytes == NULL ? PAST_UNREAD : PAST_TEXT,
                .text = change->text,
            };
    }
    past_sort(&past);
    return past;
}
