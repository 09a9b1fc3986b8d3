#include "scope.h"

#include <string.h>

static const struct {
    struct keur_text name;
    enum scope scope;
} scopes[] = {
    {{"prose", 5}, SCOPE_PROSE},
    {{"headings", 8}, SCOPE_HEADINGS},
    {{"table-cells", 11}, SCOPE_TABLE_CELLS},
    {{"alt-text", 8}, SCOPE_ALT_TEXT},
    {{"link-text", 9}, SCOPE_LINK_TEXT},
    {{"front-matter", 12}, SCOPE_FRONT_MATTER},
    {{"comments", 8}, SCOPE_COMMENTS},
    {{"code", 4}, SCOPE_CODE},
    {{"raw", 3}, SCOPE_RAW},
};
enum { SCOPE_COUNT = sizeof(scopes) / sizeof(scopes[0]) };

unsigned scope_read(keur_setup *setup, struct keur_texts names)
{
    unsigned bits = 0;

    for (size_t i = 0; i < names.count; i++) {
        size_t k = 0;
        while (k < SCOPE_COUNT && !keur_text_equals(scopes[k].name, names.items[i]))
            k++;
        if (k == SCOPE_COUNT) {
            keur_setup_error(setup, NULL,
                             "there is no scope \"%.*s\": it is prose, headings, table-cells, "
                             "alt-text, link-text, front-matter, comments, code or raw",
                             KEUR_ARGUMENT(names.items[i]));
            return 0;
        }
        bits |= scopes[k].scope;
    }
    return bits;
}

/* ---- One kind of piece each ---- */

static enum scope scope_of(const struct keur_prose *prose)
{
    static const enum scope of_kind[] = {
        [KEUR_PROSE_PARAGRAPH] = SCOPE_PROSE,
        [KEUR_PROSE_HEADING] = SCOPE_HEADINGS,
        [KEUR_PROSE_CELL] = SCOPE_TABLE_CELLS,
        [KEUR_PROSE_ALTERNATIVE] = SCOPE_ALT_TEXT,
    };

    return of_kind[prose->kind];
}

static struct piece prose_piece(const struct keur_prose *prose)
{
    return (struct piece){.scope = scope_of(prose), .text = prose->text, .prose = prose};
}

static bool next_prose(struct pieces *pieces, const keur_document *document,
                       struct piece *ret_piece)
{
    const struct keur_prose *prose;

    while ((prose = keur_prose(document, pieces->prose)) != NULL) {
        pieces->prose++;
        if ((pieces->scopes & scope_of(prose)) == 0)
            continue;
        *ret_piece = prose_piece(prose);
        return true;
    }
    return false;
}

void pieces_skip_prose(struct pieces *pieces)
{
    pieces->prose = SIZE_MAX;
}

bool piece_at(const struct pieces *pieces, const keur_document *document, size_t offset,
              struct piece *ret_piece, size_t *ret_behind)
{
    const struct keur_prose *prose = keur_prose(document, keur_prose_at(document, offset));

    *ret_piece = prose_piece(prose);
    *ret_behind =
        (size_t)(prose->text.bytes - keur_all_prose(document)->text.bytes) + prose->text.length + 1;
    return (pieces->scopes & ret_piece->scope) != 0;
}

static struct piece source_piece(const keur_document *document, enum scope scope,
                                 struct keur_span span)
{
    return (struct piece){
        .scope = scope, .text = keur_slice(document, span), .whole = span, .is_exact = true};
}

static bool next_link(struct pieces *pieces, const keur_document *document, struct piece *ret_piece)
{
    const struct keur_link *link;

    while ((pieces->scopes & SCOPE_LINK_TEXT) != 0 &&
           (link = keur_link(document, pieces->link)) != NULL) {
        pieces->link++;
        if (link->is_image || link->text_span.end == link->text_span.begin)
            continue;
        *ret_piece = source_piece(document, SCOPE_LINK_TEXT, link->text_span);
        return true;
    }
    return false;
}

/* In reading order, children first. */
static const struct keur_value *value_following(const struct keur_value *value)
{
    if (value->first_child != NULL)
        return value->first_child;
    while (value != NULL && value->next == NULL)
        value = value->parent;
    return value == NULL ? NULL : value->next;
}

static bool is_of_key(const struct keur_value *value, struct keur_texts keys)
{
    while (value->parent != NULL && value->parent->parent != NULL)
        value = value->parent;
    for (size_t i = 0; i < keys.count; i++)
        if (keur_text_equals(keys.items[i], value->key))
            return true;
    return keys.count == 0;
}

