/* A plugin of an older minor version: its structs end before ours do.  What follows them in memory
 * must not be read.
 *
 *     cc -shared -fPIC -Isrc/api tests/plugins/older_minor.c -o older_minor.so
 */
#include "keur_plugin.h"

struct old_check {
    size_t size;
    const char *id, *summary;
    const struct keur_option *options;
    size_t options_size;
    const void *(*prepare)(keur_setup *setup, const void *options);
    void (*run)(keur_run *run, const keur_document *document);
};

struct old_plugin {
    uint32_t api_version;
    size_t size;
    const char *name, *summary;
    const struct old_check *const *checks;
};

static void run(keur_run *run, const keur_document *document)
{
    (void)document;
    keur_report(run, (struct keur_span){0, 0}, "the older check runs");
}

static const struct {
    struct old_check check;
    uintptr_t behind[8];
} guarded = {
    .check = {.size = sizeof(struct old_check),
              .id = "older_minor/runs",
              .summary = "It runs.",
              .run = run},
    .behind = {1, 1, 1, 1, 1, 1, 1, 1},
};

static const struct old_check *const checks[] = {&guarded.check, NULL};

struct guarded_plugin {
    struct old_plugin plugin;
    uintptr_t behind[8];
};

extern KEUR_EXPORT const struct guarded_plugin keur_plugin_older_minor;
const struct guarded_plugin keur_plugin_older_minor = {
    .plugin = {.api_version = (uint32_t)KEUR_API_MAJOR << 16,
               .size = sizeof(struct old_plugin),
               .name = "older_minor",
               .summary = "Built before the interface grew.",
               .checks = checks},
    .behind = {1, 1, 1, 1, 1, 1, 1, 1},
};
