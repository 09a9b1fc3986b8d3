/* Prose: the text of paragraphs, headings and cells as a reader sees it, and where it stands. */
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "parse/content.h"

/* Bytes of the text from `begin` on, up to the next segment. */
struct segment {
    size_t begin;
    const struct keur_node *text; /* a text node; NULL where all of `source` is meant */
    struct keur_span source;
};

struct prose {
    struct keur_prose is; /* first member: a `const struct keur_prose *` of ours is one of these */
    const struct segment *segments;
    size_t segment_count;
};

/* While it is made. */
struct maker {
    struct keur_document *document;
    struct buffer text;
    struct {
        struct segment *items;
        size_t count, capacity;
    } segments;
    size_t run; /* where the text nodes side by side begin */
    bool is_behind_element;
};

static void run_end(struct maker *maker)
{
    if (maker->text.length > maker->run)
        run_blank(maker->document, maker->text.bytes + maker->run, maker->text.length - maker->run,
                  maker->is_behind_element);
    maker->run = maker->text.length;
}

static void add(struct maker *maker, struct keur_text text, const struct keur_node *node)
{
    *ARRAY_PUSH(&maker->segments) = (struct segment){
        .begin = maker->text.length,
        .text = node->kind == KEUR_NODE_TEXT ? node : NULL,
        .source = node->span,
    };
    buffer_add(&maker->text, text);
}

static bool is_break(const struct node *node)
{
    return node->is.kind == KEUR_NODE_SOFT_BREAK || node->is.kind == KEUR_NODE_LINE_BREAK ||
           (node->is.kind == KEUR_NODE_HTML && html_is_line_break(node->is.text));
}

static void add_node(struct maker *maker, const struct node *node, const struct node *previous)
{
    bool is_text = node->is.kind == KEUR_NODE_TEXT;
    enum run_place place = is_text ? run_place_of(node, previous) : RUN_BEGINS;

    if (place != RUN_GOES_ON) {
        run_end(maker);
        maker->is_behind_element = place == RUN_BEHIND_ELEMENT;
    }
    if (is_text)
        add(maker, node->is.text, &node->is);
    else if (is_break(node))
        add(maker, TEXT("\n"), &node->is);
    else if (node->is.kind == KEUR_NODE_CODE || node->is.kind == KEUR_NODE_IMAGE)
        add(maker, TEXT(OBJECT_REPLACEMENT), &node->is);
    maker->run = is_text ? maker->run : maker->text.length;
}

/* The attribute list at the end of a heading or cell. */
static void blank_trailing(struct maker *maker, enum keur_node_kind kind)
{
    struct keur_text text = buffer_text(&maker->text);

    if (!attributes_are_read(maker->document) ||
        (kind != KEUR_NODE_HEADING && kind != KEUR_NODE_TABLE_CELL))
        return;
    struct keur_span list = attributes_trailing(text, (struct keur_span){0, text.length});
    memset(maker->text.bytes + list.begin, ' ', list.end - list.begin);
}

static void finish(struct maker *maker, enum keur_prose_kind kind, const struct keur_node *node)
{
    struct arena *arena = maker->document->arena;
    struct prose *prose = arena_allocate(arena, sizeof *prose);
    struct segment *segments =
        arena_allocate(arena, maker->segments.count * sizeof *maker->segments.items);

    run_end(maker);
    if (maker->text.length > 0) {
        blank_trailing(maker, node->kind);
        memcpy(segments, maker->segments.items, maker->segments.count * sizeof *segments);
    }
    prose->is = (struct keur_prose){kind, node, arena_copy(arena, buffer_text(&maker->text))};
    prose->segments = segments;
    prose->segment_count = maker->segments.count;
    document_list_add(maker->document, &maker->document->prose, prose);
    maker->text.length = maker->segments.count = maker->run = 0;
}

static void collect(struct maker *maker, enum keur_prose_kind kind, const struct keur_node *root)
{
    const struct keur_node *end = keur_following_outside(root);
    const struct keur_node *previous = root;
    const struct keur_node *node = keur_following(root);

    while (node != end) {
        add_node(maker, node_of(node), node_of(previous));
        previous = node;
        node = node->kind == KEUR_NODE_IMAGE && node != root ? keur_following_outside(node)
                                                             : keur_following(node);
    }
    if (maker->segments.count > 0)
        finish(maker, kind, root);
}

void prose_collect(struct keur_document *document)
{
    struct maker maker = {.document = document};
    static const enum keur_prose_kind kinds[KEUR_NODE_IMAGE + 1] = {
        [KEUR_NODE_PARAGRAPH] = KEUR_PROSE_PARAGRAPH,
        [KEUR_NODE_HEADING] = KEUR_PROSE_HEADING,
        [KEUR_NODE_TABLE_CELL] = KEUR_PROSE_CELL,
        [KEUR_NODE_IMAGE] = KEUR_PROSE_ALTERNATIVE,
    };

    for (const struct keur_node *node = keur_root(document); node != NULL;
         node = keur_following(node))
        if (kinds[node->kind] != 0)
            collect(&maker, kinds[node->kind], node);
    ARRAY_FREE(&maker.segments);
    buffer_free(&maker.text);
}

/* ---- Places ---- */

static const struct segment *segment_at(const struct prose *prose, size_t at)
{
    size_t low = 0, high = prose->segment_count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (prose->segments[middle].begin <= at)
            low = middle;
        else
            high = middle;
    }
    return &prose->segments[low];
}

/* The bytes that stand for the one at `at` of the text. */
static struct keur_span place_of(const keur_document *document, const struct prose *prose,
                                 size_t at)
{
    const struct segment *segment = segment_at(prose, at);
    size_t target = at - segment->begin;

    if (segment->text == NULL)
        return segment->source;
    struct keur_text source = keur_slice(document, segment->source), text = segment->text->text;
    if (source.length == text.length)
        return (struct keur_span){segment->source.begin + target,
                                  segment->source.begin + target + 1};
    size_t from = 0, source_at = 0, text_at = 0;
    while (text_at <= target && text_at < text.length) {
        from = source_at;
        if (!text_step(source, &source_at, text, &text_at))
            return segment->source;
    }
    return (struct keur_span){segment->source.begin + from, segment->source.begin + source_at};
}

struct keur_span keur_prose_span(const keur_document *document, const struct keur_prose *prose,
                                 struct keur_span part)
{
    const struct prose *own = (const struct prose *)prose;
    struct keur_span first = place_of(document, own, part.begin);

    if (part.end <= part.begin)
        return (struct keur_span){first.begin, first.begin};
    return (struct keur_span){first.begin, place_of(document, own, part.end - 1).end};
}
