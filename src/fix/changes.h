/* Where one text differs from another, and what became of its places. */
#ifndef FIX_CHANGES_H
#define FIX_CHANGES_H

#include <stddef.h>

#include "api/keur_plugin.h"

/* These bytes before became those after; all others are the same. */
struct change {
    struct keur_span before, after;
    struct repair *by; /* NULL in changes of several rounds */
};
/* In order; they do not overlap. */
struct changes {
    struct change *items;
    size_t count, capacity;
};

/* A span of the text before in the text after: what was replaced is all of what replaces it. */
struct keur_span changes_map(const struct changes *changes, struct keur_span span);
/* Makes of `changes`, to some text, changes to the text that `next` leads to. */
void changes_append(struct changes *changes, const struct changes *next);

#endif
