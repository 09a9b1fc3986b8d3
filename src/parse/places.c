/* Measures the blocks of a passage.  libcmark's tree says what is there and on which lines blocks
 * begin; where they end, and what stands before their text, is found in the lines. */
#include <assert.h>

#include "base/array.h"
#include "base/limits.h"
#include "base/text.h"
#include "parse/content.h"
#include "parse/tree.h"

struct places {
    struct passage *passage;
    struct keur_document *document;
    struct scopes scopes; /* open quotes and items */
    size_t next;          /* the first line that no leaf has taken yet */
};

/* ---- Lines ---- */

/* A line behind the markers of all open scopes; false when it does not continue all of them. */
static bool line_inside(const struct places *places, size_t line, struct cursor *ret_cursor)
{
    *ret_cursor = passage_line(places->passage, line);
    return places->scopes.count == 0 ||
           scopes_match(&places->scopes, line, ret_cursor) == places->scopes.count;
}

static size_t trimmed_end(const struct places *places, size_t begin, size_t end)
{
    const char *bytes = places->document->source.bytes;

    while (end > begin &&
           (bytes[end - 1] == ' ' || (bytes[end - 1] >= '\t' && bytes[end - 1] <= '\r')))
        end--;
    return end;
}

static struct keur_span *new_lines(struct places *places, struct node *leaf, size_t count)
{
    struct keur_span *lines = arena_take(places->document->arena, count * sizeof *lines);

    leaf->lines = lines;
    leaf->line_count = count;
    return lines;
}

/* The lines of a paragraph: lazy ones lack markers and keep their indentation, as for libcmark.  A
 * tab may be used in part by a marker, and goes. */
static void text_lines(struct places *places, struct node *leaf, size_t begin, size_t end)
{
    struct keur_span *lines = new_lines(places, leaf, end - begin);

    for (size_t i = begin; i < end; i++) {
        struct cursor cursor;
        bool is_lazy = !line_inside(places, i, &cursor) && i > begin;
        if (!is_lazy || cursor_byte(&cursor) == '\t')
            cursor_skip_blanks(&cursor);
        lines[i - begin] = (struct keur_span){cursor.at, cursor.end};
    }
}

/* Lines behind the markers and at most so many columns of indentation. */
static struct keur_span *raw_lines(struct places *places, struct node *leaf, size_t begin,
                                   size_t columns)
{
    struct keur_span *lines = new_lines(places, leaf, leaf->line_count);

    for (size_t i = 0; i < leaf->line_count; i++) {
        struct cursor cursor;
        line_inside(places, begin + i, &cursor);
        cursor_skip(&cursor, columns);
        lines[i] = (struct keur_span){cursor.at, cursor.end};
    }
    return lines;
}

/* ---- Definitions between the blocks ---- */

/* Quote signs without text belong to the quote. */
static void extend_quote(struct places *places, size_t line)
{
    struct cursor cursor = passage_line(places->passage, line);

    for (size_t i = places->scopes.count; i > 0; i--) {
        struct scope *scope = &places->scopes.items[i - 1];
        if (scope->columns > 0)
            continue;
        if (scope->line != line)
            scope->end = trimmed_end(places, cursor.at, cursor.end);
        return;
    }
}

/* Takes the lines up to `limit` that continue `parent` and that no block has: blank lines, and
 * paragraphs of definitions.  The last definition, or `previous`. */
static struct node *take_gap(struct places *places, struct node *parent, struct node *previous,
                             size_t limit)
{
    struct cursor cursor;

    while (places->next < limit && line_inside(places, places->next, &cursor)) {
        size_t begin = places->next;
        if (cursor_is_blank(&cursor)) {
            extend_quote(places, places->next++);
            continue;
        }
        while (places->next < limit) {
            line_inside(places, places->next, &cursor);
            if (cursor_is_blank(&cursor))
                break;
            places->next++;
        }
        struct node ignored;
        text_lines(places, &ignored, begin, places->next);
        struct content content =
            content_make(places->passage->reader, ignored.lines, ignored.line_count);
        previous = definitions_take(places->passage, &content, parent, previous);
    }
    return previous;
}

/* ---- Leaves ---- */

