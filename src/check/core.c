/* The core's own plugin: checks on the comments that suppress findings. */
#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "check/run.h"
#include "check/splits.h"
#include "check/suppressions.h"

/* A finding at `where` with one edit that is not certain. */
static void report_edit(keur_run *run, struct keur_span where, struct keur_text replacement,
                        struct keur_text message)
{
    struct keur_edit edit = {where, replacement, KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
    keur_report_details(run, where, &details, "%.*s", KEUR_ARGUMENT(message));
}

/* All the checks look at them. */
static const struct comments *comments_of(keur_run *run, const keur_document *document)
{
    void **kept = keur_keep(run);
    if (*kept == NULL) {
        struct comments *comments = arena_allocate(run->scratch, sizeof *comments);
        *comments = comments_read(document, run->scratch);
        *kept = comments;
    }
    return *kept;
}

/* ---- keur/unknown-suppression ---- */

static void run_unknown_suppression(keur_run *run, const keur_document *document)
{
    const struct comments *comments = comments_of(run, document);
    for (size_t i = 0; i < comments->count; i++) {
        const struct comment *comment = &comments->items[i];
        struct keur_text word = keur_slice(document, comment->word);
        if (comment->form != COMMENT_UNKNOWN)
            continue;
        const char *nearest = comment_nearest_form(word);
        if (nearest == NULL)
            keur_report(run, comment->word,
                        "there is no comment '%.*s': keur knows keur-disable-line, "
                        "keur-disable-next, keur-disable, keur-enable and keur-disable-file",
                        KEUR_ARGUMENT(word));
        else
            report_edit(run, comment->word, text_of(nearest),
                        keur_format(run, "there is no comment '%.*s'; did you mean '%s'?",
                                    KEUR_ARGUMENT(word), nearest));
    }
}

/* ---- keur/suppression-without-rule, keur/suppression-without-reason ---- */

static bool is_suppression(const struct comment *comment)
{
    return comment->form != COMMENT_UNKNOWN && comment->form != COMMENT_ENABLE;
}

static void run_without_rule(keur_run *run, const keur_document *document)
{
    const struct comments *comments = comments_of(run, document);
    for (size_t i = 0; i < comments->count; i++) {
        const struct comment *comment = &comments->items[i];
        struct keur_text word = keur_slice(document, comment->word);
        if (is_suppression(comment) && comment->name_count == 0)
            keur_report(run, comment->span,
                        "'%.*s' names no rule, so it suppresses nothing: write '%.*s RULE: reason' "
                        "with the id that stands in brackets behind the finding",
                        KEUR_ARGUMENT(word), KEUR_ARGUMENT(word));
    }
}

static void run_without_reason(keur_run *run, const keur_document *document)
{
    const struct comments *comments = comments_of(run, document);
    for (size_t i = 0; i < comments->count; i++) {
        const struct comment *comment = &comments->items[i];
        if (is_suppression(comment) && comment->name_count > 0 && comment->reason.length == 0)
            keur_report(run, comment->span,
                        "no reason is given: write it behind a colon, '%.*s: reason'",
                        KEUR_ARGUMENT(comment->names[comment->name_count - 1].text));
    }
}

/* ---- keur/unknown-rule-in-suppression ---- */

static struct keur_texts rule_ids(const keur_run *run)
{
    const struct project *project = run->project;
    struct keur_text *ids = arena_allocate(run->scratch, project->rule_count * sizeof *ids);
    for (size_t i = 0; i < project->rule_count; i++)
        ids[i] = project->rules[i].id;
    return (struct keur_texts){ids, project->rule_count};
}

/* "a/b because" and "a/b c/d": a colon or a comma was left out. */
static void report_blank(keur_run *run, const struct comment_name *name, size_t blank)
{
    struct keur_text first = text_slice(name->text, 0, blank);
    struct keur_text rest = keur_text_trim(text_slice(name->text, blank, name->text.length));
    size_t word_end = 0;
    while (word_end < rest.length && strchr(" \t\r\n", rest.bytes[word_end]) == NULL)
        word_end++;
    bool is_rule = suppressions_rule(run->project, text_slice(rest, 0, word_end)) != NULL;
    struct keur_span gap = {name->span.begin + blank, name->span.end - rest.length};
    struct keur_edit edit = {gap, is_rule ? TEXT(", ") : TEXT(": "), KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
    if (is_rule)
        keur_report_details(run, name->span, &details,
                            "rules are separated by commas: '%.*s, %.*s'", KEUR_ARGUMENT(first),
                            KEUR_ARGUMENT(rest));
    else
        keur_report_details(run, name->span, &details,
                            "a reason stands behind a colon: '%.*s: %.*s'", KEUR_ARGUMENT(first),
                            KEUR_ARGUMENT(rest));
}

static void report_name(keur_run *run, const struct comment_name *name)
{
    size_t blank = 0;
    while (blank < name->text.length && strchr(" \t\r\n", name->text.bytes[blank]) == NULL)
        blank++;
    if (blank < name->text.length) {
        report_blank(run, name, blank);
        return;
    }
    if (text_starts_with(name->text, "keur/")) {
        keur_report(run, name->span, "'%.*s' cannot be suppressed by a comment",
                    KEUR_ARGUMENT(name->text));
        return;
    }
    if (suppressions_rule(run->project, name->text) != NULL)
        return;
    struct keur_texts ids = rule_ids(run);
    ptrdiff_t nearest = keur_nearest(name->text, ids.items, ids.count);
    if (nearest < 0)
        keur_report(run, name->span, "there is no rule '%.*s'; `keur rules` lists them",
                    KEUR_ARGUMENT(name->text));
    else
        report_edit(run, name->span, ids.items[nearest],
                    keur_format(run, "there is no rule '%.*s'; did you mean '%.*s'?",
                                KEUR_ARGUMENT(name->text), KEUR_ARGUMENT(ids.items[nearest])));
}

static void run_unknown_rule(keur_run *run, const keur_document *document)
{
    const struct comments *comments = comments_of(run, document);
    for (size_t i = 0; i < comments->count; i++)
        for (size_t n = 0; n < comments->items[i].name_count; n++)
            if (comments->items[i].form != COMMENT_UNKNOWN)
                report_name(run, &comments->items[i].names[n]);
}

/* ---- keur/suppression-splits ---- */

static void run_splits(keur_run *run, const keur_document *document)
{
    splits_report(run, document, comments_of(run, document));
}

/* ---- keur/unused-suppression ---- */

/* Whether findings were suppressed is known when all are there: `collect` says it.  Here is what
 * the document alone shows. */
static void run_unused(keur_run *run, const keur_document *document)
{
    const struct comments *comments = comments_of(run, document);
    bool *is_end = arena_allocate(run->scratch, comments->count + 1);
    for (size_t i = 0; i < comments->count; i++) {
        const struct comment *comment = &comments->items[i];
        for (size_t n = 0; comment->form == COMMENT_DISABLE && n < comment->name_count; n++) {
            const struct comment *end = comment_end(comments, comment, comment->names[n].text);
            if (end != NULL)
                is_end[end - comments->items] = true;
        }
        if (comment->form != COMMENT_ENABLE || is_end[i])
            continue;
        struct removal removal = comment_removal(document, comment);
        struct keur_edit edit = {removal.span, TEXT(""), removal.safety};
        struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
        keur_report_details(run, comment->span, &details,
                            "this keur-enable ends nothing: no keur-disable before it names %s",
                            comment->name_count == 0 ? "a rule" : "its rules");
    }
    if (comments->left_out.end > 0)
        keur_report(run, comments->left_out,
                    "more than %d comments to keur, and rules in them, in one document: from here "
                    "on they have no effect",
                    (int)LIMIT_SUPPRESSIONS);
}

#define CHECK(name, id_, run_, summary_)    \
    static const struct keur_check name = { \
        .size = sizeof name, .id = "keur/" id_, .summary = summary_, .run = run_}

CHECK(unused, "unused-suppression", run_unused, "Comments that suppress findings suppress some.");
CHECK(without_rule, "suppression-without-rule", run_without_rule,
      "Comments that suppress findings name a rule.");
CHECK(without_reason, "suppression-without-reason", run_without_reason,
      "Comments that suppress findings say why.");
CHECK(unknown_rule, "unknown-rule-in-suppression", run_unknown_rule,
      "Comments that suppress findings name rules that exist.");
CHECK(unknown_suppression, "unknown-suppression", run_unknown_suppression,
      "Comments that begin with `keur-` are some that keur knows.");
CHECK(splits, "suppression-splits", run_splits,
      "Comments that suppress findings do not change the published page.");

static const struct keur_check *const checks[] = {
    &splits, &without_reason, &without_rule, &unknown_rule, &unknown_suppression, &unused, NULL,
};

KEUR_PLUGIN(keur) = {
    .api_version = KEUR_API_VERSION,
    .size = sizeof(struct keur_plugin),
    .name = "keur",
    .summary = "Comments that suppress findings.",
    .checks = checks,
};
