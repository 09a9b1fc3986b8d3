#include "command/lint.h"

#include "base/array.h"
#include "base/limits.h"
#include "base/text.h"
#include "check/check.h"
#include "collect/suppress.h"
#include "command/shift.h"
#include "load/load.h"
#include "work/guard.h"

struct lint lint_new(enum column_unit unit)
{
    return (struct lint){.arena = arena_new(), .unit = unit};
}

void lint_free(struct lint *lint)
{
    ARRAY_FREE(&lint->findings);
    ARRAY_FREE(&lint->suppressions);
    errors_free(&lint->errors);
    arena_free(lint->arena);
}

/* What is done in one project. */
struct run {
    struct lint *lint;
    const struct targets *asked, *all; /* the same without index */
    keur_index *index;                 /* or NULL */
    const struct rule **rules;         /* that see it */
    size_t rule_count;
};

/* ---- Results ---- */

static const struct rule *find_rule(const struct project *project, struct keur_text id)
{
    for (size_t i = 0; i < project->rule_count; i++)
        if (keur_text_equals(project->rules[i].id, id))
            return &project->rules[i];
    return NULL;
}

/* A worker may have done more than the order of the documents allows. */
static bool is_dropped(const struct shift *shift, size_t task, const struct finding *finding)
{
    if (shift->faults.count == 0)
        return false;
    const struct rule *rule = find_rule(shift->project, finding->rule);
    return rule != NULL && faults_last_task(&shift->faults, rule->plugin) < task;
}

static void add_findings(struct shift *shift, size_t task, struct result *result)
{
    struct run *run = shift->context;
    for (size_t i = 0; i < result->findings.count; i++)
        if (!is_dropped(shift, task, &result->findings.items[i]))
            *ARRAY_PUSH(&run->lint->findings) = result->findings.items[i];
    for (size_t i = 0; i < result->suppressions.count; i++)
        *ARRAY_PUSH(&run->lint->suppressions) = result->suppressions.items[i];
    for (size_t i = 0; i < result->errors.count; i++)
        errors_add(&run->lint->errors, "%s", result->errors.items[i]);
}

/* `subject` is what the task was about. */
static void add_faults(struct shift *shift, size_t task, struct keur_text subject)
{
    struct run *run = shift->context;
    for (size_t i = 0; i < shift->faults.count; i++) {
        const struct fault *fault = &shift->faults.items[i];
        size_t last = faults_last_task(&shift->faults, fault->plugin);
        if (fault->task != task || last < task)
            continue;
        if (fault->plugin == NULL)
            errors_add(&run->lint->errors,
                       "keur: keur itself %.*s on %.*s, which is not checked: please report it",
                       KEUR_ARGUMENT(fault->text), KEUR_ARGUMENT(subject));
        else
            errors_add(&run->lint->errors, "keur: plugin '%s' %.*s on %.*s: %s",
                       fault->plugin->name, KEUR_ARGUMENT(fault->text), KEUR_ARGUMENT(subject),
                       last > task ? "its findings there are missing"
                                   : "its findings there and in all that comes behind are missing, "
                                     "because it has failed too often");
    }
}

/* ---- Documents ---- */

static bool is_asked(const struct run *run, const struct target *target)
{
    return run->asked == run->all || discover_find(run->asked, target->path) != NULL;
}

/* What is in the index already, or NULL. */
static const struct index_part *known_part(const struct run *run, const struct target *target)
{
    const keur_index *known = run->lint->known;
    return known == NULL || run->index == NULL ? NULL : index_part_find(known, target->path);
}

static void perform_document(struct shift *shift, size_t task, struct result *result)
{
    const struct run *run = shift->context;
    const struct target *target = &run->all->items[task];
    unsigned purpose = is_asked(run, target) ? INSPECT_CHECK : 0;
    if (run->index != NULL && known_part(run, target) == NULL)
        purpose |= INSPECT_INDEX;
    if (purpose != 0)
        inspect_document(&shift->inspection, target, purpose, result);
}

static void take_document(struct shift *shift, size_t task, struct result *result)
{
    struct run *run = shift->context;
    run->lint->documents += result->is_checked;
    add_findings(shift, task, result);
    if (shift->faults.count > 0)
        add_faults(
            shift, task,
            arena_format(run->lint->arena, "'%.*s'", KEUR_ARGUMENT(run->all->items[task].shown)));
    const struct index_part *part =
        result->is_indexed ? &result->index : known_part(run, &run->all->items[task]);
    if (part != NULL)
        index_add(run->index, part);
}

/* ---- The project ---- */

static void perform_rule(struct shift *shift, size_t task, struct result *result)
{
    const struct run *run = shift->context;
    const struct inspection_scene scene = {run->index, shift->jobs > 0 ? shift->arena : NULL};
    inspect_project(&shift->inspection, run->rules[task], &scene, result);
}

