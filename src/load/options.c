#include "load/options.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/pattern.h"
#include "base/text.h"
#include "load/placed.h"
#include "yaml/yaml_kind.h"

static bool is_scalar(const struct keur_value *value)
{
    return value->kind != KEUR_SEQUENCE && value->kind != KEUR_MAPPING;
}

/* How messages name an option: by its key, or by its place in a list. */
static bool wrong_type(keur_setup *setup, const struct keur_value *value, const char *expected)
{
    if (value->key.length > 0)
        keur_setup_error(setup, value, "'%.*s' takes %s", KEUR_ARGUMENT(value->key), expected);
    else
        keur_setup_error(setup, value, "%s is expected here", expected);
    return false;
}

/* ---- One function for each type ------------------------------------------------ */

static bool fill_boolean(keur_setup *setup, const struct keur_value *value, bool *into)
{
    if (value->kind != KEUR_BOOLEAN)
        return wrong_type(setup, value, "true or false");
    *into = value->text.bytes[0] == 't' || value->text.bytes[0] == 'T';
    return true;
}

static bool fill_integer(keur_setup *setup, const struct keur_value *value, int64_t *into)
{
    if (value->kind != KEUR_INTEGER)
        return wrong_type(setup, value, "a whole number");
    const char *digits = value->text.bytes;
    int base = 10;
    if (digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'o')) {
        base = digits[1] == 'x' ? 16 : 8;
        digits += 2;
    }
    errno = 0;
    long long number = strtoll(digits, NULL, base);
    if (errno == ERANGE)
        return wrong_type(setup, value, "a smaller number");
    *into = number;
    return true;
}

static bool fill_text(keur_setup *setup, const struct keur_value *value, struct keur_text *into)
{
    if (!is_scalar(value) || value->kind == KEUR_NULL)
        return wrong_type(setup, value, "one text");
    *into = value->text;
    return true;
}

static bool fill_texts(keur_setup *setup, const struct keur_value *value, struct keur_texts *into)
{
    if (value->kind == KEUR_MAPPING)
        return wrong_type(setup, value, "a list of texts");
    bool is_list = value->kind == KEUR_SEQUENCE;
    size_t count = is_list ? value->child_count : 1;
    struct keur_text *items = arena_allocate(setup->arena, count * sizeof(*items));
    const struct keur_value *item = is_list ? value->first_child : value;
    bool is_fine = true;
    for (size_t i = 0; i < count; i++, item = item->next)
        is_fine &= fill_text(setup, item, &items[i]);
    *into = (struct keur_texts){.items = items, .count = count};
    return is_fine;
}

static bool fill_pairs(keur_setup *setup, const struct keur_value *value, struct keur_pairs *into)
{
    if (value->kind != KEUR_MAPPING)
        return wrong_type(setup, value, "a map of texts");
    struct keur_pair *items = arena_allocate(setup->arena, value->child_count * sizeof(*items));
    size_t count = 0;
    bool is_fine = true;
    for (const struct keur_value *child = value->first_child; child != NULL; child = child->next) {
        items[count].key = child->key;
        is_fine &= fill_text(setup, child, &items[count++].value);
    }
    *into = (struct keur_pairs){.items = items, .count = count};
    return is_fine;
}

static bool fill_pattern(keur_setup *setup, const struct keur_value *value,
                         const keur_pattern **into)
{
    if (!is_scalar(value))
        return wrong_type(setup, value, "a pattern, one text");
    *into = keur_setup_pattern(setup, value);
    return *into != NULL;
}

static bool fill_record(keur_setup *setup, const struct keur_option *shape,
                        const struct keur_value *value, void *into)
{
    if (value->kind != KEUR_MAPPING)
        return wrong_type(setup, value, "a map of keys and values");
    return options_fill(setup, shape->fields, value, OPTIONS_REFUSE_UNKNOWN, into);
}

/* A list of maps, or one map by itself. */
static bool fill_records(keur_setup *setup, const struct keur_option *shape,
                         const struct keur_value *value, struct keur_records *into)
{
    if (is_scalar(value))
        return wrong_type(setup, value, "a list of maps");
    bool is_list = value->kind == KEUR_SEQUENCE;
    size_t count = is_list ? value->child_count : 1;
    char *items = arena_allocate(setup->arena, count * shape->fields_size);
    const struct keur_value *item = is_list ? value->first_child : value;
    bool is_fine = true;
    for (size_t i = 0; i < count; i++, item = item->next)
        is_fine &= fill_record(setup, shape, item, items + i * shape->fields_size);
    *into = (struct keur_records){.items = items, .count = count};
    return is_fine;
}

