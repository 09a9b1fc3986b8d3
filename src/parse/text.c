/* Plain text: what a reader sees of inlines. */
#include "base/text.h"

#include <string.h>

#include "parse/tree.h"

struct plain {
    const struct keur_document *document;
    const struct node *root;
    bool is_for_anchor;
    bool has_attributes, has_footnotes;
    struct buffer text;
    /* Bytes from here on came from text nodes side by side, not yet cleaned: libcmark may cut one
     * attribute list into several nodes. */
    size_t run;
    bool is_behind_element; /* the run follows a link, an emphasis or the like */
};

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

/* Nearly no run has anything in it that is not for the reader. */
static bool may_hold_markup(struct keur_text run)
{
    return run.length > 0 && (run.bytes[0] == '{' || memchr(run.bytes, ':', run.length) != NULL ||
                              memchr(run.bytes, '[', run.length) != NULL);
}

/* Where the next colon and bracket are, as far as they have been looked for. */
struct signs {
    size_t colon, bracket;
};

/* The next place at or behind `at` where markup may begin; the end when there is none. */
static size_t signs_next(struct signs *signs, struct keur_text run, size_t at)
{
    if (signs->colon < at)
        signs->colon = text_find(run, ':', at);
    if (signs->bracket < at)
        signs->bracket = text_find(run, '[', at);
    return signs->colon < signs->bracket ? signs->colon : signs->bracket;
}

/* Takes out of the run what is not for the reader. */
static void run_clean(struct plain *plain)
{
    size_t begin = plain->run;
    if (begin == plain->text.length)
        return;
    struct keur_text run = {plain->text.bytes + begin, plain->text.length - begin};
    size_t length = 0;

    if (!may_hold_markup(run))
        return;
    struct signs signs = {0, 0};
    for (size_t i = 0; i < run.length;) {
        size_t kept;
        size_t size = markup_at(plain, run, i, &kept);
        if (size == 0) /* nor is there any up to the next sign */
            size = kept = signs_next(&signs, run, i + 1) - i;
        memmove(plain->text.bytes + begin + length, run.bytes + i, kept);
        length += kept;
        i += size;
    }
    plain->text.length = begin + length;
}

