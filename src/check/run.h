/* One rule at work on one document, or on the project. */
#ifndef CHECK_RUN_H
#define CHECK_RUN_H

#include "check/check.h"

/* What a plugin keeps for the document at hand. */
struct kept {
    const struct keur_plugin *plugin;
    void *made;
    struct kept *next;
};

struct keur_run {
    const struct project *project;
    const struct rule *rule;
    const struct document_type *type; /* of the document, or NULL */
    const keur_document *document;    /* NULL in a project check */
    const keur_index *index;          /* NULL in a document check */
    struct arena *scratch;            /* as long as the document */
    struct arena *arena;              /* as long as the findings */
    struct raw_findings *findings;
    struct index_notes *notes; /* while a project check gathers, else NULL */
    struct kept **kept;        /* of all plugins, for this document */
    size_t count;              /* findings of this run */
    check_made_of_file *made_of_file;
};

#endif
