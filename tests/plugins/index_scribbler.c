/* A plugin that writes into the index. */
#include "keur_plugin.h"

static void run_project(keur_run *run, const keur_index *index)
{
    struct keur_text path = keur_index_path(index, 0);
    keur_report_on(run, 0, (struct keur_span){0, 0}, NULL, "index_scribbler was here");
    *(char *)(uintptr_t)path.bytes = 'X';
}

static const struct keur_check check = {
    .size = sizeof(struct keur_check),
    .id = "index_scribbler/fault",
    .summary = "Goes wrong.",
    .run_project = run_project,
};
static const struct keur_check *const checks[] = {&check, NULL};

KEUR_PLUGIN(index_scribbler) = {
    .api_version = KEUR_API_VERSION,
    .size = sizeof(struct keur_plugin),
    .name = "index_scribbler",
    .summary = "Goes wrong.",
    .checks = checks,
};