static void measure_inlines(struct places *places, struct node *leaf, struct content *content,
                            size_t at)
{
    leaf->is.span = leaf->is.content = content_span(content, at, content->length);
    while (leaf->line_count > 1 && leaf->lines[1].begin <= leaf->is.span.begin) {
        leaf->lines++;
        leaf->line_count--;
    }
    /* Form feeds do not make a blank line for libcmark, but it drops them at the end. */
    while (leaf->line_count > 1 && leaf->lines[leaf->line_count - 1].begin >= leaf->is.span.end)
        leaf->line_count--;
    if (!inlines_measure(places->passage->reader, leaf, content, at))
        inlines_take_as_text(places->passage->reader, leaf);
}

/* The text of a paragraph or setext heading on these lines, behind the definitions at its head. */
static struct node *measure_text(struct places *places, struct node *leaf, struct node *previous,
                                 size_t end)
{
    struct reader *reader = places->passage->reader;

    text_lines(places, leaf, leaf->is.span.begin, end);
    struct content content = content_make(reader, leaf->lines, leaf->line_count);
    size_t at = definitions_end(&content);
    /* Definitions are what libcmark leaves out; what it has kept is none. */
    if (at > 0 && !inlines_measure(reader, leaf, &content, at))
        at = 0;
    measure_inlines(places, leaf, &content, at);
    if (at > 0)
        previous = definitions_take(places->passage, &content, leaf->parent, previous);
    return previous;
}

static struct node *measure_paragraph(struct places *places, struct node *leaf,
                                      struct node *previous)
{
    size_t end = leaf->is.content.end + 1;

    if (end > places->passage->line_count || end <= leaf->is.span.begin)
        end = leaf->is.span.begin + 1;
    places->next = end;
    previous = measure_text(places, leaf, previous, end);
    spaced_links_find(places->passage->reader, leaf);
    return tables_find(places->passage->reader, leaf, previous);
}

/* The line below a setext heading's text.  libcmark says that it ends there, or one line later. */
static size_t find_underline(const struct places *places, const struct node *heading)
{
    const struct passage *passage = places->passage;
    const struct node *after = node_outside(heading, passage->owner);
    size_t line = heading->is.content.end, begin = heading->is.span.begin;
    struct cursor cursor;

    if (line >= passage->line_count)
        line = passage->line_count - 1;
    if (line > begin && (after == NULL || after->is.span.begin > line) &&
        line_inside(places, line, &cursor)) {
        cursor_skip_blanks(&cursor);
        char sign = cursor_byte(&cursor);
        while (cursor_byte(&cursor) == sign && (sign == '=' || sign == '-'))
            cursor.at++;
        if ((sign == '=' || sign == '-') && cursor_is_blank(&cursor))
            return line;
    }
    return line > begin + 1 ? line - 1 : begin + 1;
}

static struct node *measure_setext(struct places *places, struct node *leaf, struct node *previous)
{
    size_t underline = find_underline(places, leaf);
    struct cursor cursor = passage_line(places->passage, underline);

    places->next = underline + 1;
    measure_text(places, leaf, previous, underline);
    leaf->is.span.end = trimmed_end(places, cursor.at, cursor.end);
    spaced_links_find(places->passage->reader, leaf);
    return leaf;
}

/* Where the text of a heading ends: blanks and, behind a blank, the closing signs are not part of
 * it. */
static size_t heading_text_end(const struct places *places, size_t begin, size_t end)
{
    const char *bytes = places->document->source.bytes;
    size_t text_end = end = trimmed_end(places, begin, end);

    while (text_end > begin && bytes[text_end - 1] == '#')
        text_end--;
    if (text_end < end && (bytes[text_end - 1] == ' ' || bytes[text_end - 1] == '\t'))
        return trimmed_end(places, begin, text_end);
    return end;
}

