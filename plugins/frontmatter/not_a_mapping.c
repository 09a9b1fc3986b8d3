/* frontmatter/not-a-mapping: front matter consists of keys with values. */
#include "frontmatter.h"

/* Blank lines between two fences are no front matter for MkDocs, and shown as two rules. */
static void report_blank(keur_run *run, const keur_document *document)
{
    keur_report(run, keur_front_matter(document)->span,
                "front matter without keys is none: the site shows it as two lines across the "
                "page; remove it");
}

static bool is_blank(const keur_document *document)
{
    struct keur_span content = keur_front_matter(document)->content;

    return keur_dialect(document) == KEUR_DIALECT_PYTHON_MARKDOWN &&
           keur_text_trim(keur_slice(document, content)).length == 0;
}

static void check(keur_run *run, const keur_document *document)
{
    const struct keur_front_matter *front_matter = keur_front_matter(document);
    const struct keur_value *root = front_matter->root;

    if (front_matter->state != KEUR_FRONT_MATTER_VALID)
        return;
    if (root != NULL && root->kind == KEUR_MAPPING)
        return;
    /* Text between two thematic breaks is no front matter that went wrong. */
    bool has_schema = keur_setting(run, "schema") != NULL;
    if (!has_schema && is_blank(document))
        report_blank(run, document);
    if (!has_schema)
        return;
    if (root == NULL || root->kind == KEUR_NULL)
        keur_report(run, front_matter->opening, "front matter holds no keys");
    else
        keur_report(run, root->span,
                    "front matter must consist of keys with values, \"key: value\" each on a line");
}

const struct keur_check check_not_a_mapping = {
    .size = sizeof(struct keur_check),
    .id = "frontmatter/not-a-mapping",
    .summary = "Front matter consists of keys with values.",
    .run = check,
};
