/* Comments to keur that split what they stand in, for core.c. */
#ifndef CHECK_SPLITS_H
#define CHECK_SPLITS_H

#include "check/comments.h"

void splits_report(keur_run *run, const keur_document *document, const struct comments *comments);

#endif
