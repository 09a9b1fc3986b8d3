/* Text in which a rule does not hold: the matches of its option `except`. */
#ifndef EXCEPTIONS_H
#define EXCEPTIONS_H

#include "keur_plugin.h"

/* Of one text; zeroed but for the pattern, which may be NULL. */
struct exceptions {
    const keur_pattern *pattern;
    struct keur_span match; /* the last one that was found */
    bool is_over;
};

/* Does this part of the text touch one?  Asked for parts in their order. */
bool exceptions_hold(struct exceptions *exceptions, struct keur_text text, struct keur_span part);

#endif
