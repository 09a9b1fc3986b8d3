/* frontmatter/invalid-yaml: front matter is YAML. */
#include "frontmatter.h"
#include "unclosed.h"

static void check(keur_run *run, const keur_document *document)
{
    const struct keur_front_matter *front_matter = keur_front_matter(document);

    if (front_matter->state != KEUR_FRONT_MATTER_INVALID || unclosed_is(document))
        return;
    if (keur_dialect(document) == KEUR_DIALECT_PYTHON_MARKDOWN)
        keur_report(run, front_matter->error_span,
                    "%.*s (MkDocs drops all front matter then, without a word)",
                    KEUR_ARGUMENT(front_matter->error_message));
    else
        keur_report(run, front_matter->error_span, "%.*s",
                    KEUR_ARGUMENT(front_matter->error_message));
}

const struct keur_check check_invalid_yaml = {
    .size = sizeof(struct keur_check),
    .id = "frontmatter/invalid-yaml",
    .summary = "Front matter is YAML that can be read.",
    .run = check,
};
