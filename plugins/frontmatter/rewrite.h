/* Values written anew: what edits put in the place of a value. */
#ifndef REWRITE_H
#define REWRITE_H

#include "keur_plugin.h"
#include "schema.h"

/* A value without white space around it and without a comma behind it. */
struct keur_text rewrite_clean(struct keur_text text);

/* Does more than white space go with rewrite_clean()? */
bool rewrite_drops_comma(struct keur_text text);

/* Letters, digits and hyphens, which mean themselves in YAML, plain or quoted? */
bool rewrite_is_word(struct keur_text text);

/* How the line at this offset ends; empty for one without ending. */
struct keur_text rewrite_line_ending(const keur_document *document, size_t offset);

/* Text in the quotes that the value has; of a plain value plain, where the schema writes the
 * `meant` value plain.  False when that takes a hand. */
bool rewrite_text(keur_run *run, const struct keur_value *value, const struct keur_value *meant,
                  struct keur_text text, struct keur_edit *ret_edit);

/* `key: x` as a list, in the way the document writes lists.  A scalar such as `a, b` becomes two
 * items where the schema of the items only accepts its parts. */
bool rewrite_as_list(keur_run *run, const keur_document *document, const struct keur_value *value,
                     const struct schema *items, struct keur_edit *ret_edit);

/* The lines of a key and its value, where nothing else stands on them. */
bool rewrite_without_entry(const keur_document *document, const struct keur_value *value,
                           struct keur_edit *ret_edit);

/* The whole line of a list's item that stands alone on it. */
bool rewrite_without_item(const keur_document *document, const struct keur_value *item,
                          struct keur_edit *ret_edit);

/* Would the schema take this text in the place of the value? */
bool rewrite_is_accepted(keur_run *run, const struct schema *schema, const struct keur_value *value,
                         struct keur_text text);

#endif
