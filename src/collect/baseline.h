/* Findings that a team knows of: written once, and left out of later runs.
 *
 * The file is text, sorted, one line for each kind of finding, so that changes read and merge well:
 *
 *     # keur baseline 1: ...
 *     docs/a.md
 *       links/missing-target 0123456789abcdef 2 what the finding says, for readers only
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

/* Moves known findings from the list to `taken`, and counts them in `met`.  A finding counts for
 * the document that was there under another name. */
void baseline_apply(struct baseline *baseline, struct findings *findings, struct findings *taken);
/* Findings that were known, and are fixed. */
size_t baseline_fixed(const struct baseline *baseline);

/* Making another one: findings, and what an older one says of documents and rules that are not
 * judged; then baseline_sort(). */
void baseline_add(struct baseline *baseline, const struct findings *findings);
void baseline_add_unjudged(struct baseline *baseline, const struct baseline *older);
void baseline_sort(struct baseline *baseline);
size_t baseline_size(const struct baseline *baseline); /* in findings */

#endif
