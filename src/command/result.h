/* What one task of a run yields: plain data that fits through a pipe. */
#ifndef COMMAND_RESULT_H
#define COMMAND_RESULT_H

#include <stdbool.h>

#include "base/error.h"
#include "base/packet.h"
#include "check/index.h"
#include "model/finding.h"
#include "model/suppression.h"

struct result {
    bool is_checked; /* a document was, by the rules for documents */
    bool is_indexed; /* and `index` is set */
    struct findings findings;
    struct suppressions suppressions;
    struct index_part index;
    struct errors errors;
};

/* Frees the lists; what they point to belongs to whoever made the result. */
void result_free(struct result *result);
/* To bytes and back: a member that is more than numbers has its line in result.c. */
void result_transfer(struct packet *packet, struct result *result);

#endif
