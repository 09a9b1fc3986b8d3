/* frontmatter/not-a-mapping: front matter consists of keys with values. */
#include <string.h>

#include "frontmatter.h"

/* `title:text`: the blank behind the colon is what makes a key.  Where it belongs, or 0. */
static size_t colon_without_blank(struct keur_text text)
{
    for (size_t i = 1; i + 1 < text.length && strchr(" \t\r\n", text.bytes[i]) == NULL; i++) {
        if (text.bytes[i] == ':' && strchr("/: \t\r\n", text.bytes[i + 1]) == NULL)
            return i + 1;
    }
    return 0;
}

static void report_blank(keur_run *run, const keur_document *document,
                         const struct keur_value *root, size_t length)
{
    size_t begin = root->span.begin;
    struct keur_span place = {begin, begin + length};
    struct keur_edit edit = {
        .span = {begin + length, begin + length}, .replacement = {" ", 1}, .safety = KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof(details), .edits = &edit, .edit_count = 1};

    keur_report_details(run, place, &details,
                        "'%.*s' is read as text, not as a key: write a blank behind the colon",
                        KEUR_ARGUMENT(keur_slice(document, place)));
}

static void check(keur_run *run, const keur_document *document)
{
    const struct keur_front_matter *front_matter = keur_front_matter(document);
    const struct keur_value *root = front_matter->root;

    if (front_matter->state != KEUR_FRONT_MATTER_VALID)
        return;
    if (root != NULL && root->kind == KEUR_MAPPING)
        return;
    if (root != NULL && root->kind == KEUR_STRING && root->style == KEUR_PLAIN) {
        size_t length = colon_without_blank(keur_slice(document, root->span));
        if (length > 0) {
            report_blank(run, document, root, length);
            return;
        }
    }
    /* Text between two thematic breaks is no front matter that went wrong. */
    if (keur_setting(run, "schema") == NULL)
        return;
    if (root == NULL || root->kind == KEUR_NULL)
        keur_report(run, front_matter->opening, "front matter holds no keys");
    else
        keur_report(run, root->span,
                    "front matter must consist of keys with values, 'key: value' each on a line");
}

const struct keur_check check_not_a_mapping = {
    .size = sizeof(struct keur_check),
    .id = "frontmatter/not-a-mapping",
    .summary = "Front matter consists of keys with values.",
    .run = check,
};
