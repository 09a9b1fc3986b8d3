/* The references between the documents of a project. */
#ifndef MODEL_GRAPH_H
#define MODEL_GRAPH_H

#include <stdbool.h>

#include "api/keur_plugin.h"

/* A document that has a type, or refers to one, or is referred to by one. */
struct graph_document {
    struct keur_text path; /* relative to the project root */
    struct keur_text type; /* or empty */
    struct keur_text title;
    size_t incoming, outgoing;
};

enum { GRAPH_NOWHERE = -1 };
struct graph_reference {
    size_t from;
    ptrdiff_t to;              /* GRAPH_NOWHERE: there is no such document */
    struct keur_text relation; /* the front matter key; "link" in the text */
    struct keur_text target;   /* as it is written */
};

/* How many documents of a type have a value under a front matter key. */
struct graph_label {
    struct keur_text type, key, value;
    size_t count;
};

struct graph {
    struct graph_document *documents; /* in order of their paths */
    size_t document_count;
    struct graph_reference *references; /* in order of `from`, relation, target; each once */
    size_t reference_count;
    struct graph_label *labels; /* in order of type, key, value */
    size_t label_count;
};

#endif
