#include "fix/search.h"

#include "base/array.h"
#include "base/text.h"

static void push(struct search *search, struct repair **repairs, size_t count)
{
    if (count > 0)
        *ARRAY_PUSH(&search->pending) = (struct search_group){repairs, count};
}

static void set_state(const struct search_group *group, enum repair_state state)
{
    for (size_t i = 0; i < group->count; i++) {
        group->items[i]->state = state;
        group->items[i]->blame = BLAME_NONE;
    }
}

struct search search_new(struct repair **repairs, size_t count, size_t trials, struct arena *arena)
{
    struct search search = {.trials = trials, .arena = arena};
    push(&search, repairs, count);
    return search;
}

void search_free(struct search *search)
{
    ARRAY_FREE(&search->pending);
}

void search_pass(struct search *search)
{
    set_state(&search->current, REPAIR_TAKEN);
}

static struct search_group pick(struct search *search, enum repair_blame blame)
{
    const struct search_group *from = &search->current;
    struct search_group group = {arena_allocate(search->arena, from->count * sizeof *group.items),
                                 0};
    for (size_t i = 0; i < from->count; i++)
        if (from->items[i]->blame == blame)
            group.items[group.count++] = from->items[i];
    return group;
}

static void refuse_all(const struct search_group *group, struct keur_text reason)
{
    for (size_t i = 0; i < group->count; i++) {
        group->items[i]->state = REPAIR_REFUSED;
        if (group->items[i]->reason.length == 0)
            group->items[i]->reason = reason;
    }
}

static void split(struct search *search, const struct search_group *group)
{
    size_t half = group->count / 2;
    push(search, group->items + half, group->count - half);
    push(search, group->items, half);
}

void search_fail(struct search *search, struct keur_text reason)
{
    struct search_group alone = pick(search, BLAME_ALONE);
    struct search_group shared = pick(search, BLAME_SHARED);
    struct search_group rest = pick(search, BLAME_NONE);
    if (search->current.count == 1)
        alone = search->current;
    refuse_all(&alone, reason);
    if (alone.count == search->current.count)
        return;
    set_state(&shared, REPAIR_OPEN);
    set_state(&rest, REPAIR_OPEN);
    if (alone.count == 0 && (shared.count == 0 || rest.count == 0)) {
        split(search, &search->current);
    } else {
        push(search, shared.items, shared.count);
        push(search, rest.items, rest.count);
    }
}

bool search_next(struct search *search)
{
    while (search->pending.count > 0) {
        search->current = search->pending.items[--search->pending.count];
        if (search->trials > 0) {
            search->trials--;
            set_state(&search->current, REPAIR_TRIED);
            return true;
        }
        refuse_all(&search->current,
                   TEXT("together with others it brings new findings; mend some by hand first"));
    }
    return false;
}
