/* Which lines of a text are not in an older one. */
#ifndef GIT_CHANGED_LINES_H
#define GIT_CHANGED_LINES_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/lines.h"

/* For each line of `now`, whether it was added or changed since `before`: the fewest that explain
 * the difference (E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986), or, when
 * there is more difference than LIMIT_CHANGED_LINES, all between the first and the last.  Ends of
 * lines do not count. */
const bool *changed_lines(const struct lines *before, const struct lines *now, struct arena *arena);

#endif
