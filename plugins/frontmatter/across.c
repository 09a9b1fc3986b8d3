#include "across.h"

#include <stdlib.h>

#include "value.h"

struct across_walk across_walk_new(const keur_run *run, const keur_index *index,
                                   across_wants *wants)
{
    return (struct across_walk){
        .run = run, .index = index, .wants = wants, .value = {.document = SIZE_MAX}};
}

static bool next_document(struct across_walk *walk)
{
    size_t document = ++walk->value.document;

    if (document >= keur_index_size(walk->index))
        return false;
    walk->root = keur_index_setting(walk->run, document, "schema");
    walk->next_key = 0;
    return true;
}

/* The next key of the document's schema that is wanted. */
static bool next_key(struct across_walk *walk)
{
    const struct schema *root = walk->root;

    while (root != NULL && walk->next_key < root->key_count) {
        walk->key = &root->keys[walk->next_key++];
        if (walk->wants(walk->key->schema->extension)) {
            walk->value.extension = walk->key->schema->extension;
            walk->next_entry = 0;
            return true;
        }
    }
    return false;
}

const struct across_value *across_next(struct across_walk *walk)
{
    const unsigned kinds = 1U << KEUR_ENTRY_VALUE;
    struct across_value *value = &walk->value;

    for (;;) {
        while (walk->key != NULL &&
               keur_index_named(walk->index, value->document, kinds, walk->key->path,
                                &walk->next_entry, &value->entry))
            if (keur_text_trim(value->entry.text).length > 0)
                return value;
        while (!next_key(walk))
            if (!next_document(walk))
                return NULL;
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
