#include "command/shift.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/limits.h"
#include "work/guard.h"
#include "work/work.h"

struct shift shift_new(const struct project *project, enum column_unit unit,
                       const struct targets *asked, struct arena *arena)
{
    return (struct shift){.project = project,
                          .inspection = inspection_new(project, unit, asked, arena),
                          .arena = arena};
}

void shift_free(struct shift *shift)
{
    inspection_free(&shift->inspection);
    faults_free(&shift->faults);
    ARRAY_FREE(&shift->left_out);
}

/* ---- In a worker ---- */

static void before_rule(void *post, size_t rule)
{
    work_step(post, (uint32_t)rule);
}

static void behind_rule(void *post)
{
    work_look_back(post);
    work_step(post, WORK_NO_STEP);
}

static void perform(void *context, size_t task, struct work_post *post, struct buffer *answer)
{
    struct shift *shift = context;
    const struct check_watch watch = {post, before_rule, behind_rule};
    struct result result = {0};
    shift->left_out.count = 0;
    faults_leave_out(&shift->faults, task, &shift->left_out);
    shift->inspection.left_out = &shift->left_out;
    shift->inspection.watch = &watch;
    if (!faults_forbid(&shift->faults, task))
        shift->perform(shift, task, &result);
    struct packet packet = packet_writer(answer);
    result_transfer(&packet, &result);
    result_free(&result);
    arena_reset(shift->inspection.kept);
}

/* ---- In the keeper ---- */

static void take(void *context, size_t task, struct keur_text answer)
{
    struct shift *shift = context;
    struct result result = {0};
    struct packet packet = packet_reader(answer, shift->arena);
    result_transfer(&packet, &result);
    if (packet.is_broken) {
        result_free(&result);
        result = (struct result){0};
    }
    shift->take(shift, task, &result);
    result_free(&result);
}

static void tell(void *context, const struct work_fault *fault, struct keur_text text)
{
    struct shift *shift = context;
    const struct project *project = shift->project;
    bool is_plugin = fault->step < project->rule_count;
    faults_add(&shift->faults,
               (struct fault){.task = fault->task,
                              .plugin = is_plugin ? project->rules[fault->step].plugin : NULL,
                              .text = text});
}

static size_t count_workers(const struct shift *shift)
{
    size_t most = (shift->task_count + LIMIT_TASKS_PER_WORKER - 1) / LIMIT_TASKS_PER_WORKER;
    return shift->jobs < most ? shift->jobs : most;
}

static void run_in_workers(struct shift *shift)
{
    const struct project_limits *limits = &shift->project->limits;
    const struct work work = {
        .task_count = shift->task_count,
        .worker_count = count_workers(shift),
        .context = shift,
        .perform = perform,
        .take = take,
        .tell = tell,
        .arena = shift->arena,
        .seconds = limits->seconds,
        .bytes = limits->memory,
        .readable = shift->project->readable,
    };
    struct arena *kept = shift->inspection.kept;
    shift->inspection.kept = arena_new();
    work_run(&work);
    arena_free(shift->inspection.kept);
    shift->inspection.kept = kept;
}

void shift_run(struct shift *shift)
{
    if (shift->jobs > 0) {
        run_in_workers(shift);
        return;
    }
    guard_arm(shift->project->limits.seconds);
    for (size_t task = 0; task < shift->task_count; task++) {
        struct result result = {0};
        shift->perform(shift, task, &result);
        shift->take(shift, task, &result);
        result_free(&result);
    }
    guard_disarm();
}
