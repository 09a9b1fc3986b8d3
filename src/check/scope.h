/* Where a rule holds. */
#ifndef CHECK_SCOPE_H
#define CHECK_SCOPE_H

#include "model/project.h"

/* The rule with the severity that it has for a document with this path (relative to the root) and
 * type (empty: none); NULL when it does not hold there. */
const struct rule *scope_rule(const struct rule *rule, struct keur_text path,
                              struct keur_text type);

#endif
