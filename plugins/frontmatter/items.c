/* frontmatter/items: lists are as long as the schema asks, and without repetitions. */
#include "frontmatter.h"
#include "judge.h"
#include "rewrite.h"
#include "value.h"

static void report_repeated(keur_run *run, const keur_document *document, const struct fault *fault)
{
    const struct keur_value *value = fault->value;
    struct keur_edit edit;
    struct keur_related related = {.span = fault->related->span,
                                   .message = {"it stands here first", 20}};
    struct keur_details details = {
        .size = sizeof(details), .edits = &edit, .related = &related, .related_count = 1};

    details.edit_count = rewrite_without_item(document, value, &edit) ? 1 : 0;
    if (value->kind < KEUR_SEQUENCE)
        keur_report_details(run, value->span, &details,
                            "\"%.*s\" stands in the list \"%.*s\" twice; remove one of them",
                            KEUR_ARGUMENT(value_shorten(run, value->text)),
                            KEUR_ARGUMENT(value_name(value)));
    else
        keur_report_details(run, value->span, &details,
                            "this item stands in the list \"%.*s\" twice; remove one of them",
                            KEUR_ARGUMENT(value_name(value)));
}

static void report(keur_run *run, const keur_document *document, const struct fault *fault)
{
    const struct keur_value *value = fault->value;
    struct keur_text name = value_name(value);

    if (fault->kind == FAULT_REPEATED)
        report_repeated(run, document, fault);
    else if (fault->kind == FAULT_TOO_FEW)
        keur_report(run, value_place(value),
                    "the list \"%.*s\" holds %zu, and needs at least "
                    "%lld",
                    KEUR_ARGUMENT(name), value->child_count, (long long)fault->schema->min_items);
    else
        keur_report(run, value_place(value),
                    "the list \"%.*s\" holds %zu, and may hold at most "
                    "%lld",
                    KEUR_ARGUMENT(name), value->child_count, (long long)fault->schema->max_items);
}

static void check(keur_run *run, const keur_document *document)
{
    judge(run, document, 1U << FAULT_TOO_FEW | 1U << FAULT_TOO_MANY | 1U << FAULT_REPEATED, report);
}

const struct keur_check check_items = {
    .size = sizeof(struct keur_check),
    .id = "frontmatter/items",
    .summary = "Lists are as long as the schema asks, and name nothing twice.",
    .run = check,
};
