/* A table of options and YAML -> a filled struct. */
#ifndef LOAD_OPTIONS_H
#define LOAD_OPTIONS_H

#include "load/setup.h"

enum options_unknown { OPTIONS_REFUSE_UNKNOWN = 0, OPTIONS_LEAVE_UNKNOWN };

/* Fills `into`, which is zeroed, with what the map says and the table's defaults; a NULL map says
 * nothing.  False after mistakes, which are all reported. */
bool options_fill(keur_setup *setup, const struct keur_option *table, const struct keur_value *map,
                  enum options_unknown unknown, void *into);
/* One value by itself, as `shape` says; `into` has options_size() bytes. */
bool options_fill_one(keur_setup *setup, const struct keur_option *shape,
                      const struct keur_value *value, void *into);
size_t options_size(const struct keur_option *shape);
/* Is it an option of the table? */
bool options_know(const struct keur_option *table, struct keur_text name);

#endif
