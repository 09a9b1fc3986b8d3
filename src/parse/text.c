/* Plain text: what a reader sees of inlines. */
#include "base/text.h"

#include <string.h>

#include "parse/internal.h"

struct plain {
    const struct keur_document *document;
    const struct keur_node *root;
    bool is_for_anchor;
    bool has_attributes, has_footnotes;
    struct buffer text;
    /* Bytes from here on came from text nodes side by side, not yet cleaned: libcmark may cut one
     * attribute list into several nodes. */
    size_t run;
    bool is_behind_element; /* the run follows a link, an emphasis or the like */
};

static bool is_text(const struct keur_node *node)
{
    return node->kind == KEUR_NODE_TEXT;
}

/* Length of an icon or emoji such as ":material-close:" at `at`; 0 when there is none. */
static size_t icon_at(struct keur_text text, size_t at)
{
    size_t i = at + 1;

    if (at >= text.length || text.bytes[at] != ':')
        return 0;
    while (i < text.length && text.bytes[i] != '\0' &&
           strchr("abcdefghijklmnopqrstuvwxyz0123456789_+-", text.bytes[i]) != NULL)
        i++;
    return i > at + 1 && i < text.length && text.bytes[i] == ':' ? i + 1 - at : 0;
}

/* The icon sets of Material for MkDocs: certainly a picture and no text. */
static bool is_picture(struct keur_text icon)
{
    static const char *const sets[] = {":material-", ":fontawesome-", ":octicons-", ":simple-"};

    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        if (text_starts_with(icon, sets[i]))
            return true;
    return false;
}

/* Length of a footnote's "[^label]" at `at`; 0 when there is none. */
static size_t footnote_at(struct keur_text text, size_t at)
{
    size_t i = at + 2;

    if (!text_starts_with(text_slice(text, at, text.length), "[^"))
        return 0;
    while (i < text.length && strchr(" \t[]", text.bytes[i]) == NULL)
        i++;
    return i > at + 2 && i < text.length && text.bytes[i] == ']' ? i + 1 - at : 0;
}

static size_t attributes_length(const struct plain *plain, struct keur_text run, size_t at)
{
    if (!plain->has_attributes)
        return 0;
    struct keur_span found = attributes_at(run, at, run.length);
    return found.end - found.begin;
}

/* What stands at `at` and is not for the reader: its length, 0 for plain text.  *ret_kept is how
 * much of it stays. */
static size_t markup_at(const struct plain *plain, struct keur_text run, size_t at,
                        size_t *ret_kept)
{
    bool is_python = plain->document->reading.dialect == KEUR_DIALECT_PYTHON_MARKDOWN;

    *ret_kept = 0;
    if (run.bytes[at] == '{' && at == 0 && plain->is_behind_element)
        return attributes_length(plain, run, at);
    if (run.bytes[at] == '[' && plain->has_footnotes)
        return footnote_at(run, at);
    size_t icon = run.bytes[at] == ':' && is_python ? icon_at(run, at) : 0;
    if (icon == 0)
        return 0;
    if (!plain->is_for_anchor || !is_picture(text_slice(run, at, at + icon)))
        *ret_kept = icon;
    return icon + attributes_length(plain, run, at + icon);
}

/* Takes out of the run what is not for the reader. */
static void run_clean(struct plain *plain)
{
    size_t begin = plain->run;
    if (begin == plain->text.length)
        return;
    struct keur_text run = {plain->text.bytes + begin, plain->text.length - begin};
    size_t length = 0;

    for (size_t i = 0; i < run.length;) {
        size_t kept = 1;
        size_t size = markup_at(plain, run, i, &kept);
        if (size == 0)
            size = kept = 1;
        memmove(plain->text.bytes + begin + length, run.bytes + i, kept);
        length += kept;
        i += size;
    }
    plain->text.length = begin + length;
}

static void run_end(struct plain *plain)
{
    run_clean(plain);
    plain->run = plain->text.length;
}

