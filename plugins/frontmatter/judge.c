#include "judge.h"

#include <stdlib.h>

#include "value.h"

/* `<<: *anchor` puts the keys of another mapping in this one. */
static const struct keur_text merge_key = {"<<", 2};

/* What is still to be judged.  A list instead of recursion: documents nest as they like. */
struct task {
    const struct keur_value *value;
    const struct schema *schema;
    struct task *next;
};

struct judge {
    keur_run *run;
    const keur_document *document;
    unsigned kinds;
    fault_report *report;
    struct task *tasks;
};

static void judge_report(const struct judge *judge, const struct fault *fault)
{
    if ((judge->kinds & 1U << fault->kind) != 0)
        judge->report(judge->run, judge->document, fault);
}

static void judge_later(struct judge *judge, const struct keur_value *value,
                        const struct schema *schema)
{
    struct task *task = keur_allocate(judge->run, sizeof(*task));

    *task = (struct task){.value = value, .schema = schema, .next = judge->tasks};
    judge->tasks = task;
}

static bool is_allowed(const struct schema *schema, const struct keur_value *value)
{
    if (schema->constant != NULL && !value_equals(schema->constant, value))
        return false;
    if (schema->allowed == NULL)
        return true;
    const struct keur_value *allowed = schema->allowed->first_child;
    while (allowed != NULL && !value_equals(allowed, value))
        allowed = allowed->next;
    return allowed != NULL;
}

static bool is_matched(const struct schema *schema, const struct keur_value *value)
{
    struct keur_span match;

    return schema->pattern == NULL || value->kind != KEUR_STRING ||
           keur_match(schema->pattern, value->text, 0, &match);
}

/* Nothing written, or nothing but blanks. */
static bool is_blank(const struct keur_value *value)
{
    return (value->kind == KEUR_NULL && value->text.length == 0) ||
           (value->kind == KEUR_STRING && keur_text_trim(value->text).length == 0);
}

enum fault_kind judge_value(const struct schema *schema, const struct keur_value *value)
{
    bool is_root = value->parent == NULL;

    if (!schema_takes_kind(schema, value))
        return is_blank(value) ? FAULT_EMPTY : FAULT_TYPE;
    if (!is_allowed(schema, value))
        return is_blank(value) ? FAULT_EMPTY : FAULT_NOT_ALLOWED;
    if (!is_matched(schema, value))
        return is_blank(value) ? FAULT_EMPTY : FAULT_PATTERN;
    if (value->kind == KEUR_SEQUENCE && (int64_t)value->child_count < schema->min_items)
        return value->child_count == 0 ? FAULT_EMPTY : FAULT_TOO_FEW;
    if (value->kind == KEUR_SEQUENCE && schema->max_items >= 0 &&
        (int64_t)value->child_count > schema->max_items)
        return FAULT_TOO_MANY;
    if (value->kind == KEUR_MAPPING && value->child_count == 0 && schema->required_count > 0 &&
        !is_root)
        return FAULT_EMPTY;
    return FAULT_NONE;
}

struct item {
    const struct keur_value *value;
    uint64_t digest;
    size_t position;
};

static int item_compare(const void *left, const void *right)
{
    const struct item *a = left;
    const struct item *b = right;

    if (a->digest != b->digest)
        return a->digest < b->digest ? -1 : 1;
    return a->position < b->position ? -1 : a->position > b->position;
}

static void judge_repeated(const struct judge *judge, const struct keur_value *list,
                           const struct schema *schema)
{
    struct item *items = keur_allocate(judge->run, (list->child_count + 1) * sizeof(*items));
    size_t count = 0;
    size_t first = 0;

    for (const struct keur_value *value = list->first_child; value != NULL; value = value->next) {
        items[count] = (struct item){value, value_digest(value), count};
        count++;
    }
    qsort(items, count, sizeof(*items), item_compare);
    for (size_t i = 1; i < count; i++) {
        if (items[i].digest != items[first].digest) {
            first = i;
            continue;
        }
        if (schema->items != NULL && judge_value(schema->items, items[i].value) != FAULT_NONE)
            continue; /* already at fault: an empty item, a misspelt value */
        judge_report(judge, &(struct fault){.kind = FAULT_REPEATED,
                                            .value = items[i].value,
                                            .schema = schema,
                                            .related = items[first].value});
    }
}

