/* frontmatter/invalid-yaml: front matter is YAML. */
#include <string.h>

#include "block.h"
#include "frontmatter.h"
#include "unclosed.h"

/* Of `<!-- text -->`, from `begin` to the end of its line: `# text`. */
static bool comment_as_yaml(keur_run *run, const keur_document *document, struct keur_span where,
                            struct keur_edit *ret_edit)
{
    static const char opening[] = "<!--", closing[] = "-->";
    struct keur_text line = keur_text_trim(keur_slice(document, where));
    size_t marks = strlen(opening) + strlen(closing);

    if (line.length < marks || memcmp(line.bytes, opening, strlen(opening)) != 0 ||
        memcmp(line.bytes + line.length - strlen(closing), closing, strlen(closing)) != 0)
        return false;
    struct keur_text text = {line.bytes + strlen(opening), line.length - marks};
    *ret_edit = (struct keur_edit){
        .span = where,
        .replacement = keur_format(run, "# %.*s", KEUR_ARGUMENT(keur_text_trim(text))),
        .safety = KEUR_SAFE};
    return true;
}

static void report_comment(keur_run *run, const keur_document *document, size_t index)
{
    struct keur_edit edit;
    struct keur_details details = {.size = sizeof(details), .edits = &edit};

    details.edit_count = comment_as_yaml(run, document, keur_line(document, index), &edit);
    keur_report_details(run, keur_line(document, index), &details,
                        "a comment in front matter begins with \"#\"; MkDocs drops all front "
                        "matter because of \"<!--\", without a word");
}

/* Of `key: <!-- text -->`, what stands behind the key. */
static bool value_as_comment(keur_run *run, const keur_document *document, size_t index,
                             struct keur_edit *ret_edit)
{
    struct keur_span where = keur_line(document, index);
    struct keur_text line = block_line(document, index), key = block_key(line);

    if (key.length == 0)
        return false;
    where.begin += (size_t)(key.bytes - line.bytes) + key.length + strlen(": ");
    return where.begin < where.end && comment_as_yaml(run, document, where, ret_edit);
}

/* Such a value is text for YAML, and the list below it then has no key. */
static bool report_values(keur_run *run, const keur_document *document, size_t error)
{
    struct keur_edit first, *edits;
    struct keur_details details = {.size = sizeof(details)};

    if (error == 0 || !value_as_comment(run, document, error - 1, &first))
        return false;
    edits = keur_allocate(run, keur_line_count(document) * sizeof(*edits));
    details.edits = edits;
    for (size_t i = 1; i < keur_line_count(document); i++) {
        if (block_is_fence(block_line(document, i)))
            break;
        details.edit_count += value_as_comment(run, document, i, &edits[details.edit_count]);
    }
    keur_report_details(run, first.span, &details,
                        "a comment in front matter begins with \"#\"; for YAML this is the value, "
                        "so that the list below it has no key");
    return true;
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
    if (report_values(run, document, keur_line_at(document, front_matter->error_span.begin)))
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
