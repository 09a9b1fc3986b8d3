/* The second YAML document in a file of a pack: why its rules are there, and examples.  No run
 * needs them, and they are most of the bytes, so that only what shows them reads on. */
#ifndef LOAD_EXPLANATIONS_H
#define LOAD_EXPLANATIONS_H

#include "load/placed.h"

/* The offset of the line `---` behind something that is said; the length of the text without one.
 */
size_t explanations_begin(struct keur_text text);
/* Adds what stands behind that line to the rules above.  False after a mistake. */
bool explanations_merge(const struct source *source, struct placed *merged, struct arena *arena,
                        struct errors *errors);

#endif
