/* What the plugins with a fault have in common: a check that reports the first line of each
 * document, and goes wrong where a document holds the word FAULT. */
#ifndef PLUGINS_FAULT_H
#define PLUGINS_FAULT_H

#include <string.h>

#include "keur_plugin.h"

static inline bool fault_is_due(const keur_document *document)
{
    static const char word[] = "FAULT";
    struct keur_text source = keur_source(document);

    for (size_t i = 0; i + sizeof word - 1 <= source.length; i++)
        if (memcmp(source.bytes + i, word, sizeof word - 1) == 0)
            return true;
    return false;
}

/* Defines the plugin `name` with one check, name/fault, that calls goes_wrong(). */
#define FAULT_PLUGIN(name_)                                                      \
    static void run(keur_run *run, const keur_document *document)                \
    {                                                                            \
        keur_report(run, keur_line(document, 0), #name_ " was here");            \
        if (fault_is_due(document))                                              \
            goes_wrong(run, document);                                           \
    }                                                                            \
    static const struct keur_check fault_check = {                               \
        .size = sizeof(struct keur_check),                                       \
        .id = #name_ "/fault",                                                   \
        .summary = "Goes wrong.",                                                \
        .run = run,                                                              \
        .needs_only_bytes = true,                                                \
    };                                                                           \
    static const struct keur_check *const fault_checks[] = {&fault_check, NULL}; \
    KEUR_PLUGIN(name_) = {                                                       \
        .api_version = KEUR_API_VERSION,                                         \
        .size = sizeof(struct keur_plugin),                                      \
        .name = #name_,                                                          \
        .summary = "Goes wrong.",                                                \
        .checks = fault_checks,                                                  \
    }

#endif
