/* What project checks see of every document: flat data that outlives the document and fits through
 * a pipe. */
#ifndef CHECK_INDEX_H
#define CHECK_INDEX_H

#include "api/keur_plugin.h"
#include "base/arena.h"
#include "base/packet.h"
#include "base/text.h"

/* One document's part: offsets instead of pointers. */
struct index_entry;
struct index_part {
    struct keur_text path, type;
    size_t dialect;                    /* enum keur_dialect */
    const struct index_entry *entries; /* and behind them the notes, rule by rule */
    size_t entry_count;                /* with the notes */
    size_t value_count;                /* those come first */
    size_t note_count;
    struct keur_text bytes; /* what the entries' offsets count in */
};

/* What project checks take down of a document. */
struct index_note {
    size_t rule; /* of the project, by number */
    struct keur_text name, text;
    struct keur_span span;
};
/* In order of their rules. */
struct index_notes {
    struct index_note *items;
    size_t count, capacity;
};

/* Copied to the arena: it outlives the document.  Made in `scratch`. */
struct index_part index_part_of(const keur_document *document, const struct index_notes *notes,
                                struct arena *scratch, struct arena *arena);
void index_part_transfer(struct packet *packet, struct index_part *part);

/* The i-th note of a rule on a document; false past the last one. */
bool index_note(const keur_index *index, size_t document, size_t rule, size_t i,
                struct keur_entry *ret_entry);

/* All of it is in the arena. */
keur_index *index_new(struct arena *arena);
/* Parts are added in path order; what they point to outlives the index. */
void index_add(keur_index *index, const struct index_part *part);
/* The part of the document with this path, or NULL. */
const struct index_part *index_part_find(const keur_index *index, struct keur_text path);

#endif
