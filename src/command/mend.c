#include "command/mend.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/file.h"
#include "base/limits.h"
#include "check/check.h"
#include "collect/collect.h"
#include "fix/apply.h"
#include "fix/search.h"

bool mend_has_changed(const struct mend_document *document)
{
    return document->is_read && !keur_text_equals(document->source, document->current);
}

/* ---- Texts and what is found in them ---- */

static void add_document(struct mend *mend, const struct target *target, bool is_asked)
{
    struct mend_document *document = ARRAY_PUSH(&mend->documents);
    document->target = *target;
    document->is_asked = is_asked;
}

static int compare_documents(const void *a, const void *b)
{
    const struct mend_document *first = a, *second = b;
    return keur_text_compare(first->target.path, second->target.path);
}

static struct mend_document *find_document(struct mend *mend, struct keur_text path)
{
    const struct mend_document wanted = {.target.path = path};
    return bsearch(&wanted, mend->documents.items, mend->documents.count, sizeof wanted,
                   compare_documents);
}

static bool sees_project(const struct mend *mend)
{
    return mend->options.with_index && check_needs_index(mend->project);
}

/* An edit in one document can bring findings in others: all of them are watched. */
static void watch_all(struct mend *mend)
{
    if (mend->has_all || !sees_project(mend))
        return;
    mend->has_all = true;
    struct targets all = {0};
    struct errors told = {0};
    discover_documents(mend->project, mend->project->root, mend->arena, &all, &told);
    discover_sort(&all);
    size_t asked = mend->documents.count;
    for (size_t i = 0; i < all.count; i++) {
        const struct mend_document wanted = {.target.path = all.items[i].path};
        if (bsearch(&wanted, mend->documents.items, asked, sizeof wanted, compare_documents) ==
            NULL)
            add_document(mend, &all.items[i], false);
    }
    qsort(mend->documents.items, mend->documents.count, sizeof *mend->documents.items,
          compare_documents);
    errors_free(&told);
    ARRAY_FREE(&all);
}

/* Texts as they are, or as they would be. */
enum moment { NOW, TRIAL };

static struct lint lint_texts(const struct mend *mend, enum moment moment)
{
    struct lint lint = lint_new(COLUMN_CODE_POINT);
    struct targets targets = {0};
    struct keur_text *texts = arena_allocate(lint.arena, mend->documents.count * sizeof *texts);
    for (size_t i = 0; i < mend->documents.count; i++) {
        const struct mend_document *document = &mend->documents.items[i];
        /* What has no text cannot change, nor can what others do to it without an index. */
        if (!document->is_read && !mend->has_all)
            continue;
        struct target *target = ARRAY_PUSH(&targets);
        *target = document->target;
        if (!document->is_read)
            continue;
        texts[i] = moment == TRIAL && document->repairs.count > 0 ? buffer_text(&document->trial)
                                                                  : document->current;
        target->text = &texts[i];
    }
    lint_project(&lint, mend->project, &targets, mend->options.with_index);
    collect_sort(&lint.findings);
    ARRAY_FREE(&targets);
    return lint;
}

/* Findings of the document at `next` in a sorted list, and those behind it. */
static struct findings_view take_view(const struct findings *findings, size_t *next)
{
    size_t first = *next;
    struct keur_text path = findings->items[first].path;
    while (*next < findings->count && keur_text_equals(findings->items[*next].path, path))
        ++*next;
    return (struct findings_view){findings->items + first, *next - first};
}

static void take_lint(struct mend *mend, struct lint lint)
{
    lint_free(&mend->lint);
    mend->lint = lint;
    for (size_t i = 0; i < mend->documents.count; i++)
        mend->documents.items[i].findings = (struct findings_view){0};
    for (size_t next = 0; next < lint.findings.count;) {
        struct findings_view view = take_view(&lint.findings, &next);
        struct mend_document *document = find_document(mend, view.items[0].project_path);
        if (document != NULL)
            document->findings = view;
    }
}

/* ---- Repairs ---- */

static int compare_rules(const void *a, const void *b)
{
    return keur_text_compare(((const struct rule *)a)->id, ((const struct rule *)b)->id);
}

static bool is_wanted(const struct mend *mend, const struct finding *finding)
{
    if (finding->edit_count == 0 || (!mend->options.with_unsafe && !repair_is_safe(finding)))
        return false;
    const struct rule wanted = {.id = finding->rule};
    const struct rule *rule = bsearch(&wanted, mend->project->rules, mend->project->rule_count,
                                      sizeof wanted, compare_rules);
    return rule != NULL && rule->may_fix;
}

