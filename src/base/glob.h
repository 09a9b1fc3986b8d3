/* Patterns for paths, as in .gitignore and .keur.yaml. */
#ifndef BASE_GLOB_H
#define BASE_GLOB_H

#include <stdbool.h>

#include "api/keur_plugin.h"

/* Matches a whole path: `*` and `?` stay within a folder, a whole part `**` is any
 * number of folders, [a-z] and [!a-z] are sets, a backslash takes the next byte
 * literally.  Time is bounded by the product of both lengths. */
bool glob_matches(struct keur_text pattern, struct keur_text path);

/* A list in order, where a pattern that begins with '!' takes paths out again. */
bool globs_match(const struct keur_texts *patterns, struct keur_text path);

#endif
