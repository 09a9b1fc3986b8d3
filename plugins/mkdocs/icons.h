/* The icons that the theme Material has. */
#ifndef ICONS_H
#define ICONS_H

#include <stddef.h>

/* Texts of lines: the first word of names, and what follows it in each, with blanks around; "." for
 * the word alone. */
struct icon_set {
    const char *prefix;       /* "material-" */
    const char *const *names; /* ended by NULL */
};
extern const struct icon_set icon_sets[]; /* ended by a prefix that is NULL */

#endif
