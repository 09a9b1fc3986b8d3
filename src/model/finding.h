/* What the stages after `parse` hand on: findings. */
#ifndef MODEL_FINDING_H
#define MODEL_FINDING_H

#include <stdbool.h>

#include "api/keur_plugin.h"
#include "base/lines.h"

enum severity { SEVERITY_OFF = 0, SEVERITY_INFO, SEVERITY_WARNING, SEVERITY_ERROR, SEVERITY_COUNT };

struct finding_edit {
    struct keur_edit edit;
    struct position start, end;
};
struct finding_related {
    struct keur_text path; /* relative to the working directory, like the finding's */
    struct keur_span span;
    struct position start, end;
    struct keur_text message;
};

/* Everything lives in the run's arena.  Positions are in code points (JSON) and in the unit that
 * the user chose (text). */
struct finding {
    struct keur_text path;         /* as shown: relative to the working directory */
    struct keur_text project_path; /* relative to the project root */
    struct keur_text rule;
    enum severity severity;
    struct keur_text message;
    struct keur_span span;
    struct position start, end;
    size_t shown_column;          /* of the start, in the user's unit */
    struct keur_text source_line; /* without ending */
    struct keur_span in_line;     /* the span's part of that line, bytes from the line's begin */
    const struct finding_edit *edits;
    size_t edit_count;
    const struct finding_related *related;
    size_t related_count;
    uint64_t likeness;    /* of rule, message but digits, line text: whatever the place */
    uint64_t fingerprint; /* of path, rule, message but digits, line text: survives moved lines */
};

struct findings {
    struct finding *items;
    size_t count, capacity;
};

/* What readers are told of a rule. */
struct rule_text {
    struct keur_text id, summary, why;
    enum severity severity;
};

struct summary {
    size_t documents;
    size_t by_severity[SEVERITY_COUNT];
    const struct rule_text *rules; /* that were on, in order of their ids */
    size_t rule_count;
    char *const *troubles; /* what could not be done, in messages that end with '\0' */
    size_t trouble_count;
};

#endif
