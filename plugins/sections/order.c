/* Sections in another order than their type declares, at another level, twice, or of no type. */
#include <string.h>

#include "sections.h"

/* ---- Order ---- */

/* The sections that a document has, in the order of their declaration. */
struct chain {
    const struct keur_heading **headings;
    size_t *lengths; /* of the longest ordered chain that ends here */
    size_t *previous;
    bool *is_kept;
    size_t count;
};

static struct chain chain_make(keur_run *run, const keur_document *document,
                               const struct group *group)
{
    struct chain chain = {.count = 0};

    chain.headings = keur_allocate(run, (group->count + 1) * sizeof(const struct keur_heading *));
    chain.lengths = keur_allocate(run, (group->count + 1) * sizeof *chain.lengths);
    chain.previous = keur_allocate(run, (group->count + 1) * sizeof *chain.previous);
    chain.is_kept = keur_allocate(run, (group->count + 1) * sizeof *chain.is_kept);
    for (size_t i = 0; i < group->count; i++) {
        if (group->found[i] != NOT_FOUND && !group->sections[i].stands_anywhere)
            chain.headings[chain.count++] = keur_heading(document, (size_t)group->found[i]);
    }
    return chain;
}

/* Keeps as many as stand in order (the longest increasing subsequence): the others are misplaced.
 * There are few sections, so that pairs may be compared. */
static void chain_keep(struct chain *chain)
{
    size_t best = 0;

    for (size_t i = 0; i < chain->count; i++) {
        chain->lengths[i] = 1;
        chain->previous[i] = i;
        for (size_t j = 0; j < i; j++) {
            if (chain->headings[j]->node->span.begin < chain->headings[i]->node->span.begin &&
                chain->lengths[j] + 1 > chain->lengths[i]) {
                chain->lengths[i] = chain->lengths[j] + 1;
                chain->previous[i] = j;
            }
        }
        if (chain->lengths[i] > chain->lengths[best])
            best = i;
    }
    for (size_t i = best; chain->count > 0; i = chain->previous[i]) {
        chain->is_kept[i] = true;
        if (chain->previous[i] == i)
            break;
    }
}

static bool begins_line(const keur_document *document, const struct keur_heading *heading)
{
    size_t begin = heading->node->span.begin;

    return keur_line(document, keur_line_at(document, begin)).begin == begin;
}

/* Takes the whole section away, and puts it before another heading. */
static void report_misplaced(keur_run *run, const keur_document *document,
                             const struct chain *chain, size_t index)
{
    const struct keur_heading *heading = chain->headings[index], *other;
    struct keur_span moved = {heading->node->span.begin, heading->section.end};
    size_t i = index;

    while (i > 0 && !chain->is_kept[i - 1])
        i--;
    bool is_behind = i > 0;
    if (!is_behind)
        for (i = index + 1; i < chain->count && !chain->is_kept[i]; i++)
            ;
    other = chain->headings[is_behind ? i - 1 : i];
    size_t to = is_behind ? other->section.end : other->node->span.begin;
    struct keur_edit edits[] = {
        {{to, to}, keur_slice(document, moved), KEUR_UNSAFE},
        {moved, {"", 0}, KEUR_UNSAFE},
    };
    struct keur_related related = {{"", 0}, other->node->span, {"this section", 12}};
    struct keur_details details = {
        .size = sizeof details,
        .edits = edits,
        .related = &related,
        .related_count = 1,
    };
    bool is_movable = begins_line(document, heading) && begins_line(document, other) &&
                      moved.end < keur_source(document).length &&
                      to < keur_source(document).length && (to <= moved.begin || to >= moved.end);
    details.edit_count = is_movable ? 2 : 0;
    keur_report_details(run, heading->node->span, &details,
                        is_behind ? "section \"%.*s\" is out of order: it belongs behind \"%.*s\""
                                  : "section \"%.*s\" is out of order: it belongs before \"%.*s\"",
                        KEUR_ARGUMENT(heading->text), KEUR_ARGUMENT(other->text));
}

static void check_order(keur_run *run, const keur_document *document)
{
    const struct form *form = form_read(run, document);

    for (const struct group *group = form != NULL ? form->groups : NULL; group != NULL;
         group = group->next) {
        struct chain chain = chain_make(run, document, group);

        chain_keep(&chain);
        for (size_t i = 0; i < chain.count; i++) {
            if (!chain.is_kept[i])
                report_misplaced(run, document, &chain, i);
        }
    }
}

const struct keur_check sections_order = {
    .size = sizeof(struct keur_check),
    .id = "sections/order",
    .summary = "The sections of a document stand in the order of its type.",
    .run = check_order,
};

