/* Names that aliases refer to. */
#ifndef YAML_YAML_ANCHOR_H
#define YAML_YAML_ANCHOR_H

#include "api/keur_plugin.h"
#include "base/arena.h"

struct anchor;
struct anchors {
    struct anchor **buckets; /* NULL until the first anchor: most documents have none */
};

/* The newest of a name counts. */
void anchors_add(struct anchors *anchors, struct arena *arena, struct keur_text name,
                 const struct keur_value *value);
const struct keur_value *anchors_find(const struct anchors *anchors, struct keur_text name);

#endif
