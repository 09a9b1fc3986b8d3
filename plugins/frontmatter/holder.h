/* Documents that hold a value which only one of them may hold. */
#ifndef HOLDER_H
#define HOLDER_H

#include "keur_plugin.h"

struct holder {
    struct keur_text key;
    struct keur_text circle; /* values are compared within it; may be empty */
    struct keur_text value;
    size_t document;
    struct keur_span span;
};

struct holders {
    struct holder *items; /* of the run */
    size_t count, capacity;
};
void holders_add(keur_run *run, struct holders *holders, const struct holder *holder);
/* Reports every holder of a value that another document holds too.  Sorts them. */
void holders_report(keur_run *run, const keur_index *index, struct holders *holders);

#endif
