#include "yaml/yaml_anchor.h"

#include "base/limits.h"
#include "base/text.h"

enum { BUCKETS = 256 };

struct anchor {
    struct keur_text name;
    const struct keur_value *value;
    struct anchor *next;
};

void anchors_add(struct anchors *anchors, struct arena *arena, struct keur_text name,
                 const struct keur_value *value)
{
    if (anchors->buckets == NULL)
        anchors->buckets = arena_allocate(arena, BUCKETS * sizeof(struct anchor *));
    struct anchor **bucket = &anchors->buckets[text_hash(name) % BUCKETS];
    struct anchor *anchor = arena_allocate(arena, sizeof(*anchor));
    anchor->name = arena_copy(arena, name);
    anchor->value = value;
    anchor->next = *bucket;
    *bucket = anchor;
}

const struct keur_value *anchors_find(const struct anchors *anchors, struct keur_text name)
{
    if (anchors->buckets == NULL)
        return NULL;
    const struct anchor *anchor = anchors->buckets[text_hash(name) % BUCKETS];
    while (anchor != NULL && !keur_text_equals(anchor->name, name))
        anchor = anchor->next;
    return anchor != NULL ? anchor->value : NULL;
}

struct keur_value *tree_alias(const struct tree_values *values, const struct keur_value *target,
                              struct keur_span span)
{
    struct keur_value *value = tree_value(values);
    *value = *target;
    value->span = span;
    value->key = (struct keur_text){0};
    value->key_span = (struct keur_span){0};
    value->parent = value->first_child = value->next = NULL;
    value->child_count = 0;
    return value;
}

enum tree_copied tree_copy(const struct tree_values *values, const struct keur_value *from,
                           struct keur_value *to, size_t outside, size_t *count)
{
    struct {
        const struct keur_value *next;
        struct keur_value *parent, *last;
    } stack[LIMIT_YAML_DEPTH + 1];
    size_t depth = 0;

    stack[depth].next = from->first_child;
    stack[depth].parent = to;
    stack[depth++].last = NULL;
    while (depth > 0) {
        const struct keur_value *source = stack[depth - 1].next;
        if (source == NULL) {
            depth--;
            continue;
        }
        stack[depth - 1].next = source->next;
        struct keur_value *copy = tree_value(values);
        *copy = *source;
        copy->first_child = copy->next = NULL;
        copy->child_count = 0;
        tree_append(stack[depth - 1].parent, &stack[depth - 1].last, copy);
        if (++*count > LIMIT_YAML_VALUES)
            return TREE_TOO_LARGE;
        if (source->first_child == NULL)
            continue;
        if (outside + depth >= LIMIT_YAML_DEPTH)
            return TREE_TOO_DEEP;
        stack[depth].next = source->first_child;
        stack[depth].parent = copy;
        stack[depth++].last = NULL;
    }
    return TREE_COPIED;
}
