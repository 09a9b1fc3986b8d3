/* `markdown_extensions` of mkdocs.yml: which Markdown the documents of the site are written in. */
#include "base/file.h"
#include "base/text.h"
#include "load/loading_site.h"

static const struct {
    const char *name; /* without "markdown.extensions." */
    unsigned extensions;
} known_extensions[] = {
    {"abbr", EXTENSION_ABBREVIATIONS},
    {"admonition", EXTENSION_ADMONITION},
    {"attr_list", EXTENSION_ATTRIBUTES},
    {"extra", EXTENSION_ABBREVIATIONS | EXTENSION_ATTRIBUTES | EXTENSION_FOOTNOTES |
                  EXTENSION_MARKDOWN_IN_HTML | EXTENSION_TABLES},
    {"footnotes", EXTENSION_FOOTNOTES},
    {"md_in_html", EXTENSION_MARKDOWN_IN_HTML},
    {"pymdownx.details", EXTENSION_DETAILS},
    {"pymdownx.extra", EXTENSION_ABBREVIATIONS | EXTENSION_ATTRIBUTES | EXTENSION_FOOTNOTES |
                           EXTENSION_MARKDOWN_IN_HTML | EXTENSION_TABLES},
    {"pymdownx.snippets", EXTENSION_SNIPPETS},
    {"pymdownx.tabbed", EXTENSION_TABS},
    {"tables", EXTENSION_TABLES},
};

static struct keur_text without_prefix(struct keur_text name)
{
    static const char prefix[] = "markdown.extensions.";
    return text_starts_with(name, prefix) ? text_slice(name, sizeof(prefix) - 1, name.length)
                                          : name;
}

static unsigned extensions_of(struct keur_text name)
{
    name = without_prefix(name);
    for (size_t i = 0; i < sizeof(known_extensions) / sizeof(*known_extensions); i++)
        if (text_is(name, known_extensions[i].name))
            return known_extensions[i].extensions;
    return text_starts_with(name, "pymdownx.blocks") ? EXTENSION_BLOCKS : 0;
}

struct keur_texts scalars_of(const struct keur_value *value, struct arena *arena)
{
    size_t count = 0;
    if (value == NULL || value->kind == KEUR_MAPPING || value->kind == KEUR_NULL)
        return (struct keur_texts){0};
    struct keur_text *items = arena_allocate(arena, (value->child_count + 1) * sizeof(*items));
    if (value->kind != KEUR_SEQUENCE)
        items[count++] = value->text;
    for (const struct keur_value *item = value->first_child; item != NULL; item = item->next)
        if (item->kind == KEUR_STRING)
            items[count++] = item->text;
    return (struct keur_texts){.items = items, .count = count};
}

/* Snippets are looked up in the base folders, in order. */
static struct keur_text find_snippet(const struct loading *loading, struct keur_texts bases,
                                     struct keur_text name)
{
    for (size_t i = 0; i < bases.count; i++) {
        struct keur_text path =
            path_normalize(loading->arena, path_join(loading->arena, bases.items[i], name));
        if (folders_find(loading->project->folders, path) == KEUR_FILE)
            return path;
    }
    return path_normalize(loading->arena, name);
}

static void read_snippets(const struct loading *loading, const struct keur_value *options)
{
    static const struct keur_text here[] = {{".", 1}};
    struct keur_texts bases = scalars_of(keur_value_find(options, "base_path"), loading->arena);
    struct keur_texts names = scalars_of(keur_value_find(options, "auto_append"), loading->arena);
    if (bases.count == 0)
        bases = (struct keur_texts){.items = here, .count = 1};
    struct keur_text *paths = arena_allocate(loading->arena, names.count * sizeof(*paths));
    for (size_t i = 0; i < names.count; i++)
        paths[i] = find_snippet(loading, bases, names.items[i]);
    loading->project->auto_append = (struct keur_texts){.items = paths, .count = names.count};
}

/* ---- Ids of headings ---- */

/* What stands between a key and its value on the key's line: "!!python/name:module.function". */
static struct keur_text tag_of(const struct keur_value *value, struct keur_text source)
{
    struct keur_text rest = text_slice(source, value->key_span.end, source.length);
    struct keur_text line = text_slice(rest, 0, text_find(rest, '\n', 0));
    size_t begin = text_find(line, '!', 0);
    size_t end = text_find(line, ' ', begin);
    return keur_text_trim(text_slice(line, begin, end));
}

