/* Documents of one type that have the same title. */
#include <stdlib.h>

#include "links.h"

struct titled {
    struct keur_text type, title; /* folded */
    size_t document;
};

static int compare_titled(const void *left, const void *right)
{
    const struct titled *a = left, *b = right;
    int order = keur_text_compare(a->type, b->type);

    if (order == 0)
        order = keur_text_compare(a->title, b->title);
    return order != 0 ? order : (a->document > b->document) - (a->document < b->document);
}

static bool are_alike(const struct titled *a, const struct titled *b)
{
    return keur_text_equals(a->type, b->type) && keur_text_equals(a->title, b->title);
}

static struct keur_text title_of(const keur_index *index, size_t document)
{
    struct titles titles = titles_of(index, document, (struct keur_text){"id", 2});

    return keur_text_trim(titles.title.length > 0 ? titles.title : titles.heading);
}

/* Where the title stands. */
static struct keur_span place_of(const keur_index *index, size_t document, struct keur_text title)
{
    const unsigned kinds = 1U << KEUR_ENTRY_HEADING | 1U << KEUR_ENTRY_VALUE;
    struct keur_entry entry;

    for (size_t i = 0; keur_index_next(index, document, kinds, &i, &entry);) {
        if (keur_text_equals(keur_text_trim(entry.text), title))
            return entry.span;
    }
    return (struct keur_span){0, 0};
}

static void report(keur_run *run, const keur_index *index, size_t document, size_t other)
{
    struct keur_text title = title_of(index, document);
    struct keur_related related = {
        .path = keur_index_path(index, other),
        .span = place_of(index, other, title_of(index, other)),
        .message = {"this document has the same title", 32},
    };
    struct keur_details details = {.size = sizeof details, .related = &related, .related_count = 1};

    keur_report_on(run, document, place_of(index, document, title), &details,
                   "\"%.*s\" is the title of %.*s too: readers cannot tell the two apart",
                   KEUR_ARGUMENT(text_shortened(run, title)), KEUR_ARGUMENT(related.path));
}

static void check_duplicate_title(keur_run *run, const keur_index *index)
{
    size_t size = keur_index_size(index), count = 0;
    struct titled *items = keur_allocate(run, (size + 1) * sizeof *items);

    for (size_t i = 0; i < size; i++) {
        struct keur_text type = keur_index_type(index, i), title;

        if (type.length == 0)
            continue;
        title = title_of(index, i);
        if (title.length > 0)
            items[count++] = (struct titled){type, text_plain(run, title), i};
    }
    qsort(items, count, sizeof *items, compare_titled);
    for (size_t i = 0, first = 0; i < count; i++) {
        if (i > 0 && are_alike(&items[first], &items[i])) {
            if (i == first + 1)
                report(run, index, items[first].document, items[i].document);
            report(run, index, items[i].document, items[first].document);
        } else {
            first = i;
        }
    }
}

const struct keur_check links_duplicate_title = {
    .size = sizeof(struct keur_check),
    .id = "links/duplicate-title",
    .summary = "Documents of one type have different titles.",
    .run_project = check_duplicate_title,
};
