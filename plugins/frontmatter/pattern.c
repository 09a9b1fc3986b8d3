/* frontmatter/pattern: text has the form that the schema describes. */
#include "frontmatter.h"
#include "judge.h"
#include "rewrite.h"
#include "value.h"

static bool report_stray(keur_run *run, const struct fault *fault)
{
    const struct keur_value *value = fault->value;
    struct keur_text clean = rewrite_clean(value->text);
    struct keur_edit edit;
    struct keur_details details = fault_details_edit(run, fault, &edit);

    if (clean.length == value->text.length ||
        !rewrite_is_accepted(run, fault->schema, value, clean))
        return false;
    details.edit_count = rewrite_text(run, value, NULL, clean, &edit) ? 1 : 0;
    keur_report_details(
        run, value->span, &details,
        rewrite_drops_comma(value->text) ? "\"%.*s\" ends in a comma; write \"%.*s\""
                                         : "\"%.*s\" has white space around it; write \"%.*s\"",
        KEUR_ARGUMENT(value_shorten(run, value->text)), KEUR_ARGUMENT(value_shorten(run, clean)));
    return true;
}

static void report(keur_run *run, const keur_document *document, const struct fault *fault)
{
    struct keur_details details = fault_details(run, fault);
    const struct schema *schema = fault->schema;
    struct keur_text text = value_shorten(run, fault->value->text);
    struct keur_text name = value_name(fault->value);

    (void)document;
    if (report_stray(run, fault))
        return;
    if (schema->description.length > 0)
        keur_report_details(run, fault->value->span, &details,
                            "\"%.*s\" is not what \"%.*s\" asks for: %.*s", KEUR_ARGUMENT(text),
                            KEUR_ARGUMENT(name), KEUR_ARGUMENT(schema->description));
    else
        keur_report_details(run, fault->value->span, &details,
                            "\"%.*s\" does not match the pattern of \"%.*s\": %.*s",
                            KEUR_ARGUMENT(text), KEUR_ARGUMENT(name),
                            KEUR_ARGUMENT(schema->pattern_source));
}

static void check(keur_run *run, const keur_document *document)
{
    judge(run, document, 1U << FAULT_PATTERN, report);
}

const struct keur_check check_pattern = {
    .size = sizeof(struct keur_check),
    .id = "frontmatter/pattern",
    .summary = "Text has the form that the schema describes.",
    .run = check,
};
