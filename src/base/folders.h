/* What is in the folders of a project: read when first asked for, then kept, so
 * that `discover` and every check on a path see the same. */
#ifndef BASE_FOLDERS_H
#define BASE_FOLDERS_H

#include <stdbool.h>

#include "api/keur_plugin.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/past.h"

struct folders;

enum folder_entry_type {
    ENTRY_FILE = 1,
    ENTRY_FOLDER,
    ENTRY_LINK_FILE,
    ENTRY_LINK_FOLDER,
    ENTRY_OTHER,
    ENTRY_MISSING, /* a file that is known, and not on the disk */
};

/* In byte order of their names.  The link types are symbolic links that lead,
 * within the root, to a file or folder; others, dangling ones included, are ENTRY_OTHER. */
struct folder_entry {
    struct keur_text name;
    enum folder_entry_type type;
};
struct folder {
    const struct folder_entry *entries;
    size_t count;
};

/* A file, or a folder of which nothing more is known than that it is there. */
struct known_path {
    struct keur_text path; /* relative to the root */
    bool is_folder;
};
struct folders_known {
    const struct known_path *items; /* in byte order of their paths */
    size_t count;
};

/* `root` is absolute and real; everything lives as long as the arena. */
struct folders *folders_new(struct arena *arena, struct keur_text root);
/* From here on, only these files are there, and the folders that they lie in; what lies in folders
 * among them is as it is on the disk.  The list outlives `folders`. */
void folders_limit(struct folders *folders, struct folders_known known);
/* From here on these files are as is said here, whatever the disk has.  `past` is sorted, and
 * outlives `folders`. */
void folders_turn_back(struct folders *folders, const struct past *past);
/* What is said of a file, or NULL. */
const struct past_file *folders_past_of(const struct folders *folders, struct keur_text path);
/* The text of a file of the project, as file_read(). */
bool folders_read_file(const struct folders *folders, struct keur_text path, size_t limit,
                       struct arena *arena, struct keur_text *ret_text, struct errors *errors);
/* `path` is relative to the root, normalized, "" or "." the root itself.  NULL when it is
 * not a readable folder within the root. */
const struct folder *folders_read(struct folders *folders, struct keur_text path);
/* Exact case in every part; links are followed within the root. */
enum keur_entry_type folders_find(struct folders *folders, struct keur_text path);

/* The path with its links followed, for what folders_find() finds. */
struct keur_text folders_real(struct folders *folders, struct keur_text path, struct arena *arena);
/* Paths of all files, relative to the root, in byte order, each once: symbolic links are not
 * followed; hidden folders, site/ and node_modules/ are left out.  Found at the first call. */
struct keur_texts folders_files(struct folders *folders);

#endif
