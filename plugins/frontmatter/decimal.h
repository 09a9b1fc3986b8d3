/* Numbers as YAML and JSON write them, exactly: no rounding at any size. */
#ifndef DECIMAL_H
#define DECIMAL_H

#include "keur_plugin.h"

/* 0.d1d2d3... times 10 to the exponent; no digits for zero.  Points into the value's text. */
struct decimal {
    bool is_number; /* false for .nan, and for what is no number at all */
    bool is_infinite;
    bool is_negative;
    const char
        *digits;  /* from the first to the last that is not 0; the point may stand among them */
    size_t count; /* of digits, without the point */
    int64_t exponent;
    char converted[24]; /* the digits of 0x1F and 0o17 */
};

/* The decimal may be copied as long as it is not one of 0x or 0o: read it in place. */
void decimal_read(const struct keur_value *value, struct decimal *ret_decimal);
/* 2, 2.0 and 1e3 are. */
bool decimal_is_integer(const struct decimal *number);
/* Of a whole number, 0 or more; one that does not fit is cut to what does. */
int64_t decimal_as_count(const struct decimal *number);
/* Less than, equal to or greater than 0, as a is to b.  Both are numbers. */
int decimal_compare(const struct decimal *a, const struct decimal *b);
/* Is it a whole number of times the other, which is greater than 0? */
bool decimal_is_multiple(const struct decimal *number, const struct decimal *of);
/* Equal for equal numbers. */
uint64_t decimal_digest(const struct decimal *number);

#endif
