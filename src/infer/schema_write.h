/* A shape as JSON Schema 2020-12 in YAML. */
#ifndef INFER_SCHEMA_WRITE_H
#define INFER_SCHEMA_WRITE_H

#include <stdio.h>

#include "infer/shape.h"

/* Every document that the shape was made of fits the schema.  Comments tell how often a key and a
 * value occur. */
void schema_write(FILE *stream, const struct shape *root);

#endif
