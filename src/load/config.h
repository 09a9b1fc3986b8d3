/* .keur.yaml and all that it extends, merged to one tree. */
#ifndef LOAD_CONFIG_H
#define LOAD_CONFIG_H

#include "load/load.h"
#include "load/placed.h"

/* The keys `extends` and `include` are used up; each value of `rules` is a map.  The map is empty
 * when nothing is configured; NULL after mistakes. */
struct placed *config_load(const struct load_request *request, struct keur_text root,
                           struct arena *arena, struct errors *errors);

/* Where packs lie; some of the folders may not be there. */
struct keur_texts config_pack_folders(const struct load_request *request, struct arena *arena);

#endif
