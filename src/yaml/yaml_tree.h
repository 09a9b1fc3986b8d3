/* YAML (and so JSON) as a tree with places.  The one file that includes <yaml.h>. */
#ifndef YAML_YAML_TREE_H
#define YAML_YAML_TREE_H

#include <stdbool.h>

#include "api/keur_plugin.h"
#include "base/arena.h"

struct yaml_trouble {
    struct keur_span span;    /* where, in the same offsets as the tree */
    struct keur_text message; /* in plain words, with the way out */
};

/* Parses text[span]; all places are offsets in `text`.  One YAML document; an empty one gives a
 * KEUR_NULL value.  Unknown tags (!ENV, !!python/name) are let through, their scalars are strings.
 * Limits of base/limits.h hold.  The tree lives in the arena. */
bool yaml_tree_parse(struct keur_text text, struct keur_span span, struct arena *arena,
                     const struct keur_value **ret_root, struct yaml_trouble *ret_trouble);

#endif
