/* frontmatter/final-period: text that is no sentence does not end like one. */
#include "frontmatter.h"
#include "judge.h"
#include "value.h"

/* The period in the source, before a closing quote; empty where that takes a closer look. */
static struct keur_span period_of(const keur_document *document, const struct keur_value *value)
{
    struct keur_span span = value->span;

    if (value->style == KEUR_SINGLE_QUOTED || value->style == KEUR_DOUBLE_QUOTED)
        span.end--;
    else if (value->style != KEUR_PLAIN)
        return (struct keur_span){0, 0};
    span.begin = span.end - 1;
    bool is_period = text_equals_word(keur_slice(document, span), ".");
    return is_period ? span : (struct keur_span){0, 0};
}

static void report(keur_run *run, const keur_document *document, const struct fault *fault)
{
    const struct keur_value *value = fault->value;
    struct keur_edit edit = {
        .span = period_of(document, value), .replacement = {"", 0}, .safety = KEUR_SAFE};
    bool has_edit = edit.span.end > edit.span.begin;
    struct keur_details details = fault_details_edit(run, fault, has_edit ? &edit : NULL);

    keur_report_details(run, has_edit ? edit.span : value->span, &details,
                        "\"%.*s\" ends in a period; leave it out",
                        KEUR_ARGUMENT(value_name(value)));
}

static void check(keur_run *run, const keur_document *document)
{
    judge(run, document, 1U << FAULT_PERIOD, report);
}

const struct keur_check check_final_period = {
    .size = sizeof(struct keur_check),
    .id = "frontmatter/final-period",
    .summary = "Titles and the like do not end in a period, where keur-final-period says so.",
    .run = check,
};
