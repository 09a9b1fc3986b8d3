/* A stand for tests: a project and a text through all stages, findings as the user would see them.
 */
#ifndef TESTS_STAND_H
#define TESTS_STAND_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/text.h"
#include "command/lint.h"
#include "model/project.h"

struct stand {
    struct arena *arena;
    struct keur_text program_folder; /* where plugins/ and rules/ are */
};

/* `config` and `only` may be empty.  NULL after printing the mistakes as TAP comments. */
struct project *stand_project(const struct stand *stand, struct keur_text root,
                              struct keur_text config, struct keur_text pack,
                              struct keur_text only);
/* Lints one text; findings stay in the lint, which the caller frees. */
struct lint stand_lint(const struct project *project, struct keur_text path,
                       struct keur_text source);
/* Findings in the text format. */
struct keur_text stand_text(const struct stand *stand, struct findings *findings);
/* The text as `keur fix` makes it.  How many findings it left because of what their edits would
 * bring may be asked for; they are shown. */
struct keur_text stand_fix(const struct stand *stand, const struct project *project,
                           const struct target *target, size_t *ret_refused);

#endif
