/* A quick look before a slow one: the groups of three bytes that occur in a document, made once for
 * all rules of this plugin.  A word one of whose groups is missing is not in the document. */
#ifndef GRAMS_H
#define GRAMS_H

#include "keur_plugin.h"

/* Could the document hold this text, whatever the case of its ASCII letters?  Texts of less than
 * three bytes always could. */
bool grams_may_hold(keur_run *run, const keur_document *document, struct keur_text text);

/* The longest text of letters and digits that every match of the PCRE2 pattern holds, perhaps in
 * another case; empty when none is plain to see. */
struct keur_text grams_of_pattern(struct keur_text pattern, bool *ret_has_any_case);
/* The longest ASCII word of a term. */
struct keur_text grams_of_term(struct keur_text term);

#endif
