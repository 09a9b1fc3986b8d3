#include "parse/slots.h"

#include "base/text.h"
#include "parse/content.h"
#include "parse/tree.h"

/* A text node that is cut into pieces from left to right. */
struct text_walk {
    struct keur_document *document;
    struct node *node;
    bool is_literal;
    size_t at, text_at; /* how far the bytes and the decoded text are used */
};

static struct text_walk text_walk(struct keur_document *document, struct node *node)
{
    struct keur_text source = keur_slice(document, node->is.span);

    return (struct text_walk){document, node, keur_text_equals(source, node->is.text), 0, 0};
}

/* The decoded bytes up to an offset in the node. */
static size_t walk_to(struct text_walk *walk, size_t offset)
{
    struct keur_text source = keur_slice(walk->document, walk->node->is.span);

    if (walk->is_literal)
        return offset;
    while (walk->at < offset && walk->text_at < walk->node->is.text.length)
        if (!text_step(source, &walk->at, walk->node->is.text, &walk->text_at))
            break;
    return walk->text_at;
}

static void add_piece(struct text_walk *walk, struct node *parent, struct keur_span span)
{
    if (span.begin >= span.end)
        return;
    size_t base = walk->node->is.span.begin;
    size_t begin = walk_to(walk, span.begin - base);
    size_t end = walk_to(walk, span.end - base);
    struct node *piece = node_new(walk->document, KEUR_NODE_TEXT, span);
    piece->is.text = text_slice(walk->node->is.text, begin, end);
    node_append(parent, piece);
}

struct distribution {
    struct keur_document *document;
    const struct slots *slots;
    size_t index;
};

/* A slot whose turn comes. */
static void slot_enter(const struct distribution *all)
{
    if (all->index >= all->slots->count)
        return;
    const struct slot *slot = &all->slots->items[all->index];
    if (slot->parent != NULL)
        node_append(slot->parent, slot->node);
}

/* The slot that ends behind `offset`, or NULL. */
static const struct slot *slot_behind(struct distribution *all, size_t offset)
{
    const struct slots *slots = all->slots;

    while (all->index < slots->count && slots->items[all->index].span.end <= offset) {
        all->index++;
        slot_enter(all);
    }
    return all->index < slots->count ? &slots->items[all->index] : NULL;
}

static void cut_text(struct distribution *all, struct node *node)
{
    struct text_walk walk = text_walk(all->document, node);
    struct keur_span span = node->is.span;
    const struct slot *slot;

    while ((slot = slot_behind(all, span.begin)) != NULL && slot->span.begin < span.end) {
        struct keur_span piece = {
            span.begin > slot->span.begin ? span.begin : slot->span.begin,
            span.end < slot->span.end ? span.end : slot->span.end,
        };
        add_piece(&walk, slot->node, piece);
        span.begin = piece.end;
        if (span.begin == span.end)
            return;
    }
}

static struct node *raw_text(struct keur_document *document, size_t begin, size_t end)
{
    struct node *text = node_new(document, KEUR_NODE_TEXT, (struct keur_span){begin, end});

    text->is.text = keur_slice(document, text->is.span);
    return text;
}

/* The first of the nodes that come instead; the last one leads on to the next node. */
static struct node *dissolve(struct keur_document *document, struct node *node)
{
    struct keur_span span = node->is.span, content = node->is.content;

    if (node->first_child == NULL) {
        struct node *text = raw_text(document, span.begin, span.end);
        text->next = node->next;
        return text;
    }
    struct node *open = raw_text(document, span.begin, content.begin);
    struct node *close = raw_text(document, content.end, span.end);
    open->next = node->first_child;
    node->last_child->next = close;
    close->next = node->next;
    return open;
}

void slots_distribute(struct keur_document *document, struct node *from, const struct slots *slots)
{
    struct distribution all = {document, slots, 0};
    struct node *node = from->first_child, *next;

    from->first_child = from->last_child = NULL;
    slot_enter(&all);
    for (; node != NULL; node = next) {
        struct keur_span span = node->is.span;
        const struct slot *slot = slot_behind(&all, span.begin);
        next = node->next;
        if (slot == NULL || span.end <= slot->span.begin)
            continue;
        if (span.begin >= slot->span.begin && span.end <= slot->span.end)
            node_append(slot->node, node);
        else if (node->is.kind == KEUR_NODE_TEXT)
            cut_text(&all, node);
        else
            next = dissolve(document, node);
    }
    slot_behind(&all, SIZE_MAX);
}
