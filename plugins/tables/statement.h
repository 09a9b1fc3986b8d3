/* Lines and badges that repeat a value of the front matter. */
#ifndef TABLES_STATEMENT_H
#define TABLES_STATEMENT_H

#include "mapping.h"

/* One record of the setting `statements`. */
struct statement {
    struct keur_text agrees_with;
    struct keur_text label;      /* of a line such as "- **Role:** provider" */
    const keur_pattern *pattern; /* its first group is what a badge says */
    struct keur_text heading;    /* of the section that it stands in; empty: anywhere */
    struct keur_pairs values;    /* text on the page -> value of the front matter */
    bool is_required, front_matter_is_right, page_is_right;
};

/* One thing that the page says, as it stands there. */
struct said {
    struct keur_span span;
    struct keur_text text; /* without markup */
};

/* What a place of the page says. */
struct place {
    struct keur_span span;  /* for the finding, and what an edit replaces */
    struct keur_span whole; /* the line or badge */
    struct said *items;
    size_t count;
    bool is_list; /* below the label, an item on each line */
};

/* A document in which statements are looked for. */
struct page {
    keur_run *run;
    const keur_document *document;
    struct keur_span *opaque; /* code, HTML and tables, in order: no lines of text */
    size_t opaque_count;
};
struct page page_make(keur_run *run, const keur_document *document);

/* The next place behind *at where the statement stands; false behind the last. */
bool statement_next(const struct page *page, const struct statement *statement, size_t *at,
                    struct place *ret_place);

#endif
