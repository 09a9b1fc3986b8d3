/* Addresses (RFC 3986): their parts, and their escapes. */
#ifndef BASE_URI_H
#define BASE_URI_H

#include <stdbool.h>

#include "api/keur_plugin.h"
#include "base/arena.h"

/* Views of the parts, without their delimiters; what is not there is empty. */
struct uri {
    struct keur_text scheme, authority, path, query, fragment;
};
struct uri uri_split(struct keur_text text);
/* "%20" is a blank; what is no escape, and "%00", stays. */
struct keur_text uri_decode(struct arena *arena, struct keur_text text);
/* A path as it may stand in a target of Markdown: letters of all scripts stay. */
struct keur_text uri_encode_path(struct arena *arena, struct keur_text path);
/* Equal but for the case of ASCII letters, as hosts are. */
bool uri_host_equals(struct keur_text a, struct keur_text b);

#endif
