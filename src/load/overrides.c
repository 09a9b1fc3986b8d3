/* `overrides:` -> other severities of rules, for some documents. */
#include <stdlib.h>

#include "base/text.h"
#include "load/grammar.h"
#include "load/loading.h"
#include "load/options.h"

/* An entry of the list, and what it says of one rule. */
struct override_form {
    struct keur_texts files, documents;
    const struct keur_value *rules;
};
struct severity_form {
    struct keur_text severity;
};

const struct keur_option override_fields[] = {
    {.name = "files", .type = KEUR_OPTION_TEXTS, .offset = offsetof(struct override_form, files)},
    {.name = "documents",
     .type = KEUR_OPTION_TEXTS,
     .offset = offsetof(struct override_form, documents)},
    {.name = "rules",
     .summary = "a map from rules to severities",
     .type = KEUR_OPTION_TREE,
     .offset = offsetof(struct override_form, rules),
     .is_required = true},
    {0},
};

const struct keur_option severity_fields[] = {
    {.name = "severity",
     .summary = "error, warning, info or off",
     .type = KEUR_OPTION_TEXT,
     .offset = offsetof(struct severity_form, severity),
     .is_required = true},
    {0},
};

static int compare_id(const void *id, const void *rule)
{
    return keur_text_compare(*(const struct keur_text *)id, ((const struct rule *)rule)->id);
}

static bool has_alias(const struct rule *rule, struct keur_text id)
{
    for (size_t i = 0; i < rule->aliases.count; i++)
        if (keur_text_equals(rule->aliases.items[i], id))
            return true;
    return false;
}

/* By its id or a former one; NULL after a mistake. */
static struct rule *find_rule(const struct loading *loading, const struct keur_value *value,
                              struct rule *rules)
{
    size_t count = loading->project->rule_count;
    struct rule *found =
        count == 0 ? NULL : bsearch(&value->key, rules, count, sizeof(*rules), compare_id);
    for (size_t i = 0; i < count && found == NULL; i++)
        if (has_alias(&rules[i], value->key))
            found = &rules[i];
    if (found != NULL)
        return found;
    struct keur_text *ids = arena_allocate(loading->arena, count * sizeof(*ids));
    for (size_t i = 0; i < count; i++)
        ids[i] = rules[i].id;
    struct keur_setup setup = {.arena = loading->arena, .errors = loading->errors, .place = value};
    setup_unknown(&setup, value, "rule", value->key,
                  (struct keur_texts){.items = ids, .count = count});
    return NULL;
}

/* `id: off`, or `id: { severity: off }`. */
static bool read_severity_of(const struct loading *loading, const struct keur_value *value,
                             struct rule_override *override)
{
    struct severity_form form = {.severity = value->text};
    struct keur_setup setup = {.arena = loading->arena, .errors = loading->errors, .place = value};
    override->said = value;
    if (value->kind == KEUR_MAPPING) {
        if (!options_fill(&setup, severity_fields, value, OPTIONS_REFUSE_UNKNOWN, &form))
            return false;
        override->said = keur_value_find(value, "severity");
    }
    if (form.severity.length == 0 || value->kind == KEUR_SEQUENCE)
        return placed_error(loading->errors, value,
                            "a severity is expected here: error, warning, info or off");
    return severity_read(loading, override->said, form.severity, &override->severity);
}

static bool read_override(const struct loading *loading, const struct keur_value *map,
                          struct rule *rules)
{
    struct override_form form = {0};
    struct keur_setup setup = {.arena = loading->arena, .errors = loading->errors, .place = map};
    if (map->kind != KEUR_MAPPING)
        return placed_error(loading->errors, map,
                            "an override is a map with 'files' or 'documents', and 'rules'");
    if (!options_fill(&setup, override_fields, map, OPTIONS_REFUSE_UNKNOWN, &form))
        return false;
    if (form.rules->kind != KEUR_MAPPING)
        return placed_error(loading->errors, form.rules,
                            "'rules' takes a map from rules to severities");
    if (form.files.count + form.documents.count == 0)
        return placed_error(loading->errors, map,
                            "'files' or 'documents' must say where this holds; what holds "
                            "everywhere stands under the 'rules' of the configuration");
    bool is_fine = types_know(loading, keur_value_find(map, "documents"), form.documents);
    struct globs files = globs_read(form.files, loading->arena);
    for (const struct keur_value *child = form.rules->first_child; child != NULL;
         child = child->next) {
        struct rule_override *override = arena_allocate(loading->arena, sizeof(*override));
        override->files = files;
        override->documents = form.documents;
        struct rule *rule = find_rule(loading, child, rules);
        is_fine &= rule != NULL && read_severity_of(loading, child, override);
        if (rule != NULL) {
            override->next = rule->overrides;
            rule->overrides = override;
        }
    }
    return is_fine;
}

bool overrides_read(struct loading *loading)
{
    const struct placed *list = placed_find(loading->config, TEXT("overrides"));
    if (list == NULL || list->is.kind == KEUR_NULL)
        return true;
    if (list->is.kind != KEUR_SEQUENCE)
        return placed_error(loading->errors, &list->is, "'overrides' takes a list of maps");
    bool is_fine = true;
    for (const struct keur_value *map = list->is.first_child; map != NULL; map = map->next)
        is_fine &= read_override(loading, map, loading->rules);
    return is_fine;
}