static void measure_heading(struct places *places, struct node *leaf, struct cursor cursor)
{
    struct reader *reader = places->passage->reader;
    struct keur_span *lines = new_lines(places, leaf, 1);

    leaf->is.span = (struct keur_span){cursor.at, trimmed_end(places, cursor.at, cursor.end)};
    while (cursor_byte(&cursor) == '#')
        cursor.at++;
    cursor_skip_blanks(&cursor);
    lines[0].begin = cursor.at < leaf->is.span.end ? cursor.at : leaf->is.span.end;
    lines[0].end = heading_text_end(places, lines[0].begin, cursor.end);
    struct content content = content_make(reader, leaf->lines, 1);
    struct keur_span span = leaf->is.span;
    measure_inlines(places, leaf, &content, 0);
    leaf->is.span = span;
    spaced_links_find(places->passage->reader, leaf);
}

/* Setext headings may begin with a sign too. */
static bool is_atx(const struct places *places, size_t line, struct cursor cursor)
{
    enum { MAX_LEVEL = 6 };
    struct cursor margin = passage_line(places->passage, line);
    size_t signs = 0;

    if (cursor.at == margin.at && bare_heading_signs(places->passage, &margin) > 0)
        return true;
    for (; cursor_byte(&cursor) == '#'; cursor.at++)
        signs++;
    char behind = cursor_byte(&cursor);
    return signs > 0 && signs <= MAX_LEVEL && (behind == ' ' || behind == '\t' || behind == '\n');
}

static bool is_closing_fence(const struct places *places, size_t line, const struct keur_text open)
{
    struct cursor cursor;
    size_t length = 0, wanted = 0;

    if (line >= places->passage->line_count || !line_inside(places, line, &cursor) ||
        cursor_indent(&cursor) > 3)
        return false;
    while (wanted < open.length && open.bytes[wanted] == open.bytes[0])
        wanted++;
    cursor_skip_blanks(&cursor);
    for (; cursor_byte(&cursor) == open.bytes[0]; cursor.at++)
        length++;
    return length >= 3 && length >= wanted && cursor_is_blank(&cursor);
}

static void measure_fenced_code(struct places *places, struct node *leaf, struct cursor cursor,
                                size_t columns)
{
    size_t line = leaf->is.span.begin;
    size_t behind = line + 1 + leaf->line_count;
    struct keur_text open = keur_slice(places->document, (struct keur_span){cursor.at, cursor.end});

    raw_lines(places, leaf, line + 1, columns);
    leaf->is.span = (struct keur_span){cursor.at, trimmed_end(places, cursor.at, cursor.end)};
    leaf->is.content = (struct keur_span){leaf->is.span.end, leaf->is.span.end};
    if (leaf->line_count > 0) {
        leaf->is.content =
            (struct keur_span){leaf->lines[0].begin, leaf->lines[leaf->line_count - 1].end};
        leaf->is.span.end = leaf->is.content.end;
    }
    places->next = behind;
    if (is_closing_fence(places, behind, open)) {
        struct cursor closing = passage_line(places->passage, behind);
        leaf->is.span.end = trimmed_end(places, closing.at, closing.end);
        places->next++;
    }
}

static void measure_indented_code(struct places *places, struct node *leaf)
{
    enum { INDENTATION = 4 };
    size_t line = leaf->is.span.begin;

    raw_lines(places, leaf, line, INDENTATION);
    places->next = line + leaf->line_count;
    leaf->is.span = (struct keur_span){leaf->lines[0].begin, leaf->lines[leaf->line_count - 1].end};
    leaf->is.content = leaf->is.span;
}

static void measure_html(struct places *places, struct node *leaf, struct cursor cursor)
{
    size_t line = leaf->is.span.begin;
    struct keur_span *lines = raw_lines(places, leaf, line, 0);

    lines[0].begin = cursor.at;
    places->next = line + leaf->line_count;
    struct content content = content_make(places->passage->reader, leaf->lines, leaf->line_count);
    leaf->is.span = leaf->is.content = content_span(&content, 0, content.length);
    leaf->is.text = content_text(&content, places->document, 0, content.length);
}

/* Measures the block behind `previous`, which may change into others; the last of these. */
static struct node *measure_leaf(struct places *places, struct node *leaf, struct node *previous)
{
    size_t line = leaf->is.span.begin;
    struct cut *cut = passage_cut(places->passage, line);
    struct cursor cursor;

