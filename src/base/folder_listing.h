/* What is in one folder. */
#ifndef BASE_FOLDER_LISTING_H
#define BASE_FOLDER_LISTING_H

#include <stdbool.h>

#include "base/folders.h"

/* How the folders of a project are looked at. */
struct folder_view {
    struct arena *arena; /* of the listings */
    struct keur_text root;
    bool is_limited; /* to what is known */
    struct folders_known known;
    const struct past *past; /* or NULL */
};

/* `path` is relative to the root, without links.  False when it is no folder that can be read. */
bool folder_listing_read(const struct folder_view *view, struct keur_text path,
                         struct folder *ret_listing);
/* Where a symbolic link leads, relative to the root; false when it leads nowhere or outside. `real`
 * has room for PATH_MAX bytes. */
bool folder_link_target(const struct folder_view *view, const char *path, char *real,
                        struct keur_text *ret_target);

#endif
