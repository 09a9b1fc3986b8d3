/* Where an address in the project's own repository leads. */
#ifndef SITE_REPOSITORY_H
#define SITE_REPOSITORY_H

#include "model/project.h"

/* False for an address that is of no repository of the project; `path` is decoded.  The project has
 * a site. */
bool repository_find(const struct project *project, struct keur_text host, struct keur_text path,
                     struct arena *arena, struct keur_destination *ret_destination);

#endif
