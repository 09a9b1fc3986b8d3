/* A plugin whose edits do as its options say, harm too. */
#include <string.h>

#include "keur_plugin.h"

struct replace_options {
    struct keur_pairs words; /* what is found, and what takes its place */
    bool is_unsafe;
};
static const struct keur_option replace_table[] = {
    {.name = "words",
     .type = KEUR_OPTION_PAIRS,
     .offset = offsetof(struct replace_options, words),
     .summary = "words, and what takes their place; '-' for nothing to take it"},
    {.name = "unsafe",
     .type = KEUR_OPTION_BOOLEAN,
     .offset = offsetof(struct replace_options, is_unsafe),
     .summary = "the edits are proposals"},
    {.name = NULL},
};

static void replace_at(keur_run *run, size_t at, const struct keur_pair *pair)
{
    const struct replace_options *options = keur_options(run);
    struct keur_edit edit = {.span = {at, at + pair->key.length},
                             .replacement = pair->value,
                             .safety = options->is_unsafe ? KEUR_UNSAFE : KEUR_SAFE};
    bool has_edit = pair->value.length != 1 || pair->value.bytes[0] != '-';
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = has_edit};
    keur_report_details(run, edit.span, &details, "found \"%.*s\"", KEUR_ARGUMENT(pair->key));
}

/* mender/replace: each place where a word stands. */
static void replace(keur_run *run, const keur_document *document)
{
    const struct replace_options *options = keur_options(run);
    struct keur_text source = keur_source(document);
    for (size_t at = 0; at < source.length; at++)
        for (size_t i = 0; i < options->words.count; i++) {
            const struct keur_pair *pair = &options->words.items[i];
            if (pair->key.length > 0 && at + pair->key.length <= source.length &&
                memcmp(source.bytes + at, pair->key.bytes, pair->key.length) == 0)
                replace_at(run, at, pair);
        }
}

static bool has_heading(const keur_index *index, struct keur_text text)
{
    struct keur_entry entry;
    for (size_t i = 0; i < keur_index_size(index); i++)
        for (size_t j = 0; keur_index_entry(index, i, j, &entry); j++)
            if (entry.kind == KEUR_ENTRY_HEADING && keur_text_equals(entry.text, text))
                return true;
    return false;
}

/* mender/needs: the value of `needs` is a heading of some document.  `needs: soon` is mended to
 * "Now". */
static void needs(keur_run *run, const keur_index *index)
{
    static const struct keur_text key = {"needs", 5}, soon = {"soon", 4};
    struct keur_entry entry;
    for (size_t i = 0; i < keur_index_size(index); i++)
        for (size_t j = 0; keur_index_entry(index, i, j, &entry); j++) {
            if (entry.kind != KEUR_ENTRY_VALUE || !keur_text_equals(entry.name, key) ||
                has_heading(index, entry.text))
                continue;
            struct keur_edit edit = {
                .span = entry.span, .replacement = {"Now", 3}, .safety = KEUR_SAFE};
            struct keur_details details = {.size = sizeof details,
                                           .edits = &edit,
                                           .edit_count = keur_text_equals(entry.text, soon)};
            keur_report_on(run, i, entry.span, &details, "no document has the heading \"%.*s\"",
                           KEUR_ARGUMENT(entry.text));
        }
}

static const struct keur_check check_replace = {
    .size = sizeof check_replace,
    .id = "mender/replace",
    .summary = "None of the words is there.",
    .options = replace_table,
    .options_size = sizeof(struct replace_options),
    .run = replace,
};
static const struct keur_check check_needs = {
    .size = sizeof check_needs,
    .id = "mender/needs",
    .summary = "Documents that are needed are there.",
    .run_project = needs,
};
static const struct keur_check *const checks[] = {&check_replace, &check_needs, NULL};

KEUR_PLUGIN(mender) = {
    .api_version = KEUR_API_VERSION,
    .size = sizeof(struct keur_plugin),
    .name = "mender",
    .summary = "Edits, good and bad, for tests.",
    .checks = checks,
};
