/* Changes as a unified diff, which patch(1) and git apply read. */
#ifndef FIX_DIFF_H
#define FIX_DIFF_H

#include "base/text.h"
#include "fix/changes.h"

/* Two texts and what differs between them. */
struct diff {
    struct keur_text before, after;
    const struct changes *changes;
};

/* Header and hunks with three lines around; lines end with LF, as for diff(1).  Adds nothing when
 * nothing differs.  `path` is quoted as git quotes it. */
void diff_add(struct buffer *buffer, struct keur_text path, const struct diff *diff);

#endif
