#include "mending.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/unicode.h"
#include "collect/collect.h"
#include "load/load.h"
#include "parse/document.h"

/* A text before and after. */
struct pair {
    const struct project *project;
    const struct target *target;
    struct keur_text before, after;
    const struct changes *changes;
    struct buffer *why;
};

static struct mend mend_text(const struct pair *pair, struct keur_text text,
                             struct mend_options options)
{
    struct target target = {pair->target->path, pair->target->shown, &text};
    struct targets asked = {.items = &target, .count = 1, .capacity = 1};
    return mend_project(pair->project, &asked, options);
}

/* ---- Bytes ---- */

static bool outside_is_the_same(const struct pair *pair)
{
    struct keur_span gap = {0, 0}; /* ends of the last change, before and after */
    for (size_t i = 0; i <= pair->changes->count; i++) {
        bool is_last = i == pair->changes->count;
        struct change next = {.before = {pair->before.length, 0}, .after = {pair->after.length, 0}};
        if (!is_last)
            next = pair->changes->items[i];
        if (next.before.begin < gap.begin || next.after.begin < gap.end ||
            !keur_text_equals(text_slice(pair->before, gap.begin, next.before.begin),
                              text_slice(pair->after, gap.end, next.after.begin))) {
            buffer_printf(pair->why, "bytes outside the edits differ before byte %zu\n",
                          next.before.begin);
            return false;
        }
        gap = (struct keur_span){next.before.end, next.after.end};
    }
    return true;
}

struct endings {
    size_t lf, crlf, cr;
};

static struct endings count_endings(struct keur_text text)
{
    struct endings endings = {0, 0, 0};
    for (size_t i = 0; i < text.length; i++) {
        bool is_pair = text.bytes[i] == '\r' && i + 1 < text.length && text.bytes[i + 1] == '\n';
        endings.crlf += is_pair;
        endings.cr += text.bytes[i] == '\r' && !is_pair;
        endings.lf += text.bytes[i] == '\n';
        i += is_pair;
    }
    return endings;
}

static bool ends_line(struct keur_text text)
{
    return text_ends_with(text, "\n") || text_ends_with(text, "\r");
}

/* Did all of the last line go?  Then the one above is the last. */
static bool last_line_went(const struct pair *pair)
{
    if (pair->changes->count == 0)
        return false;
    const struct change *last = &pair->changes->items[pair->changes->count - 1];
    return last->before.end == pair->before.length && last->after.begin == last->after.end;
}

/* The last line keeps its ending, or its lack of one.  But the site needs one behind front matter.
 */
static bool last_ending_is_kept(const struct pair *pair, const keur_document *after)
{
    bool had = ends_line(pair->before), has = ends_line(pair->after);
    bool is_front_matter = keur_front_matter(after)->span.end == pair->after.length;
    if (had == has || is_front_matter || (has && last_line_went(pair)))
        return true;
    buffer_printf(pair->why, "the last line %s its ending\n", has ? "got" : "lost");
    return false;
}

/* A text with one kind of line endings keeps it. */
static bool endings_are_kept(const struct pair *pair)
{
    struct endings before = count_endings(pair->before), after = count_endings(pair->after);
    bool is_lf = before.lf > 0 && before.crlf == 0 && before.cr == 0;
    bool is_crlf = before.crlf > 0 && before.lf == 0 && before.cr == 0;
    if ((is_lf && after.crlf + after.cr > 0) || (is_crlf && after.lf + after.cr > 0)) {
        buffer_printf(pair->why, "line endings: %zu LF, %zu CR LF, %zu CR became %zu, %zu, %zu\n",
                      before.lf, before.crlf, before.cr, after.lf, after.crlf, after.cr);
        return false;
    }
    return true;
}

/* ---- Findings ---- */

static bool is_at(const struct finding *finding, const struct mend_entry *entry)
{
    return keur_text_equals(finding->rule, entry->rule) &&
           keur_text_equals(finding->message, entry->message) &&
           finding->span.begin < entry->span.end && entry->span.begin < finding->span.end;
}

static bool mended_are_gone(const struct pair *pair, const struct mend_document *document)
{
    struct lint lint = lint_new(COLUMN_CODE_POINT);
    struct target target = {pair->target->path, pair->target->shown, &pair->after};
    struct targets targets = {.items = &target, .count = 1, .capacity = 1};
    bool are_gone = true;
    lint_project(&lint, pair->project, &targets, false);
    for (size_t i = 0; i < lint.findings.count && are_gone; i++)
        for (size_t j = 0; j < document->mended.count && are_gone; j++)
            if (is_at(&lint.findings.items[i], &document->mended.items[j])) {
                buffer_printf(pair->why, "found again: %.*s [%.*s]\n",
                              KEUR_ARGUMENT(lint.findings.items[i].message),
                              KEUR_ARGUMENT(lint.findings.items[i].rule));
                are_gone = false;
            }
    lint_free(&lint);
    return are_gone;
}

