/* Pages of the site and the addresses at which it shows them.  Addresses are relative to the site's
 * root, decoded, without a '/' in front: "" is the home page, "a/b/" that of docs/a/b.md. */
#ifndef SITE_ADDRESS_H
#define SITE_ADDRESS_H

#include <stdbool.h>

#include "model/project.h"

/* The part of a path below docs_dir; false when it does not lie there.  `path` is normalized and
 * relative to the project root. */
bool address_below_docs(const struct site *site, struct keur_text path,
                        struct keur_text *ret_below);
/* A path below docs_dir, relative to the project root. */
struct keur_text address_in_docs(const struct site *site, struct keur_text below,
                                 struct arena *arena);
/* The address of a file of the site; false for what lies outside docs_dir. */
bool address_of(const struct site *site, struct keur_text path, struct arena *arena,
                struct keur_text *ret_address);

/* Why a file of docs_dir is not part of the site; 0 for one that is.  `below` is relative to
 * docs_dir. */
enum keur_unpublished address_left_out(const struct project *project, struct keur_text below,
                                       struct arena *arena);

enum address_answer { ADDRESS_NONE = 0, ADDRESS_FILE, ADDRESS_UNKNOWN };
/* The file that the site shows at an address.  For ADDRESS_NONE *ret_path is the source file that
 * would be it. */
enum address_answer address_find(const struct project *project, struct keur_text address,
                                 struct arena *arena, struct keur_text *ret_path);

#endif
