#include "collect/baseline.h"

#include <stdlib.h>

#include "base/array.h"

static int compare_likeness(const struct known *a, const struct known *b)
{
    int order = keur_text_compare(a->rule, b->rule);
    return order != 0 ? order : (a->likeness > b->likeness) - (a->likeness < b->likeness);
}

static int compare_known(const void *left, const void *right)
{
    const struct known *a = left, *b = right;
    int order = keur_text_compare(a->path, b->path);
    return order != 0 ? order : compare_likeness(a, b);
}

void baseline_sort(struct baseline *baseline)
{
    size_t kept = 0;
    if (baseline->count > 1)
        qsort(baseline->items, baseline->count, sizeof *baseline->items, compare_known);
    for (size_t i = 0; i < baseline->count; i++) {
        struct known *last = kept == 0 ? NULL : &baseline->items[kept - 1];
        if (last != NULL && compare_known(last, &baseline->items[i]) == 0)
            last->count += baseline->items[i].count;
        else
            baseline->items[kept++] = baseline->items[i];
    }
    baseline->count = kept;
}

static struct known known_of(const struct finding *finding)
{
    return (struct known){
        .path = finding->project_path,
        .rule = finding->rule,
        .likeness = finding->likeness,
        .message = finding->message,
        .count = 1,
    };
}

void baseline_add(struct baseline *baseline, const struct findings *findings)
{
    for (size_t i = 0; i < findings->count; i++)
        *ARRAY_PUSH(baseline) = known_of(&findings->items[i]);
}

void baseline_add_unjudged(struct baseline *baseline, const struct baseline *older)
{
    for (size_t i = 0; i < older->count; i++) {
        struct known known = older->items[i];
        known.count -= known.met;
        if (known.count > 0 && !known.is_judged)
            *ARRAY_PUSH(baseline) = known;
    }
}

size_t baseline_size(const struct baseline *baseline)
{
    size_t size = 0;
    for (size_t i = 0; i < baseline->count; i++)
        size += baseline->items[i].count;
    return size;
}

/* ---- Applying ---- */

static bool meet(struct known *known)
{
    bool is_left = known != NULL && known->met < known->count;
    if (is_left)
        known->met++;
    return is_left;
}

static int compare_gone(const void *left, const void *right)
{
    return compare_likeness(*(struct known *const *)left, *(struct known *const *)right);
}

/* Those of documents that are gone, in order of rule and likeness. */
struct gone {
    struct known **items;
    size_t count, capacity;
};

static struct gone gather_gone(const struct baseline *baseline)
{
    struct gone gone = {0};
    for (size_t i = 0; i < baseline->count; i++)
        if (baseline->items[i].is_gone)
            *ARRAY_PUSH(&gone) = &baseline->items[i];
    if (gone.count > 1)
        qsort(gone.items, gone.count, sizeof *gone.items, compare_gone);
    return gone;
}

/* The first of those that are alike; the others follow it. */
static bool meet_gone(const struct gone *gone, struct known *sought)
{
    size_t low = 0, high = gone->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_likeness(gone->items[middle], sought) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < gone->count && compare_likeness(gone->items[low], sought) == 0; low++)
        if (meet(gone->items[low]))
            return true;
    return false;
}

void baseline_apply(struct baseline *baseline, struct findings *findings, struct findings *taken)
{
    size_t kept = 0;
    struct gone gone = gather_gone(baseline);
    for (size_t i = 0; i < findings->count; i++) {
        struct known sought = known_of(&findings->items[i]);
        struct known *known = baseline->count == 0
                                  ? NULL
                                  : bsearch(&sought, baseline->items, baseline->count,
                                            sizeof *baseline->items, compare_known);
        if (meet(known) || meet_gone(&gone, &sought))
            *ARRAY_PUSH(taken) = findings->items[i];
        else
            findings->items[kept++] = findings->items[i];
    }
    findings->count = kept;
    ARRAY_FREE(&gone);
}

size_t baseline_fixed(const struct baseline *baseline)
{
    size_t fixed = 0;
    for (size_t i = 0; i < baseline->count; i++)
        if (baseline->items[i].is_judged)
            fixed += baseline->items[i].count - baseline->items[i].met;
    return fixed;
}
