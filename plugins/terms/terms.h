/* The checks of this plugin, a file each. */
#ifndef TERMS_H
#define TERMS_H

#include "keur_plugin.h"

extern const struct keur_check check_glossary;
extern const struct keur_check check_pattern;
extern const struct keur_check check_preferred;
extern const struct keur_check check_repeated_word;
extern const struct keur_check check_repeated_item;
extern const struct keur_check check_unbalanced;
extern const struct keur_check check_unknown_id;

#endif
