/* $ref and its like: from a URI to the compiled schema. */
#include <string.h>

#include "metaschema.h"
#include "schema_compiler.h"
#include "uri.h"
#include "value.h"

/* ---- Documents ----------------------------------------------------------------- */

static struct schema_resource *known_resource(const struct schema_compiler *compiler,
                                              struct keur_text uri)
{
    struct schema_resource *resource = compiler->resources;

    while (resource != NULL && !keur_text_equals(resource->uri, uri) &&
           !keur_text_equals(resource->retrieved_from, uri))
        resource = resource->next;
    return resource;
}

/* What the configuration gives for a URI: a file, or the schema itself. */
static const struct keur_value *referred_document(struct schema_compiler *compiler,
                                                  struct keur_text uri)
{
    const struct keur_value *references = compiler->references;
    const struct keur_value *value = NULL;

    if (references != NULL && references->kind == KEUR_MAPPING)
        value = value_child(references, uri);
    if (value == NULL)
        return keur_setup_schema(compiler->setup, uri);
    if (value->kind != KEUR_STRING)
        return value;
    return keur_setup_file(compiler->setup, value, value->text);
}

/* "labels.yaml#/..." names a file beside the one that says so. */
static const struct keur_value *file_beside(struct schema_compiler *compiler, struct keur_text uri,
                                            const struct keur_value *place)
{
    struct keur_text fragment;
    struct keur_text name = uri_split(compiler->setup, place->text, &fragment);
    struct keur_text resolved = uri_resolve(compiler->setup, keur_setup_path(place), place->text);

    if (uri_has_scheme(uri) || !keur_text_equals(resolved, uri))
        return NULL;
    return keur_setup_file(compiler->setup, place, name);
}

struct schema_resource *schema_resource_find(struct schema_compiler *compiler, struct keur_text uri,
                                             const struct keur_value *place)
{
    struct schema_resource *resource = known_resource(compiler, uri);
    const struct keur_value *root = NULL;

    if (resource != NULL)
        return resource;
    struct keur_text brought = metaschema_find(uri);
    if (brought.length > 0)
        root = keur_setup_json(compiler->setup, brought);
    if (root == NULL)
        root = referred_document(compiler, uri);
    if (root == NULL)
        root = file_beside(compiler, uri, place);
    if (root != NULL)
        return schema_document_add(compiler, root, uri);
    if (uri_has_scheme(uri))
        keur_setup_error(compiler->setup, place,
                         "there is no schema '%.*s' here, and none is fetched; name a file for it "
                         "in 'schemas' of the configuration",
                         KEUR_ARGUMENT(uri));
    return NULL;
}

/* ---- From a reference to a schema -------------------------------------------------- */

/* The way of a JSON pointer: the innermost schema on it says which resource the target is of. */
struct way {
    const struct schema_compiler *compiler;
    struct schema_resource *resource;
};

static void way_pass(void *context, const struct keur_value *value)
{
    struct way *way = context;
    const struct schema *schema = schema_known_at(way->compiler, value);

    if (schema != NULL)
        way->resource = schema->resource;
}

static struct schema *follow_pointer(struct schema_compiler *compiler,
                                     struct schema_resource *resource, struct keur_text pointer)
{
    struct way way = {compiler, resource};
    const struct keur_value *target =
        uri_follow_pointer(compiler->setup, resource->root->source, pointer, way_pass, &way);

    return target == NULL ? NULL : schema_at(compiler, target, way.resource);
}

static void resolve(struct schema_compiler *compiler, const struct schema_pending *pending,
                    struct schema_resource *resource)
{
    struct schema *schema = pending->schema;
    struct keur_text reference = pending->value->text;
    struct keur_text fragment;
    const struct schema *target = NULL;

    uri_split(compiler->setup, reference, &fragment);
    const struct schema_anchor *anchor = schema_anchor_find(resource, fragment);
    if (fragment.length == 0)
        target = resource->root;
    else if (fragment.bytes[0] == '/')
        target = follow_pointer(compiler, resource, fragment);
    else if (anchor != NULL)
        target = anchor->schema;
    if (target == NULL)
        keur_setup_error(compiler->setup, pending->value, "there is no schema at '%.*s'",
                         KEUR_ARGUMENT(reference));
    if (!pending->is_dynamic) {
        schema->reference = target;
        return;
    }
    schema->dynamic_reference = target;
    if (anchor != NULL && anchor->is_dynamic)
        schema->dynamic_name = anchor->name;
}

/* A document that was only now found may have an anchor that waits; it is compiled first. */
void schema_references_resolve(struct schema_compiler *compiler)
{
    struct schema_pending *pending = compiler->pending;
    struct schema_pending *later = NULL;

    compiler->pending = NULL;
    while (pending != NULL) {
        struct schema_pending *next = pending->next;
        struct keur_text uri =
            uri_resolve(compiler->setup, pending->schema->resource->uri, pending->value->text);
        struct schema_resource *resource = schema_resource_find(compiler, uri, pending->value);
        if (resource != NULL && !resource->root->is_compiled) {
            pending->next = later;
            later = pending;
        } else if (resource != NULL) {
            resolve(compiler, pending, resource);
        }
        pending = next;
    }
    compiler->pending = later;
}

/* ---- Vocabularies --------------------------------------------------------------------- */

