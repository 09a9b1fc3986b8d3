/* Plugins: found, loaded, and looked at before any of their code runs. */
#ifndef LOAD_PLUGIN_H
#define LOAD_PLUGIN_H

#include <stdint.h>

#include "api/keur_plugin.h"
#include "base/arena.h"

/* The major versions of the interface that are loaded. */
struct plugin_window {
    uint32_t oldest, newest;
};
#define PLUGIN_WINDOW ((struct plugin_window){.oldest = KEUR_API_MAJOR, .newest = KEUR_API_MAJOR})

struct plugins;

/* Nothing is loaded yet; folders that are not there are passed over. */
struct plugins *plugins_new(struct arena *arena, struct keur_texts folders,
                            struct plugin_window window);
/* Loads a plugin once.  NULL with the reason, a whole sentence, when that fails.  What is given is
 * a copy: members that the plugin does not know of are zero. */
const struct keur_plugin *plugins_get(struct plugins *plugins, struct keur_text name,
                                      struct keur_text *ret_reason);
/* The folder that a loaded plugin was found in, by its number. */
size_t plugins_folder(const struct plugins *plugins, const struct keur_plugin *plugin);
/* The i-th that was loaded without failure; NULL past the last one. */
const struct keur_plugin *plugins_loaded(const struct plugins *plugins, size_t i);
/* Names of all there are in the folders, loaded or not, sorted. */
struct keur_texts plugins_names(struct plugins *plugins);

const struct keur_check *plugin_check(const struct keur_plugin *plugin, struct keur_text id);
const struct keur_setting *plugin_setting(const struct keur_plugin *plugin, struct keur_text key);
/* Ids of its checks. */
struct keur_texts plugin_checks(const struct keur_plugin *plugin, struct arena *arena);

#endif
