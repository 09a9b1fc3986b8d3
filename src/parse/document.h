/* bytes -> immutable document.  The accessors of keur_plugin.h are in document.c. */
#ifndef PARSE_DOCUMENT_H
#define PARSE_DOCUMENT_H

#include "api/keur_plugin.h"
#include "base/arena.h"
#include "base/lines.h"
#include "model/project.h"

/* The document, `path` and `source` live in the arena.  Two steps, because the front matter may
 * decide the type, and the type the dialect. */
struct keur_document *document_open(struct keur_text path, struct keur_text source,
                                    struct arena *arena);
void document_parse(struct keur_document *document, struct keur_text type, struct reading reading);

const struct lines *document_lines(const struct keur_document *document);

#endif
