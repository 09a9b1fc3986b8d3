/* YAML as front matter has it: keys, dashes, and values that end where their line does, lists and
 * maps in brackets and aliases among them.  libyaml looks a hundred times at each character, for
 * all that may come. */
#ifndef YAML_YAML_LINES_H
#define YAML_YAML_LINES_H

#include "yaml/yaml_tree.h"

/* Without a byte order mark: the tree that libyaml would make of text[span], or NULL where only
 * libyaml can tell: what may be wrong, and what is written in a way that is rare. */
struct keur_value *yaml_lines_parse(struct keur_text text, struct keur_span span,
                                    const struct tree_values *values);

#endif
