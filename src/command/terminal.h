/* Who reads the output: a person at a terminal, or a program. */
#ifndef COMMAND_TERMINAL_H
#define COMMAND_TERMINAL_H

#include <stdbool.h>
#include <stdio.h>

#include "command/arguments.h"

/* Source lines are shown only to a person: not to an editor, a hook or CI, which read line by line.
 */
bool terminal_is_for_reading(FILE *stream);
/* NO_COLOR, CLICOLOR_FORCE and TERM are obeyed. */
bool terminal_has_color(FILE *stream, enum color_choice choice);

#endif
