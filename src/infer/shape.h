/* What the front matter of many documents has in common: which keys, how often, with which kinds of
 * values.  `keur schema infer` writes it down as a JSON Schema. */
#ifndef INFER_SHAPE_H
#define INFER_SHAPE_H

#include <stdbool.h>

#include "api/keur_plugin.h"
#include "base/arena.h"

struct shape_scalar {
    struct keur_text text;
    size_t count;
};

/* Of all values at one place: of a key, or of the items of a list.  Lives in the arena. */
struct shape {
    struct keur_text key; /* empty for the root and for items */
    bool is_items;
    size_t kinds[KEUR_MAPPING + 1]; /* how many values of each enum keur_value_kind */
    size_t count;                   /* values; of keys that stand twice in a mapping the last */
    struct shape_scalar *scalars;   /* the distinct texts, in order of their bytes */
    size_t scalar_count;
    bool has_many_scalars; /* too many, or too long, to be a list to choose from */
    struct shape *parent, *first_child, *next;
};

struct shape *shape_new(struct arena *arena);
/* Adds the front matter of one document. */
void shape_add(struct shape *shape, const struct keur_value *root, struct arena *arena);
/* The next one in reading order, children first; NULL behind the last one. */
const struct shape *shape_following(const struct shape *shape);

#endif
