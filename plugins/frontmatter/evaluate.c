#include "evaluate.h"

#include "evaluation.h"
#include "value.h"

enum {
    /* Front matter is small: a schema that needs more refers to itself over and over. */
    STEPS_MOST = 1 << 20,
    DEPTH_MOST = 400,
};

bool application_fail(const struct application *application, const struct fault *fault)
{
    struct evaluation *evaluation = application->evaluation;
    struct fault told = *fault;

    if (evaluation->faults == NULL)
        return false;
    if (told.value == NULL)
        told.value = application->value;
    if (told.schema == NULL)
        told.schema = application->schema;
    faults_add(evaluation->run, evaluation->faults, &told);
    return false;
}

void application_see(struct application *application, size_t child)
{
    if (application->seen.children != NULL)
        application->seen.children[child] = true;
}

static void see_all(const struct seen *from, struct seen *into, size_t count)
{
    if (into == NULL || into->children == NULL || from->children == NULL)
        return;
    for (size_t i = 0; i < count; i++)
        into->children[i] |= from->children[i];
}

/* A keyword that asks which children were seen, here or around here. */
static bool needs_seen(const struct schema *schema, const struct seen *seen)
{
    return (seen != NULL && seen->children != NULL) || schema->unevaluated_items != NULL ||
           schema->unevaluated_properties != NULL;
}

/* Most schemas have none. */
static bool has_schemas_beside(const struct schema *schema)
{
    return schema->reference != NULL || schema->dynamic_reference != NULL ||
           schema->all_of.count > 0 || schema->any_of.count > 0 || schema->one_of.count > 0 ||
           schema->not_schema != NULL || schema->if_schema != NULL ||
           schema->dependencies.count > 0;
}

/* All keywords, also those behind a fault, when faults are told. */
static bool evaluate_keywords(struct application *application)
{
    bool is_told = application->evaluation->faults != NULL;
    bool fits = evaluate_scalar(application);

    if ((fits || is_told) && application->value->kind == KEUR_MAPPING)
        fits &= evaluate_object(application);
    if ((fits || is_told) && application->value->kind == KEUR_SEQUENCE)
        fits &= evaluate_array(application);
    if ((fits || is_told) && has_schemas_beside(application->schema))
        fits &= evaluate_beside(application);
    if ((fits || is_told) && application->value->first_child != NULL)
        fits &= evaluate_unevaluated(application);
    return fits;
}

static bool is_within_limits(struct evaluation *evaluation)
{
    if (++evaluation->steps < STEPS_MOST && evaluation->depth < DEPTH_MOST)
        return true;
    evaluation->is_endless = true;
    return false;
}

static const struct keur_value *stand_in(const struct stand_ins *stand_ins,
                                         const struct keur_value *value)
{
    size_t low = 0;
    size_t high = stand_ins->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (stand_ins->items[middle].span.begin < value->span.begin)
            low = middle + 1;
        else
            high = middle;
    }
    bool is_there = low < stand_ins->count && stand_ins->items[low].span.begin == value->span.begin;
    return is_there && value->kind < KEUR_SEQUENCE ? &stand_ins->items[low] : value;
}

/* `{ $ref: ... }` stands for what it leads to, but where another resource begins with it.  None
 * leads to itself. */
static const struct schema *behind_references(const struct schema *schema,
                                              const struct scope *scope)
{
    while (schema->reference != NULL && schema->source->child_count == 1 && scope != NULL &&
           scope->resource == schema->resource)
        schema = schema->reference;
    return schema;
}

bool evaluate_schema(struct evaluation *evaluation, const struct schema *schema,
                     const struct keur_value *value, const struct scope *scope, struct seen *seen)
{
    schema = behind_references(schema, scope);
    struct scope inner = {schema->resource, scope};

    if (evaluation->stand_ins != NULL)
        value = stand_in(evaluation->stand_ins, value);
    struct application application = {
        .evaluation = evaluation, .schema = schema, .value = value, .scope = scope};

    if (schema->is_always || !is_within_limits(evaluation))
        return true;
    if (schema->is_never)
        return application_fail(&application, &(struct fault){.kind = FAULT_REFUSED});
    if (value->kind < KEUR_SEQUENCE && !has_schemas_beside(schema))
        return evaluate_scalar(&application); /* nothing else is said of most values */
    if (scope == NULL || scope->resource != schema->resource)
        application.scope = &inner;
    if (needs_seen(schema, seen) && value->child_count > 0)
        application.seen.children =
            keur_allocate(evaluation->run, value->child_count * sizeof(bool));
    evaluation->depth++;
    bool fits = evaluate_keywords(&application);
    evaluation->depth--;
    /* When faults are told: what a schema knows is not unexpected as well as wrong. */
    if (fits || evaluation->faults != NULL)
        see_all(&application.seen, seen, value->child_count);
    return fits;
}

bool evaluate_quietly(struct evaluation *evaluation, const struct schema *schema,
                      const struct keur_value *value, const struct scope *scope, struct seen *seen)
{
    struct faults *faults = evaluation->faults;

    evaluation->faults = NULL;
    bool fits = evaluate_schema(evaluation, schema, value, scope, seen);
    evaluation->faults = faults;
    return fits;
}

bool evaluate_child(const struct application *application, const struct schema *schema,
                    const struct keur_value *child)
{
    return evaluate_schema(application->evaluation, schema, child, application->scope, NULL);
}

bool evaluate(keur_run *run, const struct schema *schema, const struct keur_value *value)
{
    struct evaluation evaluation = {.run = run};

    return evaluate_schema(&evaluation, schema, value, NULL, NULL);
}

bool evaluate_faults(keur_run *run, const struct schema *schema, const struct keur_value *value,
                     struct faults *faults)
{
    struct evaluation evaluation = {.run = run};

    /* Nearly all documents fit: the fast way first. */
    bool fits = evaluate_schema(&evaluation, schema, value, NULL, NULL);
    if (!fits) {
        evaluation = (struct evaluation){.run = run, .faults = faults};
        evaluate_schema(&evaluation, schema, value, NULL, NULL);
    }
    if (evaluation.is_endless)
        faults_add(run, faults,
                   &(struct fault){.kind = FAULT_ENDLESS, .value = value, .schema = schema});
    return fits;
}

void evaluate_as(keur_run *run, const struct schema *schema, const struct keur_value *value,
                 const struct stand_ins *stand_ins, struct faults *faults)
{
    struct evaluation evaluation = {.run = run, .faults = faults, .stand_ins = stand_ins};

    evaluate_schema(&evaluation, schema, value, NULL, NULL);
}
