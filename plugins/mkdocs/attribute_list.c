/* "{ .class }" that belongs to nothing shows as text. */
#include <string.h>

#include "mkdocs.h"
#include "survey.h"

enum { MAX_LENGTH = 500 }; /* bytes of a list that anybody writes */

/* ---- What an attribute list is ---- */

static bool is_name_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '-' || byte == '_';
}

static size_t skip_name(struct keur_text text, size_t at)
{
    while (at < text.length && is_name_byte(text.bytes[at]))
        at++;
    return at;
}

/* Behind a quoted value; 0 when its quote does not close. */
static size_t skip_value(struct keur_text text, size_t at)
{
    char quote = at < text.length ? text.bytes[at] : '\0';
    if (quote != '"' && quote != '\'')
        return skip_name(text, at);
    for (at++; at < text.length && text.bytes[at] != '\n'; at++)
        if (text.bytes[at] == quote)
            return at + 1;
    return 0;
}

/* Behind ".class", "#id" or "key=value" at `at`; 0 when there is none. */
static size_t skip_attribute(struct keur_text text, size_t at)
{
    bool has_sign = at < text.length && strchr(".#", text.bytes[at]) != NULL;
    size_t begin = at + has_sign, end = skip_name(text, begin);
    bool is_letter = end > begin && !(text.bytes[begin] >= '0' && text.bytes[begin] <= '9');
    if (!is_letter)
        return 0;
    if (has_sign)
        return end;
    if (end >= text.length || text.bytes[end] != '=')
        return 0;
    size_t value = skip_value(text, end + 1);
    return value > end + 1 ? value : 0;
}

/* The length of the attribute list that the text begins with; 0 when it is none.  *ret_open is that
 * of its attributes where no "}" follows them, else 0. */
static size_t list_length(struct keur_text text, size_t *ret_open)
{
    size_t at = text.length > 1 && text.bytes[1] == ':' ? 2 : 1, count = 0;
    *ret_open = 0;
    if (text.length < 2 || text.bytes[0] != '{')
        return 0;
    for (;; count++) {
        size_t end = at;
        while (at < text.length && text.bytes[at] == ' ')
            at++;
        if (at < text.length && text.bytes[at] == '}')
            return count > 0 ? at + 1 : 0;
        at = skip_attribute(text, at);
        if (at == 0) {
            if (count > 0)
                *ret_open = end;
            return 0;
        }
    }
}

/* The same for what ends a heading: all of it is attributes, which there may be names alone, as
 * "data-search-exclude".  0 where something else is among them, or a "}". */
static size_t open_length(struct keur_text text)
{
    size_t at = text.length > 1 && text.bytes[1] == ':' ? 2 : 1;
    text.length = keur_text_trim(text).length;
    while (at < text.length) {
        size_t begin = at;
        while (at < text.length && text.bytes[at] == ' ')
            at++;
        size_t name = skip_name(text, at), end = skip_attribute(text, at);
        bool is_alone = memchr(text.bytes + at, '-', name - at) != NULL &&
                        (name == text.length || text.bytes[name] == ' ');
        at = end > 0 ? end : is_alone ? name : 0;
        if (at <= begin)
            return 0;
    }
    return text.length > 2 ? text.length : 0;
}

/* ---- What it belongs to ---- */

struct place {
    const keur_document *document;
    const struct keur_node *text, *before; /* the text that it is in, and the sibling before that */
    struct keur_span span;
};

static bool is_element(const struct keur_node *node)
{
    return node != NULL && (node->kind == KEUR_NODE_CODE || node->kind == KEUR_NODE_EMPHASIS ||
                            node->kind == KEUR_NODE_STRONG || node->kind == KEUR_NODE_LINK ||
                            node->kind == KEUR_NODE_IMAGE);
}

/* Alone on the last line of a paragraph that has more, or at the end of a heading or cell. */
static bool ends_block(const struct place *place)
{
    const struct keur_node *block = place->text;
    while (block->kind >= KEUR_NODE_TEXT)
        block = block->parent;
    size_t line = keur_line_at(place->document, place->span.begin);
    bool is_last = keur_text_trim(keur_slice(place->document,
                                             (struct keur_span){place->span.end, block->span.end}))
                       .length == 0;
    if (block->kind == KEUR_NODE_HEADING || block->kind == KEUR_NODE_TABLE_CELL)
        return true;
    return is_last && text_begin(place->document, line) == place->span.begin &&
           block->span.begin < place->span.begin;
}

