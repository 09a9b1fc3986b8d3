/* A plugin that offers two checks with one id.
 *
 *     cc -shared -fPIC -Isrc/api tests/plugins/duplicate_check.c -o duplicate_check.so
 */
#include "keur_plugin.h"

static void run(keur_run *run, const keur_document *document)
{
    (void)run;
    (void)document;
}

static const struct keur_check first = {
    .size = sizeof(struct keur_check),
    .id = "duplicate_check/same",
    .summary = "The first.",
    .run = run,
};

static const struct keur_check second = {
    .size = sizeof(struct keur_check),
    .id = "duplicate_check/same",
    .summary = "The second.",
    .run = run,
};

static const struct keur_check *const checks[] = {&first, &second, NULL};

KEUR_PLUGIN(duplicate_check) = {
    .api_version = KEUR_API_VERSION,
    .size = sizeof(struct keur_plugin),
    .name = "duplicate_check",
    .summary = "One id, two checks.",
    .checks = checks,
};
