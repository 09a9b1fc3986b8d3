/* A reference to a law of which half is a link and half the text beside it: "article 10 of the
 * [AI Act](...)", "[article 5](...) of the GDPR". */
#include <string.h>

#include "laws.h"
#include "links.h"

enum { REACH = 200 }; /* bytes beside a link that are read */

/* ---- The text beside a link ---- */

static bool is_border(char byte)
{
    return strchr("[]<>|", byte) != NULL;
}

static bool is_dressing(char byte)
{
    return strchr(" \t\r\n*_", byte) != NULL;
}

struct law_beside law_beside_read(const keur_document *document, const struct keur_link *link)
{
    struct keur_text source = keur_source(document);
    const struct keur_node *block = link->node;
    size_t end = link->attributes.end > link->span.end ? link->attributes.end : link->span.end;
    struct keur_span before = {link->span.begin, link->span.begin}, behind = {end, end};

    while (block != NULL && block->kind >= KEUR_NODE_TEXT)
        block = block->parent;
    if (block == NULL || link->node->kind != KEUR_NODE_LINK)
        return (struct law_beside){{"", 0}, {"", 0}, false};
    while (before.begin > block->content.begin && before.end - before.begin < REACH &&
           !is_border(source.bytes[before.begin - 1]))
        before.begin--;
    while (behind.end < block->content.end && behind.end - behind.begin < REACH &&
           !is_border(source.bytes[behind.end]))
        behind.end++;
    bool is_end = behind.end == block->content.end || source.bytes[behind.end] == '|';
    while (before.end > before.begin && is_dressing(source.bytes[before.end - 1]))
        before.end--;
    while (behind.begin < behind.end && is_dressing(source.bytes[behind.begin]))
        behind.begin++;
    return (struct law_beside){keur_slice(document, before), keur_slice(document, behind), is_end};
}

/* ---- Parts ---- */

static size_t skip_marks(struct keur_text text, size_t at)
{
    while (at < text.length && strchr(" \t\r\n,", text.bytes[at]) != NULL)
        at++;
    return at;
}

/* Behind one of the words that may stand between a part and its law, "of the", "paragraph 2, of":
 * a word, a number, a letter; the same place when there is none. */
static size_t skip_between(const struct law_grammar *grammar, struct keur_text text, size_t at)
{
    size_t end = at + text_word_at(&grammar->between, text, at);

    if (end > at)
        return end;
    while (end < text.length && text.bytes[end] >= '0' && text.bytes[end] <= '9')
        end++;
    if (end == at && end < text.length && byte_is_letter(text.bytes[end]))
        end++;
    return end < text.length && byte_is_letter(text.bytes[end]) ? at : end;
}

static bool is_between(const struct law_grammar *grammar, struct keur_text text, size_t at)
{
    while ((at = skip_marks(text, at)) < text.length) {
        size_t end = skip_between(grammar, text, at);
        if (end == at)
            return false;
        at = end;
    }
    return true;
}

/* The last part that is named before the link, when nothing else stands between. */
static struct keur_text part_before(const struct law_grammar *grammar, struct keur_text text)
{
    for (size_t at = text.length; at > 0; at--) {
        bool is_within_word = at > 1 && byte_is_letter(text.bytes[at - 2]);
        size_t end = is_within_word ? 0 : law_part_end(grammar, text, at - 1);
        if (end == 0)
            continue;
        struct keur_text part = {text.bytes + at - 1, text.length - (at - 1)};
        return is_between(grammar, text, end) ? part : (struct keur_text){"", 0};
    }
    return (struct keur_text){"", 0};
}

/* The part directly behind the link, when the sentence ends there: else it may be of another law.
 */
static struct keur_text part_behind(const struct law_grammar *grammar,
                                    const struct law_beside *beside)
{
    struct keur_text text = beside->behind;
    size_t at = skip_marks(text, 0);

    at += at < text.length && text.bytes[at] == '(';
    size_t end = at < text.length ? law_part_end(grammar, text, at) : 0;
    bool is_last =
        end == text.length ? beside->is_end : end > 0 && strchr(".;:)", text.bytes[end]) != NULL;
    if (end == 0 || !is_last)
        return (struct keur_text){"", 0};
    return (struct keur_text){text.bytes + at, end - at};
}

struct keur_text law_beside_part(const struct law_grammar *grammar, const struct law_beside *beside)
{
    struct keur_text before = part_before(grammar, beside->before);
    struct keur_text behind = part_behind(grammar, beside);

    if (before.length > 0 && behind.length > 0)
        return (struct keur_text){"", 0};
    return before.length > 0 ? before : behind;
}

/* ---- Laws ---- */

/* "of the GDPR" */
static bool law_behind(const struct law_grammar *grammar, const struct laws *laws,
                       struct keur_text text, struct law_named *ret_named, bool *ret_is_said)
{
    size_t at = skip_marks(text, 0), end;

    *ret_is_said = false;
    at += at < text.length && text.bytes[at] == '(';
    while (at < text.length) {
        if (laws_next_named(laws, text, at, ret_named) && ret_named->span.begin == at)
            return true;
        end = at + text_word_at(&grammar->between, text, at);
        if (end == at)
            return false;
        *ret_is_said = true;
        at = skip_marks(text, end);
    }
    return false;
}

bool law_beside_named(const struct law_grammar *grammar, const struct laws *laws,
                      const struct law_beside *beside, struct law_named *ret_named,
                      struct keur_text *ret_text)
{
    struct law_named named;
    bool is_said;
    size_t at = 0;

    *ret_text = beside->behind;
    if (law_behind(grammar, laws, beside->behind, ret_named, &is_said))
        return true;
    *ret_text = beside->before;
    ret_named->law = NULL;
    while (laws_next_named(laws, beside->before, at, &named)) {
        at = named.span.end;
        *ret_named = named;
    }
    return !is_said && ret_named->law != NULL && ret_named->span.end == beside->before.length;
}
