/* Eight bytes at once: an answer about each of them is in its highest bit. */
#ifndef EIGHT_H
#define EIGHT_H

#include <string.h>

#include "keur_plugin.h"

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* The bytes at `at`, which must all be there; the first one is the lowest. */
static inline uint64_t eight_at(struct keur_text text, size_t at)
{
    uint64_t eight;
    memcpy(&eight, text.bytes + at, sizeof(eight));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    eight = __builtin_bswap64(eight);
#endif
    return eight;
}

/* Which of them is the first that is marked; at least one must be. */
static inline size_t first_marked(uint64_t marks)
{
    return (size_t)__builtin_ctzll(marks) / 8;
}

#endif
