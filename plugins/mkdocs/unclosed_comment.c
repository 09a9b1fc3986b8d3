/* "<!--" without "-->", or "-->" without "<!--": what should be hidden shows, or what should show
 * is hidden. */
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

/* A block of text, and what of it was looked for. */
struct block {
    struct keur_span span;
    bool knows_close;
    size_t last_close; /* where its last "-->" stands; 0 when there is none */
};

static size_t last_close(const keur_document *document, struct block *block)
{
    struct keur_text text = keur_slice(document, block->span);
    size_t at = block->knows_close ? text.length : find(text, "-->", 1);
    for (; at < text.length; at = find(text, "-->", at + 1))
        block->last_close = block->span.begin + at;
    block->knows_close = true;
    return block->last_close;
}

/* The length of what was meant to be "<!--" and has its partner further on; 0 for other text.
 * "<--" may be an arrow, unless the two are around all of the block. */
static size_t wrong_opening(const keur_document *document, struct block *block, size_t at)
{
    static const char *const openings[] = {"<! --", "<!-", "<! -", "<--"};
    struct keur_text rest = keur_slice(document, (struct keur_span){at, block->span.end});
    size_t i = 0, count = sizeof openings / sizeof *openings;
    while (i < count && !text_starts_with(rest, openings[i]))
        i++;
    if (i == count || last_close(document, block) <= at)
        return 0;
    bool is_all = at == block->span.begin &&
                  block->last_close + strlen("-->") == at + keur_text_trim(rest).length;
    return openings[i][1] == '!' || is_all ? strlen(openings[i]) : 0;
}

static void report_opening(keur_run *run, struct keur_span span)
{
    struct keur_edit edit = {span, {"<!--", 4}, KEUR_SAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
    keur_report_details(run, span, &details,
                        "this opens no comment, and readers see it; write \"<!--\"");
}

/* libcmark may cut a text behind its "<". */
static void check_text(keur_run *run, const keur_document *document, const struct keur_node *text,
                       struct block *block)
{
    struct keur_text source = keur_source(document);
    const struct keur_text own = {source.bytes, text->span.end};
    for (size_t at = text->span.begin; (at = text_find(own, '<', at)) < own.length; at++) {
        struct keur_text rest = {source.bytes + at, source.length - at};
        if (at > 0 && source.bytes[at - 1] == '\\')
            continue;
        if (text_starts_with(rest, "<!--")) {
            report(run, at);
            continue;
        }
        size_t length = wrong_opening(document, block, at);
        if (length > 0)
            report_opening(run, (struct keur_span){at, at + length});
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
    const struct keur_node *node;
    while ((node = text_search_next(&blocks, '<')) != NULL) {
        struct block block = {.span = node->span};
        for (const struct keur_node *text = node;
             (text = keur_next_of(document, text, texts)) != NULL &&
             text->span.begin < node->span.end;)
            check_text(run, document, text, &block);
    }
}

const struct keur_check mkdocs_unclosed_comment = {
    .size = sizeof(struct keur_check),
    .id = "mkdocs/unclosed-comment",
    .summary = "Every comment is closed.",
    .run = check_unclosed_comment,
};
