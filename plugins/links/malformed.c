/* Finds what was meant as a link and is text: one pass over the letters of each block. */
#include <string.h>

#include "links.h"
#include "malformed_forms.h"

enum { NONE = -1, STACK_SIZE = 32 };

struct pair {
    ptrdiff_t open, close;
};

/* A `[`, and the parentheses that end directly before it. */
struct bracket {
    ptrdiff_t at;
    struct pair before;
    bool is_looked_behind; /* for the "]" that ends it */
};

struct malformed_scan {
    keur_run *run;
    const keur_document *document;
    const struct keur_node *block; /* at hand */
    const struct keur_node *above; /* the block before it, or NULL */
    const struct keur_node *node;  /* where the next block is looked for */
    size_t end;
    size_t next_opening, next_closing; /* brackets, at or behind what was looked at */
    struct letters letters;
    size_t at;
    /* What is open; where more is, the outermost are forgotten. */
    struct bracket brackets[STACK_SIZE];
    ptrdiff_t parentheses[STACK_SIZE];
    size_t bracket_count, parenthesis_count;
    struct pair last_pair;
    size_t low; /* behind the last link or line break: no text reaches back over it */
    ptrdiff_t last_link;
};

/* ---- The forms that reach beyond their brackets ---- */

/* "\[text](target)" is how an author writes brackets that shall stay brackets. */
static bool has_escaped_bracket(const struct malformed_scan *scan, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++) {
        size_t offset = letter_offset(&scan->letters, i);
        struct keur_text source =
            keur_slice(scan->document, (struct keur_span){offset, offset + 2});

        if (scan->letters.bytes[i] == LETTER_OPAQUE && source.length == 2 &&
            memcmp(source.bytes, "\\[", 2) == 0)
            return true;
    }
    return false;
}

/* "text](target)" and "[text]](target)" */
static bool find_missing_bracket(const struct malformed_scan *scan, size_t close,
                                 struct malformed *found)
{
    const struct letters *letters = &scan->letters;
    struct target target = target_read(letters, close + 1);
    bool is_sure;
    size_t begin;

    if (!target.is_closed || target.line_break > 0 || !target_is_likely(letters, &target) ||
        has_escaped_bracket(scan, scan->low, close))
        return false;
    begin = form_text_begin(letters, scan->low, close, &is_sure);
    found->kind = MALFORMED_MISSING_BRACKET;
    found->span = letters_span(letters, begin, target.after);
    found->text = letters_span(letters, begin, close);
    found->target = letters_span(letters, target.begin, target.end);
    enum cut cut = scan->last_link != NONE
                       ? CUT_NONE
                       : form_cut(scan->document, scan->above, scan->block, found);
    if (cut != CUT_NONE)
        return cut == CUT_FOUND;
    if (close > 0 && letters->bytes[close - 1] == ']') {
        found->kind = MALFORMED_SURPLUS_BRACKET;
        found->span = letters_span(letters, close, target.after);
        malformed_add_edit(found, letters_span(letters, close, close + 1), "", KEUR_SAFE);
    } else if (begin < close) {
        if (letter_at(letters, letters_skip_blanks(letters, target.after)) != '\n')
            is_sure = false;
        malformed_add_edit(found, (struct keur_span){found->span.begin, found->span.begin}, "[",
                           is_sure ? KEUR_SAFE : KEUR_UNSAFE);
    }
    return true;
}

/* "[text]address)" */
static bool find_missing_parenthesis(const struct malformed_scan *scan, size_t open, size_t close,
                                     struct malformed *found)
{
    const struct letters *letters = &scan->letters;
    struct target target = target_read(letters, close);

    if (scan->parenthesis_count > 0 || !target.is_closed || target.end + 1 != target.after ||
        !target_is_likely(letters, &target) || !form_is_name(letters, open + 1, close))
        return false;
    found->kind = MALFORMED_MISSING_PARENTHESIS;
    found->span = letters_span(letters, form_begin(letters, open), target.after);
    found->text = letters_span(letters, open + 1, close);
    found->target = letters_span(letters, target.begin, target.end);
    size_t behind = letter_offset(letters, close) + 1;
    malformed_add_edit(found, (struct keur_span){behind, behind}, "(", KEUR_SAFE);
    return true;
}