static bool names_file(const struct keur_value *value)
{
    return value->kind == KEUR_STRING &&
           (text_ends_with(value->text, ".yaml") || text_ends_with(value->text, ".yml") ||
            text_ends_with(value->text, ".json"));
}

static bool fill_tree(keur_setup *setup, const struct keur_value *value,
                      const struct keur_value **into)
{
    *into = value;
    if (!names_file(value))
        return true;
    const struct placed *root = placed_read_beside(value, value->text, setup->arena, setup->errors);
    if (root == NULL)
        return false;
    *into = &root->is;
    return true;
}

bool options_fill_one(keur_setup *setup, const struct keur_option *shape,
                      const struct keur_value *value, void *into)
{
    switch (shape->type) {
    case KEUR_OPTION_BOOLEAN:
        return fill_boolean(setup, value, into);
    case KEUR_OPTION_INTEGER:
        return fill_integer(setup, value, into);
    case KEUR_OPTION_TEXT:
        return fill_text(setup, value, into);
    case KEUR_OPTION_TEXTS:
        return fill_texts(setup, value, into);
    case KEUR_OPTION_PAIRS:
        return fill_pairs(setup, value, into);
    case KEUR_OPTION_PATTERN:
        return fill_pattern(setup, value, into);
    case KEUR_OPTION_RECORD:
        return fill_record(setup, shape, value, into);
    case KEUR_OPTION_RECORDS:
        return fill_records(setup, shape, value, into);
    case KEUR_OPTION_TREE:
        return fill_tree(setup, value, into);
    }
    return wrong_type(setup, value, "a type that this keur does not know: a newer keur");
}

size_t options_size(const struct keur_option *shape)
{
    switch (shape->type) {
    case KEUR_OPTION_BOOLEAN:
        return sizeof(bool);
    case KEUR_OPTION_INTEGER:
        return sizeof(int64_t);
    case KEUR_OPTION_TEXT:
        return sizeof(struct keur_text);
    case KEUR_OPTION_TEXTS:
        return sizeof(struct keur_texts);
    case KEUR_OPTION_PAIRS:
        return sizeof(struct keur_pairs);
    case KEUR_OPTION_RECORD:
        return shape->fields_size;
    case KEUR_OPTION_RECORDS:
        return sizeof(struct keur_records);
    case KEUR_OPTION_PATTERN:
    case KEUR_OPTION_TREE:
        break;
    }
    return sizeof(void *);
}

/* ---- The table ------------------------------------------------------------------- */

static struct keur_texts option_names(struct arena *arena, const struct keur_option *table)
{
    size_t count = 0;
    while (table[count].name != NULL)
        count++;
    struct keur_text *names = arena_allocate(arena, count * sizeof(*names));
    for (size_t i = 0; i < count; i++)
        names[i] = text_of(table[i].name);
    return (struct keur_texts){.items = names, .count = count};
}

bool options_know(const struct keur_option *table, struct keur_text name)
{
    for (; table->name != NULL; table++)
        if (text_is(name, table->name))
            return true;
    return false;
}

static bool refuse_unknown(keur_setup *setup, const struct keur_option *table,
                           const struct keur_value *map)
{
    bool is_fine = true;
    for (const struct keur_value *child = map->first_child; child != NULL; child = child->next)
        if (!options_know(table, child->key))
            is_fine =
                setup_unknown(setup, child, "key", child->key, option_names(setup->arena, table));
    return is_fine;
}

/* ---- Defaults: YAML of the plugin's author, whose mistakes are told as the plugin's --------- */

static bool is_of_word(char byte)
{
    char letter = (char)(byte | 0x20);
    return (letter >= 'a' && letter <= 'z') || (byte >= '0' && byte <= '9');
}

static bool is_word(struct keur_text text)
{
    size_t at = 0;
    while (at < text.length && is_of_word(text.bytes[at]))
        at++;
    return text.length > 0 && at == text.length;
}