static bool is_settled(const struct pair *pair, struct mend_options options)
{
    struct mend again = mend_text(pair, pair->after, options);
    const struct mend_document *document = &again.documents.items[0];
    bool is_same = !mend_has_changed(document);
    if (!is_same && document->mended.count > 0)
        buffer_printf(pair->why, "mended only the second time: %.*s [%.*s]\n",
                      KEUR_ARGUMENT(document->mended.items[0].message),
                      KEUR_ARGUMENT(document->mended.items[0].rule));
    mend_free(&again);
    return is_same;
}

/* ---- Structure ---- */

static keur_document *parse(const struct pair *pair, struct keur_text text, struct arena *arena)
{
    struct keur_text path = pair->target->path;
    keur_document *document = document_open(path, text, arena);
    const struct document_type *type = NULL;
    struct errors errors = {0};
    load_document_type(pair->project, path, keur_front_matter(document)->root, &type, &errors);
    errors_free(&errors);
    document_parse(document, type == NULL ? TEXT("") : type->name,
                   load_reading(pair->project, path, type));
    return document;
}

static bool is_in_empty_line(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '>';
}

/* Blocks in lines that a change touches, empty lines between left aside, are edited; a list also
 * when what stands before it may have become its first item. */
static bool is_edited(const struct pair *pair, const struct keur_node *block)
{
    struct keur_text text = pair->before;
    struct keur_span span = block->span;
    for (size_t i = 0; i < pair->changes->count; i++) {
        struct keur_span change = pair->changes->items[i].before;
        while (change.begin > 0 && is_in_empty_line(text.bytes[change.begin - 1]))
            change.begin--;
        while (change.begin > 0 && text.bytes[change.begin - 1] != '\n')
            change.begin--;
        while (change.end < text.length && is_in_empty_line(text.bytes[change.end]))
            change.end++;
        change.end = text_find(text, '\n', change.end);
        while (block->kind == KEUR_NODE_LIST && change.end < text.length &&
               is_in_empty_line(text.bytes[change.end]))
            change.end++;
        if (change.begin <= span.end && span.begin <= change.end)
            return true;
    }
    return false;
}

static bool is_block(const struct keur_node *node)
{
    return node->kind < KEUR_NODE_TEXT;
}

static const struct keur_node *next_block(const struct keur_node *node)
{
    do
        node = keur_following(node);
    while (node != NULL && !is_block(node));
    return node;
}

static bool is_alike(const struct keur_node *a, const struct keur_node *b)
{
    if (a->kind != b->kind || a->level != b->level)
        return false;
    const struct keur_node *up = a->parent, *other = b->parent;
    for (; up != NULL && other != NULL; up = up->parent, other = other->parent)
        if (up->kind != other->kind)
            return false;
    return up == other;
}

/* A block of the same kind in the same kinds of blocks, with this span.  Both lists are in order:
 * the search goes on at `*at`. */
static bool find_alike(const struct keur_node *block, struct keur_span span,
                       const struct keur_node **at)
{
    const struct keur_node *other = *at;
    while (other != NULL && other->span.begin < span.begin)
        other = next_block(other);
    *at = other;
    for (; other != NULL && other->span.begin == span.begin; other = next_block(other))
        if (other->span.end == span.end && is_alike(block, other))
            return true;
    return false;
}

/* Rows and cells are parts of their table. */
static const struct keur_node *whole_block(const struct keur_node *block)
{
    while (block->kind == KEUR_NODE_TABLE_ROW || block->kind == KEUR_NODE_TABLE_CELL)
        block = block->parent;
    return block;
}

/* Was a line changed in which this block of the text after begins, or, where others lie in it, one
 * above `offset`?  A list begins with any of its items. */
static bool opens_in_change(const struct pair *pair, const struct keur_node *block, size_t offset)
{
    if (block->kind == KEUR_NODE_LIST) {
        for (const struct keur_node *item = block->first_child; item != NULL; item = item->next)
            if (opens_in_change(pair, item, offset))
                return true;
        return false;
    }
    size_t begin = block->span.begin, end = text_find(pair->after, '\n', begin);
    if ((block->kind == KEUR_NODE_ITEM || block->kind == KEUR_NODE_CONTAINER) && offset > end)
        end = offset;
    while (begin > 0 && pair->after.bytes[begin - 1] != '\n')
        begin--;
    for (size_t i = 0; i < pair->changes->count; i++) {
        struct keur_span change = pair->changes->items[i].after;
        if (change.begin <= end && begin <= change.end)
            return true;
    }
    return false;
}

/* An edit may open a block, or have it go on: what lies in that is another block than before. */
static bool is_in_opened(const struct pair *pair, const keur_document *after, size_t begin)
{
    const struct keur_node *node = keur_node_at(after, begin);
    for (; node != NULL && node->kind != KEUR_NODE_DOCUMENT; node = node->parent)
        if (is_block(node) && opens_in_change(pair, node, begin))
            return true;
    return false;
}

