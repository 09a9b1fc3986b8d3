/* What belongs to a list item is indented by 4 for each level.  CommonMark wants as much as the
 * marker takes, so that 2 or 3 look right there: on the site a nested list then joins the list
 * around it, and text leaves its item, which ends the list. */
#include "mkdocs.h"
#include "survey.h"

/* An outermost list at work. */
struct scan {
    const keur_document *document;
    const struct keur_node *list;
    const struct keur_node *silent_end; /* up to here other rules speak, see list_is_swallowed() */
    size_t base, first_line, line_count;
    size_t *lacks; /* columns, for each line from first_line on; NULL: only count */
    bool *is_item; /* whether an item begins on the line */
    const struct keur_node *first_wrong;
    size_t wrong_count, wrong_lacks; /* what the first one lacks */
};

static bool is_indented_code(const struct scan *scan, const struct keur_node *block)
{
    struct keur_text text = keur_slice(scan->document, block->span);
    return block->kind == KEUR_NODE_CODE_BLOCK && !text_starts_with(text, "```") &&
           !text_starts_with(text, "~~~");
}

/* Whether the block begins on a line where its indentation says what it belongs to: items on any
 * line but that of the item around, others behind a blank line.  Indented code is a paragraph on
 * the site when it stands too far left, and no harm is done. */
static bool is_placed(const struct scan *scan, const struct keur_node *block,
                      const struct keur_node *around)
{
    size_t line = line_of(scan->document, block);
    if (line == line_of(scan->document, around) || is_indented_code(scan, block))
        return false;
    return block->kind == KEUR_NODE_ITEM || line_is_blank(scan->document, line - 1);
}

/* All lines of the block move; those of what is in it are set again later. */
static void move(struct scan *scan, const struct keur_node *block, size_t columns)
{
    size_t end = last_line_of(scan->document, block) - scan->first_line;
    for (size_t i = line_of(scan->document, block) - scan->first_line; i <= end; i++)
        scan->lacks[i] = columns;
}

static void look_at(struct scan *scan, const struct keur_node *block,
                    const struct keur_node *around, size_t depth)
{
    if (!is_placed(scan, block, around))
        return;
    size_t need = scan->base + TAB_LENGTH * depth;
    size_t column = column_of(scan->document, block->span.begin);
    size_t lacks = column < need ? need - column : 0;
    if (scan->lacks != NULL)
        move(scan, block, lacks);
    if (lacks > 0 && scan->silent_end == NULL && scan->wrong_count++ == 0) {
        scan->first_wrong = block;
        scan->wrong_lacks = lacks;
    }
}

/* Items around a node, up to the outermost list. */
static size_t depth_of(const struct scan *scan, const struct keur_node *node)
{
    size_t depth = 0;
    for (node = node->parent; node != scan->list->parent; node = node->parent)
        depth += node->kind == KEUR_NODE_ITEM;
    return depth;
}

static void scan_node(struct scan *scan, const struct keur_node *node)
{
    const struct keur_node *parent = node->parent;
    if (node->kind == KEUR_NODE_ITEM && scan->lacks != NULL)
        scan->is_item[line_of(scan->document, node) - scan->first_line] = true;
    if (node->kind == KEUR_NODE_ITEM && parent != scan->list)
        look_at(scan, node, parent->parent, depth_of(scan, node));
    else if (parent->kind == KEUR_NODE_ITEM && node->kind != KEUR_NODE_LIST)
        look_at(scan, node, parent, depth_of(scan, node));
}

/* Everything in the list's items, but not what is in other blocks: their lists are outermost
 * lists. */
static void scan_list(struct scan *scan, keur_run *run)
{
    const struct keur_document *document = scan->document;
    const struct keur_node *end = keur_following_outside(scan->list);
    struct walk walk = {.node = scan->list, .before = NULL};
    while (walk.node != end) {
        const struct keur_node *node = walk.node;
        bool is_list = node->kind == KEUR_NODE_LIST && !list_is_unknown(run, document, node);
        if (node == scan->silent_end)
            scan->silent_end = NULL;
        if (is_list && node != scan->list && scan->silent_end == NULL &&
            list_is_swallowed(document, node, walk.before))
            scan->silent_end = keur_following_outside(node);
        if (node != scan->list)
            scan_node(scan, node);
        if (is_list || node->kind == KEUR_NODE_ITEM)
            walk_next(&walk);
        else
            walk_next_outside(&walk);
    }
}

