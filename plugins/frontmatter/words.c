/* frontmatter/words: text has no more words than the schema allows. */
#include "extension.h"
#include "frontmatter.h"
#include "judge.h"
#include "value.h"

static void report(keur_run *run, const keur_document *document, const struct fault *fault)
{
    const struct keur_value *value = fault->value;
    struct keur_details details = fault_details(run, fault);

    (void)document;
    keur_report_details(run, value->span, &details,
                        "\"%.*s\" has %zu words, and may have at most %lld",
                        KEUR_ARGUMENT(value_name(value)), value_words(value),
                        (long long)fault->schema->extension->max_words);
}

static void check(keur_run *run, const keur_document *document)
{
    judge(run, document, 1U << FAULT_WORDS, report);
}

const struct keur_check check_words = {
    .size = sizeof(struct keur_check),
    .id = "frontmatter/words",
    .summary = "Text has no more words than the schema's keur-max-words.",
    .run = check,
};
