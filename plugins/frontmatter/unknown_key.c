/* frontmatter/unknown-key: front matter has no keys that the schema does not know. */
#include "frontmatter.h"
#include "judge.h"
#include "value.h"

static void report_near(keur_run *run, const struct fault *fault, struct keur_text near,
                        struct keur_texts absent)
{
    const struct keur_value *value = fault->value;
    struct keur_edit edit = {.span = value->key_span, .replacement = near, .safety = KEUR_SAFE};
    struct keur_details details = fault_details_edit(run, fault, &edit);

    /* A quoted key would lose its quotes, a distant one may be meant as it is, or another one. */
    bool is_plain = value->key_span.end - value->key_span.begin == value->key.length;
    if (!is_plain || !word_is_sure_slip(value->key, near, absent.items, absent.count))
        edit.safety = KEUR_UNSAFE;
    keur_report_details(run, value->key_span, &details,
                        "unknown key \"%.*s\"; did you mean \"%.*s\"?", KEUR_ARGUMENT(value->key),
                        KEUR_ARGUMENT(near));
}

/* A key whose name does not have the form that `propertyNames` asks for. */
static void report_name(keur_run *run, const struct fault *fault)
{
    struct keur_details details = fault_details(run, fault);
    const struct schema *schema = fault->schema;
    struct keur_text key = value_shorten(run, fault->value->key);
    struct keur_text words = schema->description.length > 0 ? schema->description : schema->title;

    if (words.length == 0)
        words = schema->pattern_source;
    if (words.length > 0)
        keur_report_details(run, fault->value->key_span, &details,
                            "\"%.*s\" cannot be a key here: %.*s", KEUR_ARGUMENT(key),
                            KEUR_ARGUMENT(words));
    else
        keur_report_details(run, fault->value->key_span, &details, "\"%.*s\" cannot be a key here",
                            KEUR_ARGUMENT(key));
}

static void report_unknown(keur_run *run, const struct fault *fault)
{
    struct keur_details details = fault_details(run, fault);
    enum { SHOWN_KEYS = 8 };
    struct keur_texts absent = judge_absent_keys(run, fault->schema, fault->value->parent);
    struct keur_text key = value_shorten(run, fault->value->key);
    ptrdiff_t near = keur_nearest(fault->value->key, absent.items, absent.count);

    if (near >= 0)
        report_near(run, fault, absent.items[near], absent);
    else if (absent.count > 0 && absent.count <= SHOWN_KEYS)
        keur_report_details(run, fault->value->key_span, &details,
                            "unknown key \"%.*s\"; known keys that are not used here: %.*s",
                            KEUR_ARGUMENT(key),
                            KEUR_ARGUMENT(value_join(run, absent.items, absent.count)));
    else
        keur_report_details(run, fault->value->key_span, &details,
                            "unknown key \"%.*s\": nothing reads it", KEUR_ARGUMENT(key));
}

static void report(keur_run *run, const keur_document *document, const struct fault *fault)
{
    (void)document;
    if (fault->kind == FAULT_KEY_NAME)
        report_name(run, fault);
    else
        report_unknown(run, fault);
}

static void check(keur_run *run, const keur_document *document)
{
    judge(run, document, 1U << FAULT_UNKNOWN_KEY | 1U << FAULT_KEY_NAME, report);
}

const struct keur_check check_unknown_key = {
    .size = sizeof(struct keur_check),
    .id = "frontmatter/unknown-key",
    .summary = "Front matter has no keys that the schema does not know.",
    .run = check,
};
