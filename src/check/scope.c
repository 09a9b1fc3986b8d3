#include "check/scope.h"

#include "base/glob.h"

/* An empty list leaves all in. */
static bool lists_type(const struct keur_texts *types, struct keur_text type)
{
    for (size_t i = 0; i < types->count; i++)
        if (keur_text_equals(types->items[i], type))
            return true;
    return types->count == 0;
}

static bool lists_path(const struct keur_texts *globs, struct keur_text path)
{
    return globs->count == 0 || globs_match(globs, path);
}

const struct rule *scope_rule(const struct rule *rule, struct keur_text path, struct keur_text type)
{
    if (!lists_type(&rule->documents, type) || !lists_path(&rule->files, path))
        return NULL;
    for (const struct rule_override *override = rule->overrides; override != NULL;
         override = override->next)
        if (lists_type(&override->documents, type) && lists_path(&override->files, path)) {
            rule = override->rule;
            break;
        }
    return rule->severity == SEVERITY_OFF ? NULL : rule;
}
