/* Findings that a team knows of: written once, and left out of later runs.
 *
 * The file is text, sorted, one line for each kind of finding, so that changes read and merge well:
 *
 *     # keur baseline 1: ...
 *     docs/a.md
 *       links/missing-target 0123456789abcdef x2 what the finding says, for readers only
 */
#ifndef COLLECT_BASELINE_H
#define COLLECT_BASELINE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "model/finding.h"

/* Findings of one document that are alike: rule, message and the text of the line. */
struct known {
    struct keur_text path; /* relative to the project root */
    struct keur_text rule;
    uint64_t likeness;
    struct keur_text message;
    size_t count;
    size_t met;     /* of these, findings of this run */
    bool is_gone;   /* the document is not there any more: it may have another name */
    bool is_judged; /* the rule ran on the document: what was not met is fixed */
};
/* In order of path, rule and likeness, each once. */
struct baseline {
    struct known *items;
    size_t count, capacity;
};

/* False, with a message at its place, for a file that is none.  Texts point into `text` and the
 * arena; `shown` is its path for messages. */
bool baseline_read(struct keur_text text, struct keur_text shown, struct arena *arena,
                   struct baseline *ret_baseline, struct errors *errors);
void baseline_write(const struct baseline *baseline, struct buffer *buffer);

/* Takes known findings out of the list, and counts them in `met`.  A finding counts for the
 * document that was there under another name.  Gives how many it took. */
size_t baseline_apply(struct baseline *baseline, struct findings *findings);
/* Adds findings, as often as there are; call baseline_sort() behind the last one. */
void baseline_add(struct baseline *baseline, const struct finding *finding, size_t count);
void baseline_sort(struct baseline *baseline);
/* Findings that were known and are fixed. */
size_t baseline_fixed(const struct baseline *baseline);
/* Takes the fixed ones out; those that are not judged stay. */
void baseline_prune(struct baseline *baseline);

#endif
