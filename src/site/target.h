/* Where the target of a link leads. */
#ifndef SITE_TARGET_H
#define SITE_TARGET_H

#include "model/project.h"

/* As keur_resolve() of the plugin header; `from` and all paths are relative to the project root,
 * results live in the arena or are views of what was given. */
struct keur_destination target_resolve(const struct project *project, struct arena *arena,
                                       struct keur_text from, struct keur_text target,
                                       enum keur_target_base base);
/* As keur_relative_target(). */
struct keur_text target_relative(const struct project *project, struct arena *arena,
                                 struct keur_text from, struct keur_text to);

#endif
