/* References of RFC 3986, and the JSON pointers (RFC 6901) that their fragments hold. */
#ifndef URI_H
#define URI_H

#include "keur_plugin.h"

/* The reference without its fragment, seen from the base; a path without scheme is fine as base. */
struct keur_text uri_resolve(keur_setup *setup, struct keur_text base, struct keur_text reference);
/* Without "#" and what follows; *ret_fragment is that without the "#", percent signs decoded. */
struct keur_text uri_split(keur_setup *setup, struct keur_text reference,
                           struct keur_text *ret_fragment);
/* Does it begin with a scheme, such as "https:"? */
bool uri_has_scheme(struct keur_text uri);

/* The value that a JSON pointer ("/a/0/b~1c") leads to from here, or NULL.  Calls `passed` for each
 * value on its way, the last one included. */
const struct keur_value *
uri_follow_pointer(keur_setup *setup, const struct keur_value *from, struct keur_text pointer,
                   void (*passed)(void *context, const struct keur_value *value), void *context);

#endif
