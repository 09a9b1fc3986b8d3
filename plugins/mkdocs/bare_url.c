/* An address in the text that nothing makes a link of: GitHub does, Python-Markdown does not. */
#include <string.h>

#include "mkdocs.h"
#include "survey.h"

/* Without the punctuation of the sentence around it. */
static size_t url_length(struct keur_text text)
{
    size_t length = 0;
    int open = 0;
    for (; length < text.length; length++) {
        char byte = text.bytes[length];
        if ((unsigned char)byte <= ' ' || strchr("<>\"`|", byte) != NULL)
            break;
        if (byte == ')' && open == 0)
            break;
        open += (byte == '(') - (byte == ')');
    }
    while (length > 0 && strchr(".,;:!?'*_)]", text.bytes[length - 1]) != NULL &&
           !(text.bytes[length - 1] == ')' && open == 0))
        length--;
    return length;
}

/* Broken links, whose parts stand around the address, are told by the rules for links. */
static bool is_free(struct keur_text source, size_t at)
{
    return at == 0 || strchr(" \t\n\r(*_:", source.bytes[at - 1]) != NULL;
}

static bool is_of_broken_link(struct keur_text source, size_t at, size_t end)
{
    bool is_opened = at > 0 && source.bytes[at - 1] == '(';
    size_t before = at - is_opened;
    while (before > 0 && source.bytes[before - 1] == ' ')
        before--;
    bool is_behind = is_opened && before > 0 && source.bytes[before - 1] == ']';
    return is_behind || (end < source.length && source.bytes[end] == ']');
}

/* Does an extension make links of addresses? */
static bool is_linked(const keur_run *run)
{
    static const char *const linkers[] = {"pymdownx.magiclink", "mdx_linkify", "linkify",
                                          "markdown_urlize",    "urlize",      NULL};
    return site_has_any(run, linkers) || site_has_plugin(run, "autolinks");
}

/* An address may reach beyond its text node: *done is where the last one ended, so that no byte is
 * looked at twice. */
static void check_text(keur_run *run, const keur_document *document, const struct keur_node *text,
                       size_t *done)
{
    struct keur_text source = keur_source(document);
    struct keur_text own = {source.bytes, text->span.end};
    size_t at = text->span.begin < *done ? *done : text->span.begin;
    for (; (at = text_find(own, 'h', at)) + 8 < own.length; at++) {
        if (source.bytes[at + 1] != 't')
            continue;
        struct keur_text rest = {source.bytes + at, source.length - at};
        bool is_url = text_starts_with(rest, "https://") || text_starts_with(rest, "http://");
        if (source.bytes[at] != 'h' || !is_url || !is_free(source, at))
            continue;
        size_t begin = at, length = url_length(rest);
        *done = at += length;
        if (length <= 8 || is_of_broken_link(source, begin, at) || is_linked(run))
            continue;
        struct keur_text url = {rest.bytes, length};
        struct keur_edit edit = {
            {begin, at}, keur_format(run, "<%.*s>", KEUR_ARGUMENT(url)), KEUR_SAFE};
        struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
        keur_report_details(run, edit.span, &details,
                            "the site makes no link of this address; write <%.*s>, or "
                            "[text](%.*s)",
                            KEUR_ARGUMENT(url), KEUR_ARGUMENT(url));
    }
}

/* Steps over <a>, whose text is a link already. */
static bool is_anchor(const keur_document *document, const struct keur_node *node, const char *tag)
{
    return node->kind == KEUR_NODE_HTML && text_starts_with(keur_slice(document, node->span), tag);
}

static void check_block(keur_run *run, const keur_document *document, const struct keur_node *block)
{
    const struct keur_node *end = keur_following_outside(block), *node = keur_following(block);
    bool is_in_anchor = false;
    size_t done = 0;
    while (node != end) {
        if (is_anchor(document, node, "<a ") || is_anchor(document, node, "</a"))
            is_in_anchor = is_anchor(document, node, "<a ");
        bool is_link = node->kind == KEUR_NODE_LINK || node->kind == KEUR_NODE_IMAGE;
        if (node->kind == KEUR_NODE_TEXT && !is_in_anchor)
            check_text(run, document, node, &done);
        node = is_link ? keur_following_outside(node) : keur_following(node);
    }
}

static void check_bare_url(keur_run *run, const keur_document *document)
{
    struct text_search search = text_search_begin(run, document);
    const struct keur_node *block;
    while ((block = text_search_next(&search, '/')) != NULL)
        check_block(run, document, block);
}

const struct keur_check mkdocs_bare_url = {
    .size = sizeof(struct keur_check),
    .id = "mkdocs/bare-url",
    .summary = "An address in the text is a link.",
    .run = check_bare_url,
};
