#include "decimal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Digits in order, over the point. */
struct digits {
    const char *at;
    size_t left;
};

static unsigned next_digit(struct digits *digits)
{
    if (digits->left == 0)
        return 0;
    if (*digits->at == '.')
        digits->at++;
    digits->left--;
    return (unsigned)(*digits->at++ - '0');
}

static struct digits digits_of(const struct decimal *number)
{
    return (struct digits){number->digits, number->count};
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* How far the point moves; what does not fit is as good as endless. */
static int64_t read_exponent(struct keur_text text, size_t at)
{
    const int64_t limit = INT64_C(1000000000000);
    bool is_negative = at < text.length && text.bytes[at] == '-';
    int64_t exponent = 0;

    for (; at < text.length; at++) {
        if (is_digit(text.bytes[at]) && exponent < limit)
            exponent = exponent * 10 + (text.bytes[at] - '0');
    }
    return is_negative ? -exponent : exponent;
}

/* 12.50e3 behind its sign. */
static void read_digits(struct keur_text text, size_t at, struct decimal *number)
{
    int64_t seen = 0;  /* digits from the first that counts */
    int64_t whole = 0; /* of these, or of zeros behind the point, negative: before the point */
    bool is_behind_point = false;

    for (; at < text.length && (is_digit(text.bytes[at]) || text.bytes[at] == '.'); at++) {
        if (text.bytes[at] == '.') {
            is_behind_point = true;
            continue;
        }
        if (text.bytes[at] == '0' && number->digits == NULL) {
            whole -= is_behind_point;
            continue;
        }
        if (number->digits == NULL)
            number->digits = text.bytes + at;
        seen++;
        whole += !is_behind_point;
        if (text.bytes[at] != '0')
            number->count = (size_t)seen;
    }
    number->exponent = whole;
    if (at < text.length && (text.bytes[at] == 'e' || text.bytes[at] == 'E'))
        number->exponent += read_exponent(text, at + 1);
}

static void read_based(struct keur_text text, int base, struct decimal *number)
{
    char digits[32] = "";
    size_t length = text.length - 2 < sizeof(digits) - 1 ? text.length - 2 : sizeof(digits) - 1;

    memcpy(digits, text.bytes + 2, length);
    unsigned long long whole = strtoull(digits, NULL, base);
    int written = snprintf(number->converted, sizeof(number->converted), "%llu", whole);
    read_digits((struct keur_text){number->converted, (size_t)written}, 0, number);
}

void decimal_read(const struct keur_value *value, struct decimal *ret_decimal)
{
    struct keur_text text = value->text;
    size_t at = 0;

    memset(ret_decimal, 0, sizeof(*ret_decimal));
    if ((value->kind != KEUR_INTEGER && value->kind != KEUR_FLOAT) || text.length == 0)
        return;
    if (text.length > 2 && text.bytes[0] == '0' && (text.bytes[1] == 'x' || text.bytes[1] == 'o')) {
        ret_decimal->is_number = true;
        read_based(text, text.bytes[1] == 'x' ? 16 : 8, ret_decimal);
        return;
    }
    ret_decimal->is_negative = text.bytes[0] == '-';
    at = text.bytes[0] == '-' || text.bytes[0] == '+';
    ret_decimal->is_number = true;
    if (text.length - at == 4 && text.bytes[at] == '.' && !is_digit(text.bytes[at + 1])) {
        ret_decimal->is_infinite = text.bytes[at + 1] == 'i' || text.bytes[at + 1] == 'I';
        ret_decimal->is_number = ret_decimal->is_infinite;
        return;
    }
    read_digits(text, at, ret_decimal);
}

bool decimal_is_integer(const struct decimal *number)
{
    return number->is_number && !number->is_infinite &&
           (number->count == 0 || (int64_t)number->count <= number->exponent);
}

int64_t decimal_as_count(const struct decimal *number)
{
    struct digits digits = digits_of(number);
    int64_t count = 0;

    if (number->exponent > 18)
        return INT64_MAX;
    for (int64_t i = 0; number->count > 0 && i < number->exponent; i++)
        count = count * 10 + next_digit(&digits);
    return count;
}

static int compare_sizes(const struct decimal *a, const struct decimal *b)
{
    struct digits left = digits_of(a);
    struct digits right = digits_of(b);

    if (a->is_infinite || b->is_infinite)
        return (int)a->is_infinite - (int)b->is_infinite;
    if (a->count == 0 || b->count == 0)
        return (int)(a->count > 0) - (int)(b->count > 0);
    if (a->exponent != b->exponent)
        return a->exponent < b->exponent ? -1 : 1;
    while (left.left > 0 || right.left > 0) {
        unsigned one = next_digit(&left);
        unsigned other = next_digit(&right);
        if (one != other)
            return one < other ? -1 : 1;
    }
    return 0;
}

static int sign(const struct decimal *number)
{
    if (number->count == 0 && !number->is_infinite)
        return 0;
    return number->is_negative ? -1 : 1;
}

int decimal_compare(const struct decimal *a, const struct decimal *b)
{
    if (sign(a) != sign(b))
        return sign(a) < sign(b) ? -1 : 1;
    return sign(a) < 0 ? -compare_sizes(a, b) : compare_sizes(a, b);
}

enum { EXACT_DIGITS = 18 }; /* a remainder below 10^18, times ten, fits in 64 bits */

/* A remainder digit by digit, for divisors that do not fit. */
enum { LONG_DIGITS = 400 }; /* more than any double has */

struct long_rest {
    unsigned char digits[LONG_DIGITS + 1]; /* the first counts most */
};

static bool rest_covers(const struct long_rest *rest, const struct long_rest *divisor)
{
    return memcmp(rest->digits, divisor->digits, sizeof(rest->digits)) >= 0;
}

static void rest_subtract(struct long_rest *rest, const struct long_rest *divisor)
{
    int borrowed = 0;

    for (size_t i = sizeof(rest->digits); i-- > 0;) {
        int digit = rest->digits[i] - divisor->digits[i] - borrowed;
        borrowed = digit < 0;
        rest->digits[i] = (unsigned char)(digit + 10 * borrowed);
    }
}

/* Times ten, and a digit. */
static void rest_shift(struct long_rest *rest, unsigned digit)
{
    memmove(rest->digits, rest->digits + 1, sizeof(rest->digits) - 1);
    rest->digits[sizeof(rest->digits) - 1] = (unsigned char)digit;
}

static bool is_long_multiple(const struct decimal *number, const struct decimal *of, int64_t zeros)
{
    struct long_rest rest = {{0}};
    struct long_rest divisor = {{0}};
    struct digits digits = digits_of(number);
    struct digits divisor_digits = digits_of(of);

    if (of->count > LONG_DIGITS || number->count > LONG_DIGITS || zeros > LONG_DIGITS)
        return true; /* nobody writes them by hand: let them be */
    while (divisor_digits.left > 0)
        rest_shift(&divisor, next_digit(&divisor_digits));
    for (int64_t left = (int64_t)number->count + zeros; left > 0; left--) {
        rest_shift(&rest, next_digit(&digits));
        while (rest_covers(&rest, &divisor))
            rest_subtract(&rest, &divisor);
    }
    return rest.digits[0] == 0 && memcmp(rest.digits, rest.digits + 1, LONG_DIGITS) == 0;
}

bool decimal_is_multiple(const struct decimal *number, const struct decimal *of)
{
    struct digits digits = digits_of(number);
    struct digits divisor_digits = digits_of(of);
    int64_t zeros =
        (number->exponent - (int64_t)number->count) - (of->exponent - (int64_t)of->count);
    uint64_t divisor = 0;
    uint64_t rest = 0;

    if (number->count == 0 || of->count == 0 || number->is_infinite || of->is_infinite)
        return number->count == 0 && !number->is_infinite;
    if (zeros < 0) /* the last digit is no zero: ten does not divide it */
        return false;
    if (of->count > EXACT_DIGITS)
        return is_long_multiple(number, of, zeros);
    while (divisor_digits.left > 0)
        divisor = divisor * 10 + next_digit(&divisor_digits);
    while (digits.left > 0)
        rest = (rest * 10 + next_digit(&digits)) % divisor;
    /* The divisor has at most 60 factors two or five: more zeros do not help. */
    for (int i = 0; i < 64 && zeros > 0 && rest > 0; i++, zeros--)
        rest = rest * 10 % divisor;
    return rest == 0;
}

uint64_t decimal_digest(const struct decimal *number)
{
    struct digits digits = digits_of(number);
    uint64_t digest = (uint64_t)sign(number) * 31 + number->is_infinite;

    if (number->count > 0)
        digest = digest * 31 + (uint64_t)number->exponent;
    while (digits.left > 0)
        digest = (digest ^ next_digit(&digits)) * UINT64_C(0x100000001b3);
    return digest;
}
