/* Items that YAML reads as one text: `- a` with an indented `- b` below is "a - b". */
#ifndef JOINED_ITEMS_H
#define JOINED_ITEMS_H

#include "keur_plugin.h"
#include "schema.h"

enum { JOINED_ITEMS_MOST = 32 };
struct joined_items {
    struct keur_span first; /* the first item that is part of another one's text */
    struct keur_edit edits[JOINED_ITEMS_MOST];
    size_t count;
};

/* False when the value is no such text.  The edits move each item to where the list's items stand;
 * they are safe where the schema accepts each of them. */
bool joined_items_find(keur_run *run, const struct schema *schema, const struct keur_value *value,
                       struct joined_items *ret_joined);

#endif
