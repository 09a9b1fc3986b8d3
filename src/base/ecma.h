/* Regular expressions of ECMA-262, which JSON Schema has, in the words of PCRE2. */
#ifndef BASE_ECMA_H
#define BASE_ECMA_H

#include "api/keur_plugin.h"
#include "base/arena.h"

/* Rewrites what PCRE2, told to read \u as JavaScript does, still takes otherwise: \s and \S (white
 * space of ECMA-262, 12.2 and 12.3), long names of Unicode properties, surrogate pairs. */
struct keur_text ecma_rewrite(struct keur_text source, struct arena *arena);

#endif
