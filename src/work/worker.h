/* One worker process, as its keeper sees it. */
#ifndef WORK_WORKER_H
#define WORK_WORKER_H

#include <sys/types.h>

#include "work/work.h"

/* Tasks [begin, end). */
struct range {
    uint32_t begin, end;
};

/* Before each answer in the pipe; the next header begins at a multiple of 8 bytes. */
struct answer_header {
    uint64_t task, length;
};

enum { RANGES_AHEAD = 2 };

/* What came through the pipe, in the arena: answers are taken where they lie. */
struct received {
    char *bytes;
    size_t begin, end, capacity; /* [begin, end) is not yet taken; begin is a multiple of 8 */
};

struct worker {
    pid_t pid; /* 0: none */
    int orders, answers;
    struct work_post *post;
    bool is_careful;                   /* looks for the step that breaks pipes */
    struct range ranges[RANGES_AHEAD]; /* that were ordered and are not answered; empty ones last */
    struct received received;
    /* The clock of the step that it is at. */
    uint32_t turns;
    double cpu_seconds, wall_seconds; /* when it was first seen there; negative: not yet */
    unsigned restarts;                /* since the last answer */
};

/* False when there are no processes or descriptors left. */
bool worker_start(struct worker *worker, const struct work *work, const struct worker *all,
                  size_t count);
void worker_order(const struct worker *worker, struct range range);
/* Ends the process, and tells what it was at. */
void worker_bury(struct worker *worker, enum work_fault_kind known, struct work_fault *ret_fault);
/* Seconds of CPU time that the process took. */
double worker_cpu_seconds(const struct worker *worker);

#endif
