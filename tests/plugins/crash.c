/* A plugin that crashes. */
#include "fault.h"

static void goes_wrong(keur_run *run, const keur_document *document)
{
    (void)run;
    volatile const char *far = keur_source(document).bytes - ((size_t)1 << 46);
    (void)*far;
}

FAULT_PLUGIN(crash);
