#include "schema.h"

#include <string.h>

#include "value.h"

/* Schemas nest as deep as YAML may: instead of recursing, a keyword that holds a schema puts it
 * on this list, and the loop of schema_prepare() compiles it. */
struct schema_work {
    struct schema *schema;
    const struct keur_value *source;
    struct schema_work *next;
};

struct schema_compiler {
    keur_setup *setup;
    struct schema_work *work;
};

static struct schema *schema_postpone(struct schema_compiler *compiler,
                                      const struct keur_value *source)
{
    struct schema_work *work = keur_setup_allocate(compiler->setup, sizeof(*work));

    work->schema = keur_setup_allocate(compiler->setup, sizeof(*work->schema));
    work->source = source;
    work->next = compiler->work;
    compiler->work = work;
    return work->schema;
}

static const struct {
    struct keur_text name;
    unsigned kinds;
} type_names[] = {
    {{"string", 6}, 1U << KEUR_STRING},   {{"array", 5}, 1U << KEUR_SEQUENCE},
    {{"object", 6}, 1U << KEUR_MAPPING},  {{"integer", 7}, 1U << KEUR_INTEGER},
    {{"boolean", 7}, 1U << KEUR_BOOLEAN}, {{"number", 6}, 1U << KEUR_INTEGER | 1U << KEUR_FLOAT},
    {{"null", 4}, 1U << KEUR_NULL},
};
enum { TYPE_COUNT = sizeof(type_names) / sizeof(type_names[0]) };

static void type_name_add(struct schema_compiler *compiler, struct schema *schema,
                          const struct keur_value *name)
{
    struct keur_text names[TYPE_COUNT];

    for (size_t i = 0; i < TYPE_COUNT; i++) {
        names[i] = type_names[i].name;
        if (name->kind <= KEUR_STRING && keur_text_equals(name->text, names[i])) {
            schema->kinds |= type_names[i].kinds;
            schema->takes_whole_floats |= type_names[i].kinds == 1U << KEUR_INTEGER;
            return;
        }
    }
    ptrdiff_t near = keur_nearest(name->text, names, TYPE_COUNT);
    if (near >= 0)
        keur_setup_error(compiler->setup, name,
                         "no type of JSON Schema: '%.*s'; did you mean '%.*s'?",
                         KEUR_ARGUMENT(name->text), KEUR_ARGUMENT(names[near]));
    else
        keur_setup_error(compiler->setup, name,
                         "no type of JSON Schema; the types are string, array, object, integer, "
                         "number, boolean, null");
}

static void compile_type(struct schema_compiler *compiler, struct schema *schema,
                         const struct keur_value *value)
{
    if (value->kind != KEUR_SEQUENCE) {
        type_name_add(compiler, schema, value);
        return;
    }
    if (value->first_child == NULL)
        keur_setup_error(compiler->setup, value, "'type' needs at least one type");
    for (const struct keur_value *name = value->first_child; name != NULL; name = name->next)
        type_name_add(compiler, schema, name);
}

static void compile_properties(struct schema_compiler *compiler, struct schema *schema,
                               const struct keur_value *value)
{
    if (value->kind != KEUR_MAPPING) {
        keur_setup_error(compiler->setup, value,
                         "'properties' must map names of keys to their schemas");
        return;
    }
    schema->properties =
        keur_setup_allocate(compiler->setup, value->child_count * sizeof(*schema->properties));
    for (const struct keur_value *child = value->first_child; child != NULL; child = child->next) {
        struct schema_property *property = &schema->properties[schema->property_count++];
        property->name = child->key;
        property->schema = schema_postpone(compiler, child);
    }
}