static bool blocks_are_kept(const struct pair *pair, const keur_document *before,
                            const keur_document *after)
{
    const struct keur_node *at = keur_root(after);
    /* libcmark does not find the end of a comment on a line that is no UTF-8: what follows changes
     * when that is mended, or is hidden when it is not. */
    if (unicode_valid_prefix(pair->before) < pair->before.length)
        return true;
    size_t front_end = keur_front_matter(after)->span.end;
    for (const struct keur_node *block = next_block(keur_root(before)); block != NULL;
         block = next_block(block)) {
        struct keur_span span = changes_map(pair->changes, block->span);
        /* What has become front matter was taken for blocks. */
        if (is_edited(pair, whole_block(block)) || span.begin < front_end)
            continue;
        if (find_alike(block, span, &at) || is_in_opened(pair, after, span.begin))
            continue;
        struct keur_text text = text_slice(pair->before, block->span.begin, block->span.end);
        buffer_printf(pair->why, "a block (%d) is another one now: %.*s\n", (int)block->kind,
                      KEUR_ARGUMENT(text_slice(text, 0, 200)));
        return false;
    }
    return true;
}

/* ---- Front matter ---- */

static const struct keur_value *next_value(const struct keur_value *value)
{
    if (value->first_child != NULL)
        return value->first_child;
    while (value != NULL && value->next == NULL)
        value = value->parent;
    return value == NULL ? NULL : value->next;
}

static bool is_in_change(const struct pair *pair, struct keur_span span)
{
    for (size_t i = 0; i < pair->changes->count; i++) {
        struct keur_span change = pair->changes->items[i].before;
        if (change.begin <= span.end && span.begin <= change.end)
            return true;
    }
    return false;
}

static bool has_value(const struct keur_value *root, const struct keur_value *wanted,
                      struct keur_span span)
{
    for (const struct keur_value *value = root; value != NULL; value = next_value(value))
        if (value->span.begin == span.begin && value->span.end == span.end &&
            value->kind == wanted->kind && keur_text_equals(value->text, wanted->text) &&
            keur_text_equals(value->key, wanted->key))
            return true;
    return false;
}

static bool values_are_kept(const struct pair *pair, const keur_document *before,
                            const keur_document *after)
{
    const struct keur_front_matter *old = keur_front_matter(before);
    const struct keur_front_matter *new = keur_front_matter(after);
    if (old->state != KEUR_FRONT_MATTER_VALID)
        return true;
    if (new->state != KEUR_FRONT_MATTER_VALID) {
        buffer_printf(pair->why, "front matter does not parse any more\n");
        return false;
    }
    for (const struct keur_value *value = old->root; value != NULL; value = next_value(value)) {
        if (value->first_child != NULL || is_in_change(pair, value->span) ||
            is_in_change(pair, value->key_span) ||
            has_value(new->root, value, changes_map(pair->changes, value->span)))
            continue;
        buffer_printf(pair->why, "a value of the front matter is another one now: %.*s: %.*s\n",
                      KEUR_ARGUMENT(value->key), KEUR_ARGUMENT(value->text));
        return false;
    }
    return true;
}

static bool structure_is_kept(const struct pair *pair)
{
    struct arena *arena = arena_new();
    const keur_document *before = parse(pair, pair->before, arena);
    const keur_document *after = parse(pair, pair->after, arena);
    /* UTF-16 and the like have no structure before they are mended. */
    bool is_kept = !keur_is_parsed(before) ||
                   (keur_is_parsed(after) && last_ending_is_kept(pair, after) &&
                    blocks_are_kept(pair, before, after) && values_are_kept(pair, before, after));
    if (!is_kept && !keur_is_parsed(after))
        buffer_printf(pair->why, "the document cannot be parsed any more\n");
    arena_free(arena);
    return is_kept;
}

bool mending_holds(const struct project *project, const struct target *target,
                   struct mend_options options, struct buffer *why, size_t *ret_mended)
{
    struct pair pair = {.project = project, .target = target, .before = *target->text, .why = why};
    struct mend mend = mend_text(&pair, pair.before, options);
    const struct mend_document *document = &mend.documents.items[0];
    bool holds = true;
    *ret_mended = document->mended.count;
    if (document->is_given_up) {
        buffer_printf(why, "there was no end to it\n");
        holds = false;
    } else if (document->is_read) {
        pair.after = document->current;
        pair.changes = &document->changes;
        holds = outside_is_the_same(&pair) && endings_are_kept(&pair) &&
                mended_are_gone(&pair, document) && is_settled(&pair, options) &&
                structure_is_kept(&pair);
    }
    if (!holds)
        for (size_t i = 0; i < document->mended.count; i++)
            buffer_printf(why, "was mended: %.*s [%.*s]\n",
                          KEUR_ARGUMENT(document->mended.items[i].message),
                          KEUR_ARGUMENT(document->mended.items[i].rule));
    mend_free(&mend);
    return holds;
}
