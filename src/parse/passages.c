/* Reads a document: its own passage, then those of its containers. */
#include <assert.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/limits.h"
#include "base/text.h"
#include "parse/passage.h"
#include "parse/tree.h"

/* ---- Reading one passage ---- */

/* Marks the cuts whose comment became a block, and tells the lines of the others. */
static void find_cuts(struct passage *passage, struct line_numbers *ret_lost)
{
    for (struct node *node = passage->owner; node != NULL;
         node = node_following(node, passage->owner)) {
        if (node->is.kind != KEUR_NODE_HTML_BLOCK)
            continue;
        struct cut *cut = passage_cut(passage, node->is.span.begin);
        if (cut != NULL)
            cut->is_found = true;
    }
    const struct cut *cut = passage->cuts.items;
    assert(cut != NULL);
    for (const struct cut *end = cut + passage->cuts.count; cut < end; cut++)
        if (!cut->is_found)
            *ARRAY_PUSH(ret_lost) = cut->line;
}

static int compare_numbers(const void *a, const void *b)
{
    const size_t *first = a, *second = b;

    return (*first > *second) - (*first < *second);
}

/* Reads it again where raw HTML ends earlier than for libcmark, and where a container is in raw
 * HTML or the like, and so is none. */
static bool passage_read(struct passage *passage)
{
    struct line_numbers plain = {NULL, 0, 0};
    bool is_read = true;
    int rounds = 0;

    for (int attempt = 0; is_read && attempt < 3; attempt++) {
        size_t known = plain.count;
        containers_find(passage, attempt < 2 ? &plain : NULL);
        html_ends_feed(passage);
        is_read = guard_nesting(passage) && blocks_read(passage);
        if (is_read && rounds < LIMIT_HTML_ROUNDS && html_ends_find(passage)) {
            rounds++;
            attempt--;
            continue;
        }
        if (!is_read || passage->cuts.count == 0)
            break;
        find_cuts(passage, &plain);
        if (plain.count == known)
            break;
        qsort(plain.items, plain.count, sizeof *plain.items, compare_numbers);
    }
    ARRAY_FREE(&plain);
    return is_read;
}

/* ---- Containers ---- */

static size_t trimmed_end(const struct keur_document *document, size_t line)
{
    struct keur_span span = lines_span(&document->lines, line);
    struct keur_text text = keur_slice(document, span);

    while (text.length > 0 &&
           (text.bytes[text.length - 1] == ' ' || text.bytes[text.length - 1] == '\t'))
        text.length--;
    return span.begin + text.length;
}

static void cut_measure(struct keur_document *document, const struct cut *cut)
{
    struct node *node = cut->node;
    size_t end = cut->header.end;

    if (cut->end_line > cut->line + 1 || node->is.kind == KEUR_NODE_FOOTNOTE)
        end = lines_span(&document->lines, cut->end_line - 1).end;
    node->is.span = (struct keur_span){cut->header.begin, end};
    node->is.content = (struct keur_span){end, end};
    if (node->is.kind != KEUR_NODE_CONTAINER) {
        node->is.content.begin = cut->body;
        node->is.text = keur_slice(document, cut->label);
        return;
    }
    struct keur_container *container = arena_take(document->arena, sizeof *container);
    *container = (struct keur_container){
        .kind = cut->kind,
        .node = &node->is,
        .type = cut->type,
        .title = keur_slice(document, cut->title),
        .title_span = cut->title,
        .header = cut->header,
    };
    node->container = container;
}

static bool is_empty_line(const struct reader *reader, size_t line)
{
    return trimmed_end(reader->document, line) <= reader->begins[line];
}

/* The body without blank lines around it. */
static void set_content(const struct reader *reader, const struct cut *cut)
{
    size_t first = cut->body_line, last = cut->body_end_line;

    while (last > first && is_empty_line(reader, last - 1))
        last--;
    while (first < last && is_empty_line(reader, first))
        first++;
    if (first < last)
        cut->node->is.content =
            (struct keur_span){reader->begins[first], trimmed_end(reader->document, last - 1)};
}

static void passage_add(struct reader *reader, struct node *owner, size_t first, size_t last,
                        size_t depth)
{
    struct keur_document *document = reader->document;
    struct passage *passage = arena_allocate(document->arena, sizeof *passage);

    passage->reader = reader;
    passage->owner = owner;
    passage->first = first;
    passage->last = last;
    passage->depth = depth;
    passage->lines = arena_take(document->arena, (last - first) * sizeof *passage->lines);
    *ARRAY_PUSH(&reader->passages) = passage;
}

