/* A block in a raw HTML heading: a heading holds text only. */
#include "elements.h"
#include "mkdocs.h"

static void check_block_in_heading(keur_run *run, const keur_document *document)
{
    struct elements elements = elements_read(run, document);
    for (size_t i = 0; i < elements.count; i++) {
        const struct element *element = &elements.items[i], *around = element->around;
        if (element->is_block && around != NULL && is_heading_name(around->name) &&
            around->close.end > around->close.begin)
            keur_report(
                run, element->open,
                "<%.*s> stands in <%.*s>, which holds text only; close the heading before it",
                KEUR_ARGUMENT(element->name), KEUR_ARGUMENT(around->name));
    }
}

const struct keur_check mkdocs_block_in_heading = {
    .size = sizeof(struct keur_check),
    .id = "mkdocs/block-in-heading",
    .summary = "A raw HTML heading holds text and no blocks.",
    .run = check_block_in_heading,
};
