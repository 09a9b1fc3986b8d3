#include "parse/tree.h"

struct node *node_new(struct keur_document *document, enum keur_node_kind kind,
                      struct keur_span span)
{
    struct node *node = arena_allocate(document->arena, sizeof *node);

    node->is.kind = kind;
    node->is.span = node->is.content = span;
    node->is.text.bytes = "";
    return node;
}

void node_append(struct node *parent, struct node *child)
{
    child->parent = parent;
    child->next = NULL;
    if (parent->last_child == NULL)
        parent->first_child = child;
    else
        parent->last_child->next = child;
    parent->last_child = child;
}

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

static bool has_blocks(const struct node *node)
{
    return node->is.kind != KEUR_NODE_PARAGRAPH && node->is.kind != KEUR_NODE_HEADING &&
           node->is.kind != KEUR_NODE_TABLE;
}

void tree_seal(struct keur_document *document)
{
    struct node *root = document->root, *node, *following;

    for (node = root; node != NULL; node = following) {
        following = node_following(node, root);
        node->following = following;
        document->kinds |= KEUR_KIND(node->is.kind);
        node->is.parent = node->parent == NULL ? NULL : &node->parent->is;
        node->is.first_child = node->first_child == NULL ? NULL : &node->first_child->is;
        node->is.next = node->next == NULL ? NULL : &node->next->is;
    }
    for (node = root; node != NULL;
         node = has_blocks(node) ? node_following(node, root) : node_outside(node, root))
        list_node(document, node);
}
