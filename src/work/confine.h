/* What a worker does not need is taken from it, where the system can: quietly less where not. */
#ifndef WORK_CONFINE_H
#define WORK_CONFINE_H

#include <stddef.h>
#include <sys/types.h>

/* The worker does not outlive its keeper. */
void confine_to_life_of(pid_t keeper);
/* More memory than the process has now. */
void confine_memory(size_t more);
/* No new privileges: what is taken away below stays so. */
void confine_privileges(void);
/* Writing to files, and reading outside of `folder`. */
void confine_files(const char *folder);
/* Network, other programs and processes, files to write to.  The worker keeps its pipes: whoever
 * closes one dies of SIGSYS. */
void confine_calls(int orders, int answers);

#endif
