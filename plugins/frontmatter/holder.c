#include "holder.h"

#include <stdlib.h>
#include <string.h>

#include "value.h"

enum { OTHERS_SHOWN = 3, OTHERS_RELATED = 20 };

void holders_add(keur_run *run, struct holders *holders, const struct holder *holder)
{
    if (holders->count == holders->capacity) {
        size_t size = holders->count * sizeof(*holders->items);
        holders->capacity = holders->capacity == 0 ? 64 : holders->capacity * 2;
        struct holder *items = keur_allocate(run, holders->capacity * sizeof(*items));
        if (size > 0)
            memcpy(items, holders->items, size);
        holders->items = items;
    }
    holders->items[holders->count++] = *holder;
}

static int compare(const void *left, const void *right)
{
    const struct holder *a = left;
    const struct holder *b = right;
    int order = keur_text_compare(a->key, b->key);

    if (order == 0)
        order = keur_text_compare(a->circle, b->circle);
    if (order == 0)
        order = keur_text_compare(a->value, b->value);
    if (order == 0)
        order = (a->document > b->document) - (a->document < b->document);
    return order != 0 ? order : (a->span.begin > b->span.begin) - (a->span.begin < b->span.begin);
}

static bool is_same_value(const struct holder *a, const struct holder *b)
{
    return keur_text_equals(a->key, b->key) && keur_text_equals(a->circle, b->circle) &&
           keur_text_equals(a->value, b->value);
}

/* The paths of the others, the first few of them. */
static struct keur_text others_of(keur_run *run, const keur_index *index,
                                  const struct holder *group, size_t count, size_t own)
{
    struct keur_text shown[OTHERS_SHOWN] = {{NULL, 0}};
    size_t others = 0;
    size_t last = SIZE_MAX;

    for (size_t i = 0; i < count; i++) {
        if (group[i].document == group[own].document || group[i].document == last)
            continue;
        last = group[i].document;
        if (others < OTHERS_SHOWN)
            shown[others] = keur_index_path(index, last);
        others++;
    }
    size_t listed = others < OTHERS_SHOWN ? others : OTHERS_SHOWN;
    struct keur_text joined = value_join(run, shown, listed);
    if (others > listed)
        joined = keur_format(run, "%.*s and %zu more", KEUR_ARGUMENT(joined), others - listed);
    return joined;
}

static void report(keur_run *run, const keur_index *index, const struct holder *group, size_t count,
                   size_t own)
{
    struct keur_related related[OTHERS_RELATED];
    struct keur_details details = {.size = sizeof(details), .related = related};
    struct keur_text others = others_of(run, index, group, count, own);

    for (size_t i = 0; i < count && details.related_count < OTHERS_RELATED; i++) {
        if (group[i].document != group[own].document)
            related[details.related_count++] =
                (struct keur_related){.path = keur_index_path(index, group[i].document),
                                      .span = group[i].span,
                                      .message = {"it stands here too", 18}};
    }
    keur_report_on(run, group[own].document, group[own].span, &details,
                   "\"%.*s\" is the \"%.*s\" of %.*s too; every document needs its own",
                   KEUR_ARGUMENT(group[own].value), KEUR_ARGUMENT(group[own].key),
                   KEUR_ARGUMENT(others));
}

void holders_report(keur_run *run, const keur_index *index, struct holders *all)
{
    struct holder *holders = all->items;
    size_t count = all->count;

    if (count > 0)
        qsort(holders, count, sizeof(*holders), compare);
    for (size_t begin = 0, end; begin < count; begin = end) {
        end = begin + 1;
        while (end < count && is_same_value(&holders[begin], &holders[end]))
            end++;
        bool is_shared = holders[begin].document != holders[end - 1].document;
        for (size_t own = begin; is_shared && own < end; own++) {
            if (own == begin || holders[own].document != holders[own - 1].document)
                report(run, index, holders + begin, end - begin, own - begin);
        }
    }
}
