/* --only, --skip and --fix-only: rules by id, by former id, or all of a plugin. */
#include "base/text.h"
#include "load/loading.h"
#include "load/setup.h"

enum match { MATCH_NONE = 0, MATCH_PLUGIN, MATCH_RULE };

static enum match match_rule(const struct rule *rule, struct keur_text word)
{
    if (keur_text_equals(rule->id, word))
        return MATCH_RULE;
    for (size_t i = 0; i < rule->aliases.count; i++)
        if (keur_text_equals(rule->aliases.items[i], word))
            return MATCH_RULE;
    struct keur_text check = rule->check_id;
    size_t slash = text_find(check, '/', 0);
    return keur_text_equals(text_slice(check, 0, slash), word) ? MATCH_PLUGIN : MATCH_NONE;
}

static enum match match_any(const struct rule *rule, struct keur_texts words)
{
    enum match best = MATCH_NONE;
    for (size_t i = 0; i < words.count; i++) {
        enum match match = match_rule(rule, words.items[i]);
        if (match > best)
            best = match;
    }
    return best;
}

/* All rule ids, and the plugin before the first of its rules. */
static struct keur_texts known_words(const struct loading *loading)
{
    const struct project *project = loading->project;
    struct keur_text *words =
        arena_allocate(loading->arena, project->rule_count * 2 * sizeof(*words));
    struct keur_text last_plugin = TEXT("");
    size_t count = 0;
    for (size_t i = 0; i < project->rule_count; i++) {
        struct keur_text id = project->rules[i].check_id;
        struct keur_text plugin = text_slice(id, 0, text_find(id, '/', 0));
        if (!keur_text_equals(plugin, last_plugin))
            words[count++] = last_plugin = plugin;
        words[count++] = project->rules[i].id;
    }
    return (struct keur_texts){.items = words, .count = count};
}

static bool check_words(const struct loading *loading, const char *flag, struct keur_texts words)
{
    const struct project *project = loading->project;
    struct keur_setup setup = {.arena = loading->arena, .errors = loading->errors};
    bool is_fine = true;
    for (size_t i = 0; i < words.count; i++) {
        if (text_is(words.items[i], RULE_LIMIT)) {
            is_fine = errors_add(loading->errors,
                                 "keur: %s: '" RULE_LIMIT
                                 "' is always on; `keur explain " RULE_LIMIT "` says why",
                                 flag);
            continue;
        }
        bool is_known = false;
        for (size_t j = 0; j < project->rule_count && !is_known; j++)
            is_known = match_rule(&project->rules[j], words.items[i]) != MATCH_NONE;
        if (!is_known)
            is_fine = setup_unknown_flag(&setup, flag, "rule or plugin", words.items[i],
                                         known_words(loading));
    }
    return is_fine;
}

/* What it was before a later file switched it off. */
static enum severity declared_severity(const struct loading *loading, const struct rule *rule)
{
    const struct placed *said = placed_find(rule_place(loading, rule), TEXT("severity"));
    for (; said != NULL; said = said->replaced) {
        if (text_is(said->is.text, "error"))
            return SEVERITY_ERROR;
        if (text_is(said->is.text, "info"))
            return SEVERITY_INFO;
        if (text_is(said->is.text, "warning"))
            return SEVERITY_WARNING;
    }
    return SEVERITY_WARNING;
}

static void switch_off(struct rule *rule)
{
    rule->severity = SEVERITY_OFF;
    rule->overrides = NULL;
}

bool rules_select(struct loading *loading)
{
    struct project *project = loading->project;
    struct keur_texts only = loading->request->only, skip = loading->request->skip;
    struct keur_texts fix_only = loading->request->fix_only;
    struct rule *rules = loading->rules;
    bool is_fine = check_words(loading, "--only", only);
    is_fine &= check_words(loading, "--skip", skip);
    is_fine &= check_words(loading, "--fix-only", fix_only);
    for (size_t i = 0; i < project->rule_count; i++) {
        enum match match = match_any(&rules[i], only);
        rules[i].may_fix = fix_only.count == 0 || match_any(&rules[i], fix_only) != MATCH_NONE;
        if (match == MATCH_RULE && rules[i].severity == SEVERITY_OFF)
            rules[i].severity = declared_severity(loading, &rules[i]);
        if ((only.count > 0 && match == MATCH_NONE) || match_any(&rules[i], skip) != MATCH_NONE)
            switch_off(&rules[i]);
    }
    return is_fine;
}
