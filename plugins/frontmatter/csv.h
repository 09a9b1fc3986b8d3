/* Tables of comma-separated values (RFC 4180); semicolons and tabs separate as well. */
#ifndef CSV_H
#define CSV_H

#include "keur_plugin.h"

/* The values of a column by its name in the first row, empty ones left out.  False when there is no
 * such column. */
bool csv_column(keur_setup *setup, struct keur_text text, struct keur_text name,
                struct keur_text **ret_items, size_t *ret_count);

#endif
