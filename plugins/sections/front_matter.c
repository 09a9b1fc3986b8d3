/* What is asked about the front matter. */
#include <string.h>

#include "sections.h"

struct keur_text plain_text(keur_run *run, struct keur_text text)
{
    char *bytes, all = 0;
    size_t length = 0;

    text = keur_text_trim(text);
    bytes = keur_allocate(run, text.length + 1);
    for (size_t i = 0; i < text.length; i++) {
        char byte = is_blank(text.bytes[i]) ? ' ' : lower(text.bytes[i]);

        all |= byte;
        if (byte != ' ' || (length > 0 && bytes[length - 1] != ' '))
            bytes[length++] = byte;
    }
    text = (struct keur_text){bytes, length};
    return all < 0 ? keur_fold(run, text) : text;
}

/* Letters of ASCII beside each other, of which case is all that may differ. */
static bool may_be_same(const char *a, const char *b, const char *beside_a, const char *beside_b)
{
    return ((*a | *b | *beside_a | *beside_b) & 0x80) != 0 || lower(*a) == lower(*b);
}

bool reads_like(keur_run *run, struct keur_text a, struct keur_text b)
{
    if (a.length == b.length && keur_text_equals(a, b))
        return true;
    if (a.length < 2 || b.length < 2)
        return a.length > 0 && b.length > 0 &&
               keur_text_equals(plain_text(run, a), plain_text(run, b));
    const char *end_of_a = a.bytes + a.length - 1, *end_of_b = b.bytes + b.length - 1;
    return may_be_same(a.bytes, b.bytes, a.bytes + 1, b.bytes + 1) &&
           may_be_same(end_of_a, end_of_b, end_of_a - 1, end_of_b - 1) &&
           keur_text_equals(plain_text(run, a), plain_text(run, b));
}

static const struct keur_value *child_named(const struct keur_value *map, struct keur_text key)
{
    const struct keur_value *found = NULL;

    if (map == NULL || map->kind != KEUR_MAPPING)
        return NULL;
    for (const struct keur_value *value = map->first_child; value != NULL; value = value->next) {
        if (keur_text_equals(value->key, key))
            found = value;
    }
    return found;
}

const struct keur_value *value_at(const keur_document *document, struct keur_text path)
{
    const struct keur_value *value = keur_front_matter(document)->root;
    const char *dot = path.length > 0 ? memchr(path.bytes, '.', path.length) : NULL;
    const struct keur_value *whole = child_named(value, path);

    if (whole != NULL || dot == NULL)
        return whole;
    while (value != NULL && path.length > 0) {
        dot = memchr(path.bytes, '.', path.length);
        size_t length = dot != NULL ? (size_t)(dot - path.bytes) : path.length;

        value = child_named(value, (struct keur_text){path.bytes, length});
        length += dot != NULL;
        path = (struct keur_text){path.bytes + length, path.length - length};
    }
    return value;
}

static bool text_fits(const struct condition *condition, struct keur_text text)
{
    struct keur_span match;
    bool fits = condition->values.count == 0;

    for (size_t i = 0; i < condition->values.count && !fits; i++)
        fits = keur_text_equals(text, condition->values.items[i]);
    return fits && (condition->pattern == NULL || keur_match(condition->pattern, text, 0, &match));
}

static bool condition_holds(const keur_document *document, const struct condition *condition)
{
    const struct keur_value *value = value_at(document, condition->key);

    if (value == NULL || !condition->exists)
        return (value != NULL) == condition->exists;
    if (condition->values.count == 0 && condition->pattern == NULL)
        return true;
    if (value->kind != KEUR_SEQUENCE)
        return value->kind != KEUR_MAPPING && text_fits(condition, value->text);
    for (const struct keur_value *item = value->first_child; item != NULL; item = item->next) {
        if (item->kind != KEUR_SEQUENCE && item->kind != KEUR_MAPPING &&
            text_fits(condition, item->text))
            return true;
    }
    return false;
}

bool conditions_hold(const keur_document *document, const struct keur_records *conditions)
{
    const struct condition *condition = conditions->items;

    for (size_t i = 0; i < conditions->count; i++) {
        if (!condition_holds(document, &condition[i]))
            return false;
    }
    return true;
}
