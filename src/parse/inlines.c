/* Measures inlines.  libcmark's tree says in which order what is there; a cursor over the content
 * finds each of them. */
#include <string.h>

#include "base/text.h"
#include "parse/content.h"
#include "parse/tree.h"

struct script {
    struct reader *reader;
    struct keur_document *document;
    struct content *content;
    size_t at;
    bool is_literal; /* there are no escapes and no entities */
};

static char byte_at(const struct script *script, size_t at)
{
    return at < script->content->length ? script->content->bytes[at] : '\0';
}

static struct keur_text content_bytes(const struct script *script)
{
    return (struct keur_text){script->content->bytes, script->content->length};
}

/* A span for [begin, the cursor) with its content between the delimiters. */
static void set_span(struct script *script, struct node *node, size_t begin, size_t delimiter)
{
    node->is.span = content_span(script->content, begin, script->at);
    node->is.content.begin = node->is.span.begin + delimiter;
    node->is.content.end = node->is.span.end - delimiter;
}

/* The bytes of the file where they are the same. */
static struct keur_text kept(struct script *script, struct keur_text text, struct keur_span span)
{
    struct keur_text slice = keur_slice(script->document, span);

    return keur_text_equals(slice, text) ? slice : arena_copy(script->document->arena, text);
}

static bool is_literal(const struct script *script, struct keur_text text)
{
    return script->is_literal || (memchr(text.bytes, '\\', text.length) == NULL &&
                                  memchr(text.bytes, '&', text.length) == NULL);
}

/* libcmark puts blanks for the rest of a tab in front of a line. */
static bool is_rest_of_tab(const struct script *script, size_t at, char byte)
{
    return is_blank(byte) && at > 0 && byte_at(script, at - 1) == '\n' &&
           byte_at(script, at) != byte;
}

/* Moves over what the text was made of. */
static bool text_take(struct script *script, struct keur_text text)
{
    size_t at = script->at, text_at = 0;

    while (text_at < text.length)
        if (!text_step(content_bytes(script), &at, text, &text_at))
            return false;
    script->at = at;
    return true;
}

/* The same without the blanks in front that stand for the rest of a tab. */
static bool text_take_behind_tab(struct script *script, struct keur_text *text)
{
    size_t blanks = 0;

    while (blanks < text->length && is_rest_of_tab(script, script->at, text->bytes[blanks]))
        blanks++;
    *text = text_slice(*text, blanks, text->length);
    return blanks > 0 && text_take(script, *text);
}

static bool text_measure(struct script *script, struct node *node)
{
    struct reader *reader = script->reader;
    struct keur_text text = node->is.text, source = content_bytes(script);
    size_t begin = script->at;
    bool is_same = text.length <= source.length - begin && is_literal(script, text) &&
                   memcmp(text.bytes, source.bytes + begin, text.length) == 0;

    if (is_same)
        script->at += text.length;
    else if (!text_take(script, text) && !text_take_behind_tab(script, &text))
        return false;
    set_span(script, node, begin, 0);
    struct keur_span span = node->is.span;
    node->is.text = is_same ? text_slice(script->document->source, span.begin, span.end)
                            : kept(script, text, span);
    if (ahead_find(&reader->bracket, script->document->source, ']', span.begin) < span.end)
        reader->has_loose_bracket = true;
    return true;
}

/* A run of backticks, up to the next run of the same length. */
static bool code_measure(struct script *script, struct node *node)
{
    const struct content *content = script->content;
    size_t begin = script->at, at = begin, length = 0;

    for (; at < content->length && content->bytes[at] == '`'; at++)
        length++;
    while (length > 0 && at < content->length) {
        const char *tick = memchr(content->bytes + at, '`', content->length - at);
        size_t run = 0;
        if (tick == NULL)
            return false;
        for (at = (size_t)(tick - content->bytes); byte_at(script, at) == '`'; at++)
            run++;
        if (run != length)
            continue;
        script->at = at;
        set_span(script, node, begin, length);
        node->is.text = kept(script, node->is.text, node->is.content);
        return true;
    }
    return false;
}

static bool html_measure(struct script *script, struct node *node)
{
    struct keur_text text = node->is.text;
    size_t begin = script->at, at = begin;

    for (size_t i = 0; i < text.length; i++)
        if (at < script->content->length && script->content->bytes[at] == text.bytes[i])
            at++;
        else if (!is_rest_of_tab(script, at, text.bytes[i]))
            return false;
    script->at = at;
    set_span(script, node, begin, 0);
    node->is.text = at - begin == text.length
                        ? content_text(script->content, script->document, begin, at)
                        : arena_copy(script->document->arena, text);
    return true;
}