/* "[text(address)", with no "]" to come. */
static bool find_missing_end_bracket(struct malformed_scan *scan, size_t parenthesis,
                                     struct malformed *found)
{
    const struct letters *letters = &scan->letters;

    if (scan->bracket_count == 0 || scan->brackets[scan->bracket_count - 1].is_looked_behind)
        return false;
    struct bracket *bracket = &scan->brackets[scan->bracket_count - 1];
    size_t open = (size_t)bracket->at, end;
    struct target target = target_read(letters, parenthesis);

    if (bracket->at < scan->last_link || open < scan->low || !target.is_closed ||
        target.end + 1 != target.after || letter_is_blank(letters->bytes[parenthesis - 1]) ||
        !target_is_likely(letters, &target) || !form_is_name(letters, open + 1, parenthesis))
        return false;
    bracket->is_looked_behind = true;
    for (end = target.after; end < letters->count; end++)
        if (strchr("[]", letters->bytes[end]) != NULL)
            break;
    if (letter_at(letters, end) == ']')
        return false;
    found->kind = MALFORMED_MISSING_END_BRACKET;
    found->span = letters_span(letters, form_begin(letters, open), target.after);
    found->text = letters_span(letters, open + 1, parenthesis);
    found->target = letters_span(letters, target.begin, target.end);
    size_t place = letter_offset(letters, parenthesis);
    malformed_add_edit(found, (struct keur_span){place, place}, "]", KEUR_SAFE);
    return true;
}

/* ---- The scan ---- */

static bool find_at_closing_bracket(struct malformed_scan *scan, size_t close,
                                    struct malformed *found)
{
    const struct letters *letters = &scan->letters;
    char next = letter_at(letters, close + 1);

    if (scan->bracket_count == 0)
        return next == '(' && find_missing_bracket(scan, close, found);

    struct bracket bracket = scan->brackets[--scan->bracket_count];
    size_t open = (size_t)bracket.at;

    if (bracket.before.open != NONE && next != '(')
        return form_reversed(letters, (size_t)bracket.before.open, open, close, found);
    if (scan->last_link > bracket.at)
        return false;
    if (next == '(') {
        struct target target = target_read(letters, close + 1);

        if (!target_is_likely(letters, &target) || open + 1 == close)
            return false;
        if (target.line_break > 0)
            return form_broken_target(letters, open, close, &target, found);
        return !target.is_closed && form_unclosed(letters, open, close, &target, found);
    }
    if (next == '[')
        return form_undefined_reference(letters, open, close, found);
    if (next == ']' && form_wiki(letters, open, close, found))
        return true;
    if (next == ')')
        return form_mixed(letters, open, close, found);
    if (next == '{')
        return form_braces(letters, open, close, found);
    return find_missing_parenthesis(scan, open, close, found) ||
           form_gap(letters, open, close, found);
}

static void push_bracket(struct malformed_scan *scan, size_t at)
{
    struct bracket bracket = {(ptrdiff_t)at, {NONE, NONE}, false};

    if (scan->bracket_count == STACK_SIZE)
        memmove(scan->brackets, scan->brackets + 1, --scan->bracket_count * sizeof bracket);
    if (at > 0 && scan->last_pair.close == (ptrdiff_t)at - 1)
        bracket.before = scan->last_pair;
    scan->brackets[scan->bracket_count++] = bracket;
}

static void push_parenthesis(struct malformed_scan *scan, size_t at)
{
    if (scan->parenthesis_count == STACK_SIZE)
        memmove(scan->parentheses, scan->parentheses + 1,
                --scan->parenthesis_count * sizeof *scan->parentheses);
    scan->parentheses[scan->parenthesis_count++] = (ptrdiff_t)at;
}

