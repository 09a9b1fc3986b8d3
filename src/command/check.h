/* `keur check`: from paths to findings on a stream. */
#ifndef COMMAND_CHECK_H
#define COMMAND_CHECK_H

#include "command/arguments.h"

/* The exit code.  Messages of trouble go to stderr. */
int command_check(const struct arguments *arguments);
/* `keur suppressions`. */
int command_suppressions(const struct arguments *arguments);
/* `keur baseline`. */
int command_baseline(const struct arguments *arguments);
/* `keur rules` and `keur explain`. */
int command_rules(const struct arguments *arguments);
/* `keur config`. */
int command_config(const struct arguments *arguments);
/* `keur init`. */
int command_init(const struct arguments *arguments);
/* `keur schema infer`. */
int command_schema(const struct arguments *arguments);

/* Prints and frees what was gathered. */
void command_print_errors(struct errors *errors);

#endif
