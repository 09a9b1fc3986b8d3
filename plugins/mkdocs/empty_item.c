/* A list marker with nothing behind it. */
#include "mkdocs.h"
#include "survey.h"

/* "- text" with "-" on the line below: Python-Markdown sees the underline of a heading, if the two
 * lines begin what a blank line ends, and the upper one is not a heading as it is. */
static bool makes_heading(const keur_document *document, const struct keur_node *item, char sign)
{
    size_t line = line_of(document, item);
    bool is_second = line > 0 && !line_is_blank(document, line - 1) &&
                     (line == 1 || line_is_blank(document, line - 2)) &&
                     keur_source(document).bytes[keur_line(document, line - 1).begin] != '#';
    size_t begin = keur_line(document, line).begin;
    return sign == '-' && is_second && begin == item->span.begin;
}

static void report(keur_run *run, const keur_document *document, const struct keur_node *item)
{
    struct marker marker = list_marker(document, item);
    size_t behind = keur_line(document, line_of(document, item)).end;
    if (makes_heading(document, item, marker.sign))
        keur_report(
            run, marker.span,
            "the empty list item makes a heading of the line above it on the site; fill it, "
            "or take it out");
    else if (behind > marker.span.end)
        keur_report(run, marker.span,
                    "the list item is empty, and readers see a lone bullet or number; fill it, or "
                    "take it out");
    else
        keur_report(
            run, marker.span,
            "the list item is empty, and the site shows its marker as text; fill it, or take "
            "it out");
}

static void check_empty_item(keur_run *run, const keur_document *document)
{
    const struct survey *survey = survey_of(run, document);
    for (size_t i = 0; i < survey->list_count;) {
        const struct list *list = &survey->lists[i];
        if (list->is_unknown || list->is_swallowed) {
            i = survey_behind_list(survey, i);
            continue;
        }
        for (const struct keur_node *item = list->node->first_child; item != NULL;
             item = item->next)
            if (item->first_child == NULL)
                report(run, document, item);
        i++;
    }
}

const struct keur_check mkdocs_empty_item = {
    .size = sizeof(struct keur_check),
    .id = "mkdocs/empty-item",
    .summary = "A list item has text.",
    .run = check_empty_item,
};
