/* frontmatter/mutual-reference: a document that is named names the other one back. */
#include "across.h"
#include "frontmatter.h"
#include "value.h"

static bool is_among(struct keur_texts texts, struct keur_text text)
{
    for (size_t i = 0; i < texts.count; i++) {
        if (keur_text_equals(texts.items[i], text))
            return true;
    }
    return false;
}

/* Does one of these keys of a document hold the name?  *ret_place is where the last of them is. */
static bool names_back(const keur_index *index, size_t document, struct keur_texts keys,
                       struct keur_text name, struct keur_span *ret_place)
{
    struct keur_entry entry;

    *ret_place = (struct keur_span){0, 0};
    for (size_t i = 0; keur_index_next(index, document, 1U << KEUR_ENTRY_VALUE, &i, &entry);) {
        if (!is_among(keys, entry.name))
            continue;
        *ret_place = entry.span;
        if (keur_text_equals(entry.text, name))
            return true;
    }
    return false;
}

static void check_value(keur_run *run, const keur_index *index, const struct across_names *names,
                        const struct across_value *value)
{
    const struct reference_rule *rule = value->extension->reference;
    struct keur_text name = across_name_of(index, value->document);
    size_t other = across_find(index, names, value->entry.text, rule->types);
    struct keur_related related = {.message = {"this document is named", 22}};
    struct keur_details details = {
        .size = sizeof(details), .related = &related, .related_count = 1};

    if (other == SIZE_MAX || names_back(index, other, rule->back_keys, name, &related.span))
        return;
    related.path = keur_index_path(index, other);
    keur_report_on(run, value->document, value->entry.span, &details,
                   "%.*s does not name this document back: add \"%.*s\" to its \"%.*s\"",
                   KEUR_ARGUMENT(related.path), KEUR_ARGUMENT(name),
                   KEUR_ARGUMENT(rule->back_keys.items[0]));
}

static bool is_wanted(const struct schema_extension *extension)
{
    return extension->reference != NULL && extension->reference->back_keys.count > 0;
}

static void check(keur_run *run, const keur_index *index)
{
    struct across_walk walk = across_walk_new(run, index, is_wanted);
    struct across_names names = {NULL, 0};
    const struct across_value *value;

    while ((value = across_next(&walk)) != NULL) {
        if (names.items == NULL)
            names = across_names_of(run, index);
        check_value(run, index, &names, value);
    }
}

const struct keur_check check_mutual_reference = {
    .size = sizeof(struct keur_check),
    .id = "frontmatter/mutual-reference",
    .summary = "A document that is named names the other one back, where the schema asks for it.",
    .run_project = check,
    .by_setting = "schema",
};
