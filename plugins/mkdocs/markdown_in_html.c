/* Markdown in a raw HTML block is shown as it is written, unless the block says "markdown". */
#include <string.h>

#include "elements.h"
#include "mkdocs.h"

static bool is_outermost(const keur_document *document, const struct element *element)
{
    enum { MAX_INDENT = 3 };
    size_t line = keur_line_at(document, element->open.begin);
    bool is_first = text_begin(document, line) == element->open.begin;
    return element->is_block && element->around == NULL && !text_is_word(element->name, "pre") &&
           element->close.begin > element->open.end && is_first &&
           column_of(document, element->open.begin) <= MAX_INDENT;
}

static bool has_markdown_within(const struct elements *elements, size_t i)
{
    size_t end = elements->items[i].close.end;
    for (; i < elements->count && elements->items[i].open.begin < end; i++)
        if (elements->items[i].has_markdown)
            return true;
    return false;
}

/* What Markdown has that nobody writes for its own sake. */
static bool is_markup(const struct keur_node *node)
{
    switch ((int)node->kind) {
    case KEUR_NODE_HEADING:
    case KEUR_NODE_STRONG:
    case KEUR_NODE_LINK:
    case KEUR_NODE_IMAGE:
    case KEUR_NODE_LIST:
    case KEUR_NODE_TABLE:
    case KEUR_NODE_CONTAINER:
        return true;
    default:
        return false;
    }
}

/* ---- Text directly below the tag, which is HTML for CommonMark too ---- */

/* Behind a comment, or an element whose text is not for readers, or shown as it is; else behind the
 * tag. */
static size_t tag_or_element_end(struct keur_text source, size_t at, size_t end)
{
    static const struct {
        const char *opening, *closing;
    } raws[] = {
        {"<!--", "-->"},     {"<script", "</script"}, {"<style", "</style"},      {"<pre", "</pre"},
        {"<code", "</code"}, {"<svg", "</svg"},       {"<textarea", "</textarea"}};
    for (size_t i = 0; i < sizeof raws / sizeof *raws; i++) {
        if (!text_starts_with((struct keur_text){source.bytes + at, end - at}, raws[i].opening))
            continue;
        while (at < end &&
               !text_starts_with((struct keur_text){source.bytes + at, end - at}, raws[i].closing))
            at++;
        return at < end ? at + strlen(raws[i].closing) : end;
    }
    source.length = end;
    return text_find(source, '>', at) + 1;
}

static bool is_space(char byte)
{
    return strchr(" \t\r\n", byte) != NULL;
}

/* The length of "**bold**" or "[text](target)" at the beginning of a line's rest; 0 for others. */
static size_t written_length(struct keur_text line)
{
    enum { MOST_BYTES = 1000 };
    bool is_bold = text_starts_with(line, "**") && line.length > 4 && !is_space(line.bytes[2]) &&
                   line.bytes[2] != '*';
    const char *closing = is_bold ? "**" : "](";
    if (!is_bold && (line.length == 0 || line.bytes[0] != '['))
        return 0;
    line.length = line.length < MOST_BYTES ? line.length : MOST_BYTES;
    size_t from = is_bold ? 3 : 1;
    for (size_t at = from; (at = text_find(line, closing[0], at)) + 2 <= line.length; at++) {
        if (line.bytes[at + 1] != closing[1])
            continue;
        if (memchr(line.bytes + from, '<', at - from) != NULL)
            return 0;
        if (is_bold)
            return is_space(line.bytes[at - 1]) ? 0 : at + 2;
        size_t end = text_find(line, ')', at);
        return end < line.length ? end + 1 : 0;
    }
    return 0;
}

/* The first of these in the part of an element that CommonMark takes for HTML, which is in the
 * block; empty when there is none. */
static struct keur_span find_written(const keur_document *document, const struct element *element,
                                     const struct keur_node *block)
{
    struct keur_text source = keur_source(document);
    size_t end = element->close.begin;
    if (block == NULL || block->span.begin > element->open.begin)
        return (struct keur_span){0, 0};
    end = block->span.end < end ? block->span.end : end;
    for (size_t at = element->open.end; at < end;) {
        if (source.bytes[at] == '<') {
            at = tag_or_element_end(source, at, end);
            continue;
        }
        bool begins_word = is_space(source.bytes[at - 1]) || strchr("(>", source.bytes[at - 1]);
        struct keur_text rest = {source.bytes + at, end - at};
        rest.length = text_find(rest, '\n', 0);
        size_t length = begins_word ? written_length(rest) : 0;
        if (length > 0)
            return (struct keur_span){at, at + length};
        at++;
    }
    return (struct keur_span){0, 0};
}

/* ---- The check ---- */

static void report(keur_run *run, const struct element *element, struct keur_span span)
{
    struct keur_edit edit = {
        .span = {element->open.end - 1, element->open.end - 1},
        .replacement = {" markdown", 9},
        .safety = KEUR_UNSAFE,
    };
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
    keur_report_details(run, span, &details,
                        "the site shows this as it is written, because it stands in <%.*s>; "
                        "write <%.*s markdown>",
                        KEUR_ARGUMENT(element->name), KEUR_ARGUMENT(element->name));
}

static void check_markdown_in_html(keur_run *run, const keur_document *document)
{
    struct elements elements = elements_read(run, document);
    const struct keur_node *node = keur_root(document);
    const uint32_t html = KEUR_KIND(KEUR_NODE_HTML_BLOCK);
    const struct keur_node *block = elements.count == 0 ? NULL : keur_next_of(document, NULL, html);
    for (size_t i = 0; i < elements.count; i++) {
        const struct element *element = &elements.items[i];
        if (!is_outermost(document, element) || has_markdown_within(&elements, i))
            continue;
        while (block != NULL && block->span.end <= element->open.begin)
            block = keur_next_of(document, block, html);
        struct keur_span written = find_written(document, element, block);
        if (written.end > written.begin) {
            report(run, element, written);
            continue;
        }
        while (node != NULL && (node->span.begin < element->open.end || !is_markup(node)))
            node = keur_following(node);
        if (node == NULL || node->span.begin >= element->close.begin)
            continue;
        struct keur_span span = {node->span.begin,
                                 keur_line(document, line_of(document, node)).end};
        span.end = span.end < node->span.end ? span.end : node->span.end;
        report(run, element, span);
    }
}

const struct keur_check mkdocs_markdown_in_html = {
    .size = sizeof(struct keur_check),
    .id = "mkdocs/markdown-in-html",
    .summary = "A raw HTML block with Markdown in it says so.",
    .run = check_markdown_in_html,
};
