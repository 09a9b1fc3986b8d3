/* Plugins that failed while they ran, and the tasks they failed at.  What is left of the run does
 * not depend on which worker came first: only the order of the tasks counts. */
#ifndef COMMAND_FAULTS_H
#define COMMAND_FAULTS_H

#include <stdbool.h>

#include "api/keur_plugin.h"
#include "check/check.h"

struct fault {
    size_t task;
    const struct keur_plugin *plugin; /* NULL: keur itself */
    struct keur_text text;            /* "crashed (SIGSEGV)" */
};
/* In order of tasks. */
struct faults {
    struct fault *items;
    size_t count, capacity;
};

void faults_add(struct faults *faults, struct fault fault);
void faults_free(struct faults *faults);
/* The task behind which a plugin runs no more, because it has failed too often. */
size_t faults_last_task(const struct faults *faults, const struct keur_plugin *plugin);
/* Adds the plugins that a task has to do without. */
void faults_leave_out(const struct faults *faults, size_t task, struct check_plugins *plugins);
/* keur itself has failed at the task: nothing of it can be done. */
bool faults_forbid(const struct faults *faults, size_t task);

#endif
