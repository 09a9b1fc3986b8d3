/* .gitignore files: what git says of a path. */
#ifndef DISCOVER_IGNORE_H
#define DISCOVER_IGNORE_H

#include <stdbool.h>

#include "api/keur_plugin.h"
#include "base/arena.h"
#include "base/error.h"

/* The patterns of one file, and below them those of the folders above. */
struct ignore;

/* For what lies in `folder`, given what holds for what lies above it (NULL: nothing).  Gives
 * `above` when the folder has no .gitignore. */
const struct ignore *ignore_enter(const struct ignore *above, struct keur_text folder,
                                  struct arena *arena, struct errors *errors);
/* What holds above the folder `root`: .git/info/exclude and the .gitignore files from the root of
 * its repository down.  All folders are absolute. */
const struct ignore *ignore_above(struct keur_text root, struct arena *arena,
                                  struct errors *errors);
/* Does a pattern name this absolute path itself?  What lies in an ignored folder is ignored with
 * it: the caller does not go there. */
bool ignore_names(const struct ignore *ignore, struct keur_text path, bool is_folder);

#endif
