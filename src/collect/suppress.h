/* Findings less those that comments of their documents suppress. */
#ifndef COLLECT_SUPPRESS_H
#define COLLECT_SUPPRESS_H

#include "base/arena.h"
#include "model/finding.h"
#include "model/suppression.h"

/* Takes away, of the findings from the index `from` on, which are all of one project, those that
 * one of its suppressions covers, and counts them there.  The narrowest cover counts.
 * Suppressions are in order of their paths, and in each document as they stand there. */
void collect_suppress(struct findings *findings, size_t from, struct suppressions *suppressions);

/* The next comment at or behind *at that suppressed nothing, or not all that it names, as a finding
 * that has no lines yet: edits and message are in the arena.  `has_index`: checks that see the
 * index ran.  False behind the last; start with 0. */
bool collect_unused(const struct suppressions *suppressions, bool has_index, size_t *at,
                    struct finding *ret_finding, struct arena *arena);

#endif
