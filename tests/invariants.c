#include "invariants.h"

#include <cmark.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lines.h"
#include "base/text.h"
#include "base/unicode.h"
#include "parse/content.h"
#include "parse/internal.h"

struct checked {
    const keur_document *document;
    struct keur_text source;
    unsigned char *is_covered; /* a flag for each byte */
};

static bool broken(const struct checked *checked, const struct keur_node *node, const char *what)
{
    struct keur_text text = keur_slice(checked->document, node->span);
    int length = text.length > 60 ? 60 : (int)text.length;

    fprintf(stderr, "# %.*s: %s: kind %d, bytes %zu to %zu (%zu to %zu): \"%.*s\"\n",
            KEUR_ARGUMENT(keur_path(checked->document)), what, (int)node->kind, node->span.begin,
            node->span.end, node->content.begin, node->content.end, length, text.bytes);
    return false;
}

/* ---- Places ---- */

static bool places_hold(const struct checked *checked, const struct keur_node *node)
{
    struct keur_span span = node->span, content = node->content;

    if (span.begin > span.end || span.end > checked->source.length)
        return broken(checked, node, "not a span of the file");
    if (content.begin < span.begin || content.begin > content.end || content.end > span.end)
        return broken(checked, node, "content is not within");
    for (const struct keur_node *child = node->first_child; child != NULL; child = child->next) {
        if (child->parent != node)
            return broken(checked, child, "wrong parent");
        if (child->span.begin < span.begin || child->span.end > span.end)
            return broken(checked, child, "not within its parent");
        if (child->next != NULL && child->next->span.begin < child->span.end)
            return broken(checked, child, "overlaps the next one");
    }
    return true;
}

/* Where a column that counts code points is in the file. */
static size_t offset_of(const struct checked *checked, struct position position)
{
    const struct lines *lines = document_lines(checked->document);
    size_t at = lines->items[position.line - 1].begin;
    uint32_t code_point;

    if (at == 0 && text_starts_with(checked->source, "\xEF\xBB\xBF"))
        at = 3;
    for (size_t i = 1; i < position.column; i++)
        at += keur_decode(checked->source, at, &code_point);
    return at;
}

static bool position_holds(const struct checked *checked, const struct keur_node *node)
{
    const struct lines *lines = document_lines(checked->document);
    size_t line = lines_at(lines, node->span.begin);

    if (lines->count == 0 || node->kind == KEUR_NODE_DOCUMENT ||
        node->span.begin - lines->items[line].begin > 500)
        return true;
    /* Behind bytes that are no UTF-8 libcmark may cut within a character. */
    struct keur_text before =
        text_slice(checked->source, lines->items[line].begin, node->span.begin);
    if (unicode_valid_prefix(before) < before.length)
        return true;
    struct position position = lines_position(lines, node->span.begin, COLUMN_CODE_POINT);
    return position.line == line + 1 && offset_of(checked, position) == node->span.begin
               ? true
               : broken(checked, node, "position does not lead back");
}

/* ---- Delimiters ---- */

static bool begins_with(struct keur_text text, const char *any_of)
{
    return text.length > 0 && strchr(any_of, text.bytes[0]) != NULL;
}

static bool ends_with(struct keur_text text, const char *any_of)
{
    return text.length > 0 && strchr(any_of, text.bytes[text.length - 1]) != NULL;
}

static bool has_delimiters(struct keur_text text, const struct keur_node *node, size_t length,
                           const char *any_of)
{
    return node->content.begin == node->span.begin + length &&
           node->content.end + length == node->span.end && begins_with(text, any_of) &&
           text.bytes[text.length - 1] == text.bytes[0] &&
           text.bytes[length - 1] == text.bytes[0] &&
           text.bytes[text.length - length] == text.bytes[0];
}

static bool link_has_delimiters(struct keur_text text, const struct keur_node *node)
{
    const struct link_parts *link = node_of(node)->link;
    size_t open = node->content.begin - node->span.begin;
    struct keur_text tail = text_slice(text, node->content.end - node->span.begin, text.length);

    if (link == NULL)
        return false;
    if (link->kind == KEUR_LINK_AUTOLINK)
        return begins_with(text, "<") && ends_with(text, ">");
    if (open < 1 || text.bytes[open - 1] != '[' || !begins_with(tail, "]"))
        return false;
    if (node->kind == KEUR_NODE_IMAGE && !text_starts_with(text, "!["))
        return false;
    return link->kind == KEUR_LINK_INLINE ? ends_with(tail, ")") : ends_with(tail, "]");
}

