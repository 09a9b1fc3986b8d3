/* Rules at work: every enabled rule on every document, and on the project. */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "api/keur_plugin.h"
#include "base/arena.h"
#include "check/index.h"
#include "model/finding.h"
#include "model/project.h"

/* A finding as a check reported it: bytes only.  In the arena that was given. */
struct raw_finding {
    const struct rule *rule;
    struct keur_text path; /* relative to the project root */
    struct keur_span span;
    struct keur_text message;
    const struct keur_edit *edits;
    size_t edit_count;
    const struct keur_related
        *related; /* paths relative to the project root; empty: the same document */
    size_t related_count;
};
struct raw_findings {
    struct raw_finding *items;
    size_t count, capacity;
};

/* The core's own rule, in the rules of no project: a document passes a limit, so that no plugin
 * sees it whole. */
extern const struct rule check_limit_rule;

/* Findings are copied to `arena`, which outlives the document. */
void check_document(const struct project *project, const struct document_type *type,
                    const keur_document *document, struct arena *scratch, struct arena *arena,
                    struct raw_findings *findings);
void check_project(const struct project *project, const keur_index *index, struct arena *scratch,
                   struct arena *arena, struct raw_findings *findings);
/* Is any rule of the project for checks that see the index? */
bool check_needs_index(const struct project *project);

#endif
