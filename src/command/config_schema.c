/* The JSON Schema of .keur.yaml, made from the tables that it is read by: an editor accepts what
 * keur accepts.  What another file may have said already is not required here. */
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "command/check.h"
#include "load/grammar.h"
#include "render/json_value.h"

enum requirement { REQUIRE_NOTHING = 0, REQUIRE_KEYS };

static struct json_t *reference(const char *definition)
{
    char path[64];
    snprintf(path, sizeof path, "#/$defs/%s", definition);
    return value_new("{s:s}", "$ref", path);
}

/* Values that the loader reads further: the definition of each, in its table. */
static const char *definition_of(const struct keur_option *table, const char *name)
{
    static const struct {
        const struct keur_option *table;
        const char *name, *definition;
    } rows[] = {
        {config_fields, "extends", "names"},       {config_fields, "dialects", "dialects"},
        {config_fields, "documents", "documents"}, {config_fields, "rules", "rules"},
        {config_fields, "schemas", "schemas"},     {config_fields, "overrides", "overrides"},
        {type_fields, "dialect", "dialect"},       {rule_fields, "severity", "severity"},
        {rule_fields, "dialects", "dialect"},      {rule_fields, "options", "options"},
        {override_fields, "rules", "severities"},  {severity_fields, "severity", "severity"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].table == table && strcmp(rows[i].name, name) == 0)
            return rows[i].definition;
    return NULL;
}

static struct json_t *one_or_list(const char *definition)
{
    return value_new("{s:[o, {s:s, s:o}]}", "anyOf", reference(definition), "type", "array",
                     "items", reference(definition));
}

static struct json_t *or_nothing(struct json_t *value)
{
    return value_new("{s:[o, {s:s}]}", "anyOf", value, "type", "null");
}

/* A schema at work. */
struct made {
    struct json_t *definitions;
    struct {
        const struct keur_option **items;
        size_t count, capacity;
    } records; /* tables of those that are defined already */
    struct arena *arena;
};

static struct json_t *object_of(struct made *made, const struct keur_option *table,
                                enum requirement requirement);

/* Records may hold records, and come back in many places: each table is one definition. */
static const char *record_name(struct made *made, const struct keur_option *table)
{
    size_t i = 0;
    while (i < made->records.count && made->records.items[i] != table)
        i++;
    char *name = arena_string(made->arena, arena_format(made->arena, "record-%zu", i + 1));
    if (i == made->records.count) {
        *ARRAY_PUSH(&made->records) = table;
        value_set(made->definitions, name, object_of(made, table, REQUIRE_KEYS));
    }
    return name;
}

static struct json_t *shape(struct made *made, const struct keur_option *option)
{
    switch (option->type) {
    case KEUR_OPTION_BOOLEAN:
        return value_new("{s:s}", "type", "boolean");
    case KEUR_OPTION_INTEGER:
        return value_new("{s:s}", "type", "integer");
    case KEUR_OPTION_TEXT:
    case KEUR_OPTION_PATTERN:
        return reference("text");
    case KEUR_OPTION_TEXTS:
        return reference("texts");
    case KEUR_OPTION_PAIRS:
        return value_new("{s:s, s:o}", "type", "object", "additionalProperties", reference("text"));
    case KEUR_OPTION_RECORD:
        return reference(record_name(made, option->fields));
    case KEUR_OPTION_RECORDS:
        return one_or_list(record_name(made, option->fields));
    case KEUR_OPTION_TREE:
        break;
    }
    return value_new("{}");
}

/* A key without a value says nothing, where one is not required. */
static struct json_t *property(struct made *made, const struct keur_option *table,
                               const struct keur_option *option, bool is_required)
{
    const char *definition = definition_of(table, option->name);
    struct json_t *value;
    if (definition == NULL)
        value = shape(made, option);
    else if (option->type == KEUR_OPTION_TEXTS)
        value = one_or_list(definition);
    else
        value = reference(definition);
    if (!is_required)
        value = or_nothing(value);
    if (option->summary != NULL)
        value_set(value, "description", value_text(text_of(option->summary)));
    return value;
}

