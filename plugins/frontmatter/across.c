#include "across.h"

#include <stdlib.h>
#include <string.h>

#include "value.h"

static const struct schema_extension *extension_at(const struct schema *root, struct keur_text path,
                                                   size_t *from)
{
    for (; *from < root->key_count; (*from)++) {
        if (root->keys[*from].path.length == path.length &&
            keur_text_equals(root->keys[*from].path, path))
            return root->keys[(*from)++].schema->extension;
    }
    return NULL;
}

static void values_add(keur_run *run, struct across_values *values,
                       const struct across_value *value)
{
    if (values->count == values->capacity) {
        size_t size = values->count * sizeof(*values->items);
        values->capacity = values->capacity == 0 ? 64 : values->capacity * 2;
        struct across_value *items = keur_allocate(run, values->capacity * sizeof(*items));
        if (size > 0)
            memcpy(items, values->items, size);
        values->items = items;
    }
    values->items[values->count++] = *value;
}

static void collect_document(keur_run *run, const keur_index *index, size_t document,
                             struct across_values *values)
{
    const struct schema *root = keur_index_setting(run, document, "schema");
    struct keur_entry entry;

    if (root == NULL || root->key_count == 0)
        return;
    for (size_t i = 0; keur_index_next(index, document, 1U << KEUR_ENTRY_VALUE, &i, &entry);) {
        const struct schema_extension *extension;
        size_t from = 0;
        while ((extension = extension_at(root, entry.name, &from)) != NULL)
            if (keur_text_trim(entry.text).length > 0)
                values_add(run, values, &(struct across_value){document, entry, extension});
    }
}

struct across_values across_collect(keur_run *run, const keur_index *index)
{
    struct across_values values = {NULL, 0, 0};

    for (size_t document = 0; document < keur_index_size(index); document++)
        collect_document(run, index, document, &values);
    return values;
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
