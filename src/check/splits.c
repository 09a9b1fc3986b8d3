/* keur/suppression-splits: a comment to keur on a line of its own that tears apart what it stands
 * in.
 */
#include "check/splits.h"

#include <string.h>

#include "base/text.h"
#include "check/suppressions.h"

/* ---- What is split ---- */

/* Python-Markdown takes a comment out of the text before it reads blocks, unless it is indented:
 * then it belongs to the text around it. */
static bool is_within_text(const keur_document *document, const struct comment *comment)
{
    enum { CODE_INDENTATION = 4 };
    struct keur_span line = keur_line(document, keur_line_at(document, comment->span.begin));
    size_t columns = 0;
    for (size_t at = line.begin; at < comment->span.begin; at++)
        columns += keur_source(document).bytes[at] == '\t' ? CODE_INDENTATION : 1;
    return keur_dialect(document) == KEUR_DIALECT_PYTHON_MARKDOWN && columns >= CODE_INDENTATION;
}

static char first_byte(const keur_document *document, const struct keur_node *node)
{
    struct keur_text text = keur_slice(document, node->span);
    return text.length > 0 ? *text.bytes : '\0';
}

static bool is_adjacent(const keur_document *document, size_t last_of_first, size_t second)
{
    return keur_line_at(document, last_of_first) + 1 == keur_line_at(document, second);
}

static bool begins_with_row(const keur_document *document, const struct keur_node *node)
{
    struct keur_span line = keur_line(document, keur_line_at(document, node->span.begin));
    struct keur_text row = keur_slice(document, line);
    return node->kind == KEUR_NODE_PARAGRAPH && text_find(row, '|', 0) < row.length;
}

/* What a comment between these two blocks tears apart; NULL for nothing. */
static const char *what_splits(const keur_document *document, const struct comment *comment,
                               const struct keur_node *before, const struct keur_node *behind)
{
    bool is_tight = is_adjacent(document, before->span.end - 1, comment->span.begin) &&
                    is_adjacent(document, comment->span.end - 1, behind->span.begin);
    if (is_tight && before->kind == KEUR_NODE_TABLE && begins_with_row(document, behind))
        return "table";
    if (is_within_text(document, comment))
        return NULL;
    if (before->kind == KEUR_NODE_LIST && behind->kind == KEUR_NODE_LIST &&
        before->level == behind->level &&
        (before->level == 1 || first_byte(document, before) == first_byte(document, behind)))
        return "list";
    if (is_tight && before->kind == KEUR_NODE_PARAGRAPH && behind->kind == KEUR_NODE_PARAGRAPH)
        return "paragraph";
    return NULL;
}

/* ---- Where the comment may stand ---- */

/* At the end of the line, no inline goes on to the next one, and what it is in is text. */
static bool ends_in_text(const keur_document *document, size_t end)
{
    const struct keur_node *node = keur_node_at(document, end - 1);
    for (; node != NULL && node->kind >= KEUR_NODE_TEXT; node = node->parent)
        if (node->span.end > end)
            return false;
    return node != NULL &&
           (node->kind == KEUR_NODE_PARAGRAPH || node->kind == KEUR_NODE_TABLE_CELL ||
            node->kind == KEUR_NODE_TABLE_ROW || node->kind == KEUR_NODE_TABLE);
}

static bool is_delimiter_row(struct keur_text text)
{
    for (size_t i = 0; i < text.length; i++)
        if (strchr("|-: \t", text.bytes[i]) == NULL)
            return false;
    return true;
}

static struct keur_text trim_end(struct keur_text text)
{
    while (text.length > 0 && strchr(" \t\r", text.bytes[text.length - 1]) != NULL)
        text.length--;
    return text;
}

/* Behind the text of a line, in a row behind that of its last cell; SIZE_MAX where a comment would
 * not stay one, or take something else its meaning. */
