/* "1)": a number for CommonMark, text for Python-Markdown. */
#include "mkdocs.h"

static size_t count_items(const struct keur_node *list)
{
    size_t count = 0;
    for (const struct keur_node *item = list->first_child; item != NULL; item = item->next)
        count++;
    return count;
}

static void report(keur_run *run, const keur_document *document, const struct keur_node *list,
                   const struct keur_node *before)
{
    struct keur_edit *edits = keur_allocate(run, (count_items(list) + 1) * sizeof *edits);
    size_t count = 0;
    if (list_is_swallowed(document, list, before))
        edits[count++] = blank_line_above(run, document, line_of(document, list));
    for (const struct keur_node *item = list->first_child; item != NULL; item = item->next) {
        size_t end = list_marker(document, item).span.end;
        edits[count++] = (struct keur_edit){{end - 1, end}, {".", 1}, KEUR_SAFE};
    }
    struct keur_details details = {.size = sizeof details, .edits = edits, .edit_count = count};
    struct marker marker = list_marker(document, list);
    keur_report_details(run, marker.span, &details,
                        "the site takes \"%zu)\" for text and shows no list; write \"%zu.\"",
                        marker.number, marker.number);
}

static void check_list_marker(keur_run *run, const keur_document *document)
{
    if (keur_next_of(document, NULL, KEUR_KIND(KEUR_NODE_LIST)) == NULL)
        return;
    for (struct walk walk = walk_begin(document); walk.node != NULL; walk_next(&walk))
        if (walk.node->kind == KEUR_NODE_LIST && list_is_unknown(run, document, walk.node))
            report(run, document, walk.node, walk.before);
}

const struct keur_check mkdocs_list_marker = {
    .size = sizeof(struct keur_check),
    .id = "mkdocs/list-marker",
    .summary = "Numbers of a list end in a full stop, which the site knows.",
    .run = check_list_marker,
};