static struct piece value_piece(const keur_document *document, const struct keur_value *value)
{
    struct piece piece = {.scope = SCOPE_FRONT_MATTER, .text = value->text, .whole = value->span};
    size_t quote = value->style == KEUR_PLAIN ? 0 : 1;
    struct keur_span inner = {value->span.begin + quote, value->span.begin + quote};

    inner.end += value->text.length;
    piece.is_exact = keur_text_equals(keur_slice(document, inner), value->text);
    if (piece.is_exact)
        piece.whole = inner;
    return piece;
}

static bool next_value(struct pieces *pieces, const keur_document *document,
                       struct piece *ret_piece)
{
    if ((pieces->scopes & SCOPE_FRONT_MATTER) == 0)
        return false;
    pieces->value =
        pieces->value == NULL ? keur_front_matter(document)->root : value_following(pieces->value);
    for (; pieces->value != NULL; pieces->value = value_following(pieces->value)) {
        if (pieces->value->kind != KEUR_STRING || !is_of_key(pieces->value, pieces->keys))
            continue;
        *ret_piece = value_piece(document, pieces->value);
        return true;
    }
    return false;
}

/* The next comment in the HTML node, or false. */
static bool next_comment(struct pieces *pieces, const keur_document *document,
                         struct piece *ret_piece)
{
    static const char opening[] = "<!--", closing[] = "-->";
    struct keur_span span = pieces->node->span;
    const char *bytes = keur_source(document).bytes;

    for (size_t i = pieces->comment; i + 4 <= span.end; i++) {
        if (memcmp(bytes + i, opening, 4) != 0)
            continue;
        size_t end = i + 4;
        while (end + 3 <= span.end && memcmp(bytes + end, closing, 3) != 0)
            end++;
        *ret_piece = source_piece(document, SCOPE_COMMENTS, (struct keur_span){i + 4, end});
        pieces->comment = end;
        return true;
    }
    return false;
}

static bool next_node(struct pieces *pieces, const keur_document *document, struct piece *ret_piece)
{
    unsigned wanted = pieces->scopes & (SCOPE_COMMENTS | SCOPE_CODE);

    if (wanted == 0)
        return false;
    if (!pieces->is_walking)
        pieces->node = keur_root(document);
    pieces->is_walking = true;
    while (pieces->node != NULL) {
        enum keur_node_kind kind = pieces->node->kind;
        bool is_html = kind == KEUR_NODE_HTML || kind == KEUR_NODE_HTML_BLOCK;
        if (is_html && (wanted & SCOPE_COMMENTS) != 0) {
            if (pieces->comment < pieces->node->span.begin)
                pieces->comment = pieces->node->span.begin;
            if (next_comment(pieces, document, ret_piece))
                return true;
        }
        const struct keur_node *node = pieces->node;
        pieces->node = keur_following(node);
        if ((kind == KEUR_NODE_CODE || kind == KEUR_NODE_CODE_BLOCK) &&
            (wanted & SCOPE_CODE) != 0) {
            *ret_piece = source_piece(document, SCOPE_CODE, node->content);
            return true;
        }
    }
    return false;
}

static bool next_raw(struct pieces *pieces, const keur_document *document, struct piece *ret_piece)
{
    if ((pieces->scopes & SCOPE_RAW) == 0 || pieces->is_raw_done)
        return false;
    pieces->is_raw_done = true;
    *ret_piece =
        source_piece(document, SCOPE_RAW, (struct keur_span){0, keur_source(document).length});
    return true;
}

bool pieces_next(struct pieces *pieces, const keur_document *document, struct piece *ret_piece)
{
    typedef bool step(struct pieces *, const keur_document *, struct piece *);
    static step *const steps[] = {next_link, next_value, next_node, next_raw};

    if (next_prose(pieces, document, ret_piece))
        return true;
    for (; pieces->step < sizeof(steps) / sizeof(steps[0]); pieces->step++)
        if (steps[pieces->step](pieces, document, ret_piece))
            return true;
    return false;
}

struct keur_span piece_span(const keur_document *document, const struct piece *piece,
                            struct keur_span part)
{
    if (piece->prose != NULL)
        return keur_prose_span(document, piece->prose, part);
    if (!piece->is_exact)
        return piece->whole;
    return (struct keur_span){piece->whole.begin + part.begin, piece->whole.begin + part.end};
}
