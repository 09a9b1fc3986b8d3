/* Regular expressions.  The one file that includes <pcre2.h>; `struct
 * keur_pattern` of the plugin header is made here, keur_match() is here too. */
#ifndef BASE_PATTERN_H
#define BASE_PATTERN_H

#include "api/keur_plugin.h"
#include "base/arena.h"

/* Why a pattern does not compile. */
struct pattern_mistake {
    struct keur_text message;
    struct keur_text before; /* the part of the pattern before the mistake */
};

/* UTF-8 (bytes that are not match nothing), `^` and `$` at line ends.  NULL after a mistake.  It
 * lives until the arena is freed, which may not be reset. */
keur_pattern *pattern_compile(struct keur_text source, struct arena *arena,
                              struct pattern_mistake *ret_mistake);
/* The same for an expression of ECMA-262 (with its flag u): `^` and `$` at the ends of the text. */
keur_pattern *pattern_compile_ecma(struct keur_text source, struct arena *arena,
                                   struct pattern_mistake *ret_mistake);
/* Does it compile? */
bool pattern_is_ecma(struct keur_text source, struct arena *scratch);

#endif