static struct scan scan_begin(const keur_document *document, const struct keur_node *list)
{
    size_t first = line_of(document, list);
    return (struct scan){
        .document = document,
        .list = list,
        .base = block_base(document, list),
        .first_line = first,
        .line_count = last_line_of(document, list) - first + 1,
    };
}

bool list_is_flattened(keur_run *run, const keur_document *document, struct list *list)
{
    if (!list->is_scanned) {
        struct scan scan = scan_begin(document, list->node);
        scan_list(&scan, run);
        list->is_flattened = scan.wrong_count > 0;
        list->is_scanned = true;
    }
    return list->is_flattened;
}

/* Where a line will begin, from the base on. */
static size_t new_column(const struct scan *scan, size_t line)
{
    size_t column = column_of(scan->document, text_begin(scan->document, line));
    return (column > scan->base ? column - scan->base : 0) + scan->lacks[line - scan->first_line];
}

/* Behind what now belongs to an item, the next item needs a blank line. */
static bool needs_blank(const struct scan *scan, struct chunk *chunk, size_t line)
{
    chunk_reach(chunk, scan->document, line);
    return scan->is_item[line - scan->first_line] && chunk->begin >= scan->first_line &&
           chunk_swallows(chunk, new_column(scan, chunk->begin), new_column(scan, line));
}

static size_t make_edits(const struct scan *scan, keur_run *run, struct keur_edit *edits)
{
    struct chunk chunk = {scan->first_line, scan->first_line};
    size_t count = 0;
    for (size_t i = 0; i < scan->line_count; i++) {
        size_t line = scan->first_line + i;
        bool is_blank = line_is_blank(scan->document, line);
        struct keur_edit blank = {{0, 0}, {"", 0}, KEUR_SAFE};
        if (needs_blank(scan, &chunk, line)) {
            edits[count++] = blank = blank_line_above(run, scan->document, line);
            chunk.begin = line;
        }
        if (scan->lacks[i] == 0 || is_blank)
            continue;
        struct keur_edit edit = indent_line(run, scan->document, line, scan->lacks[i]);
        count -= blank.replacement.length > 0;
        edit.replacement = keur_format(run, "%.*s%.*s", KEUR_ARGUMENT(blank.replacement),
                                       KEUR_ARGUMENT(edit.replacement));
        edits[count++] = edit;
    }
    return count;
}

static void report(const struct scan *scan, keur_run *run)
{
    const keur_document *document = scan->document;
    const struct keur_node *wrong = scan->first_wrong;
    struct keur_edit *edits = keur_allocate(run, scan->line_count * sizeof *edits);
    struct keur_details details = {.size = sizeof details, .edits = edits};
    if (!node_is_in(scan->list, KEUR_NODE_BLOCK_QUOTE))
        details.edit_count = make_edits(scan, run, edits);
    struct keur_span place = {wrong->span.begin, keur_line(document, line_of(document, wrong)).end};
    if (wrong->kind == KEUR_NODE_ITEM)
        keur_report_details(run, list_marker(document, wrong).span, &details,
                            "the nested list joins the list around it on the site; indent it by "
                            "%zu more",
                            scan->wrong_lacks);
    else
        keur_report_details(run, place, &details,
                            "this leaves its list item on the site and ends the list; indent it by "
                            "%zu more",
                            scan->wrong_lacks);
}

static void report_list(keur_run *run, const keur_document *document, const struct keur_node *list)
{
    struct scan scan = scan_begin(document, list);
    scan.lacks = keur_allocate(run, scan.line_count * sizeof *scan.lacks);
    scan.is_item = keur_allocate(run, scan.line_count * sizeof *scan.is_item);
    scan_list(&scan, run);
    report(&scan, run);
}

static void check_list_indentation(keur_run *run, const keur_document *document)
{
    const struct survey *survey = survey_of(run, document);
    for (size_t i = 0; i < survey->list_count;) {
        struct list *list = &survey->lists[i];
        if (list->is_unknown || list->is_swallowed) {
            i = survey_behind_list(survey, i);
            continue;
        }
        if (list->node->parent->kind != KEUR_NODE_ITEM && list_is_flattened(run, document, list) &&
            !site_has(run, "mdx_truly_sane_lists"))
            report_list(run, document, list->node);
        i++;
    }
}

const struct keur_check mkdocs_list_indentation = {
    .size = sizeof(struct keur_check),
    .id = "mkdocs/list-indentation",
    .summary = "What belongs to a list item is indented by 4 for each level.",
    .run = check_list_indentation,
};
