/* Tasks in worker processes.  What runs in a worker can crash, loop or eat memory: the worker is
 * discarded, its task is done again by a fresh one, and all other answers are as if nothing had
 * happened.  Answers come in the order of the tasks, whatever the number of workers. */
#ifndef WORK_WORK_H
#define WORK_WORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "api/keur_plugin.h"
#include "base/arena.h"
#include "base/text.h"

/* What a worker is at, in memory that it shares with its keeper.  A task may have steps, which are
 * whatever can be at fault. */
#define WORK_NO_STEP (UINT32_MAX - 1)
struct work_post {
    volatile uint32_t task, step;
    volatile uint32_t turns; /* grows with every step: a clock runs while it stands still */
    volatile uint32_t fault; /* what the worker says of itself, enum work_fault_kind; or 0 */
};
void work_step(struct work_post *post, uint32_t step);
/* Dies when something has happened to the worker's pipes, which would be noticed only later.  Cheap
 * unless this worker looks for the step that did it. */
void work_look_back(struct work_post *post);

enum work_fault_kind {
    WORK_CRASHED = 1, /* `signal` says how */
    WORK_LOOPED,      /* past the limit of seconds */
    WORK_EXHAUSTED,   /* past the limit of bytes */
    WORK_WROTE,       /* to memory that is read-only */
    WORK_EXITED,
    WORK_CLOSED, /* the worker's pipes */
};
struct work_fault {
    size_t task;
    uint32_t step; /* or WORK_NO_STEP */
    enum work_fault_kind kind;
    int signal;
};
struct work {
    size_t task_count;
    size_t worker_count; /* at least 1 */
    void *context;
    /* In a worker: adds to the answer. */
    void (*perform)(void *context, size_t task, struct work_post *post, struct buffer *answer);
    /* In this process: an answer, aligned, in the arena. */
    void (*take)(void *context, size_t task, struct keur_text answer);
    /* In this process: what a worker died of, with words for a sentence ("crashed (SIGSEGV)").  The
     * one that does the task again is forked behind this, and so can know what to leave out. */
    void (*tell)(void *context, const struct work_fault *fault, struct keur_text text);
    struct arena *arena;
    unsigned seconds; /* of CPU time for one step; not exact */
    size_t bytes;     /* that a worker may add to its memory */
    struct keur_texts
        readable; /* folders that workers may read in, where the system can confine them */
};
/* A task that kills worker after worker has no answer in the end. */
void work_run(const struct work *work);

#endif
