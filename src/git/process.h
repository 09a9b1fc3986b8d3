/* A program that is run, without a shell, and what it prints. */
#ifndef GIT_PROCESS_H
#define GIT_PROCESS_H

#include <stdbool.h>

#include "base/text.h"

struct process_result {
    int status; /* its exit status; 128 and more when it was ended by a signal */
    struct buffer output, errors;
};

/* `words` and `environment` end with NULL; words[0] is looked for in PATH.  Output past `limit`
 * bytes, or errors past a few lines, are dropped, and the status is then not 0.  False, with errno
 * set, when the program cannot be run.  Free both buffers in any case. */
bool process_run(const char *const *words, char *const *environment, struct keur_text input,
                 size_t limit, struct process_result *ret_result);

#endif
