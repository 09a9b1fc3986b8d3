/* A plugin that eats memory. */
#include <stdlib.h>

#include "fault.h"

static char *volatile eaten; /* a compiler may leave out what nobody looks at */

static void goes_wrong(keur_run *run, const keur_document *document)
{
    (void)run;
    (void)document;
    for (;;) {
        eaten = malloc(1 << 20);
        memset(eaten, 1, 1 << 20);
    }
}

FAULT_PLUGIN(hungry);
