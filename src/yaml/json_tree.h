/* JSON (RFC 8259) as a tree with places: what YAML readers get wrong in it, such as surrogate
 * pairs, is read here as written. */
#ifndef YAML_JSON_TREE_H
#define YAML_JSON_TREE_H

#include "yaml/yaml_tree.h"

/* One JSON value; numbers keep their text.  The same key twice gives two children.  Limits of
 * base/limits.h hold.  The tree lives in the arena. */
bool json_tree_parse(struct keur_text text, struct arena *arena, const struct keur_value **ret_root,
                     struct yaml_trouble *ret_trouble);
bool json_tree_parse_into(struct keur_text text, const struct tree_values *values,
                          struct keur_value **ret_root, struct yaml_trouble *ret_trouble);

#endif
