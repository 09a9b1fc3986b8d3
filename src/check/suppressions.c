#include "check/suppressions.h"

#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "check/scope.h"

/* ---- Where a comment stands ---- */

static bool is_inline(const struct keur_node *node)
{
    return node->kind >= KEUR_NODE_TEXT;
}

const struct keur_node *comment_block(const keur_document *document, const struct comment *comment)
{
    const struct keur_node *node =
        comment->is_yaml ? NULL : keur_node_at(document, comment->span.begin);
    while (node != NULL && is_inline(node))
        node = node->parent;
    return node;
}

static bool is_blank(const keur_document *document, size_t begin, size_t end)
{
    return keur_text_trim(keur_slice(document, (struct keur_span){begin, end})).length == 0;
}

/* From the first byte of its first line to the last of its last line, without the ending. */
static struct keur_span lines_of(const keur_document *document, struct keur_span span)
{
    size_t last = span.end > span.begin ? span.end - 1 : span.begin;
    return (struct keur_span){keur_line(document, keur_line_at(document, span.begin)).begin,
                              keur_line(document, keur_line_at(document, last)).end};
}

bool comment_is_alone(const keur_document *document, const struct comment *comment)
{
    struct keur_span lines = lines_of(document, comment->span);
    return is_blank(document, lines.begin, comment->span.begin) &&
           is_blank(document, comment->span.end, lines.end);
}

/* ---- What it covers ---- */

static struct keur_span cover_lines(const keur_document *document, struct keur_span span)
{
    struct keur_span lines = lines_of(document, span);
    size_t next = keur_line_at(document, span.end > span.begin ? span.end - 1 : span.begin) + 1;
    lines.end = next < keur_line_count(document) ? keur_line(document, next).begin : SIZE_MAX;
    return lines;
}

/* Does a block hold comments to keur only?  Then it is none that another one could speak of. */
static bool is_comments_only(const keur_document *document, const struct keur_node *node)
{
    struct keur_text text = keur_text_trim(keur_slice(document, node->span));
    return node->kind == KEUR_NODE_HTML_BLOCK && text_starts_with(text, "<!--") &&
           text_starts_with(keur_text_trim(text_slice(text, 4, text.length)), "keur-") &&
           text_ends_with(text, "-->");
}

/* The next block behind a comment in a block of its own, or behind the paragraph, heading or table
 * that holds it. */
static const struct keur_node *next_block(const keur_document *document,
                                          const struct keur_node *block)
{
    while (block->kind == KEUR_NODE_TABLE_CELL || block->kind == KEUR_NODE_TABLE_ROW)
        block = block->parent;
    const struct keur_node *next = keur_following_outside(block);
    while (next != NULL && is_comments_only(document, next))
        next = keur_following_outside(next);
    return next;
}

static struct keur_span cover_next_block(const keur_document *document,
                                         const struct comment *comment)
{
    const struct keur_node *block = comment_block(document, comment);
    struct keur_span cover = {comment->span.end, comment->span.end};
    if (block == NULL)
        return cover;
    /* Within more HTML: the rest of that. */
    bool is_first_of_html = block->kind == KEUR_NODE_HTML_BLOCK &&
                            !is_comments_only(document, block) &&
                            !is_blank(document, comment->span.end, block->span.end);
    const struct keur_node *next = is_first_of_html ? block : next_block(document, block);
    if (next != NULL)
        cover.end = cover_lines(document, next->span).end;
    return cover;
}

/* The next key or item with all of its value; aliases have their places elsewhere. */
static struct keur_span cover_next_value(const keur_document *document, size_t from)
{
    struct keur_span cover = {from, from};
    size_t nearest = SIZE_MAX;
    const struct keur_value *value = keur_front_matter(document)->root;
    for (; value != NULL; value = comment_value_following(value)) {
        bool has_key = value->key_span.end > value->key_span.begin;
        size_t begin = has_key ? value->key_span.begin : value->span.begin;
        if (begin < from || begin >= nearest)
            continue;
        nearest = begin;
        cover.end = cover_lines(document, (struct keur_span){begin, value->span.end}).end;
    }
    return cover;
}

static bool has_name(const struct comment *comment, struct keur_text name)
{
    for (size_t i = 0; i < comment->name_count; i++)
        if (keur_text_equals(comment->names[i].text, name))
            return true;
    return false;
}

