#include "rewrite.h"

#include <string.h>

#include "evaluate.h"

struct keur_text rewrite_clean(struct keur_text text)
{
    text = keur_text_trim(text);
    while (text.length > 0 && text.bytes[text.length - 1] == ',') {
        text.length--;
        text = keur_text_trim(text);
    }
    return text;
}

bool rewrite_drops_comma(struct keur_text text)
{
    return rewrite_clean(text).length < keur_text_trim(text).length;
}

bool rewrite_is_accepted(keur_run *run, const struct schema *schema, const struct keur_value *value,
                         struct keur_text text)
{
    struct keur_value other = *value;

    other.text = text;
    return text.length > 0 && evaluate(run, schema, &other);
}

bool rewrite_is_word(struct keur_text text)
{
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];
        bool is_letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        bool is_inner = (byte >= '0' && byte <= '9') || byte == '-' || byte == '_';
        if (!is_letter && !(is_inner && i > 0))
            return false;
    }
    return text.length > 0;
}

bool rewrite_text(keur_run *run, const struct keur_value *value, const struct keur_value *meant,
                  struct keur_text text, struct keur_edit *ret_edit)
{
    ret_edit->span = value->span;
    ret_edit->safety = KEUR_SAFE;
    if (value->style == KEUR_SINGLE_QUOTED &&
        (text.length == 0 || memchr(text.bytes, '\'', text.length) == NULL)) {
        ret_edit->replacement = keur_format(run, "'%.*s'", KEUR_ARGUMENT(text));
        return true;
    }
    if (value->style == KEUR_DOUBLE_QUOTED && rewrite_is_word(text)) {
        ret_edit->replacement = keur_format(run, "\"%.*s\"", KEUR_ARGUMENT(text));
        return true;
    }
    /* Text that is part of a plain value, or stands plain in the schema, can be plain. */
    bool is_plain = meant == NULL || meant->style == KEUR_PLAIN;
    ret_edit->replacement = text;
    return value->style == KEUR_PLAIN && is_plain && rewrite_is_word(text);
}

/* How far list items stand to the right of their key: that of the first block list, else 0. */
static size_t list_indent(const keur_document *document)
{
    const struct keur_value *root = keur_front_matter(document)->root;

    for (const struct keur_value *value = root->first_child; value != NULL; value = value->next) {
        if (value->kind != KEUR_SEQUENCE || value->style != KEUR_BLOCK)
            continue;
        size_t line = keur_line_at(document, value->span.begin);
        size_t indent = value->span.begin - keur_line(document, line).begin;
        return indent < 8 ? indent : 0;
    }
    return 0;
}

struct keur_text rewrite_line_ending(const keur_document *document, size_t offset)
{
    size_t line = keur_line_at(document, offset);
    struct keur_span ending = {keur_line(document, line).end, keur_source(document).length};

    if (line + 1 < keur_line_count(document))
        ending.end = keur_line(document, line + 1).begin;
    return keur_slice(document, ending);
}

/* The parts between commas; one when the schema takes the scalar whole; 0 when it takes neither. */
static size_t split_items(keur_run *run, const struct keur_value *value, const struct schema *items,
                          struct keur_text **ret_parts)
{
    struct keur_text rest = value->text;
    struct keur_text *parts = keur_allocate(run, (rest.length + 1) * sizeof(*parts));
    size_t count = 0;

    *ret_parts = parts;
    if (items == NULL || rewrite_is_accepted(run, items, value, rest)) {
        parts[0] = rest;
        return 1;
    }
    while (rest.length > 0) {
        const char *comma = memchr(rest.bytes, ',', rest.length);
        size_t length = comma == NULL ? rest.length : (size_t)(comma - rest.bytes);
        struct keur_text part = keur_text_trim((struct keur_text){rest.bytes, length});
        if (!rewrite_is_accepted(run, items, value, part) || !rewrite_is_word(part))
            return 0;
        parts[count++] = part;
        length += comma != NULL;
        rest.bytes += length;
        rest.length -= length;
    }
    return count;
}

