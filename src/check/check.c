#include "check/check.h"

#include "base/array.h"
#include "base/text.h"
#include "check/run.h"
#include "check/scope.h"

static bool applies(const struct rule *rule, const keur_document *document)
{
    if (rule == NULL || rule->check == NULL || rule->check->run == NULL)
        return false;
    if (!scope_reads(rule, keur_dialect(document)))
        return false;
    return keur_is_parsed(document) || rule->check->needs_only_bytes;
}

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

void check_document(const struct project *project, const struct document_type *type,
                    const keur_document *document, struct arena *scratch, struct arena *arena,
                    struct raw_findings *findings)
{
    size_t from = findings->count;
    struct kept *kept = NULL;
    report_limit(document, arena, findings);
    for (size_t i = 0; i < project->rule_count; i++) {
        const struct rule *rule =
            scope_rule(&project->rules[i], keur_path(document), keur_type(document));
        if (!applies(rule, document))
            continue;
        keur_run run = {
            .project = project,
            .rule = rule,
            .type = type,
            .document = document,
            .scratch = scratch,
            .arena = arena,
            .findings = findings,
            .kept = &kept,
        };
        rule->check->run(&run, document);
    }
    keep_path(document, arena, findings, from);
}

static bool sees_index(const struct rule *rule)
{
    return rule_is_on(rule) && rule->check != NULL && rule->check->run_project != NULL;
}

bool check_needs_index(const struct project *project)
{
    for (size_t i = 0; i < project->rule_count; i++)
        if (sees_index(&project->rules[i]))
            return true;
    return false;
}

void check_project(const struct project *project, const keur_index *index, struct arena *scratch,
                   struct arena *arena, struct raw_findings *findings)
{
    struct kept *kept = NULL;
    for (size_t i = 0; i < project->rule_count; i++) {
        if (!sees_index(&project->rules[i]))
            continue;
        keur_run run = {
            .project = project,
            .rule = &project->rules[i],
            .index = index,
            .scratch = scratch,
            .arena = arena,
            .findings = findings,
            .kept = &kept,
        };
        project->rules[i].check->run_project(&run, index);
    }
}
