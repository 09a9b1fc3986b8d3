/* What the files of this plugin share. */
#ifndef SECTIONS_H
#define SECTIONS_H

#include "keur_plugin.h"

extern const struct keur_check sections_missing, sections_empty;

/* One of documents.TYPE.sections, in the order in which they shall stand. */
struct section {
    struct keur_texts headings; /* any of them */
    bool is_required;
    bool may_be_empty;
};

/* The declared sections of a document, and where they are. */
struct sections {
    const struct section *declared;
    size_t count;
    const struct keur_heading **found; /* for each declared one the first heading, or NULL */
    const struct section **meant;      /* for each heading the declared one, or NULL */
    size_t heading_count;
};

/* NULL when nothing is declared, or the document has no front matter that would make it one of
 * its type. */
const struct sections *sections_find(keur_run *run, const keur_document *document);

#endif
