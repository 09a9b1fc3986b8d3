/* Raw findings -> findings with lines and columns, sorted and counted. */
#ifndef COLLECT_COLLECT_H
#define COLLECT_COLLECT_H

#include "base/arena.h"
#include "base/lines.h"
#include "model/finding.h"

/* Puts the document's lines and columns to a finding: span, edits and related places of the same
 * document (an empty path).  `finding->span` and the edits' and related spans are set; all else
 * about places is made here. */
void collect_place(struct finding *finding, const struct lines *lines, enum column_unit unit,
                   struct arena *arena);
/* In order of path, line, column, rule, message; the same finding twice is kept once. */
void collect_sort(struct findings *findings);
/* Sets likenesses and fingerprints of all findings there are, in that order. */
void collect_fingerprints(struct findings *findings);
struct summary collect_count(const struct findings *findings);

#endif