void run_blank(const struct keur_document *document, char *bytes, size_t length,
               bool is_behind_element)
{
    struct keur_text run = {bytes, length};
    const struct plain plain = {
        .document = document,
        .has_attributes = attributes_are_read(document),
        .has_footnotes = footnotes_are_read(document),
        .is_behind_element = is_behind_element,
    };
    struct signs signs = {0, 0};
    for (size_t i = 0; i < length; i = signs_next(&signs, run, i)) {
        size_t kept;
        size_t size = markup_at(&plain, run, i, &kept);
        memset(bytes + i, ' ', size);
        if (kept > 0) /* an icon, with its colons */
            memcpy(bytes + i, OBJECT_REPLACEMENT, sizeof OBJECT_REPLACEMENT - 1);
        i += size > 0 ? size : 1;
    }
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

bool html_is_line_break(struct keur_text html)
{
    struct keur_text name = text_slice(html, 1, 3);
    char after = html.length > 3 ? html.bytes[3] : '\0';

    return html_name_is(name, "br") && (after == '>' || after == '/' || after == ' ');
}

static bool is_break(const struct node *node)
{
    return node->is.kind == KEUR_NODE_SOFT_BREAK || node->is.kind == KEUR_NODE_LINE_BREAK;
}

enum run_place run_place_of(const struct node *node, const struct node *previous)
{
    bool is_first = previous == NULL || previous == node->parent;
    bool is_sibling = !is_first && previous->parent == node->parent;

    if (is_sibling && previous->is.kind == KEUR_NODE_TEXT)
        return RUN_GOES_ON;
    if (is_first || (is_sibling && (is_break(previous) || previous->is.kind == KEUR_NODE_HTML)))
        return RUN_BEGINS;
    return RUN_BEHIND_ELEMENT;
}

static void text_add(struct plain *plain, const struct node *node, const struct node *previous)
{
    enum run_place place = run_place_of(node, previous);

    if (place != RUN_GOES_ON) {
        run_end(plain);
        plain->is_behind_element = place == RUN_BEHIND_ELEMENT;
    }
    buffer_add(&plain->text, node->is.text);
}

/* `previous` was visited before: the parent, or the last node within the sibling in front. */
static void node_add(struct plain *plain, const struct node *node, const struct node *previous)
{
    bool is_block = node->is.kind < KEUR_NODE_TEXT;

    if (node->is.kind == KEUR_NODE_TEXT)
        text_add(plain, node, previous);
    else if (node->is.kind == KEUR_NODE_CODE)
        add(plain, node->is.text);
    else if (is_break(node) || (is_block && plain->text.length > 0))
        add(plain, TEXT(" "));
    else if (node->is.kind == KEUR_NODE_HTML && html_is_line_break(node->is.text))
        add(plain, plain->is_for_anchor ? TEXT("") : TEXT(" "));
    else
        run_end(plain);
}

/* The text of a block without the attribute list at the end of a heading or cell, or on the last
 * line of a paragraph; `run` is where its last run begins. */
static struct keur_text without_trailing(struct keur_text text, size_t run,
                                         enum keur_node_kind kind)
{
    bool is_paragraph = kind == KEUR_NODE_PARAGRAPH;
    /* In the last run, of a paragraph with the soft break in front. */
    struct keur_span last = {run, text.length};

    if (!is_paragraph && kind != KEUR_NODE_HEADING && kind != KEUR_NODE_TABLE_CELL)
        return text;
    if (is_paragraph && last.begin > 0)
        last.begin--;
    struct keur_span list = attributes_trailing(text, last);
    if (!is_paragraph || list.begin == run)
        text.length = list.begin;
    return text;
}

/* One text, in which nothing is to be cleaned but the list at its end: so are most headings, links
 * and cells. */
static bool is_only_text(const struct keur_document *document, const struct node *root,
                         struct keur_text *ret_text)
{
    const struct node *only = root->first_child;

    if (only == NULL || only->next != NULL || only->is.kind != KEUR_NODE_TEXT ||
        may_hold_markup(only->is.text))
        return false;
    *ret_text = only->is.text;
    if (attributes_are_read(document))
        *ret_text = without_trailing(*ret_text, 0, root->is.kind);
    *ret_text = keur_text_trim(*ret_text);
    return true;
}

static struct keur_text plain_text(const struct keur_document *document, const struct node *root,
                                   bool is_for_anchor)
{
    struct plain plain = {
        .document = document,
        .root = root,
        .is_for_anchor = is_for_anchor,
        .has_attributes = attributes_are_read(document),
        .has_footnotes = footnotes_are_read(document),
    };
    const struct node *previous = NULL;
    const struct node *node = root;

    /* Along the private links: tables ask for text before the tree is sealed. */
    do {
        node_add(&plain, node, previous);
        previous = node;
        node = node->is.kind == KEUR_NODE_IMAGE && is_for_anchor ? node_outside(node, root)
                                                                 : node_following(node, root);
    } while (node != NULL);
    run_clean(&plain);
    struct keur_text text = buffer_text(&plain.text);
    if (plain.has_attributes)
        text = without_trailing(text, plain.run, root->is.kind);
    text = arena_copy(document->arena, keur_text_trim(text));
    buffer_free(&plain.text);
    return text;
}

struct keur_text node_plain_text(const struct keur_document *document, const struct keur_node *node)
{
    const struct node *root = node_of(node);
    struct keur_text text;

    return is_only_text(document, root, &text) ? text : plain_text(document, root, false);
}

void node_heading_texts(const struct keur_document *document, const struct keur_node *node,
                        struct keur_text *ret_plain, struct keur_text *ret_anchor)
{
    const struct node *root = node_of(node);

    if (is_only_text(document, root, ret_plain)) {
        *ret_anchor = *ret_plain;
        return;
    }
    *ret_plain = plain_text(document, root, false);
    *ret_anchor = plain_text(document, root, true);
}
