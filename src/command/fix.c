#include "command/fix.h"

#include "base/array.h"
#include "base/file.h"
#include "base/lines.h"
#include "base/replace.h"
#include "base/text.h"
#include "command/ask.h"
#include "command/check.h"
#include "command/mend.h"
#include "command/patch.h"
#include "command/terminal.h"
#include "render/render.h"

enum { EXIT_DONE = 0, EXIT_DIFFERENT = 1 };

/* One run of the fixer over all projects. */
struct fixing {
    const struct arguments *arguments;
    struct errors *errors;
    FILE *list;                 /* of what was mended, or NULL */
    size_t documents, findings; /* mended */
    size_t failures;            /* documents that could not be written */
    size_t unsafe; /* findings that have edits left, all of which need --unsafe-fixes */
};

/* ---- Telling ---- */

static void tell_entry(const struct fixing *fixing, FILE *stream,
                       const struct mend_document *document, const struct lines *lines,
                       const struct mend_entry *entry)
{
    struct position position =
        lines_position(lines, entry->span.begin, (enum column_unit)fixing->arguments->unit);
    struct buffer line = {0};
    buffer_printf(&line, "%.*s:%zu:%zu: %smended: %.*s [%.*s]",
                  KEUR_ARGUMENT(document->target.shown), position.line, position.column,
                  entry->reason.length > 0 ? "not " : "", KEUR_ARGUMENT(entry->message),
                  KEUR_ARGUMENT(entry->rule));
    if (entry->reason.length > 0)
        buffer_printf(&line, ": %.*s", KEUR_ARGUMENT(entry->reason));
    render_escaped(stream, buffer_text(&line));
    putc('\n', stream);
    buffer_free(&line);
}