static struct json_t *object_of(struct made *made, const struct keur_option *table,
                                enum requirement requirement)
{
    struct json_t *properties = value_new("{}"), *required = value_list();
    bool has_required = false;
    for (const struct keur_option *option = table; option->name != NULL; option++) {
        bool is_required = option->is_required && requirement == REQUIRE_KEYS;
        if (table == config_fields && strcmp(option->name, "include") == 0)
            continue; /* of packs only */
        value_set(properties, option->name, property(made, table, option, is_required));
        if (is_required)
            value_add(required, value_text(text_of(option->name)));
        has_required = has_required || is_required;
    }
    struct json_t *object = value_new("{s:s, s:o, s:b}", "type", "object", "properties", properties,
                                      "additionalProperties", 0);
    if (has_required)
        value_set(object, "required", required);
    return object;
}

static struct json_t *map_of(const char *definition)
{
    return value_new("{s:s, s:o}", "type", "object", "additionalProperties", reference(definition));
}

/* ---- What plugins add ---- */

/* A document type: our own keys, and the settings of plugins. */
static struct json_t *type_object(struct made *made, const struct project *project)
{
    struct json_t *type = object_of(made, type_fields, REQUIRE_NOTHING);
    struct json_t *properties = value_member(type, "properties");
    for (size_t i = 0; i < project->rule_count; i++) {
        const struct keur_plugin *plugin = project->rules[i].plugin;
        for (size_t s = 0; plugin != NULL && plugin->settings[s] != NULL; s++) {
            const struct keur_setting *setting = plugin->settings[s];
            struct json_t *value = or_nothing(shape(made, &setting->shape));
            if (setting->summary != NULL)
                value_set(value, "description", value_text(text_of(setting->summary)));
            value_set(properties, setting->key, value);
        }
    }
    return type;
}

/* The name of the definition that says which options the check has. */
static const char *options_name(const struct keur_check *check, struct arena *arena)
{
    if (check->options == NULL)
        return "no-options";
    char *name = arena_string(arena, arena_format(arena, "options-of-%s", check->id));
    *strchr(name, '/') = '-';
    return name;
}

static struct json_t *options_of(struct made *made, const struct keur_check *check)
{
    struct json_t *options = or_nothing(object_of(made, check->options, REQUIRE_NOTHING));
    return value_new("{s:{s:o}}", "properties", "options", options);
}

/* Rules that have the id of their check: with these a check is known. */
static bool is_known(const struct rule *rule)
{
    return rule->check != NULL && keur_text_equals(rule->id, rule->check_id);
}

/* A rule that has the id of its check: its options are known, unless it is given another check. */
static struct json_t *known_rule(const struct rule *rule, struct arena *arena)
{
    struct json_t *map = value_new("{s:s, s:{s:[s]}, s:o, s:o}", "$ref", "#/$defs/rule", "if",
                                   "required", "check", "then", reference("own-rule"), "else",
                                   reference(options_name(rule->check, arena)));
    return value_new("{s:o, s:[o, o, {s:s}]}", "description",
                     value_text(text_of(rule->check->summary)), "anyOf", reference("severity"), map,
                     "type", "null");
}

static struct json_t *rules_object(const struct project *project, struct arena *arena)
{
    struct json_t *properties = value_new("{}");
    for (size_t i = 0; i < project->rule_count; i++) {
        const struct rule *rule = &project->rules[i];
        if (is_known(rule))
            value_set(properties, rule->check->id, known_rule(rule, arena));
    }
    return value_new("{s:s, s:o, s:{s:[o, o, {s:s}]}}", "type", "object", "properties", properties,
                     "additionalProperties", "anyOf", reference("severity"), reference("own-rule"),
                     "type", "null");
}

