/* Keywords about the keys of a mapping. */
#include <string.h>

#include "evaluation.h"
#include "extension.h"
#include "value.h"

/* `<<: *anchor` puts the keys of another mapping in this one. */
static bool is_merge(const struct keur_value *child)
{
    return child->kind >= KEUR_SEQUENCE && child->key.length == 2 &&
           memcmp(child->key.bytes, "<<", 2) == 0;
}

static bool has_merge(const struct keur_value *map)
{
    const struct keur_value *child = map->first_child;

    while (child != NULL && !is_merge(child))
        child = child->next;
    return child != NULL;
}

/* A child by a schema that stands for a key: `false` says that there is no such key. */
static bool evaluate_property(const struct application *application, const struct schema *schema,
                              const struct keur_value *child)
{
    if (schema->is_never)
        return application_fail(application,
                                &(struct fault){.kind = FAULT_UNKNOWN_KEY, .value = child});
    return evaluate_child(application, schema, child);
}

static bool evaluate_name(const struct application *application, const struct keur_value *child)
{
    const struct schema *schema = application->schema->property_names;
    struct keur_value name = {.kind = KEUR_STRING,
                              .yaml11_kind = KEUR_STRING,
                              .style = KEUR_PLAIN,
                              .span = child->key_span,
                              .text = child->key};

    if (evaluate_quietly(application->evaluation, schema, &name, application->scope, NULL))
        return true;
    return application_fail(
        application, &(struct fault){.kind = FAULT_KEY_NAME, .value = child, .schema = schema});
}

/* By properties, patternProperties and additionalProperties, in this order. */
static bool evaluate_entry(struct application *application, const struct keur_value *child,
                           size_t index)
{
    const struct schema *schema = application->schema;
    const struct schema_property *property = schema_property_find(schema, child->key);
    struct keur_span match;
    bool is_known = property != NULL;
    bool fits = property == NULL || evaluate_property(application, property->schema, child);

    for (size_t i = 0; i < schema->pattern_count; i++) {
        if (!keur_match(schema->patterns[i].pattern, child->key, 0, &match))
            continue;
        is_known = true;
        fits &= evaluate_property(application, schema->patterns[i].schema, child);
    }
    if (!is_known && schema->additional != NULL) {
        is_known = true;
        fits &= evaluate_property(application, schema->additional, child);
    }
    if (is_known)
        application_see(application, index);
    return fits;
}

static bool evaluate_entries(struct application *application)
{
    const struct schema *schema = application->schema;
    bool is_told = application->evaluation->faults != NULL;
    bool fits = true;
    size_t index = 0;

    if (schema->property_count == 0 && schema->pattern_count == 0 && schema->additional == NULL &&
        schema->property_names == NULL)
        return true;
    for (const struct keur_value *child = application->value->first_child;
         child != NULL && (fits || is_told); child = child->next, index++) {
        if (is_merge(child)) {
            application_see(application, index);
            continue;
        }
        if (schema->property_names != NULL)
            fits &= evaluate_name(application, child);
        fits &= evaluate_entry(application, child, index);
    }
    return fits;
}

static bool evaluate_required(const struct application *application, struct keur_texts keys,
                              struct keur_text reason)
{
    bool fits = true;

    for (size_t i = 0; i < keys.count; i++) {
        if (value_child(application->value, keys.items[i]) == NULL)
            fits = application_fail(
                application,
                &(struct fault){.kind = FAULT_MISSING_KEY, .key = keys.items[i], .reason = reason});
    }
    return fits;
}

static bool evaluate_keys(const struct application *application)
{
    const struct schema *schema = application->schema;
    const struct keur_value *map = application->value;
    bool is_told = application->evaluation->faults != NULL;

    /* A group without any of the keys that it needs is one fault, not as many as keys. */
    if (is_told && map->child_count == 0 && schema->required.count > 0 && map->parent != NULL)
        return application_fail(application, &(struct fault){.kind = FAULT_EMPTY});
    bool fits = evaluate_required(application, schema->required, (struct keur_text){"", 0});
    if (schema->extension != NULL)
        fits &=
            evaluate_required(application, schema->extension->required, (struct keur_text){"", 0});
    for (size_t i = 0; i < schema->dependencies.count; i++) {
        const struct schema_dependency *dependency = &schema->dependencies.items[i];
        if (value_child(map, dependency->key) != NULL)
            fits &= evaluate_required(application, dependency->required, dependency->key);
    }
    return fits;
}

bool evaluate_object(struct application *application)
{
    bool fits = evaluate_entries(application);

    const struct schema *schema = application->schema;
    if (schema->required.count == 0 && schema->dependencies.count == 0 &&
        (schema->extension == NULL || schema->extension->required.count == 0))
        return fits;
    /* Keys that are merged in may be the required ones. */
    return has_merge(application->value) ? fits : evaluate_keys(application) && fits;
}
