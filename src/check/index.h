/* What project checks see of every document: flat data that outlives the document and fits through
 * a pipe. */
#ifndef CHECK_INDEX_H
#define CHECK_INDEX_H

#include "api/keur_plugin.h"

keur_index *index_new(void);
void index_free(keur_index *index);
/* Documents are added in path order. */
void index_add(keur_index *index, const keur_document *document);

#endif