static void tell_document(const struct fixing *fixing, const struct mend_document *document,
                          bool is_mended)
{
    struct arena *arena = arena_new();
    struct lines lines = lines_index(document->current, arena);
    for (size_t i = 0; is_mended && fixing->list != NULL && i < document->mended.count; i++)
        tell_entry(fixing, fixing->list, document, &lines, &document->mended.items[i]);
    for (size_t i = 0; i < document->refused.count; i++)
        tell_entry(fixing, stderr, document, &lines, &document->refused.items[i]);
    arena_free(arena);
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void tell_summary(const struct fixing *fixing)
{
    if (fixing->arguments->quiet)
        return;
    if (fixing->documents + fixing->failures == 0)
        fputs("keur: nothing to mend", stderr);
    else
        fprintf(stderr, "keur: %zu finding%s %smended in %zu document%s", fixing->findings,
                plural(fixing->findings), fixing->arguments->diff ? "would be " : "",
                fixing->documents, plural(fixing->documents));
    if (fixing->unsafe > 0)
        fprintf(stderr, "; %zu more with --unsafe-fixes", fixing->unsafe);
    putc('\n', stderr);
}

/* ---- Writing ---- */

/* Where the file lies by now: a folder may have become a link. */
static bool replace_file(const struct fixing *fixing, const struct project *project,
                         const struct mend_document *document, struct arena *arena)
{
    struct keur_text path = path_join(arena, project->root, document->target.path);
    struct keur_text real = path_real(arena, path.bytes), below;
    if (real.length > 0 && !path_below(project->root, real, &below))
        return errors_add(fixing->errors,
                          "keur: '%.*s' is not changed: it leads out of its project, to '%.*s'",
                          KEUR_ARGUMENT(document->target.shown), KEUR_ARGUMENT(real));
    const struct file_change change = {.path = real.length > 0 ? real : path,
                                       .shown = document->target.shown,
                                       .before = document->source,
                                       .after = document->current};
    return file_replace(&change, fixing->errors);
}

static bool write_document(const struct fixing *fixing, const struct project *project,
                           const struct mend_document *document)
{
    if (fixing->arguments->diff) {
        patch_print(stdout, document,
                    terminal_has_color(stdout, (enum color_choice)fixing->arguments->color));
        return true;
    }
    if (document->target.text != NULL)
        return true; /* standard input: written in any case, at the end */
    struct arena *arena = arena_new();
    bool is_written = replace_file(fixing, project, document, arena);
    arena_free(arena);
    return is_written;
}

static size_t count_unsafe(const struct mend_document *document)
{
    size_t count = 0;
    for (size_t i = 0; i < document->findings.count; i++)
        count += document->findings.items[i].edit_count > 0 &&
                 !repair_is_safe(&document->findings.items[i]);
    return count;
}

static void finish_document(struct fixing *fixing, const struct project *project,
                            const struct mend_document *document)
{
    if (!document->is_asked)
        return;
    if (document->is_given_up && document->is_read)
        errors_add(fixing->errors,
                   "keur: '%.*s' is not changed: its edits bring new ones without end, which is a "
                   "mistake in a plugin; leave one out with --fix-only",
                   KEUR_ARGUMENT(document->target.shown));
    if (!fixing->arguments->unsafe_fixes)
        fixing->unsafe += count_unsafe(document);
    bool has_changed = mend_has_changed(document);
    bool is_mended = has_changed && write_document(fixing, project, document);
    fixing->failures += has_changed && !is_mended;
    if (is_mended) {
        fixing->documents++;
        fixing->findings += document->mended.count;
    }
    tell_document(fixing, document, is_mended);
}

/* The text of standard input, mended. */
static void write_stdin(const struct mend *mend)
{
    for (size_t i = 0; i < mend->documents.count; i++) {
        const struct mend_document *document = &mend->documents.items[i];
        if (document->target.text == NULL)
            continue;
        struct keur_text text = document->is_read ? document->current : *document->target.text;
        fwrite(text.bytes, 1, text.length, stdout);
    }
}

static void fix_project(struct fixing *fixing, const struct session_project *found)
{
    struct mend_options options = {.with_unsafe = fixing->arguments->unsafe_fixes,
                                   .with_index = !fixing->arguments->no_project};
    struct mend mend = mend_project(found->project, &found->targets, options);
    for (size_t i = 0; i < mend.errors.count; i++)
        errors_add(fixing->errors, "%s", mend.errors.items[i]);
    for (size_t i = 0; i < mend.documents.count; i++)
        finish_document(fixing, found->project, &mend.documents.items[i]);
    if (!fixing->arguments->diff)
        write_stdin(&mend);
    mend_free(&mend);
}

/* In the folders of the documents, each once: the targets are sorted. */
static void remove_leftovers(const struct session_project *found)
{
    struct arena *arena = arena_new();
    struct keur_text last = TEXT("");
    size_t count = 0;
    for (size_t i = 0; i < found->targets.count; i++) {
        struct keur_text path =
            path_join(arena, found->project->root, found->targets.items[i].path);
        struct keur_text folder = path_folder(path);
        if (!keur_text_equals(folder, last))
            count += file_remove_leftovers(arena_string(arena, folder));
        last = folder;
    }
    if (count > 0)
        fprintf(stderr, "keur: removed %zu unfinished file%s of a run that was stopped\n", count,
                plural(count));
    arena_free(arena);
}

static struct fixing fix_all(struct session *session, const struct arguments *arguments, FILE *list,
                             struct errors *errors)
{
    struct fixing fixing = {.arguments = arguments, .errors = errors, .list = list};
    for (size_t i = 0; i < session->count; i++) {
        if (!arguments->diff && !ask_is_stdin(arguments))
            remove_leftovers(&session->items[i]);
        fix_project(&fixing, &session->items[i]);
    }
    fflush(stdout);
    tell_summary(&fixing);
    return fixing;
}

void fix_documents(struct session *session, const struct arguments *arguments, FILE *list,
                   struct errors *errors)
{
    fix_all(session, arguments, list, errors);
}

int command_fix(const struct arguments *arguments)
{
    struct errors errors = {0};
    struct session session;
    struct fixing fixing = {0};
    bool is_quiet = arguments->quiet || arguments->diff || ask_is_stdin(arguments);
    if (session_open(&session, arguments, &errors)) {
        ask(&session, arguments, &errors);
        if (session.count > 0)
            fixing = fix_all(&session, arguments, is_quiet ? NULL : stdout, &errors);
    }
    int code = errors.count > 0                          ? EXIT_TROUBLE
               : arguments->diff && fixing.documents > 0 ? EXIT_DIFFERENT
                                                         : EXIT_DONE;
    command_print_errors(&errors);
    session_close(&session);
    return code;
}
