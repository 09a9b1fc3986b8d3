/* Dictionaries of hunspell, and the words that a project adds to them. */
#ifndef DICTIONARY_H
#define DICTIONARY_H

#include "keur_plugin.h"

enum { WORD_BYTES = 128 }; /* the longest word that is looked up, with its NUL */

struct dictionary;

/* The dictionaries of these languages, such as `nl` and `en_US`, as the distribution installs them.
 * NULL after a mistake, which is reported.  They are freed when the program ends. */
struct dictionary *dictionary_open(keur_setup *setup, struct keur_texts languages);
/* A word of the project, in any case when it has no capital. */
void dictionary_add(struct dictionary *dictionary, struct keur_text word);
/* Does any of them know the word?  It ends in NUL. */
bool dictionary_knows(const struct dictionary *dictionary, const char *word);
/* Does the first one, with the words of the project? */
bool dictionary_main_knows(const struct dictionary *dictionary, const char *word);
/* A known word that is one slip of the pen away from one that is not; `made` has WORD_BYTES.  A
 * compound whose second part begins at `seam` (else 0) may be right itself: then only a word of the
 * first dictionary counts that is not a compound with one of its parts. */
bool dictionary_suggest(const struct dictionary *dictionary, const char *word, size_t seam,
                        char *made);

#endif
