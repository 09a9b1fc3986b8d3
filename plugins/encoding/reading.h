/* A stretch of text, and what it reads when characters that are UTF-8 in a code
 * page are taken for the character that this UTF-8 means: once, twice, and in
 * different code pages one after another.
 *
 * Among all readings the one that surprises least is searched.  In one round
 * and one code page that is a shortest path: behind each character, the best
 * reading that ends there with a character as it was, or with one that was put
 * together.  Some of the best readings of a round go into the next one. */
#ifndef READING_H
#define READING_H

#include "code_page.h"
#include "plausibility.h"

enum {
    GLYPHS_MOST = 512, /* of a reading; longer stretches are taken in pieces */
    READINGS_MOST = 4, /* that go into the next round */
    ROUNDS_MOST = 6,
};

/* Six bits of a character were lost, and may have been any of these: bit n for the value n.  None
 * when nothing was lost, or what was is known. */
enum { UNLIKELY_LOSS = 6 };
struct choices {
    uint64_t values;
    uint64_t unlikely; /* of these, which would hardly have been lost */
    uint8_t shift;     /* where in the character the bits stand */
    bool is_unknown;   /* it was lost in an earlier round, and can no longer be told */
};

struct glyph {
    struct trait trait;
    size_t begin, end; /* in the source */
    bool is_changed;   /* put together of others */
    uint8_t loss;      /* the surprise at what of it was lost */
    struct choices choices;
    uint8_t others;  /* choices that are as good */
    uint32_t second; /* the best of them; 0 when it cannot be known */
};

struct reading {
    struct glyph glyphs[GLYPHS_MOST];
    size_t count;
    int surprise;
    int cause; /* the part of it that the rounds and pages have */
    uint8_t rounds;
    uint16_t pages; /* that were used, a bit for each */
    uint16_t alone; /* each of which gives this reading without any other */
};

void reading_copy(struct reading *to, const struct reading *from);

/* What stands around the stretch, and what is known of the damage around. */
struct surroundings {
    struct context before;
    struct trait after, second_after;
    uint16_t favoured; /* pages that are the cause elsewhere, a bit for each */
};

/* The least surprise of a reading in this page alone, without that at the page; of the original
 * where none is better. */
struct page_surprises {
    int of[CODE_PAGE_COUNT];
};
/* How seldom the page is the cause. */
int page_rarity(enum code_page_id page);

struct reader;
struct reader *reader_new(keur_run *run, const struct code_page_index *index,
                          const struct alphabets *alphabets);
/* The best reading of `original`, whose glyphs and count are given; perhaps itself.  Both belong to
 * the caller; the answer, which belongs to the reader, lives until the next call. */
const struct reading *reader_find(struct reader *reader, struct reading *original,
                                  const struct surroundings *surroundings);
/* How many ways to go on it has looked at in all: what its work costs. */
size_t reader_steps(const struct reader *reader);
/* The best one with another text, if any, of the last stretch that was read. */
const struct reading *reader_second(const struct reader *reader);
/* Of that stretch, too. */
const struct page_surprises *reader_pages(const struct reader *reader);

#endif
