#include "mkdocs.h"

static const struct keur_check *const checks[] = {
    &mkdocs_alert,
    &mkdocs_attribute_list,
    &mkdocs_bare_url,
    &mkdocs_block_in_heading,
    &mkdocs_container_body,
    &mkdocs_container_marker,
    &mkdocs_duplicate_abbreviation,
    &mkdocs_duplicate_footnote,
    &mkdocs_empty_item,
    &mkdocs_indented_code,
    &mkdocs_list_indentation,
    &mkdocs_list_marker,
    &mkdocs_list_numbers,
    &mkdocs_list_without_blank_line,
    &mkdocs_markdown_in_html,
    &mkdocs_missing_snippet,
    &mkdocs_tab_in_code,
    &mkdocs_trailing_backslash,
    &mkdocs_unclosed_comment,
    &mkdocs_unclosed_emphasis,
    &mkdocs_unclosed_html,
    &mkdocs_unclosed_fence,
    &mkdocs_undefined_footnote,
    &mkdocs_underline,
    &mkdocs_unknown_icon,
    &mkdocs_unused_footnote,
    NULL,
};

KEUR_PLUGIN(mkdocs) = {
    .api_version = KEUR_API_VERSION,
    .size = sizeof(struct keur_plugin),
    .name = "mkdocs",
    .summary = "What the site shows otherwise than the writer meant.",
    .checks = checks,
};
