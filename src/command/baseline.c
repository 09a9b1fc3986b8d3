/* `keur baseline`: what is found now is known from now on. */
#include <stdio.h>

#include "base/array.h"
#include "base/text.h"
#include "check/check.h"
#include "collect/collect.h"
#include "command/ask.h"
#include "command/check.h"
#include "command/known.h"
#include "render/render.h"

/* What makes a document unreadable is never left out. */
static void drop_limits(struct findings *findings)
{
    size_t kept = 0;
    for (size_t i = 0; i < findings->count; i++)
        if (!keur_text_equals(findings->items[i].rule, check_limit_rule.id))
            findings->items[kept++] = findings->items[i];
    findings->count = kept;
}

static void tell(const struct known_file *file, size_t size, size_t added)
{
    size_t fixed = baseline_fixed(&file->baseline);
    render_escaped(stdout, file->shown);
    if (size == 0)
        fputs(file->is_there ? ": nothing is left to know, and the file is gone"
                             : ": nothing is found, and no file is needed",
              stdout);
    else
        printf(": %zu known %s", size, size == 1 ? "finding" : "findings");
    if (added > 0)
        printf(", %zu of them new", added);
    if (fixed > 0)
        printf(", %zu fixed and out", fixed);
    putchar('\n');
}

/* `found` are the findings of the project, in their order. */
static void write_baseline(const struct session_project *project, const struct arguments *arguments,
                           struct findings *found, struct arena *arena, struct errors *errors)
{
    struct known_file file;
    struct baseline next = {0};
    struct findings taken = {0};
    if (known_open(project->project, arena, &file, errors)) {
        known_judge(&file, project, arguments, arena);
        baseline_apply(&file.baseline, found, &taken);
        baseline_add(&next, &taken);
        size_t added = arguments->prune ? 0 : found->count;
        if (!arguments->prune)
            baseline_add(&next, found);
        baseline_add_unjudged(&next, &file.baseline);
        baseline_sort(&next);
        if (known_write(&file, project->project, &next, arena, errors))
            tell(&file, baseline_size(&next), added);
    }
    ARRAY_FREE(&file.baseline);
    ARRAY_FREE(&next);
    ARRAY_FREE(&taken);
}

static void write_all(struct session *session, const struct arguments *arguments, struct lint *lint)
{
    for (size_t i = 0; i < session->count; i++) {
        lint->findings.count = 0;
        lint_project(lint, session->items[i].project, &session->items[i].targets,
                     !arguments->no_project);
        if (lint->errors.count > 0)
            return; /* what could not be read would pass for fixed */
        collect_sort(&lint->findings);
        collect_fingerprints(&lint->findings);
        drop_limits(&lint->findings);
        write_baseline(&session->items[i], arguments, &lint->findings, lint->arena, &lint->errors);
    }
}

int command_baseline(const struct arguments *arguments)
{
    struct lint lint = lint_new(COLUMN_CODE_POINT);
    struct session session;
    if (session_open(&session, arguments, &lint.errors)) {
        ask(&session, arguments, &lint.errors);
        if (lint.errors.count == 0)
            write_all(&session, arguments, &lint);
    }
    int code = lint.errors.count > 0 ? EXIT_TROUBLE : 0;
    command_print_errors(&lint.errors);
    session_close(&session);
    lint_free(&lint);
    return code;
}
