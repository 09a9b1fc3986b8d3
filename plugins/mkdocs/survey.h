/* What the checks of this plugin look for in a document, found by one walk for all of them. */
#ifndef SURVEY_H
#define SURVEY_H

#include "elements.h"
#include "keur_plugin.h"

struct list {
    const struct keur_node *node;
    const struct keur_node *before; /* the sibling in front of it, or NULL */
    bool is_unknown;                /* list_is_unknown() */
    bool is_swallowed;              /* list_is_swallowed() */
    bool is_scanned, is_flattened;  /* list_is_flattened() was asked, and what it said */
};

struct survey {
    const struct keur_node **texts; /* paragraphs, headings and cells, in reading order */
    size_t text_count;
    struct list *lists; /* in reading order, those around others first */
    size_t list_count;
    const struct elements *elements; /* when they were asked for */
};
struct survey *survey_of(keur_run *run, const keur_document *document);

/* The list behind lists[i] that is not in it, by number. */
size_t survey_behind_list(const struct survey *survey, size_t i);

/* The texts with a byte in them, one after the other; starts with `next` 0. */
struct text_search {
    struct keur_text source;
    const struct survey *survey;
    size_t next;
};
struct text_search text_search_begin(keur_run *run, const keur_document *document);
/* NULL when there is no more. */
const struct keur_node *text_search_next(struct text_search *search, char byte);

#endif
