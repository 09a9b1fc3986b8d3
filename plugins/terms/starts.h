/* How forms of terms begin: a quick look at words tells where none can stand, before a pattern is
 * tried. */
#ifndef STARTS_H
#define STARTS_H

#include <limits.h>

#include "begins.h"

enum { STARTS = 4, BEGINS = 16 };

struct starts {
    const struct keur_text *forms; /* "*" stands for the rest of a word */
    size_t count;
    bool is_exact;  /* beyond the first letter */
    bool are_words; /* all forms begin with a letter or digit */
    /* By the first bytes of a word: the forms that may begin so; bit i is that of the forms i,
     * i + 64 ... */
    uint64_t bytes[STARTS][UCHAR_MAX + 1];
    /* How words of them begin, each once; none: that is not known, or there are too many. */
    begins begins[BEGINS];
    size_t begin_count;
};

/* The forms stay the caller's. */
void starts_fill(struct starts *starts, const struct keur_text *forms, size_t count, bool is_exact);
/* The first word at or behind this one where a form may stand; a number past the words when there
 * is none. */
size_t starts_next(const struct starts *starts, const struct keur_all_prose *all, size_t word);

#endif
