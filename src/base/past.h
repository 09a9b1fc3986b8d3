/* Files of a project that are, for one run, not as the disk has them: as they were before. */
#ifndef BASE_PAST_H
#define BASE_PAST_H

#include <stddef.h>

#include "api/keur_plugin.h"

enum past_state {
    PAST_ABSENT = 1, /* a folder too */
    PAST_TEXT,       /* it is there, and has this text */
    PAST_UNREAD,     /* it is there; nobody reads it */
};
struct past_file {
    struct keur_text path; /* relative to the root, normalized */
    enum past_state state;
    struct keur_text text;
};
struct past {
    struct past_file *items;
    size_t count, capacity;
};

/* In byte order of their paths, as the functions below need them; of several with one path the
 * first stays. */
void past_sort(struct past *past);
const struct past_file *past_find(const struct past *past, struct keur_text path);
/* The index of the first at or behind this path. */
size_t past_from(const struct past *past, struct keur_text path);

#endif
