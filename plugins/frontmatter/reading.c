#include "reading.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Between `least` and `most` digits at *at; moves behind them. */
static bool take_digits(struct keur_text text, size_t *at, size_t least, size_t most)
{
    size_t count = 0;

    while (*at < text.length && count < most && is_digit(text.bytes[*at])) {
        count++;
        (*at)++;
    }
    return count >= least;
}

static bool take_byte(struct keur_text text, size_t *at, char byte)
{
    if (*at == text.length || text.bytes[*at] != byte)
        return false;
    (*at)++;
    return true;
}

static void take_blanks(struct keur_text text, size_t *at)
{
    while (*at < text.length && (text.bytes[*at] == ' ' || text.bytes[*at] == '\t'))
        (*at)++;
}

static bool take_zone(struct keur_text text, size_t *at)
{
    take_blanks(text, at);
    if (*at == text.length || take_byte(text, at, 'Z'))
        return true;
    if (!take_byte(text, at, '+') && !take_byte(text, at, '-'))
        return false;
    return take_digits(text, at, 1, 2) &&
           (!take_byte(text, at, ':') || take_digits(text, at, 2, 2));
}

static bool is_date(struct keur_text text)
{
    size_t at = 0;

    if (!take_digits(text, &at, 4, 4) || !take_byte(text, &at, '-'))
        return false;
    size_t month = at;
    if (!take_digits(text, &at, 1, 2) || !take_byte(text, &at, '-') ||
        !take_digits(text, &at, 1, 2))
        return false;
    if (at == text.length) /* a date alone has two digits each */
        return at - month == strlen("01-01");
    size_t before = at;
    take_blanks(text, &at);
    if (at == before && !take_byte(text, &at, 'T') && !take_byte(text, &at, 't'))
        return false;
    if (!take_digits(text, &at, 1, 2) || !take_byte(text, &at, ':') ||
        !take_digits(text, &at, 2, 2) || !take_byte(text, &at, ':') ||
        !take_digits(text, &at, 2, 2))
        return false;
    if (take_byte(text, &at, '.'))
        take_digits(text, &at, 0, text.length);
    return take_zone(text, &at) && at == text.length;
}

/* A number without its sign, `_` and prefix. */
struct digits {
    bool is_negative, has_sixties;
    int base;
    struct keur_text text;
};

static int base_of(struct keur_text text, bool is_core)
{
    if (text.length < 2 || text.bytes[0] != '0')
        return 10;
    if (text.bytes[1] == 'x')
        return 16;
    if (text.bytes[1] == (is_core ? 'o' : 'b'))
        return is_core ? 8 : 2;
    return is_core ? 10 : 8;
}

static struct digits digits_of(keur_run *run, struct keur_text text)
{
    struct digits digits = {.base = 10};
    char *kept = keur_allocate(run, text.length + 1);
    size_t count = 0;

    if (text.length > 0 && (text.bytes[0] == '-' || text.bytes[0] == '+')) {
        digits.is_negative = text.bytes[0] == '-';
        text.bytes++;
        text.length--;
    }
    for (size_t i = 0; i < text.length; i++) {
        digits.has_sixties |= text.bytes[i] == ':';
        if (text.bytes[i] != '_')
            kept[count++] = text.bytes[i];
    }
    digits.text = (struct keur_text){kept, count};
    return digits;
}

/* Groups of sixty, the last one with a fraction or without. */
static double sixties(const char *text)
{
    double number = 0;

    for (const char *group = text; group != NULL; group = strchr(group, ':')) {
        group += *group == ':';
        number = number * 60 + strtod(group, NULL);
    }
    return number;
}

/* As Python prints it: the shortest digits that read as the same number again, never without a
 * point. */
static struct keur_text show_double(keur_run *run, const char *sign, double number)
{
    char shown[40];

    if (number < 1e16 && number == (double)(int64_t)number)
        return keur_format(run, "%s%.1f", sign, number);
    for (int precision = 1; precision <= 17; precision++) {
        snprintf(shown, sizeof(shown), "%.*g", precision, number);
        if (strtod(shown, NULL) == number)
            break;
    }
    return keur_format(run, "%s%s", sign, shown);
}

