/* frontmatter/file-name: the name of the file begins as a value says. */
#include "extension.h"
#include "frontmatter.h"
#include "judge.h"
#include "value.h"

static struct keur_text name_of(struct keur_text path)
{
    size_t begin = path.length;

    while (begin > 0 && path.bytes[begin - 1] != '/')
        begin--;
    return (struct keur_text){path.bytes + begin, path.length - begin};
}

static void report(keur_run *run, const keur_document *document, const struct fault *fault)
{
    const struct keur_value *value = fault->value;
    struct keur_details details = fault_details(run, fault);
    struct keur_span match;

    if (!keur_match(fault->schema->extension->name_part, value->text, 0, &match))
        return;
    struct keur_text part = {value->text.bytes + match.begin, match.end - match.begin};
    keur_report_details(run, value->span, &details,
                        "by its \"%.*s\" the name of this file begins with \"%.*s-\", and it is "
                        "\"%.*s\"; rename the file, or mend the \"%.*s\"",
                        KEUR_ARGUMENT(value_name(value)), KEUR_ARGUMENT(part),
                        KEUR_ARGUMENT(name_of(keur_path(document))),
                        KEUR_ARGUMENT(value_name(value)));
}

static void check(keur_run *run, const keur_document *document)
{
    judge(run, document, 1U << FAULT_FILE_NAME, report);
}

const struct keur_check check_file_name = {
    .size = sizeof(struct keur_check),
    .id = "frontmatter/file-name",
    .summary = "The name of a file agrees with the value that the schema's keur-file-name names.",
    .run = check,
};
