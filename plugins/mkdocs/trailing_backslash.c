/* A backslash at the end of a line: a line break for CommonMark, a backslash for the site. */
#include "mkdocs.h"

static bool ends_in_backslash(struct keur_text text)
{
    size_t count = 0;
    while (count < text.length && text.bytes[text.length - count - 1] == '\\')
        count++;
    return count % 2 == 1;
}

static void report(keur_run *run, size_t at, struct keur_text replacement)
{
    struct keur_edit edit = {{at, at + 1}, replacement, KEUR_SAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
    if (replacement.length > 0)
        keur_report_details(run, edit.span, &details,
                            "the site shows this backslash and no line break; write <br>, or two "
                            "blanks at the end of the line");
    else
        keur_report_details(run, edit.span, &details, "the site shows this backslash; take it out");
}

static void check_paragraph_end(keur_run *run, const keur_document *document,
                                const struct keur_node *paragraph)
{
    const struct keur_node *last = paragraph->first_child;
    while (last != NULL && last->next != NULL)
        last = last->next;
    if (last != NULL && last->kind == KEUR_NODE_TEXT &&
        ends_in_backslash(keur_slice(document, last->span)))
        report(run, last->span.end - 1, (struct keur_text){"", 0});
}

static void check_trailing_backslash(keur_run *run, const keur_document *document)
{
    const uint32_t kinds = KEUR_KIND(KEUR_NODE_LINE_BREAK) | KEUR_KIND(KEUR_NODE_PARAGRAPH);
    struct keur_text source = keur_source(document);
    if (text_find(source, '\\', 0) == source.length || site_has(run, "pymdownx.escapeall"))
        return;
    bool has_breaks = site_has(run, "nl2br");
    for (const struct keur_node *node = NULL;
         (node = keur_next_of(document, node, kinds)) != NULL;) {
        bool is_break = node->kind == KEUR_NODE_LINE_BREAK &&
                        text_starts_with(keur_slice(document, node->span), "\\");
        if (is_break)
            report(run, node->span.begin,
                   has_breaks ? (struct keur_text){"", 0} : (struct keur_text){"<br>", 4});
        else if (node->kind == KEUR_NODE_PARAGRAPH)
            check_paragraph_end(run, document, node);
    }
}

const struct keur_check mkdocs_trailing_backslash = {
    .size = sizeof(struct keur_check),
    .id = "mkdocs/trailing-backslash",
    .summary = "Line breaks are written so that the site knows them.",
    .run = check_trailing_backslash,
};
