/* How a worker dies. */
#ifndef WORK_FAILURE_H
#define WORK_FAILURE_H

#include "work/work.h"

/* In a worker, once: what only the process itself can tell of its end is written to its post. */
void failure_tell(struct work_post *post);
/* For a sentence "plugin x ...": "crashed (SIGSEGV)".  In the arena of the work. */
struct keur_text failure_text(const struct work *work, const struct work_fault *fault);

#endif
