/* What a plain scalar is: a number, a boolean, null or a string. */
#ifndef YAML_YAML_KIND_H
#define YAML_YAML_KIND_H

#include "api/keur_plugin.h"

/* By the core schema of YAML 1.2. */
enum keur_value_kind yaml_kind_core(struct keur_text scalar);
/* As PyYAML's resolver for YAML 1.1 says; its timestamps are strings here. */
enum keur_value_kind yaml_kind_11(struct keur_text scalar);

#endif
