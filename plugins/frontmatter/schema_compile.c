#include <stdint.h>
#include <string.h>

#include "extension.h"
#include "schema_compiler.h"
#include "uri.h"
#include "value.h"

static struct schema_known **bucket_of(struct schema_compiler *compiler,
                                       const struct keur_value *source)
{
    return &compiler->buckets[(uintptr_t)source / sizeof(*source) % SCHEMA_BUCKETS];
}

struct schema *schema_known_at(const struct schema_compiler *compiler,
                               const struct keur_value *source)
{
    const struct schema_known *known =
        compiler->buckets[(uintptr_t)source / sizeof(*source) % SCHEMA_BUCKETS];

    while (known != NULL && known->schema->source != source)
        known = known->next_in_bucket;
    return known == NULL ? NULL : known->schema;
}

static struct schema *schema_new(keur_setup *setup, const struct keur_value *source)
{
    struct schema *schema = keur_setup_allocate(setup, sizeof(*schema));

    schema->source = source;
    schema->min_length = schema->max_length = -1;
    schema->min_items = schema->max_items = -1;
    schema->min_contains = schema->max_contains = -1;
    schema->min_properties = schema->max_properties = -1;
    return schema;
}

struct schema *schema_at(struct schema_compiler *compiler, const struct keur_value *source,
                         struct schema_resource *resource)
{
    struct schema *schema = schema_known_at(compiler, source);

    if (schema != NULL)
        return schema;
    struct schema_known **bucket = bucket_of(compiler, source);
    struct schema_known *known = keur_setup_allocate(compiler->setup, sizeof(*known));
    schema = schema_new(compiler->setup, source);
    schema->resource = resource;
    known->schema = schema;
    known->next_in_bucket = *bucket;
    *bucket = known;
    if (compiler->last != NULL)
        compiler->last->next = known;
    else
        compiler->first = known;
    compiler->last = known;
    if (compiler->work == NULL)
        compiler->work = known;
    return schema;
}

static struct schema_resource *resource_add(struct schema_compiler *compiler, struct keur_text uri)
{
    struct schema_resource *resource = keur_setup_allocate(compiler->setup, sizeof(*resource));

    resource->uri = resource->retrieved_from = uri;
    resource->vocabularies = VOCABULARIES_USUAL;
    resource->next = compiler->resources;
    compiler->resources = resource;
    return resource;
}

struct schema_resource *schema_document_add(struct schema_compiler *compiler,
                                            const struct keur_value *root, struct keur_text uri)
{
    struct schema_resource *resource = resource_add(compiler, uri);

    resource->root = schema_at(compiler, root, resource);
    return resource;
}

/* `$id`: the root of a document gets another name, a part becomes a resource of its own. */
static void identify(struct schema_compiler *compiler, struct schema *schema,
                     const struct keur_value *id)
{
    struct schema_resource *outer = schema->resource;
    struct keur_text fragment;

    if (id->kind != KEUR_STRING) {
        keur_setup_error(compiler->setup, id, "'$id' must be a URI in text");
        return;
    }
    uri_split(compiler->setup, id->text, &fragment);
    if (fragment.length > 0) {
        keur_setup_error(compiler->setup, id,
                         "'$id' has no fragment; name a place in a schema with '$anchor'");
        return;
    }
    struct keur_text uri = uri_resolve(compiler->setup, outer->uri, id->text);
    if (outer->root == schema) {
        outer->uri = uri;
        return;
    }
    struct schema_resource *resource = resource_add(compiler, uri);
    resource->root = schema;
    resource->vocabularies = outer->vocabularies;
    schema->resource = resource;
}

static void compile_mapping(struct schema_compiler *compiler, struct schema *schema)
{
    const struct keur_value *source = schema->source;
    const struct keur_value *id = keur_value_find(source, "$id");

    if (id != NULL)
        identify(compiler, schema, id);
    if (schema->resource->root == schema)
        schema_vocabularies_read(compiler, schema->resource, source);
    for (const struct keur_value *child = source->first_child; child != NULL; child = child->next)
        schema_keyword(compiler, schema, child);
}

static void compile_one(struct schema_compiler *compiler, struct schema *schema)
{
    const struct keur_value *source = schema->source;

    schema->is_compiled = true;
    if (source->kind == KEUR_BOOLEAN) {
        schema->is_always = value_is_true(source);
        schema->is_never = !schema->is_always;
    } else if (source->kind != KEUR_MAPPING) {
        keur_setup_error(compiler->setup, source,
                         "a schema must be a mapping of keywords, or true or false");
    } else {
        schema->is_always = source->child_count == 0;
        compile_mapping(compiler, schema);
    }
}

const struct schema *schema_compile(struct schema_compiler *compiler, const struct keur_value *root)
{
    struct schema_resource *document = schema_document_add(compiler, root, keur_setup_path(root));

    while (compiler->work != NULL || compiler->pending != NULL) {
        while (compiler->work != NULL) {
            struct schema *schema = compiler->work->schema;
            compiler->work = compiler->work->next;
            compile_one(compiler, schema);
        }
        schema_references_resolve(compiler);
    }
    schema_loops_refuse(compiler);
    extension_keys_collect(compiler, document->root);
    return document->root;
}
