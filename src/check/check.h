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

/* For whoever looks on from outside. */
struct check_watch {
    void *context;
    void (*before)(void *context, size_t rule); /* each rule of the project that runs, by number */
    void (*behind)(void *context);
};
struct check_plugins {
    const struct keur_plugin **items;
    size_t count, capacity;
};

/* keur_made_of_file(), for the document at path `from`; the mistake lives in the arena. */
typedef const void *check_made_of_file(const struct project *project, struct keur_text from,
                                       struct keur_text name, keur_maker *make, struct arena *arena,
                                       struct keur_text *ret_mistake);

/* The rules for documents of one type and dialect: documents beside each other mostly share both.
 * Zeroed to begin with; of one project. */
struct check_plan {
    struct plan_item *items; /* plan.h */
    size_t count, capacity;
    struct keur_text type;
    enum keur_dialect dialect;
    bool is_made;
    struct {
        const struct rule **items;
        size_t count, capacity;
    } gathering; /* those that take something down of any document */
    bool knows_gathering;
};
void check_plan_free(struct check_plan *plan);

/* What checks are run with. */
struct checking {
    const struct project *project;
    struct arena *guarded;   /* what plugins look at: read-only while foreign ones do; or NULL */
    struct arena *scratch;   /* as long as the document */
    struct arena *arena;     /* as long as the findings, which are copied to it */
    struct check_plan *plan; /* from one document to the next; not for check_project() */
    const struct check_watch *watch;      /* or NULL */
    const struct check_plugins *left_out; /* plugins that do not run; or NULL */
    check_made_of_file *made_of_file;
};

void check_document(const struct checking *checking, const struct document_type *type,
                    const keur_document *document, struct raw_findings *findings);
/* What project checks take down of a document; the notes' texts live as long as it does. */
void check_gather(const struct checking *checking, const struct document_type *type,
                  const keur_document *document, struct index_notes *notes);
/* One rule of the project, for which check_sees_index() holds. */
void check_project(const struct checking *checking, const struct rule *rule,
                   const keur_index *index, struct raw_findings *findings);
bool check_sees_index(const struct project *project, const struct rule *rule);
/* Is any rule of the project for checks that see the index? */
bool check_needs_index(const struct project *project);

#endif