/* From keur-disable to the keur-enable for the same rule, or for all. */
const struct comment *comment_end(const struct comments *comments, const struct comment *disable,
                                  struct keur_text name)
{
    const struct comment *end = comments->items + comments->count;
    for (const struct comment *later = disable + 1; later < end; later++)
        if (later->form == COMMENT_ENABLE && (later->name_count == 0 || has_name(later, name)))
            return later;
    return NULL;
}

static struct keur_span cover_until_enabled(const struct comments *comments,
                                            const struct comment *disable, struct keur_text name)
{
    const struct comment *end = comment_end(comments, disable, name);
    return (struct keur_span){disable->span.begin, end == NULL ? SIZE_MAX : end->span.begin};
}

static struct keur_span cover_of(const keur_document *document, const struct comments *comments,
                                 const struct comment *comment, struct keur_text name)
{
    switch (comment->form) {
    case COMMENT_LINE:
        return cover_lines(document, comment->span);
    case COMMENT_NEXT:
        return comment->is_yaml ? cover_next_value(document, comment->span.end)
                                : cover_next_block(document, comment);
    case COMMENT_DISABLE:
        return cover_until_enabled(comments, comment, name);
    case COMMENT_FILE:
        return (struct keur_span){0, SIZE_MAX};
    case COMMENT_ENABLE:
    case COMMENT_UNKNOWN:
        break;
    }
    return (struct keur_span){0, 0};
}

/* ---- What goes when the comment goes ---- */

static bool is_blank_line(const keur_document *document, size_t line)
{
    struct keur_span span = keur_line(document, line);
    return is_blank(document, span.begin, span.end);
}

const struct keur_node *node_before(const struct keur_node *node)
{
    const struct keur_node *each = node->parent == NULL ? NULL : node->parent->first_child;
    while (each != NULL && each->next != node)
        each = each->next;
    return each;
}

/* May the lines go without joining what stands before and behind them? */
static bool keeps_apart(const keur_document *document, const struct comment *comment)
{
    size_t first = keur_line_at(document, comment->span.begin);
    size_t last = keur_line_at(document, comment->span.end - 1);
    if (comment->is_yaml)
        return true;
    bool is_apart = first == 0 || is_blank_line(document, first - 1) ||
                    last + 1 >= keur_line_count(document) || is_blank_line(document, last + 1);
    const struct keur_node *node = comment_block(document, comment);
    const struct keur_node *before = node == NULL ? NULL : node_before(node);
    bool may_join = before != NULL && node->next != NULL &&
                    (before->kind == KEUR_NODE_LIST || before->kind == KEUR_NODE_BLOCK_QUOTE ||
                     before->kind == KEUR_NODE_CODE_BLOCK || before->kind == KEUR_NODE_CONTAINER ||
                     before->kind == KEUR_NODE_FOOTNOTE);
    return is_apart && !may_join;
}

static bool is_blank_byte(char c)
{
    return c == ' ' || c == '\t';
}

/* With the empty line below where there is one above too. */
static struct removal lines_removal(const keur_document *document, const struct comment *comment)
{
    size_t length = keur_source(document).length;
    size_t first = keur_line_at(document, comment->span.begin);
    size_t below = keur_line_at(document, comment->span.end - 1) + 1;
    struct keur_span lines = cover_lines(document, comment->span);
    if (!keeps_apart(document, comment))
        return (struct removal){{lines.begin, lines.end < length ? lines.end : length},
                                KEUR_UNSAFE};
    if (!comment->is_yaml && first > 0 && below < keur_line_count(document) &&
        is_blank_line(document, first - 1) && is_blank_line(document, below))
        lines.end = cover_lines(document, keur_line(document, below)).end;
    return (struct removal){{lines.begin, lines.end < length ? lines.end : length}, KEUR_SAFE};
}

/* Nothing but the pipe that ends a row. */
static bool is_end_of_line(struct keur_text rest)
{
    rest = keur_text_trim(rest);
    return rest.length == 0 || text_is(rest, "|");
}

/* A marker of a list or quote alone would not be one any more, or be another one. */
static bool has_words(struct keur_text text)
{
    uint32_t code_point;
    for (size_t at = 0, length; (length = keur_decode(text, at, &code_point)) > 0; at += length)
        if (keur_category(code_point)[0] == 'L' || code_point == '|')
            return true;
    return false;
}

