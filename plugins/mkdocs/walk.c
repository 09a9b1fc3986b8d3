/* The tree in reading order.  Asking a node for the sibling in front of it would take a loop over
 * all of them; on the way it is known. */
#include "mkdocs.h"

struct walk walk_begin(const keur_document *document)
{
    return (struct walk){.node = keur_root(document), .before = NULL};
}

void walk_next_outside(struct walk *walk)
{
    const struct keur_node *node = walk->node;
    while (node != NULL && node->next == NULL)
        node = node->parent;
    walk->before = node;
    walk->node = node == NULL ? NULL : node->next;
}

void walk_next(struct walk *walk)
{
    if (walk->node->first_child == NULL) {
        walk_next_outside(walk);
        return;
    }
    walk->node = walk->node->first_child;
    walk->before = NULL;
}

void walk_next_block(struct walk *walk)
{
    const struct keur_node *child = walk->node->first_child;
    if (child != NULL && child->kind >= KEUR_NODE_TEXT)
        walk_next_outside(walk);
    else
        walk_next(walk);
}

bool node_is_in(const struct keur_node *node, enum keur_node_kind kind)
{
    for (node = node->parent; node != NULL; node = node->parent)
        if (node->kind == kind)
            return true;
    return false;
}

size_t node_depth(const struct keur_node *node, enum keur_node_kind kind)
{
    size_t depth = 0;
    for (node = node->parent; node != NULL; node = node->parent)
        depth += node->kind == kind;
    return depth;
}
