/* What libyaml must never see: its time grows with the square of open brackets. */
#ifndef YAML_YAML_GUARD_H
#define YAML_YAML_GUARD_H

#include "yaml/yaml_tree.h"

/* False where text[span] is larger, or has more open brackets, than base/limits.h allows. */
bool yaml_guard(struct keur_text text, struct keur_span span, struct arena *arena,
                struct yaml_trouble *ret_trouble);

#endif
