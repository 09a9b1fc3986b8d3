#include "command/since.h"

#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "base/limits.h"
#include "collect/collect.h"
#include "git/changed_lines.h"
#include "git/git.h"

/* Findings of one document. */
struct group {
    size_t begin, end;
    const struct git_file *file; /* NULL: the document is new */
};
struct groups {
    struct group *items;
    size_t count, capacity;
};

/* Sorted findings of one document follow each other. */
static struct groups group(const struct findings *findings, const struct git_revision *revision)
{
    struct groups groups = {0};
    for (size_t i = 0; i < findings->count; i++) {
        struct keur_text path = findings->items[i].project_path;
        struct group *last = groups.count == 0 ? NULL : &groups.items[groups.count - 1];
        if (last == NULL || !keur_text_equals(findings->items[last->begin].project_path, path)) {
            last = ARRAY_PUSH(&groups);
            *last = (struct group){.begin = i, .file = git_find(revision, path)};
        }
        last->end = i + 1;
    }
    return groups;
}

/* The old texts of all documents, from one run of git. */
static bool read_old(const struct git_revision *revision, const struct groups *groups,
                     struct arena *arena, struct keur_text *texts, struct errors *errors)
{
    struct git_files files = {0};
    struct keur_text *read = arena_allocate(arena, groups->count * sizeof *read);
    for (size_t i = 0; i < groups->count; i++)
        if (groups->items[i].file != NULL)
            *ARRAY_PUSH(&files) = groups->items[i].file;
    bool is_fine = git_read(revision, &files, arena, read, errors);
    for (size_t i = 0, next = 0; is_fine && i < groups->count; i++)
        if (groups->items[i].file != NULL)
            texts[i] = read[next++];
    ARRAY_FREE(&files);
    return is_fine;
}

/* The text that was linted: standard input, or what is on the disk. */
static struct keur_text read_now(const struct session_project *project, struct keur_text path,
                                 struct arena *arena)
{
    const struct target *target = discover_find(&project->targets, path);
    struct errors told_before = {0};
    struct keur_text text = TEXT("");
    if (target != NULL && target->text != NULL)
        return *target->text;
    file_read(path_join(arena, project->project->root, path).bytes, LIMIT_DOCUMENT_BYTES, arena,
              &text, &told_before);
    errors_free(&told_before);
    return text;
}

static const bool *lines_changed(struct keur_text old, struct keur_text text, struct arena *arena,
                                 size_t *ret_count)
{
    struct lines before = lines_index(old, arena), now = lines_index(text, arena);
    *ret_count = now.count;
    return changed_lines(&before, &now, arena);
}

static void mark_changed(const struct session_project *project, const struct groups *groups,
                         const struct keur_text *old, const struct findings *findings,
                         bool *ret_stays)
{
    struct arena *arena = arena_new();
    for (size_t g = 0; g < groups->count; g++, arena_reset(arena)) {
        const struct group *group = &groups->items[g];
        const bool *changed = NULL;
        size_t count = 0;
        if (group->file != NULL)
            changed = lines_changed(
                old[g], read_now(project, findings->items[group->begin].project_path, arena), arena,
                &count);
        for (size_t i = group->begin; i < group->end; i++) {
            size_t line = findings->items[i].start.line - 1;
            ret_stays[i] = changed == NULL || (line < count && changed[line]);
        }
    }
    arena_free(arena);
}

bool since_mark(const struct session_project *project, struct keur_text since,
                const struct findings *findings, bool *ret_stays, struct errors *errors)
{
    struct arena *arena = arena_new();
    struct git_revision revision;
    bool is_fine = git_open(project->project->root, since, arena, &revision, errors);
    if (is_fine) {
        struct groups groups = group(findings, &revision);
        struct keur_text *old = arena_allocate(arena, groups.count * sizeof *old);
        is_fine = read_old(&revision, &groups, arena, old, errors);
        if (is_fine)
            mark_changed(project, &groups, old, findings, ret_stays);
        ARRAY_FREE(&groups);
    }
    ARRAY_FREE(&revision);
    arena_free(arena);
    return is_fine;
}

void since_leave_out(const struct session_project *project, const struct arguments *arguments,
                     struct lint *lint, size_t from)
{
    struct arena *arena = arena_new();
    struct findings own = {.items = lint->findings.items + from,
                           .count = lint->findings.count - from};
    collect_sort(&own);
    lint->findings.count = from + own.count;
    bool *stays = arena_allocate(arena, own.count * sizeof *stays);
    if (since_mark(project, arguments->since, &own, stays, &lint->errors)) {
        size_t kept = from;
        for (size_t i = 0; i < own.count; i++)
            if (stays[i])
                lint->findings.items[kept++] = own.items[i];
        lint->findings.count = kept;
    }
    arena_free(arena);
}
