/* A plugin that never comes back. */
#include "fault.h"

static void goes_wrong(keur_run *run, const keur_document *document)
{
    (void)run;
    (void)document;
    for (volatile size_t i = 0;; i++)
        ;
}

FAULT_PLUGIN(endless);