/* The options go by the check that is named. */
static struct json_t *own_rule(const struct project *project, struct arena *arena)
{
    struct json_t *all = value_list(), *without = value_list();
    value_add(all, reference("rule"));
    for (size_t i = 0; i < project->rule_count; i++) {
        const struct rule *rule = &project->rules[i];
        if (is_known(rule) && rule->check->options == NULL)
            value_add(without, value_text(rule->check_id));
        else if (is_known(rule))
            value_add(all, value_new("{s:{s:[s], s:{s:{s:s}}}, s:o}", "if", "required", "check",
                                     "properties", "check", "const", rule->check->id, "then",
                                     reference(options_name(rule->check, arena))));
    }
    value_add(all,
              value_new("{s:{s:[s], s:{s:{s:o}}}, s:o}", "if", "required", "check", "properties",
                        "check", "enum", without, "then", reference("no-options")));
    return value_new("{s:o}", "allOf", all);
}

static struct json_t *definitions(const struct project *project, struct arena *arena)
{
    struct json_t *all = value_new("{}");
    struct made made = {.definitions = all, .arena = arena};
    value_set(all, "configuration", object_of(&made, config_fields, REQUIRE_KEYS));
    value_set(all, "text", value_new("{s:[s, s, s]}", "type", "string", "number", "boolean"));
    value_set(all, "texts", one_or_list("text"));
    value_set(all, "names",
              value_new("{s:[{s:s}, {s:s, s:{s:s}}]}", "anyOf", "type", "string", "type", "array",
                        "items", "type", "string"));
    value_set(all, "severity",
              value_new("{s:[s, s, s, s]}", "enum", "error", "warning", "info", "off"));
    value_set(all, "dialect",
              value_new("{s:[s, s, s]}", "enum", "python-markdown", "gfm", "commonmark"));
    value_set(all, "dialects", map_of("dialect"));
    value_set(all, "documents",
              value_new("{s:s, s:o}", "type", "object", "additionalProperties",
                        or_nothing(reference("type"))));
    value_set(all, "schemas",
              value_new("{s:s, s:{s:[s, s]}}", "type", "object", "additionalProperties", "type",
                        "string", "object"));
    value_set(all, "type", type_object(&made, project));
    value_set(all, "rules", rules_object(project, arena));
    value_set(all, "own-rule", own_rule(project, arena));
    value_set(all, "rule", object_of(&made, rule_fields, REQUIRE_NOTHING));
    value_set(all, "options", value_new("{s:s}", "type", "object"));
    value_set(all, "no-options",
              value_new("{s:{s:{s:[s, s], s:i}}}", "properties", "options", "type", "object",
                        "null", "maxProperties", 0));
    for (size_t i = 0; i < project->rule_count; i++)
        if (is_known(&project->rules[i]) && project->rules[i].check->options != NULL)
            value_set(all, options_name(project->rules[i].check, arena),
                      options_of(&made, project->rules[i].check));
    value_set(all, "overrides",
              value_new("{s:s, s:o}", "type", "array", "items", reference("override")));
    struct json_t *override = object_of(&made, override_fields, REQUIRE_KEYS);
    value_set(override, "anyOf",
              value_new("[{s:[s]}, {s:[s]}]", "required", "files", "required", "documents"));
    value_set(all, "override", override);
    value_set(all, "severities",
              value_new("{s:s, s:{s:[o, o]}}", "type", "object", "additionalProperties", "anyOf",
                        reference("severity"), object_of(&made, severity_fields, REQUIRE_KEYS)));
    ARRAY_FREE(&made.records);
    return all;
}

void config_schema_write(FILE *stream, const struct project *project)
{
    struct arena *arena = arena_new();
    value_write_lines(stream, value_new("{s:s, s:s, s:[o, {s:s}], s:o}", "$schema",
                                        "https://json-schema.org/draft/2020-12/schema", "title",
                                        "The configuration of keur: .keur.yaml", "anyOf",
                                        reference("configuration"), "type", "null", "$defs",
                                        definitions(project, arena)));
    arena_free(arena);
}
