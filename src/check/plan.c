#include "check/plan.h"

#include "base/array.h"
#include "base/text.h"
#include "check/scope.h"

/* For documents, and on for some. */
static bool is_for_documents(const struct rule *rule)
{
    return rule->check != NULL && rule->check->run != NULL;
}

static bool asks_path(const struct rule *rule)
{
    const struct rule_override *override = rule->overrides;
    while (override != NULL && override->files.texts.count == 0)
        override = override->next;
    return rule->files.texts.count > 0 || override != NULL;
}

static const struct rule *settle(const struct rule *rule, struct keur_text path,
                                 struct keur_text type, enum keur_dialect dialect)
{
    rule = scope_rule(rule, path, type);
    return rule != NULL && scope_reads(rule, dialect) ? rule : NULL;
}

static void plan_add(struct check_plan *plan, const struct project *project, size_t index)
{
    const struct rule *rule = &project->rules[index];
    bool is_settled = !asks_path(rule);
    if (is_settled)
        rule = settle(rule, TEXT(""), plan->type, plan->dialect);
    if (rule != NULL)
        *ARRAY_PUSH(plan) = (struct plan_item){rule, index, is_settled};
}

void plan_make(struct check_plan *plan, const struct project *project,
               const keur_document *document)
{
    if (plan->is_made && plan->dialect == keur_dialect(document) &&
        keur_text_equals(plan->type, keur_type(document)))
        return;
    plan->is_made = true;
    plan->type = keur_type(document);
    plan->dialect = keur_dialect(document);
    plan->count = 0;
    for (size_t i = 0; i < project->rule_count; i++)
        if (is_for_documents(&project->rules[i]))
            plan_add(plan, project, i);
}

void plan_gathering(struct check_plan *plan, const struct project *project)
{
    if (plan->knows_gathering)
        return;
    plan->knows_gathering = true;
    for (size_t i = 0; i < project->rule_count; i++) {
        const struct rule *rule = &project->rules[i];
        if (rule->check != NULL && rule->check->gather != NULL && check_sees_index(project, rule))
            *ARRAY_PUSH(&plan->gathering) = rule;
    }
}

const struct rule *plan_rule(const struct plan_item *item, const keur_document *document)
{
    const struct rule *rule = item->rule;
    if (!item->is_settled)
        rule = settle(rule, keur_path(document), keur_type(document), keur_dialect(document));
    return rule != NULL && (keur_is_parsed(document) || rule->check->needs_only_bytes) ? rule
                                                                                       : NULL;
}

void check_plan_free(struct check_plan *plan)
{
    ARRAY_FREE(plan);
    ARRAY_FREE(&plan->gathering);
    *plan = (struct check_plan){0};
}
