/* Front matter against its schema.  There is one walk; each check asks for its own kind of fault,
 * and a value has at most one, so that no two checks speak about the same place. */
#ifndef JUDGE_H
#define JUDGE_H

#include "keur_plugin.h"
#include "schema.h"

enum fault_kind {
    FAULT_NONE = 0,
    FAULT_EMPTY, /* nothing where something is expected */
    FAULT_TYPE,
    FAULT_NOT_ALLOWED, /* enum, const */
    FAULT_PATTERN,
    FAULT_TOO_FEW,
    FAULT_TOO_MANY,
    FAULT_REPEATED, /* an item that stands in the list before */
    FAULT_MISSING_KEY,
    FAULT_UNKNOWN_KEY,
};

struct fault {
    enum fault_kind kind;
    const struct keur_value *value;   /* the unknown key's value; the mapping that misses a key */
    const struct schema *schema;      /* of the value; of the mapping for keys */
    struct keur_text key;             /* the missing one */
    const struct keur_value *related; /* the item that a repeated one repeats */
    struct keur_texts absent;         /* of keys: the properties that the mapping does not have */
};

typedef void fault_report(keur_run *run, const keur_document *document, const struct fault *fault);

/* Reports the faults of these kinds, bits 1 << enum fault_kind. */
void judge(keur_run *run, const keur_document *document, unsigned kinds, fault_report *report);

/* What a value is at fault for by itself: not its keys, not its items. */
enum fault_kind judge_value(const struct schema *schema, const struct keur_value *value);

#endif
