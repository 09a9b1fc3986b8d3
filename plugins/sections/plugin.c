/* sections: which sections a document has, in which order, and what they hold. */
#include "sections.h"

static const struct keur_setting *const settings[] = {
    &sections_setting,
    &sections_others_setting,
    &sections_document_directives,
    NULL,
};

static const struct keur_check *const checks[] = {
    &sections_missing,
    &sections_empty,
    &sections_order,
    &sections_repeated,
    &sections_unknown,
    &sections_level,
    &sections_content,
    &sections_directive,
    &sections_directive_arguments,
    &sections_level_jump,
    &sections_second_title,
    &sections_empty_heading,
    &sections_duplicate_heading,
    &sections_emphasis_as_heading,
    &sections_template_leftover,
    NULL,
};

KEUR_PLUGIN(sections) = {
    .api_version = KEUR_API_VERSION,
    .size = sizeof(struct keur_plugin),
    .name = "sections",
    .summary = "Which sections a document has, in which order, and what they hold.",
    .checks = checks,
    .settings = settings,
};
