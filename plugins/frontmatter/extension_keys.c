/* Where in a document the values stand that concern other documents. */
#include <string.h>

#include "extension.h"
#include "value.h"

enum { PLACES_MOST = 4000 };

/* A schema and the path of the values that it judges. */
struct place {
    const struct schema *schema;
    struct keur_text path;
};

struct collection {
    keur_setup *setup;
    struct place *places;
    size_t count, capacity;
};

static void grow(struct collection *collection)
{
    size_t capacity = collection->capacity == 0 ? 64 : 2 * collection->capacity;
    struct place *places = keur_setup_allocate(collection->setup, capacity * sizeof(*places));

    if (collection->count > 0)
        memcpy(places, collection->places, collection->count * sizeof(*places));
    collection->places = places;
    collection->capacity = capacity;
}

static void collect(struct collection *collection, const struct schema *schema,
                    struct keur_text path)
{
    if (schema == NULL || collection->count == PLACES_MOST)
        return;
    for (size_t i = 0; i < collection->count; i++) {
        if (collection->places[i].schema == schema &&
            keur_text_equals(collection->places[i].path, path))
            return;
    }
    if (collection->count == collection->capacity)
        grow(collection);
    collection->places[collection->count++] = (struct place){schema, path};
}

static void collect_all(struct collection *collection, const struct schemas *schemas,
                        struct keur_text path)
{
    for (size_t i = 0; i < schemas->count; i++)
        collect(collection, schemas->items[i], path);
}

/* "outer.inner" */
static struct keur_text join(keur_setup *setup, struct keur_text outer, struct keur_text inner)
{
    char *bytes = keur_setup_allocate(setup, outer.length + inner.length + 2);
    size_t length = outer.length;

    if (length > 0) {
        memcpy(bytes, outer.bytes, length);
        bytes[length++] = '.';
    }
    memcpy(bytes + length, inner.bytes, inner.length);
    return (struct keur_text){bytes, length + inner.length};
}

/* Items of a list share the path of the list; a schema on the same value has its path. */
static void collect_within(struct collection *collection, struct place place)
{
    const struct schema *schema = place.schema;

    for (size_t i = 0; i < schema->property_count; i++)
        collect(collection, schema->properties[i].schema,
                join(collection->setup, place.path, schema->properties[i].name));
    collect(collection, schema->items, place.path);
    collect_all(collection, &schema->prefix, place.path);
    collect(collection, schema->reference, place.path);
    collect_all(collection, &schema->all_of, place.path);
    collect_all(collection, &schema->any_of, place.path);
    collect_all(collection, &schema->one_of, place.path);
    collect(collection, schema->then_schema, place.path);
    collect(collection, schema->else_schema, place.path);
    for (size_t i = 0; i < schema->dependencies.count; i++)
        collect(collection, schema->dependencies.items[i].schema, place.path);
}

static bool concerns_others(const struct schema *schema)
{
    return schema->extension != NULL &&
           (schema->extension->is_unique || schema->extension->reference != NULL);
}

/* Does any schema that is known here concern other documents?  Most do not. */
static bool is_needed(const struct schema_compiler *compiler)
{
    const struct schema_known *known = compiler->first;

    while (known != NULL && !concerns_others(known->schema))
        known = known->next;
    return known != NULL;
}

void extension_keys_collect(struct schema_compiler *compiler, struct schema *root)
{
    struct collection collection = {.setup = compiler->setup};

    if (!is_needed(compiler))
        return;
    collect(&collection, root, (struct keur_text){"", 0});
    for (size_t i = 0; i < collection.count; i++)
        collect_within(&collection, collection.places[i]);
    root->keys = keur_setup_allocate(compiler->setup, collection.count * sizeof(*root->keys));
    for (size_t i = 0; i < collection.count; i++) {
        if (concerns_others(collection.places[i].schema))
            root->keys[root->key_count++] =
                (struct schema_key){collection.places[i].path, collection.places[i].schema};
    }
}
