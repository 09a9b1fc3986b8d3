/* A plugin that calls itself until there is no stack. */
#include "fault.h"

static int deeper(int depth)
{
    volatile char room[4096];
    room[0] = (char)depth;
    return depth == 0 ? room[0] : deeper(depth + 1) + room[0];
}

static void goes_wrong(keur_run *run, const keur_document *document)
{
    (void)run;
    (void)document;
    keur_report(run, keur_line(document, 0), "deeper: %d", deeper(1));
}

FAULT_PLUGIN(diver);
