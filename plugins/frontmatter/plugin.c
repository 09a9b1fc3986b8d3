#include "frontmatter.h"
#include "schema.h"

static const struct keur_check *const checks[] = {
    &check_missing,
    &check_unclosed,
    &check_invalid_yaml,
    &check_not_a_mapping,
    &check_duplicate_key,
    &check_schema,
    &check_required_key,
    &check_unknown_key,
    &check_empty_value,
    &check_type,
    &check_allowed_value,
    &check_pattern,
    &check_items,
    &check_length,
    &check_number,
    &check_format,
    &check_combination,
    &check_words,
    &check_final_period,
    &check_file_name,
    &check_unique,
    &check_reference,
    &check_mutual_reference,
    &check_unique_value,
    &check_site_reading,
    NULL,
};

static const struct keur_setting *const settings[] = {&schema_setting, &schema_references_setting,
                                                      &schema_formats_setting, NULL};

KEUR_PLUGIN(frontmatter) = {
    .api_version = KEUR_API_VERSION,
    .size = sizeof(struct keur_plugin),
    .name = "frontmatter",
    .summary =
        "Front matter: is it there, is it YAML, does it fit the schema of its document type.",
    .checks = checks,
    .settings = settings,
};
