/* Paths on the command line -> project roots -> documents. */
#ifndef DISCOVER_DISCOVER_H
#define DISCOVER_DISCOVER_H

#include <stdbool.h>

#include "api/keur_plugin.h"
#include "base/arena.h"
#include "base/error.h"
#include "model/project.h"

/* The project root of an absolute, real path: the nearest folder above it (or itself) that holds
 * .keur.yaml, else .git, else mkdocs.yml, else `fallback`.  The search does not leave a folder that
 * has .git. */
struct keur_text discover_root(struct arena *arena, struct keur_text path,
                               struct keur_text fallback);

struct target {
    struct keur_text path;        /* relative to the project root, real */
    struct keur_text shown;       /* as the user will see it: relative to the working directory */
    const struct keur_text *text; /* that stands for the file's; or NULL */
};
/* A project within the project: a folder that has .keur.yaml or .git of its own. */
struct nested_project {
    struct keur_text root; /* absolute */
    struct nested_project *next;
};
struct targets {
    struct target *items;
    size_t count, capacity;
    struct nested_project *nested; /* that were met and not entered; in the arena */
    bool is_whole;                 /* all of the project was asked for, mkdocs.yml too */
    bool has_all;                  /* every document of the project is among them */
};

/* Adds the documents at or below `path` (absolute, as written: links are not yet resolved).  Within
 * a folder: .md and .markdown, less what is hidden, ignored by .gitignore or by the project, and
 * site/ and node_modules/; a file is taken whatever it is called, unless the project ignores it.
 * False: a path that is missing, unreadable or leads out of the project; the rest is still added.
 */
bool discover_documents(const struct project *project, struct keur_text path, struct arena *arena,
                        struct targets *targets, struct errors *errors);

/* As the user sees a path that is relative to the root. */
struct keur_text discover_shown(const struct project *project, struct keur_text path,
                                struct arena *arena);

/* In byte order of their paths, each once; one with a text goes before the same without. */
void discover_sort(struct targets *targets);
/* The one with this path, or NULL, of targets in that order. */
const struct target *discover_find(const struct targets *sorted, struct keur_text path);

#endif
