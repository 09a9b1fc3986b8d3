/* Where a rule holds. */
#ifndef CHECK_SCOPE_H
#define CHECK_SCOPE_H

#include <stdbool.h>

#include "model/project.h"

/* Whether `documents` and `files` of the rule let the document in. */
bool scope_holds(const struct rule *rule, struct keur_text path, struct keur_text type);
/* Whether its `dialects` do. */
bool scope_reads(const struct rule *rule, enum keur_dialect dialect);
/* As configurations write it. */
struct keur_text dialect_name(enum keur_dialect dialect);
/* The override that counts for the document; NULL when none fits. */
const struct rule_override *scope_override(const struct rule *rule, struct keur_text path,
                                           struct keur_text type);
/* The rule with the severity that it has for a document with this path (relative to the root) and
 * type (empty: none); NULL when it does not hold there. */
const struct rule *scope_rule(const struct rule *rule, struct keur_text path,
                              struct keur_text type);

#endif
