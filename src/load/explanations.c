#include "load/explanations.h"

#include "base/text.h"

static bool is_border(struct keur_text line)
{
    return text_is(keur_text_trim(line), "---") && line.bytes[0] == '-';
}

size_t explanations_begin(struct keur_text text)
{
    bool is_empty = true; /* so far */
    for (size_t at = 0, end; at < text.length; at = end + 1) {
        end = text_find(text, '\n', at);
        struct keur_text line = text_slice(text, at, end);
        if (is_border(line) && !is_empty)
            return at;
        is_empty = is_empty &&
                   (keur_text_trim(line).length == 0 || line.bytes[0] == '#' || is_border(line));
    }
    return text.length;
}

/* What else is said there would hold where rules are explained, and nowhere else. */
static bool check_rule(const struct placed *rule, const struct placed *known, struct errors *errors)
{
    bool is_fine = true;
    if (placed_find(known, rule->is.key) == NULL)
        return placed_key_error(errors, &rule->is,
                                "a rule is explained here that is not above '---'");
    for (const struct placed *child = placed_first(rule); child != NULL; child = placed_next(child))
        if (!text_is(child->is.key, "why") && !text_is(child->is.key, "examples"))
            is_fine = placed_key_error(errors, &child->is,
                                       "'%.*s' belongs above '---': behind it only 'why' and "
                                       "'examples' are said of rules",
                                       KEUR_ARGUMENT(child->is.key));
    return is_fine;
}

static bool check(const struct placed *map, const struct placed *merged, struct errors *errors)
{
    const struct placed *known = placed_find(merged, TEXT("rules"));
    const struct placed *rules = placed_find(map, TEXT("rules"));
    bool is_fine = true;
    for (const struct placed *child = placed_first(map); child != NULL; child = placed_next(child))
        if (!text_is(child->is.key, "rules") && !text_is(child->is.key, "documents"))
            is_fine = placed_key_error(errors, &child->is,
                                       "'%.*s' belongs above '---': behind it 'rules' are "
                                       "explained, with 'documents' that are types of examples",
                                       KEUR_ARGUMENT(child->is.key));
    for (const struct placed *rule = rules == NULL ? NULL : placed_first(rules); rule != NULL;
         rule = placed_next(rule))
        is_fine &= check_rule(rule, known, errors);
    return is_fine;
}

bool explanations_merge(const struct source *source, struct placed *merged, struct arena *arena,
                        struct errors *errors)
{
    struct keur_span part = {explanations_begin(source->text), source->text.length};
    struct placed *map = placed_read_part(source, part, arena, errors);
    if (map == NULL || !check(map, merged, errors))
        return false;
    placed_merge(merged, map, arena);
    return true;
}
