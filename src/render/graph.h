/* References between documents -> bytes on a stream. */
#ifndef RENDER_GRAPH_H
#define RENDER_GRAPH_H

#include <stdio.h>

#include "model/graph.h"

struct graph_format {
    const char *name, *summary;
    void (*write)(FILE *stream, const struct graph *graph);
};
/* Ends with an entry whose name is NULL; the first one is the default. */
extern const struct graph_format graph_formats[];

/* graph_json.c */
void graph_write_json(FILE *stream, const struct graph *graph);

#endif
