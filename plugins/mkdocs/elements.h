/* The raw HTML elements of a document. */
#ifndef ELEMENTS_H
#define ELEMENTS_H

#include "keur_plugin.h"

struct element {
    struct keur_text name;  /* as written */
    struct keur_span open;  /* the tag that opens it; empty for one that closes nothing */
    struct keur_span close; /* the tag that closes it; empty when there is none */
    struct element *around; /* or NULL */
    const struct keur_node *paragraph; /* whose text it stands in, and ends with; or NULL */
    bool is_foreign;                   /* in <svg> or <script>, which have rules of their own */
    bool is_block;                     /* Python-Markdown leaves what is in it alone */
    bool has_markdown;                 /* unless it has this attribute */
    bool needs_no_close;               /* a browser knows where it ends */
};

/* In order of their tags; ended by nothing. */
struct elements {
    const struct element *items;
    size_t count;
};
struct elements elements_read(keur_run *run, const keur_document *document);
bool is_heading_name(struct keur_text name);

#endif
