/* A list directly below other text: Python-Markdown begins a list behind a blank line only, and
 * takes its lines for the text above. */
#include <string.h>

#include "mkdocs.h"
#include "survey.h"

/* A line of white space that is no blank to Markdown: a no-break space. */
static bool seems_blank(const keur_document *document, size_t line)
{
    struct keur_text text = keur_slice(document, keur_line(document, line));
    uint32_t code_point;
    for (size_t at = 0; at < text.length;) {
        at += keur_decode(text, at, &code_point);
        if (code_point != ' ' && strcmp(keur_category(code_point), "Zs") != 0)
            return false;
    }
    return true;
}

/* Does an extension begin lists below text? */
static bool is_breakless(const keur_run *run)
{
    return site_has(run, "mdx_breakless_lists");
}

static void report_space(keur_run *run, const keur_document *document, size_t line)
{
    struct keur_edit edit = {keur_line(document, line), {"", 0}, KEUR_SAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
    keur_report_details(run, edit.span, &details,
                        "the line above the list is not empty, but has a no-break space, and the "
                        "site shows the list as text; make it empty");
}

/* Lines of keys from the first of the document to a "---": front matter that lost its opening, of
 * which frontmatter/missing tells.  The line of the "---", else 0. */
static size_t lost_front_matter(const keur_document *document)
{
    size_t count = keur_line_count(document), line = 0;
    struct keur_text first = keur_slice(document, keur_line(document, 0));
    if (keur_front_matter(document)->state != KEUR_FRONT_MATTER_NONE ||
        text_find(first, ':', 0) + 1 >= first.length)
        return 0;
    while (line < count && !line_is_blank(document, line) &&
           !keur_text_equals(keur_text_trim(keur_slice(document, keur_line(document, line))),
                             (struct keur_text){"---", 3}))
        line++;
    return line < count && !line_is_blank(document, line) ? line : 0;
}

/* A `[` in the text above, and in the list the "](" of it: the site shows that link or image, whose
 * text has lines with markers. */
static bool is_in_brackets(const keur_document *document, const struct keur_node *before,
                           const struct keur_node *list)
{
    struct keur_text source = keur_source(document);
    size_t open = before->span.end, end = list->span.end, depth = 0;
    if (before->kind != KEUR_NODE_PARAGRAPH)
        return false;
    for (; open > before->span.begin && source.bytes[open - 1] != '['; open--)
        if (source.bytes[open - 1] == ']')
            return false;
    if (open == before->span.begin)
        return false;
    for (size_t at = list->span.begin; at + 1 < end; at++) {
        depth += source.bytes[at] == '[';
        if (source.bytes[at] == ']' && depth-- == 0)
            return source.bytes[at + 1] == '(' || source.bytes[at + 1] == '[';
    }
    return false;
}

static void report(keur_run *run, const keur_document *document, const struct keur_node *list,
                   const struct keur_node *before)
{
    if (seems_blank(document, line_of(document, list) - 1)) {
        report_space(run, document, line_of(document, list) - 1);
        return;
    }
    struct keur_edit edit = blank_line_above(run, document, line_of(document, list));
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
    struct keur_span marker = list_marker(document, list).span;
    if (before->kind == KEUR_NODE_TABLE)
        keur_report_details(
            run, marker, &details,
            "the list becomes rows of the table above it; put an empty line between "
            "them");
    else if (before->kind == KEUR_NODE_BLOCK_QUOTE)
        keur_report_details(
            run, marker, &details,
            "the list becomes text of the quote above it; put an empty line between "
            "them");
    else
        keur_report_details(
            run, marker, &details,
            "the list shows as text on the lines above it; put an empty line between "
            "them");
}

/* ---- Items below what belongs to the item before them ---- */

struct items {
    keur_run *run;
    const keur_document *document;
    struct chunk chunk;
    size_t begin, column; /* where the text of a chunk begins: the line that was asked for last */
    bool is_flattened;    /* the outermost list: mkdocs/list-indentation speaks */
};

static bool is_swallowed_item(struct items *items, const struct keur_node *item)
{
    const keur_document *document = items->document;
    chunk_reach(&items->chunk, document, line_of(document, item));
    if (items->chunk.begin >= items->chunk.line) /* nothing is above it in its chunk */
        return false;
    if (items->begin != items->chunk.begin || items->column == 0) {
        items->begin = items->chunk.begin;
        items->column = column_of(document, text_begin(document, items->begin));
    }
    /* Most lists begin at the margin. */
    size_t column = items->column == 0 ? 0 : column_of(document, item->span.begin);
    if (items->column <= column)
        return false;
    size_t base = block_base(document, item->parent);
    return items->column > base && column >= base &&
           chunk_swallows(&items->chunk, items->column - base, column - base);
}

static void check_item(struct items *items, const struct keur_node *item)
{
    const keur_document *document = items->document;
    if (!is_swallowed_item(items, item) || is_breakless(items->run))
        return;
    size_t line = line_of(document, item);
    struct keur_edit edit = blank_line_above(items->run, document, line);
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
    keur_report_details(items->run, list_marker(document, item).span, &details,
                        "the list item becomes part of the item above it on the site; put an empty "
                        "line between them");
    items->chunk.begin = line; /* the next items are below this one */
}

/* ---- Numbers above 1, which begin a list below text in no dialect ---- */

/* Of a line "3. text", or 0. */
static size_t number_of(const keur_document *document, size_t line)
{
    enum { DIGITS = 3 };
    struct keur_text text = keur_slice(
        document, (struct keur_span){text_begin(document, line), keur_line(document, line).end});
    size_t number = 0, at = 0;
    for (; at < text.length && at < DIGITS && text.bytes[at] >= '0' && text.bytes[at] <= '9'; at++)
        number = number * 10 + (size_t)(text.bytes[at] - '0');
    return at > 0 && at + 1 < text.length && text.bytes[at] == '.' && text.bytes[at + 1] == ' '
               ? number
               : 0;
}

/* The number that would come next; 0 when it is no numbered list. */
static size_t number_behind(const keur_document *document, const struct keur_node *list)
{
    size_t next = 0;
    if (list == NULL || list->kind != KEUR_NODE_LIST || list->level == 0)
        return 0;
    for (const struct keur_node *item = list->first_child; item != NULL; item = item->next)
        next = list_marker(document, item).number + 1;
    return next;
}

/* "Text", "3. c", "4. d" on three lines, or one line with the number that is next in the list above
 * the text. */
static void check_numbered_lines(keur_run *run, const keur_document *document,
                                 const struct walk *walk)
{
    const struct keur_node *paragraph = walk->node;
    struct keur_text text = keur_slice(document, paragraph->span);
    size_t begun = 0, number = 0;
    if (paragraph->parent->kind == KEUR_NODE_ITEM || text_find(text, '\n', 0) == text.length)
        return;
    size_t last = last_line_of(document, paragraph);
    for (size_t line = line_of(document, paragraph) + 1; line <= last; line++) {
        size_t here = number_of(document, line);
        if (here < 2)
            continue;
        if (((begun > 0 && here == number + 1) ||
             (begun == 0 && here == number_behind(document, walk->before))) &&
            !is_breakless(run)) {
            size_t from = text_begin(document, begun > 0 ? begun : line);
            size_t end = text_find(keur_source(document), '.', from) + 1;
            keur_report(run, (struct keur_span){from, end},
                        "the numbers show as text on the line above them; put an empty line "
                        "between them, and number from 1");
            return;
        }
        begun = line;
        number = here;
    }
}

static void check_list_without_blank_line(keur_run *run, const keur_document *document)
{
    struct walk walk = walk_begin(document);
    const struct survey *survey = survey_of(run, document);
    struct items items = {.run = run, .document = document};
    if (survey->list_count == 0)
        return;
    size_t begin = lost_front_matter(document);
    for (size_t i = 0; walk.node != NULL;) {
        const struct keur_node *node = walk.node;
        struct list *list = node->kind == KEUR_NODE_LIST ? &survey->lists[i++] : NULL;
        if (list != NULL && (list->is_unknown || list->is_swallowed)) {
            if (!list->is_unknown && !is_breakless(run) && line_of(document, node) >= begin &&
                !is_in_brackets(document, walk.before, node))
                report(run, document, node, walk.before);
            i = survey_behind_list(survey, i - 1);
            walk_next_outside(&walk); /* what is nested in it is text too */
            continue;
        }
        if (node->kind == KEUR_NODE_PARAGRAPH)
            check_numbered_lines(run, document, &walk);
        if (list != NULL && node->parent->kind != KEUR_NODE_ITEM)
            items.is_flattened = list_is_flattened(run, document, list);
        if (node->kind == KEUR_NODE_ITEM && walk.before != NULL && !items.is_flattened)
            check_item(&items, node);
        walk_next_block(&walk);
    }
}

const struct keur_check mkdocs_list_without_blank_line = {
    .size = sizeof(struct keur_check),
    .id = "mkdocs/list-without-blank-line",
    .summary = "A list has a blank line above it, so that the site shows a list.",
    .run = check_list_without_blank_line,
};
