/* Links with white space in their target: Python-Markdown reads them, CommonMark does not. */
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "parse/content.h"
#include "parse/slots.h"
#include "parse/tree.h"

/* Offsets in the file. */
struct spaced_link {
    size_t open, close; /* the brackets */
    size_t end;         /* behind the parenthesis */
    struct keur_span target, title;
};
struct spaced_links {
    struct spaced_link *items;
    size_t count, capacity;
};
struct offsets {
    size_t *items;
    size_t count, capacity;
};

/* ---- Finding ---- */

/* The parenthesis that closes the one at `at`, on the same line; 0 when there is none.  Where the
 * next link begins, this one is broken. */
static size_t closing_parenthesis(struct keur_text source, size_t at, size_t end)
{
    size_t open = 0;

    for (; at < end && source.bytes[at] != '\n' && source.bytes[at] != '\r'; at++) {
        if (source.bytes[at] == '(')
            open++;
        else if (source.bytes[at] == ')' && --open == 0)
            return at;
        else if (source.bytes[at] == ']' && at + 1 < end && source.bytes[at + 1] == '(')
            return 0;
    }
    return 0;
}

/* Takes a title in quotes from the end of the target. */
static void split_title(struct keur_text source, struct spaced_link *link)
{
    struct keur_span *target = &link->target;
    size_t at = target->end;
    char quote = at > target->begin ? source.bytes[at - 1] : ' ';

    link->title = (struct keur_span){at, at};
    if (quote != '"' && quote != '\'')
        return;
    for (at -= 1; at > target->begin + 1; at--) {
        if (source.bytes[at - 1] != quote || !is_blank(source.bytes[at - 2]))
            continue;
        link->title = (struct keur_span){at, target->end - 1};
        for (target->end = at - 1; target->end > target->begin; target->end--)
            if (!is_blank(source.bytes[target->end - 1]))
                return;
        return;
    }
}

/* `close` is the bracket in front of a parenthesis. */
static bool link_at(struct keur_text source, size_t close, size_t end, struct spaced_link *ret_link)
{
    size_t last = closing_parenthesis(source, close + 1, end);
    struct spaced_link link = {.close = close, .end = last + 1, .target = {close + 2, last}};

    if (last == 0)
        return false;
    while (link.target.begin < last && is_blank(source.bytes[link.target.begin]))
        link.target.begin++;
    while (link.target.end > link.target.begin && is_blank(source.bytes[link.target.end - 1]))
        link.target.end--;
    split_title(source, &link);
    *ret_link = link;
    for (size_t i = link.target.begin; i < link.target.end; i++)
        if (is_blank(source.bytes[i]))
            return true;
    return false;
}

/* Looks at the brackets of one text node; `open` are those in front that wait for their partner. */
static void find_in_text(struct keur_text source, const struct node *text, struct offsets *open,
                         struct spaced_links *found)
{
    size_t end = text->parent->is.content.end;
    size_t at = text->is.span.begin;

    if (found->count > 0 && at < found->items[found->count - 1].end)
        at = found->items[found->count - 1].end;
    for (; at < text->is.span.end; at++) {
        struct spaced_link link;
        if (source.bytes[at] == '\\') {
            at++;
        } else if (source.bytes[at] == '[') {
            *ARRAY_PUSH(open) = at;
        } else if (source.bytes[at] == ']' && open->count > 0) {
            size_t begin = open->items[--open->count];
            bool has_link = found->count > 0 && found->items[found->count - 1].open > begin;
            if (has_link || at + 1 >= end || source.bytes[at + 1] != '(' ||
                !link_at(source, at, end, &link))
                continue;
            link.open = begin;
            *ARRAY_PUSH(found) = link;
            at = link.end - 1;
        }
    }
}

static bool has_target(struct reader *reader, struct keur_span span)
{
    struct keur_text source = reader->document->source;
    size_t at = span.begin;

    for (; (at = ahead_find(&reader->bracket, source, ']', at)) + 1 < span.end; at++)
        if (source.bytes[at + 1] == '(')
            return true;
    return false;
}

/* ---- Making nodes of them ---- */

static struct node *link_node(struct keur_document *document, const struct node *parent,
                              const struct spaced_link *found)
{
    struct keur_span span = {found->open, found->end};
    bool is_image = found->open > 0 && document->source.bytes[found->open - 1] == '!';
    struct node *node = node_new(document, KEUR_NODE_LINK, span);
    struct link_parts *link = arena_take(document->arena, sizeof *link);

    if (is_image) {
        node->is.kind = KEUR_NODE_IMAGE;
        node->is.span.begin--;
    }
    node->is.content = (struct keur_span){found->open + 1, found->close};
    *link = (struct link_parts){
        .kind = KEUR_LINK_INLINE,
        .text = node->is.content,
        .target = found->target,
        .target_text = keur_slice(document, found->target),
        .title = keur_slice(document, found->title),
        .attributes = {found->end, found->end},
    };
    if (attributes_are_read(document))
        link->attributes = attributes_at(document->source, found->end, parent->is.content.end);
    node->link = link;
    return node;
}

static void insert_links(struct keur_document *document, struct node *parent,
                         const struct spaced_links *found)
{
    struct slots slots = {NULL, 0, 0};
    size_t begin = parent->is.content.begin;

    for (size_t i = 0; i < found->count; i++) {
        struct node *link = link_node(document, parent, &found->items[i]);
        *ARRAY_PUSH(&slots) = (struct slot){parent, {begin, link->is.span.begin}, NULL};
        *ARRAY_PUSH(&slots) = (struct slot){link, link->is.content, parent};
        begin = link->is.span.end;
    }
    *ARRAY_PUSH(&slots) = (struct slot){parent, {begin, parent->is.content.end}, NULL};
    slots_distribute(document, parent, &slots);
    ARRAY_FREE(&slots);
}

static void find_in_children(struct keur_document *document, struct node *parent)
{
    struct keur_text source = document->source;
    struct offsets open = {NULL, 0, 0};
    struct spaced_links found = {NULL, 0, 0};

    for (const struct node *node = parent->first_child; node != NULL; node = node->next)
        if (node->is.kind == KEUR_NODE_TEXT)
            find_in_text(source, node, &open, &found);
        else if (node->is.kind == KEUR_NODE_LINK)
            open.count = 0; /* no links within links */
    if (found.count > 0)
        insert_links(document, parent, &found);
    ARRAY_FREE(&open);
    ARRAY_FREE(&found);
}

void spaced_links_find(struct reader *reader, struct node *leaf)
{
    struct keur_document *document = reader->document;

    if (!reader->has_loose_bracket || document->reading.dialect != KEUR_DIALECT_PYTHON_MARKDOWN)
        return;
    for (struct node *node = leaf; node != NULL; node = node_following(node, leaf)) {
        if (node->is.kind == KEUR_NODE_LINK || node->is.kind == KEUR_NODE_IMAGE)
            continue;
        const struct node *child = node->first_child;
        while (child != NULL &&
               (child->is.kind != KEUR_NODE_TEXT || !has_target(reader, child->is.span)))
            child = child->next;
        if (child != NULL)
            find_in_children(document, node);
    }
}
