/* libcmark: it reads a passage and says what is there.  Where it is, others measure. */
#include <cmark.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "parse/passage.h"
#include "parse/tree.h"

/* ---- Memory: libcmark never frees a tree, the pool forgets all at once ---- */

enum { CHUNK_BYTES = 96 << 10, CHUNK_MAX_BYTES = 4 << 20, ALIGNMENT = 8, SMALL_BYTES = 512 };

struct chunk {
    struct chunk *previous;
    size_t capacity;
    /* bytes follow */
};

struct pool {
    struct chunk *last;
    char *next; /* free bytes of the last chunk */
    size_t room;
    size_t given; /* in all chunks */
    /* What was freed, by size: libcmark merges text nodes and so frees many. */
    void *free[SMALL_BYTES / ALIGNMENT + 1];
    jmp_buf over_limit;
};

/* libcmark passes nothing to its allocator that could lead to the pool. */
static _Thread_local struct pool *current;

static size_t round_up(size_t size)
{
    return (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

static void chunk_use(struct pool *pool, struct chunk *chunk)
{
    pool->last = chunk;
    pool->next = (char *)(chunk + 1);
    pool->room = chunk->capacity;
}

static void chunk_add(struct pool *pool, size_t size)
{
    size_t capacity = pool->last == NULL ? CHUNK_BYTES : pool->last->capacity * 2;

    if (capacity > CHUNK_MAX_BYTES)
        capacity = CHUNK_MAX_BYTES;
    if (capacity < size)
        capacity = size;
    if (pool->given + size > LIMIT_PARSE_BYTES)
        longjmp(pool->over_limit, 1);
    size_t bytes = sizeof(struct chunk) + capacity;
    struct chunk *chunk = memory_pages(&bytes);
    *chunk = (struct chunk){pool->last, bytes - sizeof *chunk};
    pool->given += chunk->capacity;
    chunk_use(pool, chunk);
}

/* The size stands in front of each block. */
static size_t *block_size(void *block)
{
    return (size_t *)block - 1;
}

static void *take_more(struct pool *pool, size_t size);

/* `size` is rounded up. */
static void *take_new(struct pool *pool, size_t size)
{
    size_t needed = size + sizeof(size_t);

    if (pool->room < needed)
        return take_more(pool, size);
    size_t *block = (size_t *)(void *)pool->next;
    pool->next += needed;
    pool->room -= needed;
    *block = size;
    return block + 1;
}

/* Apart, so that the way that is nearly always taken saves no registers. */
__attribute__((noinline)) static void *take_more(struct pool *pool, size_t size)
{
    chunk_add(pool, size + sizeof(size_t));
    return take_new(pool, size);
}

static void *take(size_t size)
{
    struct pool *pool = current;

    size = round_up(size);
    if (size > SMALL_BYTES || pool->free[size / ALIGNMENT] == NULL)
        return take_new(pool, size);
    void *block = pool->free[size / ALIGNMENT];
    memcpy(&pool->free[size / ALIGNMENT], block, sizeof(void *));
    return block;
}

static void *pool_calloc(size_t count, size_t size)
{
    return memset(take(count * size), 0, count * size);
}

static void pool_give_back(void *block)
{
    size_t size = block == NULL ? 0 : *block_size(block);

    if (size < sizeof(void *) || size > SMALL_BYTES)
        return;
    memcpy(block, &current->free[size / ALIGNMENT], sizeof(void *));
    current->free[size / ALIGNMENT] = block;
}

static void *pool_realloc(void *block, size_t size)
{
    size_t old = block == NULL ? 0 : *block_size(block);
    struct pool *pool = current;

    if (block == NULL)
        return take(size);
    if (size <= old)
        return block;
    /* The last block grows where it is. */
    size = round_up(size);
    if ((char *)block + old == pool->next && pool->room >= size - old) {
        pool->next += size - old;
        pool->room -= size - old;
        *block_size(block) = size;
        return block;
    }
    void *larger = memcpy(take(size), block, old);
    pool_give_back(block);
    return larger;
}

static cmark_mem pool_memory = {pool_calloc, pool_realloc, pool_give_back};

struct pool *pool_new(void)
{
    struct pool *pool = memory_allocate(sizeof *pool);

    *pool = (struct pool){0};
    return pool;
}

static void chunk_free(struct chunk *chunk)
{
    memory_pages_free(chunk, sizeof *chunk + chunk->capacity);
}

/* Forgets all blocks and keeps one chunk. */
static void pool_reset(struct pool *pool)
{
    while (pool->last != NULL && pool->last->previous != NULL) {
        struct chunk *previous = pool->last->previous;
        chunk_free(pool->last);
        pool->last = previous;
    }
    if (pool->last != NULL)
        chunk_use(pool, pool->last);
    pool->given = pool->room;
    memset(pool->free, 0, sizeof pool->free);
}

void pool_free(struct pool *pool)
{
    pool_reset(pool);
    if (pool->last != NULL)
        chunk_free(pool->last);
    free(pool);
}

/* ---- Feeding ---- */

size_t bare_heading_signs(const struct passage *passage, const struct cursor *line)
{
    enum { MAX_LEVEL = 6 };
    size_t signs = 0;

    if (passage->reader->document->reading.dialect != KEUR_DIALECT_PYTHON_MARKDOWN)
        return 0;
    while (line->at + signs < line->end && line->bytes[line->at + signs] == '#')
        signs++;
    char behind = line->at + signs < line->end ? line->bytes[line->at + signs] : ' ';
    return signs <= MAX_LEVEL && behind != ' ' && behind != '\t' ? signs : 0;
}

/* A comment where the cut stood. */
static void feed_cut(cmark_parser *parser, const struct cut *cut)
{
    static const char comment[] = "<!-- -->\n";

    cmark_parser_feed(parser, cut->prefix, strlen(cut->prefix));
    cmark_parser_feed(parser, comment, strlen(comment));
}

/* What looks like a BOM in the first line, libcmark drops, but not when it comes in pieces. */
static void feed_bytes(cmark_parser *parser, const char *bytes, size_t length)
{
    for (; length > 0 && *bytes == '\xEF'; bytes++, length--)
        cmark_parser_feed(parser, bytes, 1);
    if (length > 0)
        cmark_parser_feed(parser, bytes, length);
}

static void feed_line(cmark_parser *parser, const struct cursor *line, size_t signs)
{
    if (signs > 0) {
        cmark_parser_feed(parser, line->bytes + line->at, signs);
        cmark_parser_feed(parser, " ", 1);
    }
    feed_bytes(parser, line->bytes + line->at + signs, line->end - line->at - signs);
    cmark_parser_feed(parser, "\n", 1);
}

/* Whether the line of the file that begins at *end goes on to '\n' as it is; *end moves behind it.
 */
static bool continues(const struct passage *passage, size_t index, size_t *end)
{
    const struct lines *lines = &passage->reader->document->lines;
    const char *bytes = lines->text.bytes;
    size_t line = passage->lines[index].number;

    if (passage->lines[index].is_cut || line >= lines->count ||
        passage->reader->begins[line] != *end || lines->items[line].begin != *end ||
        bytes[*end] == '#')
        return false;
    size_t next = lines->items[line + 1].begin;
    if (bytes[next - 1] != '\n' || lines->items[line].end + 1 != next)
        return false;
    *end = next;
    return true;
}

/* Lines that follow each other in the file go in one piece. */
static void feed(cmark_parser *parser, const struct passage *passage)
{
    struct keur_text source = passage->reader->document->source;
    size_t begin = 0, end = 0;

    if (passage->preface.length > 0)
        cmark_parser_feed(parser, passage->preface.bytes, passage->preface.length);
    for (size_t i = passage->preface_lines; i < passage->line_count; i++) {
        if (end > begin && continues(passage, i, &end))
            continue;
        const struct cut *cut = passage_cut(passage, i);
        struct cursor line = passage_line(passage, i);
        size_t signs = bare_heading_signs(passage, &line);
        bool is_whole =
            cut == NULL && signs == 0 && line.end < source.length && source.bytes[line.end] == '\n';
        if (end > begin && !(is_whole && line.at == end)) {
            feed_bytes(parser, source.bytes + begin, end - begin);
            begin = end;
        }
        if (is_whole) {
            begin = end > begin ? begin : line.at;
            end = line.end + 1;
        } else if (cut != NULL) {
            feed_cut(parser, cut);
        } else {
            feed_line(parser, &line, signs);
        }
    }
    if (end > begin)
        feed_bytes(parser, source.bytes + begin, end - begin);
}

/* ---- Copying what it found ---- */

static enum keur_node_kind kind_of(cmark_node_type type)
{
    static const enum keur_node_kind kinds[] = {
        [CMARK_NODE_DOCUMENT] = KEUR_NODE_DOCUMENT,
        [CMARK_NODE_BLOCK_QUOTE] = KEUR_NODE_BLOCK_QUOTE,
        [CMARK_NODE_LIST] = KEUR_NODE_LIST,
        [CMARK_NODE_ITEM] = KEUR_NODE_ITEM,
        [CMARK_NODE_CODE_BLOCK] = KEUR_NODE_CODE_BLOCK,
        [CMARK_NODE_HTML_BLOCK] = KEUR_NODE_HTML_BLOCK,
        [CMARK_NODE_PARAGRAPH] = KEUR_NODE_PARAGRAPH,
        [CMARK_NODE_HEADING] = KEUR_NODE_HEADING,
        [CMARK_NODE_THEMATIC_BREAK] = KEUR_NODE_THEMATIC_BREAK,
        [CMARK_NODE_TEXT] = KEUR_NODE_TEXT,
        [CMARK_NODE_SOFTBREAK] = KEUR_NODE_SOFT_BREAK,
        [CMARK_NODE_LINEBREAK] = KEUR_NODE_LINE_BREAK,
        [CMARK_NODE_CODE] = KEUR_NODE_CODE,
        [CMARK_NODE_HTML_INLINE] = KEUR_NODE_HTML,
        [CMARK_NODE_EMPH] = KEUR_NODE_EMPHASIS,
        [CMARK_NODE_STRONG] = KEUR_NODE_STRONG,
        [CMARK_NODE_LINK] = KEUR_NODE_LINK,
        [CMARK_NODE_IMAGE] = KEUR_NODE_IMAGE,
    };
    return kinds[type];
}

static size_t line_from_0(int line)
{
    return line > 0 ? (size_t)line - 1 : 0;
}

static size_t count_lines(const char *text)
{
    size_t count = 0;

    while ((text = strchr(text, '\n')) != NULL) {
        count++;
        text++;
    }
    return count;
}

/* Not comments with nothing behind them, and of the tags in a text only those that close something.
 */
static void note_html(struct passage *passage, const struct node *node, struct keur_text literal)
{
    bool is_block = node->is.kind == KEUR_NODE_HTML_BLOCK;

    if (is_block ? literal.bytes[1] == '!' && text_ends_with(literal, "-->\n")
                 : literal.bytes[1] != '/')
        return;
    if (passage->reader->document->reading.dialect != KEUR_DIALECT_PYTHON_MARKDOWN)
        return;
    passage->has_html_ends = passage->has_html_ends || node->line_count > 1 ||
                             (is_block && !text_ends_with(literal, ">\n"));
    *ARRAY_PUSH(&passage->html) = node;
}

static struct node *copy_node(struct passage *passage, cmark_node *from, enum keur_node_kind kind)
{
    struct keur_document *document = passage->reader->document;
    struct node *node = node_new(document, kind, (struct keur_span){0, 0});

    switch ((int)kind) {
    case KEUR_NODE_LINK:
    case KEUR_NODE_IMAGE: {
        struct link_parts *link = arena_allocate(document->arena, sizeof *link);
        link->target_text = text_of(cmark_node_get_url(from));
        link->title = text_of(cmark_node_get_title(from));
        node->link = link;
        return node;
    }
    case KEUR_NODE_HTML:
        node->is.text = text_of(cmark_node_get_literal(from));
        note_html(passage, node, node->is.text);
        return node;
    case KEUR_NODE_TEXT:
    case KEUR_NODE_CODE:
        node->is.text = text_of(cmark_node_get_literal(from));
        return node;
    case KEUR_NODE_CODE_BLOCK:
        node->is.text = text_of(cmark_node_get_fence_info(from));
        node->line_count = count_lines(cmark_node_get_literal(from));
        break;
    case KEUR_NODE_HTML_BLOCK:
        node->line_count = count_lines(cmark_node_get_literal(from));
        note_html(passage, node, text_of(cmark_node_get_literal(from)));
        break;
    case KEUR_NODE_HEADING:
        node->is.level = cmark_node_get_heading_level(from);
        break;
    case KEUR_NODE_LIST:
        node->is.level = cmark_node_get_list_type(from) == CMARK_ORDERED_LIST;
        break;
    default:
        break;
    }
    node->is.span.begin = line_from_0(cmark_node_get_start_line(from));
    node->is.content.end = line_from_0(cmark_node_get_end_line(from));
    return node;
}

/* libcmark leaves text nodes behind that a line break has emptied. */
static bool is_empty(cmark_node *node, enum keur_node_kind kind)
{
    return kind == KEUR_NODE_TEXT && *cmark_node_get_literal(node) == '\0';
}

static void copy_tree(struct passage *passage, cmark_node *root)
{
    struct node *owner = passage->owner, *parent = owner;
    cmark_node *from = cmark_node_first_child(root), *next;

    owner->first_child = owner->last_child = NULL;
    passage->html.count = 0;
    passage->has_html_ends = false;
    while (from != NULL) {
        enum keur_node_kind kind = kind_of(cmark_node_get_type(from));
        if (!is_empty(from, kind)) {
            struct node *node = copy_node(passage, from, kind);
            node_append(parent, node);
            next = cmark_node_first_child(from);
            if (next != NULL) {
                parent = node;
                from = next;
                continue;
            }
        }
        while ((next = cmark_node_next(from)) == NULL && parent != owner) {
            from = cmark_node_parent(from);
            parent = parent->parent;
        }
        from = next;
    }
}

bool blocks_read(struct passage *passage)
{
    struct pool *pool = passage->reader->pool;

    pool_reset(pool);
    current = pool;
    if (setjmp(pool->over_limit) != 0)
        return false;
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &pool_memory);
    feed(parser, passage);
    copy_tree(passage, cmark_parser_finish(parser));
    return true;
}

bool link_decode(struct reader *reader, struct keur_text source, struct keur_text *ret_target,
                 struct keur_text *ret_title)
{
    struct pool *pool = reader->pool;

    current = pool;
    if (setjmp(pool->over_limit) != 0)
        return false;
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &pool_memory);
    cmark_parser_feed(parser, "[x](", 4);
    cmark_parser_feed(parser, source.bytes, source.length);
    cmark_parser_feed(parser, ")", 1);
    cmark_node *paragraph = cmark_node_first_child(cmark_parser_finish(parser));
    cmark_node *link = paragraph == NULL ? NULL : cmark_node_first_child(paragraph);
    if (link == NULL || cmark_node_get_type(link) != CMARK_NODE_LINK)
        return false;
    *ret_target = arena_copy(reader->document->arena, text_of(cmark_node_get_url(link)));
    *ret_title = arena_copy(reader->document->arena, text_of(cmark_node_get_title(link)));
    return true;
}
