/* Anchors of the pages of a project; for missing_anchor.c. */
#ifndef LINKS_ANCHORS_H
#define LINKS_ANCHORS_H

#include "links.h"

/* What the page of one document has; read when it is first asked for. */
struct page {
    struct keur_text *names;
    size_t count;
    bool is_read, is_sorted;
    bool has_footnotes, has_snippets;
    bool is_open; /* more is put in when the site is built, and nobody knows what */
};

struct anchors {
    keur_run *run;
    const keur_index *index;
    struct page *pages; /* one for each document */
};

struct anchors *anchors_new(keur_run *run, const keur_index *index);
/* Also true when it may have it. */
bool anchors_have(struct anchors *anchors, size_t document, struct keur_text name);
/* The same where it is not known who makes the ids: what is no letter or digit of ASCII may differ.
 */
bool anchors_have_loosely(struct anchors *anchors, size_t document, struct keur_text name);
/* The heading or id that was meant; false when none is near. */
bool anchors_nearest(struct anchors *anchors, size_t document, struct keur_text name,
                     struct keur_entry *ret_entry);
/* The one document that has this anchor; the size of the index when none or several have. */
size_t anchors_find_page(struct anchors *anchors, struct keur_text name);

#endif
