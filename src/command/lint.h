/* All documents of a project: each is inspected, the results are merged. */
#ifndef COMMAND_LINT_H
#define COMMAND_LINT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/lines.h"
#include "command/inspect.h"
#include "discover/discover.h"
#include "model/finding.h"
#include "model/project.h"
#include "model/suppression.h"

struct lint {
    struct arena *arena;   /* what findings point to: as long as the run */
    enum column_unit unit; /* of the columns shown */
    size_t jobs;           /* most worker processes; 0: all is done in this one */
    bool is_thrifty;       /* fewer where another would cost more than it gains */
    bool is_last;          /* this process will only print what was found */
    struct findings findings;
    struct suppressions suppressions; /* project by project, in path order */
    struct errors errors;
    size_t documents;        /* that were checked */
    const keur_index *known; /* of documents that are not read again for the index; or NULL */
    const keur_index *index; /* of the project that was linted last; NULL without one */
};

struct lint lint_new(enum column_unit unit);
void lint_free(struct lint *lint);

/* All that was asked for in one project: documents, in path order, and with `with_index` the checks
 * that see the index of the whole project. */
void lint_project(struct lint *lint, const struct project *project, const struct targets *asked,
                  bool with_index);

#endif
