/* Lines of patterns in the form of .gitignore. */
#ifndef BASE_IGNORE_LINES_H
#define BASE_IGNORE_LINES_H

#include <stdbool.h>

#include "api/keur_plugin.h"
#include "base/arena.h"
#include "base/glob.h"

struct ignore_line {
    struct glob glob;
    bool takes_out;      /* began with '!' */
    bool is_folder_only; /* ended with '/' */
    bool is_name;        /* no other '/': for names at any depth */
};
struct ignore_lines {
    const struct ignore_line *items;
    size_t count;
};

/* Views of the text, in the arena. */
struct ignore_lines ignore_lines_read(struct keur_text text, struct arena *arena);
/* The last line that names this path itself, or NULL.  `path` is relative to where the lines count
 * from. */
const struct ignore_line *ignore_lines_find(const struct ignore_lines *lines, struct keur_text path,
                                            bool is_folder);
/* Does the last line that names this file, or a folder that it lies in, leave it out? */
bool ignore_lines_leave_out(const struct ignore_lines *lines, struct keur_text path);

#endif
