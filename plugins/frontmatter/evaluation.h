/* What the files that evaluate share. */
#ifndef EVALUATION_H
#define EVALUATION_H

#include "evaluate.h"

/* Resources entered on the way here; the outermost decides where a $dynamicRef leads. */
struct scope {
    const struct schema_resource *resource;
    const struct scope *outer;
};

/* Values nest to a limit, and schemas may refer on for ever: both are counted. */
struct evaluation {
    keur_run *run;
    size_t steps, depth;
    bool is_endless;
    struct faults *faults;             /* NULL: only whether it fits */
    const struct stand_ins *stand_ins; /* or NULL */
};

/* Which children of a list or mapping a keyword has looked at; for unevaluated*. */
struct seen {
    bool *children;
};

/* One schema on one value. */
struct application {
    struct evaluation *evaluation;
    const struct schema *schema;
    const struct keur_value *value;
    const struct scope *scope;
    struct seen seen;
};

/* A schema within, on this value or a child of it.  `seen` may be NULL. */
bool evaluate_schema(struct evaluation *evaluation, const struct schema *schema,
                     const struct keur_value *value, const struct scope *scope, struct seen *seen);
/* The same without telling faults. */
bool evaluate_quietly(struct evaluation *evaluation, const struct schema *schema,
                      const struct keur_value *value, const struct scope *scope, struct seen *seen);
bool evaluate_child(const struct application *application, const struct schema *schema,
                    const struct keur_value *child);

/* Tells the fault, with the value and schema of the application where it names none.  Always
 * false. */
bool application_fail(const struct application *application, const struct fault *fault);
void application_see(struct application *application, size_t child);

/* By `enum` and `const`. */
bool is_allowed_value(const struct schema *schema, const struct keur_value *value);

/* Groups of keywords.  False when a value does not fit. */
bool evaluate_scalar(const struct application *application);
bool evaluate_object(struct application *application);
bool evaluate_array(struct application *application);
bool evaluate_beside(struct application *application); /* schemas on the same value */
bool evaluate_unevaluated(struct application *application);

#endif
