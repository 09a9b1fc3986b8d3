/* What a document says about findings that are not to be told: flat data that outlives it. */
#ifndef MODEL_SUPPRESSION_H
#define MODEL_SUPPRESSION_H

#include <stdbool.h>

#include "api/keur_plugin.h"
#include "base/lines.h"
#include "model/finding.h"

/* One rule in one comment; those of a comment follow each other.  Texts live in the run's arena. */
struct suppression {
    struct keur_text path;    /* relative to the project root */
    struct keur_text shown;   /* as findings of the document have it */
    struct keur_text form;    /* keur-disable-line and the like */
    struct keur_text name;    /* as written; empty when the comment names no rule */
    struct keur_text rule;    /* the id that the name stands for; empty: it has no effect */
    struct keur_text reason;  /* or empty */
    struct keur_span comment; /* with its delimiters */
    struct keur_span names;   /* from the first name to the last */
    struct keur_span removal; /* what goes when the whole comment goes */
    enum keur_safety removal_safety;
    bool is_alone;                /* nothing else is on its lines */
    struct keur_span cover;       /* findings that begin here are not told */
    struct position start;        /* of the comment, in code points */
    size_t first_line, last_line; /* of the cover, from 1 */
    bool is_judged;               /* the rule holds for the document */
    bool needs_index;             /* its check sees the project */
    enum severity severity;       /* of the finding when it suppresses nothing */
    size_t used;                  /* findings that were not told */
};

/* The rule about those that suppress nothing. */
#define SUPPRESSIONS_UNUSED "keur/unused-suppression"

struct suppressions {
    struct suppression *items;
    size_t count, capacity;
};

#endif