/* Reads what has something to mend: from then on it is linted as it was read. */
static bool read_candidates(struct mend *mend)
{
    bool has_read = false;
    for (size_t i = 0; i < mend->documents.count; i++) {
        struct mend_document *document = &mend->documents.items[i];
        bool is_candidate = document->is_asked && !document->is_read && !document->is_given_up;
        bool has_wanted = false;
        for (size_t j = 0; is_candidate && j < document->findings.count && !has_wanted; j++)
            has_wanted = is_wanted(mend, &document->findings.items[j]);
        if (!has_wanted)
            continue;
        struct keur_text path = path_join(mend->arena, mend->project->root, document->target.path);
        if (document->target.text != NULL)
            document->source = *document->target.text;
        else
            document->is_given_up = !file_read(path.bytes, LIMIT_DOCUMENT_BYTES, mend->arena,
                                               &document->source, &mend->errors);
        document->current = document->source;
        document->is_read = !document->is_given_up;
        has_read = has_read || document->is_read;
    }
    return has_read;
}

static void find_repairs(struct mend *mend, struct mend_document *document, enum severity severity)
{
    document->repairs.count = 0;
    if (!document->is_asked || !document->is_read || document->is_given_up)
        return;
    for (size_t i = 0; i < document->findings.count; i++) {
        const struct finding *finding = &document->findings.items[i];
        if (finding->severity == severity && is_wanted(mend, finding))
            *ARRAY_PUSH(&document->repairs) = (struct repair){.finding = finding};
    }
    repairs_choose(&document->repairs);
}

static void make_trial(struct mend_document *document)
{
    document->trial.length = 0;
    document->trial_changes.count = 0;
    if (document->repairs.count > 0)
        apply_repairs(document->current, &document->repairs, &document->trial,
                      &document->trial_changes);
}

/* ---- Judging ---- */

/* The lines of a span, with their endings. */
static struct keur_span lines_around(struct keur_text text, struct keur_span span)
{
    while (span.begin > 0 && text.bytes[span.begin - 1] != '\n')
        span.begin--;
    span.end = text_find(text, '\n', span.end);
    return span;
}

/* Whoever changed the lines of a new finding may have brought it. */
static void blame(struct mend_document *document, const struct finding *finding,
                  struct keur_text reason)
{
    if (document->trial_changes.count == 0)
        return; /* others have brought it */
    struct keur_span lines = lines_around(buffer_text(&document->trial), finding->span);
    struct repair *only = NULL;
    bool are_several = false;
    for (size_t i = 0; i < document->trial_changes.count; i++) {
        const struct change *change = &document->trial_changes.items[i];
        if (change->after.end < lines.begin || change->after.begin > lines.end ||
            change->by->state != REPAIR_TRIED)
            continue;
        are_several = are_several || (only != NULL && only != change->by);
        only = change->by;
        if (only->blame == BLAME_NONE)
            only->blame = BLAME_SHARED;
    }
    if (only != NULL && !are_several) {
        only->blame = BLAME_ALONE;
        only->reason = reason;
    }
}

/* What the trial has brought to one document; false with a reason when it is not better. */
static bool judge_document(struct mend *mend, struct mend_document *document,
                           struct findings_view after, enum severity severity,
                           struct keur_text *ret_reason)
{
    bool is_fine = true;
    struct arena *scratch = arena_new();
    struct brought brought =
        brought_by(document->findings, after, &document->trial_changes, scratch);
    for (size_t i = 0; i < document->repairs.count; i++) {
        struct repair *repair = &document->repairs.items[i];
        if (repair->state != REPAIR_TRIED ||
            !brought.is_still_there[repair->finding - document->findings.items])
            continue;
        *ret_reason = repair->reason = TEXT("it would be found again");
        repair->blame = BLAME_ALONE;
        is_fine = false;
    }
    for (size_t i = 0; i < after.count; i++) {
        const struct finding *finding = &after.items[i];
        if (!brought.is_new[i] || finding->severity < severity)
            continue;
        *ret_reason = arena_format(mend->arena, "it would bring: %.*s [%.*s]",
                                   KEUR_ARGUMENT(finding->message), KEUR_ARGUMENT(finding->rule));
        blame(document, finding, *ret_reason);
        is_fine = false;
    }
    arena_free(scratch);
    return is_fine;
}