static bool is_applied(const struct place *place)
{
    struct keur_text source = keur_source(place->document);
    char previous = place->span.begin > 0 ? source.bytes[place->span.begin - 1] : '\n';
    bool is_behind = place->before != NULL && place->before->span.end == place->span.begin;
    return previous == ':' || previous == '{' || previous == '\\' ||
           (is_behind && is_element(place->before)) || ends_block(place);
}

/* ---- Reporting ---- */

static void report(keur_run *run, const struct place *place)
{
    struct keur_text list = keur_slice(place->document, place->span);
    struct keur_span gap = {place->before == NULL ? place->span.begin : place->before->span.end,
                            place->span.begin};
    struct keur_text between = keur_slice(place->document, gap);
    struct keur_edit edit = {gap, {"", 0}, KEUR_SAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
    bool is_near = is_element(place->before) && between.length > 0 &&
                   keur_text_trim(between).length == 0 &&
                   memchr(between.bytes, '\n', between.length) == NULL;
    if (is_near)
        keur_report_details(
            run, place->span, &details,
            "attribute list \"%.*s\" applies to nothing, and readers see it; put it "
            "directly behind what it is for, without a blank",
            KEUR_ARGUMENT(list));
    else
        keur_report(
            run, place->span,
            "attribute list \"%.*s\" applies to nothing, and readers see it; put it directly "
            "behind a link, picture or bold text, or alone on a paragraph's last line",
            KEUR_ARGUMENT(list));
}

/* "[text](target){ .class" with no "}" in the line, and "# Text { .class". */
static void report_open(keur_run *run, const struct place *place, size_t end)
{
    struct keur_text source = keur_source(place->document);
    struct keur_span line =
        keur_line(place->document, keur_line_at(place->document, place->span.begin));
    struct keur_text rest = keur_slice(place->document, (struct keur_span){end, line.end});
    bool is_last = keur_text_trim(rest).length == 0;
    struct keur_edit edit = {{end, end},
                             {source.bytes[place->span.begin + 1] == ' ' ? " }" : "}",
                              source.bytes[place->span.begin + 1] == ' ' ? 2 : 1},
                             is_last ? KEUR_SAFE : KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
    if (text_find(rest, '}', 0) < rest.length)
        return;
    keur_report_details(
        run, (struct keur_span){place->span.begin, end}, &details,
        "the attribute list is not closed, and readers see it; write \"}\" where it "
        "ends");
}

static void check_text(keur_run *run, const keur_document *document, const struct walk *walk)
{
    struct keur_text source = keur_source(document);
    const struct keur_node *text = walk->node;
    struct keur_text own = {source.bytes, text->span.end};
    for (size_t at = text->span.begin; (at = text_find(own, '{', at)) < own.length; at++) {
        size_t left = source.length - at;
        struct keur_text rest = {source.bytes + at, left < MAX_LENGTH ? left : MAX_LENGTH};
        size_t open, length = list_length(rest, &open);
        struct place place = {document, text, walk->before, {at, at + length}};
        if (at > text->span.begin && source.bytes[at - 1] != ' ' && source.bytes[at - 1] != '\n')
            continue; /* "\frac{.x}" is a formula */
        if (at > text->span.begin &&
            keur_text_trim(keur_slice(document, (struct keur_span){text->span.begin, at})).length >
                0)
            place.before = NULL;
        const struct keur_node *block = text->parent;
        bool is_behind = is_element(place.before) && place.before->span.end == at;
        if (length == 0 && open == 0 && block->kind == KEUR_NODE_HEADING)
            open = open_length(keur_slice(document, (struct keur_span){at, block->content.end}));
        if (length > 0 && !is_applied(&place) && site_has(run, "attr_list"))
            report(run, &place);
        else if (open > 0 && (is_behind || block->kind == KEUR_NODE_HEADING))
            report_open(run, &place, at + open);
    }
}

static void check_attribute_list(keur_run *run, const keur_document *document)
{
    struct text_search search = text_search_begin(run, document);
    const struct keur_node *block;
    while ((block = text_search_next(&search, '{')) != NULL) {
        const struct keur_node *end = keur_following_outside(block);
        for (struct walk walk = {block, NULL}; walk.node != end; walk_next(&walk))
            if (walk.node->kind == KEUR_NODE_TEXT)
                check_text(run, document, &walk);
    }
}

const struct keur_check mkdocs_attribute_list = {
    .size = sizeof(struct keur_check),
    .id = "mkdocs/attribute-list",
    .summary = "An attribute list stands where it applies to something.",
    .run = check_attribute_list,
};
