/* House rules of Acme: headings do not end in punctuation. */
#include <keur_plugin.h>
#include <string.h>

struct punctuation_options {
    struct keur_text forbidden;
};

static const struct keur_option option_table[] = {
    {
        .name = "forbidden",
        .type = KEUR_OPTION_TEXT,
        .offset = offsetof(struct punctuation_options, forbidden),
        .fallback = "'.,;:'",
        .summary = "characters that no heading ends with",
    },
    {.name = NULL},
};

static void check_punctuation(keur_run *run, const keur_document *document)
{
    const struct punctuation_options *options = keur_options(run);
    const struct keur_heading *heading;
    for (size_t i = 0; (heading = keur_heading(document, i)) != NULL; i++) {
        struct keur_span place = heading->node->content;
        struct keur_text text = keur_slice(document, place);
        if (text.length == 0)
            continue;
        char last = text.bytes[text.length - 1];
        if (!memchr(options->forbidden.bytes, last, options->forbidden.length))
            continue;
        place.begin = place.end - 1;
        struct keur_edit edit = {.span = place, .replacement = {"", 0}, .safety = KEUR_SAFE};
        struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
        keur_report_details(run, place, &details, "heading ends with \"%c\", leave it out", last);
    }
}

static const struct keur_check heading_punctuation = {
    .size = sizeof(struct keur_check),
    .id = "acme/heading-punctuation",
    .summary = "A heading does not end in punctuation.",
    .options = option_table,
    .options_size = sizeof(struct punctuation_options),
    .run = check_punctuation,
};

static const struct keur_check *const checks[] = {&heading_punctuation, NULL};

KEUR_PLUGIN(acme) = {
    .api_version = KEUR_API_VERSION,
    .size = sizeof(struct keur_plugin),
    .name = "acme",
    .summary = "House rules of Acme.",
    .checks = checks,
};
