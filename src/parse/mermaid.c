/* Links in diagrams of Mermaid: click NODE href "address" "tooltip", where href may be left out.
 * https://mermaid.js.org/syntax/flowchart.html#interaction */
#include "base/text.h"
#include "parse/internal.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_mermaid(const struct keur_node *node)
{
    struct keur_text info = keur_text_trim(node->text);
    struct keur_text word = text_slice(info, 0, text_find(info, ' ', 0));

    return text_is(word, "mermaid") || text_is(info, "{ .mermaid }") || text_is(info, "{.mermaid}");
}

/* The next word on the line; *at moves behind it. */
static struct keur_text next_word(struct keur_text line, size_t *at)
{
    while (*at < line.length && is_blank(line.bytes[*at]))
        *at += 1;
    size_t begin = *at;
    while (*at < line.length && !is_blank(line.bytes[*at]))
        *at += 1;
    return text_slice(line, begin, *at);
}

/* Behind indentation and the prefixes of quotes. */
static size_t content_begin(struct keur_text line)
{
    size_t at = 0;

    while (at < line.length && (is_blank(line.bytes[at]) || line.bytes[at] == '>'))
        at++;
    return at;
}

/* The quoted address; what follows a node's name without quotes is a function. */
static bool find_address(struct keur_text line, size_t *at, struct keur_span *ret_address)
{
    size_t behind_node = *at;

    if (text_is(next_word(line, at), "href"))
        behind_node = *at;
    *at = behind_node;
    while (*at < line.length && is_blank(line.bytes[*at]))
        *at += 1;
    if (*at >= line.length || line.bytes[*at] != '"')
        return false;
    size_t end = text_find(line, '"', *at + 1);
    *ret_address = (struct keur_span){*at + 1, end};
    return end < line.length;
}

static void add_link(struct keur_document *document, const struct keur_node *node,
                     struct keur_span line_span)
{
    struct keur_text line = keur_slice(document, line_span);
    size_t begin = content_begin(line), at = begin;
    struct keur_span address;

    if (!text_is(next_word(line, &at), "click") || next_word(line, &at).length == 0 ||
        !find_address(line, &at, &address))
        return;
    struct keur_link *link = arena_allocate(document->arena, sizeof *link);
    size_t end = line_span.begin + address.end + 1;
    *link = (struct keur_link){
        .kind = KEUR_LINK_MERMAID,
        .node = node,
        .span = {line_span.begin + begin, end},
        .text_span = {end, end},
        .text = TEXT(""),
        .target_span = {line_span.begin + address.begin, line_span.begin + address.end},
        .target = text_slice(line, address.begin, address.end),
        .title = TEXT(""),
        .attributes = {end, end},
        .element = {end, end},
    };
    document_list_add(document, &document->links, link);
}

void mermaid_links(struct keur_document *document, const struct keur_node *node)
{
    if (!is_mermaid(node))
        return;
    size_t last = keur_line_at(document, node->span.end);

    for (size_t i = keur_line_at(document, node->span.begin) + 1; i <= last; i++) {
        struct keur_span line = keur_line(document, i);
        if (line.end <= node->span.end)
            add_link(document, node, line);
    }
}
