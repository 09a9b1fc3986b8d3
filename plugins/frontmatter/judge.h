/* The front matter of a document against its schema.  It is judged once; each check tells its own
 * kinds of faults, so that no two checks speak about the same place. */
#ifndef JUDGE_H
#define JUDGE_H

#include "fault.h"
#include "named.h"
#include "site.h"

struct judgement {
    struct faults faults;
    struct named_schema named[NAMED_MOST];
    size_t named_count;
    struct site_values site; /* what frontmatter/site-reading speaks of, and nobody else */
};
/* By the schema of the document type, and by those that the document names. */
const struct judgement *judgement_of(keur_run *run, const keur_document *document);

typedef void fault_report(keur_run *run, const keur_document *document, const struct fault *fault);

/* Reports the faults of these kinds, bits 1 << enum fault_kind. */
void judge(keur_run *run, const keur_document *document, unsigned kinds, fault_report *report);

/* What the schemas of the document, or this one, say about a key; NULL when neither has it. */
const struct schema *judge_property(keur_run *run, const struct fault *fault, struct keur_text key);

/* Names of the keys that the schema, and those on the same value, have properties for, and that
 * the mapping does not have. */
struct keur_texts judge_absent_keys(keur_run *run, const struct schema *schema,
                                    const struct keur_value *map);

#endif