static void add(struct plain *plain, struct keur_text text)
{
    run_end(plain);
    buffer_add(&plain->text, text);
    plain->run = plain->text.length;
}

static bool is_line_break(struct keur_text html)
{
    struct keur_text name = text_slice(html, 1, 3);
    char after = html.length > 3 ? html.bytes[3] : '\0';

    return html_name_is(name, "br") && (after == '>' || after == '/' || after == ' ');
}

/* `previous` was visited before: an ancestor, or the last node within the sibling in front. */
static void node_add(struct plain *plain, const struct keur_node *node,
                     const struct keur_node *previous)
{
    bool is_first = previous == node->parent;
    bool is_joined = is_text(previous) && previous->parent == node->parent;

    switch ((int)node->kind) {
    case KEUR_NODE_TEXT:
        if (!is_joined) {
            run_end(plain);
            plain->is_behind_element = !is_first && previous->kind != KEUR_NODE_SOFT_BREAK &&
                                       previous->kind != KEUR_NODE_LINE_BREAK &&
                                       previous->kind != KEUR_NODE_HTML;
        }
        buffer_add(&plain->text, node->text);
        break;
    case KEUR_NODE_CODE:
        add(plain, node->text);
        break;
    case KEUR_NODE_SOFT_BREAK:
    case KEUR_NODE_LINE_BREAK:
        add(plain, TEXT(" "));
        break;
    case KEUR_NODE_HTML:
        add(plain, is_line_break(node->text) && !plain->is_for_anchor ? TEXT(" ") : TEXT(""));
        break;
    default:
        /* The texts of two blocks do not run into each other. */
        add(plain, node->kind < KEUR_NODE_TEXT && plain->text.length > 0 ? TEXT(" ") : TEXT(""));
        break;
    }
}

/* The attribute list at the end of a heading or cell, or on the last line of a paragraph. */
static void trailing_remove(struct plain *plain)
{
    enum keur_node_kind kind = plain->root->kind;
    struct keur_text text = buffer_text(&plain->text);
    struct keur_span span = {0, text.length};

    if (!plain->has_attributes)
        return;
    if (kind == KEUR_NODE_PARAGRAPH)
        span.begin = plain->run > 0 ? plain->run - 1 : 0;
    else if (kind != KEUR_NODE_HEADING && kind != KEUR_NODE_TABLE_CELL)
        return;
    struct keur_span list = attributes_trailing(text, span);
    if (kind == KEUR_NODE_PARAGRAPH && list.begin != plain->run)
        return;
    plain->text.length = list.begin;
}

static struct keur_text plain_text(const struct keur_document *document,
                                   const struct keur_node *root, bool is_for_anchor)
{
    struct plain plain = {
        .document = document,
        .root = root,
        .is_for_anchor = is_for_anchor,
        .has_attributes = attributes_are_read(document),
        .has_footnotes = document->reading.dialect == KEUR_DIALECT_GFM ||
                         (document->reading.extensions & EXTENSION_FOOTNOTES) != 0,
    };
    const struct keur_node *end = keur_following_outside(root);
    const struct keur_node *previous = root->parent;
    const struct keur_node *node = root;

    while (node != NULL && node != end) {
        if (previous != NULL)
            node_add(&plain, node, previous);
        previous = node;
        node = node->kind == KEUR_NODE_IMAGE && is_for_anchor ? keur_following_outside(node)
                                                              : keur_following(node);
    }
    run_clean(&plain);
    trailing_remove(&plain);
    struct keur_text text = arena_copy(document->arena, keur_text_trim(buffer_text(&plain.text)));
    buffer_free(&plain.text);
    return text;
}

struct keur_text node_plain_text(const struct keur_document *document, const struct keur_node *node)
{
    return plain_text(document, node, false);
}

struct keur_text node_anchor_text(const struct keur_document *document,
                                  const struct keur_node *node)
{
    return plain_text(document, node, true);
}
