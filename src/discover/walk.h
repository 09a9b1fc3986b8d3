/* Documents below a folder of a project. */
#ifndef DISCOVER_WALK_H
#define DISCOVER_WALK_H

#include <stdbool.h>

#include "discover/discover.h"

/* `folder` is relative to the root and without links, "" for the root itself. */
bool walk_folder(const struct project *project, struct keur_text folder, struct arena *arena,
                 struct targets *targets, struct errors *errors);

#endif
