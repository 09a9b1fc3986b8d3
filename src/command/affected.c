#include "command/affected.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "check/check.h"
#include "collect/collect.h"
#include "command/changes.h"
#include "command/known.h"
#include "command/since.h"

/* A finding that may stay only when a change has caused it. */
struct candidate {
    struct finding *finding;
    struct keur_text old_path; /* of its file, relative to the project root */
    bool is_changed;           /* its file is */
    bool is_there;             /* in the past that was looked at last */
    const struct change *cause;
};
struct candidates {
    struct candidate *items;
    size_t count, capacity;
};

/* A project at work. */
struct affected {
    const struct session *session;
    const struct session_project *project;
    const struct arguments *arguments;
    struct lint *lint;
    struct changes changes;
    struct findings own; /* of the project, in the lint */
    bool *stays;         /* for each of these */
    struct candidates candidates;
};

/* ---- Which findings ---- */

static bool is_site_file(const struct affected *affected, struct keur_text path)
{
    const struct site *site = affected->project->project->site;
    return site != NULL && site_has_file(site, path);
}

static bool is_asked(const struct affected *affected, struct keur_text path)
{
    return discover_find(&affected->project->targets, path) != NULL ||
           (affected->project->targets.is_whole && is_site_file(affected, path));
}

/* Without `--since`, all of what was asked for stays. */
static bool mark_asked(struct affected *affected)
{
    const struct findings *own = &affected->own;
    struct keur_text since = affected->arguments->since;
    affected->stays = arena_allocate(affected->changes.arena, own->count + 1);
    memset(affected->stays, true, own->count);
    if (since.length > 0 &&
        !since_mark(affected->project, since, own, affected->stays, &affected->lint->errors))
        return false;
    for (size_t i = 0; i < own->count; i++)
        affected->stays[i] &= is_asked(affected, own->items[i].project_path);
    return true;
}

/* A document that is changed itself is told of when it is asked for, like any other. */
static void gather_candidates(struct affected *affected)
{
    for (size_t i = 0; i < affected->own.count; i++) {
        struct finding *finding = &affected->own.items[i];
        struct keur_text path = finding->project_path;
        bool is_changed = changes_find(&affected->changes, path) != NULL;
        bool may_stay = !is_changed || is_asked(affected, path) || is_site_file(affected, path);
        if (!affected->stays[i] && may_stay && !text_is(finding->rule, RULE_LIMIT))
            *ARRAY_PUSH(&affected->candidates) = (struct candidate){
                .finding = finding,
                .old_path = changes_old_path(&affected->changes, path),
                .is_changed = is_changed,
            };
    }
}

/* ---- The past ---- */

/* A run over the project as it was, for some of the candidates. */
struct look {
    const struct affected *affected;
    struct candidate *items;
    size_t count;
    size_t undone; /* changes */
    struct arena *arena;
    struct project *project;
};

static int compare_texts(const void *left, const void *right)
{
    return keur_text_compare(*(const struct keur_text *)left, *(const struct keur_text *)right);
}

/* Ids of the rules that found them; none when all rules are needed. */
static struct keur_texts rules_of(const struct look *look)
{
    struct keur_text *ids = arena_allocate(look->arena, (look->count + 1) * sizeof *ids);
    size_t kept = 0;
    for (size_t i = 0; i < look->count; i++) {
        ids[i] = look->items[i].finding->rule;
        if (text_is(ids[i], SUPPRESSIONS_UNUSED))
            return (struct keur_texts){0};
    }
    qsort(ids, look->count, sizeof *ids, compare_texts);
    for (size_t i = 0; i < look->count; i++)
        if (kept == 0 || !keur_text_equals(ids[kept - 1], ids[i]))
            ids[kept++] = ids[i];
    return (struct keur_texts){ids, kept};
}

/* The documents that they are in. */
static void gather_targets(const struct look *look, struct targets *targets, struct errors *errors)
{
    size_t kept = 0;
    struct keur_text *paths = arena_allocate(look->arena, look->count * sizeof *paths);
    for (size_t i = 0; i < look->count; i++)
        paths[i] = look->items[i].old_path;
    qsort(paths, look->count, sizeof *paths, compare_texts);
    discover_documents(look->project, look->project->root, look->arena, targets, errors);
    for (size_t i = 0; i < targets->count; i++)
        if (bsearch(&targets->items[i].path, paths, look->count, sizeof *paths, compare_texts))
            targets->items[kept++] = targets->items[i];
    targets->count = kept;
    targets->has_all = false;
    discover_sort(targets);
    targets->is_whole = true; /* mkdocs.yml too */
}

