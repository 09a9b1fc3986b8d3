/* ":material-chek:": an icon that the theme does not have shows as text. */
#include <string.h>

#include "icons.h"
#include "mkdocs.h"
#include "survey.h"

enum { MAX_NAME = 100, MAX_SUGGESTIONS = 20 };

static const struct icon_set *set_of(struct keur_text name)
{
    for (const struct icon_set *set = icon_sets; set->prefix != NULL; set++)
        if (text_starts_with(name, set->prefix))
            return set;
    return NULL;
}

static struct keur_text without_prefix(const struct icon_set *set, struct keur_text name)
{
    size_t length = strlen(set->prefix);
    return (struct keur_text){name.bytes + length, name.length - length};
}

/* In " a b c ", whether there is a word. */
static bool has_word(struct keur_text line, struct keur_text word)
{
    for (size_t i = 0; i + word.length + 2 <= line.length; i++)
        if (line.bytes[i] == ' ' && line.bytes[i + 1 + word.length] == ' ' &&
            memcmp(line.bytes + i + 1, word.bytes, word.length) == 0)
            return true;
    return false;
}

static struct keur_text next_line(const char **at)
{
    const char *begin = *at, *end = strchr(begin, '\n');
    *at = end + 1;
    return (struct keur_text){begin, (size_t)(end - begin)};
}

static bool set_has(const struct icon_set *set, struct keur_text name)
{
    size_t stem = 0;
    while (stem < name.length && name.bytes[stem] != '-')
        stem++;
    struct keur_text rest = {name.bytes + stem + 1,
                             name.length > stem ? name.length - stem - 1 : 0};
    if (rest.length == 0)
        rest = (struct keur_text){".", 1};
    for (const char *const *text = set->names; *text != NULL; text++)
        for (const char *at = *text + 1; *at != '\0';) {
            struct keur_text line = next_line(&at);
            if (line.length > stem && memcmp(line.bytes, name.bytes, stem) == 0 &&
                line.bytes[stem] == ' ' &&
                has_word((struct keur_text){line.bytes + stem, line.length - stem}, rest))
                return true;
        }
    return false;
}

/* ---- What was meant ---- */

struct names {
    struct keur_text *items;
    size_t count;
};

static size_t count_blanks(const char *text)
{
    size_t count = 0;
    for (; *text != '\0'; text++)
        count += *text == ' ';
    return count;
}

static void add_line(keur_run *run, struct names *names, struct keur_text line)
{
    size_t stem = 0;
    while (line.bytes[stem] != ' ')
        stem++;
    for (size_t at = stem + 1, end; at < line.length; at = end + 1) {
        for (end = at; line.bytes[end] != ' ';)
            end++;
        struct keur_text rest = {line.bytes + at, end - at};
        names->items[names->count++] =
            text_is(rest, ".")
                ? (struct keur_text){line.bytes, stem}
                : keur_format(run, "%.*s-%.*s", (int)stem, line.bytes, KEUR_ARGUMENT(rest));
    }
}

static struct names names_of(keur_run *run, const struct icon_set *set)
{
    size_t capacity = 0;
    for (const char *const *text = set->names; *text != NULL; text++)
        capacity += count_blanks(*text);
    struct names names = {keur_allocate(run, capacity * sizeof *names.items), 0};
    for (const char *const *text = set->names; *text != NULL; text++)
        for (const char *at = *text + 1; *at != '\0';)
            add_line(run, &names, next_line(&at));
    return names;
}

/* ---- The check ---- */

struct search {
    keur_run *run;
    size_t suggestions; /* so far */
};

static void report(struct search *search, struct keur_span span, const struct icon_set *set,
                   struct keur_text name)
{
    ptrdiff_t nearest = -1;
    struct names names = {NULL, 0};
    if (search->suggestions++ < MAX_SUGGESTIONS) {
        names = names_of(search->run, set);
        nearest = keur_nearest(without_prefix(set, name), names.items, names.count);
    }
    if (nearest >= 0)
        keur_report(search->run, span,
                    "icon \":%.*s:\" is not known, and readers see its name; did you mean "
                    "\":%s%.*s:\"?",
                    KEUR_ARGUMENT(name), set->prefix, KEUR_ARGUMENT(names.items[nearest]));
    else
        keur_report(search->run, span,
                    "icon \":%.*s:\" is not known, and readers see its name; look it up, unless it "
                    "is newer than this list",
                    KEUR_ARGUMENT(name));
}

static bool is_name_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '-' ||
           byte == '_' || byte == '+';
}

/* Does the site replace names by icons, those of the theme?  Options bring icons of its own. */
static bool is_of_theme(const keur_run *run)
{
    return site_has(run, "pymdownx.emoji") &&
           keur_value_find(site_options(run, "pymdownx.emoji"), "options") == NULL;
}

static void check_text(struct search *search, const keur_document *document,
                       const struct keur_node *text)
{
    struct keur_text source = keur_source(document);
    struct keur_text own = {source.bytes, text->span.end};
    for (size_t at = text->span.begin; (at = text_find(own, ':', at)) < own.length; at++) {
        size_t end = at + 1;
        while (end < source.length && end - at < MAX_NAME && is_name_byte(source.bytes[end]))
            end++;
        struct keur_text name = {source.bytes + at + 1, end - at - 1};
        const struct icon_set *set = set_of(name);
        bool is_icon = end < source.length && source.bytes[end] == ':' && set != NULL;
        if (is_icon && !set_has(set, without_prefix(set, name)) && is_of_theme(search->run))
            report(search, (struct keur_span){at, end + 1}, set, name);
        at = is_icon ? end : at;
    }
}

/* Behind most colons stands a blank, or the "//" of an address. */
static bool may_have_name(struct keur_text text)
{
    for (size_t at = 0; (at = text_find(text, ':', at)) + 1 < text.length; at++)
        if (is_name_byte(text.bytes[at + 1]))
            return true;
    return false;
}

static void check_unknown_icon(keur_run *run, const keur_document *document)
{
    const uint32_t texts = KEUR_KIND(KEUR_NODE_TEXT);
    struct search search = {run, 0};
    struct text_search blocks = text_search_begin(run, document);
    const struct keur_node *block;
    while ((block = text_search_next(&blocks, ':')) != NULL) {
        if (!may_have_name(keur_slice(document, block->span)))
            continue;
        for (const struct keur_node *text = block;
             (text = keur_next_of(document, text, texts)) != NULL &&
             text->span.begin < block->span.end;)
            check_text(&search, document, text);
    }
}

const struct keur_check mkdocs_unknown_icon = {
    .size = sizeof(struct keur_check),
    .id = "mkdocs/unknown-icon",
    .summary = "The theme has every icon.",
    .run = check_unknown_icon,
};
