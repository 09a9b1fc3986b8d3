/* A plugin of a newer minor version: its structs are larger than ours.
 *
 *     cc -shared -fPIC -Isrc/api tests/plugins/newer_minor.c -o newer_minor.so
 */
#include "keur_plugin.h"

struct new_check {
    struct keur_check check;
    void (*run_later)(keur_run *run);
};

static void run(keur_run *run, const keur_document *document)
{
    (void)document;
    keur_report(run, (struct keur_span){0, 0}, "the newer check runs");
}

static void run_later(keur_run *run)
{
    keur_report(run, (struct keur_span){0, 0}, "nobody calls this");
}

static const struct new_check check = {
    .check = {.size = sizeof(struct new_check),
              .id = "newer_minor/runs",
              .summary = "It runs.",
              .run = run},
    .run_later = run_later,
};

static const struct keur_check *const checks[] = {&check.check, NULL};

KEUR_PLUGIN(newer_minor) = {
    .api_version = KEUR_API_VERSION + 1,
    .size = sizeof(struct keur_plugin),
    .name = "newer_minor",
    .summary = "Built after the interface grew.",
    .checks = checks,
};
