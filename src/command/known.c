#include "command/known.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "base/file.h"
#include "base/limits.h"
#include "check/suppressions.h"
#include "collect/collect.h"

#define DEFAULT_NAME ".keur-baseline"

/* ---- Reading ---- */

/* Former ids of rules go on working. */
static void rename_rules(struct baseline *baseline, const struct project *project)
{
    for (size_t i = 0; i < baseline->count; i++) {
        const struct rule *rule = suppressions_rule(project, baseline->items[i].rule);
        if (rule != NULL)
            baseline->items[i].rule = rule->id;
    }
    baseline_sort(baseline);
}

bool known_open(const struct project *project, struct arena *arena, struct known_file *ret_file,
                struct errors *errors)
{
    struct keur_text name = project->baseline.length > 0 ? project->baseline : TEXT(DEFAULT_NAME);
    struct keur_text text;
    *ret_file = (struct known_file){
        .path = path_join(arena, project->root, name),
        .shown = discover_shown(project, name, arena),
    };
    ret_file->is_there = file_type(ret_file->path.bytes) != FILE_ABSENT;
    if (!ret_file->is_there)
        return true;
    if (!file_read(ret_file->path.bytes, LIMIT_BASELINE_BYTES, arena, &text, errors) ||
        !baseline_read(text, ret_file->shown, arena, &ret_file->baseline, errors))
        return false;
    rename_rules(&ret_file->baseline, project);
    return true;
}

/* ---- Judging ---- */

static bool has_run(const struct rule *rule, const struct arguments *arguments)
{
    bool is_selected = arguments->only.count > 0 || arguments->skip.count > 0;
    if (rule == NULL) /* it is not there any more */
        return true;
    if (!rule_is_on(rule))
        return !is_selected;
    return rule->check == NULL || rule->check->run_project == NULL || !arguments->no_project;
}

void known_judge(struct known_file *file, const struct session_project *project,
                 const struct arguments *arguments, struct arena *arena)
{
    for (size_t i = 0; i < file->baseline.count; i++) {
        struct known *known = &file->baseline.items[i];
        bool is_checked = discover_find(&project->targets, known->path) != NULL;
        struct keur_text path = path_join(arena, project->project->root, known->path);
        known->is_gone = !is_checked && file_type(path.bytes) == FILE_ABSENT;
        known->is_judged = (is_checked || arguments->paths.count == 0) &&
                           has_run(suppressions_rule(project->project, known->rule), arguments);
    }
}

/* ---- Leaving out ---- */

static void note(const struct known_file *file, size_t taken, struct buffer *notes)
{
    size_t fixed = baseline_fixed(&file->baseline);
    if (taken > 0)
        buffer_printf(notes, "keur: %zu known %s not shown: %.*s\n", taken,
                      taken == 1 ? "finding is" : "findings are", KEUR_ARGUMENT(file->shown));
    if (fixed > 0)
        buffer_printf(notes,
                      "keur: %zu known %s fixed: `keur baseline --prune` takes %s out of %.*s\n",
                      fixed, fixed == 1 ? "finding is" : "findings are", fixed == 1 ? "it" : "them",
                      KEUR_ARGUMENT(file->shown));
}

void known_leave_out(const struct session_project *project, const struct arguments *arguments,
                     struct lint *lint, size_t from, struct buffer *notes)
{
    struct arena *arena = lint->arena;
    struct findings own = {.items = lint->findings.items + from,
                           .count = lint->findings.count - from};
    struct findings taken = {0};
    struct known_file file;
    if (known_open(project->project, arena, &file, &lint->errors) && file.is_there) {
        collect_sort(&own);
        collect_fingerprints(&own);
        known_judge(&file, project, arguments, arena);
        baseline_apply(&file.baseline, &own, &taken);
        lint->findings.count = from + own.count;
        note(&file, taken.count, notes);
    }
    ARRAY_FREE(&taken);
    ARRAY_FREE(&file.baseline);
}

/* ---- Writing ---- */

static bool fail(const struct known_file *file, struct errors *errors)
{
    return errors_add(errors, "keur: cannot write '%.*s': %s", KEUR_ARGUMENT(file->shown),
                      strerror(errno));
}

/* A link in the project must not lead us out of it. */
static bool is_within(const struct known_file *file, const struct project *project,
                      struct arena *arena)
{
    struct keur_text below, folder = path_real(arena, arena_string(arena, path_folder(file->path)));
    return folder.length > 0 && path_below(project->root, folder, &below);
}

static bool write_whole(const char *path, struct keur_text text)
{
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (descriptor < 0)
        return false;
    size_t written = 0;
    ssize_t step = 0;
    for (; written < text.length && step >= 0; written += (size_t)(step > 0 ? step : 0))
        step = write(descriptor, text.bytes + written, text.length - written);
    bool is_written = written == text.length && fsync(descriptor) == 0;
    return close(descriptor) == 0 && is_written;
}

bool known_write(const struct known_file *file, const struct project *project,
                 const struct baseline *baseline, struct arena *arena, struct errors *errors)
{
    struct keur_text aside = arena_format(arena, "%.*s.new", KEUR_ARGUMENT(file->path));
    if (!is_within(file, project, arena))
        return errors_add(errors, "keur: cannot write '%.*s': its folder is not in the project",
                          KEUR_ARGUMENT(file->shown));
    if (baseline->count == 0)
        return !file->is_there || unlink(file->path.bytes) == 0 || fail(file, errors);
    struct buffer text = {0};
    baseline_write(baseline, &text);
    unlink(aside.bytes); /* of a run that was ended */
    bool is_written =
        write_whole(aside.bytes, buffer_text(&text)) && rename(aside.bytes, file->path.bytes) == 0;
    buffer_free(&text);
    if (is_written)
        return true;
    fail(file, errors);
    unlink(aside.bytes);
    return false;
}
