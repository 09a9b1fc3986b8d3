/* The keywords of JSON Schema 2020-12, and what each fills in. */
#include <stdlib.h>
#include <string.h>

#include "extension.h"
#include "format.h"
#include "schema_compiler.h"
#include "value.h"

typedef void compile_function(struct schema_compiler *compiler, struct schema *schema,
                              const struct keur_value *value);

/* ---- Schemas within a schema ---------------------------------------------- */

static struct schemas *schemas_of(struct schema *schema, const struct keur_value *value)
{
    if (keur_text_equals(value->key, (struct keur_text){"allOf", 5}))
        return &schema->all_of;
    if (keur_text_equals(value->key, (struct keur_text){"anyOf", 5}))
        return &schema->any_of;
    return keur_text_equals(value->key, (struct keur_text){"oneOf", 5}) ? &schema->one_of
                                                                        : &schema->prefix;
}

static void compile_list(struct schema_compiler *compiler, struct schema *schema,
                         const struct keur_value *value)
{
    struct schemas *schemas = schemas_of(schema, value);

    if (value->kind != KEUR_SEQUENCE || value->child_count == 0) {
        keur_setup_error(compiler->setup, value, "'%.*s' must be a list of at least one schema",
                         KEUR_ARGUMENT(value->key));
        return;
    }
    schemas->items =
        keur_setup_allocate(compiler->setup, value->child_count * sizeof(*schemas->items));
    for (const struct keur_value *child = value->first_child; child != NULL; child = child->next)
        schemas->items[schemas->count++] = schema_at(compiler, child, schema->resource);
}

static bool is_mapping(struct schema_compiler *compiler, const struct keur_value *value,
                       const char *names, const char *values)
{
    if (value->kind == KEUR_MAPPING)
        return true;
    keur_setup_error(compiler->setup, value, "'%.*s' must map %s to %s", KEUR_ARGUMENT(value->key),
                     names, values);
    return false;
}

static int compare_names(const void *left, const void *right)
{
    const struct schema_property *a = left;
    const struct schema_property *b = right;

    return schema_name_order(a->name, b->name);
}

static void compile_properties(struct schema_compiler *compiler, struct schema *schema,
                               const struct keur_value *value)
{
    if (!is_mapping(compiler, value, "names of keys", "their schemas"))
        return;
    size_t size = value->child_count * sizeof(*schema->properties);
    schema->properties = keur_setup_allocate(compiler->setup, size);
    schema->by_name = keur_setup_allocate(compiler->setup, size);
    for (const struct keur_value *child = value->first_child; child != NULL; child = child->next)
        schema->properties[schema->property_count++] =
            (struct schema_property){child->key, schema_at(compiler, child, schema->resource)};
    if (size > 0)
        memcpy(schema->by_name, schema->properties, size);
    qsort(schema->by_name, schema->property_count, sizeof(*schema->by_name), compare_names);
}

static void compile_patterns(struct schema_compiler *compiler, struct schema *schema,
                             const struct keur_value *value)
{
    if (!is_mapping(compiler, value, "patterns of keys", "their schemas"))
        return;
    schema->patterns =
        keur_setup_allocate(compiler->setup, value->child_count * sizeof(*schema->patterns));
    for (const struct keur_value *child = value->first_child; child != NULL; child = child->next) {
        const keur_pattern *pattern = keur_setup_ecma_pattern(compiler->setup, child, child->key);
        if (pattern != NULL)
            schema->patterns[schema->pattern_count++] =
                (struct schema_pattern){pattern, schema_at(compiler, child, schema->resource)};
    }
}

/* Schemas that only count when something refers to them; they are known by their places. */
static void compile_definitions(struct schema_compiler *compiler, struct schema *schema,
                                const struct keur_value *value)
{
    if (!is_mapping(compiler, value, "names", "schemas"))
        return;
    for (const struct keur_value *child = value->first_child; child != NULL; child = child->next)
        schema_at(compiler, child, schema->resource);
}

