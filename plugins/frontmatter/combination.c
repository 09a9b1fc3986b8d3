/* frontmatter/combination: a value fits the schemas that exclude each other, or others. */
#include "frontmatter.h"
#include "judge.h"
#include "value.h"

/* What the schema says in words about what it refuses. */
static struct keur_text words_of(const struct schema *schema)
{
    const struct schema *refused = schema->not_schema;

    if (schema->description.length > 0)
        return schema->description;
    if (refused != NULL && refused->description.length > 0)
        return refused->description;
    return refused != NULL && refused->title.length > 0 ? refused->title : schema->title;
}

static void report_refused(keur_run *run, const struct fault *fault, struct keur_span place)
{
    struct keur_details details = fault_details(run, fault);
    struct keur_text words = words_of(fault->schema);
    struct keur_text name = value_name(fault->value);
    bool is_front_matter = fault->value->parent == NULL;

    if (is_front_matter && words.length > 0)
        keur_report_details(run, place, &details,
                            "the front matter has what the schema refuses: %.*s",
                            KEUR_ARGUMENT(words));
    else if (is_front_matter)
        keur_report_details(run, place, &details,
                            "the front matter has keys or values that the schema refuses");
    else if (words.length > 0)
        keur_report_details(run, place, &details,
                            "\"%.*s\" has a value that the schema refuses: %.*s",
                            KEUR_ARGUMENT(name), KEUR_ARGUMENT(words));
    else
        keur_report_details(run, place, &details, "\"%.*s\" has a value that the schema refuses",
                            KEUR_ARGUMENT(name));
}

static void report(keur_run *run, const keur_document *document, const struct fault *fault)
{
    struct keur_details details = fault_details(run, fault);
    const struct keur_value *value = fault->value;
    struct keur_text name = value_name(value);
    struct keur_span place = value_place(value);

    if (value->parent == NULL) /* all of it, which no single place stands for */
        place = keur_front_matter(document)->opening;
    if (fault->kind == FAULT_REFUSED)
        report_refused(run, fault, place);
    else if (fault->kind == FAULT_ENDLESS)
        keur_report_details(
            run, place, &details,
            "the schema takes too many steps to judge this front matter; it refers to "
            "itself too often");
    else if (fault->kind == FAULT_PATH)
        keur_report_details(run, place, &details,
                            "the schema is not for a document at this place in the project");
    else if (value->parent == NULL)
        keur_report_details(
            run, place, &details,
            "the front matter fits more than one of the forms that exclude each other");
    else
        keur_report_details(run, place, &details,
                            "\"%.*s\" fits more than one of the forms that exclude each other",
                            KEUR_ARGUMENT(name));
}

static void check(keur_run *run, const keur_document *document)
{
    judge(run, document,
          1U << FAULT_REFUSED | 1U << FAULT_SEVERAL | 1U << FAULT_PATH | 1U << FAULT_ENDLESS,
          report);
}

const struct keur_check check_combination = {
    .size = sizeof(struct keur_check),
    .id = "frontmatter/combination",
    .summary = "Values fit no schema that excludes them, and one where one is asked for.",
    .run = check,
};
