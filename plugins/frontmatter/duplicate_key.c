/* frontmatter/duplicate-key: a key stands once in its mapping. */
#include <stdlib.h>

#include "frontmatter.h"
#include "rewrite.h"
#include "value.h"

struct entry {
    const struct keur_value *value;
};

static int entry_compare(const void *left, const void *right)
{
    const struct keur_value *a = ((const struct entry *)left)->value;
    const struct keur_value *b = ((const struct entry *)right)->value;
    int order = keur_text_compare(a->key, b->key);

    if (order != 0)
        return order;
    return a->key_span.begin < b->key_span.begin ? -1 : a->key_span.begin > b->key_span.begin;
}

static void report(keur_run *run, const keur_document *document, const struct keur_value *value,
                   const struct keur_value *first)
{
    struct keur_edit edit;
    struct keur_related related = {.span = first->key_span,
                                   .message = {"the key stands here first", 25}};
    struct keur_details details = {
        .size = sizeof(details), .edits = &edit, .related = &related, .related_count = 1};

    if (value_equals(value, first)) {
        details.edit_count = rewrite_without_entry(document, value, &edit) ? 1 : 0;
        keur_report_details(run, value->key_span, &details,
                            "key \"%.*s\" stands here again with the same value; remove one of "
                            "them",
                            KEUR_ARGUMENT(value->key));
    } else {
        keur_report_details(run, value->key_span, &details,
                            "key \"%.*s\" stands here again; only the last value counts, the "
                            "earlier one is lost",
                            KEUR_ARGUMENT(value->key));
    }
}

/* Most mappings are short, and most of their keys have a length of their own. */
static bool is_short_and_distinct(const struct keur_value *map)
{
    enum { SHORT_MAP = 32 };

    if (map->child_count > SHORT_MAP)
        return false;
    for (const struct keur_value *a = map->first_child; a != NULL; a = a->next)
        for (const struct keur_value *b = a->next; b != NULL; b = b->next)
            if (a->key.length == b->key.length && keur_text_equals(a->key, b->key))
                return false;
    return true;
}

static void check_mapping(keur_run *run, const keur_document *document,
                          const struct keur_value *map)
{
    struct entry *entries = keur_allocate(run, map->child_count * sizeof(*entries));
    size_t count = 0;
    size_t first = 0;

    for (const struct keur_value *child = map->first_child; child != NULL; child = child->next)
        entries[count++].value = child;
    qsort(entries, count, sizeof(*entries), entry_compare);
    for (size_t i = 1; i < count; i++) {
        const struct keur_value *value = entries[i].value;
        bool is_merge = keur_text_equals(value->key, (struct keur_text){"<<", 2});
        if (!keur_text_equals(value->key, entries[first].value->key))
            first = i;
        else if (!is_merge) /* several mappings may be merged in */
            report(run, document, value, entries[first].value);
    }
}

static void check(keur_run *run, const keur_document *document)
{
    const struct keur_front_matter *front_matter = keur_front_matter(document);
    const struct keur_value *value = front_matter->root;

    if (front_matter->state != KEUR_FRONT_MATTER_VALID)
        return;
    for (; value != NULL; value = value_following(value)) {
        if (value->kind == KEUR_MAPPING && value->child_count > 1 &&
            !value_is_elsewhere(value->first_child) && !is_short_and_distinct(value))
            check_mapping(run, document, value);
    }
}

const struct keur_check check_duplicate_key = {
    .size = sizeof(struct keur_check),
    .id = "frontmatter/duplicate-key",
    .summary = "A key stands once in its mapping.",
    .run = check,
};
