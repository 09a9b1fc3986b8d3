#include "check/check.h"

#include "base/array.h"
#include "base/text.h"
#include "check/plan.h"
#include "check/run.h"
#include "check/scope.h"

static const struct keur_check limit_check = {
    .size = sizeof limit_check,
    .id = RULE_LIMIT,
    .summary = "No document is too large, or nested too deep, to be read whole.",
};
static const char limit_why[] =
    "A document past a limit could take all time and memory there is, so no rule sees more of it "
    "than its bytes and lines. That must not pass for a document without findings: this rule is on "
    "in every project. Split the document up, or take out what is nested too deep.";
const struct rule check_limit_rule = {
    .id = {RULE_LIMIT, sizeof RULE_LIMIT - 1},
    .check_id = {RULE_LIMIT, sizeof RULE_LIMIT - 1},
    .severity = SEVERITY_ERROR,
    .check = &limit_check,
    .why = {limit_why, sizeof limit_why - 1},
};

static void report_limit(const keur_document *document, struct arena *arena,
                         struct raw_findings *findings)
{
    const struct keur_limit *limit = keur_limit_passed(document);
    if (limit == NULL)
        return;
    struct raw_finding *finding = ARRAY_PUSH(findings);
    finding->rule = &check_limit_rule;
    finding->path = keur_path(document);
    finding->span = limit->span;
    finding->message = arena_copy(arena, limit->message);
}

/* Paths of findings live in the document's arena until here. */
static void keep_path(const keur_document *document, struct arena *arena,
                      struct raw_findings *findings, size_t from)
{
    if (findings->count == from)
        return;
    struct keur_text path = arena_copy(arena, keur_path(document));
    for (size_t i = from; i < findings->count; i++)
        findings->items[i].path = path;
}

static bool is_left_out(const struct check_plugins *plugins, const struct keur_plugin *plugin)
{
    for (size_t i = 0; plugins != NULL && i < plugins->count; i++)
        if (plugins->items[i] == plugin)
            return true;
    return false;
}

/* `rule` is that of the project, by number; run->rule may be the same with another severity. */
static void begin_watch(const struct checking *checking, size_t rule)
{
    if (checking->watch != NULL)
        checking->watch->before(checking->watch->context, rule);
}

static void end_watch(const struct checking *checking)
{
    if (checking->watch != NULL)
        checking->watch->behind(checking->watch->context);
}

static void run_rules(const struct checking *checking, bool foreign, const keur_run *model)
{
    const struct check_plan *plan = checking->plan;
    bool is_parsed = keur_is_parsed(model->document);
    keur_run run = *model;
    for (size_t i = 0; i < plan->count; i++) {
        const struct rule *rule = plan->items[i].rule;
        if (rule->is_foreign != foreign || is_left_out(checking->left_out, rule->plugin))
            continue;
        if (!plan->items[i].is_settled || !is_parsed)
            rule = plan_rule(&plan->items[i], model->document);
        if (rule == NULL)
            continue;
        run.rule = rule;
        run.count = 0;
        begin_watch(checking, plan->items[i].index);
        rule->check->run(&run, model->document);
        end_watch(checking);
    }
}

/* Foreign plugins find all that they look at read-only.  Making it so costs more than our own
 * checks take, and those get constant documents and are compiled with -Wcast-qual. */
static void run_foreign(const struct checking *checking, const keur_run *model)
{
    if (checking->guarded != NULL)
        arena_protect(checking->guarded);
    run_rules(checking, true, model);
    if (checking->guarded != NULL)
        arena_unprotect(checking->guarded);
}

void check_document(const struct checking *checking, const struct document_type *type,
                    const keur_document *document, struct raw_findings *findings)
{
    size_t from = findings->count;
    struct kept *kept = NULL;
    const keur_run model = {
        .project = checking->project,
        .type = type,
        .document = document,
        .scratch = checking->scratch,
        .arena = checking->arena,
        .findings = findings,
        .kept = &kept,
        .made_of_file = checking->made_of_file,
    };
    report_limit(document, checking->arena, findings);
    plan_make(checking->plan, checking->project, document);
    run_rules(checking, false, &model);
    if (checking->project->has_foreign)
        run_foreign(checking, &model);
    keep_path(document, checking->arena, findings, from);
}

static bool asks_project(const struct type_setting *setting)
{
    for (size_t i = 0; setting->plugin->settings[i] != NULL; i++) {
        const struct keur_setting *declared = setting->plugin->settings[i];
        if (text_is(setting->key, declared->key) && declared->asks_project != NULL)
            return declared->asks_project(setting->prepared);
    }
    return false;
}

/* Does some type ask for the project checks of a plugin?  What one wants that no document was met
 * of is not known. */
static bool is_asked_for(const struct project *project, const struct rule *rule)
{
    for (size_t i = 0; i < project->type_count; i++) {
        const struct document_type *type = &project->types[i];
        if (!type->is_bound)
            return true;
        for (size_t j = 0; j < type->setting_count; j++)
            if (type->settings[j].plugin == rule->plugin && asks_project(&type->settings[j]))
                return true;
    }
    return false;
}

bool check_sees_index(const struct project *project, const struct rule *rule)
{
    return rule_is_on(rule) && rule->check != NULL && rule->check->run_project != NULL &&
           (rule->check->by_setting == NULL || is_asked_for(project, rule));
}

bool check_needs_index(const struct project *project)
{
    for (size_t i = 0; i < project->rule_count; i++)
        if (check_sees_index(project, &project->rules[i]))
            return true;
    return false;
}

static void gather(const struct checking *checking, keur_run *run)
{
    struct arena *guarded = run->rule->is_foreign ? checking->guarded : NULL;
    if (guarded != NULL)
        arena_protect(guarded);
    begin_watch(checking, (size_t)(run->rule - checking->project->rules));
    run->rule->check->gather(run, run->document);
    end_watch(checking);
    if (guarded != NULL)
        arena_unprotect(guarded);
}

void check_gather(const struct checking *checking, const struct document_type *type,
                  const keur_document *document, struct index_notes *notes)
{
    struct check_plan *plan = checking->plan;
    struct raw_findings none = {0};
    struct kept *kept = NULL;
    keur_run run = {.project = checking->project,
                    .type = type,
                    .document = document,
                    .scratch = checking->scratch,
                    .arena = checking->arena,
                    .findings = &none,
                    .made_of_file = checking->made_of_file,
                    .notes = notes,
                    .kept = &kept};
    plan_gathering(plan, checking->project);
    for (size_t i = 0; i < plan->gathering.count; i++) {
        run.rule = plan->gathering.items[i];
        run.count = 0;
        if (!is_left_out(checking->left_out, run.rule->plugin))
            gather(checking, &run);
    }
    ARRAY_FREE(&none);
}

void check_project(const struct checking *checking, const struct rule *rule,
                   const keur_index *index, struct raw_findings *findings)
{
    struct kept *kept = NULL;
    keur_run run = {
        .project = checking->project,
        .rule = rule,
        .index = index,
        .scratch = checking->scratch,
        .arena = checking->arena,
        .findings = findings,
        .kept = &kept,
        .made_of_file = checking->made_of_file,
    };
    if (checking->guarded != NULL && rule->is_foreign)
        arena_protect(checking->guarded);
    if (!is_left_out(checking->left_out, rule->plugin)) {
        begin_watch(checking, (size_t)(rule - checking->project->rules));
        rule->check->run_project(&run, index);
        end_watch(checking);
    }
    if (checking->guarded != NULL && rule->is_foreign)
        arena_unprotect(checking->guarded);
}
