/* Schemas that a document names itself: behind `$schema:` in its front matter, and in the comment
 * `# yaml-language-server: $schema=...`, which editors read. */
#ifndef NAMED_H
#define NAMED_H

#include "keur_plugin.h"
#include "schema.h"

struct named_schema {
    struct keur_span span; /* of the name */
    struct keur_text name;
    const struct schema *schema; /* NULL: it cannot be used */
    struct keur_text mistake;    /* then: why */
};
/* One key, and the first of such comments, as yaml-language-server has it. */
enum { NAMED_MOST = 2 };

size_t named_schemas(keur_run *run, const keur_document *document,
                     struct named_schema ret_named[NAMED_MOST]);

/* Is this the key `$schema` of the front matter?  It is no key of the page, so that no schema has
 * to know it. */
bool named_is_key(const struct keur_value *value);

#endif
