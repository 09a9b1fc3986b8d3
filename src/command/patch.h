/* What mending changes, shown as a unified diff. */
#ifndef COMMAND_PATCH_H
#define COMMAND_PATCH_H

#include <stdbool.h>
#include <stdio.h>

#include "command/mend.h"

/* Exact to the byte, so that git apply and patch take it; but on a terminal control characters are
 * escaped, and in CI what a runner would obey. */
void patch_print(FILE *stream, const struct mend_document *document, bool has_color);

#endif
