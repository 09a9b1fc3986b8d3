/* The rules that a document is checked with. */
#ifndef CHECK_PLAN_H
#define CHECK_PLAN_H

#include "check/check.h"

/* A rule of the project that may apply. */
struct plan_item {
    const struct rule *rule; /* with the severity it has here, when it is settled */
    size_t index;            /* of the rule in the project */
    bool is_settled;         /* or the path has a say: ask plan_rule() */
};

/* Makes the plan that of the document's type and dialect; mostly it is that already. */
void plan_make(struct check_plan *plan, const struct project *project,
               const keur_document *document);
/* Looks once for the rules that take something down. */
void plan_gathering(struct check_plan *plan, const struct project *project);
/* The rule with the severity it has for the document, or NULL where it does not apply. */
const struct rule *plan_rule(const struct plan_item *item, const keur_document *document);

#endif
