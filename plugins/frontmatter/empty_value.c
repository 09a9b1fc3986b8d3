/* frontmatter/empty-value: a key or list item that needs a value has one. */
#include "frontmatter.h"
#include "judge.h"
#include "rewrite.h"
#include "value.h"

static void report_item(keur_run *run, const keur_document *document, const struct fault *fault)
{
    const struct keur_value *value = fault->value;
    struct keur_edit edit;
    struct keur_details details = fault_details_edit(run, fault, &edit);
    struct keur_span place = value->span;

    details.edit_count = 0;
    if (rewrite_without_item(document, value, &edit)) {
        edit.safety = KEUR_UNSAFE; /* a value may still have to be filled in */
        details.edit_count = value->parent->child_count > 1;
        place = keur_line(document, keur_line_at(document, value->span.begin));
    }
    keur_report_details(run, place, &details,
                        "empty item in the list \"%.*s\": fill it in or remove it",
                        KEUR_ARGUMENT(value_name(value)));
}

static void report(keur_run *run, const keur_document *document, const struct fault *fault)
{
    const struct keur_value *value = fault->value;
    struct keur_details details = fault_details(run, fault);

    if (value->parent != NULL && value->parent->kind == KEUR_SEQUENCE)
        report_item(run, document, fault);
    else if (value->kind == KEUR_SEQUENCE)
        keur_report_details(run, value_place(value), &details,
                            "the list \"%.*s\" is empty; at least %lld must stand in it",
                            KEUR_ARGUMENT(value_name(value)), (long long)fault->schema->min_items);
    else
        keur_report_details(run, value_place(value), &details, "key \"%.*s\" has no value",
                            KEUR_ARGUMENT(value_name(value)));
}

static void check(keur_run *run, const keur_document *document)
{
    judge(run, document, 1U << FAULT_EMPTY, report);
}

const struct keur_check check_empty_value = {
    .size = sizeof(struct keur_check),
    .id = "frontmatter/empty-value",
    .summary = "Keys and list items that need a value have one.",
    .run = check,
};
