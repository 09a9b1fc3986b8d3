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
    struct keur_text id;   /* of its content */
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
/* NULL for a file that was not there. */
const struct git_file *git_find(const struct git_revision *revision, struct keur_text path);
struct git_files {
    const struct git_file **items;
    size_t count, capacity;
};
/* The contents of files of the revision, in their order. */
bool git_read(const struct git_revision *revision, const struct git_files *files,
              struct arena *arena, struct keur_text *ret_texts, struct errors *errors);

#endif