static bool cell_has_delimiters(struct keur_text source, const struct keur_node *cell)
{
    struct keur_span span = cell->span, row = cell->parent->span;

    return (span.begin == row.begin || source.bytes[span.begin - 1] == '|') &&
           (span.end == row.end || source.bytes[span.end] == '|');
}

/* Where bytes are not UTF-8, libcmark may end a tag too early. */
static bool html_has_delimiters(struct keur_text source, const struct keur_node *node)
{
    struct keur_text text = text_slice(source, node->span.begin, node->span.end);
    struct keur_text more = text_slice(source, node->span.begin, node->span.end + 4);

    return begins_with(text, "<") &&
           (ends_with(text, ">") || unicode_valid_prefix(more) < more.length);
}

static bool delimiters_hold(const struct checked *checked, const struct keur_node *node)
{
    struct keur_text text = keur_slice(checked->document, node->span);

    switch (node->kind) {
    case KEUR_NODE_HEADING:
        return begins_with(text, "#") || ends_with(text, "=-");
    case KEUR_NODE_BLOCK_QUOTE:
        return begins_with(text, ">");
    case KEUR_NODE_ITEM:
        return begins_with(text, "*-+0123456789");
    case KEUR_NODE_HTML_BLOCK:
        return begins_with(text, "<") && keur_text_trim(text).length == text.length;
    case KEUR_NODE_THEMATIC_BREAK:
        return begins_with(text, "*-_") && ends_with(text, "*-_");
    case KEUR_NODE_CONTAINER:
        return begins_with(text, "=!?/") && node_of(node)->container != NULL;
    case KEUR_NODE_TABLE_CELL:
        return cell_has_delimiters(checked->source, node);
    case KEUR_NODE_DEFINITION:
        return begins_with(text, "[") && node_of(node)->definition != NULL;
    case KEUR_NODE_ABBREVIATION:
        return text_starts_with(text, "*[");
    case KEUR_NODE_FOOTNOTE:
        return text_starts_with(text, "[^");
    case KEUR_NODE_SOFT_BREAK:
    case KEUR_NODE_LINE_BREAK:
        return ends_with(text, "\r\n");
    case KEUR_NODE_CODE:
        return has_delimiters(text, node, node->content.begin - node->span.begin, "`");
    case KEUR_NODE_HTML:
        return html_has_delimiters(checked->source, node);
    case KEUR_NODE_EMPHASIS:
        return has_delimiters(text, node, 1, "*_");
    case KEUR_NODE_STRONG:
        return has_delimiters(text, node, 2, "*_");
    case KEUR_NODE_LINK:
    case KEUR_NODE_IMAGE:
        return link_has_delimiters(text, node);
    case KEUR_NODE_TEXT:
    case KEUR_NODE_DOCUMENT:
    case KEUR_NODE_PARAGRAPH:
    case KEUR_NODE_LIST:
    case KEUR_NODE_CODE_BLOCK:
    case KEUR_NODE_TABLE:
    case KEUR_NODE_TABLE_ROW:
        return true;
    }
    return false;
}

/* ---- Texts ---- */

static bool text_holds(const struct checked *checked, const struct keur_node *node)
{
    struct keur_text source = keur_slice(checked->document, node->span), text = node->text;
    size_t at = 0, text_at = 0;

    if (node->kind != KEUR_NODE_TEXT || keur_text_equals(source, text))
        return true;
    if (node->parent->kind == KEUR_NODE_LINK &&
        node_of(node->parent)->link->kind == KEUR_LINK_AUTOLINK)
        return true;
    if (memchr(source.bytes, '\\', source.length) == NULL &&
        memchr(source.bytes, '&', source.length) == NULL)
        return broken(checked, node, "text differs from its bytes");
    while (text_at < text.length)
        if (!text_step(source, &at, text, &text_at))
            break;
    return at == source.length && text_at == text.length
               ? true
               : broken(checked, node, "bytes do not decode to the text");
}

/* ---- Every byte is somewhere ---- */

static void cover(const struct checked *checked, size_t begin, size_t end)
{
    if (end > begin)
        memset(checked->is_covered + begin, 1, end - begin);
}

