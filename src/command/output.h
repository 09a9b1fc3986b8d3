/* Where findings go: formats, each to standard output or to a file. */
#ifndef COMMAND_OUTPUT_H
#define COMMAND_OUTPUT_H

#include <stdbool.h>

#include "command/arguments.h"
#include "model/finding.h"

/* False, with messages, when a format is not known. */
bool output_check(const struct arguments *arguments, struct errors *errors);
/* Must collect_fingerprints() come before it is written? */
bool output_has_fingerprints(const struct arguments *arguments);
/* All that was asked for; without anything asked, what suits who reads standard output.  False,
 * with messages, for what could not be written. */
bool output_write(const struct arguments *arguments, const struct findings *findings,
                  const struct summary *summary, struct errors *errors);

#endif