/* The end of a line with the blanks or the backslash in front.  Lazy lines keep their indentation;
 * behind a backslash libcmark takes it for text. */
static bool break_measure(struct script *script, struct node *node)
{
    size_t begin = script->at, at = begin;
    bool is_escaped = node->is.kind == KEUR_NODE_LINE_BREAK && byte_at(script, at) == '\\';

    if (is_escaped)
        at++;
    while (byte_at(script, at) != '\n' && byte_at(script, at) <= ' ' && byte_at(script, at) >= '\t')
        at++;
    if (byte_at(script, at) != '\n')
        return false;
    struct keur_text source = script->document->source;
    node->is.span.begin = content_place(script->content, begin);
    size_t end = content_place(script->content, at);
    node->is.span.end = end + 1;
    if (source.bytes[end] == '\r' && end + 1 < source.length && source.bytes[end + 1] == '\n')
        node->is.span.end++;
    node->is.content = node->is.span;
    script->at = at + 1;
    while (!is_escaped && is_blank(byte_at(script, script->at)))
        script->at++;
    return true;
}

/* <https://...>: no escapes within, and no other nodes. */
static bool autolink_measure(struct script *script, struct node *node)
{
    const struct content *content = script->content;
    size_t begin = script->at;
    const char *close = memchr(content->bytes + begin, '>', content->length - begin);

    if (close == NULL || node->first_child == NULL || node->is.kind != KEUR_NODE_LINK)
        return false;
    script->at = (size_t)(close - content->bytes) + 1;
    set_span(script, node, begin, 1);
    struct node *text = node->first_child;
    text->is.span = text->is.content = node->is.content;
    text->is.text = kept(script, text->is.text, text->is.span);
    *node->link = (struct link_parts){
        .kind = KEUR_LINK_AUTOLINK,
        .text = node->is.content,
        .target = node->is.content,
        .target_text = kept(script, node->link->target_text, node->is.content),
        .title = TEXT(""),
    };
    return true;
}

/* What follows the text of a link: a target, a label or nothing.  The cursor is behind the text's
 * bracket. */
static void link_tail(struct script *script, struct keur_span text, struct link_parts *link)
{
    struct content *content = script->content;
    struct scanned_link inline_link;
    struct keur_span label;
    size_t end = scan_inline_link(content, script->at, &inline_link);

    if (end != SIZE_MAX) {
        script->at = end;
        link->kind = KEUR_LINK_INLINE;
        link->target = content_span(content, inline_link.target.begin, inline_link.target.end);
        return;
    }
    end = scan_label(content, script->at, &label);
    link->kind = KEUR_LINK_SHORTCUT;
    link->target = text;
    if (end == SIZE_MAX)
        return;
    script->at = end;
    link->kind = KEUR_LINK_COLLAPSED;
    if (label.end > label.begin) {
        link->kind = KEUR_LINK_FULL;
        link->target = content_span(content, label.begin, label.end);
    }
}

static bool link_leave(struct script *script, struct node *node)
{
    struct keur_document *document = script->document;
    struct link_parts *link = node->link;

    if (byte_at(script, script->at) != ']')
        return false;
    node->is.content.end = content_place(script->content, script->at);
    script->at++;
    link->text = node->is.content;
    link_tail(script, node->is.content, link);
    node->is.span.end = content_place(script->content, script->at - 1) + 1;
    link->target_text = kept(script, link->target_text, link->target);
    link->title = kept(script, link->title, (struct keur_span){0, 0});
    link->attributes = (struct keur_span){node->is.span.end, node->is.span.end};
    if (attributes_are_read(document))
        link->attributes =
            attributes_at(document->source, node->is.span.end,
                          content_place(script->content, script->content->length - 1) + 1);
    return true;
}

static bool delimiter_enter(struct script *script, struct node *node, size_t length)
{
    char sign = byte_at(script, script->at);
    bool is_link = node->is.kind == KEUR_NODE_LINK || node->is.kind == KEUR_NODE_IMAGE;

    if (is_link ? byte_at(script, script->at + length - 1) != '[' || (length > 1 && sign != '!')
                : sign != '*' && sign != '_')
        return false;
    if (script->at + length > script->content->length)
        return false;
    node->is.span.begin = content_place(script->content, script->at);
    node->is.content.begin = node->is.span.begin + length;
    script->at += length;
    return true;
}

