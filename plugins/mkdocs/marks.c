/* Footnotes, abbreviations and snippets: names that are defined and used. */
#include <stdlib.h>

#include "mkdocs.h"

struct marks {
    const struct keur_mark **items;
    size_t count;
};

static int compare_marks(const void *a, const void *b)
{
    const struct keur_mark *first = *(const struct keur_mark *const *)a;
    const struct keur_mark *second = *(const struct keur_mark *const *)b;
    int order = keur_text_compare(first->name, second->name);
    return order != 0 ? order
                      : (first->span.begin > second->span.begin) -
                            (first->span.begin < second->span.begin);
}

/* All of a kind, by name and place. */
static struct marks marks_of(keur_run *run, const keur_document *document, enum keur_mark_kind kind)
{
    const struct keur_mark *mark;
    struct marks marks = {NULL, 0};
    for (size_t i = 0; (mark = keur_mark(document, i)) != NULL; i++)
        marks.count += mark->kind == kind;
    if (marks.count == 0)
        return marks;
    marks.items = keur_allocate(run, marks.count * sizeof *marks.items);
    size_t count = 0;
    for (size_t i = 0; (mark = keur_mark(document, i)) != NULL; i++)
        if (mark->kind == kind)
            marks.items[count++] = mark;
    qsort(marks.items, marks.count, sizeof *marks.items, compare_marks);
    return marks;
}

static bool marks_have(const struct marks *marks, struct keur_text name)
{
    size_t low = 0, high = marks->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = keur_text_compare(marks->items[middle]->name, name);
        if (order == 0)
            return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

/* The definition behind it with the same name is the one that counts. */
static bool is_repeated(const struct marks *marks, size_t i)
{
    return i > 0 && keur_text_equals(marks->items[i - 1]->name, marks->items[i]->name);
}

static struct keur_details related_to(const struct keur_mark *mark, struct keur_related *related)
{
    *related = (struct keur_related){.span = mark->name_span, .message = {"defined here too", 16}};
    return (struct keur_details){
        .size = sizeof(struct keur_details), .related = related, .related_count = 1};
}

/* A snippet may bring definitions and uses with it. */
static bool has_snippets(const keur_document *document)
{
    const struct keur_mark *mark;
    for (size_t i = 0; (mark = keur_mark(document, i)) != NULL; i++)
        if (mark->kind == KEUR_MARK_SNIPPET)
            return true;
    return false;
}

/* ---- Footnotes ---- */

/* "[^a-z]" is a pattern that somebody writes about, if there are no footnotes at all. */
static bool is_plain_name(struct keur_text name)
{
    for (size_t i = 0; i < name.length; i++)
        if (!((name.bytes[i] | 0x20) >= 'a' && (name.bytes[i] | 0x20) <= 'z') &&
            !(name.bytes[i] >= '0' && name.bytes[i] <= '9'))
            return false;
    return true;
}

static void check_undefined_footnote(keur_run *run, const keur_document *document)
{
    struct marks uses = marks_of(run, document, KEUR_MARK_FOOTNOTE_USE);
    struct marks definitions = marks_of(run, document, KEUR_MARK_FOOTNOTE);
    if (uses.count == 0 || has_snippets(document))
        return;
    for (size_t i = 0; i < uses.count; i++) {
        const struct keur_mark *use = uses.items[i];
        if (!marks_have(&definitions, use->name) &&
            (definitions.count > 0 || is_plain_name(use->name)))
            keur_report(run, use->span,
                        "footnote \"%.*s\" is not defined, and readers see \"[^%.*s]\"; write its "
                        "text on a line: [^%.*s]: ...",
                        KEUR_ARGUMENT(use->name), KEUR_ARGUMENT(use->name),
                        KEUR_ARGUMENT(use->name));
    }
}

static void check_duplicate_footnote(keur_run *run, const keur_document *document)
{
    struct marks definitions = marks_of(run, document, KEUR_MARK_FOOTNOTE);
    for (size_t i = 0; i < definitions.count; i++) {
        const struct keur_mark *mark = definitions.items[i];
        struct keur_related related;
        if (!is_repeated(&definitions, i))
            continue;
        struct keur_details details = related_to(definitions.items[i - 1], &related);
        if (keur_text_equals(mark->text, definitions.items[i - 1]->text))
            keur_report_details(run, mark->name_span, &details,
                                "footnote \"%.*s\" is defined twice; take one of the two out",
                                KEUR_ARGUMENT(mark->name));
        else
            keur_report_details(run, mark->name_span, &details,
                                "footnote \"%.*s\" is defined again, and the text before it is "
                                "lost; give it another name",
                                KEUR_ARGUMENT(mark->name));
    }
}

static void check_unused_footnote(keur_run *run, const keur_document *document)
{
    struct marks uses = marks_of(run, document, KEUR_MARK_FOOTNOTE_USE);
    struct marks definitions = marks_of(run, document, KEUR_MARK_FOOTNOTE);
    if (definitions.count == 0 || has_snippets(document))
        return;
    for (size_t i = 0; i < definitions.count; i++) {
        const struct keur_mark *mark = definitions.items[i];
        if (!is_repeated(&definitions, i) && !marks_have(&uses, mark->name))
            keur_report(run, mark->name_span,
                        "nothing refers to footnote \"%.*s\", and its text stands below the page; "
                        "write [^%.*s] where it belongs, or take it out",
                        KEUR_ARGUMENT(mark->name), KEUR_ARGUMENT(mark->name));
    }
}

/* ---- Abbreviations ---- */

static void check_duplicate_abbreviation(keur_run *run, const keur_document *document)
{
    struct marks definitions = marks_of(run, document, KEUR_MARK_ABBREVIATION);
    for (size_t i = 0; i < definitions.count; i++) {
        const struct keur_mark *mark = definitions.items[i];
        struct keur_related related;
        if (!is_repeated(&definitions, i))
            continue;
        struct keur_details details = related_to(definitions.items[i - 1], &related);
        if (keur_text_equals(mark->text, definitions.items[i - 1]->text))
            keur_report_details(run, mark->name_span, &details,
                                "abbreviation \"%.*s\" is explained twice; take one of the two out",
                                KEUR_ARGUMENT(mark->name));
        else
            keur_report_details(run, mark->name_span, &details,
                                "abbreviation \"%.*s\" is explained again, and readers see this "
                                "text only; keep one of the two",
                                KEUR_ARGUMENT(mark->name));
    }
}

/* ---- The checks ---- */

const struct keur_check mkdocs_undefined_footnote = {
    .size = sizeof(struct keur_check),
    .id = "mkdocs/undefined-footnote",
    .summary = "Every footnote that is referred to has a text.",
    .run = check_undefined_footnote,
};

const struct keur_check mkdocs_duplicate_footnote = {
    .size = sizeof(struct keur_check),
    .id = "mkdocs/duplicate-footnote",
    .summary = "A footnote is defined once.",
    .run = check_duplicate_footnote,
};

const struct keur_check mkdocs_unused_footnote = {
    .size = sizeof(struct keur_check),
    .id = "mkdocs/unused-footnote",
    .summary = "Every footnote is referred to.",
    .run = check_unused_footnote,
};

const struct keur_check mkdocs_duplicate_abbreviation = {
    .size = sizeof(struct keur_check),
    .id = "mkdocs/duplicate-abbreviation",
    .summary = "An abbreviation is explained once.",
    .run = check_duplicate_abbreviation,
};
