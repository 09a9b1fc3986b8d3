/* A plugin that eats memory. */
#include <stdlib.h>

#include "fault.h"

static void goes_wrong(keur_run *run, const keur_document *document)
{
    (void)run;
    (void)document;
    for (;;) {
        char *eaten = malloc(1 << 20);
        memset(eaten, 1, 1 << 20);
    }
}

FAULT_PLUGIN(hungry);
