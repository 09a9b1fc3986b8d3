/* What holds whatever is mended. */
#ifndef TESTS_MENDING_H
#define TESTS_MENDING_H

#include <stdbool.h>

#include "base/text.h"
#include "command/mend.h"

/* Mends the target's text, and looks whether
 *   - no byte outside the edits has changed, nor the kind of line endings;
 *   - mending again changes nothing;
 *   - what was mended is not found any more;
 *   - blocks away from the edits are the same, at their places;
 *   - front matter that parsed still does, and its other values are the same.
 * False, with what does not hold in `why`.  `*ret_mended` is how many findings were mended. */
bool mending_holds(const struct project *project, const struct target *target,
                   struct mend_options options, struct buffer *why, size_t *ret_mended);

#endif
