/* The checks of this plugin, a file each. */
#ifndef FRONTMATTER_H
#define FRONTMATTER_H

#include "keur_plugin.h"

/* The block itself. */
extern const struct keur_check check_missing;
extern const struct keur_check check_unclosed;
extern const struct keur_check check_invalid_yaml;
extern const struct keur_check check_not_a_mapping;
extern const struct keur_check check_duplicate_key;
extern const struct keur_check check_site_reading;

/* Its keys and values, by the schema of the document type, and those that the document names. */
extern const struct keur_check check_schema;
extern const struct keur_check check_required_key;
extern const struct keur_check check_unknown_key;
extern const struct keur_check check_empty_value;
extern const struct keur_check check_type;
extern const struct keur_check check_allowed_value;
extern const struct keur_check check_pattern;
extern const struct keur_check check_items;
extern const struct keur_check check_length;
extern const struct keur_check check_number;
extern const struct keur_check check_format;
extern const struct keur_check check_combination;
extern const struct keur_check check_words;
extern const struct keur_check check_final_period;
extern const struct keur_check check_file_name;

/* Values across documents. */
extern const struct keur_check check_unique_value;
extern const struct keur_check check_unique;
extern const struct keur_check check_reference;
extern const struct keur_check check_mutual_reference;

#endif
