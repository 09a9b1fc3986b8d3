/* frontmatter/unique-value: a value of this key stands in one document only. */
#include <stdlib.h>
#include <string.h>

#include "frontmatter.h"

struct unique_options {
    struct keur_text key;
    struct keur_texts documents;
};

static const struct keur_option option_table[] = {
    {.name = "key",
     .type = KEUR_OPTION_TEXT,
     .offset = offsetof(struct unique_options, key),
     .summary = "key of the front matter; that of an inner key is written 'outer.inner'",
     .is_required = true},
    {.name = "documents",
     .type = KEUR_OPTION_TEXTS,
     .offset = offsetof(struct unique_options, documents),
     .summary = "names of the document types to compare; none: all documents"},
    {.name = NULL},
};

struct holder {
    struct keur_text value;
    size_t document;
    struct keur_span span;
};

static bool is_compared(const struct unique_options *options, struct keur_text type)
{
    if (options->documents.count == 0)
        return true;
    for (size_t i = 0; i < options->documents.count; i++) {
        if (keur_text_equals(options->documents.items[i], type))
            return true;
    }
    return false;
}

/* Counts, and fills `items` when it is there. */
static size_t collect(const keur_run *run, const keur_index *index, struct holder *items)
{
    const struct unique_options *options = keur_options(run);
    size_t size = keur_index_size(index);
    size_t count = 0;

    for (size_t document = 0; document < size; document++) {
        struct keur_entry entry;
        if (!is_compared(options, keur_index_type(index, document)))
            continue;
        for (size_t i = 0; keur_index_entry(index, document, i, &entry); i++) {
            struct keur_text value = keur_text_trim(entry.text);
            if (entry.kind != KEUR_ENTRY_VALUE || value.length == 0 ||
                !keur_text_equals(entry.name, options->key))
                continue;
            if (items != NULL)
                items[count] = (struct holder){value, document, entry.span};
            count++;
        }
    }
    return count;
}

static int holder_compare(const void *left, const void *right)
{
    const struct holder *a = left;
    const struct holder *b = right;
    size_t shorter = a->value.length < b->value.length ? a->value.length : b->value.length;
    int order = shorter == 0 ? 0 : memcmp(a->value.bytes, b->value.bytes, shorter);

    if (order != 0)
        return order;
    if (a->value.length != b->value.length)
        return a->value.length < b->value.length ? -1 : 1;
    if (a->document != b->document)
        return a->document < b->document ? -1 : 1;
    return a->span.begin < b->span.begin ? -1 : a->span.begin > b->span.begin;
}

static void report(keur_run *run, const keur_index *index, const struct holder *holder,
                   const struct holder *first)
{
    const struct unique_options *options = keur_options(run);
    struct keur_text path = keur_index_path(index, first->document);
    struct keur_related related = {
        .path = path, .span = first->span, .message = {"it stands here first", 20}};
    struct keur_details details = {
        .size = sizeof(details), .related = &related, .related_count = 1};

    keur_report_on(run, holder->document, holder->span, &details,
                   "\"%.*s\" is the \"%.*s\" of %.*s already; every document needs its own",
                   KEUR_ARGUMENT(holder->value), KEUR_ARGUMENT(options->key), KEUR_ARGUMENT(path));
}

static void check(keur_run *run, const keur_index *index)
{
    size_t count = collect(run, index, NULL);
    struct holder *holders = keur_allocate(run, (count + 1) * sizeof(*holders));
    size_t first = 0;

    collect(run, index, holders);
    qsort(holders, count, sizeof(*holders), holder_compare);
    for (size_t i = 1; i < count; i++) {
        if (!keur_text_equals(holders[i].value, holders[first].value))
            first = i;
        else if (holders[i].document != holders[i - 1].document)
            report(run, index, &holders[i], &holders[first]);
    }
}

const struct keur_check check_unique_value = {
    .size = sizeof(struct keur_check),
    .id = "frontmatter/unique-value",
    .summary = "A value of this key stands in one document only.",
    .options = option_table,
    .options_size = sizeof(struct unique_options),
    .run_project = check,
};
