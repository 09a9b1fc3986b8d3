/* Giving inlines that were measured together to several new parents, each with its part of the
 * source.  Private to the files that build the tree. */
#ifndef PARSE_SLOTS_H
#define PARSE_SLOTS_H

#include "parse/internal.h"

/* Slots stand in the order of the source and do not overlap; what is between them is dropped. */
struct slot {
    struct node *node;
    struct keur_span span;
    struct node *parent; /* gets the node when its turn comes; or NULL */
};
struct slots {
    struct slot *items;
    size_t count, capacity;
};

/* Moves the children of `from` into the slots.  A node that does not fit into one is dissolved: its
 * delimiters become text. */
void slots_distribute(struct keur_document *document, struct node *from, const struct slots *slots);

#endif
