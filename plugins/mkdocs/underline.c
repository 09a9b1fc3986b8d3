/* A line of "---" or "===" underlines one line for Python-Markdown, whatever that line is, and is a
 * break below more than one. */
#include <string.h>

#include "mkdocs.h"

/* Nothing but these signs, from the margin on. */
static bool is_underline(const keur_document *document, size_t line)
{
    struct keur_text text = keur_slice(document, keur_line(document, line));
    size_t length = 0;
    while (length < text.length && strchr("-=", text.bytes[length]) != NULL)
        length++;
    return length > 0 &&
           keur_text_trim((struct keur_text){text.bytes + length, text.length - length}).length ==
               0;
}

/* Whether the block in front is one line for Python-Markdown, with nothing directly above: fenced
 * code counts as a line. */
static bool is_one_line(const keur_document *document, const struct keur_node *before, size_t line)
{
    size_t first = before->kind == KEUR_NODE_CODE_BLOCK ? line_of(document, before) : line - 1;
    bool is_alone = first == 0 || line_is_blank(document, first - 1);
    return last_line_of(document, before) + 1 == line && is_alone;
}

static bool becomes_heading(const keur_document *document, const struct walk *walk)
{
    const struct keur_node *before = walk->before;
    bool takes = before != NULL &&
                 (before->kind == KEUR_NODE_LIST || before->kind == KEUR_NODE_BLOCK_QUOTE ||
                  before->kind == KEUR_NODE_CODE_BLOCK);
    size_t line = line_of(document, walk->node);
    return takes && is_underline(document, line) && is_one_line(document, before, line);
}

static void report_break(keur_run *run, const keur_document *document, struct keur_span dashes,
                         enum keur_safety safety)
{
    struct keur_edit edit = blank_line_above(run, document, keur_line_at(document, dashes.begin));
    edit.safety = safety;
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
    keur_report_details(
        run, dashes, &details,
        "these dashes make a heading of the line above them on the site; put an empty "
        "line between them");
}

/* What was meant as front matter, or is left of a merge: other rules speak. */
static bool is_other_matter(const keur_document *document, size_t first, size_t last)
{
    struct keur_text underline = keur_text_trim(keur_slice(document, keur_line(document, last)));
    bool is_front_matter = first == 1 && is_underline(document, 0);
    return is_front_matter || text_is(underline, "=======");
}

/* A sentence of a text, above what was meant as a break. */
static bool is_sentence(struct keur_text text)
{
    enum { LONG_FOR_HEADING = 60, TOO_LONG = 150 }; /* bytes */
    text = keur_text_trim(text);
    bool is_ended = text.length > 0 && strchr(".:;", text.bytes[text.length - 1]) != NULL;
    return text.length >= TOO_LONG || (is_ended && text.length >= LONG_FOR_HEADING);
}

static void check_heading(keur_run *run, const keur_document *document,
                          const struct keur_heading *heading)
{
    const struct keur_node *node = heading->node;
    if (!heading->is_setext)
        return;
    size_t first = line_of(document, node), last = last_line_of(document, node);
    struct keur_span span = {text_begin(document, last), keur_line(document, last).end};
    if (is_other_matter(document, first, last))
        return;
    if (last >= first + 2)
        keur_report(
            run, span,
            "the site underlines one line only, and shows no heading here; write the heading on "
            "one line, with %s in front",
            heading->level == 1 ? "#" : "##");
    else if (heading->level == 2 && is_sentence(keur_slice(document, node->content)))
        report_break(run, document, span, KEUR_UNSAFE);
}

static void check_underline(keur_run *run, const keur_document *document)
{
    const struct keur_heading *heading;
    for (size_t i = 0; (heading = keur_heading(document, i)) != NULL; i++)
        check_heading(run, document, heading);
    if (keur_next_of(document, NULL, KEUR_KIND(KEUR_NODE_THEMATIC_BREAK)) == NULL)
        return;
    for (struct walk walk = walk_begin(document); walk.node != NULL; walk_next(&walk))
        if (walk.node->kind == KEUR_NODE_THEMATIC_BREAK && becomes_heading(document, &walk))
            report_break(run, document, walk.node->span, KEUR_SAFE);
}

const struct keur_check mkdocs_underline = {
    .size = sizeof(struct keur_check),
    .id = "mkdocs/underline",
    .summary = "A line of dashes underlines what was meant.",
    .run = check_underline,
};
