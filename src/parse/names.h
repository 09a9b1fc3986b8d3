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

/* The number of a text; NULL when it is not there.  Good until the next names_add(). */
size_t *names_find(const struct names *names, struct keur_text text);
/* Adds a text that is not there yet. */
void names_add(struct names *names, struct keur_text text, size_t value);

#endif
