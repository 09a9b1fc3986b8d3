/* Paths of the command line -> documents of the projects of a session. */
#ifndef COMMAND_ASK_H
#define COMMAND_ASK_H

#include "command/arguments.h"
#include "command/session.h"

/* Adds what stands at these paths, and in the projects within them, to the targets of the session's
 * projects; without a path the project around the working folder.  What is missing or not usable
 * is told, and the rest is still added. */
void ask_for_documents(struct session *session, const struct text_list *paths,
                       struct errors *errors);

#endif
