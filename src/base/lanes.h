/* Sixteen bytes at once.  A comparison gives all ones in each lane where it holds. */
#ifndef BASE_LANES_H
#define BASE_LANES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { LANES = 16 };
typedef unsigned char lanes __attribute__((vector_size(LANES)));

static inline lanes lanes_at(const char *bytes)
{
    lanes all;

    memcpy(&all, bytes, sizeof all);
    return all;
}

/* Eight lanes from `begin` on, the first one lowest. */
static inline uint64_t lanes_half(lanes all, size_t begin)
{
    uint64_t bytes;

    memcpy(&bytes, (const char *)&all + begin, sizeof bytes);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    bytes = __builtin_bswap64(bytes);
#endif
    return bytes;
}

/* The first lane that is not 0; LANES when there is none. */
static inline size_t lanes_first(lanes all)
{
    for (size_t half = 0; half < LANES; half += sizeof(uint64_t)) {
        uint64_t bytes = lanes_half(all, half);
        if (bytes != 0)
            return half + (size_t)__builtin_ctzll(bytes) / 8;
    }
    return LANES;
}

#endif
