/* Where a byte stands next, for questions that go from left to right: most are answered without a
 * look at the text.  Zero has not looked yet. */
#ifndef PARSE_AHEAD_H
#define PARSE_AHEAD_H

#include "base/text.h"

struct ahead {
    size_t from, next; /* none from `from` on up to the byte in front of `next` */
};

/* Offset of the first `byte`, always the same one, at or behind `begin`; text.length when there is
 * none. */
static inline size_t ahead_find(struct ahead *ahead, struct keur_text text, char byte, size_t begin)
{
    if (begin < ahead->from || begin >= ahead->next) {
        ahead->from = begin;
        ahead->next = text_find(text, byte, begin) + 1;
    }
    return ahead->next - 1;
}

#endif
