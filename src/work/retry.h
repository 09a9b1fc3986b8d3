/* A run without workers that comes to harm starts over with workers, which survive what a document
 * or a plugin does.  So few documents pay for no worker, and lose nothing. */
#ifndef WORK_RETRY_H
#define WORK_RETRY_H

#include <stdbool.h>

#include "base/text.h"

/* Once, at the start: the words of the command line, which stay.  Who does not call it is never
 * started over. */
void retry_prepare(char **words);
/* Is this the run with workers? */
bool retry_is(void);
/* What standard input gave, which stays: it would be gone. */
void retry_keep_input(struct keur_text input);
/* From here to retry_disarm() a crash, or more than so many seconds of CPU time, starts the program
 * over.  Nothing may have been written before that does harm when it is written again. */
void retry_arm(unsigned seconds);
void retry_disarm(void);

#endif