/* What was found counts as a link to what follows. */
static void pass_found(struct malformed_scan *scan, const struct malformed *found)
{
    while (scan->at < scan->letters.count &&
           letter_offset(&scan->letters, scan->at) < found->span.end)
        scan->at++;
    scan->low = scan->at;
    scan->last_link = (ptrdiff_t)scan->at - 1;
}

static bool scan_letters(struct malformed_scan *scan, struct malformed *found)
{
    while (scan->at < scan->letters.count) {
        size_t at = scan->at++;

        switch (scan->letters.bytes[at]) {
        case '[':
            push_bracket(scan, at);
            break;
        case '(':
            if (find_missing_end_bracket(scan, at, found)) {
                scan->bracket_count--;
                pass_found(scan, found);
                return true;
            }
            push_parenthesis(scan, at);
            break;
        case ')':
            if (scan->parenthesis_count > 0)
                scan->last_pair =
                    (struct pair){scan->parentheses[--scan->parenthesis_count], (ptrdiff_t)at};
            break;
        case LETTER_LINK:
            scan->last_link = (ptrdiff_t)at;
            scan->low = at + 1;
            break;
        case '\n':
            scan->low = at + 1;
            break;
        case ']':
            if (find_at_closing_bracket(scan, at, found)) {
                pass_found(scan, found);
                return true;
            }
            break;
        default:
            break;
        }
    }
    return false;
}

static size_t find_byte(struct keur_text source, char byte, size_t from)
{
    const char *found = memchr(source.bytes + from, byte, source.length - from);

    return found == NULL ? source.length : (size_t)(found - source.bytes);
}

/* Most blocks have no bracket. */
static bool may_have_bracket(struct malformed_scan *scan, struct keur_span block)
{
    struct keur_text source = keur_source(scan->document);

    if (scan->next_opening < block.begin)
        scan->next_opening = find_byte(source, '[', block.begin);
    if (scan->next_closing < block.begin)
        scan->next_closing = find_byte(source, ']', block.begin);
    return scan->next_opening < block.end || scan->next_closing < block.end;
}

static void scan_block(struct malformed_scan *scan, const struct keur_node *block)
{
    scan->above = scan->block;
    scan->block = block;
    scan->letters.count = 0;
    if (may_have_bracket(scan, block->span))
        scan->letters = letters_of(scan->run, scan->document, block);
    scan->at = scan->low = 0;
    scan->bracket_count = scan->parenthesis_count = 0;
    scan->last_pair = (struct pair){NONE, NONE};
    scan->last_link = NONE;
}

struct malformed_scan *malformed_begin(keur_run *run, const keur_document *document,
                                       const struct keur_node *node, size_t end)
{
    struct malformed_scan *scan = keur_allocate(run, sizeof *scan);

    scan->run = run;
    scan->document = document;
    malformed_restart(scan, node, end);
    return scan;
}

void malformed_restart(struct malformed_scan *scan, const struct keur_node *node, size_t end)
{
    scan->node = node;
    scan->block = NULL;
    scan->end = end;
    scan->letters.count = 0;
    scan->next_opening = scan->next_closing = 0;
}

bool malformed_next(struct malformed_scan *scan, struct malformed *ret_malformed)
{
    const uint32_t blocks = KEUR_KIND(KEUR_NODE_PARAGRAPH) | KEUR_KIND(KEUR_NODE_HEADING) |
                            KEUR_KIND(KEUR_NODE_TABLE_CELL);

    *ret_malformed = (struct malformed){0};
    for (;;) {
        if (scan_letters(scan, ret_malformed))
            return true;
        if (scan->node != NULL && (KEUR_KIND(scan->node->kind) & blocks) == 0)
            scan->node = keur_next_of(scan->document, scan->node, blocks);
        if (scan->node == NULL || scan->node->span.begin >= scan->end)
            return false;
        scan_block(scan, scan->node);
        scan->node = keur_following_outside(scan->node);
    }
}
