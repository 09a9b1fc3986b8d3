/* The body of a tab, an admonition or details is indented by 4; what is not, stands outside. */
#include "mkdocs.h"

struct body {
    keur_run *run;
    const keur_document *document;
    const struct keur_container *container;
    const struct keur_node *node, *next;
    size_t base; /* of the container's own line */
};

/* The lines of the block behind it move into the body. */
static void report_outside(const struct body *body, size_t column, enum keur_safety safety)
{
    const keur_document *document = body->document;
    size_t first = line_of(document, body->next), last = last_line_of(document, body->next);
    size_t lacks = body->base + TAB_LENGTH - column, count = 0;
    struct keur_edit *edits = keur_allocate(body->run, (last - first + 1) * sizeof *edits);
    for (size_t line = first; line <= last; line++)
        if (!line_is_blank(document, line))
            edits[count++] = indent_line(body->run, document, line, lacks);
    for (size_t i = 0; i < count; i++)
        edits[i].safety = safety;
    struct keur_span span = {body->next->span.begin, keur_line(document, first).end};
    struct keur_details details = {
        .size = sizeof details,
        .edits = edits,
        .edit_count = node_is_in(body->node, KEUR_NODE_BLOCK_QUOTE) ? 0 : count,
    };
    keur_report_details(body->run, span, &details,
                        "this stands outside the box on the site, because it is indented by %zu; "
                        "indent it by %zu more",
                        column - body->base, lacks);
}

static void report_empty(const struct body *body)
{
    if (body->container->kind == KEUR_CONTAINER_TAB)
        keur_report(body->run, body->container->header,
                    "the tab is empty on the site; indent what belongs in it by 4");
    else
        keur_report(body->run, body->container->header,
                    "there is nothing to unfold on the site; indent what belongs in it by 4");
}

/* "!!! tip", or "!!! tip "Mind"" with a title of a word or two: more is a box that says something.
 */
static bool is_label(struct keur_text title)
{
    size_t blanks = 0;
    title = keur_text_trim(title);
    for (size_t i = 0; i < title.length; i++)
        blanks += title.bytes[i] == ' ';
    return blanks < 2;
}

static void check_body(const struct body *body)
{
    const keur_document *document = body->document;
    bool is_empty = body->node->first_child == NULL;
    bool is_other =
        body->next != NULL && (body->next->kind == KEUR_NODE_CONTAINER ||
                               is_container_line(document, line_of(document, body->next)));
    if (body->next != NULL && !is_other) {
        size_t column = column_of(document, body->next->span.begin);
        bool is_below = line_of(document, body->next) == last_line_of(document, body->node) + 1;
        bool is_text =
            body->next->kind == KEUR_NODE_PARAGRAPH || body->next->kind == KEUR_NODE_LIST;
        if (column > body->base && column < body->base + TAB_LENGTH) {
            report_outside(body, column, KEUR_SAFE);
            return;
        }
        bool is_lost = is_below || (body->container->kind == KEUR_CONTAINER_ADMONITION &&
                                    is_label(body->container->title));
        if (is_empty && is_lost && is_text && column == body->base) {
            report_outside(body, column, KEUR_UNSAFE);
            return;
        }
    }
    /* A title alone is a box that says something; a tab or details alone are not. */
    if (is_empty && body->container->kind != KEUR_CONTAINER_ADMONITION)
        report_empty(body);
}

static void check_container_body(keur_run *run, const keur_document *document)
{
    const struct keur_container *container;
    for (size_t i = 0; (container = keur_container(document, i)) != NULL; i++) {
        const struct keur_node *node = container->node;
        struct body body = {run,  document,   container,
                            node, node->next, column_of(document, node->span.begin)};
        /* In list items mkdocs/list-indentation speaks. */
        if (container->kind != KEUR_CONTAINER_BLOCK && !node_is_in(node, KEUR_NODE_ITEM))
            check_body(&body);
    }
}

const struct keur_check mkdocs_container_body = {
    .size = sizeof(struct keur_check),
    .id = "mkdocs/container-body",
    .summary = "The body of a tab, an admonition or details is indented by 4.",
    .run = check_container_body,
};
