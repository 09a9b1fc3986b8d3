/* A plugin that calls itself otherwise than its file.
 *
 *     cc -shared -fPIC -Isrc/api tests/plugins/wrong_name.c -o wrong_name.so
 */
#include "keur_plugin.h"

static const struct keur_check *const checks[] = {NULL};

KEUR_PLUGIN(wrong_name) = {
    .api_version = KEUR_API_VERSION,
    .size = sizeof(struct keur_plugin),
    .name = "right_name",
    .summary = "Its name is another.",
    .checks = checks,
};
