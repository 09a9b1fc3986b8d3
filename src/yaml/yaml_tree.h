/* YAML (and so JSON) as a tree with places. */
#ifndef YAML_YAML_TREE_H
#define YAML_YAML_TREE_H

#include <stdbool.h>
#include <string.h>

#include "api/keur_plugin.h"
#include "base/arena.h"

struct yaml_trouble {
    struct keur_span span;    /* where, in the same offsets as the tree */
    struct keur_text message; /* in plain words, with the way out */
};

/* What the values of a tree lie in: structs whose first member they are, and that begin as a copy
 * of a blank one. */
struct tree_values {
    struct arena *arena;
    const void *blank;
    size_t size;
};

static inline struct keur_value *tree_value(const struct tree_values *values)
{
    return memcpy(arena_take(values->arena, values->size), values->blank, values->size);
}

/* Behind the last child that it has, NULL without one. */
static inline void tree_append(struct keur_value *parent, struct keur_value **last,
                               struct keur_value *child)
{
    child->parent = parent;
    if (*last == NULL)
        parent->first_child = child;
    else
        (*last)->next = child;
    *last = child;
    parent->child_count++;
}

/* Parses text[span]; all places are offsets in `text`.  One YAML document; an empty one gives a
 * KEUR_NULL value.  Unknown tags (!ENV, !!python/name) are let through, their scalars are strings.
 * Limits of base/limits.h hold.  The tree lives in the arena. */
bool yaml_tree_parse(struct keur_text text, struct keur_span span, struct arena *arena,
                     const struct keur_value **ret_root, struct yaml_trouble *ret_trouble);
/* The same with values in structs of the caller's, who may change them. */
bool yaml_tree_parse_into(struct keur_text text, struct keur_span span,
                          const struct tree_values *values, struct keur_value **ret_root,
                          struct yaml_trouble *ret_trouble);

#endif
