/* A stretch of text that reads better otherwise: what of it changes, into what, and how sure that
 * is. */
#ifndef DAMAGE_H
#define DAMAGE_H

#include "reading.h"

struct damage {
    struct keur_span span; /* of what changes, first to last */
    struct keur_edit *edits;
    size_t edit_count;       /* 0 when it cannot be known what was meant */
    struct keur_text before; /* what stood before the only edit's place, for `explained` */
    struct keur_text word;   /* around it, as it is, */
    struct keur_text meant;  /* as it was, */
    struct keur_text other;  /* and as it may have been just as well; or empty */
    bool is_lost;            /* a byte is, and what it was is in doubt */
    bool has_more;           /* there is more than the two words */
    int gain;
};

/* How much worse a reading may be to be as good as the best. */
enum { CLOSE_READING = 3, CLOSE_CHOICE = 5 };

/* Says what `reading` changes; false when it repairs nothing.  `second` is the next best reading,
 * or NULL.  Marks the glyphs of which another choice is close.  Memory is the run's. */
bool damage_describe(keur_run *run, const struct alphabets *alphabets, struct reading *reading,
                     const struct reading *second, const struct surroundings *surroundings,
                     struct damage *damage);
void damage_report(keur_run *run, const struct damage *damage);

/* ---- doubt.c ------------------------------------------------------------------- */

/* Which characters could stand as well where bits of a glyph were lost. */
struct doubt {
    size_t glyph;
    uint32_t second; /* the best of the others; 0 when it cannot be known */
    size_t count;    /* of others */
};
/* Marks all glyphs in doubt, and tells of the first; false when there is none. */
bool find_doubt(const struct alphabets *alphabets, struct reading *reading,
                const struct surroundings *surroundings, struct doubt *ret_doubt);

/* ---- explained.c ----------------------------------------------------------------- */

/* A line that speaks of encodings, or has the right text too, and quotes what is damaged. */
bool damage_is_explained(const keur_document *document, struct keur_span line,
                         const struct damage *damage);

#endif
