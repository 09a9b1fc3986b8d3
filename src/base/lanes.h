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

/* All ones where the byte is one of at most 128.  The first becomes the least of signed numbers,
 * which processors compare at once. */
static inline lanes lanes_from_to(lanes bytes, unsigned char first, unsigned char last)
{
    typedef signed char signed_lanes __attribute__((vector_size(LANES)));

    return (lanes)((signed_lanes)(bytes - first - 0x80) < (signed char)(last + 1 - first - 0x80));
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
    uint64_t low = lanes_half(all, 0), high = lanes_half(all, LANES / 2);

    if (low != 0)
        return (size_t)__builtin_ctzll(low) / 8;
    return high != 0 ? LANES / 2 + (size_t)__builtin_ctzll(high) / 8 : LANES;
}

#endif
