/* The UTF-8 of one character, each byte read as a character of a code page. */
#ifndef SEQUENCE_H
#define SEQUENCE_H

#include "reading.h"

enum { SEQUENCES_MOST = 72 };

struct sequence {
    uint32_t target; /* what was meant */
    uint8_t count;   /* glyphs */
    uint8_t loss;    /* the surprise at what was lost; 0 when nothing was */
    struct choices choices;
};
/* Those that begin at glyph `at`, at most SEQUENCES_MOST.  Strict UTF-8: no overlong forms, no
 * surrogates.  One byte may be lost: dropped because the page does not use it, replaced by U+FFFD
 * (most often for that reason too), a no-break space that became a blank, a typographic quote that
 * became a straight one. */
size_t sequences_at(const struct code_page_index *index, enum code_page_id page,
                    const struct reading *reading, size_t at, struct sequence *ret_sequences);

#endif
