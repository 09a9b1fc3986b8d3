#include "spelling.h"

static const struct keur_check *const checks[] = {&check_unknown_word, NULL};

KEUR_PLUGIN(spelling) = {
    .api_version = KEUR_API_VERSION,
    .size = sizeof(struct keur_plugin),
    .name = "spelling",
    .summary = "Words that no dictionary knows.",
    .checks = checks,
};
