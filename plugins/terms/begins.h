/* How words of all prose begin, eight at once. */
#ifndef BEGINS_H
#define BEGINS_H

#include <string.h>

#include "keur_plugin.h"

/* A comparison gives all ones for each word for which it holds. */
typedef uint16_t begins __attribute__((vector_size(KEUR_WORDS_BEHIND * sizeof(uint16_t))));

static inline begins begins_of(const struct keur_all_prose *all, size_t word)
{
    begins eight;

    memcpy(&eight, all->begins + word, sizeof(eight));
    return eight;
}

/* Bit i is that of the word i for which a comparison holds. */
static inline unsigned begins_bits(begins same)
{
    uint64_t halves[2];

    memcpy(halves, &same, sizeof(halves));
    if ((halves[0] | halves[1]) == 0)
        return 0;
    const begins bits = {1, 2, 4, 8, 16, 32, 64, 128};
    begins own = same & bits;
    memcpy(halves, &own, sizeof(halves));
    halves[0] |= halves[1];
    halves[0] |= halves[0] >> 32;
    return (unsigned)((halves[0] | halves[0] >> 16) & 0xFF);
}

#endif
