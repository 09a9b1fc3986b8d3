/* frontmatter/required-key: the keys that the schema requires are there. */
#include "frontmatter.h"
#include "judge.h"
#include "rewrite.h"
#include "value.h"

/* A key that the schema does not name, and that may be this one misspelt. */
static const struct keur_value *find_misspelt(const struct fault *fault)
{
    const struct keur_value *child = fault->value->first_child;

    while (child != NULL && (!word_is_slip(child->key, fault->key) ||
                             schema_property_find(fault->schema, child->key) != NULL))
        child = child->next;
    return child;
}

static void report_misspelt(keur_run *run, const struct fault *fault,
                            const struct keur_value *misspelt)
{
    struct keur_edit edit = {
        .span = misspelt->key_span, .replacement = fault->key, .safety = KEUR_UNSAFE};
    struct keur_details details = fault_details_edit(run, fault, &edit);

    keur_report_details(run, misspelt->key_span, &details,
                        "required key \"%.*s\" is missing; is it what \"%.*s\" means?",
                        KEUR_ARGUMENT(fault->key), KEUR_ARGUMENT(misspelt->key));
}

/* Title or description that the schema gives the key. */
static struct keur_text words_of(keur_run *run, const struct fault *fault)
{
    const struct schema *schema = judge_property(run, fault, fault->key);

    return schema == NULL ? (struct keur_text){"", 0} : schema_words(schema);
}

/* The one value that the key can have: then it can be written in. */
static bool insert_constant(keur_run *run, const keur_document *document, const struct fault *fault,
                            struct keur_edit *ret_edit)
{
    const struct schema *schema = judge_property(run, fault, fault->key);
    struct keur_span closing = keur_front_matter(document)->closing;
    const struct keur_value *constant = schema == NULL ? NULL : schema->constant;
    struct keur_text ending = rewrite_line_ending(document, 0);

    if (constant == NULL || fault->value->parent != NULL || constant->kind >= KEUR_SEQUENCE ||
        fault->value->style != KEUR_BLOCK || constant->style != KEUR_PLAIN ||
        !rewrite_is_word(constant->text) || !rewrite_is_word(fault->key))
        return false;
    *ret_edit = (struct keur_edit){
        .span = {closing.begin, closing.begin},
        .replacement = keur_format(run, "%.*s: %.*s%.*s", KEUR_ARGUMENT(fault->key),
                                   KEUR_ARGUMENT(constant->text), KEUR_ARGUMENT(ending)),
        .safety = KEUR_SAFE};
    return true;
}

/* At the block's end, where the key can be added; of an inner mapping, at its key. */
static struct keur_span place_of(const keur_document *document, const struct fault *fault)
{
    return fault->value->parent == NULL ? keur_front_matter(document)->closing
                                        : value_place(fault->value);
}

static void report(keur_run *run, const keur_document *document, const struct fault *fault)
{
    struct keur_edit edit;
    bool has_edit = insert_constant(run, document, fault, &edit);
    struct keur_details details = fault_details_edit(run, fault, has_edit ? &edit : NULL);
    const struct keur_value *misspelt = find_misspelt(fault);
    struct keur_text what = words_of(run, fault);
    struct keur_text key = fault->key;
    struct keur_span place = place_of(document, fault);

    if (misspelt != NULL) {
        report_misspelt(run, fault, misspelt);
        return;
    }
    if (fault->reason.length > 0 && what.length > 0)
        keur_report_details(run, place, &details,
                            "key \"%.*s\" is missing, and \"%.*s\" needs it: %.*s",
                            KEUR_ARGUMENT(key), KEUR_ARGUMENT(fault->reason), KEUR_ARGUMENT(what));
    else if (fault->reason.length > 0)
        keur_report_details(run, place, &details, "key \"%.*s\" is missing, and \"%.*s\" needs it",
                            KEUR_ARGUMENT(key), KEUR_ARGUMENT(fault->reason));
    else if (what.length > 0)
        keur_report_details(run, place, &details, "required key \"%.*s\" is missing: %.*s",
                            KEUR_ARGUMENT(key), KEUR_ARGUMENT(what));
    else
        keur_report_details(run, place, &details, "required key \"%.*s\" is missing",
                            KEUR_ARGUMENT(key));
}

static void check(keur_run *run, const keur_document *document)
{
    judge(run, document, 1U << FAULT_MISSING_KEY, report);
}

const struct keur_check check_required_key = {
    .size = sizeof(struct keur_check),
    .id = "frontmatter/required-key",
    .summary = "Front matter has the keys that the schema requires.",
    .run = check,
};
