#include "judge.h"

#include "evaluate.h"
#include "frontmatter.h"
#include "value.h"

static bool has_front_matter(const keur_document *document)
{
    const struct keur_front_matter *front_matter = keur_front_matter(document);

    /* What is broken or no mapping is the business of other checks. */
    return front_matter->state == KEUR_FRONT_MATTER_VALID && front_matter->root != NULL &&
           front_matter->root->kind == KEUR_MAPPING;
}

/* ---- Keys ------------------------------------------------------------------------- */

enum { BESIDE_MOST = 256 };

/* Schemas on the same value, each once. */
struct circle {
    const struct schema *schemas[BESIDE_MOST];
    size_t count;
};

static void circle_add(struct circle *circle, const struct schema *schema)
{
    size_t i = 0;

    while (i < circle->count && circle->schemas[i] != schema)
        i++;
    if (schema != NULL && i == circle->count && i < BESIDE_MOST)
        circle->schemas[circle->count++] = schema;
}

static void circle_add_all(struct circle *circle, const struct schemas *schemas)
{
    for (size_t i = 0; i < schemas->count; i++)
        circle_add(circle, schemas->items[i]);
}

static void circle_grow(struct circle *circle, const struct schema *schema)
{
    circle_add(circle, schema->reference);
    circle_add(circle, schema->dynamic_reference);
    circle_add_all(circle, &schema->all_of);
    circle_add_all(circle, &schema->any_of);
    circle_add_all(circle, &schema->one_of);
    circle_add(circle, schema->if_schema);
    circle_add(circle, schema->then_schema);
    circle_add(circle, schema->else_schema);
    for (size_t i = 0; i < schema->dependencies.count; i++)
        circle_add(circle, schema->dependencies.items[i].schema);
}

static bool is_among(const struct keur_text *names, size_t count, struct keur_text name)
{
    for (size_t i = 0; i < count; i++) {
        if (keur_text_equals(names[i], name))
            return true;
    }
    return false;
}

struct keur_texts judge_absent_keys(keur_run *run, const struct schema *schema,
                                    const struct keur_value *map)
{
    struct circle *circle = keur_allocate(run, sizeof(*circle));
    size_t count = 0;

    circle_add(circle, schema);
    for (size_t i = 0; i < circle->count; i++) {
        circle_grow(circle, circle->schemas[i]);
        count += circle->schemas[i]->property_count;
    }
    struct keur_text *absent = keur_allocate(run, (count + 1) * sizeof(*absent));
    count = 0;
    for (size_t i = 0; i < circle->count; i++) {
        for (size_t j = 0; j < circle->schemas[i]->property_count; j++) {
            const struct schema_property *property = &circle->schemas[i]->properties[j];
            if (!property->schema->is_never && value_child(map, property->name) == NULL &&
                !is_among(absent, count, property->name))
                absent[count++] = property->name;
        }
    }
    return (struct keur_texts){absent, count};
}

/* A condition asks for a key that the schema around it describes. */
static const struct schema_property *root_property(keur_run *run, struct keur_text key)
{
    const struct judgement *judgement = judgement_of(run, keur_run_document(run));
    const struct schema *root = keur_setting(run, "schema");
    const struct schema_property *property = NULL;

    if (root != NULL)
        property = schema_property_find(root, key);
    for (size_t i = 0; i < judgement->named_count && property == NULL; i++)
        if (judgement->named[i].schema != NULL)
            property = schema_property_find(judgement->named[i].schema, key);
    return property;
}

const struct schema *judge_property(keur_run *run, const struct fault *fault, struct keur_text key)
{
    const struct schema_property *property = schema_property_find(fault->schema, key);

    if (property == NULL && fault->value->parent == NULL)
        property = root_property(run, key);
    return property == NULL ? NULL : schema_head(property->schema);
}

/* Is the missing key there, misspelt?  The unknown key is told then, with the repair, and one
 * mistake is not two findings. */
