/* Keywords of keur's own, beside those of JSON Schema: what a docs repository asks of its front
 * matter and a schema cannot say.  Their names begin with "keur-". */
#ifndef EXTENSION_H
#define EXTENSION_H

#include "schema_compiler.h"

/* The values that a key may have, kept elsewhere. */
struct value_source {
    struct keur_texts folders; /* the names of files in them, without their endings */
    struct keur_text ending;   /* of these files */
    struct keur_texts except;  /* names that do not count */
    struct keur_texts listed;  /* from a table or a file, in byte order */
    bool is_listed;
};

/* Which other documents a value names, by their file names without ending. */
struct reference_rule {
    struct keur_texts types;     /* one of which the document has */
    struct keur_texts back_keys; /* one of which must name this document; none: no way back */
};

struct schema_extension {
    const struct value_source *values;
    int64_t max_words;             /* -1: any number */
    bool has_no_period;            /* at its end */
    const keur_pattern *path;      /* that the path of the document must have */
    const keur_pattern *name_part; /* the part of the value that begins the file name */
    const keur_pattern *name_skip; /* what may stand before it; or NULL */
    struct keur_texts required;    /* keys that the template of the project has */
    const struct reference_rule *reference;
    bool is_unique;
    struct keur_texts unique_types; /* across these; none: across the documents of this schema */
};

/* Reads a keyword of keur's; false when it is none. */
bool extension_keyword(struct schema_compiler *compiler, struct schema *schema,
                       const struct keur_value *value);

/* Keys whose values concern other documents, by their path as the index has it ("a.b"). */
struct schema_key {
    struct keur_text path;
    const struct schema *schema;
};
void extension_keys_collect(struct schema_compiler *compiler, struct schema *root);

/* Is the text one of the values? */
bool extension_has_value(keur_run *run, const struct value_source *source, struct keur_text text);
/* All of them. */
struct keur_texts extension_values(keur_run *run, const struct value_source *source);

#endif
