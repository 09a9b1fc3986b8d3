/* Lists as Python-Markdown sees them: a nested list, and whatever else belongs to an item, is
 * indented by 4 columns for each level, and a list needs a blank line above. */
#include <string.h>

#include "mkdocs.h"

size_t block_base(const keur_document *document, const struct keur_node *block)
{
    const struct keur_node *around = block->parent;
    while (around->kind == KEUR_NODE_ITEM || around->kind == KEUR_NODE_LIST)
        around = around->parent;
    size_t column = column_of(document, around->span.begin);
    bool is_block = false;
    switch ((int)around->kind) {
    case KEUR_NODE_CONTAINER:
        is_block = text_starts_with(keur_slice(document, around->span), "///");
        return is_block ? column : column + TAB_LENGTH;
    case KEUR_NODE_FOOTNOTE:
        return column + TAB_LENGTH;
    case KEUR_NODE_BLOCK_QUOTE:
        return column + 2; /* "> " */
    default:
        return 0;
    }
}

/* What takes the line below for its own, if the line does not begin something else. */
static bool swallows(const struct keur_node *block)
{
    switch ((int)block->kind) {
    case KEUR_NODE_PARAGRAPH:
    case KEUR_NODE_BLOCK_QUOTE:
    case KEUR_NODE_TABLE:
    case KEUR_NODE_FOOTNOTE:
    case KEUR_NODE_CODE_BLOCK: /* fenced; behind an indented one there is no list without blank */
        return true;
    default:
        return false;
    }
}

/* What a merge left behind is no quote that somebody wrote. */
static bool is_conflict(const keur_document *document, size_t line)
{
    return text_starts_with(keur_slice(document, keur_line(document, line)), ">>>>>>> ");
}

bool list_is_swallowed(const keur_document *document, const struct keur_node *list,
                       const struct keur_node *before)
{
    if (before == NULL || !swallows(before) ||
        last_line_of(document, before) + 1 != line_of(document, list) ||
        is_conflict(document, line_of(document, list) - 1))
        return false;
    /* Below the text of an item, on the lines of its marker, a list is nested or made a sibling. */
    return !(list->parent->kind == KEUR_NODE_ITEM && before == list->parent->first_child &&
             line_of(document, before) == line_of(document, list->parent));
}

struct marker list_marker(const keur_document *document, const struct keur_node *item)
{
    struct keur_text text = keur_slice(document, item->span);
    struct marker marker = {.span = {item->span.begin, item->span.begin + 1}, .sign = '\0'};
    size_t at = 0;
    for (; at < text.length && text.bytes[at] >= '0' && text.bytes[at] <= '9'; at++)
        marker.number = marker.number * 10 + (size_t)(text.bytes[at] - '0');
    if (at < text.length) {
        marker.sign = text.bytes[at];
        marker.span.end = item->span.begin + at + 1;
    }
    return marker;
}

bool list_is_unknown(const keur_run *run, const keur_document *document,
                     const struct keur_node *list)
{
    return list->level == 1 && list_marker(document, list).sign == ')' &&
           !site_has(run, "pymdownx.fancylists");
}

void chunk_reach(struct chunk *chunk, const keur_document *document, size_t line)
{
    size_t begin = line;
    while (begin > chunk->line && !line_is_blank(document, begin - 1))
        begin--;
    if (begin > chunk->line)
        chunk->begin = begin;
    if (line > chunk->line)
        chunk->line = line;
}

bool chunk_swallows(const struct chunk *chunk, size_t chunk_column, size_t item_column)
{
    return chunk->begin < chunk->line && chunk_column / TAB_LENGTH > item_column / TAB_LENGTH;
}

struct keur_edit blank_line_above(keur_run *run, const keur_document *document, size_t line)
{
    size_t begin = keur_line(document, line).begin, quoted = begin;
    struct keur_text prefix =
        keur_slice(document, (struct keur_span){begin, text_begin(document, line)});
    for (size_t i = 0; i < prefix.length; i++)
        if (prefix.bytes[i] == '>')
            quoted = begin + i + 1;
    return (struct keur_edit){
        .span = {begin, begin},
        .replacement = keur_format(run, "%.*s%.*s", (int)(quoted - begin), prefix.bytes,
                                   KEUR_ARGUMENT(line_ending(document, line - 1))),
        .safety = KEUR_SAFE,
    };
}
