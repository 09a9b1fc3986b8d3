/* What holds for every document, whatever is in it. */
#ifndef TESTS_INVARIANTS_H
#define TESTS_INVARIANTS_H

#include <stdbool.h>

#include "api/keur_plugin.h"

/* Prints the first thing that does not hold, with its place, to stderr. */
bool invariants_hold(const keur_document *document);
/* In CommonMark the tree has the nodes and texts that libcmark has, in the same order. */
bool invariants_match_libcmark(const keur_document *document);

#endif
