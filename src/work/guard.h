/* A process that waits for the one that works.  Few documents are checked without workers, which
 * would cost as much as dozens of them; when that comes to harm, the process that waited does
 * everything again, with workers, which survive what a document or a plugin does. */
#ifndef WORK_GUARD_H
#define WORK_GUARD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

/* Before anything is loaded, for the less there is the less it costs.  True in a new process, which
 * works.  The old one ends as that one does; it returns, with false, when that one came to harm, or
 * when there is none.  Standard input must have been read. */
bool guard_split(void);
/* Is there one that waits for this process? */
bool guard_is_there(void);
/* From here to guard_disarm() the process comes to harm by a crash, by ending, or by more than so
 * many seconds of CPU time.  Nothing may have been written before that does harm when it is written
 * again. */
void guard_arm(unsigned seconds);
void guard_disarm(void);
/* For good, where the system can: this process reads in some folders, writes to the standard
 * streams, takes so many bytes more, and does nothing else. */
void guard_confine(struct keur_texts readable, size_t bytes);

#endif
