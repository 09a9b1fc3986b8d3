/* What the files that compile a schema share.  Schemas nest as deep as YAML may, and refer to each
 * other: instead of recursing, a keyword that holds a schema puts it on a list. */
#ifndef SCHEMA_COMPILER_H
#define SCHEMA_COMPILER_H

#include "schema.h"

/* Of JSON Schema 2020-12; bits. */
enum vocabulary {
    VOCABULARY_CORE = 1 << 0,
    VOCABULARY_APPLICATOR = 1 << 1,
    VOCABULARY_UNEVALUATED = 1 << 2,
    VOCABULARY_VALIDATION = 1 << 3,
    VOCABULARY_META_DATA = 1 << 4,
    VOCABULARY_FORMAT_ANNOTATION = 1 << 5,
    VOCABULARY_FORMAT_ASSERTION = 1 << 6,
    VOCABULARY_CONTENT = 1 << 7,
    VOCABULARIES_USUAL = (1 << 8) - 1 - VOCABULARY_FORMAT_ASSERTION,
};

struct schema_known {
    struct schema *schema;
    struct schema_known *next_in_bucket, *next;
};

/* A keyword that refers to a schema, to be resolved when all schemas are known. */
struct schema_pending {
    struct schema *schema;
    const struct keur_value *value; /* of $ref or $dynamicRef */
    bool is_dynamic;
    struct schema_pending *next;
};

enum { SCHEMA_BUCKETS = 512 };
struct schema_compiler {
    keur_setup *setup;
    struct schema_known *work; /* found, not compiled yet: from here to the newest */
    struct schema_known *first, *last;
    struct schema_known *buckets[SCHEMA_BUCKETS];
    struct schema_resource *resources;
    struct schema_pending *pending;
    const struct keur_value *references; /* URI to file, from the configuration; or NULL */
    bool judges_formats;
};

/* The compiled form of a schema, the same for the same source. */
struct schema *schema_at(struct schema_compiler *compiler, const struct keur_value *source,
                         struct schema_resource *resource);
/* The one that is known already, or NULL. */
struct schema *schema_known_at(const struct schema_compiler *compiler,
                               const struct keur_value *source);
/* A whole document with a schema, that was found at this URI or path. */
struct schema_resource *schema_document_add(struct schema_compiler *compiler,
                                            const struct keur_value *root, struct keur_text uri);
/* Compiles all that is on the list, and what it refers to. */
const struct schema *schema_compile(struct schema_compiler *compiler,
                                    const struct keur_value *root);

/* Reads one keyword of a schema; one that is none is a mistake or let be. */
void schema_keyword(struct schema_compiler *compiler, struct schema *schema,
                    const struct keur_value *value);

/* The resource with this URI, read from the file that the configuration names when it is not known
 * yet; NULL after a mistake, which is told at `place`. */
struct schema_resource *schema_resource_find(struct schema_compiler *compiler, struct keur_text uri,
                                             const struct keur_value *place);
/* All that waits.  False after a mistake. */
void schema_references_resolve(struct schema_compiler *compiler);
/* References that lead to themselves, and so nowhere. */
void schema_loops_refuse(struct schema_compiler *compiler);
/* `$schema` and what it says about vocabularies. */
void schema_vocabularies_read(struct schema_compiler *compiler, struct schema_resource *resource,
                              const struct keur_value *root);

#endif