static void compile_required(struct schema_compiler *compiler, struct schema *schema,
                             const struct keur_value *value)
{
    if (value->kind != KEUR_SEQUENCE) {
        keur_setup_error(compiler->setup, value, "'required' must be a list of names of keys");
        return;
    }
    schema->required =
        keur_setup_allocate(compiler->setup, value->child_count * sizeof(*schema->required));
    for (const struct keur_value *name = value->first_child; name != NULL; name = name->next) {
        if (name->kind != KEUR_STRING)
            keur_setup_error(compiler->setup, name, "'required' must list names of keys");
        else
            schema->required[schema->required_count++] = name->text;
    }
}

static void compile_enum(struct schema_compiler *compiler, struct schema *schema,
                         const struct keur_value *value)
{
    if (value->kind == KEUR_SEQUENCE)
        schema->allowed = value;
    else
        keur_setup_error(compiler->setup, value, "'enum' must be a list of allowed values");
}

static void compile_const(struct schema_compiler *compiler, struct schema *schema,
                          const struct keur_value *value)
{
    (void)compiler;
    schema->constant = value;
}

static void compile_pattern(struct schema_compiler *compiler, struct schema *schema,
                            const struct keur_value *value)
{
    if (value->kind != KEUR_STRING) {
        keur_setup_error(compiler->setup, value, "'pattern' must be a regular expression in text");
        return;
    }
    schema->pattern = keur_setup_pattern(compiler->setup, value);
    schema->pattern_source = value->text;
}

static void limit_items(struct schema *schema, int64_t count)
{
    if (schema->max_items < 0 || count < schema->max_items)
        schema->max_items = count;
}

static void compile_items(struct schema_compiler *compiler, struct schema *schema,
                          const struct keur_value *value)
{
    schema->items = schema_postpone(compiler, value);
    if (value->kind == KEUR_BOOLEAN && value->text.length == strlen("false"))
        limit_items(schema, 0);
}

static void compile_additional(struct schema_compiler *compiler, struct schema *schema,
                               const struct keur_value *value)
{
    schema->additional = schema_postpone(compiler, value);
}

static int64_t compile_count(struct schema_compiler *compiler, const struct keur_value *value)
{
    int64_t count = 0;

    if (!value_as_integer(value, &count) || count < 0)
        keur_setup_error(compiler->setup, value, "'%.*s' must be a whole number, 0 or more",
                         KEUR_ARGUMENT(value->key));
    return count;
}

static void compile_min_items(struct schema_compiler *compiler, struct schema *schema,
                              const struct keur_value *value)
{
    schema->min_items = compile_count(compiler, value);
}

static void compile_max_items(struct schema_compiler *compiler, struct schema *schema,
                              const struct keur_value *value)
{
    limit_items(schema, compile_count(compiler, value));
}

static void compile_unique_items(struct schema_compiler *compiler, struct schema *schema,
                                 const struct keur_value *value)
{
    if (value->kind != KEUR_BOOLEAN)
        keur_setup_error(compiler->setup, value, "'uniqueItems' must be true or false");
    schema->has_unique_items = value->text.length == strlen("true");
}

static void compile_title(struct schema_compiler *compiler, struct schema *schema,
                          const struct keur_value *value)
{
    (void)compiler;
    schema->title = keur_text_trim(value->text);
}

static void compile_description(struct schema_compiler *compiler, struct schema *schema,
                                const struct keur_value *value)
{
    (void)compiler;
    schema->description = keur_text_trim(value->text);
}

static void compile_nothing(struct schema_compiler *compiler, struct schema *schema,
                            const struct keur_value *value)
{
    (void)compiler;
    (void)schema;
    (void)value;
}