struct removal comment_removal(const keur_document *document, const struct comment *comment)
{
    if (comment_is_alone(document, comment))
        return lines_removal(document, comment);
    struct keur_text source = keur_source(document);
    struct keur_span span = comment->span, lines = cover_lines(document, span);
    bool is_first = is_blank(document, lines.begin, span.begin);
    struct keur_text before = text_slice(source, lines.begin, span.begin);
    bool is_last = is_end_of_line(text_slice(source, span.end, lines.end));
    bool is_before_blank = is_last || is_blank_byte(source.bytes[span.end]);
    while (!is_first && is_before_blank && span.begin > lines.begin &&
           is_blank_byte(source.bytes[span.begin - 1]))
        span.begin--;
    while (is_first && span.end < source.length && is_blank_byte(source.bytes[span.end]))
        span.end++;
    /* What comes to stand behind the begin of the line may get another meaning there. */
    return (struct removal){span, is_before_blank && has_words(before) ? KEUR_SAFE : KEUR_UNSAFE};
}

/* ---- All of a document ---- */

static bool is_known_as(const struct rule *rule, struct keur_text name)
{
    for (size_t i = 0; i < rule->aliases.count; i++)
        if (keur_text_equals(rule->aliases.items[i], name))
            return true;
    return keur_text_equals(rule->id, name);
}

const struct rule *suppressions_rule(const struct project *project, struct keur_text name)
{
    for (size_t i = 0; i < project->rule_count; i++)
        if (is_known_as(&project->rules[i], name))
            return &project->rules[i];
    return NULL;
}

static size_t line_number(const keur_document *document, size_t offset)
{
    size_t length = keur_source(document).length;
    return keur_line_at(document, offset < length ? offset : length) + 1;
}

static struct suppression describe(const keur_document *document, const struct comment *comment,
                                   struct arena *arena)
{
    struct suppression suppression = {
        .path = arena_copy(arena, keur_path(document)),
        .form = arena_copy(arena, keur_slice(document, comment->word)),
        .reason = arena_copy(arena, comment->reason),
        .comment = comment->span,
    };
    if (comment->name_count > 0)
        suppression.names = (struct keur_span){comment->names[0].span.begin,
                                               comment->names[comment->name_count - 1].span.end};
    struct removal removal = comment_removal(document, comment);
    suppression.removal = removal.span;
    suppression.removal_safety = removal.safety;
    suppression.is_alone = comment_is_alone(document, comment);
    return suppression;
}

static void set_rule(struct suppression *suppression, const struct rule *rule,
                     const keur_document *document)
{
    if (rule == NULL || text_starts_with(rule->id, "keur/"))
        return;
    suppression->rule = rule->id;
    suppression->is_judged = scope_rule(rule, keur_path(document), keur_type(document)) != NULL;
    suppression->needs_index = rule->check != NULL && rule->check->run_project != NULL;
}

/* Of the finding about a comment that suppresses nothing. */
static enum severity unused_severity(const struct project *project, const keur_document *document)
{
    const struct rule *rule = suppressions_rule(project, TEXT(SUPPRESSIONS_UNUSED));
    if (rule != NULL)
        rule = scope_rule(rule, keur_path(document), keur_type(document));
    return rule == NULL ? SEVERITY_OFF : rule->severity;
}

void check_suppressions(const struct project *project, const keur_document *document,
                        struct arena *scratch, struct arena *arena,
                        struct suppressions *suppressions)
{
    struct comments comments = comments_read(document, scratch);
    enum severity severity =
        comments.count == 0 ? SEVERITY_OFF : unused_severity(project, document);
    for (size_t i = 0; i < comments.count; i++) {
        const struct comment *comment = &comments.items[i];
        if (comment->form == COMMENT_UNKNOWN || comment->form == COMMENT_ENABLE)
            continue;
        struct suppression shared = describe(document, comment, arena);
        size_t n = 0;
        do {
            struct suppression *suppression = ARRAY_PUSH(suppressions);
            *suppression = shared;
            struct keur_text name = comment->name_count == 0 ? TEXT("") : comment->names[n].text;
            suppression->cover = cover_of(document, &comments, comment, name);
            suppression->first_line = line_number(document, suppression->cover.begin);
            suppression->last_line =
                line_number(document, suppression->cover.end > suppression->cover.begin
                                          ? suppression->cover.end - 1
                                          : suppression->cover.begin);
            suppression->name = arena_copy(arena, name);
            suppression->severity = severity;
            set_rule(suppression, suppressions_rule(project, name), document);
        } while (++n < comment->name_count);
    }
}
