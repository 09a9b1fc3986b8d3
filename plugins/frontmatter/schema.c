#include "schema.h"

#include <string.h>

#include "schema_compiler.h"
#include "value.h"

static const struct keur_value *sibling(const keur_setup *setup, const char *key)
{
    const struct keur_value *place = keur_setup_place(setup);

    return keur_value_find(place->parent, key);
}

static const void *schema_prepare(keur_setup *setup, const void *filled)
{
    const struct keur_value *const *source = filled;
    const struct keur_value *formats = sibling(setup, schema_formats_setting.key);
    struct schema_compiler *compiler = keur_setup_allocate(setup, sizeof(*compiler));

    compiler->setup = setup;
    compiler->references = sibling(setup, schema_references_setting.key);
    compiler->judges_formats =
        formats != NULL && formats->kind == KEUR_BOOLEAN && value_is_true(formats);
    return schema_compile(compiler, *source);
}

const void *schema_of_file(keur_setup *setup, const struct keur_value *root)
{
    struct schema_compiler *compiler = keur_setup_allocate(setup, sizeof(*compiler));

    compiler->setup = setup;
    return schema_compile(compiler, root);
}

static bool schema_asks_project(const void *prepared)
{
    const struct schema *schema = prepared;

    return schema->key_count > 0;
}

const struct keur_setting schema_setting = {
    .size = sizeof(struct keur_setting),
    .key = "schema",
    .summary = "JSON Schema 2020-12 of the front matter, inline or in a file beside",
    .shape = {.type = KEUR_OPTION_TREE},
    .prepare = schema_prepare,
    .asks_project = schema_asks_project,
};

static const void *references_prepare(keur_setup *setup, const void *filled)
{
    const struct keur_value *const *map = filled;

    if ((*map)->kind != KEUR_MAPPING)
        keur_setup_error(setup, *map,
                         "'schema-references' maps URIs, as a schema's $ref has them, to files");
    return *map;
}

const struct keur_setting schema_references_setting = {
    .size = sizeof(struct keur_setting),
    .key = "schema-references",
    .summary = "files for the URIs that a schema refers to: nothing is fetched",
    .shape = {.type = KEUR_OPTION_TREE},
    .prepare = references_prepare,
};

const struct keur_setting schema_formats_setting = {
    .size = sizeof(struct keur_setting),
    .key = "schema-formats",
    .summary = "judge values by the keyword `format` too (default: false)",
    .shape = {.type = KEUR_OPTION_BOOLEAN},
};

bool schema_takes_kind(const struct schema *schema, const struct keur_value *value)
{
    struct decimal number;

    if (schema->kinds == 0 || (schema->kinds & 1U << value->kind) != 0)
        return true;
    if (!schema->takes_whole_floats || value->kind != KEUR_FLOAT)
        return false;
    decimal_read(value, &number);
    return decimal_is_integer(&number);
}

int schema_name_order(struct keur_text a, struct keur_text b)
{
    if (a.length != b.length)
        return a.length < b.length ? -1 : 1;
    return a.length == 0 ? 0 : memcmp(a.bytes, b.bytes, a.length);
}

const struct schema_property *schema_property_find(const struct schema *schema,
                                                   struct keur_text name)
{
    size_t low = 0;
    size_t high = schema->property_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = schema_name_order(schema->by_name[middle].name, name);
        if (order == 0)
            return &schema->by_name[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

bool schema_is_closed(const struct schema *schema)
{
    return (schema->additional != NULL && schema->additional->is_never) ||
           (schema->unevaluated_properties != NULL && schema->unevaluated_properties->is_never);
}

const struct schema_anchor *schema_anchor_find(const struct schema_resource *resource,
                                               struct keur_text name)
{
    const struct schema_anchor *anchor = resource->anchors;

    while (anchor != NULL && !keur_text_equals(anchor->name, name))
        anchor = anchor->next;
    return anchor;
}

const struct schema *schema_head(const struct schema *schema)
{
    enum { REFERENCES_MOST = 16 };

    for (int i = 0; i < REFERENCES_MOST && schema->reference != NULL && schema->kinds == 0; i++)
        schema = schema->reference;
    return schema;
}
