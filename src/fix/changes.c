#include "fix/changes.h"

#include "base/array.h"

/* Changes that end before `offset`, or at it with `with_equal`. */
static size_t count_before(const struct changes *changes, size_t offset, bool with_equal)
{
    size_t low = 0, high = changes->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        size_t end = changes->items[middle].before.end;
        if (end < offset || (with_equal && end == offset))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static size_t shift(const struct changes *changes, size_t count, size_t offset)
{
    if (count == 0)
        return offset;
    const struct change *last = &changes->items[count - 1];
    return last->after.end + (offset - last->before.end);
}

/* What is inserted at the begin stands before the span, what is inserted at the end behind it. */
struct keur_span changes_map(const struct changes *changes, struct keur_span span)
{
    size_t first = count_before(changes, span.begin, true);
    size_t last = count_before(changes, span.end, false);
    struct keur_span mapped;
    if (first < changes->count && changes->items[first].before.begin <= span.begin)
        mapped.begin = changes->items[first].after.begin;
    else
        mapped.begin = shift(changes, first, span.begin);
    if (last < changes->count && changes->items[last].before.begin < span.end)
        mapped.end = changes->items[last].after.end;
    else
        mapped.end = shift(changes, last, span.end);
    if (mapped.begin > mapped.end)
        mapped = (struct keur_span){mapped.end, mapped.begin};
    return mapped;
}

static void widen(struct keur_span *span, struct keur_span other)
{
    if (other.begin < span->begin)
        span->begin = other.begin;
    if (other.end > span->end)
        span->end = other.end;
}

/* Two lists, met at the text between: `first` leads to it, `second` from it. */
struct meeting {
    const struct changes *first, *second;
    size_t i, j; /* that are done */
};

/* The next change of either list, by its begin in the text between. */
static bool next_change(const struct meeting *at, struct keur_span *ret_span, bool *ret_is_first)
{
    bool has_first = at->i < at->first->count, has_second = at->j < at->second->count;
    *ret_is_first = has_first && (!has_second || at->first->items[at->i].after.begin <=
                                                     at->second->items[at->j].before.begin);
    if (*ret_is_first)
        *ret_span = at->first->items[at->i].after;
    else if (has_second)
        *ret_span = at->second->items[at->j].before;
    return has_first || has_second;
}

/* All that touch each other in the text between. */
static struct keur_span take_touching(struct meeting *at)
{
    struct keur_span middle, next;
    bool is_first;
    next_change(at, &middle, &is_first);
    while (next_change(at, &next, &is_first) && next.begin <= middle.end) {
        widen(&middle, next);
        at->i += is_first;
        at->j += !is_first;
    }
    return middle;
}

/* Back to the text before `changes`, of which `count` end before the offset. */
static size_t unshift(const struct changes *changes, size_t count, size_t offset)
{
    if (count == 0)
        return offset;
    const struct change *last = &changes->items[count - 1];
    return last->before.end + (offset - last->after.end);
}

void changes_append(struct changes *changes, const struct changes *next)
{
    struct changes merged = {0};
    struct meeting at = {.first = changes, .second = next};
    while (at.i < changes->count || at.j < next->count) {
        size_t first = at.i, second = at.j;
        struct keur_span middle = take_touching(&at);
        struct change *change = ARRAY_PUSH(&merged);
        change->before.begin = unshift(changes, first, middle.begin);
        change->before.end = unshift(changes, at.i, middle.end);
        change->after.begin = shift(next, second, middle.begin);
        change->after.end = shift(next, at.j, middle.end);
    }
    ARRAY_FREE(changes);
    *changes = merged;
}