static struct repair **repair_pointers(struct arena *arena, struct mend_document *documents,
                                       size_t count, enum repair_state state, size_t *ret_count)
{
    size_t most = 0;
    for (size_t i = 0; i < count; i++)
        most += documents[i].repairs.count;
    struct repair **pointers = arena_allocate(arena, most * sizeof(*pointers));
    *ret_count = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < documents[i].repairs.count; j++)
            if (documents[i].repairs.items[j].state == state)
                pointers[(*ret_count)++] = &documents[i].repairs.items[j];
    return pointers;
}

/* Sorts out, by the document alone, which of its repairs may stay. */
static void try_document(struct mend *mend, struct mend_document *document, enum severity severity)
{
    struct arena *scratch = arena_new();
    size_t count;
    struct repair **repairs = repair_pointers(scratch, document, 1, REPAIR_OPEN, &count);
    struct search search = search_new(repairs, count, LIMIT_FIX_TRIALS, scratch);
    while (search_next(&search)) {
        make_trial(document);
        struct lint lint = lint_new(COLUMN_CODE_POINT);
        struct keur_text text = buffer_text(&document->trial);
        struct target target = document->target;
        target.text = &text;
        struct targets targets = {.items = &target, .count = 1, .capacity = 1};
        lint_project(&lint, mend->project, &targets, false);
        collect_sort(&lint.findings);
        struct findings_view after = {lint.findings.items, lint.findings.count};
        struct keur_text reason = TEXT("it would make the document unreadable");
        if (lint.errors.count == 0 && judge_document(mend, document, after, severity, &reason))
            search_pass(&search);
        else
            search_fail(&search, reason);
        lint_free(&lint);
    }
    search_free(&search);
    arena_free(scratch);
}

/* All documents, those that do not change too. */
static bool judge_project(struct mend *mend, const struct lint *lint, enum severity severity,
                          struct keur_text *ret_reason)
{
    bool is_fine = lint->errors.count <= mend->lint.errors.count;
    for (size_t next = 0; next < lint->findings.count;) {
        struct findings_view after = take_view(&lint->findings, &next);
        struct mend_document *document = find_document(mend, after.items[0].project_path);
        if (document != NULL)
            is_fine = judge_document(mend, document, after, severity, ret_reason) && is_fine;
    }
    return is_fine;
}

/* ---- Rounds ---- */

/* What is refused is noted when nothing else changes in the round: else it is tried again. */
static struct mend_entry entry_of(struct mend *mend, const struct repair *repair,
                                  const struct changes *changes)
{
    const struct finding *finding = repair->finding;
    return (struct mend_entry){.rule = arena_copy(mend->arena, finding->rule),
                               .message = arena_copy(mend->arena, finding->message),
                               .reason = repair->reason,
                               .span = changes_map(changes, finding->span)};
}

static void give_up(struct mend_document *document)
{
    document->is_given_up = true;
    document->current = document->source;
    document->changes.count = document->mended.count = document->refused.count = 0;
}

static void move_entries(struct mend_entries *entries, const struct changes *changes)
{
    for (size_t i = 0; i < entries->count; i++)
        entries->items[i].span = changes_map(changes, entries->items[i].span);
}

static void note_refused(struct mend *mend, struct mend_document *document)
{
    const struct changes none = {0};
    for (size_t i = 0; i < document->repairs.count; i++)
        if (document->repairs.items[i].state == REPAIR_REFUSED)
            *ARRAY_PUSH(&document->refused) = entry_of(mend, &document->repairs.items[i], &none);
}

/* What was taken becomes the text. */
static bool commit_document(struct mend *mend, struct mend_document *document)
{
    make_trial(document);
    struct changes *changes = &document->trial_changes;
    if (changes->count == 0)
        return false;
    move_entries(&document->mended, changes);
    move_entries(&document->refused, changes);
    for (size_t i = 0; i < document->repairs.count; i++)
        if (document->repairs.items[i].state == REPAIR_TAKEN)
            *ARRAY_PUSH(&document->mended) = entry_of(mend, &document->repairs.items[i], changes);
    changes_append(&document->changes, changes);
    struct buffer old = document->text;
    document->text = document->trial;
    document->trial = old;
    document->current = buffer_text(&document->text);
    return true;
}

/* Tries what is left together, in the whole project.  Gives the findings of what was taken, or
 * those there were. */
