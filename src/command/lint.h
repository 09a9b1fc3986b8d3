/* Documents through the stages: parse, check, collect. */
#ifndef COMMAND_LINT_H
#define COMMAND_LINT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/lines.h"
#include "check/index.h"
#include "discover/discover.h"
#include "model/finding.h"
#include "model/project.h"

/* A document that was read again, for the places of findings about several. */
struct lint_lines {
    struct keur_text path; /* absolute */
    struct lines lines;
};

struct lint {
    struct arena *arena;   /* findings: as long as the run */
    struct arena *scratch; /* reset for each document */
    enum column_unit unit; /* of the columns shown */
    struct findings findings;
    struct errors errors;
    size_t documents; /* that were checked */
    struct {
        struct lint_lines *items;
        size_t count, capacity;
    } read_again;
};

struct lint lint_new(enum column_unit unit);
void lint_free(struct lint *lint);

/* What is done with a document; both may be asked for. */
enum lint_purpose { LINT_CHECK = 1, LINT_INDEX = 2 };

/* The document at target->path with this text.  `index` may be NULL unless LINT_INDEX is asked. */
void lint_document(struct lint *lint, const struct project *project, const struct target *target,
                   struct keur_text source, unsigned purpose, keur_index *index);

/* All that was asked for in one project: documents, and with `with_index` the checks that see the
 * index of the whole project.  `given`, when not NULL, is the unsaved text of its target. */
struct lint_given {
    struct target target;
    struct keur_text source;
};
void lint_project(struct lint *lint, const struct project *project, const struct targets *asked,
                  bool with_index, const struct lint_given *given);

#endif
