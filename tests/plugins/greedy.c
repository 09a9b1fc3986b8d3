/* A plugin that lets keur eat memory for it. */
#include "fault.h"

static void goes_wrong(keur_run *run, const keur_document *document)
{
    (void)run;
    (void)document;
    for (;;)
        keur_allocate(run, 1 << 20);
}

FAULT_PLUGIN(greedy);
