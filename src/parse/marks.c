/* Marks: explicit ids, directives, abbreviations, footnotes and their uses. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "parse/ahead.h"
#include "parse/internal.h"

static bool is_python(const struct keur_document *document, unsigned extension)
{
    return document->reading.dialect == KEUR_DIALECT_PYTHON_MARKDOWN &&
           (document->reading.extensions & extension) != 0;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool footnotes_are_read(const struct keur_document *document)
{
    return document->reading.dialect == KEUR_DIALECT_GFM ||
           is_python(document, EXTENSION_FOOTNOTES);
}

void mark_add(struct keur_document *document, enum keur_mark_kind kind, struct keur_span span,
              struct keur_span name, struct keur_text text)
{
    struct keur_mark *mark = arena_take(document->arena, sizeof *mark);

    *mark = (struct keur_mark){
        .kind = kind,
        .span = span,
        .name_span = name,
        .name = keur_slice(document, name),
        .text = text,
    };
    document_list_add(document, &document->marks, mark);
}

/* The text of a span without white space around it. */
static struct keur_text trimmed(const struct keur_document *document, size_t begin, size_t end)
{
    return keur_text_trim(keur_slice(document, (struct keur_span){begin, end}));
}

/* ---- Attribute lists ---- */

static void add_attributes_id(struct keur_document *document, struct keur_span attributes)
{
    struct keur_span id = attributes_id(document->source, attributes);

    if (id.end > id.begin)
        mark_add(document, KEUR_MARK_ID, attributes, id, TEXT(""));
}

/* A paragraph's last line may hold the attributes of the paragraph, or of the list item. */
static void add_paragraph_id(struct keur_document *document, const struct keur_node *node)
{
    const struct node *paragraph = node_of(node);
    if (paragraph->line_count < 2)
        return;
    struct keur_text line = keur_slice(document, paragraph->lines[paragraph->line_count - 1]);
    struct keur_text list = keur_text_trim(line);
    size_t begin =
        paragraph->lines[paragraph->line_count - 1].begin + (size_t)(list.bytes - line.bytes);
    struct keur_span found = attributes_at(document->source, begin, begin + list.length);
    if (found.end > found.begin && found.end == begin + list.length)
        add_attributes_id(document, found);
}

/* The first line of a fenced block: ``` { .python #id }. */
static void add_fence_id(struct keur_document *document, const struct keur_node *node)
{
    struct keur_text block = keur_slice(document, node->span);
    if (!text_starts_with(block, "```") && !text_starts_with(block, "~~~"))
        return;
    struct keur_span line = keur_line(document, keur_line_at(document, node->span.begin));
    line.begin = node->span.begin;
    add_attributes_id(document, attributes_trailing(document->source, line));
}

/* The attribute list directly behind an inline element. */
static void add_element_id(struct keur_document *document, const struct keur_node *node)
{
    const struct link_parts *link = node_of(node)->link;

    if (link != NULL && link->attributes.end > link->attributes.begin)
        add_attributes_id(document, link->attributes);
    else if (node->parent != NULL)
        add_attributes_id(document,
                          attributes_at(document->source, node->span.end, node->parent->span.end));
}

/* Whether an icon such as :material-close: ends at `end`. */
static bool is_behind_icon(struct keur_text source, size_t end)
{
    enum { NAME_MAX_LENGTH = 100 };
    size_t i = end;

    if (end < 3 || source.bytes[end - 1] != ':')
        return false;
    for (i = end - 1; i > 0 && end - i < NAME_MAX_LENGTH; i--)
        if (strchr("abcdefghijklmnopqrstuvwxyz0123456789_+-", source.bytes[i - 1]) == NULL)
            break;
    return i < end - 1 && i > 0 && source.bytes[i - 1] == ':';
}

static void add_icon_ids(struct keur_document *document, const struct keur_node *node)
{
    struct keur_text text = text_slice(document->source, 0, node->span.end);
    size_t at = text_find(text, '{', node->span.begin);

    for (; at < text.length; at = text_find(text, '{', at + 1))
        if (is_behind_icon(document->source, at))
            add_attributes_id(document, attributes_at(document->source, at, text.length));
}

static void node_attributes(struct keur_document *document, const struct keur_node *node)
{
    switch ((int)node->kind) {
    case KEUR_NODE_HEADING:
    case KEUR_NODE_TABLE_CELL:
        add_attributes_id(document, attributes_trailing(document->source, node->content));
        break;
    case KEUR_NODE_PARAGRAPH:
        add_paragraph_id(document, node);
        break;
    case KEUR_NODE_CODE_BLOCK:
        add_fence_id(document, node);
        break;
    case KEUR_NODE_CODE:
    case KEUR_NODE_EMPHASIS:
    case KEUR_NODE_STRONG:
    case KEUR_NODE_LINK:
    case KEUR_NODE_IMAGE:
        add_element_id(document, node);
        break;
    case KEUR_NODE_TEXT:
        add_icon_ids(document, node);
        break;
    default:
        break;
    }
}

/* ---- Raw HTML ---- */

static void add_html_ids(struct keur_document *document, const struct keur_node *node)
{
    struct html_attribute attribute = {.tag = TEXT("")};
    size_t at = node->span.begin;

    while (html_next_attribute(document->source, node->span, &at, &attribute)) {
        bool is_id = html_name_is(attribute.name, "id") ||
                     (html_name_is(attribute.name, "name") && html_name_is(attribute.tag, "a"));
        if (is_id && attribute.value.end > attribute.value.begin)
            mark_add(document, KEUR_MARK_ID, attribute.value, attribute.value, TEXT(""));
    }
}

