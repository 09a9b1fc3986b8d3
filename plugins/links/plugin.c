/* links: the sources section, links that are malformed, and targets that are missing. */
#include "links.h"

static const struct keur_option sources_fields[] = {
    {
        .name = "heading",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct sources_setting, headings),
        .summary = "heading of the section that lists the sources, or several that may be used",
        .is_required = true,
    },
    {0},
};

static const struct keur_setting sources_setting = {
    .size = sizeof(struct keur_setting),
    .key = "sources",
    .summary = "where documents of this type list their sources",
    .shape =
        {
            .type = KEUR_OPTION_RECORD,
            .fields = sources_fields,
            .fields_size = sizeof(struct sources_setting),
        },
};

static const struct keur_setting *const settings[] = {&sources_setting, NULL};

static const struct keur_check *const checks[] = {
    &links_source_without_link,
    &links_duplicate_source,
    &links_missing_bracket,
    &links_space_before_target,
    &links_unclosed,
    &links_reversed,
    &links_line_break,
    &links_undefined_reference,
    &links_empty_target,
    &links_empty_text,
    &links_placeholder_target,
    &links_malformed_scheme,
    &links_missing_target,
    &links_missing_anchor,
    &links_nav_entry,
    &links_not_in_nav,
    &links_site_file,
    &links_own_address,
    &links_template_target,
    &links_legal_reference,
    &links_pdf_page,
    &links_other_id,
    &links_other_title,
    &links_local_page,
    &links_text_fragment,
    &links_unreferenced,
    &links_duplicate_title,
    &links_source_title,
    &links_part_of_word,
    &links_same_text,
    NULL,
};

KEUR_PLUGIN(links) = {
    .api_version = KEUR_API_VERSION,
    .size = sizeof(struct keur_plugin),
    .name = "links",
    .summary = "Links and their targets, and the sources section.",
    .checks = checks,
    .settings = settings,
};
