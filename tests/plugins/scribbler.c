/* A plugin that writes into the text of the document. */
#include "fault.h"

static void goes_wrong(keur_run *run, const keur_document *document)
{
    (void)run;
    (void)document;
    char *bytes = (char *)(uintptr_t)keur_source(document).bytes;
    bytes[0] = 88;
}

FAULT_PLUGIN(scribbler);
