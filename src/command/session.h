/* The projects of a run, each loaded once. */
#ifndef COMMAND_SESSION_H
#define COMMAND_SESSION_H

#include <stdbool.h>

#include "command/arguments.h"
#include "discover/discover.h"
#include "load/load.h"
#include "model/project.h"

/* A project and what was asked for in it. */
struct session_project {
    struct project *project;
    struct targets targets;
};

struct session {
    struct arena *arena;
    struct load_request request;
    struct keur_text working_folder; /* absolute, real */
    bool is_tracked;                 /* files that git does not track are not there */
    bool is_tracked_asked;           /* by the user: then git has to answer */
    struct session_project *items;   /* projects, in the order they were met */
    size_t count, capacity;
    struct text_list unusable; /* roots whose mistakes have been told */
};

/* Close it in any case.  False, with messages, for what makes every project unusable. */
bool session_open(struct session *session, const struct arguments *arguments,
                  struct errors *errors);
void session_close(struct session *session);
/* The project around a path, absolute and real.  NULL when its configuration is not usable,
 * which is told once. */
struct session_project *session_project(struct session *session, struct keur_text path,
                                        struct errors *errors);
/* How a project is loaded as it was. */
struct session_past {
    const struct past *files;
    struct keur_texts rules; /* only these; none: those that are on now */
    struct arena *arena;     /* where the project lives */
};
/* False, with messages, when it cannot be loaded so. */
bool session_load_past(const struct session *session, struct keur_text root,
                       const struct session_past *past, struct project **ret_project,
                       struct errors *errors);
/* The rules that are on in any of the projects, in order of their ids.  They live as long as the
 * session. */
const struct rule_text *session_rules(const struct session *session, size_t *ret_count);

#endif
