/* `keur fix`, and `keur check --fix`: documents mended and written. */
#ifndef COMMAND_FIX_H
#define COMMAND_FIX_H

#include <stdio.h>

#include "command/arguments.h"
#include "command/session.h"

/* The exit code.  Messages of trouble go to stderr. */
int command_fix(const struct arguments *arguments);

/* Mends what the session's projects were asked for, and replaces the files.  What was mended is
 * listed on `list`, if not NULL; what was not goes to stderr. */
void fix_documents(struct session *session, const struct arguments *arguments, FILE *list,
                   struct errors *errors);

#endif