static const struct {
    struct keur_text name;
    void (*compile)(struct schema_compiler *compiler, struct schema *schema,
                    const struct keur_value *value);
} keywords[] = {
    {{"type", 4}, compile_type},
    {{"properties", 10}, compile_properties},
    {{"required", 8}, compile_required},
    {{"enum", 4}, compile_enum},
    {{"const", 5}, compile_const},
    {{"pattern", 7}, compile_pattern},
    {{"items", 5}, compile_items},
    {{"minItems", 8}, compile_min_items},
    {{"maxItems", 8}, compile_max_items},
    {{"uniqueItems", 11}, compile_unique_items},
    {{"additionalProperties", 20}, compile_additional},
    {{"title", 5}, compile_title},
    {{"description", 11}, compile_description},
    {{"$schema", 7}, compile_nothing},
    {{"$id", 3}, compile_nothing},
    {{"$comment", 8}, compile_nothing},
    {{"default", 7}, compile_nothing},
    {{"examples", 8}, compile_nothing},
    {{"deprecated", 10}, compile_nothing},
};
enum { KEYWORD_COUNT = sizeof(keywords) / sizeof(keywords[0]) };

static void compile_keyword(struct schema_compiler *compiler, struct schema *schema,
                            const struct keur_value *value)
{
    struct keur_text names[KEYWORD_COUNT];

    for (size_t i = 0; i < KEYWORD_COUNT; i++) {
        names[i] = keywords[i].name;
        if (keur_text_equals(value->key, names[i])) {
            keywords[i].compile(compiler, schema, value);
            return;
        }
    }
    ptrdiff_t near = keur_nearest(value->key, names, KEYWORD_COUNT);
    if (near >= 0)
        keur_setup_error(compiler->setup, value,
                         "schema keyword '%.*s' is not supported; did you mean '%.*s'?",
                         KEUR_ARGUMENT(value->key), KEUR_ARGUMENT(names[near]));
    else
        keur_setup_error(compiler->setup, value,
                         "schema keyword '%.*s' is not supported; supported are type, properties, "
                         "required, enum, const, pattern, items, minItems, maxItems, uniqueItems, "
                         "additionalProperties, and the annotations title, description, default, "
                         "examples, deprecated, $schema, $id, $comment",
                         KEUR_ARGUMENT(value->key));
}

static void schema_compile(struct schema_compiler *compiler, const struct schema_work *work)
{
    struct schema *schema = work->schema;
    const struct keur_value *source = work->source;

    schema->source = source;
    schema->max_items = -1;
    if (source->kind == KEUR_BOOLEAN) {
        schema->is_never = source->text.length == strlen("false");
        return;
    }
    if (source->kind != KEUR_MAPPING) {
        keur_setup_error(compiler->setup, source,
                         "a schema must be a mapping of keywords, or true or false");
        return;
    }
    for (const struct keur_value *child = source->first_child; child != NULL; child = child->next)
        compile_keyword(compiler, schema, child);
}

static const void *schema_prepare(keur_setup *setup, const void *filled)
{
    const struct keur_value *const *source = filled;
    struct schema_compiler compiler = {.setup = setup};
    const struct schema *root = schema_postpone(&compiler, *source);

    while (compiler.work != NULL) {
        const struct schema_work *work = compiler.work;
        compiler.work = work->next;
        schema_compile(&compiler, work);
    }
    return root;
}

const struct keur_setting schema_setting = {
    .size = sizeof(struct keur_setting),
    .key = "schema",
    .summary = "JSON Schema 2020-12 of the front matter, inline or in a file beside",
    .shape = {.type = KEUR_OPTION_TREE},
    .prepare = schema_prepare,
};

bool schema_takes_kind(const struct schema *schema, const struct keur_value *value)
{
    int64_t whole;

    if (schema->kinds == 0 || (schema->kinds & 1U << value->kind) != 0)
        return true;
    return schema->takes_whole_floats && value->kind == KEUR_FLOAT &&
           value_as_integer(value, &whole);
}

const struct schema_property *schema_property_find(const struct schema *schema,
                                                   struct keur_text name)
{
    for (size_t i = 0; i < schema->property_count; i++) {
        if (keur_text_equals(schema->properties[i].name, name))
            return &schema->properties[i];
    }
    return NULL;
}

bool schema_is_closed(const struct schema *schema)
{
    return schema->additional != NULL && schema->additional->is_never;
}
