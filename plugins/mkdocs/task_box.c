/* The box of a task that is not as wide as one: "[]", "[  ]", "[ x]". */
#include "mkdocs.h"
#include "survey.h"

/* The brackets that the text of an item begins with, and the blank behind them; length 0 when there
 * are none, or anything but one "x" is in them. */
static struct keur_text box_of(const keur_document *document, const struct keur_node *item,
                               char *ret_state)
{
    size_t begin = list_marker(document, item).span.end;
    size_t end = keur_line(document, line_of(document, item)).end, at, close;
    struct keur_text line = keur_slice(document, (struct keur_span){begin, end});

    for (at = 0; at < line.length && line.bytes[at] == ' ';)
        at++;
    *ret_state = ' ';
    if (at == line.length || line.bytes[at] != '[')
        return (struct keur_text){line.bytes, 0};
    for (close = at + 1; close < line.length && line.bytes[close] != ']'; close++) {
        char sign = line.bytes[close];
        if (sign != ' ' && (*ret_state != ' ' || (sign != 'x' && sign != 'X')))
            return (struct keur_text){line.bytes, 0};
        *ret_state = sign != ' ' ? sign : *ret_state;
    }
    if (close + 1 >= line.length || line.bytes[close + 1] != ' ')
        return (struct keur_text){line.bytes, 0};
    return (struct keur_text){line.bytes + at, close + 1 - at};
}

enum { BOX_LENGTH = 3 }; /* "[ ]" */

/* Only among tasks are such brackets certainly a box. */
static bool has_task(const keur_document *document, const struct keur_node *list)
{
    char state;

    for (const struct keur_node *item = list->first_child; item != NULL; item = item->next) {
        if (box_of(document, item, &state).length == BOX_LENGTH)
            return true;
    }
    return false;
}

static void check_item(keur_run *run, const keur_document *document, const struct keur_node *item)
{
    char state;
    struct keur_text box = box_of(document, item, &state);
    size_t begin = (size_t)(box.bytes - keur_source(document).bytes);

    if (box.length == 0 || box.length == BOX_LENGTH)
        return;
    struct keur_text right = keur_format(run, "[%c]", state);
    struct keur_span where = {begin, begin + box.length};
    struct keur_edit edit = {where, right, KEUR_SAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
    keur_report_details(run, where, &details,
                        "the site shows \"%.*s\" as text and no box; write \"%.*s\"",
                        KEUR_ARGUMENT(box), KEUR_ARGUMENT(right));
}

static void check_task_box(keur_run *run, const keur_document *document)
{
    const struct survey *survey = survey_of(run, document);

    if (survey->list_count == 0 || !site_has(run, "pymdownx.tasklist"))
        return;
    for (size_t i = 0; i < survey->list_count; i++) {
        const struct list *list = &survey->lists[i];
        if (list->is_unknown || list->is_swallowed || !has_task(document, list->node))
            continue;
        for (const struct keur_node *item = list->node->first_child; item != NULL;
             item = item->next)
            check_item(run, document, item);
    }
}

const struct keur_check mkdocs_task_box = {
    .size = sizeof(struct keur_check),
    .id = "mkdocs/task-box",
    .summary = "The box of a task is as wide as one.",
    .run = check_task_box,
};
