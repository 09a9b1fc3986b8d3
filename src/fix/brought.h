/* Findings before and after a change -> those that the change has brought. */
#ifndef FIX_BROUGHT_H
#define FIX_BROUGHT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "fix/changes.h"
#include "model/finding.h"

/* Findings of one document that somebody else owns. */
struct findings_view {
    const struct finding *items;
    size_t count;
};

/* What is told of the findings before and of those after, in the order of their views. */
struct brought {
    bool *is_still_there; /* of those before: the same is found at its place */
    bool *is_new;         /* of those after: none like it was there before */
};

/* Of one document, changed so.  A finding is known when its rule found something at this place, or
 * said the same at another; each accounts for one.  Where a rule had stopped counting none of its
 * findings is new. */
struct brought brought_by(struct findings_view before, struct findings_view after,
                          const struct changes *changes, struct arena *arena);

#endif
