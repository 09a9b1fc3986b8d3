/* "**" that nothing closes shows as two asterisks. */
#include <string.h>

#include "mkdocs.h"
#include "survey.h"

struct stars {
    struct keur_span first, last; /* pairs that are text */
    size_t count;                 /* how many there are */
    bool is_certain;              /* no run of another length, and each stands at a word */
};

static bool is_one_of(char byte, const char *bytes)
{
    return byte != '\0' && strchr(bytes, byte) != NULL;
}

/* Paths and formulas have asterisks between other signs: exactly one side is a word. */
static bool stands_at_word(struct keur_text source, size_t begin, size_t end)
{
    char before = begin > 0 ? source.bytes[begin - 1] : ' ';
    char behind = end < source.length ? source.bytes[end] : ' ';
    bool is_free_before = is_one_of(before, " \t\r\n(\"'");
    bool is_free_behind = is_one_of(behind, " \t\r\n)\"'.,;:!?");
    return !is_one_of(before, "/*") && !is_one_of(behind, "/*") && is_free_before != is_free_behind;
}

static bool is_letter(struct keur_text source, size_t at)
{
    char byte = source.bytes[at];
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte & 0x80) != 0;
}

static void take_text(struct stars *stars, const keur_document *document, struct keur_span span)
{
    struct keur_text source = keur_source(document);
    if (memchr(source.bytes + span.begin, '*', span.end - span.begin) == NULL)
        return;
    for (size_t at = span.begin; at < span.end;) {
        size_t end = at;
        if (source.bytes[at] == '\\') {
            at += 2;
            continue;
        }
        while (end < span.end && source.bytes[end] == '*')
            end++;
        if (end - at == 2 && end > at) {
            stars->last = (struct keur_span){at, end};
            if (stars->count++ == 0)
                stars->first = stars->last;
            stars->is_certain = stars->is_certain && stands_at_word(source, at, end);
        } else if (end > at + 2) {
            stars->is_certain = false;
        }
        at = end > at ? end : at + 1;
    }
}

/* "**word*" and "*word**": one asterisk is the sign of italics, the other shows. */
static void check_uneven(keur_run *run, const keur_document *document, const struct keur_node *node)
{
    struct keur_text source = keur_source(document);
    size_t begin = node->span.begin, end = node->span.end;
    bool before = begin > 0 && source.bytes[begin - 1] == '*';
    bool behind = end < source.length && source.bytes[end] == '*';
    if (source.bytes[begin] != '*' || before == behind)
        return;
    size_t first = begin - before, last = end + behind;
    struct keur_text around = {source.bytes + first, last - first};
    bool is_apart =
        stands_at_word(source, first, begin + 1) && stands_at_word(source, end - 1, last);
    bool is_text = is_letter(source, begin + 1) && is_letter(source, end - 2);
    if (!is_apart || !is_text)
        return;
    struct keur_edit edit = {{before ? end : begin, before ? end : begin}, {"*", 1}, KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
    keur_report_details(
        run, (struct keur_span){first, last}, &details,
        "\"%.*s\" has two asterisks at one end and one at the other, and readers see "
        "one of them; write two or one at both",
        KEUR_ARGUMENT(around));
}

/* "** word**" and "**word **": pymdownx.betterem leaves both as they are, Python-Markdown alone
 * does not.  With a blank at both ends it may be a power. */
static void check_spaced(keur_run *run, const keur_document *document, const struct stars *stars)
{
    struct keur_text source = keur_source(document);
    struct keur_span first = stars->first, last = stars->last;
    size_t begin = first.end, end = last.begin;
    while (begin < end && is_one_of(source.bytes[begin], " \t"))
        begin++;
    while (end > begin && is_one_of(source.bytes[end - 1], " \t"))
        end--;
    bool is_behind = begin > first.end, is_before = end < last.begin;
    bool is_apart = first.begin == 0 || is_one_of(source.bytes[first.begin - 1], " \t\r\n(\"'|");
    bool is_text = is_letter(source, begin) || source.bytes[begin] == '[';
    if (is_behind == is_before || !is_apart || !is_text || !site_has(run, "pymdownx.betterem"))
        return;
    struct keur_span blank =
        is_behind ? (struct keur_span){first.end, begin} : (struct keur_span){end, last.begin};
    struct keur_edit edit = {blank, {"", 0}, KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
    keur_report_details(run, is_behind ? first : last, &details,
                        "a blank stands %s \"**\", so the site shows the asterisks and no bold "
                        "text; take it out",
                        is_behind ? "behind" : "before");
}

/* All texts of a block; what is in a link is a matter of its own. */
static void check_block(keur_run *run, const keur_document *document, const struct keur_node *block)
{
    const struct keur_node *end = keur_following_outside(block);
    const struct keur_node *node = block->first_child;
    struct stars stars = {.is_certain = true};
    while (node != NULL && node != end) {
        if (node->kind == KEUR_NODE_TEXT)
            take_text(&stars, document, node->span);
        else if (node->kind == KEUR_NODE_EMPHASIS)
            check_uneven(run, document, node);
        bool is_link = node->kind == KEUR_NODE_LINK || node->kind == KEUR_NODE_IMAGE;
        node = is_link ? keur_following_outside(node) : keur_following(node);
    }
    if (stars.count % 2 == 1 && stars.is_certain)
        keur_report(run, stars.last,
                    "\"**\" is without its partner, and readers see the asterisks; write the other "
                    "\"**\", or take this one out");
    else if (stars.count == 2)
        check_spaced(run, document, &stars);
}

static void check_unclosed_emphasis(keur_run *run, const keur_document *document)
{
    struct text_search search = text_search_begin(run, document);
    const struct keur_node *block;
    while ((block = text_search_next(&search, '*')) != NULL)
        check_block(run, document, block);
}

const struct keur_check mkdocs_unclosed_emphasis = {
    .size = sizeof(struct keur_check),
    .id = "mkdocs/unclosed-emphasis",
    .summary = "Bold text ends where it should.",
    .run = check_unclosed_emphasis,
};
