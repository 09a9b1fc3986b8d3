/* Reading a short text from left to right. */
#ifndef SCAN_H
#define SCAN_H

#include "keur_plugin.h"

struct scan {
    struct keur_text text;
    size_t at;
};

bool scan_at_end(const struct scan *scan);
/* The byte here; 0 at the end. */
char scan_peek(const struct scan *scan);
/* Takes one byte of the set. */
bool scan_take(struct scan *scan, const char *set);
/* Takes all bytes that are of the set; how many. */
size_t scan_take_all(struct scan *scan, const char *set);
/* Takes this many digits; -1 when there are fewer. */
int scan_digits(struct scan *scan, int count);

extern const char scan_digit_set[], scan_letter_set[], scan_hexadecimal_set[];

#endif
