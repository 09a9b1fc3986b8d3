/* `keur rules` and `keur explain RULE`: what the rule files say. */
#ifndef COMMAND_RULES_H
#define COMMAND_RULES_H

#include <stdio.h>

#include "base/arena.h"
#include "base/error.h"
#include "model/project.h"

/* The project with the core's own rule among the others, in order of their ids; the list of rules
 * lives in the arena. */
struct project rules_all(const struct project *project, struct arena *arena);

/* One line for each rule. */
void rules_list(FILE *stream, const struct project *project);
/* docs/RULES.md. */
void rules_markdown(FILE *stream, const struct project *project);
/* Why the rule is there, its options and examples.  False for a rule that is not there, with a
 * suggestion. */
bool rules_explain(FILE *stream, const struct project *project, struct keur_text id,
                   struct errors *errors);

#endif
