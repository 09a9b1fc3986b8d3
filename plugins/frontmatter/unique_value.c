/* frontmatter/unique-value: a value of this key stands in one document only. */
#include "frontmatter.h"
#include "holder.h"

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
        for (size_t i = 0; keur_index_next(index, document, 1U << KEUR_ENTRY_VALUE, &i, &entry);) {
            struct keur_text value = entry.text;
            if (entry.name.length != options->key.length ||
                !keur_text_equals(entry.name, options->key) ||
                (value = keur_text_trim(value)).length == 0)
                continue;
            if (items != NULL)
                items[count] = (struct holder){
                    .key = options->key, .value = value, .document = document, .span = entry.span};
            count++;
        }
    }
    return count;
}

static void check(keur_run *run, const keur_index *index)
{
    size_t count = collect(run, index, NULL);
    struct holder *holders = keur_allocate(run, (count + 1) * sizeof(*holders));

    collect(run, index, holders);
    holders_report(run, index, holders, count);
}

const struct keur_check check_unique_value = {
    .size = sizeof(struct keur_check),
    .id = "frontmatter/unique-value",
    .summary = "A value of this key stands in one document only.",
    .options = option_table,
    .options_size = sizeof(struct unique_options),
    .run_project = check,
};