/* ---- Twice ---- */

static void check_repeated(keur_run *run, const keur_document *document)
{
    const struct form *form = form_read(run, document);

    for (size_t i = 0; form != NULL && i < form->heading_count; i++) {
        const struct meaning *meaning = &form->meanings[i];
        const struct keur_heading *heading = keur_heading(document, i);

        if (meaning->section == NULL || meaning->section->may_repeat)
            continue;
        ptrdiff_t found = meaning->group->found[meaning->section - meaning->group->sections];
        if (found == (ptrdiff_t)i)
            continue;
        const struct keur_heading *first = keur_heading(document, (size_t)found);
        struct keur_related related = {{"", 0}, first->node->span, {"the other one", 13}};
        struct keur_details details = {
            .size = sizeof details, .related = &related, .related_count = 1};

        keur_report_details(run, heading->node->span, &details,
                            "section \"%.*s\" stands here again: make one of the two",
                            KEUR_ARGUMENT(heading->text));
    }
}

const struct keur_check sections_repeated = {
    .size = sizeof(struct keur_check),
    .id = "sections/repeated",
    .summary = "A section stands once, unless its type says that it may be repeated.",
    .run = check_repeated,
};

/* ---- Of no type ---- */

static struct keur_text allowed_names(keur_run *run, const keur_document *document,
                                      const struct group *group)
{
    struct keur_text names = {"", 0};

    for (size_t i = 0; i < group->count; i++) {
        const struct section *section = &group->sections[i];

        if (section->headings.count > 0 || section->pattern != NULL ||
            value_at(document, section->key) != NULL)
            names = keur_format(run, "%.*s%s\"%.*s\"", KEUR_ARGUMENT(names),
                                names.length > 0 ? ", " : "",
                                KEUR_ARGUMENT(section_name(section, document)));
    }
    return names;
}

/* The title of the page is no section. */
static bool is_title(const keur_document *document, size_t index)
{
    return index == 0 && keur_heading(document, 0)->level == 1;
}

static void check_unknown(keur_run *run, const keur_document *document)
{
    const struct form *form = form_read(run, document);

    for (size_t i = 0; form != NULL && i < form->heading_count; i++) {
        const struct meaning *meaning = &form->meanings[i];
        const struct group *group =
            meaning->parent == NOT_FOUND ? form->groups : form->meanings[meaning->parent].opens;
        const struct keur_heading *heading = keur_heading(document, i);

        if (meaning->section != NULL || group == NULL || group->allows_others ||
            is_title(document, i))
            continue;
        if (group->count == 0)
            keur_report(run, heading->node->span,
                        "heading \"%.*s\" is not allowed here: this section has no headings",
                        KEUR_ARGUMENT(heading->text));
        else
            keur_report(run, heading->node->span,
                        "heading \"%.*s\" is not allowed here: the headings are %.*s",
                        KEUR_ARGUMENT(heading->text),
                        KEUR_ARGUMENT(allowed_names(run, document, group)));
    }
}

const struct keur_check sections_unknown = {
    .size = sizeof(struct keur_check),
    .id = "sections/unknown",
    .summary = "A document has no other headings than its type allows.",
    .run = check_unknown,
};

/* ---- Level ---- */

static void check_level(keur_run *run, const keur_document *document)
{
    const struct form *form = form_read(run, document);

    for (size_t i = 0; form != NULL && i < form->heading_count; i++) {
        const struct section *section = form->meanings[i].section;
        const struct keur_heading *heading = keur_heading(document, i);
        size_t begin = heading->node->span.begin;

        if (section == NULL || section->level == 0 || section->level == heading->level)
            continue;
        struct keur_text marks = {"######", (size_t)section->level};
        struct keur_edit edit = {
            .span = {begin, begin + (size_t)heading->level},
            .replacement = marks,
            .safety = KEUR_UNSAFE,
        };
        struct keur_details details = {.size = sizeof details, .edits = &edit};

        details.edit_count = !heading->is_setext && keur_slice(document, edit.span).bytes[0] == '#';
        keur_report_details(run, heading->node->span, &details,
                            "section \"%.*s\" has a heading of level %d, expected %d: \"%.*s\"",
                            KEUR_ARGUMENT(heading->text), heading->level, (int)section->level,
                            KEUR_ARGUMENT(marks));
    }
}

const struct keur_check sections_level = {
    .size = sizeof(struct keur_check),
    .id = "sections/level",
    .summary = "The heading of a section has the level that its type says.",
    .run = check_level,
};
