/* Python-Markdown counts the items of a list from 1, whatever is written, and a list goes on until
 * something else stands between: its first item says whether readers see numbers or bullets. */
#include "mkdocs.h"
#include "survey.h"

/* Everybody knows that "1. 1. 1." is counted. */
static bool is_counted(const keur_document *document, const struct keur_node *list)
{
    for (const struct keur_node *item = list->first_child; item != NULL; item = item->next)
        if (list_marker(document, item).number != 1)
            return false;
    return true;
}

/* Does an extension end lists and number them as they are written? */
static bool is_sane(const keur_run *run)
{
    static const char *const saner[] = {"sane_lists", "mdx_truly_sane_lists", "pymdownx.fancylists",
                                        NULL};
    return site_has_any(run, saner);
}

static void report_numbers(keur_run *run, const keur_document *document,
                           const struct keur_node *list, size_t shown)
{
    if (is_counted(document, list) && shown == 0)
        return;
    for (const struct keur_node *item = list->first_child; item != NULL; item = item->next) {
        struct marker marker = list_marker(document, item);
        if (marker.number != ++shown && !is_sane(run)) {
            keur_report(run, marker.span,
                        "item %zu of the list has the number %zu on the site: it counts from 1 "
                        "behind whatever ends a list; number it so, or join what belongs together",
                        marker.number, shown);
            return;
        }
    }
}

static void report_kind(keur_run *run, const keur_document *document, const struct keur_node *list)
{
    struct keur_span marker = list_marker(document, list).span;
    if (is_sane(run))
        return;
    if (list->level == 1)
        keur_report(run, marker,
                    "the numbered list continues the bullets above it, and readers see no numbers; "
                    "put a text or <!-- --> between them");
    else
        keur_report(
            run, marker,
            "the bullets continue the numbered list above it, and readers see numbers; put a "
            "text or <!-- --> between them");
}

/* Lists that follow each other with nothing but blank lines between are one. */
static void check_group(keur_run *run, const keur_document *document, const struct keur_node *first)
{
    size_t shown = 0;
    for (const struct keur_node *list = first; list != NULL && list->kind == KEUR_NODE_LIST;
         list = list->next) {
        if (list->level != first->level)
            report_kind(run, document, list);
        else if (list->level == 1)
            report_numbers(run, document, list, shown);
        for (const struct keur_node *item = list->first_child; item != NULL; item = item->next)
            shown++;
    }
}

/* A list whose parts are not where they seem to be: other rules say so, and its numbers with it. */
static bool is_doubtful(keur_run *run, const keur_document *document, struct list *list)
{
    return list->is_unknown || list->is_swallowed ||
           (list->node->parent->kind != KEUR_NODE_ITEM && list_is_flattened(run, document, list));
}

static void check_list_numbers(keur_run *run, const keur_document *document)
{
    const struct survey *survey = survey_of(run, document);
    for (size_t i = 0; i < survey->list_count;) {
        struct list *list = &survey->lists[i];
        if (is_doubtful(run, document, list)) {
            i = survey_behind_list(survey, i);
            continue;
        }
        if (list->before == NULL || list->before->kind != KEUR_NODE_LIST)
            check_group(run, document, list->node);
        i++;
    }
}

const struct keur_check mkdocs_list_numbers = {
    .size = sizeof(struct keur_check),
    .id = "mkdocs/list-numbers",
    .summary = "A numbered list has the numbers that readers see.",
    .run = check_list_numbers,
};
