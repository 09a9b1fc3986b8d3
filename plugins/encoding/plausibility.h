/* How surprising is it to read this character behind those before it?  The
 * same measure for text as it is written and for what it may have meant: the
 * reading that surprises less is the better one.  Nothing is known of words;
 * known is what kinds of characters follow each other, and which letters are
 * written in one language.
 *
 * The unit is about half a nat: 2 more is e times less likely. */
#ifndef PLAUSIBILITY_H
#define PLAUSIBILITY_H

#include <string.h>

#include "encoding.h"

/* ---- alphabets.c ---------------------------------------------------------- */

enum {
    ALPHABET_LATIN = 0x190,      /* from U+00C0 */
    ALPHABET_LATIN_MORE = 0x100, /* from U+1E00 */
    ALPHABET_CYRILLIC = 0x130,   /* from U+0400 */
    ALPHABET_LETTERS = ALPHABET_LATIN + ALPHABET_LATIN_MORE + ALPHABET_CYRILLIC,
    ALPHABET_VIETNAMESE = 21,
    LATIN_ALPHABETS = 22, /* the first ones */
};

/* A bit for each alphabet that holds the letter. */
struct alphabets {
    uint32_t languages[ALPHABET_LETTERS];
};
void alphabets_fill(struct alphabets *table); /* a zeroed one */
/* 0 for what is no letter of one of them. */
/* The small letter of one of their capitals; else the character. */
uint32_t small_letter(uint32_t letter);
uint32_t alphabets_of(const struct alphabets *table, uint32_t letter);

/* ---- letter_table.c --------------------------------------------------------- */

enum { NEIGHBOURS = 28, NEIGHBOUR_LETTER = 26, NEIGHBOUR_NONE = 27 };

/* A small Latin letter beyond ASCII. */
struct letter_profile {
    uint16_t letter;
    uint8_t rarity;
    uint8_t in[LATIN_ALPHABETS];                  /* how rare it is in text of each language */
    int8_t before[NEIGHBOURS], after[NEIGHBOURS]; /* a to z, another letter, none */
};
extern const struct letter_profile letter_profiles[]; /* sorted */
extern const size_t letter_profile_count;

/* ---- languages.c ------------------------------------------------------------ */

enum { WORD_SLOTS = 2048, WORD_MOST = 12 };

/* Common words; a bit for each alphabet in whose languages they are. */
struct word_index {
    struct word_entry {
        uint32_t hash; /* 0: empty */
        uint32_t languages;
    } slots[WORD_SLOTS];
};
void word_index_fill(struct word_index *index); /* a zeroed one */

struct ballot {
    unsigned votes[LATIN_ALPHABETS];
};
/* Counts the common words of a part of the text. */
void ballot_add(struct ballot *ballot, const struct word_index *index, struct keur_text text,
                struct keur_span part);
/* The languages with the most votes; 0 when they are less than `least`. */
uint32_t ballot_winners(const struct ballot *ballot, unsigned least);

/* ---- traits.c --------------------------------------------------------------- */

enum kind {
    KIND_BLANK, /* and the beginning and the end of a line */
    KIND_NO_BREAK,
    KIND_DIGIT,
    KIND_PUNCTUATION, /* ASCII */
    KIND_LOWER,
    KIND_UPPER,
    KIND_LETTER, /* without case */
    KIND_MARK,
    KIND_QUOTE,
    KIND_OPENING, /* „ ¿: a word follows */
    KIND_DASH,
    KIND_CLOSING, /* … ™ ²: a word may stand before */
    KIND_SYMBOL,  /* € §: stand alone, or beside figures */
    KIND_ODD,     /* ¨ ¦: hardly ever in text */
    KIND_BOX,
    KIND_MATH,
    KIND_PICTOGRAM,
    KIND_UNSEEN,
    KIND_CONTROL,
    KIND_NEVER, /* not assigned, private, or of a script that is hardly ever met */
    KIND_COUNT,
};

enum script { SCRIPT_NONE, SCRIPT_LATIN, SCRIPT_GREEK, SCRIPT_CYRILLIC, SCRIPT_OTHER };

struct trait {
    uint8_t kind;
    uint8_t script; /* SCRIPT_OTHER and above: one number for each */
    uint8_t rarity; /* how surprising the character is by itself */
    bool is_ascii;
    uint8_t neighbour;  /* what it is for a letter beside it */
    uint16_t profile;   /* its place in letter_profiles, from 1; 0: none */
    uint32_t languages; /* of a letter beyond ASCII: those that write it */
    uint32_t character;
};
struct trait trait_of(const struct alphabets *alphabets, uint32_t character);

/* ---- plausibility.c ---------------------------------------------------------- */

/* The text around, which is right: scripts and languages that are to be expected. */
struct ambience {
    uint32_t languages; /* that write all its letters beyond ASCII */
    uint32_t common;    /* in which all its letters are common */
    uint32_t spoken;    /* those of its common words; 0: it has none */
    uint32_t
        scripts;     /* that it has, a bit for each below SCRIPT_OTHER; 0: it has too few letters */
    bool is_damaged; /* there is damage for certain */
};

/* What was read so far, as far as it matters. */
struct context {
    struct ambience ambience;
    struct trait last, before_last;
    uint32_t languages; /* that write all letters of the word so far */
    uint32_t signs;     /* beyond ASCII, since the last letter, when directly behind it */
    uint32_t length;    /* of the word so far, in letters */
    bool has_lower;     /* the word does */
    bool is_quoted;     /* a quote or bracket opens just before */
    bool is_mention;    /* one did before the word */
    bool is_open;       /* a typographic quote opened, and was not closed */
};
/* Those in whose texts the letter is common; 0 when it is in none. */
uint32_t languages_where_common(const struct trait *trait);
/* At the beginning of a line. */
struct context context_begin(struct ambience ambience);
/* Reads on; tells the surprise. */
int context_step(struct context *context, const struct trait *trait);

#endif
