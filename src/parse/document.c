#include "parse/document.h"

#include <string.h>

#include "base/text.h"
#include "parse/internal.h"
#include "parse/tree.h"

static bool is_utf16(struct keur_text source)
{
    return text_starts_with(source, "\xff\xfe") || text_starts_with(source, "\xfe\xff");
}

struct keur_document *document_open(struct keur_text path, struct keur_text source,
                                    struct arena *arena)
{
    struct keur_document *document = arena_take(arena, sizeof *document);

    *document = (struct keur_document){
        .path = path,
        .type = TEXT(""),
        .source = source,
        .arena = arena,
        .lines = lines_index(source, arena),
        .is_decodable = !is_utf16(source) && text_find(source, '\0', 0) == source.length,
        .body_begin = text_starts_with(source, "\xef\xbb\xbf") ? 3 : 0,
        .front_matter = {.state = KEUR_FRONT_MATTER_NONE},
    };
    if (document->is_decodable)
        front_matter_find(document);
    return document;
}

/* Only bytes and lines are left of a document past a limit. */
static void document_empty(struct keur_document *document)
{
    document->root = NULL;
    document->kinds = 0;
    document->front_matter = (struct keur_front_matter){.state = KEUR_FRONT_MATTER_NONE};
    document->definitions.count = 0;
    document->containers.count = 0;
    document->tables.count = 0;
}

void document_parse(struct keur_document *document, struct keur_text type, struct reading reading)
{
    document->type = type;
    document->reading = reading;
    if (!document->is_decodable)
        return;
    if (!guard_check(document) || !blocks_parse(document)) {
        document_empty(document);
        return;
    }
    document->is_parsed = true;
    marks_collect(document); /* anchors avoid the ids that are in use */
    headings_collect(document);
    links_collect(document);
    if (reading.has_prose)
        prose_collect(document);
}

const struct lines *document_lines(const struct keur_document *document)
{
    return &document->lines;
}

void document_list_add(struct keur_document *document, struct pointers *list, const void *item)
{
    enum { FIRST_CAPACITY = 16 };

    if (list->count == list->capacity) {
        list->capacity = list->capacity == 0 ? FIRST_CAPACITY : list->capacity * 2;
        list->items = arena_grow(document->arena, list->items, list->count * sizeof *list->items,
                                 list->capacity * sizeof *list->items);
    }
    list->items[list->count++] = item;
}

void document_limit(struct keur_document *document, struct keur_span span, const char *format, ...)
{
    va_list arguments;

    if (document->limit != NULL)
        return;
    document->limit = arena_allocate(document->arena, sizeof *document->limit);
    document->limit->span = span;
    va_start(arguments, format);
    document->limit->message = arena_vformat(document->arena, format, arguments);
    va_end(arguments);
}

/* ---- The document, for plugins ---- */

struct keur_text keur_path(const keur_document *document)
{
    return document->path;
}

struct keur_text keur_type(const keur_document *document)
{
    return document->type;
}

enum keur_dialect keur_dialect(const keur_document *document)
{
    return document->reading.dialect;
}

struct keur_text keur_source(const keur_document *document)
{
    return document->source;
}

struct keur_text keur_slice(const keur_document *document, struct keur_span span)
{
    return text_slice(document->source, span.begin, span.end);
}

size_t keur_line_count(const keur_document *document)
{
    return document->lines.count;
}

struct keur_span keur_line(const keur_document *document, size_t index)
{
    size_t end = document->source.length;

    if (index >= document->lines.count)
        return (struct keur_span){end, end};
    return lines_span(&document->lines, index);
}

size_t keur_line_at(const keur_document *document, size_t offset)
{
    return lines_at(&document->lines, offset);
}

bool keur_is_parsed(const keur_document *document)
{
    return document->is_parsed;
}

const struct keur_limit *keur_limit_passed(const keur_document *document)
{
    return document->limit;
}

const struct keur_front_matter *keur_front_matter(const keur_document *document)
{
    return &document->front_matter;
}

const struct keur_value *keur_value_find(const struct keur_value *map, const char *key)
{
    const struct keur_value *found = NULL;
    struct keur_text wanted = text_of(key);

    if (map == NULL || map->kind != KEUR_MAPPING)
        return NULL;
    for (const struct keur_value *value = map->first_child; value != NULL; value = value->next)
        if (value->key.length == wanted.length && keur_text_equals(value->key, wanted))
            found = value;
    return found;
}

/* ---- Nodes ---- */

const struct keur_node *keur_root(const keur_document *document)
{
    return document->root == NULL ? NULL : &document->root->is;
}

const struct keur_node *keur_following(const struct keur_node *node)
{
    const struct node *following = node_of(node)->following;

    return following == NULL ? NULL : &following->is;
}

const struct keur_node *keur_next_of(const keur_document *document, const struct keur_node *node,
                                     uint32_t kinds)
{
    const struct node *next = document->root;
    bool is_rare = (kinds & KINDS_FREQUENT) == 0;

    if ((document->kinds & kinds) == 0)
        return NULL;
    if (node != NULL)
        next = is_rare ? node_of(node)->following_rare : node_of(node)->following;
    if (is_rare)
        while (next != NULL && (kinds & KEUR_KIND(next->is.kind)) == 0)
            next = next->following_rare;
    else
        while (next != NULL && (kinds & KEUR_KIND(next->is.kind)) == 0)
            next = next->following;
    return next == NULL ? NULL : &next->is;
}

const struct keur_node *keur_following_outside(const struct keur_node *node)
{
    while (node != NULL && node->next == NULL)
        node = node->parent;
    return node == NULL ? NULL : node->next;
}

const struct keur_node *keur_node_at(const keur_document *document, size_t offset)
{
    const struct keur_node *node = keur_root(document);
    const struct keur_node *child = node == NULL ? NULL : node->first_child;

    while (child != NULL && child->span.begin <= offset) {
        if (offset < child->span.end) {
            node = child;
            child = child->first_child;
        } else {
            child = child->next;
        }
    }
    return node;
}

/* ---- Lists ---- */

static const void *item_at(const struct pointers *list, size_t index)
{
    return index < list->count ? list->items[index] : NULL;
}

const struct keur_heading *keur_heading(const keur_document *document, size_t index)
{
    return item_at(&document->headings, index);
}

const struct keur_link *keur_link(const keur_document *document, size_t index)
{
    return item_at(&document->links, index);
}

const struct keur_definition *keur_definition(const keur_document *document, size_t index)
{
    return item_at(&document->definitions, index);
}

const struct keur_container *keur_container(const keur_document *document, size_t index)
{
    return item_at(&document->containers, index);
}

const struct keur_table *keur_table(const keur_document *document, size_t index)
{
    return item_at(&document->tables, index);
}

const struct keur_mark *keur_mark(const keur_document *document, size_t index)
{
    return item_at(&document->marks, index);
}
