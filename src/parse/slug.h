/* The ids that a site generator makes for headings. */
#ifndef PARSE_SLUG_H
#define PARSE_SLUG_H

#include "model/site.h"
#include "parse/names.h"

struct slugs {
    enum keur_dialect dialect;
    struct slug_form form; /* of Python-Markdown */
    struct names used;
};

struct slugs slugs_new(enum keur_dialect dialect, struct arena *arena);
/* An id that is in use before the first heading is seen. */
void slugs_reserve(struct slugs *slugs, struct keur_text id);
/* The id of the next heading with this text: the dialect's, and unique. */
struct keur_text slugs_next(struct slugs *slugs, struct keur_text text);

#endif
