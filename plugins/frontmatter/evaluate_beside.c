/* Keywords that put other schemas on the same value: references, allOf and its like, unevaluated*.
 */
#include "evaluation.h"
#include "value.h"

static bool evaluate_here(struct application *application, const struct schema *schema)
{
    return evaluate_schema(application->evaluation, schema, application->value, application->scope,
                           &application->seen);
}

static bool evaluate_here_quietly(struct application *application, const struct schema *schema)
{
    return evaluate_quietly(application->evaluation, schema, application->value, application->scope,
                            &application->seen);
}

/* The outermost resource on the way here that has this dynamic anchor. */
static const struct schema *dynamic_target(const struct application *application)
{
    const struct schema *target = application->schema->dynamic_reference;
    struct keur_text name = application->schema->dynamic_name;

    if (name.length == 0)
        return target;
    for (const struct scope *scope = application->scope; scope != NULL; scope = scope->outer) {
        const struct schema_anchor *anchor = scope->resource->anchors;
        while (anchor != NULL && !(anchor->is_dynamic && keur_text_equals(anchor->name, name)))
            anchor = anchor->next;
        if (anchor != NULL)
            target = anchor->schema;
    }
    return target;
}

static bool evaluate_references(struct application *application)
{
    const struct schema *schema = application->schema;
    bool fits = true;

    if (schema->reference != NULL)
        fits &= evaluate_here(application, schema->reference);
    if (schema->dynamic_reference != NULL)
        fits &= evaluate_here(application, dynamic_target(application));
    return fits;
}

/* No branch is for this kind of value: all their kinds are told. */
static bool tell_kinds(struct application *application, const struct schemas *branches)
{
    struct schema *together = keur_allocate(application->evaluation->run, sizeof(*together));

    *together = *application->schema;
    for (size_t i = 0; i < branches->count; i++) {
        const struct schema *branch = schema_head(branches->items[i]);
        if (schema_takes_kind(branch, application->value))
            return false;
        together->kinds |= branch->kinds;
        if (branch->items != NULL)
            together->items = branch->items;
    }
    application_fail(application, &(struct fault){.kind = FAULT_TYPE, .schema = together});
    return true;
}

/* Each branch is for other values, given one by one: they are told together. */
static bool tell_choices(struct application *application, const struct schemas *branches)
{
    for (size_t i = 0; i < branches->count; i++) {
        const struct schema *branch = schema_head(branches->items[i]);
        if (is_allowed_value(branch, application->value))
            return false;
    }
    application_fail(application, &(struct fault){.kind = FAULT_NOT_ALLOWED});
    return true;
}

/* Tells the faults of the branch that is nearest. */
static bool tell_nearest(struct application *application, const struct schemas *branches)
{
    struct evaluation *evaluation = application->evaluation;
    struct faults *faults = evaluation->faults;
    struct faults nearest = {NULL, 0, 0};
    size_t least = SIZE_MAX;

    if (faults == NULL || tell_kinds(application, branches) || tell_choices(application, branches))
        return false;
    for (size_t i = 0; i < branches->count; i++) {
        struct faults of_branch = {NULL, 0, 0};
        evaluation->faults = &of_branch;
        evaluate_here(application, branches->items[i]);
        size_t distance = faults_distance(&of_branch, application->value);
        if (distance < least) {
            least = distance;
            nearest = of_branch;
        }
    }
    evaluation->faults = faults;
    faults_add_all(evaluation->run, faults, &nearest);
    return false;
}

static bool evaluate_any_of(struct application *application)
{
    const struct schemas *branches = &application->schema->any_of;
    bool fits = branches->count == 0;

    for (size_t i = 0; i < branches->count; i++) {
        fits |= evaluate_here_quietly(application, branches->items[i]);
        if (fits && application->seen.children == NULL)
            break;
    }
    return fits || tell_nearest(application, branches);
}

static bool evaluate_one_of(struct application *application)
{
    const struct schemas *branches = &application->schema->one_of;
    size_t fitting = 0;

    if (branches->count == 0)
        return true;
    for (size_t i = 0; i < branches->count && fitting < 2; i++)
        fitting += evaluate_here_quietly(application, branches->items[i]);
    if (fitting > 1)
        return application_fail(application, &(struct fault){.kind = FAULT_SEVERAL});
    return fitting == 1 || tell_nearest(application, branches);
}

static bool evaluate_conditions(struct application *application)
{
    const struct schema *schema = application->schema;
    const struct schema *branch = NULL;

    if (schema->not_schema != NULL &&
        evaluate_quietly(application->evaluation, schema->not_schema, application->value,
                         application->scope, NULL))
        return application_fail(application, &(struct fault){.kind = FAULT_REFUSED});
    if (schema->if_schema == NULL)
        return true;
    branch = evaluate_here_quietly(application, schema->if_schema) ? schema->then_schema
                                                                   : schema->else_schema;
    return branch == NULL || evaluate_here(application, branch);
}

static bool evaluate_dependent(struct application *application)
{
    const struct schema_dependencies *dependencies = &application->schema->dependencies;
    bool fits = true;

    if (application->value->kind != KEUR_MAPPING)
        return true;
    for (size_t i = 0; i < dependencies->count; i++) {
        const struct schema_dependency *dependency = &dependencies->items[i];
        if (dependency->schema != NULL && value_child(application->value, dependency->key) != NULL)
            fits &= evaluate_here(application, dependency->schema);
    }
    return fits;
}

bool evaluate_beside(struct application *application)
{
    const struct schema *schema = application->schema;
    bool fits = evaluate_references(application);

    for (size_t i = 0; i < schema->all_of.count; i++)
        fits &= evaluate_here(application, schema->all_of.items[i]);
    fits &= evaluate_any_of(application);
    fits &= evaluate_one_of(application);
    fits &= evaluate_conditions(application);
    return evaluate_dependent(application) && fits;
}

static bool evaluate_unseen(struct application *application, const struct keur_value *child,
                            const struct schema *schema)
{
    bool is_list = application->value->kind == KEUR_SEQUENCE;

    if (!schema->is_never)
        return evaluate_child(application, schema, child);
    if (is_list)
        return application_fail(application, &(struct fault){.kind = FAULT_TOO_MANY});
    return application_fail(application,
                            &(struct fault){.kind = FAULT_UNKNOWN_KEY, .value = child});
}

bool evaluate_unevaluated(struct application *application)
{
    const struct keur_value *value = application->value;
    const struct schema *schema =
        value->kind == KEUR_SEQUENCE  ? application->schema->unevaluated_items
        : value->kind == KEUR_MAPPING ? application->schema->unevaluated_properties
                                      : NULL;
    const struct keur_value *child = value->first_child;
    bool fits = true;

    if (schema == NULL)
        return true;
    for (size_t index = 0; child != NULL; child = child->next, index++) {
        if (application->seen.children[index])
            continue;
        fits &= evaluate_unseen(application, child, schema);
        application_see(application, index);
    }
    return fits;
}
