#include "fix/brought.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/limits.h"
#include "base/text.h"

/* A finding at its place in the text after. */
struct trace {
    const struct finding *finding;
    struct keur_span span;
    size_t index; /* in its view */
    bool is_matched;
};
struct traces {
    struct trace *items;
    size_t count, capacity;
};

static int compare_traces(const void *left, const void *right)
{
    const struct trace *a = left, *b = right;
    int order = keur_text_compare(a->finding->rule, b->finding->rule);
    if (order != 0)
        return order;
    if (a->span.begin != b->span.begin)
        return a->span.begin < b->span.begin ? -1 : 1;
    if (a->span.end != b->span.end)
        return a->span.end < b->span.end ? -1 : 1;
    order = keur_text_compare(a->finding->message, b->finding->message);
    return order != 0 ? order : (a->index > b->index) - (a->index < b->index);
}

/* `changes` is NULL where the places are those of the text after. */
static struct traces trace_all(struct findings_view view, const struct changes *changes)
{
    struct traces traces = {0};
    for (size_t i = 0; i < view.count; i++) {
        const struct finding *finding = &view.items[i];
        struct keur_span span =
            changes == NULL ? finding->span : changes_map(changes, finding->span);
        *ARRAY_PUSH(&traces) = (struct trace){finding, span, i, false};
    }
    if (traces.count > 0)
        qsort(traces.items, traces.count, sizeof *traces.items, compare_traces);
    return traces;
}

static bool says_the_same(const struct trace *a, const struct trace *b)
{
    return keur_text_equals(a->finding->message, b->finding->message);
}

static bool is_the_same(const struct trace *a, const struct trace *b)
{
    return a->span.begin == b->span.begin && a->span.end == b->span.end && says_the_same(a, b);
}

static bool is_here(const struct trace *a, const struct trace *b)
{
    return a->span.begin <= b->span.end && b->span.begin <= a->span.end;
}

static bool is_the_same_here(const struct trace *a, const struct trace *b)
{
    return is_here(a, b) && says_the_same(a, b);
}

/* Findings of one rule, before and after. */
struct pairing {
    struct trace *before, *after;
    size_t before_count, after_count;
    struct brought *brought;
};

static void match(struct pairing *pairing,
                  bool (*is_alike)(const struct trace *a, const struct trace *b),
                  bool is_persistent)
{
    for (size_t i = 0; i < pairing->after_count; i++) {
        struct trace *after = &pairing->after[i];
        for (size_t j = 0; j < pairing->before_count && !after->is_matched; j++) {
            struct trace *before = &pairing->before[j];
            if (before->is_matched || !is_alike(before, after))
                continue;
            before->is_matched = after->is_matched = true;
            pairing->brought->is_still_there[before->index] = is_persistent;
        }
    }
}

/* Most stay as they are: found without a search. */
static void match_unchanged(struct pairing *pairing)
{
    for (size_t i = 0, j = 0; i < pairing->after_count && j < pairing->before_count;) {
        struct trace *after = &pairing->after[i], *before = &pairing->before[j];
        int order = compare_traces(before, after);
        if (is_the_same(before, after)) {
            before->is_matched = after->is_matched = true;
            pairing->brought->is_still_there[before->index] = true;
            i++;
            j++;
        } else if (order < 0) {
            j++;
        } else {
            i++;
        }
    }
}

static void drop_matched(struct trace *traces, size_t *count)
{
    size_t kept = 0;
    for (size_t i = 0; traces != NULL && i < *count; i++) /* NULL where there are none */
        if (!traces[i].is_matched)
            traces[kept++] = traces[i];
    *count = kept;
}

static void pair(struct pairing *pairing)
{
    bool is_cut_off = pairing->before_count > LIMIT_FINDINGS;
    if (pairing->before != NULL)
        match_unchanged(pairing);
    drop_matched(pairing->before, &pairing->before_count);
    drop_matched(pairing->after, &pairing->after_count);
    match(pairing, is_the_same_here, true);
    match(pairing, is_here, false);
    match(pairing, says_the_same, false);
    for (size_t i = 0; i < pairing->after_count; i++)
        pairing->brought->is_new[pairing->after[i].index] =
            !pairing->after[i].is_matched && !is_cut_off;
}

static size_t count_of_rule(const struct traces *traces, size_t from, struct keur_text rule)
{
    size_t end = from;
    while (end < traces->count && keur_text_equals(traces->items[end].finding->rule, rule))
        end++;
    return end - from;
}

struct brought brought_by(struct findings_view before, struct findings_view after,
                          const struct changes *changes, struct arena *arena)
{
    struct brought brought = {0};
    struct traces old = trace_all(before, changes), new = trace_all(after, NULL);
    brought.is_still_there = arena_allocate(arena, before.count * sizeof *brought.is_still_there);
    brought.is_new = arena_allocate(arena, after.count * sizeof *brought.is_new);
    for (size_t i = 0, j = 0; j < new.count;) {
        struct keur_text rule = new.items[j].finding->rule;
        while (i < old.count && keur_text_compare(old.items[i].finding->rule, rule) < 0)
            i++;
        size_t count = count_of_rule(&old, i, rule);
        struct pairing pairing = {.before = count > 0 ? &old.items[i] : NULL,
                                  .after = &new.items[j],
                                  .before_count = count,
                                  .after_count = count_of_rule(&new, j, rule),
                                  .brought = &brought};
        i += pairing.before_count;
        j += pairing.after_count;
        pair(&pairing);
    }
    ARRAY_FREE(&old);
    ARRAY_FREE(&new);
    return brought;
}
