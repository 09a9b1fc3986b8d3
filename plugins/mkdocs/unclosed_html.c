/* Raw HTML elements that are not closed, and tags that close nothing. */
#include "elements.h"
#include "mkdocs.h"

static void check_unclosed_html(keur_run *run, const keur_document *document)
{
    struct elements elements = elements_read(run, document);
    for (size_t i = 0; i < elements.count; i++) {
        const struct element *element = &elements.items[i];
        if (element->needs_no_close || element->is_foreign)
            continue;
        if (element->open.end == element->open.begin)
            keur_report(run, element->close,
                        "</%.*s> closes nothing; take it out, or open it before",
                        KEUR_ARGUMENT(element->name));
        else if (element->close.end == element->close.begin && element->is_block)
            keur_report(run, element->open,
                        "<%.*s> is not closed, and what follows is in it on the site; write "
                        "</%.*s> where it ends",
                        KEUR_ARGUMENT(element->name), KEUR_ARGUMENT(element->name));
        else if (element->close.end == element->close.begin)
            keur_report(run, element->open,
                        "<%.*s> is not closed, and no text that readers see; write </%.*s> where "
                        "it ends, or \\<%.*s> to show it",
                        KEUR_ARGUMENT(element->name), KEUR_ARGUMENT(element->name),
                        KEUR_ARGUMENT(element->name));
    }
}

const struct keur_check mkdocs_unclosed_html = {
    .size = sizeof(struct keur_check),
    .id = "mkdocs/unclosed-html",
    .summary = "Every raw HTML element is closed.",
    .run = check_unclosed_html,
};
