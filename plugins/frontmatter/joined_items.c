#include "joined_items.h"

#include "rewrite.h"

/* What stands before the hyphen of an item that begins its line. */
static bool find_indentation(const keur_document *document, const struct keur_value *item,
                             struct keur_text *ret_indentation)
{
    struct keur_text source = keur_source(document);
    size_t begin = keur_line(document, keur_line_at(document, item->span.begin)).begin, at = begin;

    while (at < item->span.begin && source.bytes[at] == ' ')
        at++;
    *ret_indentation = (struct keur_text){source.bytes + begin, at - begin};
    return source.bytes[at] == '-';
}

/* The hyphen of the item on the line behind a line feed, or `end`. */
static size_t find_hyphen(struct keur_text source, size_t line_feed, size_t end)
{
    size_t at = line_feed + 1;

    while (at < end && source.bytes[at] == ' ')
        at++;
    return at + 1 < end && source.bytes[at] == '-' && source.bytes[at + 1] == ' ' ? at : end;
}

static bool is_accepted(keur_run *run, const struct schema *schema, const struct keur_value *value,
                        struct keur_span piece)
{
    struct keur_text text = keur_slice(keur_run_document(run), piece);

    return rewrite_is_accepted(run, schema, value, keur_text_trim(text));
}

bool joined_items_find(keur_run *run, const struct schema *schema, const struct keur_value *value,
                       struct joined_items *ret_joined)
{
    const keur_document *document = keur_run_document(run);
    struct keur_text source = keur_source(document), indentation;
    bool is_item = value->parent != NULL && value->parent->kind == KEUR_SEQUENCE &&
                   value->parent->style == KEUR_BLOCK && value->style == KEUR_PLAIN;
    size_t end = value->span.end, begin = value->span.begin;
    enum keur_safety safety = KEUR_SAFE;

    ret_joined->count = 0;
    if (!is_item || !find_indentation(document, value, &indentation))
        return false;
    for (size_t at = begin; at < end; at++) {
        if (source.bytes[at] != '\n')
            continue;
        size_t hyphen = find_hyphen(source, at, end);
        if (hyphen == end || ret_joined->count == JOINED_ITEMS_MOST)
            return false;
        if (ret_joined->count == 0)
            ret_joined->first = (struct keur_span){hyphen, end};
        ret_joined->edits[ret_joined->count++] =
            (struct keur_edit){.span = {at + 1, hyphen}, .replacement = indentation};
        if (!is_accepted(run, schema, value, (struct keur_span){begin, at}))
            safety = KEUR_UNSAFE;
        begin = hyphen + 1;
    }
    if (!is_accepted(run, schema, value, (struct keur_span){begin, end}))
        safety = KEUR_UNSAFE;
    for (size_t i = 0; i < ret_joined->count; i++)
        ret_joined->edits[i].safety = safety;
    return ret_joined->count > 0;
}
