/* `keur check`: from paths to findings on a stream. */
#ifndef COMMAND_CHECK_H
#define COMMAND_CHECK_H

#include <stdio.h>

#include "command/arguments.h"
#include "model/project.h"

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
/* The JSON Schema of .keur.yaml, with the rules and plugins of the project. */
void config_schema_write(FILE *stream, const struct project *project);
/* `keur init`. */
int command_init(const struct arguments *arguments);
/* `keur trace`. */
int command_trace(const struct arguments *arguments);
/* `keur schema infer`. */
int command_schema(const struct arguments *arguments);

/* Prints and frees what was gathered. */
void command_print_errors(struct errors *errors);

#endif
