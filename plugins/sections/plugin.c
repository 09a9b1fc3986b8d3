/* sections: which sections a document has, and that they say something. */
#include "sections.h"

static const struct keur_option section_fields[] = {
    {
        .name = "heading",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct section, headings),
        .summary = "the section's heading, or several that may be used",
        .is_required = true,
    },
    {
        .name = "required",
        .type = KEUR_OPTION_BOOLEAN,
        .offset = offsetof(struct section, is_required),
        .fallback = "true",
        .summary = "the section may not be missing",
    },
    {
        .name = "may-be-empty",
        .type = KEUR_OPTION_BOOLEAN,
        .offset = offsetof(struct section, may_be_empty),
        .fallback = "false",
        .summary = "a heading alone is enough",
    },
    {0},
};

static const struct keur_setting sections_setting = {
    .size = sizeof(struct keur_setting),
    .key = "sections",
    .summary = "the sections of documents of this type, in their order",
    .shape =
        {
            .type = KEUR_OPTION_RECORDS,
            .fields = section_fields,
            .fields_size = sizeof(struct section),
        },
};

static const struct keur_setting *const settings[] = {&sections_setting, NULL};

static const struct keur_check *const checks[] = {&sections_missing, &sections_empty, NULL};

KEUR_PLUGIN(sections) = {
    .api_version = KEUR_API_VERSION,
    .size = sizeof(struct keur_plugin),
    .name = "sections",
    .summary = "Which sections a document has, and that they say something.",
    .checks = checks,
    .settings = settings,
};
