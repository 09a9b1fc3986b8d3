/* The words of a text that can be looked up in a dictionary. */
#ifndef WORDS_H
#define WORDS_H

#include "keur_plugin.h"

/* Steps to the next one at or behind *at; false at the end.  Left out: addresses, file names,
 * identifiers, numbers, words with digits or capitals inside, abbreviations in capitals, single
 * letters. */
bool words_next(struct keur_text text, size_t *at, struct keur_span *ret_word);

/* Is the letter at `at` a capital? */
bool words_is_capital(struct keur_text text, size_t at);
/* A capital that is not due to the beginning of a sentence: a name. */
bool words_is_name(struct keur_text text, struct keur_span word);

/* A name by what stands around it: behind an initial, or before "et al". */
bool words_cite(struct keur_text text, struct keur_span word);

#endif