static bool is_inline(const struct keur_node *node)
{
    return node->kind >= KEUR_NODE_TEXT;
}

/* Covers what the node has of its own: all of a leaf, else its delimiters. */
static void cover_node(const struct checked *checked, const struct keur_node *node)
{
    const struct node *inner = node_of(node);
    bool has_blocks =
        !is_inline(node) && node->first_child != NULL && !is_inline(node->first_child);

    if (node->kind == KEUR_NODE_DOCUMENT || node->kind == KEUR_NODE_LIST)
        return;
    if (node->kind == KEUR_NODE_CONTAINER) {
        cover(checked, inner->container->header.begin, node->content.begin);
        cover(checked, node->content.end, node->span.end);
    } else if (has_blocks && node->kind != KEUR_NODE_TABLE) {
        cover(checked, node->span.begin, node->content.begin);
    } else if (is_inline(node) && node->first_child != NULL) {
        cover(checked, node->span.begin, node->content.begin);
        cover(checked, node->content.end, node->span.end);
    } else if (node->kind == KEUR_NODE_HEADING) {
        cover(checked, node->span.begin, node->content.begin);
        cover(checked, node->content.end, node->span.end);
    } else if (node->kind != KEUR_NODE_PARAGRAPH) {
        cover(checked, node->span.begin, node->span.end);
    }
}

static bool is_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* Quote signs stand in front of any line; a BOM is nothing. */
static bool all_is_covered(const struct checked *checked)
{
    const struct keur_node *root = keur_root(checked->document);
    struct keur_text source = checked->source;

    for (size_t i = root->span.begin; i < root->span.end; i++) {
        if (checked->is_covered[i] || is_space(source.bytes[i]) || source.bytes[i] == '>')
            continue;
        if (text_starts_with(text_slice(source, i, i + 3), "\xEF\xBB\xBF")) {
            i += 2;
            continue;
        }
        fprintf(stderr, "# %.*s: byte %zu is in no node: \"%.*s\"\n",
                KEUR_ARGUMENT(keur_path(checked->document)), i,
                KEUR_ARGUMENT(text_slice(source, i, i + 40)));
        return false;
    }
    return true;
}

/* ---- All of it ---- */

static bool nodes_hold(const struct checked *checked)
{
    for (const struct keur_node *node = keur_root(checked->document); node != NULL;
         node = keur_following(node)) {
        if (!places_hold(checked, node) || !position_holds(checked, node) ||
            !text_holds(checked, node))
            return false;
        if (!delimiters_hold(checked, node))
            return broken(checked, node, "lacks a delimiter");
        cover_node(checked, node);
    }
    return all_is_covered(checked);
}

/* ---- Prose: what a reader sees stands in its node, in the order of reading ---- */

static bool prose_holds(const struct checked *checked, const struct keur_prose *prose)
{
    size_t end = prose->node->span.begin;

    for (size_t i = 0; i < prose->text.length; i++) {
        struct keur_span part = {i, i + 1};
        struct keur_span place = keur_prose_span(checked->document, prose, part);
        if (place.begin > place.end || place.end > prose->node->span.end || place.end < end)
            return broken(checked, prose->node, "prose without its place");
        end = place.end;
    }
    return true;
}

static bool all_prose_holds(const struct checked *checked)
{
    const struct keur_prose *prose;

    for (size_t i = 0; (prose = keur_prose(checked->document, i)) != NULL; i++)
        if (prose->text.length < 4000 && !prose_holds(checked, prose))
            return false;
    return true;
}

bool invariants_hold(const keur_document *document)
{
    struct checked checked = {document, keur_source(document), NULL};

    if (!keur_is_parsed(document))
        return keur_root(document) == NULL;
    checked.is_covered = calloc(checked.source.length + 1, 1);
    bool holds = checked.is_covered != NULL && nodes_hold(&checked) && all_prose_holds(&checked);
    free(checked.is_covered);
    return holds;
}

/* ---- libcmark ---- */

