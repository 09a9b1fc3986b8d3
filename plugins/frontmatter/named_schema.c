/* frontmatter/schema: a schema that a document names is there, and is one. */
#include "frontmatter.h"
#include "judge.h"

static void report(keur_run *run, const struct named_schema *named)
{
    if (named->name.length == 0)
        keur_report(run, named->span,
                    "\"$schema\" names one schema, in text: a path from this document, such as "
                    "\"../schemas/page.yaml\"");
    else
        keur_report(run, named->span, "the schema \"%.*s\" cannot be used: %.*s",
                    KEUR_ARGUMENT(named->name), KEUR_ARGUMENT(named->mistake));
}

static void check(keur_run *run, const keur_document *document)
{
    const struct judgement *judgement = judgement_of(run, document);

    for (size_t i = 0; i < judgement->named_count; i++) {
        if (judgement->named[i].schema == NULL)
            report(run, &judgement->named[i]);
    }
}

const struct keur_check check_schema = {
    .size = sizeof(struct keur_check),
    .id = "frontmatter/schema",
    .summary = "A schema that front matter names is a file of the project, and a JSON Schema.",
    .run = check,
};
