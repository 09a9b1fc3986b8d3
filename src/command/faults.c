#include "command/faults.h"

#include <string.h>

#include "base/array.h"
#include "base/limits.h"

void faults_add(struct faults *faults, struct fault fault)
{
    *ARRAY_PUSH(faults) = fault;
    size_t at = faults->count - 1;
    for (; at > 0 && faults->items[at - 1].task > fault.task; at--)
        faults->items[at] = faults->items[at - 1];
    faults->items[at] = fault;
}

void faults_free(struct faults *faults)
{
    ARRAY_FREE(faults);
}

size_t faults_last_task(const struct faults *faults, const struct keur_plugin *plugin)
{
    size_t count = 0;
    for (size_t i = 0; i < faults->count; i++)
        if (faults->items[i].plugin == plugin && ++count == LIMIT_PLUGIN_FAULTS)
            return faults->items[i].task;
    return SIZE_MAX;
}

void faults_leave_out(const struct faults *faults, size_t task, struct check_plugins *plugins)
{
    for (size_t i = 0; i < faults->count; i++) {
        const struct fault *fault = &faults->items[i];
        if (fault->plugin != NULL &&
            (fault->task == task || faults_last_task(faults, fault->plugin) < task))
            *ARRAY_PUSH(plugins) = fault->plugin;
    }
}

bool faults_forbid(const struct faults *faults, size_t task)
{
    for (size_t i = 0; i < faults->count; i++)
        if (faults->items[i].task == task && faults->items[i].plugin == NULL)
            return true;
    return false;
}
