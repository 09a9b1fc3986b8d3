/* The index of a project -> the references between its documents. */
#ifndef TRACE_TRACE_H
#define TRACE_TRACE_H

#include "base/arena.h"
#include "model/graph.h"
#include "model/project.h"

/* A front matter key refers to documents when most of its values are names of files of documents
 * that have a type, without ".md".  Then its other values refer to documents that are not there.
 * All lives in the arena, or in the index. */
struct graph trace_make(const struct project *project, const keur_index *index,
                        struct arena *arena);

#endif
