/* What a process that checks documents does not need is taken from it, where the system can:
 * quietly less where not. */
#ifndef WORK_CONFINE_H
#define WORK_CONFINE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/text.h"

/* It does not outlive the process that forked it. */
void confine_to_life_of(pid_t parent);
/* More memory than the process has now. */
void confine_memory(size_t more);
/* KEUR_UNCONFINED is set: debuggers and the like live in the process, and need more than it does.
 */
bool confine_is_off(void);
/* No image of it is written when it crashes.  Before Linux 5.16 to look whether one is ends all
 * processes that share its memory, but for what a debugger could not look at either. */
void confine_core(void);
/* All of what follows, unless that is so. */
void confine_process(struct keur_texts readable, int input, int output);
/* Writing to files, and reading outside of these folders. */
void confine_files(struct keur_texts readable);
/* Network, other programs and processes, files to write to.  Input and output, descriptors, stay:
 * whoever closes one dies of SIGSYS. */
void confine_calls(int input, int output);

#endif