    if (leaf->is.kind == KEUR_NODE_PARAGRAPH)
        return measure_paragraph(places, leaf, previous);
    line_inside(places, line, &cursor);
    size_t columns = cursor_indent(&cursor);
    cursor_skip_blanks(&cursor);
    places->next = line + 1;
    if (leaf->is.kind == KEUR_NODE_HTML_BLOCK && cut != NULL) {
        node_replace(leaf->parent, previous, cut->node);
        return cut->node;
    }
    if (leaf->is.kind == KEUR_NODE_HTML_BLOCK) {
        measure_html(places, leaf, cursor);
    } else if (leaf->is.kind == KEUR_NODE_HEADING) {
        if (!is_atx(places, line, cursor))
            return measure_setext(places, leaf, previous);
        measure_heading(places, leaf, cursor);
    } else if (leaf->is.kind == KEUR_NODE_CODE_BLOCK) {
        leaf->is.text = arena_copy(places->document->arena, leaf->is.text);
        if (columns < 4)
            measure_fenced_code(places, leaf, cursor, columns);
        else
            measure_indented_code(places, leaf);
    } else {
        leaf->is.span.begin = cursor.at;
        leaf->is.span.end = trimmed_end(places, cursor.at, cursor.end);
        leaf->is.content = leaf->is.span;
    }
    return leaf;
}

/* ---- Quotes, lists, items ---- */

static bool has_marker(const struct node *node)
{
    return node->is.kind == KEUR_NODE_BLOCK_QUOTE || node->is.kind == KEUR_NODE_ITEM;
}

static void block_enter(struct places *places, struct node *node)
{
    struct scope scope = {.line = node->is.span.begin};

    line_inside(places, scope.line, &scope.after);
    struct cursor marker = scope.after;
    cursor_skip_blanks(&marker);
    node->is.span.begin = marker.at;
    if (!has_marker(node))
        return;
    if (node->is.kind == KEUR_NODE_BLOCK_QUOTE)
        cursor_take_quote(&scope.after);
    else if (!cursor_take_marker(&scope.after, &scope.columns))
        scope.columns = 1;
    node->is.content.begin = scope.after.at;
    scope.end = trimmed_end(places, marker.at, scope.after.at);
    *ARRAY_PUSH(&places->scopes) = scope;
}

static void block_leave(struct places *places, struct node *node)
{
    size_t end = node->is.span.begin;

    if (has_marker(node)) {
        assert(places->scopes.items != NULL);
        end = places->scopes.items[--places->scopes.count].end;
    }
    if (node->last_child != NULL && node->last_child->is.span.end > end)
        end = node->last_child->is.span.end;
    node->is.span.end = end;
    if (!has_marker(node))
        node->is.content.begin = node->is.span.begin;
    else if (node->is.content.begin > end)
        node->is.content.begin = end;
    node->is.content.end = end;
}

/* The line where the next block begins that is not in `node`. */
static size_t line_behind(const struct places *places, const struct node *node)
{
    const struct node *after = node_outside(node, places->passage->owner);

    return after == NULL ? places->passage->line_count : after->is.span.begin;
}

static bool is_leaf(const struct node *node)
{
    return !has_marker(node) && node->is.kind != KEUR_NODE_LIST;
}

void places_measure(struct passage *passage)
{
    struct places places = {.passage = passage, .document = passage->reader->document};
    struct node *parent = passage->owner, *previous = NULL;

    places.next = passage->preface_lines;
    while (arena_size(places.document->arena) <= LIMIT_TREE_BYTES) {
        struct node *node = previous == NULL ? parent->first_child : previous->next;
        size_t limit = node == NULL ? line_behind(&places, parent) : node->is.span.begin;
        if (parent->is.kind != KEUR_NODE_LIST)
            previous = take_gap(&places, parent, previous, limit);
        if (node == NULL && parent == passage->owner)
            break;
        if (node == NULL) {
            block_leave(&places, parent);
            previous = parent;
            parent = parent->parent;
        } else if (is_leaf(node)) {
            previous = measure_leaf(&places, node, previous);
        } else {
            block_enter(&places, node);
            parent = node;
            previous = NULL;
        }
    }
    ARRAY_FREE(&places.scopes);
}
