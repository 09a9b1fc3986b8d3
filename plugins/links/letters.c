/* One block as a row of letters, so that a scan need not know of nodes and lines. */
#include <string.h>

#include "links.h"

/* Counts the leaves below a block; 0 when no text among them has a bracket. */
static size_t count_leaves(const keur_document *document, const struct keur_node *block)
{
    const struct keur_node *end = keur_following_outside(block);
    bool has_bracket = false;
    size_t count = 0;

    for (const struct keur_node *node = block->first_child; node != NULL && node != end;) {
        bool is_emphasis = node->kind == KEUR_NODE_EMPHASIS || node->kind == KEUR_NODE_STRONG;

        count++;
        if (node->kind == KEUR_NODE_TEXT && !has_bracket) {
            struct keur_text text = keur_slice(document, node->span);
            has_bracket = memchr(text.bytes, ']', text.length) != NULL ||
                          memchr(text.bytes, '[', text.length) != NULL;
        }
        node = is_emphasis ? keur_following(node) : keur_following_outside(node);
    }
    return has_bracket ? count : 0;
}

static void letters_add(struct letters *letters, struct keur_text bytes, size_t offset)
{
    if (letters->piece_count == 0 || letter_offset(letters, letters->count) != offset)
        letters->pieces[letters->piece_count++] = (struct letter_piece){letters->count, offset};
    memcpy(letters->bytes + letters->count, bytes.bytes, bytes.length);
    letters->count += bytes.length;
}

static bool is_punctuation(char c)
{
    return c != '\0' && strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", c) != NULL;
}

static void letters_add_text(struct letters *letters, struct keur_text text, size_t offset)
{
    char *bytes = letters->bytes + letters->count;

    letters_add(letters, text, offset);
    for (size_t i = 0; i < text.length; i++) {
        /* A control character of the document must not pass for a letter of ours. */
        if (bytes[i] == LETTER_LINK || bytes[i] == LETTER_IMAGE)
            bytes[i] = LETTER_OPAQUE;
        if (bytes[i] == '\\' && i + 1 < text.length && is_punctuation(bytes[i + 1])) {
            bytes[i] = bytes[i + 1] = LETTER_OPAQUE;
            i++;
        }
    }
}

/* Delimiters of emphasis belong to no node, but may be part of an address. */
static void letters_add_gap(struct letters *letters, const keur_document *document,
                            struct keur_span gap)
{
    struct keur_text text;

    if (gap.begin >= gap.end)
        return;
    text = keur_slice(document, gap);
    for (size_t i = 0; i < text.length; i++) {
        if (strchr("*_~", text.bytes[i]) == NULL)
            return;
    }
    letters_add(letters, text, gap.begin);
}

static void letters_add_leaf(struct letters *letters, const keur_document *document,
                             const struct keur_node *node)
{
    char byte = LETTER_OPAQUE;

    if (node->kind == KEUR_NODE_TEXT) {
        letters_add_text(letters, keur_slice(document, node->span), node->span.begin);
        return;
    }
    if (node->kind == KEUR_NODE_SOFT_BREAK || node->kind == KEUR_NODE_LINE_BREAK)
        byte = '\n';
    if (node->kind == KEUR_NODE_LINK)
        byte = LETTER_LINK;
    if (node->kind == KEUR_NODE_IMAGE)
        byte = LETTER_IMAGE;
    letters_add(letters, (struct keur_text){&byte, 1}, node->span.begin);
}

/* Of the first "$$" at or behind `at`; the count of letters when there is none. */
static size_t find_formula_mark(const struct letters *letters, size_t at)
{
    for (; at + 1 < letters->count; at++)
        if (letters->bytes[at] == '$' && letters->bytes[at + 1] == '$')
            return at;
    return letters->count;
}

/* In a formula brackets are no links: "$$ f[x](y) $$". */
static void hide_formulas(struct letters *letters)
{
    size_t begin = find_formula_mark(letters, 0), end;

    while ((end = find_formula_mark(letters, begin + 2)) < letters->count) {
        for (size_t i = begin; i < end; i++)
            if (letters->bytes[i] != '\n')
                letters->bytes[i] = LETTER_OPAQUE;
        begin = find_formula_mark(letters, end + 2);
    }
}

struct letters letters_of(keur_run *run, const keur_document *document,
                          const struct keur_node *block)
{
    struct letters letters = {0};
    const struct keur_node *end = keur_following_outside(block);
    size_t leaves = count_leaves(document, block), last = block->content.begin;

    if (leaves == 0)
        return letters;
    letters.bytes = keur_allocate(run, block->span.end - block->span.begin + leaves);
    letters.pieces = keur_allocate(run, (2 * leaves + 1) * sizeof *letters.pieces);
    for (const struct keur_node *node = block->first_child; node != NULL && node != end;) {
        if (node->kind == KEUR_NODE_EMPHASIS || node->kind == KEUR_NODE_STRONG) {
            node = keur_following(node);
            continue;
        }
        letters_add_gap(&letters, document, (struct keur_span){last, node->span.begin});
        letters_add_leaf(&letters, document, node);
        last = node->span.end;
        node = keur_following_outside(node);
    }
    letters_add_gap(&letters, document, (struct keur_span){last, block->content.end});
    hide_formulas(&letters);
    return letters;
}

size_t letter_offset(const struct letters *letters, size_t at)
{
    size_t low = 0, high = letters->piece_count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (letters->pieces[middle].letter <= at)
            low = middle;
        else
            high = middle;
    }
    return letters->pieces[low].offset + (at - letters->pieces[low].letter);
}

char letter_at(const struct letters *letters, size_t at)
{
    return at < letters->count ? letters->bytes[at] : '\n';
}

bool letter_is_blank(char c)
{
    return c == ' ' || c == '\t';
}

size_t letters_skip_blanks(const struct letters *letters, size_t at)
{
    while (letter_is_blank(letter_at(letters, at)))
        at++;
    return at;
}

struct keur_span letters_span(const struct letters *letters, size_t begin, size_t end)
{
    size_t offset = letter_offset(letters, begin);

    if (end <= begin)
        return (struct keur_span){offset, offset};
    return (struct keur_span){offset, letter_offset(letters, end - 1) + 1};
}

struct keur_text letters_text(const struct letters *letters, size_t begin, size_t end)
{
    return (struct keur_text){letters->bytes + begin, end - begin};
}
