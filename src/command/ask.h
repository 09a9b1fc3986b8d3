/* Paths of the command line -> documents of the projects of a session. */
#ifndef COMMAND_ASK_H
#define COMMAND_ASK_H

#include <stdbool.h>

#include "command/arguments.h"
#include "command/session.h"

/* Adds what stands at these paths, and in the projects within them, to the targets of the session's
 * projects; without a path the project around the working folder.  What is missing or not usable
 * is told, and the rest is still added. */
void ask_for_documents(struct session *session, const struct text_list *paths,
                       struct errors *errors);
/* All that the command line asks for, with '-' standard input, sorted. */
void ask(struct session *session, const struct arguments *arguments, struct errors *errors);
/* Reads what '-' stands for.  False, with a message, when that fails. */
bool ask_read(struct arguments *arguments, struct arena *arena, struct errors *errors);
/* '-' alone. */
bool ask_is_stdin(const struct arguments *arguments);

#endif
