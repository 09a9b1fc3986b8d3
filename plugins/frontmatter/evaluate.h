/* Values against compiled schemas: the semantics of JSON Schema 2020-12. */
#ifndef EVALUATE_H
#define EVALUATE_H

#include "fault.h"

/* Does the schema take the value? */
bool evaluate(keur_run *run, const struct schema *schema, const struct keur_value *value);
/* The same, and why not. */
bool evaluate_faults(keur_run *run, const struct schema *schema, const struct keur_value *value,
                     struct faults *faults);

/* Scalars that are judged as if they were others, in the order of the spans that both have. */
struct stand_ins {
    const struct keur_value *items;
    size_t count;
};
void evaluate_as(keur_run *run, const struct schema *schema, const struct keur_value *value,
                 const struct stand_ins *stand_ins, struct faults *faults);

#endif
