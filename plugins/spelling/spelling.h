/* The checks of this plugin, a file each. */
#ifndef SPELLING_H
#define SPELLING_H

#include "keur_plugin.h"

extern const struct keur_check check_unknown_word;

#endif
