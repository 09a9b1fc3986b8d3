#include "base/past.h"

#include <stdlib.h>

#include "base/text.h"

static int compare_paths(const void *left, const void *right)
{
    const struct past_file *a = left, *b = right;
    int order = keur_text_compare(a->path, b->path);
    return order != 0 ? order : (a->state > b->state) - (a->state < b->state);
}

void past_sort(struct past *past)
{
    size_t kept = 0;
    if (past->count > 1)
        qsort(past->items, past->count, sizeof *past->items, compare_paths);
    for (size_t i = 0; i < past->count; i++)
        if (kept == 0 || !keur_text_equals(past->items[kept - 1].path, past->items[i].path))
            past->items[kept++] = past->items[i];
    past->count = kept;
}

size_t past_from(const struct past *past, struct keur_text path)
{
    size_t low = 0, high = past->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (keur_text_compare(past->items[middle].path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct past_file *past_find(const struct past *past, struct keur_text path)
{
    size_t at = past_from(past, path);
    bool is_there = at < past->count && keur_text_equals(past->items[at].path, path);
    return is_there ? &past->items[at] : NULL;
}
