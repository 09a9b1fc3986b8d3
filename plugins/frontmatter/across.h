/* Values that concern other documents, over the index of the project. */
#ifndef ACROSS_H
#define ACROSS_H

#include "extension.h"

/* A value with a keyword about other documents. */
struct across_value {
    size_t document;
    struct keur_entry entry;
    const struct schema_extension *extension;
};

/* All that are not empty and whose keyword is wanted: by document, and key of its schema. */
typedef bool across_wants(const struct schema_extension *extension);
struct across_walk {
    const keur_run *run;
    const keur_index *index;
    across_wants *wants;
    const struct schema *root;    /* of the document at hand, or NULL */
    const struct schema_key *key; /* at hand; NULL before the first */
    size_t next_key, next_entry;
    struct across_value value;
};
struct across_walk across_walk_new(const keur_run *run, const keur_index *index,
                                   across_wants *wants);
/* Of the walk, until the next call; NULL at the end. */
const struct across_value *across_next(struct across_walk *walk);

/* Documents by the names of their files without ending. */
struct across_name {
    struct keur_text name;
    size_t document;
};
struct across_names {
    struct across_name *items; /* in byte order */
    size_t count;
};
struct across_names across_names_of(keur_run *run, const keur_index *index);
/* The document of one of these types with this name; SIZE_MAX for none. */
size_t across_find(const keur_index *index, const struct across_names *names, struct keur_text name,
                   struct keur_texts types);
bool across_has_type(const keur_index *index, size_t document, struct keur_texts types);
struct keur_text across_name_of_path(struct keur_text path);
struct keur_text across_name_of(const keur_index *index, size_t document);

#endif