static enum slug_case case_of(const struct keur_value *word)
{
    if (word == NULL || text_is(word->text, "none"))
        return SLUG_CASE_KEEP;
    if (text_is(word->text, "lower"))
        return SLUG_CASE_LOWER;
    return text_is(word->text, "fold") ? SLUG_CASE_FOLD : SLUG_CASE_LOWER_ASCII;
}

static bool is_true(const struct keur_value *value)
{
    return value != NULL && value->yaml11_kind == KEUR_BOOLEAN &&
           (text_is(value->text, "true") || text_is(value->text, "yes") ||
            text_is(value->text, "True") || text_is(value->text, "on"));
}

/* pymdownx.slugs has one function with arguments, and older ones without. */
static struct slug_form pymdownx_form(struct keur_text function, const struct keur_value *slugify)
{
    const struct keur_value *arguments = keur_value_find(slugify, "kwds");
    struct slug_form form = {
        .style = SLUG_PYMDOWNX,
        .letter_case = case_of(keur_value_find(arguments, "case")),
        .is_percent_encoded = is_true(keur_value_find(arguments, "percent_encode")) ||
                              text_ends_with(function, "_encoded"),
    };
    if (text_starts_with(function, "gfm"))
        form.letter_case = SLUG_CASE_LOWER_ASCII;
    else if (text_starts_with(function, "uslugify"))
        form.letter_case =
            text_starts_with(function, "uslugify_cased") ? SLUG_CASE_KEEP : SLUG_CASE_LOWER;
    else if (!text_is(function, "slugify"))
        form.style = SLUG_UNKNOWN;
    return form;
}

static struct slug_form slug_form_of(const struct keur_value *slugify, struct keur_text source)
{
    static const char pymdownx[] = "pymdownx.slugs.";
    static const char *const places[] = {
        "!!python/name:", "!!python/object/apply:", "!!python/object/new:"};
    struct keur_text tag = tag_of(slugify, source), function = TEXT("");
    for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++)
        if (text_starts_with(tag, places[i]))
            function = text_slice(tag, text_of(places[i]).length, tag.length);
    if (text_starts_with(function, pymdownx))
        return pymdownx_form(text_slice(function, sizeof(pymdownx) - 1, function.length), slugify);
    if (text_is(function, "markdown.extensions.toc.slugify"))
        return (struct slug_form){.style = SLUG_ASCII};
    if (text_is(function, "markdown.extensions.toc.slugify_unicode"))
        return (struct slug_form){.style = SLUG_UNICODE};
    return (struct slug_form){.style = SLUG_UNKNOWN};
}

static void read_toc(const struct loading *loading, const struct keur_value *options,
                     struct keur_text source)
{
    const struct keur_value *slugify = keur_value_find(options, "slugify");
    const struct keur_value *separator = keur_value_find(options, "separator");
    if (slugify != NULL)
        loading->project->slugs = slug_form_of(slugify, source);
    if (separator != NULL && separator->text.length > 0)
        loading->project->slugs.separator = separator->text;
    if (loading->project->slugs.separator.length > 1)
        loading->project->slugs.style = SLUG_UNKNOWN;
}

/* ---- All of them ---- */

static void read_extension(const struct loading *loading, struct keur_text name,
                           const struct keur_value *options, struct keur_text source)
{
    unsigned extensions = extensions_of(name);
    loading->project->extensions |= extensions;
    if (extensions == EXTENSION_SNIPPETS && options != NULL)
        read_snippets(loading, options);
    if (text_is(without_prefix(name), "toc") && options != NULL)
        read_toc(loading, options, source);
}

/* A list of names and of maps with one key, or a map. */
void extensions_read(const struct loading *loading, const struct keur_value *list,
                     struct keur_text source)
{
    for (const struct keur_value *item = list->first_child; item != NULL; item = item->next) {
        if (list->kind == KEUR_MAPPING)
            read_extension(loading, item->key, item, source);
        else if (item->kind == KEUR_STRING)
            read_extension(loading, item->text, NULL, source);
        for (const struct keur_value *child = item->first_child;
             list->kind == KEUR_SEQUENCE && child != NULL; child = child->next)
            read_extension(loading, child->key, child, source);
    }
}
