/* Replacing a file: at any moment there is the old one or the new one, whole. */
#ifndef BASE_REPLACE_H
#define BASE_REPLACE_H

#include <stdbool.h>

#include "api/keur_plugin.h"
#include "base/error.h"

/* What is put in the place of what. */
struct file_change {
    struct keur_text path;  /* absolute and real: it leads through no symbolic link */
    struct keur_text shown; /* as messages name it */
    struct keur_text before, after;
};

/* A new file beside the old one, with the same owner, permissions and attributes, is written to the
 * disk and takes its name.  False, with a message and the file as it is, when it holds something
 * else by now, is read-only, or cannot be replaced without a loss. */
bool file_replace(const struct file_change *change, struct errors *errors);

/* Removes what file_replace() of a run that was killed has left in a folder, and gives how many.
 * What a run that goes on is writing stays. */
size_t file_remove_leftovers(const char *folder);

#endif