static bool try_project(struct mend *mend, enum severity severity, struct lint *ret_lint)
{
    struct arena *scratch = arena_new();
    size_t count;
    struct repair **repairs = repair_pointers(scratch, mend->documents.items, mend->documents.count,
                                              REPAIR_TAKEN, &count);
    for (size_t i = 0; i < count; i++)
        repairs[i]->state = REPAIR_OPEN;
    struct search search = search_new(repairs, count, LIMIT_FIX_TRIALS, scratch);
    bool has_taken = false;
    while (search_next(&search)) {
        for (size_t i = 0; i < mend->documents.count; i++)
            make_trial(&mend->documents.items[i]);
        struct lint lint = lint_texts(mend, TRIAL);
        struct keur_text reason = TEXT("it would make a document unreadable");
        if (judge_project(mend, &lint, severity, &reason)) {
            search_pass(&search);
            if (has_taken)
                lint_free(ret_lint);
            *ret_lint = lint;
            has_taken = true;
        } else {
            search_fail(&search, reason);
            lint_free(&lint);
        }
    }
    search_free(&search);
    arena_free(scratch);
    return has_taken;
}

/* The findings of the new texts, unless there is no end to one of them. */
static void commit(struct mend *mend, struct lint lint)
{
    bool has_given_up = false;
    for (size_t i = 0; i < mend->documents.count; i++) {
        struct mend_document *document = &mend->documents.items[i];
        if (document->repairs.count == 0 || !commit_document(mend, document) ||
            ++document->rounds <= LIMIT_FIX_ROUNDS)
            continue;
        give_up(document);
        has_given_up = true;
    }
    take_lint(mend, lint);
    if (has_given_up)
        take_lint(mend, lint_texts(mend, NOW));
}

/* One round over repairs of findings of one severity.  False when nothing has changed. */
static bool mend_round(struct mend *mend, enum severity severity)
{
    size_t count = 0;
    for (size_t i = 0; i < mend->documents.count; i++) {
        struct mend_document *document = &mend->documents.items[i];
        find_repairs(mend, document, severity);
        count += document->repairs.count;
        if (document->repairs.count > 0)
            try_document(mend, document, severity);
    }
    struct lint lint;
    bool has_taken = count > 0 && try_project(mend, severity, &lint);
    if (has_taken)
        commit(mend, lint);
    for (size_t i = 0; i < mend->documents.count; i++) {
        if (!has_taken)
            note_refused(mend, &mend->documents.items[i]);
        mend->documents.items[i].repairs.count = 0;
    }
    return has_taken;
}

/* From the most to the least severe.  What is refused now may be fine when others are mended. */
static bool mend_sweep(struct mend *mend)
{
    bool has_changed = false;
    for (size_t i = 0; i < mend->documents.count; i++)
        mend->documents.items[i].refused.count = 0;
    for (int severity = SEVERITY_ERROR; severity >= SEVERITY_INFO; severity--)
        while (mend_round(mend, (enum severity)severity))
            has_changed = true;
    return has_changed;
}

struct mend mend_project(const struct project *project, const struct targets *asked,
                         struct mend_options options)
{
    struct mend mend = {
        .project = project, .options = options, .arena = arena_new(), .lint = lint_new(0)};
    for (size_t i = 0; i < asked->count; i++)
        add_document(&mend, &asked->items[i], true);
    struct lint first = lint_new(COLUMN_CODE_POINT);
    lint_project(&first, project, asked, options.with_index);
    collect_sort(&first.findings);
    for (size_t i = 0; i < first.errors.count; i++)
        errors_add(&mend.errors, "%s", first.errors.items[i]);
    take_lint(&mend, first);
    do {
        while (read_candidates(&mend)) {
            watch_all(&mend);
            take_lint(&mend, lint_texts(&mend, NOW));
        }
    } while (mend_sweep(&mend));
    return mend;
}

void mend_free(struct mend *mend)
{
    for (size_t i = 0; i < mend->documents.count; i++) {
        struct mend_document *document = &mend->documents.items[i];
        buffer_free(&document->text);
        buffer_free(&document->trial);
        ARRAY_FREE(&document->changes);
        ARRAY_FREE(&document->trial_changes);
        ARRAY_FREE(&document->mended);
        ARRAY_FREE(&document->refused);
        ARRAY_FREE(&document->repairs);
    }
    ARRAY_FREE(&mend->documents);
    errors_free(&mend->errors);
    lint_free(&mend->lint);
    arena_free(mend->arena);
}