/* What YAML would make of one word; most defaults are one, and are filled for each entry of lists.
 */
static bool fill_word(keur_setup *setup, const struct keur_option *option,
                      const struct source *source, void *into)
{
    const struct placed word = {
        .is = {.kind = yaml_kind_core(source->text),
               .yaml11_kind = yaml_kind_11(source->text),
               .style = KEUR_PLAIN,
               .span = {0, source->text.length},
               .text = source->text},
        .source = source,
    };
    return options_fill_one(setup, option, &word.is, into);
}

/* "[a, b.c]", of which YAML would make the same. */
static bool is_list_of_words(struct keur_text text)
{
    size_t last = text.length - 1;
    if (text.length < 3 || text.bytes[0] != '[' || text.bytes[last] != ']')
        return false;
    for (size_t at = 1; at < last; at++) {
        char byte = text.bytes[at];
        bool is_behind_word = is_of_word(text.bytes[at - 1]) || text.bytes[at - 1] == '.';
        bool is_right = byte == ','   ? is_behind_word && at + 2 < last && text.bytes[at + 1] == ' '
                        : byte == ' ' ? text.bytes[at - 1] == ','
                        : byte == '.' ? is_behind_word
                                      : is_of_word(byte) || byte == '_';
        if (!is_right)
            return false;
    }
    return true;
}

static void fill_words(keur_setup *setup, struct keur_text list, struct keur_texts *into)
{
    size_t count = 1;
    for (size_t at = 0; at < list.length; at++)
        count += list.bytes[at] == ',';
    struct keur_text *items = arena_allocate(setup->arena, count * sizeof(*items));
    for (size_t i = 0, at = 1, end; i < count; i++, at = end + 2) {
        end = text_find(list, ',', at);
        items[i] = text_slice(list, at, end < list.length ? end : list.length - 1);
    }
    *into = (struct keur_texts){.items = items, .count = count};
}

static bool fill_yaml(keur_setup *setup, const struct keur_option *option,
                      const struct source *stated, void *into)
{
    struct source *source = arena_allocate(setup->arena, sizeof(*source));
    *source = *stated;
    source->shown = arena_copy(setup->arena, stated->shown);
    const struct placed *root = placed_read(source, setup->arena, setup->errors);
    return root != NULL && options_fill_one(setup, option, &root->is, into);
}

static bool fill_fallback(keur_setup *setup, const struct keur_option *option, void *into)
{
    char shown[64];
    snprintf(shown, sizeof(shown), "default of option '%s'", option->name);
    const struct source source = {.text = text_of(option->fallback), .shown = text_of(shown)};
    if (option->type != KEUR_OPTION_TREE && is_word(source.text)) /* a tree would be kept */
        return fill_word(setup, option, &source, into);
    if (option->type != KEUR_OPTION_TEXTS || !is_list_of_words(source.text))
        return fill_yaml(setup, option, &source, into);
    fill_words(setup, source.text, into);
    return true;
}

/* ---- A whole table ------------------------------------------------------------------- */

static bool fill_option(keur_setup *setup, const struct keur_option *option,
                        const struct keur_value *map, char *into)
{
    const struct keur_value *value = keur_value_find(map, option->name);
    if (value != NULL && value->kind != KEUR_NULL)
        return options_fill_one(setup, option, value, into + option->offset);
    if (option->is_required) {
        keur_setup_error(setup, map, "the key '%s' is missing here: %s", option->name,
                         option->summary != NULL ? option->summary : "it is required");
        return false;
    }
    return option->fallback == NULL || fill_fallback(setup, option, into + option->offset);
}

bool options_fill(keur_setup *setup, const struct keur_option *table, const struct keur_value *map,
                  enum options_unknown unknown, void *into)
{
    bool is_fine = true;
    if (map != NULL && map->kind == KEUR_NULL)
        map = NULL;
    if (map != NULL && map->kind != KEUR_MAPPING)
        return wrong_type(setup, map, "a map of keys and values");
    if (map != NULL && unknown == OPTIONS_REFUSE_UNKNOWN)
        is_fine = refuse_unknown(setup, table, map);
    for (; table->name != NULL; table++)
        is_fine &= fill_option(setup, table, map, into);
    return is_fine;
}