static void take_rule(struct shift *shift, size_t task, struct result *result)
{
    add_findings(shift, task, result);
    add_faults(shift, task, TEXT("the project"));
}

static void gather_rules(struct run *run, const struct project *project)
{
    run->rules = arena_allocate(run->lint->arena, project->rule_count * sizeof(struct rule *));
    for (size_t i = 0; i < project->rule_count; i++)
        if (check_sees_index(project, &project->rules[i]))
            run->rules[run->rule_count++] = &project->rules[i];
}

/* ---- Both ---- */

/* Asked documents, and all others of the project, in one sorted list. */
static void gather_all(struct lint *lint, const struct project *project,
                       const struct targets *asked, struct targets *all)
{
    for (size_t i = 0; i < asked->count; i++)
        *ARRAY_PUSH(all) = asked->items[i];
    discover_documents(project, project->root, lint->arena, all, &lint->errors);
    discover_sort(all);
}

/* Little is done without workers, unless plugins look at it that nobody here has tested, or that
 * just came to harm. */
static struct shift shift_of(struct run *run, const struct project *project, bool is_little)
{
    bool needs_workers = project->has_foreign || !guard_is_there() || !is_little;
    struct shift shift = shift_new(project, run->lint->unit, run->asked, run->lint->arena);
    shift.context = run;
    shift.jobs = needs_workers ? run->lint->jobs : 0;
    return shift;
}

/* Is the index soon made and looked through? */
static bool is_small(const struct run *run)
{
    return run->all->count <= LIMIT_INDEX_WITHOUT_WORKER;
}

static void lint_documents(struct run *run, const struct project *project)
{
    bool is_parallel = !run->lint->is_thrifty && run->lint->jobs > 1;
    size_t little = is_parallel ? LIMIT_TASKS_PER_WORKER : LIMIT_DOCUMENTS_PER_WORKER;
    bool is_little = run->asked->count <= little && is_small(run);
    struct shift shift = shift_of(run, project, is_little);
    size_t paying = run->all->count / LIMIT_DOCUMENTS_PER_WORKER + 1;
    if (run->lint->is_thrifty && shift.jobs > paying)
        shift.jobs = paying;
    if (shift.jobs == 0 && run->lint->is_last)
        guard_confine(project->readable, project->limits.memory);
    shift.task_count = run->all->count;
    shift.perform = perform_document;
    shift.take = take_document;
    shift_run(&shift);
    shift_free(&shift);
}

/* Documents may have been met by workers only, or are known from another run. */
static void load_settings(const struct run *run, const struct project *project)
{
    size_t count = run->rule_count == 0 ? 0 : keur_index_size(run->index);
    for (size_t i = 0; i < count; i++)
        load_type_settings(project, keur_index_type(run->index, i), &run->lint->errors);
}

static void lint_index(struct run *run, const struct project *project)
{
    load_settings(run, project);
    struct shift shift = shift_of(run, project, is_small(run));
    shift.task_count = run->rule_count;
    shift.perform = perform_rule;
    shift.take = take_rule;
    shift_run(&shift);
    shift_free(&shift);
}

/* Where the findings and suppressions of a project begin. */
struct begins {
    size_t finding, suppression;
};

/* What is found of all documents is at hand, that of project checks too. */
static void suppress(struct run *run, const struct project *project, struct begins begins)
{
    struct lint *lint = run->lint;
    if (lint->suppressions.count == begins.suppression)
        return;
    struct suppressions own = {
        .items = lint->suppressions.items + begins.suppression,
        .count = lint->suppressions.count - begins.suppression,
    };
    collect_suppress(&lint->findings, begins.finding, &own);
    struct inspection inspection = inspection_new(project, lint->unit, run->asked, lint->arena);
    struct result result = {0};
    inspect_suppressions(&inspection, &own, run->index != NULL, &result);
    for (size_t i = 0; i < result.findings.count; i++)
        *ARRAY_PUSH(&lint->findings) = result.findings.items[i];
    result_free(&result);
    inspection_free(&inspection);
}

void lint_project(struct lint *lint, const struct project *project, const struct targets *asked,
                  bool with_index)
{
    const struct begins begins = {lint->findings.count, lint->suppressions.count};
    struct run run = {.lint = lint, .asked = asked, .all = asked};
    struct targets all = {0};
    if (with_index && check_needs_index(project)) {
        if (!asked->has_all) {
            gather_all(lint, project, asked, &all);
            run.all = &all;
        }
        gather_rules(&run, project);
        run.index = index_new(lint->arena);
    }
    lint_documents(&run, project);
    lint_index(&run, project);
    suppress(&run, project, begins);
    lint->index = run.index;
    ARRAY_FREE(&all);
}
