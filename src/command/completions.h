/* `keur completions SHELL`: what a shell offers behind "keur", made from the tables of options and
 * commands. */
#ifndef COMMAND_COMPLETIONS_H
#define COMMAND_COMPLETIONS_H

#include "command/arguments.h"

/* The exit code.  Messages of trouble go to stderr. */
int command_completions(const struct arguments *arguments);

#endif