static struct keur_text show_integer(keur_run *run, struct keur_text text, bool is_core)
{
    struct digits digits = digits_of(run, text);
    struct keur_text plain = digits.text;
    const char *sign = digits.is_negative ? "-" : "";

    digits.base = base_of(plain, is_core);
    if (digits.has_sixties)
        return keur_format(run, "%s%.0f", sign, sixties(plain.bytes));
    if (digits.base != 10 && plain.length > 15) /* nobody reads these digits */
        return text;
    if (digits.base != 10) {
        const char *first = plain.bytes + (digits.base == 8 && !is_core ? 1 : 2);
        return keur_format(run, "%s%" PRIu64, sign, (uint64_t)strtoull(first, NULL, digits.base));
    }
    while (plain.length > 1 && plain.bytes[0] == '0') {
        plain.bytes++;
        plain.length--;
    }
    return keur_format(run, "%s%.*s", sign, KEUR_ARGUMENT(plain));
}

static struct keur_text show_float(keur_run *run, struct keur_text text)
{
    struct digits digits = digits_of(run, text);
    const char *sign = digits.is_negative ? "-" : "";

    if (memchr(text.bytes, 'n', text.length) != NULL ||
        memchr(text.bytes, 'N', text.length) != NULL)
        return text; /* .inf and .nan */
    return show_double(run, sign,
                       digits.has_sixties ? sixties(digits.text.bytes)
                                          : strtod(digits.text.bytes, NULL));
}

static struct keur_text show_boolean(struct keur_text text)
{
    bool is_true = strchr("tTyY", text.bytes[0]) != NULL ||
                   (text.length == 2 && strchr("nN", text.bytes[1]) != NULL &&
                    strchr("oO", text.bytes[0]) != NULL);
    return is_true ? (struct keur_text){"true", 4} : (struct keur_text){"false", 5};
}

static struct reading reading_of(keur_run *run, struct keur_text text, enum keur_value_kind kind,
                                 bool is_core)
{
    switch (kind) {
    case KEUR_NULL:
        return (struct reading){READING_NOTHING, {"null", 4}};
    case KEUR_BOOLEAN:
        return (struct reading){READING_BOOLEAN, show_boolean(text)};
    case KEUR_INTEGER:
        return (struct reading){READING_NUMBER, show_integer(run, text, is_core)};
    case KEUR_FLOAT:
        return (struct reading){READING_NUMBER, show_float(run, text)};
    case KEUR_STRING:
    case KEUR_SEQUENCE:
    case KEUR_MAPPING:
        break;
    }
    return (struct reading){READING_TEXT, text};
}

struct reading reading_core(keur_run *run, const struct keur_value *value)
{
    return reading_of(run, value->text, value->kind, true);
}

struct reading reading_site(keur_run *run, const struct keur_value *value)
{
    static const struct keur_text untaken[] = {{"=", 1}, {"<<", 2}};

    if (value->style == KEUR_PLAIN && value->yaml11_kind == KEUR_STRING) {
        if (is_date(value->text))
            return (struct reading){READING_DATE, value->text};
        if (keur_text_equals(value->text, untaken[0]) || keur_text_equals(value->text, untaken[1]))
            return (struct reading){READING_FAILURE, value->text};
    }
    return reading_of(run, value->text, value->yaml11_kind, false);
}

bool reading_equals(struct reading a, struct reading b)
{
    return a.kind == b.kind && keur_text_equals(a.shown, b.shown);
}

struct keur_text reading_name(keur_run *run, struct reading reading)
{
    switch (reading.kind) {
    case READING_NUMBER:
        return keur_format(run, "the number %.*s", KEUR_ARGUMENT(reading.shown));
    case READING_DATE:
        return keur_format(run, "the date %.*s", KEUR_ARGUMENT(reading.shown));
    case READING_TEXT:
        return (struct keur_text){"text", 4};
    case READING_NOTHING:
    case READING_BOOLEAN:
    case READING_FAILURE:
        break;
    }
    return reading.shown;
}
