#include "across.h"

#include <stdlib.h>

#include "value.h"

struct across_walk across_walk_new(const keur_run *run, const keur_index *index)
{
    return (struct across_walk){.run = run, .index = index, .value = {.document = SIZE_MAX}};
}

/* False when there is no document any more. */
static bool next_document(struct across_walk *walk)
{
    size_t document = ++walk->value.document;

    if (document >= keur_index_size(walk->index))
        return false;
    walk->root = keur_index_setting(walk->run, document, "schema");
    walk->next_entry = 0;
    return true;
}

/* False when the document has no value any more, or its schema says nothing of any. */
static bool next_entry(struct across_walk *walk)
{
    if (walk->root == NULL || walk->root->key_count == 0 ||
        !keur_index_next(walk->index, walk->value.document, 1U << KEUR_ENTRY_VALUE,
                         &walk->next_entry, &walk->value.entry))
        return false;
    walk->next_key = 0;
    return true;
}

/* The next extension for the value at hand, or NULL. */
static const struct schema_extension *next_extension(struct across_walk *walk)
{
    const struct schema *root = walk->root;
    struct keur_text path = walk->value.entry.name;

    while (root != NULL && walk->next_key < root->key_count) {
        const struct schema_key *key = &root->keys[walk->next_key++];
        if (key->path.length == path.length && keur_text_equals(key->path, path))
            return key->schema->extension;
    }
    return NULL;
}

const struct across_value *across_next(struct across_walk *walk)
{
    for (;;) {
        walk->value.extension = next_extension(walk);
        if (walk->value.extension == NULL) {
            while (!next_entry(walk))
                if (!next_document(walk))
                    return NULL;
        } else if (keur_text_trim(walk->value.entry.text).length > 0) {
            return &walk->value;
        }
    }
}

struct keur_text across_name_of_path(struct keur_text path)
{
    size_t begin = path.length;
    size_t end = path.length;

    while (begin > 0 && path.bytes[begin - 1] != '/')
        begin--;
    for (size_t i = begin + 1; i < path.length; i++) {
        if (path.bytes[i] == '.')
            end = i;
    }
    return (struct keur_text){path.bytes + begin, end - begin};
}

struct keur_text across_name_of(const keur_index *index, size_t document)
{
    return across_name_of_path(keur_index_path(index, document));
}

static int compare_names(const void *left, const void *right)
{
    const struct across_name *a = left;
    const struct across_name *b = right;
    int order = keur_text_compare(a->name, b->name);

    if (order != 0)
        return order;
    return (a->document > b->document) - (a->document < b->document);
}

struct across_names across_names_of(keur_run *run, const keur_index *index)
{
    struct across_names names = {NULL, keur_index_size(index)};

    names.items = keur_allocate(run, (names.count + 1) * sizeof(*names.items));
    for (size_t i = 0; i < names.count; i++)
        names.items[i] = (struct across_name){across_name_of(index, i), i};
    qsort(names.items, names.count, sizeof(*names.items), compare_names);
    return names;
}

bool across_has_type(const keur_index *index, size_t document, struct keur_texts types)
{
    for (size_t i = 0; i < types.count; i++) {
        if (keur_text_equals(keur_index_type(index, document), types.items[i]))
            return true;
    }
    return types.count == 0;
}

size_t across_find(const keur_index *index, const struct across_names *names, struct keur_text name,
                   struct keur_texts types)
{
    size_t low = 0;
    size_t high = names->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (keur_text_compare(names->items[middle].name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < names->count && keur_text_equals(names->items[low].name, name); low++) {
        if (across_has_type(index, names->items[low].document, types))
            return names->items[low].document;
    }
    return SIZE_MAX;
}
