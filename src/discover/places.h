/* Paths of a project, and the list of those that were found. */
#ifndef DISCOVER_PLACES_H
#define DISCOVER_PLACES_H

#include <stdbool.h>

#include "discover/discover.h"

/* `path` lives in the arena. */
void places_add(struct targets *targets, const struct project *project, struct keur_text path,
                struct arena *arena);
void places_add_nested(struct targets *targets, struct keur_text root, struct arena *arena);

/* Does `ignore:` of the project name this path, or a folder above it? */
bool places_ignores_file(const struct project *project, struct keur_text path);
/* And all that lies in it? */
bool places_ignores_folder(const struct project *project, struct keur_text path);

#endif
