/* A plugin that closes files that are not its own. */
#include <unistd.h>

#include "fault.h"

static void goes_wrong(keur_run *run, const keur_document *document)
{
    (void)run;
    (void)document;
    for (int i = 0; i < 256; i++)
        close(i);
}

FAULT_PLUGIN(closer);