static const struct {
    const char *name;
    enum vocabulary vocabulary;
} vocabularies[] = {
    {"core", VOCABULARY_CORE},
    {"applicator", VOCABULARY_APPLICATOR},
    {"unevaluated", VOCABULARY_UNEVALUATED},
    {"validation", VOCABULARY_VALIDATION},
    {"meta-data", VOCABULARY_META_DATA},
    {"format-annotation", VOCABULARY_FORMAT_ANNOTATION},
    {"format-assertion", VOCABULARY_FORMAT_ASSERTION},
    {"content", VOCABULARY_CONTENT},
};

static unsigned vocabulary_of(struct keur_text uri)
{
    static const char prefix[] = "https://json-schema.org/draft/2020-12/vocab/";
    size_t length = strlen(prefix);

    if (uri.length < length || memcmp(uri.bytes, prefix, length) != 0)
        return 0;
    for (size_t i = 0; i < sizeof(vocabularies) / sizeof(vocabularies[0]); i++) {
        if (text_equals_word((struct keur_text){uri.bytes + length, uri.length - length},
                             vocabularies[i].name))
            return vocabularies[i].vocabulary;
    }
    return 0;
}

static unsigned read_vocabularies(struct schema_compiler *compiler, const struct keur_value *map)
{
    unsigned bits = VOCABULARY_CORE;

    for (const struct keur_value *child = map->first_child; child != NULL; child = child->next) {
        unsigned bit = vocabulary_of(child->key);
        if (bit == 0 && value_is_true(child))
            keur_setup_error(compiler->setup, child,
                             "this schema needs the vocabulary '%.*s', which keur does not know",
                             KEUR_ARGUMENT(child->key));
        bits |= bit;
    }
    return bits;
}

static bool is_former_draft(struct keur_text uri)
{
    static const char *const hosts[] = {"http://json-schema.org/", "https://json-schema.org/"};

    for (size_t i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++) {
        size_t length = strlen(hosts[i]);
        if (uri.length >= length && memcmp(uri.bytes, hosts[i], length) == 0)
            return metaschema_find(uri).length == 0;
    }
    return false;
}

void schema_vocabularies_read(struct schema_compiler *compiler, struct schema_resource *resource,
                              const struct keur_value *root)
{
    const struct keur_value *said = keur_value_find(root, "$schema");
    struct keur_text fragment;

    if (said == NULL)
        return;
    struct keur_text uri = uri_split(compiler->setup, said->text, &fragment);
    if (keur_text_equals(uri, metaschema_uri))
        return;
    if (said->kind != KEUR_STRING || is_former_draft(uri)) {
        keur_setup_error(compiler->setup, said,
                         "keur judges by JSON Schema 2020-12: write '$schema: %.*s', and see "
                         "whether the schema uses keywords of a former draft",
                         KEUR_ARGUMENT(metaschema_uri));
        return;
    }
    const struct schema_resource *dialect = schema_resource_find(compiler, uri, said);
    if (dialect == NULL)
        return;
    const struct keur_value *map = keur_value_find(dialect->root->source, "$vocabulary");
    if (map != NULL)
        resource->vocabularies = read_vocabularies(compiler, map);
}

/* ---- Loops ------------------------------------------------------------------------------ */

/* Schemas that are judged on the same value as this one: the i-th, NULL past the last. */
static const struct schema *beside(const struct schema *schema, size_t i)
{
    const struct schema *single[] = {schema->reference, schema->not_schema, schema->if_schema,
                                     schema->then_schema, schema->else_schema};
    const struct schemas *lists[] = {&schema->all_of, &schema->any_of, &schema->one_of};
    enum { SINGLE_COUNT = sizeof(single) / sizeof(single[0]) };

    for (size_t j = 0; j < SINGLE_COUNT; j++) {
        if (single[j] != NULL && i-- == 0)
            return single[j];
    }
    for (size_t j = 0; j < sizeof(lists) / sizeof(lists[0]); j++) {
        if (i < lists[j]->count)
            return lists[j]->items[i];
        i -= lists[j]->count;
    }
    for (size_t j = 0; j < schema->dependencies.count; j++) {
        if (schema->dependencies.items[j].schema != NULL && i-- == 0)
            return schema->dependencies.items[j].schema;
    }
    return NULL;
}

enum { MARK_NEW = 0, MARK_OPEN, MARK_DONE };

struct step {
    struct schema *schema;
    size_t next;
};

/* A search in depth, on a stack of our own. */
static void search_loops(struct schema_compiler *compiler, struct schema *start, struct step *stack)
{
    size_t depth = 0;

    stack[depth++] = (struct step){start, 0};
    start->mark = MARK_OPEN;
    while (depth > 0) {
        struct step *step = &stack[depth - 1];
        const struct schema *found = beside(step->schema, step->next++);
        struct schema *next = found == NULL ? NULL : schema_known_at(compiler, found->source);
        if (next == NULL) {
            step->schema->mark = MARK_DONE;
            depth--;
        } else if (next->mark == MARK_OPEN) {
            keur_setup_error(compiler->setup, next->source,
                             "this schema refers to itself without going to a key or item: it "
                             "would be judged without end");
            next->mark = MARK_DONE;
        } else if (next->mark == MARK_NEW) {
            next->mark = MARK_OPEN;
            stack[depth++] = (struct step){next, 0};
        }
    }
}

void schema_loops_refuse(struct schema_compiler *compiler)
{
    size_t count = 0;

    for (const struct schema_known *known = compiler->first; known != NULL; known = known->next)
        count++;
    struct step *stack = keur_setup_allocate(compiler->setup, count * sizeof(*stack));
    for (const struct schema_known *known = compiler->first; known != NULL; known = known->next) {
        if (known->schema->mark == MARK_NEW)
            search_loops(compiler, known->schema, stack);
    }
}
