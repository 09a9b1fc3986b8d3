/* Values of front matter: walking, comparing, naming, and writing them anew. */
#ifndef VALUE_H
#define VALUE_H

#include "keur_plugin.h"

/* The next value in reading order, children first; NULL after the last one. */
const struct keur_value *value_following(const struct keur_value *value);
/* The last child of a mapping with this key, or NULL. */
const struct keur_value *value_child(const struct keur_value *map, struct keur_text key);

/* Does it stand outside its parent, which is an alias?  Then it was seen where it stands. */
bool value_is_elsewhere(const struct keur_value *value);

/* Code points of a scalar. */
long long value_length(const struct keur_value *value);
/* Words of a scalar, between white space; signs by themselves are none. */
size_t value_words(const struct keur_value *value);
/* A sentence's: not that of "enz." in dots, of "B.V." or of "...". */
bool value_ends_in_period(const struct keur_value *value);
/* Of a truth value. */
bool value_is_true(const struct keur_value *value);
bool text_equals_word(struct keur_text text, const char *word);

/* Equal in the sense of JSON Schema: 1 equals 1.0, the order of keys does not matter. */
bool value_equals(const struct keur_value *a, const struct keur_value *b);
/* The same for equal values.  For lists and mappings the reverse holds too, but for chance. */
uint64_t value_digest(const struct keur_value *value);

/* The key that a value belongs to: its own, or that of the list it stands in. */
struct keur_text value_name(const struct keur_value *value);
/* Where to point for a value as a whole: its key; without one, the value. */
struct keur_span value_place(const struct keur_value *value);
/* A text short enough for a message. */
struct keur_text value_shorten(keur_run *run, struct keur_text text);

/* "a, b, c": the scalars of a list. */
struct keur_text value_join(keur_run *run, const struct keur_text *texts, size_t count);

/* So near that only a slip of the pen lies between. */
bool word_is_slip(struct keur_text written, struct keur_text meant);
/* Only one of these can have been meant, and no number would change. */
bool word_is_sure_slip(struct keur_text written, struct keur_text meant,
                       const struct keur_text *candidates, size_t count);

#endif
