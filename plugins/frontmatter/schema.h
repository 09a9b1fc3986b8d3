/* A JSON Schema 2020-12, compiled: every keyword that says something about a value.  What
 * schema_compile.c makes, evaluate.c judges by. */
#ifndef SCHEMA_H
#define SCHEMA_H

#include "decimal.h"
#include "keur_plugin.h"

struct schema;
struct schema_resource;
struct schema_extension;
struct format;
struct schema_key;

struct schema_property {
    struct keur_text name;
    const struct schema *schema;
};
struct schema_pattern {
    const keur_pattern *pattern;
    const struct schema *schema;
};
struct schemas {
    const struct schema **items;
    size_t count;
};
/* What the presence of a key asks for. */
struct schema_dependency {
    struct keur_text key;
    struct keur_texts required;
    const struct schema *schema; /* or NULL */
};
struct schema_dependencies {
    struct schema_dependency *items;
    size_t count;
};

/* Counts are -1 where the schema does not limit them; pointers are NULL where a keyword is not
 * there. */
struct schema {
    const struct keur_value *source;
    struct schema_resource *resource;
    bool is_never;  /* the schema `false` */
    bool is_always; /* the schema `true` */
    bool is_compiled;
    unsigned mark; /* of the search for schemas that refer to themselves */

    unsigned kinds;                    /* bits 1 << enum keur_value_kind; 0: any */
    bool takes_whole_floats;           /* `type: integer` accepts 2.0 */
    const struct keur_value *allowed;  /* the list of `enum` */
    const struct keur_value *constant; /* of `const` */

    const keur_pattern *pattern;
    struct keur_text pattern_source;
    int64_t min_length, max_length; /* code points */
    const struct format *format;    /* only where formats are judged */

    const struct decimal *minimum, *maximum, *exclusive_minimum, *exclusive_maximum, *multiple_of;

    struct schemas prefix;
    const struct schema *items;
    const struct schema *contains;
    int64_t min_contains, max_contains;
    int64_t min_items, max_items;
    bool has_unique_items;
    const struct schema *unevaluated_items;

    struct schema_property *properties; /* in the order of the schema */
    struct schema_property *by_name;    /* the same in schema_name_order() */
    size_t property_count;
    struct schema_pattern *patterns;
    size_t pattern_count;
    const struct schema *additional; /* what other properties must be */
    const struct schema *property_names;
    struct keur_texts required;
    struct schema_dependencies dependencies;
    int64_t min_properties, max_properties;
    const struct schema *unevaluated_properties;

    const struct schema *reference;
    const struct schema *dynamic_reference; /* where it leads when no other resource says so */
    struct keur_text dynamic_name;          /* of the anchor; empty: it only leads there */
    struct schemas all_of, any_of, one_of;
    const struct schema *not_schema, *if_schema, *then_schema, *else_schema;

    struct schema_extension *extension; /* keywords of keur's own */
    struct keur_text title, description;

    struct schema_key *keys; /* of a whole schema: those that concern other documents */
    size_t key_count;
};

/* A schema with an identity of its own: a file, or a part of one with `$id`. */
struct schema_anchor {
    struct keur_text name;
    const struct schema *schema;
    bool is_dynamic;
    struct schema_anchor *next;
};
struct schema_resource {
    struct keur_text uri, retrieved_from; /* without fragment */
    struct schema *root;
    struct schema_anchor *anchors;
    unsigned vocabularies; /* bits of enum vocabulary */
    struct schema_resource *next;
};

/* The schema of a file that a document names: for keur_made_of_file(). */
const void *schema_of_file(keur_setup *setup, const struct keur_value *root);

extern const struct keur_setting schema_setting;
extern const struct keur_setting schema_references_setting;
extern const struct keur_setting schema_formats_setting;

/* The kind only; `kind` of numbers needs the value itself. */
bool schema_takes_kind(const struct schema *schema, const struct keur_value *value);
/* By length, and then as memcmp(). */
int schema_name_order(struct keur_text a, struct keur_text b);
/* The property of this name, or NULL. */
const struct schema_property *schema_property_find(const struct schema *schema,
                                                   struct keur_text name);
/* May a mapping have no other keys than the properties? */
bool schema_is_closed(const struct schema *schema);
/* The schema that says something itself, where this one is nothing but a reference to it. */
const struct schema *schema_head(const struct schema *schema);
/* The anchor of this name in a resource, or NULL. */
const struct schema_anchor *schema_anchor_find(const struct schema_resource *resource,
                                               struct keur_text name);

#endif
