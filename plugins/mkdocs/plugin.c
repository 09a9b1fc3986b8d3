#include "mkdocs.h"

static const struct keur_check *const checks[] = {
    &mkdocs_list_without_blank_line,
    &mkdocs_list_indentation,
    &mkdocs_list_marker,
    &mkdocs_list_numbers,
    &mkdocs_empty_item,
    &mkdocs_container_marker,
    &mkdocs_container_body,
    &mkdocs_alert,
    &mkdocs_indented_code,
    NULL,
};

KEUR_PLUGIN(mkdocs) = {
    .api_version = KEUR_API_VERSION,
    .size = sizeof(struct keur_plugin),
    .name = "mkdocs",
    .summary = "What the site shows otherwise than the writer meant.",
    .checks = checks,
};
