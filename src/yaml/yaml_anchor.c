#include "yaml/yaml_anchor.h"

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
