/* Measures inlines.  libcmark's tree says in which order what is there; a cursor over the content
 * finds each of them. */
#include <string.h>

#include "base/text.h"
#include "parse/content.h"
#include "parse/tree.h"

/* ---- Text, escapes, entities ---- */

static bool is_alphanumeric(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9');
}

static int digit_value(char byte, int base)
{
    int value = 99;

    if (byte >= '0' && byte <= '9')
        value = byte - '0';
    else if ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'f')
        value = (byte | 0x20) - 'a' + 10;
    return value < base ? value : -1;
}

static size_t utf8_length(uint32_t code_point)
{
    return code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
}

/* Length of "&#123;" or "&#x7b;" at `at`, and how many bytes it stands for; 0 when it is none. */
static size_t numeric_entity(struct keur_text source, size_t at, size_t *ret_bytes)
{
    enum { MAX_DECIMALS = 7, MAX_HEXADECIMALS = 6 };
    bool is_hexadecimal = at + 2 < source.length && (source.bytes[at + 2] | 0x20) == 'x';
    int base = is_hexadecimal ? 16 : 10;
    size_t begin = at + 2 + is_hexadecimal, end = begin;
    uint32_t code_point = 0;

    for (; end < source.length && digit_value(source.bytes[end], base) >= 0; end++)
        if (code_point < 0x110000)
            code_point =
                code_point * (uint32_t)base + (uint32_t)digit_value(source.bytes[end], base);
    size_t digits = end - begin;
    if (digits == 0 || digits > (is_hexadecimal ? MAX_HEXADECIMALS : MAX_DECIMALS) ||
        end >= source.length || source.bytes[end] != ';')
        return 0;
    bool is_valid =
        code_point != 0 && code_point < 0x110000 && (code_point < 0xD800 || code_point > 0xDFFF);
    *ret_bytes = utf8_length(is_valid ? code_point : 0xFFFD);
    return end + 1 - at;
}

/* Length of "&name;" at `at`; 0 when there is nothing of this form. */
static size_t named_entity(struct keur_text source, size_t at)
{
    enum { MAX_NAME = 31 };
    size_t end = at + 1;

    while (end < source.length && end - at <= MAX_NAME && is_alphanumeric(source.bytes[end]))
        end++;
    bool is_named = end > at + 1 && end < source.length && source.bytes[end] == ';';
    return is_named ? end + 1 - at : 0;
}

/* Some names stand for two code points; these are the second ones. */
static bool is_second_code_point(uint32_t code_point)
{
    static const uint32_t seconds[] = {0x338, 0x20D2, 0x20E5, 0xFE00, 0x333, 0x331, 0x200A, 'j'};

    for (size_t i = 0; i < sizeof seconds / sizeof *seconds; i++)
        if (seconds[i] == code_point)
            return true;
    return false;
}

/* How many bytes of the text a named entity made.  Only libcmark has the list of names. */
static size_t named_entity_bytes(struct keur_text source, size_t behind, struct keur_text name,
                                 struct keur_text text, size_t text_at)
{
    uint32_t code_point;
    size_t first = keur_decode(text, text_at, &code_point);
    bool is_pair = code_point != 'f' || text_is(name, "&fjlig;");
    size_t second = first == 0 ? 0 : keur_decode(text, text_at + first, &code_point);

    if (second == 0 || !is_second_code_point(code_point) || !is_pair ||
        (code_point == 'j' && !text_is(name, "&fjlig;")))
        return first;
    struct keur_text next = text_slice(source, behind, behind + second);
    bool is_in_source =
        keur_text_equals(next, text_slice(text, text_at + first, text_at + first + second));
    return is_in_source ? first : first + second;
}

static bool entity_step(struct keur_text source, size_t *at, struct keur_text text, size_t *text_at)
{
    size_t bytes = 0, length = 0;

    if (*at + 1 < source.length && source.bytes[*at + 1] == '#') {
        length = numeric_entity(source, *at, &bytes);
    } else {
        length = named_entity(source, *at);
        struct keur_text name = text_slice(source, *at, *at + length);
        if (text.bytes[*text_at] != '&')
            bytes = named_entity_bytes(source, *at + length, name, text, *text_at);
        else if (text_is(name, "&amp;") || text_is(name, "&AMP;"))
            bytes = 1;
        else
            length = 0;
    }
    if (length == 0) {
        if (text.bytes[*text_at] != '&')
            return false;
        length = bytes = 1;
    }
    *at += length;
    *text_at += bytes;
    return *text_at <= text.length;
}

