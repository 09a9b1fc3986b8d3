/* Many tasks of one kind: all documents of a project, or all rules that look at the project.  Done
 * in worker processes, or one after another in this one; the results are the same. */
#ifndef COMMAND_SHIFT_H
#define COMMAND_SHIFT_H

#include "command/faults.h"
#include "command/inspect.h"
#include "command/result.h"

struct shift {
    const struct project *project;
    struct inspection inspection;
    size_t task_count;
    size_t jobs;         /* most worker processes; 0: none */
    struct arena *arena; /* what results point to */
    void *context;
    /* Adds to the result what a task yields. */
    void (*perform)(struct shift *shift, size_t task, struct result *result);
    /* In order of the tasks; the result is freed behind it. */
    void (*take)(struct shift *shift, size_t task, struct result *result);
    struct faults faults;
    struct check_plugins left_out;
};

/* The rest is set by the caller. */
struct shift shift_new(const struct project *project, enum column_unit unit,
                       const struct targets *asked, struct arena *arena);
void shift_run(struct shift *shift);
void shift_free(struct shift *shift);

#endif