static size_t place_in_line(const keur_document *document, size_t line, struct keur_text comment)
{
    struct keur_span span = keur_line(document, line);
    struct keur_text text = keur_slice(document, span);
    bool is_row = text_find(text, '|', 0) < text.length;
    text = trim_end(text);
    if (text.length == 0 || is_delimiter_row(text) || strchr("\\}", text.bytes[text.length - 1]) ||
        (is_row && text_find(comment, '|', 0) < comment.length) ||
        !ends_in_text(document, span.begin + text.length))
        return SIZE_MAX;
    if (!is_row || text.bytes[text.length - 1] != '|')
        return span.begin + text.length;
    text = trim_end(text_slice(text, 0, text.length - 1));
    bool is_escaped = text.length > 0 && text.bytes[text.length - 1] == '\\';
    return text.length == 0 || is_escaped ? SIZE_MAX : span.begin + text.length;
}

/* ---- The finding ---- */

static bool is_empty_line(const keur_document *document, size_t line)
{
    return keur_text_trim(keur_slice(document, keur_line(document, line))).length == 0;
}

/* The lines of the comment, and the empty line below where there is one above too. */
static struct keur_span lines_of_comment(const keur_document *document,
                                         const struct comment *comment)
{
    size_t first = keur_line_at(document, comment->span.begin);
    size_t below = keur_line_at(document, comment->span.end) + 1;
    if (is_empty_line(document, first - 1) && is_empty_line(document, below))
        below++;
    return (struct keur_span){keur_line(document, first).begin, keur_line(document, below).begin};
}

/* A comment for what follows moves to the line below and speaks of that; one that begins or ends
 * something moves to the line above, where nothing stands between. */
static void report_split(keur_run *run, const keur_document *document,
                         const struct comment *comment, struct keur_span lines, const char *split)
{
    bool is_next = comment->form == COMMENT_NEXT || comment->form == COMMENT_LINE;
    size_t line = keur_line_at(document, is_next ? lines.end : lines.begin);
    struct keur_text text = keur_slice(document, comment->span);
    size_t place = text_find(text, '\n', 0) < text.length || comment->form == COMMENT_LINE
                       ? SIZE_MAX
                       : place_in_line(document, line, text);
    struct keur_text word =
        is_next ? TEXT("keur-disable-line") : keur_slice(document, comment->word);
    size_t before = comment->word.begin - comment->span.begin;
    size_t behind = comment->word.end - comment->span.begin;
    struct keur_edit edits[] = {
        {lines_of_comment(document, comment), TEXT(""), KEUR_SAFE},
        {{place, place},
         keur_format(run, " %.*s%.*s%.*s", (int)before, text.bytes, KEUR_ARGUMENT(word),
                     (int)(text.length - behind), text.bytes + behind),
         KEUR_SAFE},
    };
    struct keur_details details = {.size = sizeof details, .edits = edits, .edit_count = 2};
    if (place == SIZE_MAX)
        details.edit_count = 0;
    if (is_next)
        keur_report_details(run, comment->span, &details,
                            "this line splits the %s on the published page: put the comment at the "
                            "end of a line of the %s, as keur-disable-line",
                            split, split);
    else
        keur_report_details(run, comment->span, &details,
                            "this line splits the %s on the published page: put the comment at the "
                            "end of the line above",
                            split);
}

void splits_report(keur_run *run, const keur_document *document, const struct comments *comments)
{
    for (size_t i = 0; i < comments->count; i++) {
        const struct comment *comment = &comments->items[i];
        const struct keur_node *node = comment_block(document, comment);
        if (node == NULL || node->kind != KEUR_NODE_HTML_BLOCK ||
            !comment_is_alone(document, comment))
            continue;
        const struct keur_node *before = node_before(node), *behind = node->next;
        const char *split = before == NULL || behind == NULL
                                ? NULL
                                : what_splits(document, comment, before, behind);
        if (split != NULL)
            report_split(run, document, comment,
                         (struct keur_span){before->span.end - 1, behind->span.begin}, split);
    }
}
