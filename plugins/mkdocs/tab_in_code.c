/* Python-Markdown makes blanks of all tabs, in code too; a Makefile that is copied from the page
 * does not work. */
#include <string.h>

#include "mkdocs.h"

static bool needs_tabs(struct keur_text info)
{
    static const char *const languages[] = {"make", "makefile", "tsv", NULL};
    size_t end = 0;
    while (end < info.length && strchr(" {:", info.bytes[end]) == NULL)
        end++;
    for (size_t i = 0; languages[i] != NULL; i++)
        if (text_is_word((struct keur_text){info.bytes, end}, languages[i]))
            return true;
    return false;
}

static void check_tab_in_code(keur_run *run, const keur_document *document)
{
    const uint32_t code = KEUR_KIND(KEUR_NODE_CODE_BLOCK);
    if (keur_next_of(document, NULL, code) == NULL)
        return;
    const struct keur_value *options = site_options(run, "pymdownx.superfences");
    const struct keur_value *keep = keur_value_find(options, "preserve_tabs");
    if (keep != NULL && text_is(keep->text, "true"))
        return;
    for (const struct keur_node *node = NULL;
         (node = keur_next_of(document, node, code)) != NULL;) {
        struct keur_text source = keur_slice(document, node->span);
        const char *tab = needs_tabs(node->text) ? memchr(source.bytes, '\t', source.length) : NULL;
        if (tab == NULL)
            continue;
        size_t at = node->span.begin + (size_t)(tab - source.bytes);
        keur_report(
            run, (struct keur_span){at, at + 1},
            "the site makes blanks of this tab, and the code does not work when it is copied; "
            "set preserve_tabs of pymdownx.superfences in mkdocs.yml");
    }
}

const struct keur_check mkdocs_tab_in_code = {
    .size = sizeof(struct keur_check),
    .id = "mkdocs/tab-in-code",
    .summary = "Code that needs tabs has them on the site.",
    .run = check_tab_in_code,
};
