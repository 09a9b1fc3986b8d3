#include "check/scope.h"

#include "base/text.h"

/* An empty list leaves all in. */
static bool lists_name(const struct keur_texts *names, struct keur_text name)
{
    for (size_t i = 0; i < names->count; i++)
        if (keur_text_equals(names->items[i], name))
            return true;
    return names->count == 0;
}

static bool lists_path(const struct globs *globs, struct keur_text path)
{
    return globs->texts.count == 0 || globs_match(globs, path);
}

bool scope_holds(const struct rule *rule, struct keur_text path, struct keur_text type)
{
    return lists_name(&rule->documents, type) && lists_path(&rule->files, path);
}

struct keur_text dialect_name(enum keur_dialect dialect)
{
    static const char *const names[] = {
        [KEUR_DIALECT_COMMONMARK] = "commonmark",
        [KEUR_DIALECT_GFM] = "gfm",
        [KEUR_DIALECT_PYTHON_MARKDOWN] = "python-markdown",
    };
    return text_of(names[dialect]);
}

bool scope_reads(const struct rule *rule, enum keur_dialect dialect)
{
    return rule->dialects.count == 0 || lists_name(&rule->dialects, dialect_name(dialect));
}

const struct rule_override *scope_override(const struct rule *rule, struct keur_text path,
                                           struct keur_text type)
{
    const struct rule_override *override = rule->overrides;
    while (override != NULL &&
           !(lists_name(&override->documents, type) && lists_path(&override->files, path)))
        override = override->next;
    return override;
}

const struct rule *scope_rule(const struct rule *rule, struct keur_text path, struct keur_text type)
{
    if (!scope_holds(rule, path, type))
        return NULL;
    const struct rule_override *override = scope_override(rule, path, type);
    if (override != NULL)
        rule = override->rule;
    return rule->severity == SEVERITY_OFF ? NULL : rule;
}
