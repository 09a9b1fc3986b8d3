/* Compounds that no dictionary has, because one part is a word of the project or of another
 * language: "algoritmegebruik", "trainingsdataset". */
#ifndef COMPOUNDS_H
#define COMPOUNDS_H

#include <stddef.h>

#include "dictionary.h"

/* Where the second part of a compound of two known words begins; 0 when it is none. */
size_t compound_seam(const struct dictionary *dictionary, const char *word);
/* Is every part between hyphens a word, a compound, an abbreviation or a letter or two?  False
 * without a hyphen. */
bool compound_parts_are_known(const struct dictionary *dictionary, const char *word);

#endif
