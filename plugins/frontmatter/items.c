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

/* A count that the schema limits. */
static void report_count(keur_run *run, const struct fault *fault)
{
    struct keur_details details = fault_details(run, fault);
    const struct keur_value *value = fault->value;
    const struct schema *schema = fault->schema;
    struct keur_text name = value_name(value);
    struct keur_span place = value_place(value);
    size_t most = schema->max_items >= 0 ? (size_t)schema->max_items : schema->prefix.count;

    if (fault->kind == FAULT_TOO_FEW)
        keur_report_details(run, place, &details,
                            "the list \"%.*s\" holds %zu, and needs at least %lld",
                            KEUR_ARGUMENT(name), value->child_count, (long long)schema->min_items);
    else if (fault->kind == FAULT_TOO_MANY)
        keur_report_details(run, place, &details,
                            "the list \"%.*s\" holds %zu, and may hold at most %zu",
                            KEUR_ARGUMENT(name), value->child_count, most);
    else if (fault->kind == FAULT_FEW_KEYS)
        keur_report_details(
            run, place, &details,
            value->child_count == 1 ? "\"%.*s\" has %zu key, and needs at least %lld"
                                    : "\"%.*s\" has %zu keys, and needs at least %lld",
            KEUR_ARGUMENT(name), value->child_count, (long long)schema->min_properties);
    else
        keur_report_details(
            run, place, &details,
            value->child_count == 1 ? "\"%.*s\" has %zu key, and may have at most %lld"
                                    : "\"%.*s\" has %zu keys, and may have at most %lld",
            KEUR_ARGUMENT(name), value->child_count, (long long)schema->max_properties);
}

/* The items that a list must contain, or must not have more of. */
static void report_contains(keur_run *run, const struct fault *fault)
{
    struct keur_details details = fault_details(run, fault);
    const struct schema *schema = fault->schema;
    struct keur_text words = schema_words(schema->contains);
    struct keur_text name = value_name(fault->value);
    struct keur_span place = value_place(fault->value);
    long long least = schema->min_contains < 0 ? 1 : (long long)schema->min_contains;

    if (words.length == 0 && schema->contains->constant != NULL)
        words = schema->contains->constant->text;
    if (words.length == 0)
        words = (struct keur_text){"of the kind that the schema describes", 37};
    if (fault->kind == FAULT_CONTAINS_FEW)
        keur_report_details(run, place, &details,
                            "the list \"%.*s\" needs at least %lld of this: %.*s",
                            KEUR_ARGUMENT(name), least, KEUR_ARGUMENT(words));
    else
        keur_report_details(run, place, &details,
                            "the list \"%.*s\" holds %zu of this, and may hold %lld: %.*s",
                            KEUR_ARGUMENT(name), fault->count, (long long)schema->max_contains,
                            KEUR_ARGUMENT(words));
}

static void report(keur_run *run, const keur_document *document, const struct fault *fault)
{
    if (fault->kind == FAULT_REPEATED)
        report_repeated(run, document, fault);
    else if (fault->kind == FAULT_CONTAINS_FEW || fault->kind == FAULT_CONTAINS_MANY)
        report_contains(run, fault);
    else
        report_count(run, fault);
}

static void check(keur_run *run, const keur_document *document)
{
    judge(run, document,
          1U << FAULT_TOO_FEW | 1U << FAULT_TOO_MANY | 1U << FAULT_REPEATED |
              1U << FAULT_CONTAINS_FEW | 1U << FAULT_CONTAINS_MANY | 1U << FAULT_FEW_KEYS |
              1U << FAULT_MANY_KEYS,
          report);
}

const struct keur_check check_items = {
    .size = sizeof(struct keur_check),
    .id = "frontmatter/items",
    .summary = "Lists are as long as the schema asks, and name nothing twice.",
    .run = check,
};
