/* A section that says nothing. */
#include <string.h>

#include "sections.h"

struct empty_options {
    struct keur_texts directives;
};

static const struct keur_option empty_options[] = {
    {
        .name = "directives",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct empty_options, directives),
        .summary = "first words of the comments that the site replaces by content; when not "
                   "given, a name such as list_items or tags-all, or a single lower case word",
    },
    {0},
};

static bool is_name(struct keur_text word, bool *ret_is_compound)
{
    *ret_is_compound = false;
    for (size_t i = 0; i < word.length; i++) {
        char c = word.bytes[i];

        if (i > 0 && (c == '_' || c == '-'))
            *ret_is_compound = true;
        else if (!(c >= 'a' && c <= 'z') && !(i > 0 && c >= '0' && c <= '9'))
            return false;
    }
    return word.length > 0;
}

/* The words for whoever writes the page are no content; what a hook of the site replaces is. */
static bool is_directive(keur_run *run, struct keur_text comment)
{
    const struct empty_options *options = keur_options(run);
    struct keur_text word = keur_text_trim(comment);
    size_t length = 0;
    bool is_compound;

    while (length < word.length && strchr(" \t\r\n", word.bytes[length]) == NULL)
        length++;
    bool is_single = length == word.length;
    word.length = length;
    for (size_t i = 0; i < options->directives.count; i++) {
        if (keur_text_equals(word, options->directives.items[i]))
            return true;
    }
    return options->directives.count == 0 && is_name(word, &is_compound) &&
           (is_compound || is_single);
}

static size_t find_end(struct keur_text text, const char *end)
{
    size_t length = strlen(end);

    for (size_t i = 0; i + length <= text.length; i++) {
        if (memcmp(text.bytes + i, end, length) == 0)
            return i;
    }
    return text.length;
}

/* Does anything stand here but comments for authors? */
static bool says_something(keur_run *run, struct keur_text text)
{
    static const char open[] = "<!--", close[] = "-->";

    for (;;) {
        size_t end;

        text = keur_text_trim(text);
        if (text.length == 0)
            return false;
        if (text.length < strlen(open) || memcmp(text.bytes, open, strlen(open)) != 0)
            return true;
        text = (struct keur_text){text.bytes + strlen(open), text.length - strlen(open)};
        end = find_end(text, close);
        if (is_directive(run, (struct keur_text){text.bytes, end}))
            return true;
        if (end == text.length)
            return false;
        end += strlen(close);
        text = (struct keur_text){text.bytes + end, text.length - end};
    }
}

static bool is_empty(keur_run *run, const keur_document *document,
                     const struct keur_heading *heading)
{
    for (const struct keur_node *node = keur_following_outside(heading->node);
         node != NULL && node->span.begin < heading->section.end;
         node = keur_following_outside(node)) {
        switch ((int)node->kind) {
        case KEUR_NODE_THEMATIC_BREAK:
        case KEUR_NODE_DEFINITION:
        case KEUR_NODE_ABBREVIATION:
        case KEUR_NODE_FOOTNOTE:
            break;
        case KEUR_NODE_PARAGRAPH:
        case KEUR_NODE_HTML_BLOCK:
            if (says_something(run, keur_slice(document, node->span)))
                return false;
            break;
        default:
            return false;
        }
    }
    return true;
}

static void check_empty(keur_run *run, const keur_document *document)
{
    const struct sections *sections = sections_find(run, document);

    for (size_t i = 0; sections != NULL && i < sections->heading_count; i++) {
        const struct keur_heading *heading = keur_heading(document, i);

        if (sections->meant[i] == NULL || sections->meant[i]->may_be_empty ||
            !is_empty(run, document, heading))
            continue;
        keur_report(run, heading->node->span,
                    sections->meant[i]->is_required
                        ? "section \"%.*s\" is empty: write its text"
                        : "section \"%.*s\" is empty: write its text, or remove its heading",
                    KEUR_ARGUMENT(heading->text));
    }
}

const struct keur_check sections_empty = {
    .size = sizeof(struct keur_check),
    .id = "sections/empty",
    .summary = "A section of a document says something.",
    .options = empty_options,
    .options_size = sizeof(struct empty_options),
    .run = check_empty,
};
