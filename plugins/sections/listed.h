/* What the documents have that a comment lists: keys of their front matter, and values. */
#ifndef LISTED_H
#define LISTED_H

#include "keur_plugin.h"

struct listed_pair {
    struct keur_text key, value;
    size_t next; /* of the same bucket; 1-based, 0 for none */
};

/* Zeroed but for the types to begin with. */
struct listed {
    struct keur_texts types;   /* of the documents; none: all */
    struct listed_pair *pairs; /* each once */
    size_t count;
    struct listed_pair *sorted; /* in order of keys and values, after listed_sort() */
    size_t *buckets;            /* of pairs, by their hashes; 1-based, 0 for none */
    size_t room;                /* for pairs, and buckets: a power of two */
    size_t document_count;
    size_t told; /* 1-based: the document whose name with a blank was told last */
    bool is_read;
};

void listed_read(keur_run *run, const keur_index *index, struct listed *listed);
bool listed_has(const struct listed *listed, struct keur_text key, struct keur_text value);
bool listed_has_key(const struct listed *listed, struct keur_text key);

/* Only what is told needs an order. */
void listed_sort(keur_run *run, struct listed *listed);
/* The first of the sorted pairs whose key is this one, or behind it. */
size_t listed_first(const struct listed *listed, struct keur_text key);

/* Is the text among these?  None include any. */
bool texts_include(const struct keur_texts *texts, struct keur_text text);

#endif
