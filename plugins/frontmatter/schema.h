/* A JSON Schema 2020-12, compiled: of its keywords those about kinds, keys, allowed values,
 * patterns and items.  Any other keyword is a mistake in the configuration. */
#ifndef SCHEMA_H
#define SCHEMA_H

#include "keur_plugin.h"

struct schema;

struct schema_property {
    struct keur_text name;
    const struct schema *schema;
};

struct schema {
    const struct keur_value *source;
    bool is_never;           /* the schema `false` */
    unsigned kinds;          /* bits 1 << enum keur_value_kind; 0: any */
    bool takes_whole_floats; /* `type: integer` accepts 2.0 */
    struct schema_property *properties;
    size_t property_count;
    const struct schema *additional; /* NULL: anything goes */
    struct keur_text *required;
    size_t required_count;
    const struct keur_value *allowed;  /* the list of `enum`, or NULL */
    const struct keur_value *constant; /* of `const`, or NULL */
    const keur_pattern *pattern;       /* or NULL */
    struct keur_text pattern_source;
    const struct schema *items;   /* or NULL */
    int64_t min_items, max_items; /* max: -1 for none */
    bool has_unique_items;
    struct keur_text title, description;
};

extern const struct keur_setting schema_setting;

/* The kind only; `kind` of numbers needs the value itself. */
bool schema_takes_kind(const struct schema *schema, const struct keur_value *value);
/* The property of this name, or NULL. */
const struct schema_property *schema_property_find(const struct schema *schema,
                                                   struct keur_text name);
/* May a mapping have no other keys than the properties? */
bool schema_is_closed(const struct schema *schema);

#endif
