#include "fault.h"

#include <string.h>

#include "value.h"

static bool is_about_key(enum fault_kind kind)
{
    return kind == FAULT_MISSING_KEY || kind == FAULT_UNKNOWN_KEY || kind == FAULT_KEY_NAME;
}

bool fault_is_about_value(const struct fault *fault)
{
    return !is_about_key(fault->kind);
}

/* An alias repeats values; they stand at one place. */
static bool is_same_place(const struct keur_value *a, const struct keur_value *b)
{
    return a->span.begin == b->span.begin && a->span.end == b->span.end &&
           a->key_span.begin == b->key_span.begin;
}

static bool says_same(const struct fault *a, const struct fault *b)
{
    if (is_about_key(a->kind) != is_about_key(b->kind) || !is_same_place(a->value, b->value))
        return false;
    if (!is_about_key(a->kind))
        return true;
    if (a->kind == FAULT_MISSING_KEY || b->kind == FAULT_MISSING_KEY)
        return a->kind == b->kind && keur_text_equals(a->key, b->key);
    return true;
}

void faults_add(keur_run *run, struct faults *faults, const struct fault *fault)
{
    enum { FAULTS_MOST = 1000 }; /* more than a rule may tell */

    if (faults->count == FAULTS_MOST)
        return;
    for (size_t i = 0; i < faults->count; i++) {
        if (says_same(&faults->items[i], fault))
            return;
    }
    if (faults->count == faults->capacity) {
        size_t capacity = faults->capacity == 0 ? 8 : faults->capacity * 2;
        struct fault *items = keur_allocate(run, capacity * sizeof(*items));
        if (faults->count > 0)
            memcpy(items, faults->items, faults->count * sizeof(*items));
        faults->items = items;
        faults->capacity = capacity;
    }
    faults->items[faults->count++] = *fault;
}

void faults_add_all(keur_run *run, struct faults *faults, const struct faults *more)
{
    for (size_t i = 0; i < more->count; i++)
        faults_add(run, faults, &more->items[i]);
}

/* A schema for another kind of value is far away; so is one that a key such as `kind: table` tells
 * apart from this.  A key that is not there weighs more than a value that can be mended. */
static size_t weight(const struct fault *fault, const struct keur_value *value)
{
    if (fault->value == value && fault->kind == FAULT_TYPE)
        return 1000;
    if (fault->kind == FAULT_NOT_ALLOWED && fault->schema->constant != NULL)
        return 100;
    if (fault->kind == FAULT_REFUSED)
        return 50;
    if (fault->kind == FAULT_MISSING_KEY || fault->kind == FAULT_UNKNOWN_KEY)
        return 5;
    return fault->kind == FAULT_TYPE ? 4 : 3;
}

size_t faults_distance(const struct faults *faults, const struct keur_value *value)
{
    size_t distance = 0;

    for (size_t i = 0; i < faults->count; i++)
        distance += weight(&faults->items[i], value);
    return distance;
}

/* Keywords that may have asked for it, the likeliest first. */
static const char *const keywords_of[][6] = {
    [FAULT_EMPTY] = {"minItems", "minLength", "pattern", "required", "enum", "type"},
    [FAULT_TYPE] = {"type", "anyOf", "oneOf"},
    [FAULT_NOT_ALLOWED] = {"enum", "const", "keur-values", "anyOf", "oneOf"},
    [FAULT_PATTERN] = {"pattern"},
    [FAULT_TOO_SHORT] = {"minLength"},
    [FAULT_TOO_LONG] = {"maxLength"},
    [FAULT_FORMAT] = {"format"},
    [FAULT_TOO_SMALL] = {"minimum", "exclusiveMinimum"},
    [FAULT_TOO_LARGE] = {"maximum", "exclusiveMaximum"},
    [FAULT_NO_MULTIPLE] = {"multipleOf"},
    [FAULT_TOO_FEW] = {"minItems"},
    [FAULT_TOO_MANY] = {"maxItems", "items", "unevaluatedItems"},
    [FAULT_REPEATED] = {"uniqueItems"},
    [FAULT_CONTAINS_FEW] = {"minContains", "contains"},
    [FAULT_CONTAINS_MANY] = {"maxContains"},
    [FAULT_FEW_KEYS] = {"minProperties"},
    [FAULT_MANY_KEYS] = {"maxProperties"},
    [FAULT_MISSING_KEY] = {"required", "dependentRequired"},
    [FAULT_UNKNOWN_KEY] = {"additionalProperties", "unevaluatedProperties"},
    [FAULT_KEY_NAME] = {"pattern", "enum"},
    [FAULT_REFUSED] = {"not"},
    [FAULT_SEVERAL] = {"oneOf"},
    [FAULT_WORDS] = {"keur-max-words"},
    [FAULT_PERIOD] = {"keur-final-period"},
    [FAULT_FILE_NAME] = {"keur-file-name"},
    [FAULT_PATH] = {"keur-path"},
    [FAULT_ENDLESS] = {NULL},
};

/* The place in the schema: a keyword, the item of `required` that names the key, else all of it. */
static const struct keur_value *place_in_schema(const struct fault *fault)
{
    const char *const *keywords = keywords_of[fault->kind];
    const struct keur_value *found = NULL;

    for (size_t i = 0; i < 6 && keywords[i] != NULL && found == NULL; i++)
        found = keur_value_find(fault->schema->source, keywords[i]);
    if (found == NULL)
        return fault->schema->source;
    if (fault->kind != FAULT_MISSING_KEY)
        return found;
    const struct keur_value *item = found->first_child;
    while (item != NULL && !keur_text_equals(item->text, fault->key))
        item = item->next;
    if (item != NULL)
        return item;
    const struct keur_value *template = keur_value_find(fault->schema->source, "keur-template");
    return template != NULL ? template : found;
}

struct keur_details fault_details_edit(keur_run *run, const struct fault *fault,
                                       const struct keur_edit *edit)
{
    struct keur_details details = {
        .size = sizeof(details), .edits = edit, .edit_count = edit != NULL};
    const struct keur_value *place = place_in_schema(fault);
    struct keur_text path = keur_setup_path(place);
    struct keur_related *related = keur_allocate(run, sizeof(*related));

    if (path.length == 0)
        return details;
    *related = (struct keur_related){
        .path = path, .span = value_place(place), .message = {"the schema asks for it here", 27}};
    details.related = related;
    details.related_count = 1;
    return details;
}

struct keur_details fault_details(keur_run *run, const struct fault *fault)
{
    return fault_details_edit(run, fault, NULL);
}

struct keur_text schema_words(const struct schema *schema)
{
    return schema->title.length > 0 ? schema->title : schema->description;
}
