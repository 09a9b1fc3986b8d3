/* The schemas of JSON Schema 2020-12 itself, which schemas may refer to. */
#ifndef METASCHEMA_H
#define METASCHEMA_H

#include "keur_plugin.h"

extern const struct keur_text metaschema_uri;
/* Its JSON; empty when this is no URI of one of them. */
struct keur_text metaschema_find(struct keur_text uri);

#endif
