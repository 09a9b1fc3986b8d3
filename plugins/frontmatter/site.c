#include "site.h"

#include <string.h>

#include "evaluate.h"
#include "value.h"

/* Only plain scalars are read as anything but text; nearly all words are seen to be text at once.
 */
static bool may_be_read_otherwise(const struct keur_value *value)
{
    if (value->kind > KEUR_STRING || value->style != KEUR_PLAIN || value->text.length == 0)
        return false;
    return value->kind != KEUR_STRING || value->yaml11_kind != KEUR_STRING ||
           strchr("0123456789=<", value->text.bytes[0]) != NULL;
}

/* Floats and the like are to both what they are to one, and so are whole numbers to base ten. */
static bool is_read_alike(const struct keur_value *value)
{
    char first = value->text.bytes[0];

    return value->kind == value->yaml11_kind && value->kind != KEUR_STRING &&
           (value->kind != KEUR_INTEGER || (first >= '1' && first <= '9'));
}

static const struct fault *fault_at(const struct faults *faults, const struct keur_value *value)
{
    for (size_t i = 0; i < faults->count; i++) {
        const struct fault *fault = &faults->items[i];
        if (fault_is_about_value(fault) && fault->value->span.begin == value->span.begin)
            return fault;
    }
    return NULL;
}

/* Read in two ways, or by both as something that is not what stands there, against the schema. */
static bool is_candidate(const struct site_value *candidate, const struct faults *faults)
{
    if (!reading_equals(candidate->site, candidate->core))
        return true;
    return candidate->site.kind != READING_NOTHING &&
           !keur_text_equals(candidate->site.shown, candidate->value->text) &&
           fault_at(faults, candidate->value) != NULL;
}

static struct site_values candidates_of(keur_run *run, const struct keur_value *root,
                                        const struct faults *faults)
{
    struct site_values found = {NULL, 0};
    size_t capacity = 0;

    for (const struct keur_value *value = root; value != NULL; value = value_following(value)) {
        if (!may_be_read_otherwise(value) || value_is_elsewhere(value) ||
            (is_read_alike(value) && fault_at(faults, value) == NULL))
            continue;
        struct site_value candidate = {
            .value = value, .site = reading_site(run, value), .core = reading_core(run, value)};
        if (!is_candidate(&candidate, faults))
            continue;
        if (found.count == capacity) {
            capacity = capacity == 0 ? 8 : capacity * 2;
            struct site_value *items = keur_allocate(run, capacity * sizeof(*items));
            if (found.count > 0)
                memcpy(items, found.items, found.count * sizeof(*items));
            found.items = items;
        }
        found.items[found.count++] = candidate;
    }
    return found;
}

/* ---- The same values, read otherwise --------------------------------------------------- */

/* As the site reads them: a date is of no kind that JSON has. */
static struct keur_value as_site(const struct site_value *candidate)
{
    struct keur_value value = *candidate->value;

    value.kind = candidate->value->yaml11_kind;
    if (candidate->site.kind == READING_DATE)
        value.kind = 0;
    else
        value.text = candidate->site.shown;
    return value;
}

static struct keur_value as_text(const struct site_value *candidate)
{
    struct keur_value value = *candidate->value;

    value.kind = KEUR_STRING;
    return value;
}

typedef struct keur_value stand_in_maker(const struct site_value *candidate);

/* What the schemas say of the candidates, read so. */
static struct faults *faults_as(keur_run *run, const struct site_scene *scene,
                                const struct site_values *candidates, stand_in_maker *make)
{
    struct faults *faults = keur_allocate(run, sizeof(*faults));
    struct keur_value *items = keur_allocate(run, candidates->count * sizeof(*items));
    const struct stand_ins stand_ins = {items, candidates->count};

    for (size_t i = 0; i < candidates->count; i++)
        items[i] = make(&candidates->items[i]);
    for (size_t i = 0; i < scene->schema_count; i++)
        evaluate_as(run, scene->schemas[i], scene->root, &stand_ins, faults);
    return faults;
}

/* ---- What is wrong with them --------------------------------------------------------------- */

/* `format: date` asks for a date: of one in quotes the site makes text, which is worse. */
static bool wants_date(const struct fault *fault)
{
    const struct keur_value *format = keur_value_find(fault->schema->source, "format");

    return format != NULL &&
           (text_equals_word(format->text, "date") || text_equals_word(format->text, "date-time"));
}

/* 0 when nothing is. */
static enum site_trouble trouble_of(struct site_value *candidate, const struct fault *site,
                                    const struct fault *core, const struct fault *text)
{
    bool is_same = reading_equals(candidate->site, candidate->core);

    if (candidate->site.kind == READING_FAILURE)
        return SITE_FAILS;
    candidate->fault = site != NULL ? site : core;
    if (candidate->site.kind == READING_DATE && (site == NULL || wants_date(site)))
        return 0;
    if (site != NULL && text == NULL)
        return SITE_LOSES_TEXT;
    if (is_same)
        return 0;
    if (core != NULL && text == NULL)
        return SITE_KEEPS_TEXT;
    if (core != NULL && site == NULL)
        return SITE_READS_AS_ASKED;
    if (core != NULL && site != NULL) /* whatever reads it: other rules tell what is wanted */
        return 0;
    return text != NULL ? SITE_TWO_NUMBERS : SITE_TWO_READINGS;
}

struct site_values site_values_find(keur_run *run, const struct site_scene *scene)
{
    struct site_values candidates = candidates_of(run, scene->root, scene->faults);
    size_t kept = 0;

    if (candidates.count == 0)
        return candidates;
    const struct faults *site = faults_as(run, scene, &candidates, as_site);
    const struct faults *text = faults_as(run, scene, &candidates, as_text);
    for (size_t i = 0; i < candidates.count; i++) {
        struct site_value candidate = candidates.items[i];
        const struct keur_value *value = candidate.value;
        candidate.trouble = trouble_of(&candidate, fault_at(site, value),
                                       fault_at(scene->faults, value), fault_at(text, value));
        if (candidate.trouble != 0)
            candidates.items[kept++] = candidate;
    }
    candidates.count = kept;
    return candidates;
}
