/* A set of texts with a number each.  The texts are not copied: they live as long as the arena. */
#ifndef PARSE_NAMES_H
#define PARSE_NAMES_H

#include "api/keur_plugin.h"
#include "base/arena.h"

struct name_slot {
    struct keur_text text;
    size_t value;
    bool is_taken;
};

/* Zero, but for the arena, is the empty set. */
struct names {
    struct arena *arena;
    struct name_slot *slots;
    size_t count, capacity;
};

/* The number of a text; NULL when it is not there.  Numbers and slots stay where they are until a
 * slot is filled. */
size_t *names_find(const struct names *names, struct keur_text text);
/* The slot of a text, or the free one for it, which names_fill() takes. */
struct name_slot *names_place(struct names *names, struct keur_text text);
void names_fill(struct names *names, struct name_slot *slot, struct keur_text text, size_t value);

#endif
