/* One document, or one project, through the stages: parse, check, collect. */
#ifndef COMMAND_INSPECT_H
#define COMMAND_INSPECT_H

#include "base/arena.h"
#include "base/lines.h"
#include "check/check.h"
#include "command/result.h"
#include "discover/discover.h"
#include "model/project.h"

/* Lines of a document that was read again, for places of findings about several. */
struct inspection_lines {
    struct keur_text path; /* absolute */
    struct lines lines;
};

/* Of documents of one project, one after another. */
struct inspection {
    const struct project *project;
    enum column_unit unit;       /* of the columns shown */
    const struct targets *asked; /* some with a text of their own */
    struct arena *kept;          /* what results point to: whoever takes them resets it */
    struct arena *document;      /* reset after each, as is `scratch` */
    struct arena *scratch;
    struct arena *lasting; /* as long as the inspection */
    struct check_plan plan;
    struct index_notes notes;             /* of the document at hand */
    const struct check_watch *watch;      /* or NULL */
    const struct check_plugins *left_out; /* of the next task; or NULL */
    struct {
        struct inspection_lines *items;
        size_t count, capacity;
    } read_again;
};

struct inspection inspection_new(const struct project *project, enum column_unit unit,
                                 const struct targets *asked, struct arena *kept);
void inspection_free(struct inspection *inspection); /* but not `kept` */

/* What is done with a document; both may be asked for. */
enum inspection_purpose { INSPECT_CHECK = 1, INSPECT_INDEX = 2 };

/* Adds to the result what is found in the document, and why it cannot be read. */
void inspect_document(struct inspection *inspection, const struct target *target, unsigned purpose,
                      struct result *result);
/* What a check sees that looks at all documents. */
struct inspection_scene {
    const keur_index *index;
    struct arena *guarded; /* where the index is: nothing else is written there; or NULL */
};
/* Adds what a rule for the project finds in the documents that were asked for. */
void inspect_project(struct inspection *inspection, const struct rule *rule,
                     const struct inspection_scene *scene, struct result *result);
/* Adds what is to be said of suppressions, once they have been applied to the findings of all
 * documents.  `has_index`: inspect_project() was called. */
void inspect_suppressions(struct inspection *inspection, const struct suppressions *suppressions,
                          bool has_index, struct result *result);

#endif
