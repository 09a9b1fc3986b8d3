/* Keywords about the items of a list. */
#include <stdlib.h>

#include "evaluation.h"
#include "value.h"

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

static const struct schema *schema_of_item(const struct schema *schema, size_t index)
{
    return index < schema->prefix.count ? schema->prefix.items[index] : schema->items;
}

/* An empty item, a misspelt value: it is told already. */
static bool is_told_already(const struct application *application, const struct item *item)
{
    const struct schema *schema = schema_of_item(application->schema, item->position);

    return schema != NULL && !evaluate_quietly(application->evaluation, schema, item->value,
                                               application->scope, NULL);
}

/* Most lists are short lists of texts, of which most have a length of their own. */
static bool is_short_and_distinct(const struct keur_value *list)
{
    enum { SHORT_LIST = 16 };

    if (list->child_count > SHORT_LIST)
        return false;
    for (const struct keur_value *a = list->first_child; a != NULL; a = a->next) {
        if (a->kind != KEUR_STRING)
            return false;
        for (const struct keur_value *b = a->next; b != NULL; b = b->next)
            if (a->text.length == b->text.length && keur_text_equals(a->text, b->text))
                return false;
    }
    return true;
}

static bool evaluate_repeated(const struct application *application)
{
    const struct keur_value *list = application->value;
    struct item *items =
        keur_allocate(application->evaluation->run, (list->child_count + 1) * sizeof(*items));
    size_t count = 0;
    size_t first = 0;
    bool fits = true;

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
        fits = false;
        if (application->evaluation->faults == NULL)
            break;
        if (!is_told_already(application, &items[i]))
            application_fail(application, &(struct fault){.kind = FAULT_REPEATED,
                                                          .value = items[i].value,
                                                          .related = items[first].value});
    }
    return fits;
}

static bool evaluate_items(struct application *application)
{
    const struct schema *schema = application->schema;
    bool is_told = application->evaluation->faults != NULL;
    const struct keur_value *item = application->value->first_child;
    size_t index = 0;
    bool fits = true;

    for (; item != NULL && (fits || is_told); item = item->next, index++) {
        const struct schema *of = schema_of_item(schema, index);
        if (of == NULL)
            break;
        application_see(application, index);
        if (of->is_never)
            return application_fail(application, &(struct fault){.kind = FAULT_TOO_MANY}) && fits;
        fits &= evaluate_child(application, of, item);
    }
    return fits;
}

static bool evaluate_contains(struct application *application)
{
    const struct schema *schema = application->schema;
    const struct keur_value *item = application->value->first_child;
    int64_t least = schema->min_contains < 0 ? 1 : schema->min_contains;
    int64_t count = 0;

    for (size_t index = 0; item != NULL; item = item->next, index++) {
        if (!evaluate_quietly(application->evaluation, schema->contains, item, application->scope,
                              NULL))
            continue;
        count++;
        application_see(application, index);
    }
    if (count < least)
        return application_fail(
            application, &(struct fault){.kind = FAULT_CONTAINS_FEW, .count = (size_t)count});
    if (schema->max_contains >= 0 && count > schema->max_contains)
        return application_fail(
            application, &(struct fault){.kind = FAULT_CONTAINS_MANY, .count = (size_t)count});
    return true;
}

bool evaluate_array(struct application *application)
{
    const struct schema *schema = application->schema;
    bool fits = true;

    if (schema->items != NULL || schema->prefix.count > 0)
        fits &= evaluate_items(application);
    if (schema->has_unique_items && !is_short_and_distinct(application->value))
        fits &= evaluate_repeated(application);
    if (schema->contains != NULL)
        fits &= evaluate_contains(application);
    return fits;
}