static bool delimiter_leave(struct script *script, struct node *node, size_t length)
{
    char sign = script->document->source.bytes[node->is.span.begin];

    for (size_t i = 0; i < length; i++)
        if (byte_at(script, script->at + i) != sign)
            return false;
    node->is.content.end = content_place(script->content, script->at);
    script->at += length;
    node->is.span.end = node->is.content.end + length;
    return true;
}

static bool enter(struct script *script, struct node *node)
{
    switch ((int)node->is.kind) {
    case KEUR_NODE_TEXT:
        return text_measure(script, node);
    case KEUR_NODE_CODE:
        return code_measure(script, node);
    case KEUR_NODE_HTML:
        return html_measure(script, node);
    case KEUR_NODE_SOFT_BREAK:
    case KEUR_NODE_LINE_BREAK:
        return break_measure(script, node);
    case KEUR_NODE_LINK:
        if (byte_at(script, script->at) == '<')
            return autolink_measure(script, node);
        return delimiter_enter(script, node, 1);
    case KEUR_NODE_IMAGE:
    case KEUR_NODE_STRONG:
        return delimiter_enter(script, node, 2);
    default:
        return delimiter_enter(script, node, 1);
    }
}

static bool is_autolink(const struct node *node)
{
    return node->is.kind == KEUR_NODE_LINK && node->link->kind == KEUR_LINK_AUTOLINK;
}

static bool leave(struct script *script, struct node *node)
{
    switch ((int)node->is.kind) {
    case KEUR_NODE_EMPHASIS:
        return delimiter_leave(script, node, 1);
    case KEUR_NODE_STRONG:
        return delimiter_leave(script, node, 2);
    case KEUR_NODE_IMAGE:
        return link_leave(script, node);
    case KEUR_NODE_LINK:
        return is_autolink(node) || link_leave(script, node);
    default:
        return true;
    }
}

static bool script_play(struct script *script, struct node *leaf)
{
    struct node *node = leaf->first_child;

    while (node != NULL) {
        if (!enter(script, node))
            return false;
        if (node->first_child != NULL && !is_autolink(node)) {
            node = node->first_child;
            continue;
        }
        while (node != leaf) {
            if (!leave(script, node))
                return false;
            if (node->next != NULL)
                break;
            node = node->parent;
        }
        node = node == leaf ? NULL : node->next;
    }
    return script->at == script->content->length;
}

/* Most leaves are one text as it is in the source. */
static bool is_one_text(const struct node *leaf, const struct content *content, size_t at)
{
    const struct node *text = leaf->first_child;
    size_t length = content->length - at;

    return text != NULL && text->next == NULL && text->is.kind == KEUR_NODE_TEXT &&
           content->begins == NULL && text->is.text.length == length &&
           memcmp(text->is.text.bytes, content->bytes + at, length) == 0;
}

static void set_one_text(struct reader *reader, struct node *text, struct keur_span span)
{
    struct keur_text source = reader->document->source;

    text->is.span = text->is.content = span;
    text->is.text = text_slice(source, span.begin, span.end);
    reader->has_loose_bracket = ahead_find(&reader->bracket, source, ']', span.begin) < span.end;
}

bool inlines_measure(struct reader *reader, struct node *leaf, struct content *content, size_t at)
{
    struct keur_text source = reader->document->source;

    if (is_one_text(leaf, content, at)) {
        set_one_text(reader, leaf->first_child, content_span(content, at, content->length));
        return true;
    }
    size_t begin = content->lines[0].begin, end = content->lines[content->line_count - 1].end;
    struct script script = {
        .reader = reader,
        .document = reader->document,
        .content = content,
        .at = at,
        .is_literal = ahead_find(&reader->backslash, source, '\\', begin) >= end &&
                      ahead_find(&reader->ampersand, source, '&', begin) >= end,
    };

    reader->has_loose_bracket = false;
    return script_play(&script, leaf);
}

void inlines_take_as_text(struct reader *reader, struct node *leaf)
{
    struct keur_span whole = leaf->is.content;

    reader->has_loose_bracket = true;
    leaf->first_child = leaf->last_child = NULL;
    for (size_t i = 0; i < leaf->line_count; i++) {
        struct keur_span span = leaf->lines[i];
        if (span.begin < whole.begin)
            span.begin = whole.begin;
        if (span.end > whole.end)
            span.end = whole.end;
        if (span.begin >= span.end)
            continue;
        struct node *text = node_new(reader->document, KEUR_NODE_TEXT, span);
        text->is.text = keur_slice(reader->document, span);
        node_append(leaf, text);
    }
}
