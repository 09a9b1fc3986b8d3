/* Counts what makes libcmark 0.30.2 take quadratic time, before it sees a document. */
#include <string.h>

#include "base/array.h"
#include "base/limits.h"
#include "parse/passage.h"

/* ---- Images within brackets: each link looks at all images that wait in front of it ---- */

static size_t count_bytes(struct keur_text text, char byte)
{
    const char *end = text.bytes + text.length, *found = text.bytes;
    size_t count = 0;

    for (; (found = memchr(found, byte, (size_t)(end - found))) != NULL; found++)
        count++;
    return count;
}

/* A count that is never too small; `![` in code counts too. */
static size_t count_images(struct keur_text text)
{
    const char *end = text.bytes + text.length, *sign = text.bytes;
    size_t count = 0;

    while ((sign = memchr(sign, '!', (size_t)(end - sign))) != NULL) {
        sign++;
        count += sign < end && *sign == '[';
    }
    return count;
}

static bool line_is_blank(const struct keur_document *document, size_t line)
{
    struct keur_span span = lines_span(&document->lines, line);
    struct cursor cursor = {document->source.bytes, span.begin, span.end, 0};

    return cursor_is_blank(&cursor);
}

/* Block for block, as blank lines divide the document. */
static bool guard_images(struct keur_document *document)
{
    const struct lines *lines = &document->lines;
    size_t steps = 0;

    for (size_t line = 0; line < lines->count;) {
        size_t begin = lines->items[line].begin;
        while (line < lines->count && !line_is_blank(document, line))
            line++;
        struct keur_span block = {begin,
                                  lines_span(lines, line < lines->count ? line : line - 1).end};
        struct keur_text text = keur_slice(document, block);
        steps += count_images(text) * count_bytes(text, ']');
        if (steps > LIMIT_BRACKET_STEPS) {
            document_limit(document, (struct keur_span){begin, begin},
                           "there are too many images and brackets between two blank lines, the "
                           "document is not checked");
            return false;
        }
        while (line < lines->count && line_is_blank(document, line))
            line++;
    }
    return true;
}

/* Not quadratic, but each cell takes its memory. */
static bool guard_tables(struct keur_document *document)
{
    struct keur_span body = {document->body_begin, document->body_begin};

    if (document->source.length <= LIMIT_TABLE_PIPES ||
        document->reading.dialect == KEUR_DIALECT_COMMONMARK ||
        count_bytes(document->source, '|') <= LIMIT_TABLE_PIPES)
        return true;
    document_limit(document, body,
                   "there are more than %d pipes for table cells, the document is not checked",
                   LIMIT_TABLE_PIPES);
    return false;
}

bool guard_check(struct keur_document *document)
{
    const size_t length = document->source.length;

    /* Nearly all documents have so few bytes, or images, that no block needs to be looked at. */
    bool is_small = length == 0 || length <= LIMIT_BRACKET_STEPS / length ||
                    count_images(document->source) <= LIMIT_BRACKET_STEPS / length;
    return guard_tables(document) && (is_small || guard_images(document));
}

/* ---- Quotes and lists within each other ---- */

struct nesting {
    struct scopes scopes;
    bool is_text; /* the line before may go on without its markers */
    size_t steps; /* blank lines times the lists that are open there */
};

static void take_markers(struct nesting *nesting, struct cursor cursor)
{
    size_t columns = 0;

    for (;;) {
        struct cursor text = cursor;
        cursor_skip_blanks(&text);
        if (cursor_take_quote(&text))
            columns = 0;
        else if (cursor_is_break(text) || !cursor_take_marker(&cursor, &columns))
            return;
        else
            text = cursor;
        cursor = text;
        *ARRAY_PUSH(&nesting->scopes) = (struct scope){.columns = columns, .line = SIZE_MAX};
        nesting->is_text = false;
        if (nesting->scopes.count > LIMIT_CONTAINER_DEPTH)
            return;
    }
}

static void nest_line(struct nesting *nesting, struct cursor cursor)
{
    size_t matched = scopes_match(&nesting->scopes, SIZE_MAX, &cursor);

    if (cursor_is_blank(&cursor)) {
        nesting->steps += nesting->scopes.count;
        nesting->is_text = false;
        return;
    }
    size_t open = nesting->scopes.count;
    nesting->scopes.count = matched;
    bool was_text = nesting->is_text;
    nesting->is_text = true;
    take_markers(nesting, cursor);
    if (nesting->scopes.count == matched && was_text)
        nesting->scopes.count = open;
}

bool guard_nesting(const struct passage *passage)
{
    struct keur_document *document = passage->reader->document;
    struct nesting nesting = {.is_text = false};
    size_t i = passage->preface_lines;
    bool is_deep = false, is_long = false;

    /* Each quote and item takes a column at least. */
    if (passage->width <= LIMIT_CONTAINER_DEPTH &&
        passage->width * passage->line_count <= LIMIT_OPEN_BLOCK_LINES)
        return true;
    for (; i < passage->line_count && !is_deep && !is_long; i++) {
        nest_line(&nesting, passage_line(passage, i));
        is_deep = nesting.scopes.count > LIMIT_CONTAINER_DEPTH;
        is_long = nesting.steps > LIMIT_OPEN_BLOCK_LINES;
    }
    ARRAY_FREE(&nesting.scopes);
    if (!is_deep && !is_long)
        return true;
    struct cursor line = passage_line(passage, i - 1);
    struct keur_span span = {line.at, line.end};
    if (is_deep)
        document_limit(document, span,
                       "quotes and lists are nested more than %d deep, the document is not checked",
                       LIMIT_CONTAINER_DEPTH);
    else
        document_limit(
            document, span,
            "there are too many blank lines in nested lists, the document is not checked");
    return false;
}