/* ---- Dependencies ------------------------------------------------------------- */

static void compile_names(struct schema_compiler *compiler, const struct keur_value *value,
                          struct keur_texts *names)
{
    if (value->kind != KEUR_SEQUENCE) {
        keur_setup_error(compiler->setup, value, "'%.*s' must be a list of names of keys",
                         KEUR_ARGUMENT(value->key));
        return;
    }
    struct keur_text *items =
        keur_setup_allocate(compiler->setup, value->child_count * sizeof(*items));
    names->items = items;
    for (const struct keur_value *name = value->first_child; name != NULL; name = name->next) {
        if (name->kind == KEUR_STRING)
            items[names->count++] = name->text;
        else
            keur_setup_error(compiler->setup, name, "'%.*s' must list names of keys",
                             KEUR_ARGUMENT(value->key));
    }
}

/* Room for more; both keywords fill the same list. */
static void dependencies_grow(struct schema_compiler *compiler,
                              struct schema_dependencies *dependencies, size_t more)
{
    struct schema_dependency *items =
        keur_setup_allocate(compiler->setup, (dependencies->count + more) * sizeof(*items));

    if (dependencies->count > 0)
        memcpy(items, dependencies->items, dependencies->count * sizeof(*items));
    dependencies->items = items;
}

static void compile_dependent_required(struct schema_compiler *compiler, struct schema *schema,
                                       const struct keur_value *value)
{
    if (!is_mapping(compiler, value, "names of keys", "lists of keys that these need"))
        return;
    dependencies_grow(compiler, &schema->dependencies, value->child_count);
    for (const struct keur_value *child = value->first_child; child != NULL; child = child->next) {
        struct schema_dependency dependency = {.key = child->key};
        compile_names(compiler, child, &dependency.required);
        schema->dependencies.items[schema->dependencies.count++] = dependency;
    }
}

static void compile_dependent_schemas(struct schema_compiler *compiler, struct schema *schema,
                                      const struct keur_value *value)
{
    if (!is_mapping(compiler, value, "names of keys", "schemas"))
        return;
    dependencies_grow(compiler, &schema->dependencies, value->child_count);
    for (const struct keur_value *child = value->first_child; child != NULL; child = child->next)
        schema->dependencies.items[schema->dependencies.count++] = (struct schema_dependency){
            .key = child->key, .schema = schema_at(compiler, child, schema->resource)};
}

static void compile_required(struct schema_compiler *compiler, struct schema *schema,
                             const struct keur_value *value)
{
    compile_names(compiler, value, &schema->required);
}

/* ---- Values ----------------------------------------------------------------------- */

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
    schema->pattern = keur_setup_ecma_pattern(compiler->setup, value, value->text);
    schema->pattern_source = value->text;
}

static void compile_format(struct schema_compiler *compiler, struct schema *schema,
                           const struct keur_value *value)
{
    bool is_judged = compiler->judges_formats ||
                     (schema->resource->vocabularies & VOCABULARY_FORMAT_ASSERTION) != 0;

    if (value->kind != KEUR_STRING)
        keur_setup_error(compiler->setup, value, "'format' must be the name of a format");
    else if (is_judged)
        schema->format = format_find(value->text);
}

static void compile_unique_items(struct schema_compiler *compiler, struct schema *schema,
                                 const struct keur_value *value)
{
    if (value->kind != KEUR_BOOLEAN)
        keur_setup_error(compiler->setup, value, "'uniqueItems' must be true or false");
    schema->has_unique_items = value_is_true(value);
}

/* ---- References ---------------------------------------------------------------------- */

static void reference_later(struct schema_compiler *compiler, struct schema *schema,
                            const struct keur_value *value, bool is_dynamic)
{
    if (value->kind != KEUR_STRING) {
        keur_setup_error(compiler->setup, value, "'%.*s' must be a reference in text",
                         KEUR_ARGUMENT(value->key));
        return;
    }
    struct schema_pending *pending = keur_setup_allocate(compiler->setup, sizeof(*pending));
    *pending = (struct schema_pending){schema, value, is_dynamic, compiler->pending};
    compiler->pending = pending;
}