static void judge_items(struct judge *judge, const struct keur_value *list,
                        const struct schema *schema)
{
    if (schema->has_unique_items &&
        (list->first_child == NULL || !value_is_elsewhere(list->first_child)))
        judge_repeated(judge, list, schema);
    if (schema->items == NULL)
        return;
    for (const struct keur_value *value = list->first_child; value != NULL; value = value->next) {
        if (!value_is_elsewhere(value))
            judge_later(judge, value, schema->items);
    }
}

static struct keur_texts absent_keys(const struct judge *judge, const struct schema *schema,
                                     const struct keur_value *map)
{
    struct keur_text *absent =
        keur_allocate(judge->run, (schema->property_count + 1) * sizeof(*absent));
    size_t count = 0;

    for (size_t i = 0; i < schema->property_count; i++) {
        const struct schema_property *property = &schema->properties[i];
        if (!property->schema->is_never && value_child(map, property->name) == NULL)
            absent[count++] = property->name;
    }
    return (struct keur_texts){absent, count};
}

/* Is there an unknown key that is this one misspelt?  The unknown key is told then, with the
 * repair, and one mistake is not two findings. */
static bool is_misspelt_there(const struct schema *schema, const struct keur_value *map,
                              struct keur_text key, struct keur_texts absent)
{
    if (!schema_is_closed(schema))
        return false;
    for (const struct keur_value *child = map->first_child; child != NULL; child = child->next) {
        if (!word_is_slip(child->key, key) || schema_property_find(schema, child->key) != NULL)
            continue;
        ptrdiff_t near = keur_nearest(child->key, absent.items, absent.count);
        if (near >= 0 && (size_t)near < absent.count && keur_text_equals(absent.items[near], key))
            return true;
    }
    return false;
}

static void judge_required(const struct judge *judge, const struct keur_value *map,
                           const struct schema *schema, struct keur_texts absent)
{
    if (value_child(map, merge_key) != NULL)
        return; /* the keys may come from there */
    for (size_t i = 0; i < schema->required_count; i++) {
        struct keur_text key = schema->required[i];
        if (value_child(map, key) == NULL && !is_misspelt_there(schema, map, key, absent))
            judge_report(
                judge, &(struct fault){
                           .kind = FAULT_MISSING_KEY, .value = map, .schema = schema, .key = key});
    }
}

static void judge_keys(struct judge *judge, const struct keur_value *map,
                       const struct schema *schema)
{
    struct keur_texts absent = {NULL, 0};

    if ((judge->kinds & (1U << FAULT_MISSING_KEY | 1U << FAULT_UNKNOWN_KEY)) != 0)
        absent = absent_keys(judge, schema, map);
    if ((judge->kinds & 1U << FAULT_MISSING_KEY) != 0)
        judge_required(judge, map, schema, absent);
    for (const struct keur_value *child = map->first_child; child != NULL; child = child->next) {
        const struct schema_property *property = schema_property_find(schema, child->key);
        const struct schema *inner = property != NULL ? property->schema : schema->additional;
        if (inner == NULL || value_is_elsewhere(child) || keur_text_equals(child->key, merge_key))
            continue;
        if (inner->is_never)
            judge_report(judge, &(struct fault){.kind = FAULT_UNKNOWN_KEY,
                                                .value = child,
                                                .schema = schema,
                                                .absent = absent});
        else
            judge_later(judge, child, inner);
    }
}

static void judge_task(struct judge *judge, const struct keur_value *value,
                       const struct schema *schema)
{
    enum fault_kind kind = judge_value(schema, value);

    if (kind != FAULT_NONE)
        judge_report(judge, &(struct fault){.kind = kind, .value = value, .schema = schema});
    else if (value->kind == KEUR_MAPPING)
        judge_keys(judge, value, schema);
    if (value->kind == KEUR_SEQUENCE &&
        (kind == FAULT_NONE || kind == FAULT_TOO_FEW || kind == FAULT_TOO_MANY))
        judge_items(judge, value, schema);
}

void judge(keur_run *run, const keur_document *document, unsigned kinds, fault_report *report)
{
    const struct keur_front_matter *front_matter = keur_front_matter(document);
    const struct keur_value *root = front_matter->root;
    const struct schema *schema = keur_setting(run, "schema");
    struct judge work = {
        .run = run, .document = document, .kinds = kinds, .report = report, .tasks = NULL};

    /* Front matter that is broken or no mapping is the business of other checks. */
    if (schema == NULL || front_matter->state != KEUR_FRONT_MATTER_VALID || root == NULL ||
        root->kind != KEUR_MAPPING)
        return;
    judge_later(&work, root, schema);
    while (work.tasks != NULL) {
        const struct task *task = work.tasks;
        work.tasks = task->next;
        judge_task(&work, task->value, task->schema);
    }
}
