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

/* A number of so many digits. */
static bool take_number(struct keur_text text, size_t *at, size_t least, size_t most,
                        int *ret_number)
{
    size_t begin = *at;

    if (!take_digits(text, at, least, most))
        return false;
    *ret_number = 0;
    for (size_t i = begin; i < *at; i++)
        *ret_number = *ret_number * 10 + (text.bytes[i] - '0');
    return true;
}

/* A timestamp of YAML 1.1 by its parts: they need not be those of a day that there is. */
struct timestamp {
    int year, month, day, hour, minute, second, zone_hour, zone_minute;
};

static bool take_zone(struct keur_text text, size_t *at, struct timestamp *timestamp)
{
    take_blanks(text, at);
    if (*at == text.length || take_byte(text, at, 'Z'))
        return true;
    if (!take_byte(text, at, '+') && !take_byte(text, at, '-'))
        return false;
    return take_number(text, at, 1, 2, &timestamp->zone_hour) &&
           (!take_byte(text, at, ':') || take_number(text, at, 2, 2, &timestamp->zone_minute));
}

static bool take_time(struct keur_text text, size_t *at, struct timestamp *timestamp)
{
    if (!take_number(text, at, 1, 2, &timestamp->hour) || !take_byte(text, at, ':') ||
        !take_number(text, at, 2, 2, &timestamp->minute) || !take_byte(text, at, ':') ||
        !take_number(text, at, 2, 2, &timestamp->second))
        return false;
    if (take_byte(text, at, '.'))
        take_digits(text, at, 0, text.length);
    return take_zone(text, at, timestamp);
}

static bool is_timestamp(struct keur_text text, struct timestamp *timestamp)
{
    size_t at = 0;

    if (!take_number(text, &at, 4, 4, &timestamp->year) || !take_byte(text, &at, '-'))
        return false;
    size_t month = at;
    if (!take_number(text, &at, 1, 2, &timestamp->month) || !take_byte(text, &at, '-') ||
        !take_number(text, &at, 1, 2, &timestamp->day))
        return false;
    if (at == text.length) /* a date alone has two digits each */
        return at - month == strlen("01-01");
    size_t before = at;
    take_blanks(text, &at);
    if (at == before && !take_byte(text, &at, 'T') && !take_byte(text, &at, 't'))
        return false;
    return take_time(text, &at, timestamp) && at == text.length;
}

static int days_of(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return month == 2 && is_leap ? 29 : days[month - 1];
}

/* Python has no other days and times; PyYAML fails on them. */
static bool is_there(const struct timestamp *timestamp)
{
    return timestamp->year > 0 && timestamp->month > 0 && timestamp->month <= 12 &&
           timestamp->day > 0 && timestamp->day <= days_of(timestamp->year, timestamp->month) &&
           timestamp->hour < 24 && timestamp->minute < 60 && timestamp->second < 60 &&
           timestamp->zone_hour * 60 + timestamp->zone_minute < 24 * 60;
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
    if (plain.length == 1 && plain.bytes[0] == '0')
        sign = "";
    return keur_format(run, "%s%.*s", sign, KEUR_ARGUMENT(plain));
}

/* `.inf` and `.nan`, as Python prints them. */
static struct keur_text show_special(keur_run *run, const char *sign, struct keur_text text)
{
    bool is_infinite = text.bytes[1] == 'i' || text.bytes[1] == 'I';

    return is_infinite ? keur_format(run, "%sinf", sign) : keur_format(run, "nan");
}

static struct keur_text show_float(keur_run *run, struct keur_text text)
{
    struct digits digits = digits_of(run, text);
    const char *sign = digits.is_negative ? "-" : "";

    if (memchr(text.bytes, 'n', text.length) != NULL ||
        memchr(text.bytes, 'N', text.length) != NULL)
        return show_special(run, sign, digits.text);
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

struct keur_text reading_key(struct keur_text key)
{
    static const struct {
        const char *words[3], *read;
    } rows[] = {
        {{"yes", "Yes", "YES"}, "true"},    {{"on", "On", "ON"}, "true"},
        {{"true", "True", "TRUE"}, "true"}, {{"no", "No", "NO"}, "false"},
        {{"off", "Off", "OFF"}, "false"},   {{"false", "False", "FALSE"}, "false"},
        {{"null", "Null", "NULL"}, "null"}, {{"~", "~", "~"}, "null"},
    };

    if (key.length == 0 || strchr("yYoOtTnNfF~", key.bytes[0]) == NULL)
        return (struct keur_text){"", 0};
    for (size_t i = 0; key.length <= 5 && i < sizeof(rows) / sizeof(rows[0]); i++)
        for (size_t j = 0; j < 3; j++)
            if (key.length == strlen(rows[i].words[j]) &&
                memcmp(key.bytes, rows[i].words[j], key.length) == 0)
                return (struct keur_text){rows[i].read, strlen(rows[i].read)};
    return (struct keur_text){"", 0};
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

/* `0b` or `0x` and nothing but `_` behind it. */
static bool lacks_digits(struct keur_text text)
{
    bool has_letter = false;
    size_t digits = 0;

    for (size_t i = 0; i < text.length; i++) {
        bool is_base = text.bytes[i] == 'b' || text.bytes[i] == 'x';
        digits += has_letter && text.bytes[i] != '_';
        has_letter |= i > 0 && is_base;
    }
    return has_letter && digits == 0;
}

struct reading reading_site(keur_run *run, const struct keur_value *value)
{
    static const struct keur_text untaken[] = {{"=", 1}, {"<<", 2}};

    if (value->style == KEUR_PLAIN && value->yaml11_kind == KEUR_STRING) {
        struct timestamp timestamp = {0};
        if (is_timestamp(value->text, &timestamp))
            return (struct reading){is_there(&timestamp) ? READING_DATE : READING_FAILURE,
                                    value->text};
        if (keur_text_equals(value->text, untaken[0]) || keur_text_equals(value->text, untaken[1]))
            return (struct reading){READING_FAILURE, value->text};
    }
    /* 0x_ has no digit. */
    if (value->style == KEUR_PLAIN && value->yaml11_kind == KEUR_INTEGER &&
        lacks_digits(value->text))
        return (struct reading){READING_FAILURE, value->text};
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
