#include "command/check.h"

#include <stdio.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/text.h"
#include "collect/collect.h"
#include "command/affected.h"
#include "command/ask.h"
#include "command/fix.h"
#include "command/known.h"
#include "command/lint.h"
#include "command/output.h"
#include "command/rules.h"
#include "command/session.h"
#include "command/since.h"
#include "command/terminal.h"
#include "render/render.h"

enum { EXIT_CLEAN = 0, EXIT_FINDINGS = 1 };

void command_print_errors(struct errors *errors)
{
    for (size_t i = 0; i < errors->count; i++) {
        render_escaped(stderr, text_of(errors->items[i]));
        putc('\n', stderr);
    }
    errors_free(errors);
}

static bool is_failure(const struct summary *summary, int fail_on)
{
    size_t count = 0;
    for (int severity = fail_on; fail_on != SEVERITY_OFF && severity < SEVERITY_COUNT; severity++)
        count += summary->by_severity[severity];
    return count > 0;
}

/* Without documents only where nothing else says why.  Behind the findings, whatever the order in
 * which both streams are read. */
static void write_summary(const struct arguments *arguments, const struct summary *summary,
                          const struct buffer *notes, const struct errors *errors)
{
    if (arguments->quiet)
        return;
    if (summary->documents == 0 && errors->count == 0)
        fputs("keur: no documents here: nothing was checked\n", stderr);
    if (summary->documents > 0)
        render_summary(
            stderr, summary,
            (struct render_style){terminal_has_color(stderr, (enum color_choice)arguments->color)});
    if (notes->length > 0)
        fwrite(notes->bytes, 1, notes->length, stderr);
}

/* One worker for each processor, unless the user says otherwise. */
static size_t count_jobs(const struct arguments *arguments)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    if (arguments->jobs > 0)
        return arguments->jobs;
    return processors < 1 ? 1 : processors > LIMIT_JOBS ? LIMIT_JOBS : (size_t)processors;
}

/* Every project of the session through the stages. */
static void lint_all(struct session *session, const struct arguments *arguments, struct lint *lint,
                     struct buffer *notes)
{
    for (size_t i = 0; i < session->count; i++) {
        size_t from = lint->findings.count;
        if (arguments->affected) {
            affected_lint(session, &session->items[i], arguments, lint, notes);
            continue;
        }
        lint_project(lint, session->items[i].project, &session->items[i].targets,
                     !arguments->no_project);
        if (!arguments->no_baseline)
            known_leave_out(&session->items[i], arguments, lint, from, notes);
        if (arguments->since.length > 0)
            since_leave_out(&session->items[i], arguments, lint, from);
    }
}

/* Without git, and without files to write to? */
static bool only_prints(const struct arguments *arguments)
{
    for (size_t i = 0; i < arguments->outputs.count; i++)
        if (arguments->outputs.items[i].path.length > 0)
            return false;
    return !arguments->affected && arguments->since.length == 0;
}

int command_check(const struct arguments *arguments)
{
    struct lint lint = lint_new((enum column_unit)arguments->unit);
    struct session session;
    struct buffer notes = {0};
    int code = EXIT_TROUBLE;
    lint.jobs = count_jobs(arguments);
    lint.is_thrifty = arguments->jobs == 0;
    bool is_usable = output_check(arguments, &lint.errors);
    is_usable = session_open(&session, arguments, &lint.errors) && is_usable;
    if (is_usable) {
        ask(&session, arguments, &lint.errors);
        if (arguments->fix)
            fix_documents(&session, arguments, NULL, &lint.errors);
        lint.is_last = session.count == 1 && only_prints(arguments);
        lint_all(&session, arguments, &lint, &notes);
        collect_sort(&lint.findings);
        if (output_has_fingerprints(arguments))
            collect_fingerprints(&lint.findings);
        struct summary summary = collect_count(&lint.findings);
        summary.documents = lint.documents;
        if (arguments_has_format(arguments, "sarif"))
            summary.rules = session_rules(&session, &summary.rule_count);
        summary.troubles = lint.errors.items;
        summary.trouble_count = lint.errors.count;
        if (session.count > 0) {
            output_write(arguments, &lint.findings, &summary, &lint.errors);
            write_summary(arguments, &summary, &notes, &lint.errors);
        }
        if (lint.errors.count == 0)
            code = is_failure(&summary, arguments->fail_on) ? EXIT_FINDINGS : EXIT_CLEAN;
    }
    command_print_errors(&lint.errors);
    buffer_free(&notes);
    session_close(&session);
    lint_free(&lint);
    return code;
}

/* Of a command that has two formats of its own, and "text" by default. */
static bool check_format(struct keur_text format, struct keur_text other, struct errors *errors)
{
    const struct keur_text names[] = {TEXT("text"), other};
    return format.length == 0 || keur_text_equals(format, names[0]) ||
           keur_text_equals(format, names[1]) ||
           arguments_refuse("format", format, names, sizeof names / sizeof *names, errors);
}

int command_suppressions(const struct arguments *arguments)
{
    struct lint lint = lint_new(COLUMN_CODE_POINT);
    struct session session;
    bool is_usable = check_format(arguments_format(arguments), TEXT("json"), &lint.errors);
    is_usable = session_open(&session, arguments, &lint.errors) && is_usable;
    if (is_usable) {
        ask(&session, arguments, &lint.errors);
        for (size_t i = 0; i < session.count; i++)
            lint_project(&lint, session.items[i].project, &session.items[i].targets,
                         !arguments->no_project);
        if (text_is(arguments_format(arguments), "json"))
            render_suppressions_json(stdout, &lint.suppressions);
        else
            render_suppressions(stdout, &lint.suppressions);
    }
    int code = lint.errors.count > 0 ? EXIT_TROUBLE : EXIT_CLEAN;
    command_print_errors(&lint.errors);
    session_close(&session);
    lint_free(&lint);
    return code;
}

int command_rules(const struct arguments *arguments)
{
    struct session session;
    struct errors errors = {0};
    struct session_project *found = NULL;
    struct project project;
    if (session_open(&session, arguments, &errors) &&
        check_format(arguments_format(arguments), TEXT("markdown"), &errors))
        found = session_project(&session, session.working_folder, &errors);
    if (found != NULL)
        project = rules_all(found->project, session.arena);
    if (found != NULL && arguments->command == COMMAND_EXPLAIN)
        rules_explain(stdout, &project, arguments->paths.items[0], &errors);
    else if (found != NULL && text_is(arguments_format(arguments), "markdown"))
        rules_markdown(stdout, &project);
    else if (found != NULL)
        rules_list(stdout, &project);
    int code = errors.count > 0 ? EXIT_TROUBLE : EXIT_CLEAN;
    command_print_errors(&errors);
    session_close(&session);
    return code;
}
