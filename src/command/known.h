/* The baseline of a project: its file, and what a run says of it. */
#ifndef COMMAND_KNOWN_H
#define COMMAND_KNOWN_H

#include <stdbool.h>

#include "collect/baseline.h"
#include "command/arguments.h"
#include "command/lint.h"
#include "command/session.h"

struct known_file {
    struct keur_text path;  /* absolute */
    struct keur_text shown; /* relative to the working folder */
    bool is_there;
    struct baseline baseline;
};

/* `baseline:` of the configuration, or .keur-baseline in the root; none is an empty one.  False,
 * with messages, when it cannot be read.  Free `baseline` in any case. */
bool known_open(const struct project *project, struct arena *arena, struct known_file *ret_file,
                struct errors *errors);
/* Tells the entries that this run could have met from the others.  Targets are sorted. */
void known_judge(struct known_file *file, const struct session_project *project,
                 const struct arguments *arguments, struct arena *arena);
/* At any moment there is the old file or the new one; none when nothing is known any more. */
bool known_write(const struct known_file *file, const struct project *project,
                 const struct baseline *baseline, struct arena *arena, struct errors *errors);

/* Leaves the known findings of a project out: those from the index `from` on.  What is to be told
 * of it is added to `notes`, in whole lines. */
void known_leave_out(const struct session_project *project, const struct arguments *arguments,
                     struct lint *lint, size_t from, struct buffer *notes);

#endif
