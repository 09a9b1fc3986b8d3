/* A section that says nothing. */
#include "sections.h"

bool section_is_empty(const keur_document *document, const struct keur_heading *heading,
                      const struct keur_texts *directives)
{
    for (const struct keur_node *node = keur_following_outside(heading->node);
         node != NULL && node->span.begin < heading->section.end;
         node = keur_following_outside(node)) {
        switch ((int)node->kind) {
        case KEUR_NODE_THEMATIC_BREAK:
        case KEUR_NODE_DEFINITION:
        case KEUR_NODE_ABBREVIATION:
        case KEUR_NODE_FOOTNOTE:
            break;
        case KEUR_NODE_PARAGRAPH:
        case KEUR_NODE_HTML_BLOCK:
            if (text_says_something(directives, keur_slice(document, node->span)))
                return false;
            break;
        default:
            return false;
        }
    }
    return true;
}

static void check_empty(keur_run *run, const keur_document *document)
{
    const struct sections_directives *options = keur_options(run);
    const struct form *form = form_read(run, document);

    for (size_t i = 0; form != NULL && i < form->heading_count; i++) {
        const struct keur_heading *heading = keur_heading(document, i);
        const struct section *section = form->meanings[i].section;

        if (section == NULL || section->may_be_empty ||
            !section_is_empty(document, heading, &options->known))
            continue;
        keur_report(run, heading->node->span,
                    section->is_required
                        ? "section \"%.*s\" is empty: write its text"
                        : "section \"%.*s\" is empty: write its text, or remove its heading",
                    KEUR_ARGUMENT(heading->text));
    }
}

const struct keur_check sections_empty = {
    .size = sizeof(struct keur_check),
    .id = "sections/empty",
    .summary = "A section of a document says something.",
    .options = sections_directives_options,
    .options_size = sizeof(struct sections_directives),
    .run = check_empty,
};
