#include "scan.h"

#include <string.h>

const char scan_digit_set[] = "0123456789";
const char scan_letter_set[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const char scan_hexadecimal_set[] = "0123456789ABCDEFabcdef";

bool scan_at_end(const struct scan *scan)
{
    return scan->at >= scan->text.length;
}

char scan_peek(const struct scan *scan)
{
    return scan_at_end(scan) ? '\0' : scan->text.bytes[scan->at];
}

bool scan_take(struct scan *scan, const char *set)
{
    if (scan_peek(scan) == '\0' || strchr(set, scan_peek(scan)) == NULL)
        return false;
    scan->at++;
    return true;
}

size_t scan_take_all(struct scan *scan, const char *set)
{
    size_t begin = scan->at;

    while (scan_take(scan, set))
        continue;
    return scan->at - begin;
}

int scan_digits(struct scan *scan, int count)
{
    int number = 0;

    for (int i = 0; i < count; i++) {
        char byte = scan_peek(scan);
        if (!scan_take(scan, scan_digit_set))
            return -1;
        number = number * 10 + (byte - '0');
    }
    return number;
}
