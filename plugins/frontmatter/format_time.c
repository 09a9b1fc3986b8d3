#include "format_time.h"

#include <string.h>

#include "scan.h"

static int days_of(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return month == 2 && is_leap ? 29 : days[month - 1];
}

static bool take_date(struct scan *scan)
{
    int year = scan_digits(scan, 4);
    if (year < 0 || !scan_take(scan, "-"))
        return false;
    int month = scan_digits(scan, 2);
    if (month < 1 || month > 12 || !scan_take(scan, "-"))
        return false;
    int day = scan_digits(scan, 2);
    return day >= 1 && day <= days_of(year, month);
}

/* "Z", "+01:00": minutes east of Greenwich. */
static bool take_offset(struct scan *scan, int *ret_minutes)
{
    char sign = scan_peek(scan);

    *ret_minutes = 0;
    if (scan_take(scan, "Zz"))
        return true;
    if (!scan_take(scan, "+-"))
        return false;
    int hours = scan_digits(scan, 2);
    if (hours < 0 || hours > 23 || !scan_take(scan, ":"))
        return false;
    int minutes = scan_digits(scan, 2);
    *ret_minutes = (hours * 60 + minutes) * (sign == '-' ? -1 : 1);
    return minutes >= 0 && minutes <= 59;
}

static bool take_time(struct scan *scan)
{
    enum { DAY = 24 * 60 };
    int offset;
    int hours = scan_digits(scan, 2);
    if (hours < 0 || hours > 23 || !scan_take(scan, ":"))
        return false;
    int minutes = scan_digits(scan, 2);
    if (minutes < 0 || minutes > 59 || !scan_take(scan, ":"))
        return false;
    int seconds = scan_digits(scan, 2);
    if (seconds < 0 || seconds > 60)
        return false;
    if (scan_take(scan, ".") && scan_take_all(scan, scan_digit_set) == 0)
        return false;
    if (!take_offset(scan, &offset))
        return false;
    /* A leap second is the last one of a day in Greenwich. */
    return seconds < 60 || (hours * 60 + minutes - offset + 2 * DAY) % DAY == DAY - 1;
}

bool format_date(struct keur_text text)
{
    struct scan scan = {text, 0};

    return take_date(&scan) && scan_at_end(&scan);
}

bool format_time(struct keur_text text)
{
    struct scan scan = {text, 0};

    return take_time(&scan) && scan_at_end(&scan);
}

bool format_date_time(struct keur_text text)
{
    struct scan scan = {text, 0};

    return take_date(&scan) && scan_take(&scan, "Tt") && take_time(&scan) && scan_at_end(&scan);
}

/* Numbers with letters in this order, none left out between two: "1Y2M", not "1Y2D". */
static size_t take_units(struct scan *scan, const char *units)
{
    size_t count = 0;
    const char *next = NULL;

    while (scan_take_all(scan, scan_digit_set) > 0) {
        const char *unit = scan_peek(scan) == '\0' ? NULL : strchr(units, scan_peek(scan));
        if (unit == NULL || (next != NULL && unit != next))
            return 0;
        next = unit + 1;
        scan->at++;
        count++;
    }
    return count;
}

bool format_duration(struct keur_text text)
{
    struct scan scan = {text, 0};
    struct scan weeks = {text, 1};

    if (!scan_take(&scan, "P"))
        return false;
    if (take_units(&weeks, "W") == 1 && scan_at_end(&weeks))
        return true;
    size_t count = take_units(&scan, "YMD");
    if (scan_take(&scan, "T")) {
        size_t hours = take_units(&scan, "HMS");
        if (hours == 0)
            return false;
        count += hours;
    }
    return count > 0 && scan_at_end(&scan);
}
