/* Headings of any document: levels left out, a second title, no text, the same one twice, and
 * emphasis in their place. */
#include <stdlib.h>
#include <string.h>

#include "sections.h"

/* ---- Levels left out ---- */

/* Headings in tabs and boxes have an order of their own. */
static bool is_of_page(const struct keur_heading *heading)
{
    return heading->node->parent->kind == KEUR_NODE_DOCUMENT;
}

/* sections/level tells it of a declared section. */
static bool is_told(const struct form *form, size_t index, int level)
{
    const struct section *section = form != NULL ? form->meanings[index].section : NULL;

    return section != NULL && section->level != 0 && section->level != level;
}

static void check_level_jump(keur_run *run, const keur_document *document)
{
    const struct form *form = form_read(run, document);
    const struct keur_heading *heading, *last = NULL;

    for (size_t i = 0; (heading = keur_heading(document, i)) != NULL; i++) {
        if (!is_of_page(heading))
            continue;
        if (last != NULL && heading->level > last->level + 1 && !is_told(form, i, heading->level)) {
            struct keur_text marks = {"######", (size_t)last->level + 1};

            keur_report(run, heading->node->span,
                        "heading of level %d below \"%.*s\" of level %d: the next level is "
                        "\"%.*s\"",
                        heading->level, KEUR_ARGUMENT(last->text), last->level,
                        KEUR_ARGUMENT(marks));
        }
        last = heading;
    }
}

const struct keur_check sections_level_jump = {
    .size = sizeof(struct keur_check),
    .id = "sections/level-jump",
    .summary = "Below a heading stand headings of the next level.",
    .run = check_level_jump,
};

/* ---- Two titles ---- */

/* The line between the sides of a merge conflict underlines the first of them. */
static bool is_conflict(const keur_document *document, const struct keur_heading *heading)
{
    static const char begin[] = "<<<<<<< ";
    struct keur_text text = keur_slice(document, heading->node->span);

    return text.length > sizeof begin && memcmp(text.bytes, begin, sizeof begin - 1) == 0;
}

static void report_second_title(keur_run *run, const keur_document *document,
                                const struct keur_heading *heading)
{
    const struct keur_heading *title = keur_heading(document, 0);
    struct keur_span mark = {heading->node->span.begin, heading->node->span.begin};
    struct keur_edit edit = {mark, {"#", 1}, KEUR_UNSAFE};
    struct keur_related related = {{"", 0}, title->node->span, {"the title", 9}};
    struct keur_details details = {
        .size = sizeof details,
        .edits = &edit,
        .edit_count = !heading->is_setext,
        .related = &related,
        .related_count = 1,
    };

    keur_report_details(run, heading->node->span, &details,
                        "the page has a title, \"%.*s\", and the table of contents leaves out what "
                        "does not stand below it; write \"##\"",
                        KEUR_ARGUMENT(title->text));
}

/* Themes take the first heading, when it is of level 1, for the title of the page: Material shows
 * in its table of contents what stands below that (partials/toc.html). */
static void check_second_title(keur_run *run, const keur_document *document)
{
    const struct keur_heading *heading = keur_heading(document, 0);

    if (heading == NULL || heading->level != 1)
        return;
    for (size_t i = 1; (heading = keur_heading(document, i)) != NULL; i++) {
        if (heading->level != 1 || !is_of_page(heading))
            continue;
        if (!is_conflict(document, heading) &&
            !is_told(form_read(run, document), i, heading->level))
            report_second_title(run, document, heading);
        return;
    }
}

const struct keur_check sections_second_title = {
    .size = sizeof(struct keur_check),
    .id = "sections/second-title",
    .summary = "A page of the site has one title.",
    .run = check_second_title,
};

/* ---- No text ---- */

static void check_empty_heading(keur_run *run, const keur_document *document)
{
    const struct keur_heading *heading;

    for (size_t i = 0; (heading = keur_heading(document, i)) != NULL; i++) {
        if (heading->node->first_child != NULL || heading->text.length > 0)
            continue;
        struct keur_edit edit = {heading->node->span, {"", 0}, KEUR_UNSAFE};
        struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};

        keur_report_details(run, heading->node->span, &details,
                            "heading without a text; write it, or remove the heading");
    }
}

const struct keur_check sections_empty_heading = {
    .size = sizeof(struct keur_check),
    .id = "sections/empty-heading",
    .summary = "A heading has a text.",
    .run = check_empty_heading,
};

/* ---- The same heading twice ---- */

struct entry {
    struct keur_text plain;
    ptrdiff_t parent;
    size_t index;
};

static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    int order = (a->parent > b->parent) - (a->parent < b->parent);

    if (order == 0)
        order = keur_text_compare(a->plain, b->plain);
    return order != 0 ? order : (a->index > b->index) - (a->index < b->index);
}

