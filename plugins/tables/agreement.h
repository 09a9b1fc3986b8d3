/* One mapping at work on one document: what the front matter and the table say. */
#ifndef TABLES_AGREEMENT_H
#define TABLES_AGREEMENT_H

#include "mapping.h"

/* One key of the front matter value, which should be one column. */
struct entry {
    const struct keur_value *value;
    struct keur_text folded; /* its key */
    bool is_shown;
};

struct agreement {
    const struct survey *survey;
    keur_run *run;                 /* the survey's */
    const keur_document *document; /* likewise */
    const struct mapping *mapping;
    const struct keur_value *declared; /* the front matter value, or NULL */
    struct location location;
    struct entry *entries;  /* in the order of the front matter */
    struct entry **by_name; /* the same, sorted */
    size_t entry_count;
};

/* From a map, or a list of maps; false when the value holds no key with a scalar. */
bool agreement_read_entries(struct agreement *agreement);
/* For each column of the table its entry, or NULL when there is none or another column has it. */
struct entry **agreement_match(struct agreement *agreement);
/* The title that an entry's column should have. */
struct keur_text agreement_title(const struct agreement *agreement, const struct entry *entry);

enum cell_meaning {
    CELL_TRANSLATED = 1, /* by the mapping's `cells` */
    CELL_VALUE,          /* is the value itself */
    CELL_UNKNOWN,        /* there are `cells`, but this is none of them */
};
enum cell_meaning agreement_read_cell(const struct agreement *agreement,
                                      const struct keur_cell *cell, struct keur_text *ret_said);
/* The cell texts that mean something, for a message. */
struct keur_text agreement_allowed(const struct agreement *agreement);

struct keur_related agreement_related(const struct agreement *agreement,
                                      const struct keur_value *value);

#endif
