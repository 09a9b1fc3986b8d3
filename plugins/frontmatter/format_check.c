/* frontmatter/format: text is the date, the address or the like that the schema asks for. */
#include "format.h"
#include "frontmatter.h"
#include "judge.h"
#include "value.h"

static void report(keur_run *run, const keur_document *document, const struct fault *fault)
{
    const struct keur_value *value = fault->value;

    (void)document;
    keur_report(run, value->span, "\"%.*s\" is not what \"%.*s\" asks for: %s",
                KEUR_ARGUMENT(value_shorten(run, value->text)), KEUR_ARGUMENT(value_name(value)),
                fault->schema->format->example);
}

static void check(keur_run *run, const keur_document *document)
{
    judge(run, document, 1U << FAULT_FORMAT, report);
}

const struct keur_check check_format = {
    .size = sizeof(struct keur_check),
    .id = "frontmatter/format",
    .summary = "Dates, addresses and the like have their form, where the type says schema-formats.",
    .run = check,
};
