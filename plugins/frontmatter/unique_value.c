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

static void collect(keur_run *run, const keur_index *index, size_t document,
                    struct holders *holders)
{
    const struct keur_text key = ((const struct unique_options *)keur_options(run))->key;
    struct keur_entry entry;

    for (size_t i = 0;
         keur_index_named(index, document, 1U << KEUR_ENTRY_VALUE, key, &i, &entry);) {
        struct keur_text value = keur_text_trim(entry.text);
        if (value.length > 0)
            holders_add(run, holders,
                        &(struct holder){
                            .key = key, .value = value, .document = document, .span = entry.span});
    }
}

static void check(keur_run *run, const keur_index *index)
{
    const struct unique_options *options = keur_options(run);
    struct holders holders = {NULL, 0, 0};

    for (size_t document = 0; document < keur_index_size(index); document++)
        if (is_compared(options, keur_index_type(index, document)))
            collect(run, index, document, &holders);
    holders_report(run, index, &holders);
}

const struct keur_check check_unique_value = {
    .size = sizeof(struct keur_check),
    .id = "frontmatter/unique-value",
    .summary = "A value of this key stands in one document only.",
    .options = option_table,
    .options_size = sizeof(struct unique_options),
    .run_project = check,
};
