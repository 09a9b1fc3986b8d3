/* The tables that configurations are read by, for those that write the grammar down. */
#ifndef LOAD_GRAMMAR_H
#define LOAD_GRAMMAR_H

#include "api/keur_plugin.h"

extern const struct keur_option config_fields[]; /* a configuration */
extern const struct keur_option type_fields[];   /* a document type, besides settings of plugins */
extern const struct keur_option rule_fields[];   /* a rule */
extern const struct keur_option override_fields[]; /* an entry of `overrides` */
extern const struct keur_option severity_fields[]; /* what that says of a rule */

#endif