/* Comments whose first word begins with a letter: hooks of the site may know the word. */
static void add_directives(struct keur_document *document, const struct keur_node *node)
{
    struct keur_text source = document->source;
    struct keur_span comment;
    size_t at = node->span.begin;

    while (html_next_comment(source, node->span, &at, &comment)) {
        if (comment.end - comment.begin < strlen("<!---->"))
            continue;
        size_t end = comment.end - strlen("-->");
        struct keur_text text = trimmed(document, comment.begin + strlen("<!--"), end);
        struct keur_span name = {(size_t)(text.bytes - source.bytes), 0};
        for (name.end = name.begin; name.end < name.begin + text.length; name.end++)
            if (is_space(source.bytes[name.end]))
                break;
        if (text.length > 0 && is_letter(text.bytes[0]))
            mark_add(document, KEUR_MARK_DIRECTIVE, comment, name,
                     trimmed(document, name.end, end));
    }
}

/* ---- Abbreviations and footnotes ---- */

/* A definition: "*[name]: text" or "[^name]: text"; `open` is what stands before the name. */
static void add_definition(struct keur_document *document, const struct keur_node *node,
                           enum keur_mark_kind kind, size_t open)
{
    struct keur_text text = text_slice(document->source, 0, node->span.end);
    size_t begin = node->span.begin + open;
    size_t end = text_find(text, ']', begin);

    if (end + 1 < text.length && text.bytes[end + 1] == ':')
        mark_add(document, kind, node->span, (struct keur_span){begin, end},
                 trimmed(document, end + 2, node->span.end));
}

/* Length of "[^name]" at `at`; 0 when there is none. */
static size_t footnote_use_at(struct keur_text source, size_t at)
{
    size_t end = at + 2;

    if (!text_starts_with(text_slice(source, at, at + 2), "[^"))
        return 0;
    while (end < source.length && strchr(" \t\r\n[]", source.bytes[end]) == NULL)
        end++;
    return end > at + 2 && end < source.length && source.bytes[end] == ']' ? end + 1 - at : 0;
}

/* A use begins in a text node; libcmark may cut it into several. */
static void add_footnote_uses(struct keur_document *document, const struct keur_node *node)
{
    struct keur_text text = text_slice(document->source, 0, node->span.end);
    size_t at = node->span.begin;

    for (; (at = text_find(text, '[', at)) < text.length; at++) {
        size_t length = footnote_use_at(document->source, at);
        bool is_escaped = at > 0 && text.bytes[at - 1] == '\\';
        if (length > 0 && !is_escaped)
            mark_add(document, KEUR_MARK_FOOTNOTE_USE, (struct keur_span){at, at + length},
                     (struct keur_span){at + 2, at + length - 1}, TEXT(""));
    }
}

static void node_marks(struct keur_document *document, const struct keur_node *node)
{
    switch ((int)node->kind) {
    case KEUR_NODE_HTML:
    case KEUR_NODE_HTML_BLOCK:
        add_html_ids(document, node);
        add_directives(document, node);
        break;
    case KEUR_NODE_ABBREVIATION:
        add_definition(document, node, KEUR_MARK_ABBREVIATION, strlen("*["));
        break;
    case KEUR_NODE_FOOTNOTE:
        add_definition(document, node, KEUR_MARK_FOOTNOTE, strlen("[^"));
        break;
    default:
        break;
    }
}

/* ---- All of them, in reading order ---- */

static int mark_compare(const void *a, const void *b)
{
    const struct keur_mark *const *first = a;
    const struct keur_mark *const *second = b;
    size_t x = (*first)->span.begin, y = (*second)->span.begin;

    return x != y ? (x > y) - (x < y)
                  : ((*first)->kind > (*second)->kind) - ((*first)->kind < (*second)->kind);
}

/* Whether there is a `second` behind a `first`, which is the less rare one. */
static bool holds(const struct keur_document *document, char first, char second)
{
    struct keur_text source = document->source;
    size_t at = 0;

    while ((at = text_find(source, second, at + 1)) < source.length)
        if (source.bytes[at - 1] == first)
            return true;
    return false;
}

/* Only nodes that a brace follows in, or directly behind, may have attributes. */
static void attributes_collect(struct keur_document *document)
{
    struct ahead brace = {0, 0};
    const struct keur_node *node = keur_root(document);

    while (node != NULL) {
        bool is_near =
            ahead_find(&brace, document->source, '{', node->span.begin) <= node->span.end;
        if (is_near)
            node_attributes(document, node);
        node = is_near ? keur_following(node) : keur_following_outside(node);
    }
}

void marks_collect(struct keur_document *document)
{
    const uint32_t kinds = KEUR_KIND(KEUR_NODE_HTML) | KEUR_KIND(KEUR_NODE_HTML_BLOCK) |
                           KEUR_KIND(KEUR_NODE_ABBREVIATION) | KEUR_KIND(KEUR_NODE_FOOTNOTE);
    const struct keur_node *node = NULL;

    if (attributes_are_read(document))
        attributes_collect(document);
    while ((node = keur_next_of(document, node, kinds)) != NULL)
        node_marks(document, node);
    if (footnotes_are_read(document) && holds(document, '[', '^'))
        while ((node = keur_next_of(document, node, KEUR_KIND(KEUR_NODE_TEXT))) != NULL)
            add_footnote_uses(document, node);
    if (is_python(document, EXTENSION_SNIPPETS) && holds(document, '8', '<'))
        snippets_collect(document);
    if (document->marks.count > 1)
        qsort(document->marks.items, document->marks.count, sizeof *document->marks.items,
              mark_compare);
}
