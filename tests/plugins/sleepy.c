/* A plugin that waits for ever, and takes no time while it does. */
#include <unistd.h>

#include "fault.h"

static void goes_wrong(keur_run *run, const keur_document *document)
{
    (void)run;
    (void)document;
    for (;;)
        pause();
}

FAULT_PLUGIN(sleepy);
