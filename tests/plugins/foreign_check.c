/* A plugin that offers a check under the name of another plugin.
 *
 *     cc -shared -fPIC -Isrc/api tests/plugins/foreign_check.c -o foreign_check.so
 */
#include "keur_plugin.h"

static void run(keur_run *run, const keur_document *document)
{
    (void)run;
    (void)document;
}

static const struct keur_check check = {
    .size = sizeof(struct keur_check),
    .id = "links/missing-target",
    .summary = "It belongs to another.",
    .run = run,
};

static const struct keur_check *const checks[] = {&check, NULL};

KEUR_PLUGIN(foreign_check) = {
    .api_version = KEUR_API_VERSION,
    .size = sizeof(struct keur_plugin),
    .name = "foreign_check",
    .summary = "Its check has a foreign id.",
    .checks = checks,
};
