#include "fix/repair.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/text.h"

bool repair_is_safe(const struct finding *finding)
{
    for (size_t i = 0; i < finding->edit_count; i++)
        if (finding->edits[i].edit.safety != KEUR_SAFE)
            return false;
    return finding->edit_count > 0;
}

/* Addresses grow with the order of findings, and of the edits of each. */
static int compare_uses(const void *left, const void *right)
{
    const struct edit_use *a = left, *b = right;
    if (a->edit->span.begin != b->edit->span.begin)
        return a->edit->span.begin < b->edit->span.begin ? -1 : 1;
    if (a->edit->span.end != b->edit->span.end)
        return a->edit->span.end < b->edit->span.end ? -1 : 1;
    if (a->repair != b->repair)
        return a->repair < b->repair ? -1 : 1;
    return (a->edit > b->edit) - (a->edit < b->edit);
}

static bool is_in(const struct repair *repair, bool with_open)
{
    return repair->state == REPAIR_TRIED || repair->state == REPAIR_TAKEN ||
           (with_open && repair->state == REPAIR_OPEN);
}

struct edit_uses repairs_edits(struct repairs *repairs, bool with_open)
{
    struct edit_uses uses = {0};
    for (size_t i = 0; i < repairs->count; i++) {
        struct repair *repair = &repairs->items[i];
        for (size_t j = 0; is_in(repair, with_open) && j < repair->finding->edit_count; j++)
            *ARRAY_PUSH(&uses) = (struct edit_use){&repair->finding->edits[j].edit, repair};
    }
    if (uses.count > 0)
        qsort(uses.items, uses.count, sizeof *uses.items, compare_uses);
    return uses;
}

/* Edits of different findings that touch are judged one after the other: each was made for the
 * text around it as it is. */
static bool clashes(const struct edit_use *use, const struct edit_use *last)
{
    if (last == NULL || use->edit->span.begin > last->edit->span.end)
        return false;
    return use->repair != last->repair || use->edit->span.begin < last->edit->span.end;
}

void repairs_choose(struct repairs *repairs)
{
    struct edit_uses uses = repairs_edits(repairs, true);
    const struct edit_use *last = NULL;
    for (size_t i = 0; i < uses.count; i++) {
        struct edit_use *use = &uses.items[i];
        if (use->repair->blame != BLAME_NONE)
            continue;
        if (!clashes(use, last))
            last = use;
        else if (use->repair == last->repair)
            use->repair->state = REPAIR_REFUSED;
        else
            use->repair->blame = BLAME_SHARED;
    }
    ARRAY_FREE(&uses);
    size_t kept = 0;
    for (size_t i = 0; i < repairs->count; i++) {
        struct repair *repair = &repairs->items[i];
        if (repair->state == REPAIR_REFUSED)
            repair->reason = TEXT("its edits overlap each other");
        if (repair->blame == BLAME_NONE)
            repairs->items[kept++] = *repair;
    }
    repairs->count = kept;
}
