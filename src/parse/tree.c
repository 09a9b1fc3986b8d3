#include "parse/tree.h"

void node_insert(struct node *parent, struct node *previous, struct node *child)
{
    child->parent = parent;
    child->next = previous == NULL ? parent->first_child : previous->next;
    if (previous == NULL)
        parent->first_child = child;
    else
        previous->next = child;
    if (child->next == NULL)
        parent->last_child = child;
}

void node_replace(struct node *parent, struct node *previous, struct node *replacement)
{
    struct node *old = previous == NULL ? parent->first_child : previous->next;

    replacement->parent = parent;
    replacement->next = old->next;
    if (previous == NULL)
        parent->first_child = replacement;
    else
        previous->next = replacement;
    if (parent->last_child == old)
        parent->last_child = replacement;
}

static void list_node(struct keur_document *document, const struct node *node)
{
    if (node->is.kind == KEUR_NODE_DEFINITION)
        document_list_add(document, &document->definitions, node->definition);
    if (node->is.kind == KEUR_NODE_CONTAINER)
        document_list_add(document, &document->containers, node->container);
    if (node->is.kind == KEUR_NODE_TABLE)
        document_list_add(document, &document->tables, table_make(document, node));
}

/* Each node up to `rare` learns that this is the next of a rare kind; returns that one. */
static struct node *set_rare(struct node *node, struct node *rare)
{
    for (; node != rare; node = node->following)
        node->following_rare = rare;
    return rare;
}

void tree_seal(struct keur_document *document)
{
    const uint32_t listed = KEUR_KIND(KEUR_NODE_DEFINITION) | KEUR_KIND(KEUR_NODE_CONTAINER) |
                            KEUR_KIND(KEUR_NODE_TABLE);
    struct node *root = document->root, *node, *following, *last = root;
    const struct keur_node *next = NULL;

    for (node = root; node != NULL; node = following) {
        following = node_following(node, root);
        node->following = following;
        if ((KEUR_KIND(node->is.kind) & KINDS_FREQUENT) == 0)
            last = set_rare(last, node);
        document->kinds |= KEUR_KIND(node->is.kind);
        node->is.parent = node->parent == NULL ? NULL : &node->parent->is;
        node->is.first_child = node->first_child == NULL ? NULL : &node->first_child->is;
        node->is.next = node->next == NULL ? NULL : &node->next->is;
    }
    set_rare(last, NULL);
    while ((next = keur_next_of(document, next, listed)) != NULL)
        list_node(document, node_of(next));
}
