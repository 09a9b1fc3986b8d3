/* `rules:` -> struct rule, with its check, filled options and what prepare made of them. */
#include <stdlib.h>

#include "base/limits.h"
#include "base/text.h"
#include "load/grammar.h"
#include "load/loading.h"
#include "load/options.h"

/* A rule as it is written. */
struct examples_form {
    struct keur_text good, bad, bad_hex, type;
};
struct rule_form {
    struct keur_text severity, check, message, why;
    const struct keur_value *options;
    struct keur_texts documents, files, dialects, aliases;
    struct examples_form examples;
};

#define FIELD(form, member, name_, type_)                                     \
    {                                                                         \
        .name = name_, .type = type_, .offset = offsetof(struct form, member) \
    }

static const struct keur_option example_fields[] = {
    FIELD(examples_form, good, "good", KEUR_OPTION_TEXT),
    FIELD(examples_form, bad, "bad", KEUR_OPTION_TEXT),
    FIELD(examples_form, bad_hex, "bad-hex", KEUR_OPTION_TEXT),
    FIELD(examples_form, type, "type", KEUR_OPTION_TEXT),
    {0},
};

const struct keur_option rule_fields[] = {
    FIELD(rule_form, severity, "severity", KEUR_OPTION_TEXT),
    FIELD(rule_form, check, "check", KEUR_OPTION_TEXT),
    FIELD(rule_form, options, "options", KEUR_OPTION_TREE),
    FIELD(rule_form, message, "message", KEUR_OPTION_TEXT),
    FIELD(rule_form, why, "why", KEUR_OPTION_TEXT),
    FIELD(rule_form, documents, "documents", KEUR_OPTION_TEXTS),
    FIELD(rule_form, files, "files", KEUR_OPTION_TEXTS),
    FIELD(rule_form, dialects, "dialects", KEUR_OPTION_TEXTS),
    FIELD(rule_form, aliases, "aliases", KEUR_OPTION_TEXTS),
    {.name = "examples",
     .type = KEUR_OPTION_RECORD,
     .offset = offsetof(struct rule_form, examples),
     .fields = example_fields,
     .fields_size = sizeof(struct examples_form)},
    {0},
};

static const struct keur_text severities[] = {
    [SEVERITY_OFF] = {"off", 3},
    [SEVERITY_INFO] = {"info", 4},
    [SEVERITY_WARNING] = {"warning", 7},
    [SEVERITY_ERROR] = {"error", 5},
};

static struct keur_setup rule_setup(const struct loading *loading, const struct keur_value *place)
{
    return (struct keur_setup){.arena = loading->arena,
                               .errors = loading->errors,
                               .root = loading->project->root,
                               .folders = loading->project->folders,
                               .place = place};
}

const struct placed *rule_place(const struct loading *loading, const struct rule *rule)
{
    return placed_find(placed_find(loading->config, TEXT("rules")), rule->id);
}

/* ---- Reading ------------------------------------------------------------------------- */

bool severity_read(const struct loading *loading, const struct keur_value *place,
                   struct keur_text word, enum severity *ret_severity)
{
    *ret_severity = SEVERITY_WARNING;
    if (word.length == 0)
        return true;
    for (int i = 0; i < SEVERITY_COUNT; i++)
        if (keur_text_equals(word, severities[i])) {
            *ret_severity = (enum severity)i;
            return true;
        }
    struct keur_setup setup = rule_setup(loading, place);
    struct keur_texts known = {.items = severities, .count = SEVERITY_COUNT};
    return setup_unknown(&setup, place, "severity", word, known);
}