static bool is_misspelt_there(keur_run *run, const struct faults *faults,
                              const struct fault *missing)
{
    for (size_t i = 0; i < faults->count; i++) {
        const struct fault *fault = &faults->items[i];
        if (fault->kind != FAULT_UNKNOWN_KEY || fault->value->parent != missing->value ||
            !word_is_slip(fault->value->key, missing->key))
            continue;
        struct keur_texts absent = judge_absent_keys(run, fault->schema, missing->value);
        ptrdiff_t near = keur_nearest(fault->value->key, absent.items, absent.count);
        if (near >= 0 && keur_text_equals(absent.items[near], missing->key))
            return true;
    }
    return false;
}

/* ---- The whole ------------------------------------------------------------------------ */

static void drop_misspelt(keur_run *run, struct faults *faults)
{
    size_t kept = 0;

    for (size_t i = 0; i < faults->count; i++) {
        struct fault fault = faults->items[i];
        if (fault.kind != FAULT_MISSING_KEY || !is_misspelt_there(run, faults, &fault))
            faults->items[kept++] = fault;
    }
    faults->count = kept;
}

static void drop_name(struct faults *faults)
{
    size_t kept = 0;

    for (size_t i = 0; i < faults->count; i++)
        if (!named_is_key(faults->items[i].value))
            faults->items[kept++] = faults->items[i];
    faults->count = kept;
}

static bool is_of_site(const struct site_values *site, const struct fault *fault)
{
    size_t i = 0;

    while (i < site->count && site->items[i].value->span.begin != fault->value->span.begin)
        i++;
    return i < site->count && fault_is_about_value(fault);
}

/* Where the site reads a value otherwise, only the rule that says so speaks. */
static void judge_site(keur_run *run, const struct site_scene *scene, struct judgement *judgement)
{
    struct faults *faults = &judgement->faults;
    size_t kept = 0;

    if (keur_dialect(keur_run_document(run)) != KEUR_DIALECT_PYTHON_MARKDOWN)
        return;
    judgement->site = site_values_find(run, scene);
    if (judgement->site.count == 0 || faults->count == 0 || !keur_is_on(run, check_site_reading.id))
        return;
    for (size_t i = 0; i < faults->count; i++)
        if (!is_of_site(&judgement->site, &faults->items[i]))
            faults->items[kept++] = faults->items[i];
    faults->count = kept;
}

static void judge_all(keur_run *run, const struct site_scene *scene, struct judgement *judgement)
{
    for (size_t i = 0; i < scene->schema_count; i++)
        evaluate_faults(run, scene->schemas[i], scene->root, &judgement->faults);
    if (judgement->named_count > 0)
        drop_name(&judgement->faults);
    judge_site(run, scene, judgement);
    if (judgement->faults.count > 0)
        drop_misspelt(run, &judgement->faults);
}

const struct judgement *judgement_of(keur_run *run, const keur_document *document)
{
    void **kept = keur_keep(run);

    if (*kept != NULL)
        return *kept;
    const struct schema *schema = keur_setting(run, "schema");
    struct judgement *judgement = keur_allocate(run, sizeof(*judgement));
    *kept = judgement;
    if (!has_front_matter(document))
        return judgement;
    struct site_scene scene = {.root = keur_front_matter(document)->root,
                               .faults = &judgement->faults};
    if (schema != NULL)
        scene.schemas[scene.schema_count++] = schema;
    judgement->named_count = named_schemas(run, document, judgement->named);
    for (size_t i = 0; i < judgement->named_count; i++)
        if (judgement->named[i].schema != NULL)
            scene.schemas[scene.schema_count++] = judgement->named[i].schema;
    judge_all(run, &scene, judgement);
    return judgement;
}

void judge(keur_run *run, const keur_document *document, unsigned kinds, fault_report *report)
{
    const struct faults *faults = &judgement_of(run, document)->faults;

    for (size_t i = 0; i < faults->count; i++) {
        if ((kinds & 1U << faults->items[i].kind) != 0)
            report(run, document, &faults->items[i]);
    }
}