/* The heading above each, by level. */
static ptrdiff_t find_parent(const keur_document *document, const ptrdiff_t *parents, size_t index)
{
    int level = keur_heading(document, index)->level;
    ptrdiff_t above = (ptrdiff_t)index - 1;

    while (above >= 0 && keur_heading(document, (size_t)above)->level >= level)
        above = parents[above];
    return above;
}

static struct entry *collect_entries(keur_run *run, const keur_document *document,
                                     size_t *ret_count)
{
    const struct keur_heading *heading;
    struct entry *entries;
    ptrdiff_t *parents;
    size_t count = 0;

    while (keur_heading(document, count) != NULL)
        count++;
    entries = keur_allocate(run, (count + 1) * sizeof *entries);
    parents = keur_allocate(run, (count + 1) * sizeof *parents);
    *ret_count = 0;
    for (size_t i = 0; (heading = keur_heading(document, i)) != NULL; i++) {
        parents[i] = find_parent(document, parents, i);
        if (heading->text.length > 0)
            entries[(*ret_count)++] = (struct entry){plain_text(run, heading->text), parents[i], i};
    }
    if (*ret_count > 1)
        qsort(entries, *ret_count, sizeof *entries, compare_entries);
    return entries;
}

/* A declared section that stands twice is told by sections/repeated, or may do so; and a heading
 * with an id of its own is found by that. */
static bool is_fine(const keur_document *document, const struct form *form, size_t index)
{
    const struct keur_heading *heading = keur_heading(document, index);

    return (form != NULL && form->meanings[index].section != NULL) ||
           heading->anchor_span.end > heading->anchor_span.begin;
}

static void check_duplicate(keur_run *run, const keur_document *document)
{
    const struct form *form = form_read(run, document);
    size_t count;
    struct entry *entries = collect_entries(run, document, &count);

    for (size_t i = 1, first = 0; i < count; i++) {
        if (entries[i].parent != entries[first].parent ||
            !keur_text_equals(entries[i].plain, entries[first].plain)) {
            first = i;
            continue;
        }
        if (is_fine(document, form, entries[i].index))
            continue;
        const struct keur_heading *heading = keur_heading(document, entries[i].index);
        const struct keur_heading *other = keur_heading(document, entries[first].index);
        struct keur_related related = {{"", 0}, other->node->span, {"the first one", 13}};
        struct keur_details details = {
            .size = sizeof details, .related = &related, .related_count = 1};

        keur_report_details(run, heading->node->span, &details,
                            "heading \"%.*s\" stands here again, and links to it lead to the first "
                            "one (#%.*s); give it another text",
                            KEUR_ARGUMENT(heading->text), KEUR_ARGUMENT(other->anchor));
    }
}

const struct keur_check sections_duplicate_heading = {
    .size = sizeof(struct keur_check),
    .id = "sections/duplicate-heading",
    .summary = "Headings below one heading have different texts.",
    .run = check_duplicate,
};

/* ---- Emphasis in the place of a heading ---- */

static bool ends_sentence(struct keur_text text)
{
    return text.length == 0 || strchr(".,:;!?", text.bytes[text.length - 1]) != NULL;
}

/* The emphasis that is all of a paragraph of one line, or NULL. */
static const struct keur_node *only_emphasis(const keur_document *document,
                                             const struct keur_node *node)
{
    const struct keur_node *first = node->first_child;

    if (node->kind != KEUR_NODE_PARAGRAPH || node->parent->kind != KEUR_NODE_DOCUMENT ||
        first == NULL || first->next != NULL ||
        (first->kind != KEUR_NODE_STRONG && first->kind != KEUR_NODE_EMPHASIS) ||
        first->first_child == NULL || first->first_child->kind != KEUR_NODE_TEXT ||
        first->first_child->next != NULL)
        return NULL;
    return ends_sentence(keur_text_trim(keur_slice(document, first->content))) ? NULL : first;
}

static void check_emphasis(keur_run *run, const keur_document *document)
{
    const struct keur_node *node = keur_root(document);

    for (node = node != NULL ? node->first_child : NULL; node != NULL; node = node->next) {
        const struct keur_node *emphasis = only_emphasis(document, node);
        bool is_followed = node->next != NULL && (node->next->kind == KEUR_NODE_PARAGRAPH ||
                                                  node->next->kind == KEUR_NODE_LIST ||
                                                  node->next->kind == KEUR_NODE_TABLE);

        if (emphasis != NULL && is_followed)
            keur_report(run, emphasis->span,
                        "\"%.*s\" stands in the place of a heading; write it as one, so that it is "
                        "in the table of contents",
                        KEUR_ARGUMENT(keur_slice(document, emphasis->content)));
    }
}

const struct keur_check sections_emphasis_as_heading = {
    .size = sizeof(struct keur_check),
    .id = "sections/emphasis-as-heading",
    .summary = "What reads as a heading is one.",
    .run = check_emphasis,
};