/* What the index of now has of documents that were the same; NULL when the site was not. */
static const keur_index *unchanged_part(const struct look *look)
{
    const struct changes *changes = &look->affected->changes;
    const keur_index *now = look->affected->lint->index;
    if (now == NULL)
        return NULL;
    for (size_t i = 0; i < look->undone; i++)
        if (changes->items[i].is_of_site)
            return NULL;
    keur_index *index = index_new(look->arena);
    for (size_t i = 0; i < keur_index_size(now); i++) {
        struct keur_text path = keur_index_path(now, i);
        if (folders_past_of(look->project->folders, path) == NULL)
            index_add(index, index_part_find(now, path));
    }
    return index;
}

static int compare_findings(const void *left, const void *right)
{
    return keur_text_compare(((const struct finding *)left)->project_path,
                             ((const struct finding *)right)->project_path);
}

static bool are_same(const struct candidate *candidate, const struct finding *old)
{
    const struct finding *now = candidate->finding;
    if (!keur_text_equals(now->rule, old->rule))
        return false;
    return candidate->is_changed
               ? now->likeness == old->likeness
               : now->span.begin == old->span.begin && now->span.end == old->span.end;
}

/* Takes the one that is the same out of the old findings, which are in order of path. */
static bool take_same(const struct candidate *candidate, struct findings *old)
{
    size_t low = 0, high = old->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (keur_text_compare(old->items[middle].project_path, candidate->old_path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < old->count && keur_text_equals(old->items[low].project_path, candidate->old_path);
         low++)
        if (are_same(candidate, &old->items[low])) {
            old->items[low].rule = TEXT("");
            return true;
        }
    return false;
}

static void lint_past(struct look *look)
{
    const struct affected *affected = look->affected;
    struct lint lint = lint_new(affected->lint->unit);
    struct targets targets = {0};
    gather_targets(look, &targets, &lint.errors);
    lint.known = unchanged_part(look);
    if (look->project->has_foreign || lint.known == NULL)
        lint.jobs = affected->lint->jobs;
    lint_project(&lint, look->project, &targets, !affected->arguments->no_project);
    collect_sort(&lint.findings);
    collect_fingerprints(&lint.findings);
    if (lint.findings.count > 1)
        qsort(lint.findings.items, lint.findings.count, sizeof *lint.findings.items,
              compare_findings);
    for (size_t i = 0; i < look->count; i++)
        look->items[i].is_there = take_same(&look->items[i], &lint.findings);
    ARRAY_FREE(&targets);
    lint_free(&lint);
}

/* Says of each candidate whether it is there with so many of the changes undone. */
static bool look_back(const struct affected *affected, struct candidate *items, size_t count,
                      size_t undone)
{
    struct look look = {affected, items, count, undone, arena_new(), NULL};
    struct past past = changes_past(&affected->changes, undone);
    struct errors told = {0};
    const struct session_past how = {&past, rules_of(&look), look.arena};
    bool is_loaded = session_load_past(affected->session, affected->project->project->root, &how,
                                       &look.project, &told);
    if (is_loaded)
        lint_past(&look);
    else
        errors_add(&affected->lint->errors,
                   "keur: the project cannot be read as it was at '%.*s', so '--affected' cannot "
                   "tell what has changed: %s",
                   KEUR_ARGUMENT(affected->changes.since), told.count > 0 ? told.items[0] : "");
    errors_free(&told);
    ARRAY_FREE(&past);
    arena_free(look.arena);
    return is_loaded;
}

/* ---- Causes ---- */

/* Those that are there go behind those that are not; returns the count of the latter. */
static size_t part(struct candidate *items, size_t count)
{
    size_t absent = 0;
    for (size_t i = 0; i < count; i++) {
        if (items[i].is_there)
            continue;
        struct candidate item = items[i];
        items[i] = items[absent];
        items[absent++] = item;
    }
    return absent;
}

/* Some candidates that are there with `low` changes undone, and not with `high`. */
struct search {
    struct candidate *items;
    size_t count, low, high;
};
struct searches {
    struct search *items;
    size_t count, capacity;
};

/* The change at which a finding goes when one change after another is undone is its cause. */
static bool find_causes(struct affected *affected, struct candidate *items, size_t count)
{
    struct searches searches = {0};
    bool is_fine = true;
    *ARRAY_PUSH(&searches) = (struct search){items, count, 0, affected->changes.count};
    while (is_fine && searches.count > 0) {
        struct search search = searches.items[--searches.count];
        if (search.count == 0)
            continue;
        if (search.high - search.low == 1) {
            for (size_t i = 0; i < search.count; i++)
                search.items[i].cause = &affected->changes.items[search.low];
            continue;
        }
        size_t middle = search.low + (search.high - search.low) / 2;
        is_fine = look_back(affected, search.items, search.count, middle);
        size_t absent = part(search.items, search.count);
        *ARRAY_PUSH(&searches) = (struct search){search.items, absent, search.low, middle};
        *ARRAY_PUSH(&searches) =
            (struct search){search.items + absent, search.count - absent, middle, search.high};
    }
    ARRAY_FREE(&searches);
    return is_fine;
}

/* ---- Telling ---- */

static void add_related(struct finding *finding, struct keur_text path, struct keur_text message,
                        struct arena *arena)
{
    struct finding_related *related =
        arena_allocate(arena, (finding->related_count + 1) * sizeof *related);
    for (size_t i = 0; i < finding->related_count; i++)
        related[i] = finding->related[i];
    related[finding->related_count++] = (struct finding_related){
        .path = path, .start = {1, 1, 1}, .end = {1, 1, 1}, .message = message};
    finding->related = related;
}

/* Behind a semicolon or a question, so that the finding counts as the same as without. */
static void tell_cause(const struct affected *affected, const struct candidate *candidate)
{
    struct arena *arena = affected->lint->arena;
    const struct project *project = affected->project->project;
    const struct change *cause = candidate->cause;
    struct finding *finding = candidate->finding;
    struct keur_text path = cause->git.was != NULL ? cause->git.was->was : cause->git.path;
    struct keur_text words = changes_words(&affected->changes, cause, project, arena);
    struct keur_text shown = discover_shown(project, path, arena);
    bool is_question = text_ends_with(finding->message, "?");
    finding->message = arena_format(
        arena, "%.*s%s%s %.*s, %.*s", KEUR_ARGUMENT(finding->message), is_question ? " " : "; ",
        is_question ? "Caused by" : "caused by", KEUR_ARGUMENT(shown), KEUR_ARGUMENT(words));
    add_related(finding, shown, arena_format(arena, "the cause, %.*s", KEUR_ARGUMENT(words)),
                arena);
}

static void keep_caused(struct affected *affected)
{
    struct candidates *candidates = &affected->candidates;
    if (candidates->count == 0 || affected->changes.count == 0 ||
        !look_back(affected, candidates->items, candidates->count, affected->changes.count))
        return;
    size_t caused = part(candidates->items, candidates->count);
    if (!find_causes(affected, candidates->items, caused))
        return;
    for (size_t i = 0; i < caused; i++) {
        const struct candidate *candidate = &candidates->items[i];
        affected->stays[candidate->finding - affected->own.items] = true;
        tell_cause(affected, candidate);
    }
}

/* ---- All of it ---- */

static void lint_whole(const struct affected *affected)
{
    const struct project *project = affected->project->project;
    struct lint *lint = affected->lint;
    struct targets all = {0};
    for (size_t i = 0; i < affected->project->targets.count; i++)
        *ARRAY_PUSH(&all) = affected->project->targets.items[i];
    discover_documents(project, project->root, lint->arena, &all, &lint->errors);
    discover_sort(&all);
    all.is_whole = true;
    lint_project(lint, project, &all, !affected->arguments->no_project);
    ARRAY_FREE(&all);
}

void affected_lint(const struct session *session, const struct session_project *project,
                   const struct arguments *arguments, struct lint *lint, struct buffer *notes)
{
    size_t from = lint->findings.count, kept = from;
    struct affected affected = {
        .session = session, .project = project, .arguments = arguments, .lint = lint};
    bool is_known = changes_open(project, arguments->since, &affected.changes, &lint->errors);
    project->project->renames = changes_renames(&affected.changes, &project->project->rename_count);
    lint_whole(&affected);
    if (!arguments->no_baseline)
        known_leave_out(project, arguments, lint, from, notes);
    affected.own = (struct findings){.items = lint->findings.items + from,
                                     .count = lint->findings.count - from};
    collect_sort(&affected.own);
    collect_fingerprints(&affected.own);
    if (mark_asked(&affected) && is_known) {
        gather_candidates(&affected);
        keep_caused(&affected);
    }
    for (size_t i = 0; i < affected.own.count; i++)
        if (affected.stays[i])
            lint->findings.items[kept++] = affected.own.items[i];
    lint->findings.count = kept;
    project->project->rename_count = 0;
    ARRAY_FREE(&affected.candidates);
    changes_free(&affected.changes);
}
