/* `--affected`: findings that changes have caused in files that were not asked for. */
#ifndef COMMAND_AFFECTED_H
#define COMMAND_AFFECTED_H

#include "command/arguments.h"
#include "command/lint.h"
#include "command/session.h"

/* Lints a whole project, as lint_project() does what was asked for, and leaves out what the
 * baseline knows.  Of the files that were asked for all findings stay, with `--since` those on
 * lines that have changed; of the others, and of lines that have not changed, those that would not
 * be there if the project was as it was at the revision.  Each of these tells which change it is
 * that brings it.  A file that is changed itself and was not asked for, but for mkdocs.yml, is not
 * told of. */
void affected_lint(const struct session *session, const struct session_project *project,
                   const struct arguments *arguments, struct lint *lint, struct buffer *notes);

#endif
