/* A plugin that gives up. */
#include <stdlib.h>

#include "fault.h"

static void goes_wrong(keur_run *run, const keur_document *document)
{
    (void)run;
    (void)document;
    abort();
}

FAULT_PLUGIN(aborts);
