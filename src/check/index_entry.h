/* What an entry of the index is in memory and on pipes: flat, without pointers. */
#ifndef CHECK_INDEX_ENTRY_H
#define CHECK_INDEX_ENTRY_H

#include <stdint.h>

#include "base/text.h"

/* A text in the part's bytes.  A part is smaller than 4 GiB: a document is limited, and so is what
 * its aliases make of its front matter. */
struct place {
    uint32_t begin, length;
};

static inline struct keur_text text_at(struct keur_text bytes, struct place place)
{
    return text_slice(bytes, place.begin, (size_t)place.begin + place.length);
}

/* What keur_entry says. */
struct index_entry {
    uint16_t kind; /* of a note: the number of its rule */
    int16_t level;
    struct place name, text;
    uint32_t span_begin, span_end;
};

#endif
