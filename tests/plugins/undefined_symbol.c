/* A plugin that calls a function which no keur has.
 *
 *     cc -shared -fPIC -Isrc/api tests/plugins/undefined_symbol.c -o undefined_symbol.so
 */
#include "keur_plugin.h"

void keur_from_the_future(keur_run *run);

static void run(keur_run *run, const keur_document *document)
{
    (void)document;
    keur_from_the_future(run);
}

static const struct keur_check check = {
    .size = sizeof(struct keur_check),
    .id = "undefined_symbol/runs",
    .summary = "It would run.",
    .run = run,
};

static const struct keur_check *const checks[] = {&check, NULL};

KEUR_PLUGIN(undefined_symbol) = {
    .api_version = KEUR_API_VERSION,
    .size = sizeof(struct keur_plugin),
    .name = "undefined_symbol",
    .summary = "It needs a newer host.",
    .checks = checks,
};
