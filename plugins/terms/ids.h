/* The ids that documents of the project have, and what looks like one of them.
 *
 * An id is known whole ("urn:nl:ak:ver:aia-01") and by its last part ("aia-01").  Its shape is what
 * stands before its last number, how many digits that has, and what stands behind it; ids of one
 * shape are a family. */
#ifndef IDS_H
#define IDS_H

#include "keur_plugin.h"

struct id {
    struct keur_text text; /* whole, or its last part */
    struct keur_text head, digits, tail;
};

struct ids {
    struct id *items;    /* in order of their texts */
    struct id *families; /* of each shape the id with the highest number, in order of shapes */
    size_t count, family_count;
    struct keur_text root;   /* what all with a ':' begin with, up to one; empty without */
    size_t root_colon_count; /* of each of those; 0: they differ */
};

/* Splits a text at its last number; without digits all of it is the head. */
struct id id_split(struct keur_text text);
/* Of the values of a front matter key in documents of these types (none: all). */
struct ids ids_of(keur_run *run, const keur_index *index, struct keur_text key,
                  struct keur_texts types);
bool ids_have(const struct ids *ids, struct keur_text text);
/* The family whose shape this is, or NULL. */
const struct id *ids_family(const struct ids *ids, const struct id *id);
/* The family with the same head and tail, but another count of digits; or NULL. */
const struct id *ids_relative(const struct ids *ids, const struct id *id);

#endif
