#include "terms.h"

static const struct keur_check *const checks[] = {
    &check_glossary,      &check_pattern,    &check_preferred,  &check_repeated_word,
    &check_repeated_item, &check_unbalanced, &check_unknown_id, NULL,
};

KEUR_PLUGIN(terms) = {
    .api_version = KEUR_API_VERSION,
    .size = sizeof(struct keur_plugin),
    .name = "terms",
    .summary = "Words: agreed terms and patterns, and slips of the pen that any text may have.",
    .checks = checks,
};
