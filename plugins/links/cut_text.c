/* The text of a link or an image that a new block cuts: a blank line, or a line that begins with
 * the sign of a list item, a heading or a quote. */
#include <string.h>

#include "malformed_forms.h"

/* Where the last `[` of these bytes stands that no `]` ends; `begin` when there is none. */
static size_t find_open_bracket(struct keur_text source, size_t begin, size_t end)
{
    size_t closed = 0;

    for (size_t at = end; at > begin + 1; at--) {
        char c = source.bytes[at - 1];

        if (source.bytes[at - 2] == '\\')
            continue;
        if (c == ']')
            closed++;
        else if (c == '[' && closed-- == 0)
            return at - 1;
    }
    return source.bytes[begin] == '[' && closed == 0 && end > begin ? begin : SIZE_MAX;
}

static void set_cut(struct malformed *found, struct keur_text source, size_t open,
                    enum malformed_kind kind)
{
    bool is_image = open > 0 && source.bytes[open - 1] == '!';

    found->kind = kind;
    found->span.begin = open - is_image;
    found->text.begin = open + 1;
}

/* ---- Blank lines ---- */

/* Quotes with a blank line between are one quote on the site. */
static bool is_next(const struct keur_node *above, const struct keur_node *block)
{
    const struct keur_node *quote = above->parent;

    return above->next == block ||
           (above->next == NULL && quote->kind == KEUR_NODE_BLOCK_QUOTE && quote->next != NULL &&
            quote->next->kind == KEUR_NODE_BLOCK_QUOTE && quote->next->first_child == block);
}

static bool find_blank_line(const keur_document *document, const struct keur_node *above,
                            const struct keur_node *block, struct malformed *found)
{
    struct keur_text source = keur_source(document);
    bool is_near = above != NULL && above->kind == KEUR_NODE_PARAGRAPH &&
                   block->kind == KEUR_NODE_PARAGRAPH && is_next(above, block);
    size_t open =
        is_near ? find_open_bracket(source, above->content.begin, above->content.end) : SIZE_MAX;

    if (open == SIZE_MAX)
        return false;
    set_cut(found, source, open, MALFORMED_BLANK_LINE);
    malformed_add_edit(found, (struct keur_span){above->content.end, block->content.begin}, " ",
                       found->span.begin < open ? KEUR_SAFE : KEUR_UNSAFE);
    return true;
}

/* ---- Signs ---- */

static bool is_blank_line(const keur_document *document, size_t line)
{
    struct keur_text text = keur_slice(document, keur_line(document, line));
    size_t at = 0;

    while (at < text.length && strchr(" \t>", text.bytes[at]) != NULL)
        at++;
    return at == text.length;
}

/* Where the lines begin that no blank line parts from `line`; no text is longer. */
static size_t chunk_begin(const keur_document *document, size_t line)
{
    enum { MOST_LINES = 50 };
    size_t first = line > MOST_LINES ? line - MOST_LINES : 0;

    while (line > first && !is_blank_line(document, line - 1))
        line--;
    return keur_line(document, line).begin;
}

/* What stands before the text of a block on its line: "-", "1.", "#". */
static struct keur_text sign_of(const keur_document *document, const struct keur_node *block)
{
    size_t begin = keur_line(document, keur_line_at(document, block->content.begin)).begin;
    struct keur_text sign =
        keur_text_trim(keur_slice(document, (struct keur_span){begin, block->content.begin}));

    for (size_t i = 0; i < sign.length; i++)
        if (strchr("-+*>#.) \t0123456789", sign.bytes[i]) == NULL)
            return (struct keur_text){"", 0};
    return sign;
}

/* Python-Markdown begins no list below a text: the paragraph goes on, and with it the link. */
static bool is_list_below(const keur_document *document, const struct keur_node *paragraph,
                          const struct keur_node *block)
{
    bool is_first_in_item =
        paragraph->parent->kind == KEUR_NODE_ITEM && paragraph->parent->first_child == paragraph;
    const struct keur_node *list = paragraph->next;

    return keur_dialect(document) == KEUR_DIALECT_PYTHON_MARKDOWN && !is_first_in_item &&
           list != NULL && list->kind == KEUR_NODE_LIST && list->span.begin <= block->span.begin &&
           block->span.end <= list->span.end;
}

static enum cut find_sign(const keur_document *document, const struct keur_node *block,
                          struct malformed *found)
{
    struct keur_text source = keur_source(document), sign = sign_of(document, block);
    size_t line = keur_line_at(document, block->content.begin);

    if (sign.length == 0 || line == 0)
        return CUT_NONE;
    size_t last = line - 1;
    while (last > 0 && is_blank_line(document, last))
        last--;
    size_t end = keur_line(document, last).end;
    size_t open = find_open_bracket(source, chunk_begin(document, last), end);
    const struct keur_node *node = open == SIZE_MAX ? NULL : keur_node_at(document, open);
    if (node == NULL || node->kind != KEUR_NODE_TEXT)
        return CUT_NONE;
    while (node != NULL && node->kind >= KEUR_NODE_TEXT)
        node = node->parent;
    if (node == NULL || node->kind != KEUR_NODE_PARAGRAPH)
        return CUT_NONE;
    if (last + 1 == line && is_list_below(document, node, block))
        return CUT_SHOWN;
    set_cut(found, source, open, MALFORMED_SIGN);
    found->sign = sign;
    malformed_add_edit(found, (struct keur_span){end, block->content.begin}, " ", KEUR_UNSAFE);
    return CUT_FOUND;
}

enum cut form_cut(const keur_document *document, const struct keur_node *above,
                  const struct keur_node *block, struct malformed *found)
{
    return find_blank_line(document, above, block, found) ? CUT_FOUND
                                                          : find_sign(document, block, found);
}
