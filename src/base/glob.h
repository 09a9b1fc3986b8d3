/* Patterns for paths, as in .gitignore and .keur.yaml. */
#ifndef BASE_GLOB_H
#define BASE_GLOB_H

#include <stdbool.h>

#include "api/keur_plugin.h"
#include "base/arena.h"

/* Matches a whole path: `*` and `?` stay within a folder, a whole part `**` is any
 * number of folders, [a-z] and [!a-z] are sets, a backslash takes the next byte
 * literally.  Time is bounded by the product of both lengths. */
bool glob_matches(struct keur_text pattern, struct keur_text path);

/* The same for one that many paths are matched with. */
struct glob {
    struct keur_text pattern;
    size_t prefix, tail;  /* bytes at its begin and end that stand for themselves */
    struct keur_text run; /* the longest in between that do */
};
struct glob glob_read(struct keur_text pattern);
bool glob_holds(const struct glob *glob, struct keur_text path);

/* A list in order, where a pattern that begins with '!' takes paths out again. */
struct globs {
    struct keur_texts texts;
    const struct glob *items; /* one for each, without '!' */
};
struct globs globs_read(struct keur_texts texts, struct arena *arena);
bool globs_match(const struct globs *globs, struct keur_text path);

#endif
