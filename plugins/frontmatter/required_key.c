/* frontmatter/required-key: the keys that the schema requires are there. */
#include "frontmatter.h"
#include "judge.h"
#include "value.h"

/* A key that the schema does not name, and that may be this one misspelt. */
static const struct keur_value *find_misspelt(const struct fault *fault)
{
    const struct keur_value *child = fault->value->first_child;

    while (child != NULL && (!word_is_slip(child->key, fault->key) ||
                             schema_property_find(fault->schema, child->key) != NULL))
        child = child->next;
    return child;
}

static void report_misspelt(keur_run *run, const struct fault *fault,
                            const struct keur_value *misspelt)
{
    struct keur_edit edit = {
        .span = misspelt->key_span, .replacement = fault->key, .safety = KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof(details), .edits = &edit, .edit_count = 1};

    keur_report_details(run, misspelt->key_span, &details,
                        "required key \"%.*s\" is missing; is it what \"%.*s\" means?",
                        KEUR_ARGUMENT(fault->key), KEUR_ARGUMENT(misspelt->key));
}

static void report(keur_run *run, const keur_document *document, const struct fault *fault)
{
    const struct schema_property *property = schema_property_find(fault->schema, fault->key);
    const struct keur_value *misspelt = find_misspelt(fault);
    struct keur_text what = {"", 0};
    struct keur_span place = value_place(fault->value);

    if (misspelt != NULL) {
        report_misspelt(run, fault, misspelt);
        return;
    }
    if (property != NULL)
        what = property->schema->title.length > 0 ? property->schema->title
                                                  : property->schema->description;
    if (fault->value->parent == NULL) /* there the key can be added */
        place = keur_front_matter(document)->closing;
    if (what.length > 0)
        keur_report(run, place, "required key \"%.*s\" is missing: %.*s", KEUR_ARGUMENT(fault->key),
                    KEUR_ARGUMENT(what));
    else
        keur_report(run, place, "required key \"%.*s\" is missing", KEUR_ARGUMENT(fault->key));
}

static void check(keur_run *run, const keur_document *document)
{
    judge(run, document, 1U << FAULT_MISSING_KEY, report);
}

const struct keur_check check_required_key = {
    .size = sizeof(struct keur_check),
    .id = "frontmatter/required-key",
    .summary = "Front matter has the keys that the schema requires.",
    .run = check,
};
