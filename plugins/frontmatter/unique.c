/* frontmatter/unique: a value that the schema calls unique stands in one document. */
#include "across.h"
#include "frontmatter.h"
#include "holder.h"
#include "value.h"

/* Documents of one type, or those of the types that the keyword names. */
static struct keur_text circle_of(keur_run *run, const keur_index *index,
                                  const struct across_value *value)
{
    struct keur_texts types = value->extension->unique_types;

    return types.count == 0 ? keur_index_type(index, value->document)
                            : value_join(run, types.items, types.count);
}

static bool is_wanted(const struct schema_extension *extension)
{
    return extension->is_unique;
}

static void check(keur_run *run, const keur_index *index)
{
    struct across_walk walk = across_walk_new(run, index, is_wanted);
    struct holders holders = {NULL, 0, 0};
    const struct across_value *value;

    while ((value = across_next(&walk)) != NULL)
        holders_add(run, &holders,
                    &(struct holder){.key = value->entry.name,
                                     .circle = circle_of(run, index, value),
                                     .value = keur_text_trim(value->entry.text),
                                     .document = value->document,
                                     .span = value->entry.span});
    holders_report(run, index, &holders);
}

const struct keur_check check_unique = {
    .size = sizeof(struct keur_check),
    .id = "frontmatter/unique",
    .summary = "A value that the schema's keur-unique calls unique stands in one document.",
    .run_project = check,
    .by_setting = "schema",
};
