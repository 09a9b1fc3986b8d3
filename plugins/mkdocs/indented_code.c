/* Text that is indented by 4 without belonging to anything is code, in any Markdown.  Only what
 * cannot be code is told: links, bold text, the beginning of a box, whole sentences. */
#include <string.h>

#include "mkdocs.h"

static bool contains(struct keur_text text, const char *piece)
{
    size_t length = strlen(piece);
    for (size_t i = 0; i + length <= text.length; i++)
        if (memcmp(text.bytes + i, piece, length) == 0)
            return true;
    return false;
}

/* Without the marker of a list item. */
static struct keur_text without_marker(struct keur_text text)
{
    size_t at = 0;
    while (at < text.length && text.bytes[at] >= '0' && text.bytes[at] <= '9')
        at++;
    bool is_bullet = at == 0 && text.length > 0 && strchr("-*", text.bytes[0]) != NULL;
    bool is_number = at > 0 && at < text.length && text.bytes[at] == '.';
    if ((is_bullet || is_number) && at + 1 < text.length && text.bytes[at + 1] == ' ')
        return keur_text_trim((struct keur_text){text.bytes + at + 1, text.length - at - 1});
    return text;
}

/* A sentence of so many words, with nothing in it that code has. */
static bool is_sentence(struct keur_text text)
{
    enum { MIN_WORDS = 6 };
    size_t words = 1;
    if (text.length == 0 || strchr(".?!", text.bytes[text.length - 1]) == NULL)
        return false;
    for (size_t i = 0; i < text.length; i++) {
        if (strchr("=;{}<>[]|\\/$_#@&*+~^`\"", text.bytes[i]) != NULL)
            return false;
        words += text.bytes[i] == ' ';
        if (text.bytes[i] == ' ' && i > 0 && text.bytes[i - 1] == ' ')
            return false;
    }
    return words >= MIN_WORDS && text.bytes[0] >= 'A' && text.bytes[0] <= 'Z';
}

static bool is_markup(struct keur_text text)
{
    return contains(text, "](http") || contains(text, ".md)") || contains(text, ".md#") ||
           (text_starts_with(text, "**") && contains(text, ":**")) ||
           text_starts_with(text, "!!! ") || text_starts_with(text, "??? ") ||
           text_starts_with(text, "=== \"");
}

/* Whether the site shows it as code, too: in list items that takes 4 more for each level. */
static bool is_code(const keur_document *document, const struct keur_node *block)
{
    size_t depth = node_depth(block, KEUR_NODE_ITEM) + 1;
    size_t begin = text_begin(document, line_of(document, block));
    return column_of(document, begin) >= block_base(document, block) + TAB_LENGTH * depth;
}

static bool is_fenced(const keur_document *document, const struct keur_node *block)
{
    struct keur_text text = keur_text_trim(keur_slice(document, block->span));
    return text_starts_with(text, "```") || text_starts_with(text, "~~~");
}

static void check_block(keur_run *run, const keur_document *document, const struct keur_node *block)
{
    size_t last = last_line_of(document, block);
    for (size_t line = line_of(document, block); line <= last; line++) {
        struct keur_text text = keur_text_trim(keur_slice(document, keur_line(document, line)));
        struct keur_span span = {text_begin(document, line), keur_line(document, line).end};
        if (!is_markup(text) && !is_sentence(without_marker(text)))
            continue;
        keur_report(run, span,
                    "the site shows this as code, because it is indented by 4 without belonging to "
                    "anything; indent it less, or put code in a fence");
        return;
    }
}

static void check_indented_code(keur_run *run, const keur_document *document)
{
    if (keur_next_of(document, NULL, KEUR_KIND(KEUR_NODE_CODE_BLOCK)) == NULL)
        return;
    for (struct walk walk = walk_begin(document); walk.node != NULL; walk_next(&walk)) {
        if (walk.node->kind != KEUR_NODE_CODE_BLOCK)
            continue;
        bool is_body = walk.before != NULL && walk.before->kind == KEUR_NODE_PARAGRAPH &&
                       is_container_line(document, last_line_of(document, walk.before));
        if (!is_fenced(document, walk.node) && !is_body && is_code(document, walk.node))
            check_block(run, document, walk.node);
    }
}

const struct keur_check mkdocs_indented_code = {
    .size = sizeof(struct keur_check),
    .id = "mkdocs/indented-code",
    .summary = "Text is not indented so far that it becomes code.",
    .run = check_indented_code,
};