/* Between key and value only a colon and blanks, on one line: no anchor, no tag, no comment. */
static bool is_simple_entry(const keur_document *document, const struct keur_value *value)
{
    if (value->style > KEUR_DOUBLE_QUOTED || value->parent == NULL ||
        value->key_span.end == value->key_span.begin || value->span.begin < value->key_span.end ||
        value->parent->style != KEUR_BLOCK || value->parent->parent != NULL)
        return false;
    struct keur_text between =
        keur_slice(document, (struct keur_span){value->key_span.end, value->span.begin});
    struct keur_text source = keur_slice(document, value->span);
    return keur_text_equals(keur_text_trim(between), (struct keur_text){":", 1}) &&
           memchr(between.bytes, '\n', between.length) == NULL && source.length > 0 &&
           memchr(source.bytes, '\n', source.length) == NULL;
}

bool rewrite_as_list(keur_run *run, const keur_document *document, const struct keur_value *value,
                     const struct schema *items, struct keur_edit *ret_edit)
{
    struct keur_text *parts;

    if (!is_simple_entry(document, value))
        return false;
    struct keur_text ending = rewrite_line_ending(document, value->span.begin);
    size_t indent = list_indent(document);
    size_t count = split_items(run, value, items, &parts);
    if (count == 0 || ending.length == 0)
        return false;

    struct keur_text list = {":", 1};
    struct keur_text source = keur_slice(document, value->span);
    for (size_t i = 0; i < count; i++) {
        struct keur_text item = count == 1 ? source : parts[i];
        list = keur_format(run, "%.*s%.*s%*s- %.*s", KEUR_ARGUMENT(list), KEUR_ARGUMENT(ending),
                           (int)indent, "", KEUR_ARGUMENT(item));
    }
    *ret_edit = (struct keur_edit){
        .span = {value->key_span.end, value->span.end}, .replacement = list, .safety = KEUR_SAFE};
    return true;
}

bool rewrite_without_item(const keur_document *document, const struct keur_value *item,
                          struct keur_edit *ret_edit)
{
    size_t line = keur_line_at(document, item->span.begin);
    struct keur_span span = keur_line(document, line);
    struct keur_text text = keur_text_trim(keur_slice(document, span));
    struct keur_text source = keur_slice(document, item->span);

    if (item->parent == NULL || item->parent->style != KEUR_BLOCK || text.length == 0 ||
        text.bytes[0] != '-' || line + 1 >= keur_line_count(document))
        return false;
    struct keur_text behind = keur_text_trim((struct keur_text){text.bytes + 1, text.length - 1});
    span.end = keur_line(document, line + 1).begin;
    *ret_edit = (struct keur_edit){.span = span, .replacement = {"", 0}, .safety = KEUR_SAFE};
    return keur_text_equals(behind, source);
}

bool rewrite_without_entry(const keur_document *document, const struct keur_value *value,
                           struct keur_edit *ret_edit)
{
    size_t first = keur_line_at(document, value->key_span.begin);
    size_t last = keur_line_at(document, value->span.end);
    struct keur_span before = {keur_line(document, first).begin, value->key_span.begin};
    struct keur_span behind = {value->span.end, keur_line(document, last).end};

    if (value->parent == NULL || value->parent->style != KEUR_BLOCK ||
        value->span.begin < value->key_span.end || last + 1 >= keur_line_count(document) ||
        keur_text_trim(keur_slice(document, before)).length > 0 ||
        keur_text_trim(keur_slice(document, behind)).length > 0)
        return false;
    *ret_edit = (struct keur_edit){.span = {before.begin, keur_line(document, last + 1).begin},
                                   .replacement = {"", 0},
                                   .safety = KEUR_SAFE};
    return true;
}
