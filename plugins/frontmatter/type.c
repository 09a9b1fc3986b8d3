/* frontmatter/type: a value is of the kind that the schema asks for. */
#include "evaluate.h"
#include "frontmatter.h"
#include "judge.h"
#include "rewrite.h"
#include "value.h"

/* In the words of somebody who writes front matter. */
static const struct keur_text kind_names[] = {
    [KEUR_NULL] = {"nothing", 7},
    [KEUR_BOOLEAN] = {"true or false", 13},
    [KEUR_INTEGER] = {"a whole number", 14},
    [KEUR_FLOAT] = {"a number", 8},
    [KEUR_STRING] = {"text", 4},
    [KEUR_SEQUENCE] = {"a list", 6},
    [KEUR_MAPPING] = {"a group of keys", 15},
};
enum { KIND_COUNT = sizeof(kind_names) / sizeof(kind_names[0]) };

static struct keur_text expected_kinds(keur_run *run, unsigned kinds)
{
    struct keur_text joined = {"", 0};

    if ((kinds & 1U << KEUR_FLOAT) != 0) /* every number is allowed */
        kinds &= ~(1U << KEUR_INTEGER);
    for (size_t kind = KEUR_NULL; kind < KIND_COUNT; kind++) {
        if ((kinds & 1U << kind) == 0)
            continue;
        joined = joined.length == 0 ? kind_names[kind]
                                    : keur_format(run, "%.*s or %.*s", KEUR_ARGUMENT(joined),
                                                  KEUR_ARGUMENT(kind_names[kind]));
    }
    return joined;
}

/* A number or a truth value where text is expected: it only lacks its quotes. */
static bool quoted(keur_run *run, const keur_document *document, const struct fault *fault,
                   struct keur_edit *ret_edit)
{
    struct keur_value text = *fault->value;

    text.kind = KEUR_STRING;
    if (text.kind == fault->value->kind || fault->value->kind >= KEUR_SEQUENCE ||
        fault->value->kind == KEUR_NULL || text.style != KEUR_PLAIN ||
        !evaluate(run, fault->schema, &text))
        return false;
    *ret_edit = (struct keur_edit){
        .span = text.span,
        .replacement = keur_format(run, "\"%.*s\"", KEUR_ARGUMENT(keur_slice(document, text.span))),
        .safety = KEUR_SAFE};
    return true;
}

/* One value, or several between commas, where a list is expected. */
static void report_scalar(keur_run *run, const keur_document *document, const struct fault *fault)
{
    const struct keur_value *value = fault->value;
    const struct schema *items = fault->schema->items;
    struct keur_text name = value_name(value);
    struct keur_text source = value_shorten(run, value->text);
    struct keur_edit edit;
    struct keur_details details = fault_details_edit(run, fault, &edit);

    details.edit_count = rewrite_as_list(run, document, value, items, &edit) ? 1 : 0;
    if (details.edit_count == 1 && items != NULL &&
        !rewrite_is_accepted(run, items, value, value->text))
        keur_report_details(
            run, value->span, &details,
            "\"%.*s\" must be a list, and commas do not make one of \"%.*s\": write "
            "each value behind \"- \" on a line of its own",
            KEUR_ARGUMENT(name), KEUR_ARGUMENT(source));
    else
        keur_report_details(
            run, value->span, &details,
            "\"%.*s\" must be a list, also for one value: write \"- %.*s\" on a line "
            "of its own",
            KEUR_ARGUMENT(name), KEUR_ARGUMENT(source));
}

static void report_kind(keur_run *run, const struct fault *fault)
{
    const struct keur_value *value = fault->value;
    struct keur_text name = value_name(value);
    struct keur_text expected = expected_kinds(run, fault->schema->kinds);
    struct keur_details details = fault_details(run, fault);

    if (value->kind == KEUR_NULL)
        keur_report_details(
            run, value->span, &details, "\"%.*s\" must be %.*s, and \"%.*s\" stands for nothing",
            KEUR_ARGUMENT(name), KEUR_ARGUMENT(expected), KEUR_ARGUMENT(value->text));
    else
        keur_report_details(run, value_place(value), &details, "\"%.*s\" must be %.*s, not %.*s",
                            KEUR_ARGUMENT(name), KEUR_ARGUMENT(expected),
                            KEUR_ARGUMENT(kind_names[value->kind]));
}

static void report(keur_run *run, const keur_document *document, const struct fault *fault)
{
    const struct keur_value *value = fault->value;
    struct keur_edit edit = {.safety = KEUR_SAFE};
    struct keur_details details = fault_details_edit(run, fault, &edit);

    if (quoted(run, document, fault, &edit))
        keur_report_details(
            run, value->span, &details, "\"%.*s\" must be text, and %.*s is %.*s: put it in quotes",
            KEUR_ARGUMENT(value_name(value)), KEUR_ARGUMENT(value_shorten(run, value->text)),
            KEUR_ARGUMENT(kind_names[value->kind]));
    else if ((fault->schema->kinds & 1U << KEUR_SEQUENCE) != 0 && value->kind < KEUR_SEQUENCE)
        report_scalar(run, document, fault);
    else
        report_kind(run, fault);
}

static void check(keur_run *run, const keur_document *document)
{
    judge(run, document, 1U << FAULT_TYPE, report);
}

const struct keur_check check_type = {
    .size = sizeof(struct keur_check),
    .id = "frontmatter/type",
    .summary = "Values are of the kind that the schema asks for: text, list, number.",
    .run = check,
};
