/* "<!--" without "-->": what should be hidden shows, or what should show is hidden. */
#include <string.h>

#include "mkdocs.h"
#include "survey.h"

static inline size_t find(struct keur_text text, const char *piece, size_t from)
{
    size_t length = strlen(piece);
    for (; (from = text_find(text, *piece, from)) + length <= text.length; from++)
        if (memcmp(text.bytes + from, piece, length) == 0)
            return from;
    return text.length;
}

/* The "<!--" that nothing closes in raw HTML; the text's length when there is none. */
static size_t find_open(struct keur_text html)
{
    for (size_t at = 0; (at = find(html, "<!--", at)) < html.length;) {
        size_t close = find(html, "-->", at + 4);
        if (close == html.length)
            return at;
        at = close;
    }
    return html.length;
}

/* A comment in which another one begins has lost its end, and hides what stands between; or its
 * end is the other's, and the rest of it shows. */
static void check_nested(keur_run *run, const keur_document *document, struct keur_span span)
{
    struct keur_text html = keur_slice(document, span);
    size_t at = find(html, "<!--", 0), end;
    if (find(html, "<!--", at + 4) == html.length) /* it is alone */
        return;
    for (; (at = find(html, "<!--", at)) < html.length; at = end) {
        end = find(html, "-->", at + 4);
        if (end == html.length)
            continue;
        size_t next = find((struct keur_text){html.bytes, end + 2}, "<!--", at + 4);
        if (next >= end)
            continue;
        struct keur_span mark = {span.begin + at, span.begin + at + 4};
        keur_report(
            run, mark,
            "another comment begins within this one, in line %zu, and the first \"-->\" ends "
            "both; write \"-->\" where this one ends, before line %zu",
            keur_line_at(document, span.begin + next) + 1,
            keur_line_at(document, span.begin + next) + 1);
    }
}

static void report(keur_run *run, size_t begin)
{
    keur_report(
        run, (struct keur_span){begin, begin + 4},
        "the comment is not closed, and readers see it; write \"-->\" where it ends, before "
        "the next empty line");
}

static void check_block(keur_run *run, const keur_document *document, const struct keur_node *block)
{
    struct keur_text html = keur_slice(document, block->span);
    size_t at = find_open(html);
    if (at < html.length)
        report(run, block->span.begin + at);
    else
        check_nested(run, document, block->span);
}

/* libcmark may cut a text behind its "<". */
static void check_text(keur_run *run, const keur_document *document, const struct keur_node *text)
{
    struct keur_text source = keur_source(document);
    const struct keur_text own = {source.bytes, text->span.end};
    for (size_t at = text->span.begin; (at = text_find(own, '<', at)) < own.length; at++) {
        struct keur_text rest = {source.bytes + at, source.length - at};
        bool is_escaped = at > 0 && source.bytes[at - 1] == '\\';
        if (text_starts_with(rest, "<!--") && !is_escaped)
            report(run, at);
    }
}

static void check_unclosed_comment(keur_run *run, const keur_document *document)
{
    const uint32_t raw = KEUR_KIND(KEUR_NODE_HTML_BLOCK) | KEUR_KIND(KEUR_NODE_HTML);
    const uint32_t texts = KEUR_KIND(KEUR_NODE_TEXT);
    for (const struct keur_node *node = NULL; (node = keur_next_of(document, node, raw)) != NULL;)
        if (node->kind == KEUR_NODE_HTML_BLOCK)
            check_block(run, document, node);
        else
            check_nested(run, document, node->span);
    struct text_search blocks = text_search_begin(run, document);
    const struct keur_node *block;
    while ((block = text_search_next(&blocks, '<')) != NULL)
        for (const struct keur_node *text = block;
             (text = keur_next_of(document, text, texts)) != NULL &&
             text->span.begin < block->span.end;)
            check_text(run, document, text);
}

const struct keur_check mkdocs_unclosed_comment = {
    .size = sizeof(struct keur_check),
    .id = "mkdocs/unclosed-comment",
    .summary = "Every comment is closed.",
    .run = check_unclosed_comment,
};