static int hex_digit(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    byte |= 0x20;
    return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

/* Bytes that no YAML can hold: "ff fe 41". */
static bool read_hex(const struct loading *loading, const struct keur_value *place,
                     struct keur_text hex, struct keur_text *ret_bytes)
{
    char *bytes = arena_allocate(loading->arena, hex.length / 2 + 1);
    size_t digits = 0;
    for (size_t i = 0; i < hex.length; i++) {
        int digit = hex_digit(hex.bytes[i]);
        if (digit < 0 && (hex.bytes[i] == ' ' || hex.bytes[i] == '\n'))
            continue;
        if (digit < 0)
            return placed_error(loading->errors, place, "'bad-hex' takes bytes such as 'c3 ab 0a'");
        bytes[digits / 2] =
            (char)((unsigned)(unsigned char)bytes[digits / 2] << 4 | (unsigned)digit);
        digits++;
    }
    if (digits % 2 == 1)
        return placed_error(loading->errors, place,
                            "'bad-hex' takes two digits for each byte, and one is missing");
    *ret_bytes = (struct keur_text){.bytes = bytes, .length = digits / 2};
    return true;
}

static bool read_examples(const struct loading *loading, const struct keur_value *map,
                          const struct rule_form *form, struct rule *rule)
{
    const struct keur_value *examples = keur_value_find(map, "examples");
    rule->good = form->examples.good;
    rule->bad = form->examples.bad;
    if (form->examples.bad_hex.length > 0 &&
        !read_hex(loading, keur_value_find(examples, "bad-hex"), form->examples.bad_hex,
                  &rule->bad))
        return false;
    if (form->examples.type.length == 0)
        return true;
    rule->good_file = rule->bad_file =
        type_example_path(loading->project, form->examples.type, loading->arena);
    if (rule->good_file.length > 0)
        return true;
    return placed_error(loading->errors, keur_value_find(examples, "type"),
                        "no path can be made up that is of the document type '%.*s' only",
                        KEUR_ARGUMENT(form->examples.type));
}

static bool check_dialects(const struct loading *loading, const struct keur_value *dialects)
{
    if (dialects == NULL || dialects->kind == KEUR_NULL)
        return true;
    if (dialects->kind != KEUR_SEQUENCE)
        return dialect_read(loading, dialects) != 0;
    bool is_fine = true;
    for (const struct keur_value *name = dialects->first_child; name != NULL; name = name->next)
        is_fine &= dialect_read(loading, name) != 0;
    return is_fine;
}

static bool read_rule(const struct loading *loading, const struct placed *place, struct rule *rule)
{
    const struct keur_value *map = &place->is;
    struct rule_form form = {0};
    if (text_is(map->key, RULE_LIMIT))
        return placed_key_error(loading->errors, map,
                                "'" RULE_LIMIT
                                "' is always on and takes no settings; `keur explain " RULE_LIMIT
                                "` says why");
    struct keur_setup setup = rule_setup(loading, map);
    if (!options_fill(&setup, rule_fields, map, OPTIONS_REFUSE_UNKNOWN, &form))
        return false;
    const struct keur_value *severity = keur_value_find(map, "severity");
    rule->id = map->key;
    rule->check_id = form.check.length > 0 ? form.check : map->key;
    rule->documents = form.documents;
    rule->files = globs_read(form.files, loading->arena);
    rule->dialects = form.dialects;
    rule->message = form.message;
    rule->why = keur_text_trim(form.why);
    rule->aliases = form.aliases;
    rule->pack = place->source->pack;
    rule->said = map;
    return severity_read(loading, severity != NULL ? severity : map, form.severity,
                         &rule->severity) &&
           read_examples(loading, map, &form, rule) &&
           types_know(loading, keur_value_find(map, "documents"), form.documents) &&
           check_dialects(loading, keur_value_find(map, "dialects"));
}

/* What is configured under a former id counts for the rule that has this alias. */
static void move_aliases(const struct loading *loading, struct placed *rules, struct placed *rule)
{
    const struct placed *aliases = placed_find(rule, TEXT("aliases"));
    if (aliases == NULL || aliases->is.kind != KEUR_SEQUENCE)
        return;
    for (const struct placed *alias = placed_first(aliases); alias != NULL;
         alias = placed_next(alias)) {
        struct placed *former = placed_find(rules, alias->is.text);
        if (former == NULL || former == rule || former->is.kind != KEUR_MAPPING)
            continue;
        placed_merge(rule, former, loading->arena);
        placed_remove(former);
    }
}

static int compare_rules(const void *a, const void *b)
{
    return keur_text_compare(((const struct rule *)a)->id, ((const struct rule *)b)->id);
}

bool rules_read(struct loading *loading)
{
    struct placed *map = placed_find(loading->config, TEXT("rules"));
    if (map == NULL || map->is.kind == KEUR_NULL)
        return true;
    if (map->is.kind != KEUR_MAPPING)
        return placed_error(loading->errors, &map->is, "'rules' takes a map of rules by id");
    for (struct placed *each = placed_first(map); each != NULL; each = placed_next(each))
        move_aliases(loading, map, each);
    struct rule *rules = arena_allocate(loading->arena, map->is.child_count * sizeof(*rules));
    size_t count = 0;
    bool is_fine = true;
    for (const struct placed *each = placed_first(map); each != NULL; each = placed_next(each)) {
        if (read_rule(loading, each, &rules[count]))
            count++;
        else
            is_fine = false;
    }
    if (count > 1)
        qsort(rules, count, sizeof(*rules), compare_rules);
    loading->project->rules = loading->rules = rules;
    loading->project->rule_count = count;
    return is_fine;
}

/* ---- Binding ---------------------------------------------------------------------------- */

static struct keur_text plugin_name(struct keur_text check_id)
{
    return text_slice(check_id, 0, text_find(check_id, '/', 0));
}

/* The place to blame for a check that is not there. */
static const struct keur_value *check_place(const struct placed *place)
{
    const struct keur_value *check = keur_value_find(&place->is, "check");
    return check != NULL ? check : &place->is;
}

static struct keur_texts other_ids(const struct loading *loading, const struct rule *rule)
{
    const struct project *project = loading->project;
    struct keur_text *ids = arena_allocate(loading->arena, project->rule_count * sizeof(*ids));
    size_t count = 0;
    for (size_t i = 0; i < project->rule_count; i++)
        if (!keur_text_equals(project->rules[i].id, rule->id))
            ids[count++] = project->rules[i].id;
    return (struct keur_texts){.items = ids, .count = count};
}

/* Rules before this one that need the same plugin. */
static bool is_told(const struct loading *loading, const struct rule *rule)
{
    const struct project *project = loading->project;
    struct keur_text name = plugin_name(rule->check_id);
    for (size_t i = 0; i < project->rule_count; i++) {
        const struct rule *other = &project->rules[i];
        if (keur_text_equals(other->id, rule->id))
            return false;
        if (rule_is_on(other) && keur_text_equals(plugin_name(other->check_id), name))
            return true;
    }
    return false;
}

static bool fail_plugin(const struct loading *loading, const struct rule *rule,
                        const struct keur_value *blamed, struct keur_text reason)
{
    struct keur_text name = plugin_name(rule->check_id);
    if (is_told(loading, rule))
        return false;
    if (name.length == rule->check_id.length)
        return placed_key_error(loading->errors, blamed,
                                "'%.*s' is no id of a check: it is written plugin/check",
                                KEUR_ARGUMENT(rule->check_id));
    return placed_key_error(loading->errors, blamed, "rule '%.*s' cannot run: %.*s",
                            KEUR_ARGUMENT(rule->id), KEUR_ARGUMENT(reason));
}

static bool find_check(struct loading *loading, struct rule *rule, const struct placed *place)
{
    const struct keur_value *blamed = check_place(place);
    struct keur_text reason;
    rule->plugin = plugins_get(loading->plugins, plugin_name(rule->check_id), &reason);
    if (rule->plugin == NULL)
        return fail_plugin(loading, rule, blamed, reason);
    /* The folders that the user named come before those of the installation. */
    rule->is_foreign =
        plugins_folder(loading->plugins, rule->plugin) < loading->request->plugin_dirs.count;
    loading->project->has_foreign = loading->project->has_foreign || rule->is_foreign;
    rule->check = plugin_check(rule->plugin, rule->check_id);
    if (rule->check != NULL)
        return true;
    struct keur_setup setup = rule_setup(loading, blamed);
    return setup_unknown(&setup, blamed, "check", rule->check_id,
                         plugin_checks(rule->plugin, loading->arena));
}

static bool fill_options(struct loading *loading, struct rule *rule, const struct placed *place)
{
    const struct keur_check *check = rule->check;
    const struct keur_value *options = keur_value_find(&place->is, "options");
    struct keur_setup setup = rule_setup(loading, options != NULL ? options : &place->is);
    size_t before = loading->errors->count;
    if (check->options != NULL) {
        void *filled = arena_allocate(loading->arena, check->options_size);
        if (!options_fill(&setup, check->options, options, OPTIONS_REFUSE_UNKNOWN, filled))
            return false;
        rule->options = filled;
    } else if (options != NULL && options->child_count > 0) {
        return placed_key_error(loading->errors, options, "the check '%.*s' has no options",
                                KEUR_ARGUMENT(rule->check_id));
    }
    if (check->prepare != NULL)
        rule->prepared = check->prepare(&setup, rule->options);
    return loading->errors->count == before;
}

/* A rule that is switched off loads nothing.  Yet one that no pack knows of may be a slip. */
static bool check_is_known(struct loading *loading, const struct rule *rule,
                           const struct placed *place)
{
    struct keur_text reason;
    const struct placed *severity = placed_find(place, TEXT("severity"));
    bool is_switched_off = severity != NULL && text_is(severity->is.text, "off");
    if (!is_switched_off || place->source->is_pack || placed_find(place, TEXT("check")) != NULL)
        return true;
    const struct keur_plugin *plugin =
        plugins_get(loading->plugins, plugin_name(rule->check_id), &reason);
    if (plugin != NULL && plugin_check(plugin, rule->check_id) != NULL)
        return true;
    struct keur_setup setup = rule_setup(loading, &place->is);
    return setup_unknown(&setup, &place->is, "rule", rule->id, other_ids(loading, rule));
}

/* Findings lead to a rule, and so to its severity. */
static void bind_overrides(const struct loading *loading, struct rule *rule)
{
    struct rule_override *first = NULL, *last = NULL;
    for (const struct rule_override *each = rule->overrides; each != NULL; each = each->next) {
        struct rule *other = arena_allocate(loading->arena, sizeof(*other));
        struct rule_override *copy = arena_allocate(loading->arena, sizeof(*copy));
        *other = *rule;
        other->severity = each->severity;
        *copy = *each;
        copy->rule = other;
        copy->next = NULL;
        if (last == NULL)
            first = copy;
        else
            last->next = copy;
        last = copy;
    }
    rule->overrides = first;
}

bool rules_bind(struct loading *loading)
{
    struct project *project = loading->project;
    struct rule *rules = loading->rules;
    bool is_fine = true;
    for (size_t i = 0; i < project->rule_count; i++) {
        if (loading->errors->count >= LIMIT_CONFIG_MISTAKES)
            return false;
        const struct placed *place = rule_place(loading, &rules[i]);
        if (!rule_is_on(&rules[i]))
            is_fine &= check_is_known(loading, &rules[i], place);
        else
            is_fine &=
                find_check(loading, &rules[i], place) && fill_options(loading, &rules[i], place);
        bool reads_prose = rules[i].check != NULL && rules[i].check->reads_prose;
        project->reads_prose |= reads_prose;
        project->gathers_prose |= reads_prose && rules[i].check->gather != NULL;
    }
    for (size_t i = 0; i < project->rule_count && is_fine; i++)
        bind_overrides(loading, &rules[i]);
    return is_fine;
}
