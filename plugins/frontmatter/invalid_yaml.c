/* frontmatter/invalid-yaml: front matter is YAML. */
#include <string.h>

#include "block.h"
#include "frontmatter.h"
#include "unclosed.h"

/* Of `<!-- text -->` on one line: `# text`. */
static bool comment_as_yaml(keur_run *run, const keur_document *document, size_t index,
                            struct keur_edit *ret_edit)
{
    static const char opening[] = "<!--", closing[] = "-->";
    struct keur_text line = block_line(document, index);
    size_t marks = strlen(opening) + strlen(closing);

    if (line.length < marks ||
        memcmp(line.bytes + line.length - strlen(closing), closing, strlen(closing)) != 0)
        return false;
    struct keur_text text = {line.bytes + strlen(opening), line.length - marks};
    *ret_edit = (struct keur_edit){
        .span = keur_line(document, index),
        .replacement = keur_format(run, "# %.*s", KEUR_ARGUMENT(keur_text_trim(text))),
        .safety = KEUR_SAFE};
    return true;
}

static void report_comment(keur_run *run, const keur_document *document, size_t index)
{
    struct keur_edit edit;
    struct keur_details details = {.size = sizeof(details), .edits = &edit};

    details.edit_count = comment_as_yaml(run, document, index, &edit) ? 1 : 0;
    keur_report_details(run, keur_line(document, index), &details,
                        "a comment in front matter begins with \"#\"; MkDocs drops all front "
                        "matter because of \"<!--\", without a word");
}

static void check(keur_run *run, const keur_document *document)
{
    const struct keur_front_matter *front_matter = keur_front_matter(document);

    if (front_matter->state == KEUR_FRONT_MATTER_NONE ||
        front_matter->state == KEUR_FRONT_MATTER_VALID)
        return;
    size_t comment = block_html_comment(document);
    if (comment > 0) {
        report_comment(run, document, comment);
        return;
    }
    if (front_matter->state == KEUR_FRONT_MATTER_UNCLOSED || unclosed_is(document))
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
