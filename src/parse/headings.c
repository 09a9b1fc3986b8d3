/* Headings: text, anchor and section; and which heading a table stands below. */
#include "base/array.h"
#include "base/text.h"
#include "parse/internal.h"
#include "parse/slug.h"

/* A heading whose section still goes on. */
struct open_section {
    struct keur_heading *heading;
    size_t limit; /* the end of the block it stands in */
};
struct open_sections {
    struct open_section *items;
    size_t count, capacity;
};

static void read_attributes(const struct keur_document *document, struct keur_heading *heading)
{
    size_t end = heading->node->span.end;

    heading->attributes = heading->anchor_span = (struct keur_span){end, end};
    if (!attributes_are_read(document))
        return;
    heading->attributes = attributes_trailing(document->source, heading->node->content);
    heading->anchor_span = attributes_id(document->source, heading->attributes);
}

static struct keur_heading *heading_new(struct keur_document *document, struct slugs *slugs,
                                        const struct keur_node *node)
{
    struct keur_heading *heading = arena_take(document->arena, sizeof *heading);
    size_t line = lines_at(&document->lines, node->span.end);
    struct keur_span last = lines_full_span(&document->lines, line);
    struct keur_text text, anchor_text;

    node_heading_texts(document, node, &text, &anchor_text);
    *heading = (struct keur_heading){
        .node = node,
        .level = node->level,
        .is_setext = node->span.begin < last.begin, /* no other takes more than one line */
        .text = text,
        .section = {last.end, document->source.length},
    };
    read_attributes(document, heading);
    heading->anchor = keur_slice(document, heading->anchor_span);
    if (heading->anchor.length == 0)
        heading->anchor = slugs_next(slugs, anchor_text);
    return heading;
}

static void section_close(struct open_sections *open, size_t end)
{
    struct open_section *last = &open->items[--open->count];

    if (end > last->limit)
        end = last->limit;
    if (end < last->heading->section.begin)
        last->heading->section.begin = end;
    last->heading->section.end = end;
}

/* Closes the sections whose block ends at or before `offset`. */
static void sections_leave(struct open_sections *open, size_t offset)
{
    while (open->count > 0 && open->items[open->count - 1].limit <= offset)
        section_close(open, offset);
}

/* A heading ends the sections of its level and deeper ones, but only those in the same block: a
 * heading in a quote or a tab does not end the section that the quote stands in. */
static void section_open(struct keur_document *document, struct open_sections *open,
                         struct keur_heading *heading)
{
    const struct keur_node *block = heading->node->parent;
    bool is_outermost = block == NULL || block->kind == KEUR_NODE_DOCUMENT;
    size_t begin = heading->node->span.begin;

    sections_leave(open, begin);
    while (open->count > 0) {
        const struct keur_heading *last = open->items[open->count - 1].heading;
        if (last->node->parent != block || last->level < heading->level)
            break;
        section_close(open, begin);
    }
    *ARRAY_PUSH(open) =
        (struct open_section){heading, is_outermost ? document->source.length : block->span.end};
}

static bool is_table_of(const struct keur_document *document, size_t index,
                        const struct keur_node *node)
{
    const struct keur_table *table = keur_table(document, index);

    return table != NULL && table->node == node;
}

/* The lists of the tree are constant; a table gets its heading in a copy. */
static void table_set_heading(struct keur_document *document, size_t index,
                              const struct open_sections *open)
{
    const struct keur_table *table = document->tables.items[index];
    struct keur_table *copy = arena_take(document->arena, sizeof *copy);

    *copy = *table;
    copy->heading = open->count > 0 ? open->items[open->count - 1].heading : NULL;
    document->tables.items[index] = copy;
}

/* Ids of attribute lists; Python-Markdown does not look into raw HTML. */
static void reserve_ids(const struct keur_document *document, struct slugs *slugs)
{
    const struct keur_mark *mark;

    for (size_t i = 0; (mark = keur_mark(document, i)) != NULL; i++)
        if (mark->kind == KEUR_MARK_ID && document->source.bytes[mark->span.begin] == '{')
            slugs_reserve(slugs, mark->name);
}

void headings_collect(struct keur_document *document)
{
    struct slugs slugs = slugs_new(document->reading.dialect, document->arena);
    struct open_sections open = {NULL, 0, 0};
    size_t table = 0;

    slugs.form = document->reading.slugs;
    reserve_ids(document, &slugs);
    const uint32_t kinds = KEUR_KIND(KEUR_NODE_HEADING) | KEUR_KIND(KEUR_NODE_TABLE);
    for (const struct keur_node *node = NULL;
         (node = keur_next_of(document, node, kinds)) != NULL;) {
        if (node->kind == KEUR_NODE_HEADING) {
            struct keur_heading *heading = heading_new(document, &slugs, node);
            section_open(document, &open, heading);
            document_list_add(document, &document->headings, heading);
        } else if (node->kind == KEUR_NODE_TABLE && is_table_of(document, table, node)) {
            sections_leave(&open, node->span.begin);
            table_set_heading(document, table++, &open);
        }
    }
    while (open.count > 0)
        section_close(&open, document->source.length);
    ARRAY_FREE(&open);
}