static void compile_reference(struct schema_compiler *compiler, struct schema *schema,
                              const struct keur_value *value)
{
    reference_later(compiler, schema, value, false);
}

static void compile_dynamic_reference(struct schema_compiler *compiler, struct schema *schema,
                                      const struct keur_value *value)
{
    reference_later(compiler, schema, value, true);
}

static void anchor_add(struct schema_compiler *compiler, struct schema *schema,
                       const struct keur_value *value, bool is_dynamic)
{
    if (value->kind != KEUR_STRING || value->text.length == 0) {
        keur_setup_error(compiler->setup, value, "'%.*s' must be a name",
                         KEUR_ARGUMENT(value->key));
        return;
    }
    struct schema_anchor *anchor = keur_setup_allocate(compiler->setup, sizeof(*anchor));
    *anchor = (struct schema_anchor){value->text, schema, is_dynamic, schema->resource->anchors};
    schema->resource->anchors = anchor;
}

static void compile_anchor(struct schema_compiler *compiler, struct schema *schema,
                           const struct keur_value *value)
{
    anchor_add(compiler, schema, value, false);
}

static void compile_dynamic_anchor(struct schema_compiler *compiler, struct schema *schema,
                                   const struct keur_value *value)
{
    anchor_add(compiler, schema, value, true);
}

/* ---- Words for people ------------------------------------------------------------------- */

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

/* ---- All keywords ------------------------------------------------------------------------- */

/* Where no function stands the offset says which member is filled, and how. */
enum shape { SHAPE_FUNCTION = 0, SHAPE_SCHEMA, SHAPE_COUNT, SHAPE_NUMBER, SHAPE_NOTHING };

struct keyword {
    const char *name;
    enum vocabulary vocabulary;
    enum shape shape;
    compile_function *compile;
    size_t offset;
};

#define FUNCTION(function) SHAPE_FUNCTION, function, 0
#define SCHEMA(member)     SHAPE_SCHEMA, NULL, offsetof(struct schema, member)
#define COUNT(member)      SHAPE_COUNT, NULL, offsetof(struct schema, member)
#define NUMBER(member)     SHAPE_NUMBER, NULL, offsetof(struct schema, member)
#define NOTHING            SHAPE_NOTHING, NULL, 0

