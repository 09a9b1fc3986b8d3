/* frontmatter/number: numbers lie where the schema wants them. */
#include "frontmatter.h"
#include "judge.h"
#include "value.h"

/* As the schema writes it; `least` and the like are there or not. */
static struct keur_text written(const struct schema *schema, const char *keyword)
{
    const struct keur_value *value = keur_value_find(schema->source, keyword);

    return value == NULL ? (struct keur_text){"", 0} : value->text;
}

/* Of an inclusive and an exclusive limit, the one that the number breaks. */
static void report_limit(keur_run *run, const struct fault *fault, const char *inclusive,
                         const char *exclusive)
{
    struct keur_details details = fault_details(run, fault);
    const struct keur_value *value = fault->value;
    bool is_small = fault->kind == FAULT_TOO_SMALL;
    const struct decimal *limit = is_small ? fault->schema->minimum : fault->schema->maximum;
    struct decimal number;

    decimal_read(value, &number);
    bool breaks_inclusive = limit != NULL && (is_small ? decimal_compare(&number, limit) < 0
                                                       : decimal_compare(&number, limit) > 0);
    if (breaks_inclusive)
        keur_report_details(run, value->span, &details,
                            is_small ? "\"%.*s\" must be %.*s or more, not %.*s"
                                     : "\"%.*s\" must be %.*s or less, not %.*s",
                            KEUR_ARGUMENT(value_name(value)),
                            KEUR_ARGUMENT(written(fault->schema, inclusive)),
                            KEUR_ARGUMENT(value->text));
    else
        keur_report_details(run, value->span, &details,
                            is_small ? "\"%.*s\" must be more than %.*s, not %.*s"
                                     : "\"%.*s\" must be less than %.*s, not %.*s",
                            KEUR_ARGUMENT(value_name(value)),
                            KEUR_ARGUMENT(written(fault->schema, exclusive)),
                            KEUR_ARGUMENT(value->text));
}

static void report(keur_run *run, const keur_document *document, const struct fault *fault)
{
    struct keur_details details = fault_details(run, fault);
    const struct keur_value *value = fault->value;

    (void)document;
    if (fault->kind == FAULT_TOO_SMALL)
        report_limit(run, fault, "minimum", "exclusiveMinimum");
    else if (fault->kind == FAULT_TOO_LARGE)
        report_limit(run, fault, "maximum", "exclusiveMaximum");
    else
        keur_report_details(
            run, value->span, &details, "\"%.*s\" must be a multiple of %.*s, and %.*s is none",
            KEUR_ARGUMENT(value_name(value)), KEUR_ARGUMENT(written(fault->schema, "multipleOf")),
            KEUR_ARGUMENT(value->text));
}

static void check(keur_run *run, const keur_document *document)
{
    judge(run, document, 1U << FAULT_TOO_SMALL | 1U << FAULT_TOO_LARGE | 1U << FAULT_NO_MULTIPLE,
          report);
}

const struct keur_check check_number = {
    .size = sizeof(struct keur_check),
    .id = "frontmatter/number",
    .summary = "Numbers lie within the limits of the schema.",
    .run = check,
};
