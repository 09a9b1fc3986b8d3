/* Text and repairs -> text. */
#ifndef FIX_APPLY_H
#define FIX_APPLY_H

#include "base/text.h"
#include "fix/changes.h"
#include "fix/repair.h"

/* Adds to `fixed` the text with the edits of the repairs that are tried or taken, which must not
 * overlap, and to `changes` one for each edit.  Where all lines of the text end with CR LF, so do
 * those of the replacements. */
void apply_repairs(struct keur_text text, struct repairs *repairs, struct buffer *fixed,
                   struct changes *changes);

#endif
