/* `--since REVISION`: findings on lines that were changed since. */
#ifndef COMMAND_SINCE_H
#define COMMAND_SINCE_H

#include "command/arguments.h"
#include "command/lint.h"
#include "command/session.h"

/* Leaves out, of the findings of a project, from the index `from` on, those that begin on a line
 * that the revision has too.  In a document that is new all count. */
void since_leave_out(const struct session_project *project, const struct arguments *arguments,
                     struct lint *lint, size_t from);
/* Sets for each finding, which are sorted, whether it is to stay.  False when git cannot tell. */
bool since_mark(const struct session_project *project, struct keur_text since,
                const struct findings *findings, bool *ret_stays, struct errors *errors);

#endif
