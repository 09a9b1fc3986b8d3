/* The formats of JSON Schema 2020-12, "date" and the like. */
#ifndef FORMAT_H
#define FORMAT_H

#include "keur_plugin.h"

struct format {
    const char *name;
    bool (*is_valid)(struct keur_text text); /* NULL: the host says, as of patterns */
    const char *example; /* with what it is, in words: "a date such as 2026-01-31" */
};

bool format_takes(keur_run *run, const struct format *format, struct keur_text text);
/* NULL for a format that is not known: it says nothing then. */
const struct format *format_find(struct keur_text name);

#endif
