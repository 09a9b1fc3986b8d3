/* A process that waits for the one that works.  Few documents are checked without workers, which
 * would cost as much as dozens of them; when that comes to harm, the process that waited begins the
 * program again, with workers, which survive what a document or a plugin does. */
#ifndef WORK_GUARD_H
#define WORK_GUARD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

/* Work in a new process, which has to end it.  This one ends as that one does, or begins the
 * program again, for which it needs the arguments and `input`, what was read from standard input
 * (NULL: nothing was).  Returns where there is nobody to wait for: then there is no guard. */
void guard_run(void (*work)(void *context), void *context, char **argv,
               const struct keur_text *input);
/* Is there one that waits for this process? */
bool guard_is_there(void);
/* Is it where the stack of this process, and of those that it forked, has come to its end? */
bool guard_is_past_stack(const void *address);
/* From here to guard_disarm() the process comes to harm by a crash, by ending, or by more than so
 * many seconds of CPU time.  Nothing may have been written before that does harm when it is written
 * again. */
void guard_arm(unsigned seconds);
void guard_disarm(void);
/* For good, where the system can: this process reads in some folders, writes to the standard
 * streams, takes so many bytes more, and does nothing else. */
void guard_confine(struct keur_texts readable, size_t bytes);

#endif
