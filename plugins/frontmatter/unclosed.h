/* Front matter whose end is lost. */
#ifndef UNCLOSED_H
#define UNCLOSED_H

#include "keur_plugin.h"

/* Is the closing fence missing?  Also where a later thematic break passes for it. */
bool unclosed_is(const keur_document *document);

#endif
