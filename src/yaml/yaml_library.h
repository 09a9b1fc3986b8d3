/* YAML as libyaml reads it: all of it.  The one file that includes <yaml.h>. */
#ifndef YAML_YAML_LIBRARY_H
#define YAML_YAML_LIBRARY_H

#include "yaml/yaml_tree.h"

/* As yaml_tree_parse_into(), of what yaml_guard() has let through; without a byte order mark. */
bool yaml_library_parse(struct keur_text text, struct keur_span span,
                        const struct tree_values *values, struct keur_value **ret_root,
                        struct yaml_trouble *ret_trouble);

#endif