bool text_step(struct keur_text source, size_t *at, struct keur_text text, size_t *text_at)
{
    if (*at >= source.length)
        return false;
    if (source.bytes[*at] == '&')
        return entity_step(source, at, text, text_at);
    if (source.bytes[*at] == '\\' && *at + 1 < source.length &&
        is_punctuation(source.bytes[*at + 1]))
        ++*at;
    if (source.bytes[*at] != text.bytes[*text_at])
        return false;
    ++*at;
    ++*text_at;
    return true;
}

/* ---- The script ---- */

struct script {
    struct keur_document *document;
    struct content *content;
    size_t at;
};

static char byte_at(const struct script *script, size_t at)
{
    return at < script->content->length ? script->content->bytes[at] : '\0';
}

static struct keur_text content_bytes(const struct script *script)
{
    return (struct keur_text){script->content->bytes, script->content->length};
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* A span for [begin, the cursor) with its content between the delimiters. */
static void set_span(struct script *script, struct node *node, size_t begin, size_t delimiter)
{
    node->is.span = content_span(script->content, begin, script->at);
    node->is.content.begin = node->is.span.begin + delimiter;
    node->is.content.end = node->is.span.end - delimiter;
}

static bool text_measure(struct script *script, struct node *node)
{
    struct keur_text text = node->is.text, source = content_bytes(script);
    size_t begin = script->at, text_at = 0;
    bool is_literal = memchr(text.bytes, '\\', text.length) == NULL &&
                      memchr(text.bytes, '&', text.length) == NULL &&
                      keur_text_equals(text, text_slice(source, begin, begin + text.length));

    if (is_literal)
        script->at += text.length;
    else
        while (text_at < text.length)
            if (!text_step(source, &script->at, text, &text_at))
                return false;
    set_span(script, node, begin, 0);
    struct keur_text slice = keur_slice(script->document, node->is.span);
    node->is.text =
        keur_text_equals(slice, text) ? slice : arena_copy(script->document->arena, text);
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
        struct keur_text inside = keur_slice(script->document, node->is.content);
        node->is.text = keur_text_equals(inside, node->is.text)
                            ? inside
                            : arena_copy(script->document->arena, node->is.text);
        return true;
    }
    return false;
}

static bool html_measure(struct script *script, struct node *node)
{
    size_t begin = script->at, end = begin + node->is.text.length;

    if (!keur_text_equals(text_slice(content_bytes(script), begin, end), node->is.text))
        return false;
    script->at = end;
    set_span(script, node, begin, 0);
    node->is.text = content_text(script->content, script->document, begin, end);
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

static struct keur_text kept(struct script *script, struct keur_text text, struct keur_span span)
{
    struct keur_text slice = keur_slice(script->document, span);

    return keur_text_equals(slice, text) ? slice : arena_copy(script->document->arena, text);
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
    struct link_parts *link = arena_allocate(script->document->arena, sizeof *link);
    *link = (struct link_parts){
        .kind = KEUR_LINK_AUTOLINK,
        .text = node->is.content,
        .target = node->is.content,
        .target_text = kept(script, node->link->target_text, node->is.content),
        .title = TEXT(""),
    };
    node->link = link;
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
    struct link_parts *link = arena_allocate(document->arena, sizeof *link);

    if (byte_at(script, script->at) != ']')
        return false;
    node->is.content.end = content_place(script->content, script->at);
    script->at++;
    link->text = node->is.content;
    link_tail(script, node->is.content, link);
    node->is.span.end = content_place(script->content, script->at - 1) + 1;
    link->target_text = kept(script, node->link->target_text, link->target);
    link->title = kept(script, node->link->title, (struct keur_span){0, 0});
    link->attributes = (struct keur_span){node->is.span.end, node->is.span.end};
    if (attributes_are_read(document))
        link->attributes =
            attributes_at(document->source, node->is.span.end,
                          content_place(script->content, script->content->length - 1) + 1);
    node->link = link;
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

bool inlines_measure(struct reader *reader, struct node *leaf, struct content *content, size_t at)
{
    struct script script = {reader->document, content, at};

    return script_play(&script, leaf);
}

void inlines_take_as_text(struct reader *reader, struct node *leaf)
{
    struct keur_span whole = leaf->is.content;

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
