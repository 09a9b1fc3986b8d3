/* frontmatter/length: text is as long as the schema asks. */
#include "frontmatter.h"
#include "judge.h"
#include "value.h"

static void report(keur_run *run, const keur_document *document, const struct fault *fault)
{
    struct keur_details details = fault_details(run, fault);
    const struct keur_value *value = fault->value;
    struct keur_text name = value_name(value);
    long long length = value_length(value);

    (void)document;
    if (fault->kind == FAULT_TOO_SHORT)
        keur_report_details(run, value->span, &details,
                            length == 1 ? "\"%.*s\" has %lld character, and needs at least %lld"
                                        : "\"%.*s\" has %lld characters, and needs at least %lld",
                            KEUR_ARGUMENT(name), length, (long long)fault->schema->min_length);
    else
        keur_report_details(run, value->span, &details,
                            "\"%.*s\" has %lld characters, and may have at most %lld",
                            KEUR_ARGUMENT(name), length, (long long)fault->schema->max_length);
}

static void check(keur_run *run, const keur_document *document)
{
    judge(run, document, 1U << FAULT_TOO_SHORT | 1U << FAULT_TOO_LONG, report);
}

const struct keur_check check_length = {
    .size = sizeof(struct keur_check),
    .id = "frontmatter/length",
    .summary = "Text is as long as the schema asks.",
    .run = check,
};
