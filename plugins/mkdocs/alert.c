/* "> [!NOTE]", a box on GitHub, is a quote on the site. */
#include "mkdocs.h"

/* The name of the alert that the text begins with; empty when it is none. */
static struct keur_text alert_name(struct keur_text text)
{
    static const char *const names[] = {"note",     "tip",     "important", "warning",
                                        "caution",  "info",    "danger",    "success",
                                        "question", "example", "quote",     NULL};
    size_t end = 2;
    if (!text_starts_with(text, "[!"))
        return (struct keur_text){"", 0};
    while (end < text.length && text.bytes[end] != ']')
        end++;
    struct keur_text name = {text.bytes + 2, end - 2};
    for (size_t i = 0; end < text.length && names[i] != NULL; i++)
        if (text_is_word(name, names[i]))
            return name;
    return (struct keur_text){"", 0};
}

static struct keur_edit edit_line(keur_run *run, const keur_document *document, size_t line,
                                  struct keur_text name)
{
    struct keur_span span = keur_line(document, line);
    struct keur_text text = keur_slice(document, span);
    size_t at = 0;
    while (at < text.length && text.bytes[at] == ' ')
        at++;
    if (at < text.length && text.bytes[at] == '>')
        at++;
    if (at < text.length && text.bytes[at] == ' ')
        at++;
    struct keur_span prefix = {span.begin, span.begin + at};
    if (name.length == 0)
        return (struct keur_edit){prefix, {"    ", at < text.length ? TAB_LENGTH : 0}, KEUR_UNSAFE};
    prefix.end += name.length + 3;
    struct keur_text header = keur_format(run, "!!! %.*s", KEUR_ARGUMENT(name));
    return (struct keur_edit){prefix, header, KEUR_UNSAFE};
}

static void report(keur_run *run, const keur_document *document, const struct keur_node *quote,
                   struct keur_text name)
{
    struct keur_span span = {quote->first_child->span.begin, 0};
    span.end = span.begin + name.length + 3;
    size_t first = line_of(document, quote), last = last_line_of(document, quote);
    struct keur_edit *edits = keur_allocate(run, (last - first + 1) * sizeof *edits);
    char *type = keur_allocate(run, name.length);
    for (size_t i = 0; i < name.length; i++)
        type[i] = (char)(name.bytes[i] | 0x20);
    for (size_t line = first; line <= last; line++)
        edits[line - first] = edit_line(run, document, line,
                                        (struct keur_text){type, line == first ? name.length : 0});
    struct keur_details details = {
        .size = sizeof details,
        .edits = edits,
        .edit_count = quote->parent->kind == KEUR_NODE_DOCUMENT ? last - first + 1 : 0,
    };
    keur_report_details(run, span, &details,
                        "the site shows a quote that begins with \"[!%.*s]\", not a box; write an "
                        "admonition: \"!!! %.*s\", and its text below indented by 4",
                        KEUR_ARGUMENT(name), (int)name.length, type);
}

static void check_alert(keur_run *run, const keur_document *document)
{
    static const char *const readers[] = {"github-callouts",
                                          "markdown_callouts.github_callouts",
                                          "callouts",
                                          "markdown_callouts",
                                          "markdown_gfm_admonition",
                                          "gfm_admonition",
                                          "obsidian_callouts",
                                          "pymdownx.quotes",
                                          NULL};
    const uint32_t quotes = KEUR_KIND(KEUR_NODE_BLOCK_QUOTE);
    for (const struct keur_node *node = NULL;
         (node = keur_next_of(document, node, quotes)) != NULL;) {
        const struct keur_node *text = node->first_child;
        if (text == NULL || text->kind != KEUR_NODE_PARAGRAPH)
            continue;
        struct keur_text name = alert_name(keur_slice(document, text->span));
        bool is_read =
            name.length > 0 && (site_has_any(run, readers) || site_has_plugin(run, "callouts") ||
                                site_has_plugin(run, "gh-admonitions"));
        if (name.length > 0 && !is_read)
            report(run, document, node, name);
    }
}

const struct keur_check mkdocs_alert = {
    .size = sizeof(struct keur_check),
    .id = "mkdocs/alert",
    .summary = "A box is an admonition, and not an alert as GitHub has them.",
    .run = check_alert,
};
