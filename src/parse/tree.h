/* Building the node tree.  Private to the files that build it. */
#ifndef PARSE_TREE_H
#define PARSE_TREE_H

#include "base/text.h"
#include "parse/internal.h"

/* What most nodes are: a look for others leaves them out. */
#define KINDS_FREQUENT                                             \
    (KEUR_KIND(KEUR_NODE_TEXT) | KEUR_KIND(KEUR_NODE_SOFT_BREAK) | \
     KEUR_KIND(KEUR_NODE_PARAGRAPH) | KEUR_KIND(KEUR_NODE_ITEM) | KEUR_KIND(KEUR_NODE_LINK))

/* Small, and called for each node of libcmark's.  What tree_seal() sets is left as it is. */
static inline struct node *node_new(struct keur_document *document, enum keur_node_kind kind,
                                    struct keur_span span)
{
    struct node *node = arena_take(document->arena, sizeof *node);

    node->is.kind = kind;
    node->is.level = 0;
    node->is.span = node->is.content = span;
    node->is.text = TEXT("");
    node->parent = node->first_child = node->last_child = node->next = NULL;
    node->link = NULL;
    node->lines = NULL;
    node->line_count = 0;
    return node;
}

static inline void node_append(struct node *parent, struct node *child)
{
    child->parent = parent;
    child->next = NULL;
    if (parent->last_child == NULL)
        parent->first_child = child;
    else
        parent->last_child->next = child;
    parent->last_child = child;
}

/* As the first child when `previous` is NULL. */
void node_insert(struct node *parent, struct node *previous, struct node *child);
/* Puts `replacement` where the child behind `previous` is (the first one when that is NULL). */
void node_replace(struct node *parent, struct node *previous, struct node *replacement);
/* The next node in reading order that is not inside `node`, up to the end of `root`. */
static inline struct node *node_outside(const struct node *node, const struct node *root)
{
    for (; node != NULL && node != root; node = node->parent)
        if (node->next != NULL)
            return node->next;
    return NULL;
}

/* The next node in reading order, up to the end of `root`. */
static inline struct node *node_following(const struct node *node, const struct node *root)
{
    return node->first_child != NULL ? node->first_child : node_outside(node, root);
}

/* tables.c: the public view of a table in the sealed tree. */
const struct keur_table *table_make(struct keur_document *document, const struct node *node);

/* Sets the public links, and fills the document's lists of what the tree holds. */
void tree_seal(struct keur_document *document);

#endif
