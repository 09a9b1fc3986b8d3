/* Regular expressions.  The one file that includes <pcre2.h>; `struct
 * keur_pattern` of the plugin header is made here, keur_match() is here too. */
#ifndef BASE_PATTERN_H
#define BASE_PATTERN_H

#include "api/keur_plugin.h"
#include "base/arena.h"

/* UTF-8 (bytes that are not match nothing), `^` and `$` at line ends.  NULL with *ret_message and
 * *ret_offset (bytes in the pattern) set when it does not compile.  It lives as long as the arena;
 * pattern_free() gives back what JIT has taken besides; NULL is fine. */
keur_pattern *pattern_compile(struct keur_text source, struct arena *arena,
                              struct keur_text *ret_message, size_t *ret_offset);
void pattern_free(keur_pattern *pattern);

#endif