static enum keur_node_kind kind_of(cmark_node *node)
{
    switch ((int)cmark_node_get_type(node)) {
    case CMARK_NODE_DOCUMENT:
        return KEUR_NODE_DOCUMENT;
    case CMARK_NODE_BLOCK_QUOTE:
        return KEUR_NODE_BLOCK_QUOTE;
    case CMARK_NODE_LIST:
        return KEUR_NODE_LIST;
    case CMARK_NODE_ITEM:
        return KEUR_NODE_ITEM;
    case CMARK_NODE_CODE_BLOCK:
        return KEUR_NODE_CODE_BLOCK;
    case CMARK_NODE_HTML_BLOCK:
        return KEUR_NODE_HTML_BLOCK;
    case CMARK_NODE_PARAGRAPH:
        return KEUR_NODE_PARAGRAPH;
    case CMARK_NODE_HEADING:
        return KEUR_NODE_HEADING;
    case CMARK_NODE_THEMATIC_BREAK:
        return KEUR_NODE_THEMATIC_BREAK;
    case CMARK_NODE_TEXT:
        return KEUR_NODE_TEXT;
    case CMARK_NODE_SOFTBREAK:
        return KEUR_NODE_SOFT_BREAK;
    case CMARK_NODE_LINEBREAK:
        return KEUR_NODE_LINE_BREAK;
    case CMARK_NODE_CODE:
        return KEUR_NODE_CODE;
    case CMARK_NODE_HTML_INLINE:
        return KEUR_NODE_HTML;
    case CMARK_NODE_EMPH:
        return KEUR_NODE_EMPHASIS;
    case CMARK_NODE_STRONG:
        return KEUR_NODE_STRONG;
    case CMARK_NODE_LINK:
        return KEUR_NODE_LINK;
    default:
        return KEUR_NODE_IMAGE;
    }
}

static bool is_empty_text(cmark_node *node)
{
    return cmark_node_get_type(node) == CMARK_NODE_TEXT && *cmark_node_get_literal(node) == '\0';
}

static bool same_node(const struct keur_node *ours, cmark_node *theirs)
{
    const struct link_parts *link = node_of(ours)->link;

    if (ours->kind != kind_of(theirs))
        return false;
    if (ours->kind == KEUR_NODE_HEADING && ours->level != cmark_node_get_heading_level(theirs))
        return false;
    if (ours->kind == KEUR_NODE_TEXT || ours->kind == KEUR_NODE_CODE ||
        ours->kind == KEUR_NODE_HTML) {
        /* In front of a line libcmark has blanks for the rest of a tab. */
        const char *text = cmark_node_get_literal(theirs);
        return text_is(ours->text, text) ||
               (ours->kind == KEUR_NODE_TEXT && text_is(ours->text, text + strspn(text, " \t")));
    }
    if (ours->kind == KEUR_NODE_CODE_BLOCK)
        return text_is(ours->text, cmark_node_get_fence_info(theirs));
    return link == NULL || (text_is(link->target_text, cmark_node_get_url(theirs)) &&
                            text_is(link->title, cmark_node_get_title(theirs)));
}

/* The next node of ours that libcmark keeps in its tree. */
static const struct keur_node *next_kept(const struct keur_node *node)
{
    do
        node = keur_following(node);
    while (node != NULL && node->kind == KEUR_NODE_DEFINITION);
    return node;
}

static bool same_trees(const struct checked *checked, cmark_node *tree)
{
    const struct keur_node *ours = keur_root(checked->document);
    cmark_iter *iterator = cmark_iter_new(tree);
    cmark_event_type event;
    bool is_same = true;

    while (is_same && (event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE) {
        cmark_node *theirs = cmark_iter_get_node(iterator);
        if (event != CMARK_EVENT_ENTER || is_empty_text(theirs))
            continue;
        is_same = ours != NULL && same_node(ours, theirs);
        if (!is_same)
            broken(checked, ours != NULL ? ours : keur_root(checked->document),
                   cmark_node_get_type_string(theirs));
        else
            ours = next_kept(ours);
    }
    cmark_iter_free(iterator);
    return is_same && ours == NULL;
}

bool invariants_match_libcmark(const keur_document *document)
{
    struct checked checked = {document, keur_source(document), NULL};

    if (!keur_is_parsed(document))
        return true;
    struct keur_text body = keur_slice(document, keur_root(document)->span);
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
    /* The first line in pieces, so that a second BOM is text. */
    size_t begin = text_find(body, '\n', 0);
    for (size_t i = 0; i < begin; i++)
        cmark_parser_feed(parser, body.bytes + i, 1);
    if (body.length > begin)
        cmark_parser_feed(parser, body.bytes + begin, body.length - begin);
    cmark_node *tree = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    bool is_same = same_trees(&checked, tree);
    cmark_node_free(tree);
    return is_same;
}
