/* The branches and tags of the repository that a clone came from, as far as the clone knows them.
 * Files below .git are read, git is not run. */
#ifndef BASE_REFS_H
#define BASE_REFS_H

#include "api/keur_plugin.h"
#include "base/arena.h"

struct refs;

/* `root` is the folder that holds .git, absolute.  Nothing is read before the first question, and
 * all lives as long as the arena. */
struct refs *refs_new(struct arena *arena, struct keur_text root);

enum refs_answer {
    REFS_UNKNOWN, /* the clone is of another repository, is shallow, or has not all branches */
    REFS_THERE,
    REFS_ABSENT,
};
/* Does the repository, "host/OWNER/NAME", have a branch or tag with which `path`, "name/docs/a.md",
 * begins?  Branches that were not pushed count as there. */
enum refs_answer refs_find(struct refs *refs, struct keur_text repository, struct keur_text path);
/* The branch or tag with the name that is nearest to this one; empty when none is near. */
struct keur_text refs_nearest(const struct refs *refs, struct keur_text name);

#endif
