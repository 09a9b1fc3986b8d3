/* Markdown in a raw HTML block is shown as it is written, unless the block says "markdown". */
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

static void check_markdown_in_html(keur_run *run, const keur_document *document)
{
    struct elements elements = elements_read(run, document);
    const struct keur_node *node = keur_root(document);
    for (size_t i = 0; i < elements.count; i++) {
        const struct element *element = &elements.items[i];
        if (!is_outermost(document, element) || has_markdown_within(&elements, i))
            continue;
        while (node != NULL && (node->span.begin < element->open.end || !is_markup(node)))
            node = keur_following(node);
        if (node == NULL || node->span.begin >= element->close.begin)
            continue;
        struct keur_edit edit = {
            .span = {element->open.end - 1, element->open.end - 1},
            .replacement = {" markdown", 9},
            .safety = KEUR_UNSAFE,
        };
        struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
        struct keur_span span = {node->span.begin,
                                 keur_line(document, line_of(document, node)).end};
        span.end = span.end < node->span.end ? span.end : node->span.end;
        keur_report_details(run, span, &details,
                            "the site shows this as it is written, because it stands in <%.*s>; "
                            "write <%.*s markdown>",
                            KEUR_ARGUMENT(element->name), KEUR_ARGUMENT(element->name));
    }
}

const struct keur_check mkdocs_markdown_in_html = {
    .size = sizeof(struct keur_check),
    .id = "mkdocs/markdown-in-html",
    .summary = "A raw HTML block with Markdown in it says so.",
    .run = check_markdown_in_html,
};
