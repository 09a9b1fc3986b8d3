/* frontmatter/allowed-value: a value is one of those that the schema lists. */
#include "extension.h"
#include "frontmatter.h"
#include "joined_items.h"
#include "judge.h"
#include "rewrite.h"
#include "value.h"

struct candidates {
    const struct keur_value **values;
    struct keur_text *texts;
    size_t count;
};

static void candidates_add(struct candidates *candidates, const struct keur_value *value)
{
    if (value->kind >= KEUR_SEQUENCE)
        return;
    candidates->values[candidates->count] = value;
    candidates->texts[candidates->count++] = value->text;
}

/* Of one schema: `const`, or else `enum`. */
static void candidates_add_all(struct candidates *candidates, const struct schema *schema)
{
    const struct keur_value *allowed = schema->allowed;

    if (schema->constant != NULL)
        candidates_add(candidates, schema->constant);
    else if (allowed != NULL)
        for (allowed = allowed->first_child; allowed != NULL; allowed = allowed->next)
            candidates_add(candidates, allowed);
}

/* All that the schema takes: its own values, and those of the branches of anyOf and oneOf. */
static struct candidates candidates_of(keur_run *run, const struct schema *schema)
{
    const struct schemas *lists[] = {&schema->any_of, &schema->one_of};
    size_t size = 1 + (schema->allowed == NULL ? 0 : schema->allowed->child_count);

    for (size_t i = 0; i < 2; i++) {
        for (size_t j = 0; j < lists[i]->count; j++) {
            const struct schema *branch = schema_head(lists[i]->items[j]);
            size += 1 + (branch->allowed == NULL ? 0 : branch->allowed->child_count);
        }
    }
    struct keur_texts kept = {NULL, 0};
    if (schema->extension != NULL && schema->extension->values != NULL)
        kept = extension_values(run, schema->extension->values);
    size += kept.count;
    struct candidates candidates = {
        .values = keur_allocate(run, size * sizeof(const struct keur_value *)),
        .texts = keur_allocate(run, size * sizeof(struct keur_text))};
    candidates_add_all(&candidates, schema);
    for (size_t i = 0; i < 2; i++) {
        for (size_t j = 0; j < lists[i]->count; j++)
            candidates_add_all(&candidates, schema_head(lists[i]->items[j]));
    }
    for (size_t i = 0; i < kept.count; i++)
        candidates.texts[candidates.count++] = kept.items[i];
    return candidates;
}

enum likeness { UNLIKE = 0, STRAY, CASE, NEAR };

static enum likeness find_meant(keur_run *run, const struct candidates *candidates,
                                struct keur_text text, size_t *ret_index)
{
    struct keur_text clean = rewrite_clean(text);
    struct keur_text folded = keur_fold(run, clean);

    for (size_t i = 0; i < candidates->count; i++) {
        *ret_index = i;
        if (keur_text_equals(clean, candidates->texts[i]))
            return STRAY;
        if (keur_text_equals(folded, keur_fold(run, candidates->texts[i])))
            return CASE;
    }
    ptrdiff_t near = keur_nearest(clean, candidates->texts, candidates->count);
    *ret_index = near < 0 ? 0 : (size_t)near;
    return near < 0 ? UNLIKE : NEAR;
}

static void report_meant(keur_run *run, const struct fault *fault, enum likeness likeness,
                         const struct candidates *candidates, size_t index)
{
    const struct keur_value *meant = candidates->values[index];
    struct keur_text word = candidates->texts[index];
    const struct keur_value *value = fault->value;
    struct keur_text name = value_name(value);
    struct keur_text text = value_shorten(run, value->text);
    struct keur_edit edit = {.safety = KEUR_SAFE};
    struct keur_details details = fault_details_edit(run, fault, &edit);

    details.edit_count = rewrite_text(run, value, meant, word, &edit) ? 1 : 0;
    if (likeness == NEAR &&
        !word_is_sure_slip(value->text, word, candidates->texts, candidates->count))
        edit.safety = KEUR_UNSAFE;
    if (likeness == STRAY)
        keur_report_details(run, value->span, &details,
                            rewrite_drops_comma(value->text)
                                ? "\"%.*s\" ends in a comma; write \"%.*s\""
                                : "\"%.*s\" has white space around it; write \"%.*s\"",
                            KEUR_ARGUMENT(text), KEUR_ARGUMENT(word));
    else if (likeness == CASE)
        keur_report_details(
            run, value->span, &details,
            "\"%.*s\" is no allowed value of \"%.*s\": write \"%.*s\", upper and lower "
            "case count",
            KEUR_ARGUMENT(text), KEUR_ARGUMENT(name), KEUR_ARGUMENT(word));
    else
        keur_report_details(run, value->span, &details,
                            "\"%.*s\" is no allowed value of \"%.*s\"; did you mean \"%.*s\"?",
                            KEUR_ARGUMENT(text), KEUR_ARGUMENT(name), KEUR_ARGUMENT(word));
}

static void report_unlike(keur_run *run, const struct fault *fault,
                          const struct candidates *candidates)
{
    struct keur_details details = fault_details(run, fault);
    enum { SHOWN_VALUES = 12 };
    struct keur_text name = value_name(fault->value);
    struct keur_text text = value_shorten(run, fault->value->text);

    if (fault->value->kind >= KEUR_SEQUENCE)
        keur_report_details(run, value_place(fault->value), &details,
                            "\"%.*s\" does not have an allowed value", KEUR_ARGUMENT(name));
    else if (candidates->count > 0 && candidates->count <= SHOWN_VALUES)
        keur_report_details(run, fault->value->span, &details,
                            "\"%.*s\" is no allowed value of \"%.*s\"; allowed: %.*s",
                            KEUR_ARGUMENT(text), KEUR_ARGUMENT(name),
                            KEUR_ARGUMENT(value_join(run, candidates->texts, candidates->count)));
    else
        keur_report_details(run, fault->value->span, &details,
                            "\"%.*s\" is no allowed value of \"%.*s\"", KEUR_ARGUMENT(text),
                            KEUR_ARGUMENT(name));
}

static bool report_joined(keur_run *run, const struct fault *fault)
{
    struct joined_items joined;
    struct keur_details details = fault_details(run, fault);

    if (!joined_items_find(run, fault->schema, fault->value, &joined))
        return false;
    details.edits = joined.edits;
    details.edit_count = joined.count;
    keur_report_details(run, joined.first, &details,
                        "this is part of the item above, because it is indented further; indent "
                        "the items of \"%.*s\" alike",
                        KEUR_ARGUMENT(value_name(fault->value)));
    return true;
}

static void report(keur_run *run, const keur_document *document, const struct fault *fault)
{
    if (report_joined(run, fault))
        return;
    struct candidates candidates = candidates_of(run, fault->schema);
    enum likeness likeness = UNLIKE;
    size_t index = 0;

    (void)document;
    if (fault->value->kind < KEUR_SEQUENCE)
        likeness = find_meant(run, &candidates, fault->value->text, &index);
    if (likeness == UNLIKE)
        report_unlike(run, fault, &candidates);
    else
        report_meant(run, fault, likeness, &candidates, index);
}

static void check(keur_run *run, const keur_document *document)
{
    judge(run, document, 1U << FAULT_NOT_ALLOWED, report);
}

const struct keur_check check_allowed_value = {
    .size = sizeof(struct keur_check),
    .id = "frontmatter/allowed-value",
    .summary = "Values are among those that the schema lists.",
    .run = check,
};
