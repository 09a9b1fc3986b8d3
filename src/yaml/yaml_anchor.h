/* Names that aliases refer to, and the copies that aliases stand for. */
#ifndef YAML_YAML_ANCHOR_H
#define YAML_YAML_ANCHOR_H

#include "yaml/yaml_tree.h"

struct anchor;
struct anchors {
    struct anchor **buckets; /* NULL until the first anchor: most documents have none */
};

/* The newest of a name counts. */
void anchors_add(struct anchors *anchors, struct arena *arena, struct keur_text name,
                 const struct keur_value *value);
const struct keur_value *anchors_find(const struct anchors *anchors, struct keur_text name);

/* A copy of the value without its children, at the place of the alias. */
struct keur_value *tree_alias(const struct tree_values *values, const struct keur_value *target,
                              struct keur_span span);
/* Copies what is below `from` to below `to`, which lies within so many collections; adds to the
 * number of values, which has a limit, as the depth has. */
enum tree_copied { TREE_COPIED, TREE_TOO_DEEP, TREE_TOO_LARGE };
enum tree_copied tree_copy(const struct tree_values *values, const struct keur_value *from,
                           struct keur_value *to, size_t outside, size_t *count);

#endif
