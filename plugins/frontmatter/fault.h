/* What a value does wrong by its schema. */
#ifndef FAULT_H
#define FAULT_H

#include "keur_plugin.h"
#include "schema.h"

enum fault_kind {
    FAULT_NONE = 0,
    FAULT_EMPTY, /* nothing where something is expected */
    FAULT_TYPE,
    FAULT_NOT_ALLOWED, /* enum, const */
    FAULT_PATTERN,
    FAULT_TOO_SHORT,
    FAULT_TOO_LONG,
    FAULT_FORMAT,
    FAULT_TOO_SMALL,
    FAULT_TOO_LARGE,
    FAULT_NO_MULTIPLE,
    FAULT_TOO_FEW,
    FAULT_TOO_MANY,
    FAULT_REPEATED, /* an item that stands in the list before */
    FAULT_CONTAINS_FEW,
    FAULT_CONTAINS_MANY,
    FAULT_FEW_KEYS,
    FAULT_MANY_KEYS,
    FAULT_MISSING_KEY,
    FAULT_UNKNOWN_KEY,
    FAULT_KEY_NAME,
    FAULT_REFUSED, /* not, false */
    FAULT_SEVERAL, /* more than one branch of oneOf */
    FAULT_WORDS,   /* more words than keur-max-words */
    FAULT_PERIOD,  /* at the end */
    FAULT_FILE_NAME,
    FAULT_PATH,    /* the document lies elsewhere */
    FAULT_ENDLESS, /* the schema asks for too much work */
};

struct fault {
    enum fault_kind kind;
    const struct keur_value *value; /* the unknown key's value; the mapping that misses a key */
    const struct schema *schema;    /* of the value; of the mapping for keys */
    struct keur_text key;           /* the missing one */
    struct keur_text reason;        /* the key whose presence asks for the missing one, or empty */
    const struct keur_value *related; /* the item that a repeated one repeats */
    size_t count;                     /* found, of items that fit `contains` */
};

struct faults {
    struct fault *items;
    size_t count, capacity;
};

/* Unless the value has a fault already: one mistake is one finding.  Keys count one by one. */
void faults_add(keur_run *run, struct faults *faults, const struct fault *fault);
void faults_add_all(keur_run *run, struct faults *faults, const struct faults *more);
/* Not about a key, nor about one that is missing. */
bool fault_is_about_value(const struct fault *fault);
/* How far from what is meant: of several schemas, one of which must fit, the nearest is told. */
size_t faults_distance(const struct faults *faults, const struct keur_value *value);

/* For keur_report_details(): the place in the schema that asks for what is not there. */
struct keur_details fault_details(keur_run *run, const struct fault *fault);
/* The same with an edit, which is NULL when there is none. */
struct keur_details fault_details_edit(keur_run *run, const struct fault *fault,
                                       const struct keur_edit *edit);
/* Title or description of a schema; empty without either. */
struct keur_text schema_words(const struct schema *schema);

#endif