/* The body of a cut becomes a passage, its lines begin behind their indentation. */
static bool cuts_follow(struct passage *passage)
{
    struct reader *reader = passage->reader;

    reader->cut_count += passage->cuts.count;
    if (reader->cut_count > LIMIT_TABS) {
        document_limit(reader->document, passage->cuts.items[passage->cuts.count - 1].header,
                       "there are more than %d tabs, admonitions, abbreviations and footnotes, the "
                       "document is not checked",
                       LIMIT_TABS);
        return false;
    }
    for (size_t i = 0; i < passage->cuts.count; i++) {
        const struct cut *cut = &passage->cuts.items[i];
        for (size_t line = cut->body_line; line < cut->body_end_line; line++)
            reader->begins[line] = reader->inner[line];
        if (cut->body_end_line <= cut->body_line)
            continue;
        if (passage->depth >= LIMIT_TAB_DEPTH) {
            document_limit(reader->document, cut->header,
                           "tabs, admonitions and the like are nested more than %d deep, the "
                           "document is not checked",
                           LIMIT_TAB_DEPTH);
            return false;
        }
        set_content(reader, cut);
        passage_add(reader, cut->node, cut->body_line, cut->body_end_line, passage->depth + 1);
    }
    return true;
}

/* ---- The document ---- */

/* What libcmark found in the passage gets its places. */
static bool passage_measure(struct passage *passage)
{
    struct keur_document *document = passage->reader->document;

    places_measure(passage);
    if (arena_size(document->arena) <= LIMIT_TREE_BYTES)
        return true;
    document_limit(document, (struct keur_span){document->body_begin, document->body_begin},
                   "the document takes more than %d MiB in memory, it is not checked",
                   LIMIT_TREE_BYTES >> 20);
    return false;
}

static bool read_all(struct reader *reader)
{
    for (size_t i = 0; i < reader->passages.count; i++) {
        struct passage *passage = reader->passages.items[i];
        if (!passage_read(passage))
            return false;
        for (size_t j = 0; j < passage->cuts.count; j++)
            cut_measure(reader->document, &passage->cuts.items[j]);
        if (!passage_measure(passage) || !cuts_follow(passage))
            return false;
    }
    definitions_share(reader);
    for (size_t i = 0; i < reader->passages.count; i++) {
        struct passage *passage = reader->passages.items[i];
        if (passage->preface_lines > 0 && (!blocks_read(passage) || !passage_measure(passage)))
            return false;
    }
    return true;
}

static struct reader *reader_new(struct keur_document *document)
{
    struct arena *arena = document->arena;
    struct reader *reader = arena_allocate(arena, sizeof *reader);
    const struct lines *lines = &document->lines;
    size_t first = lines_at(lines, document->body_begin);

    reader->document = document;
    reader->begins = arena_take(arena, (lines->count + 1) * sizeof *reader->begins);
    reader->inner = arena_allocate(arena, (lines->count + 1) * sizeof *reader->inner);
    for (size_t i = 0; i < lines->count; i++)
        reader->begins[i] = lines->items[i].begin;
    if (document->body_begin >= document->source.length)
        first = lines->count;
    if (first < lines->count)
        reader->begins[first] = (uint32_t)document->body_begin;
    reader->pool = pool_new();
    struct keur_span body = {document->body_begin, document->source.length};
    document->root = node_new(document, KEUR_NODE_DOCUMENT, body);
    passage_add(reader, document->root, first, lines->count, 0);
    return reader;
}

static void reader_free(struct reader *reader)
{
    for (size_t i = 0; i < reader->passages.count; i++) {
        struct passage *passage = reader->passages.items[i];
        ARRAY_FREE(&passage->cuts);
        ARRAY_FREE(&passage->html);
        ARRAY_FREE(&passage->html_ends);
    }
    ARRAY_FREE(&reader->passages);
    ARRAY_FREE(&reader->definitions);
    pool_free(reader->pool);
    free(reader->joined);
}

bool blocks_parse(struct keur_document *document)
{
    struct reader *reader = reader_new(document);
    bool is_parsed = read_all(reader);

    if (!is_parsed && document->limit == NULL)
        document_limit(document, (struct keur_span){document->body_begin, document->body_begin},
                       "the document needs more than %d MiB to be read, it is not checked",
                       LIMIT_PARSE_BYTES >> 20);
    if (is_parsed)
        tree_seal(document);
    reader_free(reader);
    return is_parsed;
}
