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

/* Title or description that the schema gives the key. */
static struct keur_text words_of(const struct fault *fault)
{
    const struct schema_property *property = schema_property_find(fault->schema, fault->key);

    if (property == NULL)
        return (struct keur_text){"", 0};
    return property->schema->title.length > 0 ? property->schema->title
                                              : property->schema->description;
}

/* At the block's end, where the key can be added; of an inner mapping, at its key. */
static struct keur_span place_of(const keur_document *document, const struct fault *fault)
{
    return fault->value->parent == NULL ? keur_front_matter(document)->closing
                                        : value_place(fault->value);
}

static void report(keur_run *run, const keur_document *document, const struct fault *fault)
{
    const struct keur_value *misspelt = find_misspelt(fault);
    struct keur_text what = words_of(fault);
    struct keur_text key = fault->key;
    struct keur_span place = place_of(document, fault);

    if (misspelt != NULL) {
        report_misspelt(run, fault, misspelt);
        return;
    }
    if (fault->reason.length > 0)
        keur_report(run, place, "key \"%.*s\" is missing: \"%.*s\" needs it", KEUR_ARGUMENT(key),
                    KEUR_ARGUMENT(fault->reason));
    else if (what.length > 0)
        keur_report(run, place, "required key \"%.*s\" is missing: %.*s", KEUR_ARGUMENT(key),
                    KEUR_ARGUMENT(what));
    else
        keur_report(run, place, "required key \"%.*s\" is missing", KEUR_ARGUMENT(key));
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
