/* What has changed in a project since a revision of git, and the project as it was. */
#ifndef COMMAND_CHANGES_H
#define COMMAND_CHANGES_H

#include "base/past.h"
#include "command/session.h"
#include "git/git.h"

/* A file that is new, changed, deleted or renamed. */
struct change {
    struct git_change git;
    struct keur_text text; /* that it had; without bytes when nobody reads it */
    bool is_of_site;       /* mkdocs.yml, or what it inherits from */
};
struct changes {
    struct arena *arena;
    struct keur_text since; /* the revision, as it was named */
    struct git_revision revision;
    struct change *items; /* what concerns the whole site comes last */
    size_t count, capacity;
};

/* `since` may be empty: the last commit; where there is none, nothing has changed.  False, with
 * messages, when git cannot tell.  Free it in any case. */
bool changes_open(const struct session_project *project, struct keur_text since,
                  struct changes *ret_changes, struct errors *errors);
void changes_free(struct changes *changes);

/* The one that a file of now has come by; NULL for a file that is as it was. */
const struct change *changes_find(const struct changes *changes, struct keur_text path);
/* How the file of now was called. */
struct keur_text changes_old_path(const struct changes *changes, struct keur_text path);
/* Those that are renames, as checks see them. */
const struct keur_rename *changes_renames(const struct changes *changes, size_t *ret_count);
/* The first `count` of the changes undone.  Free it with ARRAY_FREE. */
struct past changes_past(const struct changes *changes, size_t count);
/* What happened to a file, as words behind its name: "which is deleted since main". */
struct keur_text changes_words(const struct changes *changes, const struct change *change,
                               const struct project *project, struct arena *arena);

#endif
