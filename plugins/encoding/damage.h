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

struct readings {
    struct reading *best;         /* the caller's, with its doubts marked */
    const struct reading *second; /* the next best with another text, or NULL */
};

/* Says what the best reading changes in the next word from glyph `from` on.  Returns the glyph
 * behind it; 0 when nothing more is repaired.  Memory is the run's. */
size_t damage_describe(keur_run *run, const struct alphabets *alphabets,
                       const struct readings *readings, size_t from, struct damage *damage);
void damage_report(keur_run *run, const struct damage *damage);

/* ---- candidate.c ---------------------------------------------------------------- */

/* A text in which damage is looked for from its begin to its end. */
struct candidates {
    const struct code_page_index *index;
    struct keur_text text;
    size_t seen, entity; /* no entity is between them; both are 0 before one was looked for */
};
/* The first place at or behind `at` where damage can be; the text's length when there is none. */
size_t find_candidate(struct candidates *candidates, size_t at);
/* A character or an entity; its length, 0 at the end. */
size_t glyph_at(struct keur_text text, size_t at, uint32_t *ret_character);
/* The first entity at or behind `at`; the text's length when there is none. */
size_t next_entity(struct keur_text text, size_t at);
/* Where a character may stand that the first entity goes on; the length without entities. */
size_t before_first_entity(struct keur_text text);

/* ---- doubt.c ------------------------------------------------------------------- */

/* Marks the glyphs of which bits were lost and other characters could stand as well. */
void mark_doubts(const struct alphabets *alphabets, struct reading *reading,
                 const struct surroundings *surroundings);

/* ---- explained.c ----------------------------------------------------------------- */

/* A line that speaks of encodings, or has the right text too, and quotes what is damaged. */
bool damage_is_explained(const keur_document *document, struct keur_span line,
                         const struct damage *damage);

#endif
