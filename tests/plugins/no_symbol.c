/* A shared object that is no plugin: it exports something else.
 *
 *     cc -shared -fPIC -Isrc/api tests/plugins/no_symbol.c -o no_symbol.so
 */
#include "keur_plugin.h"

static const struct keur_check *const checks[] = {NULL};

KEUR_PLUGIN(another_symbol) = {
    .api_version = KEUR_API_VERSION,
    .size = sizeof(struct keur_plugin),
    .name = "no_symbol",
    .summary = "Its symbol has another name.",
    .checks = checks,
};