static const struct keyword keywords[] = {
    {"$schema", VOCABULARY_CORE, NOTHING}, /* read before */
    {"$id", VOCABULARY_CORE, NOTHING},     /* read before */
    {"$vocabulary", VOCABULARY_CORE, NOTHING},
    {"$comment", VOCABULARY_CORE, NOTHING},
    {"$defs", VOCABULARY_CORE, FUNCTION(compile_definitions)},
    {"definitions", VOCABULARY_CORE, FUNCTION(compile_definitions)}, /* its name before 2019 */
    {"$anchor", VOCABULARY_CORE, FUNCTION(compile_anchor)},
    {"$dynamicAnchor", VOCABULARY_CORE, FUNCTION(compile_dynamic_anchor)},
    {"$ref", VOCABULARY_CORE, FUNCTION(compile_reference)},
    {"$dynamicRef", VOCABULARY_CORE, FUNCTION(compile_dynamic_reference)},

    {"allOf", VOCABULARY_APPLICATOR, FUNCTION(compile_list)},
    {"anyOf", VOCABULARY_APPLICATOR, FUNCTION(compile_list)},
    {"oneOf", VOCABULARY_APPLICATOR, FUNCTION(compile_list)},
    {"prefixItems", VOCABULARY_APPLICATOR, FUNCTION(compile_list)},
    {"not", VOCABULARY_APPLICATOR, SCHEMA(not_schema)},
    {"if", VOCABULARY_APPLICATOR, SCHEMA(if_schema)},
    {"then", VOCABULARY_APPLICATOR, SCHEMA(then_schema)},
    {"else", VOCABULARY_APPLICATOR, SCHEMA(else_schema)},
    {"items", VOCABULARY_APPLICATOR, SCHEMA(items)},
    {"contains", VOCABULARY_APPLICATOR, SCHEMA(contains)},
    {"properties", VOCABULARY_APPLICATOR, FUNCTION(compile_properties)},
    {"patternProperties", VOCABULARY_APPLICATOR, FUNCTION(compile_patterns)},
    {"additionalProperties", VOCABULARY_APPLICATOR, SCHEMA(additional)},
    {"propertyNames", VOCABULARY_APPLICATOR, SCHEMA(property_names)},
    {"dependentSchemas", VOCABULARY_APPLICATOR, FUNCTION(compile_dependent_schemas)},
    {"unevaluatedItems", VOCABULARY_UNEVALUATED, SCHEMA(unevaluated_items)},
    {"unevaluatedProperties", VOCABULARY_UNEVALUATED, SCHEMA(unevaluated_properties)},

    {"type", VOCABULARY_VALIDATION, FUNCTION(compile_type)},
    {"enum", VOCABULARY_VALIDATION, FUNCTION(compile_enum)},
    {"const", VOCABULARY_VALIDATION, FUNCTION(compile_const)},
    {"pattern", VOCABULARY_VALIDATION, FUNCTION(compile_pattern)},
    {"minLength", VOCABULARY_VALIDATION, COUNT(min_length)},
    {"maxLength", VOCABULARY_VALIDATION, COUNT(max_length)},
    {"minimum", VOCABULARY_VALIDATION, NUMBER(minimum)},
    {"maximum", VOCABULARY_VALIDATION, NUMBER(maximum)},
    {"exclusiveMinimum", VOCABULARY_VALIDATION, NUMBER(exclusive_minimum)},
    {"exclusiveMaximum", VOCABULARY_VALIDATION, NUMBER(exclusive_maximum)},
    {"multipleOf", VOCABULARY_VALIDATION, NUMBER(multiple_of)},
    {"minItems", VOCABULARY_VALIDATION, COUNT(min_items)},
    {"maxItems", VOCABULARY_VALIDATION, COUNT(max_items)},
    {"uniqueItems", VOCABULARY_VALIDATION, FUNCTION(compile_unique_items)},
    {"minContains", VOCABULARY_VALIDATION, COUNT(min_contains)},
    {"maxContains", VOCABULARY_VALIDATION, COUNT(max_contains)},
    {"minProperties", VOCABULARY_VALIDATION, COUNT(min_properties)},
    {"maxProperties", VOCABULARY_VALIDATION, COUNT(max_properties)},
    {"required", VOCABULARY_VALIDATION, FUNCTION(compile_required)},
    {"dependentRequired", VOCABULARY_VALIDATION, FUNCTION(compile_dependent_required)},

    {"title", VOCABULARY_META_DATA, FUNCTION(compile_title)},
    {"description", VOCABULARY_META_DATA, FUNCTION(compile_description)},
    {"default", VOCABULARY_META_DATA, NOTHING},
    {"deprecated", VOCABULARY_META_DATA, NOTHING},
    {"readOnly", VOCABULARY_META_DATA, NOTHING},
    {"writeOnly", VOCABULARY_META_DATA, NOTHING},
    {"examples", VOCABULARY_META_DATA, NOTHING},
    {"format", VOCABULARY_FORMAT_ANNOTATION | VOCABULARY_FORMAT_ASSERTION,
     FUNCTION(compile_format)},
    {"contentEncoding", VOCABULARY_CONTENT, NOTHING},
    {"contentMediaType", VOCABULARY_CONTENT, NOTHING},
    {"contentSchema", VOCABULARY_CONTENT, NOTHING},
};
enum { KEYWORD_COUNT = sizeof(keywords) / sizeof(keywords[0]) };

