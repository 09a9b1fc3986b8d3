/* Findings that know their repair -> repairs that can be applied at once. */
#ifndef FIX_REPAIR_H
#define FIX_REPAIR_H

#include <stdbool.h>
#include <stddef.h>

#include "model/finding.h"

enum repair_state {
    REPAIR_OPEN = 0,
    REPAIR_TRIED, /* part of the text that is being judged */
    REPAIR_TAKEN,
    REPAIR_REFUSED,
};

/* Who may have brought a new finding. */
enum repair_blame { BLAME_NONE = 0, BLAME_SHARED, BLAME_ALONE };

/* The edits of one finding: all of them or none. */
struct repair {
    const struct finding *finding;
    enum repair_state state;
    enum repair_blame blame;
    struct keur_text reason; /* why it is blamed alone, or refused: a phrase */
};
struct repairs {
    struct repair *items;
    size_t count, capacity;
};

/* Safe when every edit is. */
bool repair_is_safe(const struct finding *finding);
/* Keeps repairs whose edits neither overlap nor touch those of others, the earlier in the document
 * first; at least one stays.  Those whose own edits overlap are refused. */
void repairs_choose(struct repairs *repairs);

/* Edits in the order of the text, each with the repair that it belongs to. */
struct edit_use {
    const struct keur_edit *edit;
    struct repair *repair;
};
struct edit_uses {
    struct edit_use *items;
    size_t count, capacity;
};
/* Of those that are tried or taken; of all with `with_open`.  The caller frees the array. */
struct edit_uses repairs_edits(struct repairs *repairs, bool with_open);

#endif
