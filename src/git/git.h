/* git, asked about a project.  Nothing that the repository configures is run: no hook, no monitor,
 * no filter, no external diff, no pager, no transport.  Only commands that read what git stores are
 * used, and none that looks at the working tree. */
#ifndef GIT_GIT_H
#define GIT_GIT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/folders.h"
#include "base/text.h"

struct git_command {
    struct keur_text folder;  /* absolute */
    const char *const *words; /* behind `git`; ends with NULL */
    struct keur_text input;
};
/* The output lives in the arena and ends with a NUL that is not counted.  False, with what git
 * says, when it fails. */
bool git_run(const struct git_command *command, struct arena *arena, struct keur_text *ret_output,
             struct errors *errors);

/* What git's index holds below a folder: what the next commit will. */
bool git_tracked(struct keur_text folder, struct arena *arena, struct folders_known *ret_known,
                 struct errors *errors);

/* A file as a revision has it. */
struct git_file {
    struct keur_text path; /* relative to the folder, as it is now called */
    struct keur_text was;  /* as it was called then */
    struct keur_text id;   /* of its content */
    bool is_link;          /* a symbolic one */
};
/* A revision, as far as it is common with what is checked out: where the branch began. */
struct git_revision {
    struct git_file *items; /* in order of path */
    size_t count, capacity;
    struct keur_text folder;
};
/* Renames that are in the index are followed.  Free it with ARRAY_FREE. */
bool git_open(struct keur_text folder, struct keur_text revision, struct arena *arena,
              struct git_revision *ret_revision, struct errors *errors);
/* Is there a commit to compare with? */
bool git_has_commit(struct keur_text folder, struct arena *arena);
/* NULL for a file that was not there. */
const struct git_file *git_find(const struct git_revision *revision, struct keur_text path);
struct git_files {
    const struct git_file **items;
    size_t count, capacity;
};
/* The contents of files of the revision, in their order. */
bool git_read(const struct git_revision *revision, const struct git_files *files,
              struct arena *arena, struct keur_text *ret_texts, struct errors *errors);

/* What became of a file since. */
enum git_change_kind { GIT_ADDED = 1, GIT_CHANGED, GIT_DELETED, GIT_RENAMED };
struct git_change {
    enum git_change_kind kind;
    struct keur_text path;      /* as it is called now; of one that is deleted, as it was called */
    const struct git_file *was; /* NULL: it was not there */
};
struct git_changes {
    struct git_change *items; /* in order of path */
    size_t count, capacity;
};
/* The files of the working tree, those that git does not track too, against the revision.  Of a
 * file that is there in both, only what `is_read` says is compared: byte by byte, but for the ends
 * of lines.  A name that is new and has the content of one that is gone is a renamed file, and so
 * is what the index says.  Free it with ARRAY_FREE. */
bool git_compare(const struct git_revision *revision, struct folders *folders,
                 bool (*is_read)(struct keur_text path), struct arena *arena,
                 struct git_changes *ret_changes, struct errors *errors);

#endif