static void fill_count(struct schema_compiler *compiler, const struct keur_value *value,
                       int64_t *ret_count)
{
    struct decimal number;

    decimal_read(value, &number);
    if (!decimal_is_integer(&number) || (number.is_negative && number.count > 0)) {
        keur_setup_error(compiler->setup, value, "'%.*s' must be a whole number, 0 or more",
                         KEUR_ARGUMENT(value->key));
        return;
    }
    *ret_count = decimal_as_count(&number);
}

static void fill_number(struct schema_compiler *compiler, const struct keur_value *value,
                        const struct decimal **ret_number)
{
    struct decimal *number = keur_setup_allocate(compiler->setup, sizeof(*number));
    bool is_divisor = keur_text_equals(value->key, (struct keur_text){"multipleOf", 10});

    decimal_read(value, number);
    if (!number->is_number)
        keur_setup_error(compiler->setup, value, "'%.*s' must be a number",
                         KEUR_ARGUMENT(value->key));
    else if (is_divisor && (number->count == 0 || number->is_negative))
        keur_setup_error(compiler->setup, value, "'multipleOf' must be greater than 0");
    else
        *ret_number = number;
}

static void keyword_compile(struct schema_compiler *compiler, const struct keyword *keyword,
                            struct schema *schema, const struct keur_value *value)
{
    void *member = (char *)schema + keyword->offset;

    switch (keyword->shape) {
    case SHAPE_FUNCTION:
        keyword->compile(compiler, schema, value);
        break;
    case SHAPE_SCHEMA:
        *(const struct schema **)member = schema_at(compiler, value, schema->resource);
        break;
    case SHAPE_COUNT:
        fill_count(compiler, value, member);
        break;
    case SHAPE_NUMBER:
        fill_number(compiler, value, member);
        break;
    case SHAPE_NOTHING:
        break;
    }
}

/* Keywords of former drafts that no longer do anything: nobody writes them for that. */
static const struct {
    const char *name, *now;
} former_keywords[] = {
    {"additionalItems", "prefixItems and items"},
    {"dependencies", "dependentRequired or dependentSchemas"},
    {"$recursiveRef", "$dynamicRef"},
    {"$recursiveAnchor", "$dynamicAnchor"},
};

/* Unknown keywords are annotations, and let be; but not when one looks like a slip of the pen. */
static void keyword_unknown(struct schema_compiler *compiler, const struct keur_value *value)
{
    struct keur_text names[KEYWORD_COUNT];

    for (size_t i = 0; i < sizeof(former_keywords) / sizeof(former_keywords[0]); i++) {
        if (text_equals_word(value->key, former_keywords[i].name))
            keur_setup_error(compiler->setup, value,
                             "'%.*s' is of a former draft of JSON Schema; write %s",
                             KEUR_ARGUMENT(value->key), former_keywords[i].now);
    }
    for (size_t i = 0; i < KEYWORD_COUNT; i++)
        names[i] = (struct keur_text){keywords[i].name, strlen(keywords[i].name)};
    ptrdiff_t near = keur_nearest(value->key, names, KEYWORD_COUNT);
    if (near >= 0 && word_is_slip(value->key, names[near]))
        keur_setup_error(compiler->setup, value,
                         "'%.*s' is no keyword of JSON Schema; did you mean '%.*s'?",
                         KEUR_ARGUMENT(value->key), KEUR_ARGUMENT(names[near]));
}

void schema_keyword(struct schema_compiler *compiler, struct schema *schema,
                    const struct keur_value *value)
{
    const char first = value->key.length > 0 ? value->key.bytes[0] : '\0';
    for (size_t i = 0; i < KEYWORD_COUNT; i++) {
        if (keywords[i].name[0] != first || !text_equals_word(value->key, keywords[i].name))
            continue;
        if ((keywords[i].vocabulary & schema->resource->vocabularies) != 0)
            keyword_compile(compiler, &keywords[i], schema, value);
        return;
    }
    if (!extension_keyword(compiler, schema, value))
        keyword_unknown(compiler, value);
}
