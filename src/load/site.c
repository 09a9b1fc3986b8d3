/* mkdocs.yml: where the site's documents are, and which Markdown they are written in.  A mistake in
 * it is for MkDocs to tell: what cannot be read here is passed over. */
#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "load/loading.h"
#include "yaml/yaml_tree.h"

static const struct {
    const char *name; /* without "markdown.extensions." */
    unsigned extensions;
} known_extensions[] = {
    {"abbr", EXTENSION_ABBREVIATIONS},
    {"admonition", EXTENSION_ADMONITION},
    {"attr_list", EXTENSION_ATTRIBUTES},
    {"extra",
     EXTENSION_ABBREVIATIONS | EXTENSION_ATTRIBUTES | EXTENSION_FOOTNOTES | EXTENSION_TABLES},
    {"footnotes", EXTENSION_FOOTNOTES},
    {"pymdownx.details", EXTENSION_DETAILS},
    {"pymdownx.extra",
     EXTENSION_ABBREVIATIONS | EXTENSION_ATTRIBUTES | EXTENSION_FOOTNOTES | EXTENSION_TABLES},
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

/* The texts of a list, or one text by itself. */
static struct keur_texts scalars_of(const struct keur_value *value, struct arena *arena)
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

static void read_extension(const struct loading *loading, struct keur_text name,
                           const struct keur_value *options)
{
    unsigned extensions = extensions_of(name);
    loading->project->extensions |= extensions;
    if (extensions == EXTENSION_SNIPPETS && options != NULL)
        read_snippets(loading, options);
}

/* A list of names and of maps with one key, or a map. */
static void read_extensions(const struct loading *loading, const struct keur_value *list)
{
    for (const struct keur_value *item = list->first_child; item != NULL; item = item->next) {
        if (list->kind == KEUR_MAPPING)
            read_extension(loading, item->key, item);
        else if (item->kind == KEUR_STRING)
            read_extension(loading, item->text, NULL);
        for (const struct keur_value *child = item->first_child;
             list->kind == KEUR_SEQUENCE && child != NULL; child = child->next)
            read_extension(loading, child->key, child);
    }
}

static const struct keur_value *read_file(const struct loading *loading, struct keur_text path)
{
    struct errors ignored = {0};
    struct keur_text text;
    struct yaml_trouble trouble;
    const struct keur_value *root = NULL;
    if (file_read(path.bytes, LIMIT_CONFIG_BYTES, loading->arena, &text, &ignored) &&
        !yaml_tree_parse(text, (struct keur_span){.begin = 0, .end = text.length}, loading->arena,
                         &root, &trouble))
        root = NULL;
    errors_free(&ignored);
    return root;
}

static struct keur_text find_file(const struct loading *loading)
{
    static const char *const names[] = {"mkdocs.yml", "mkdocs.yaml"};
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        struct keur_text path =
            path_join(loading->arena, loading->project->root, text_of(names[i]));
        if (file_type(path.bytes) == FILE_REGULAR)
            return path;
    }
    return (struct keur_text){0};
}

void site_read(struct loading *loading)
{
    struct project *project = loading->project;
    project->extensions = EXTENSION_ALL;
    struct keur_text path = find_file(loading);
    if (path.length == 0)
        return;
    project->has_site = true;
    project->docs_dir = TEXT("docs");
    const struct keur_value *root = read_file(loading, path);
    if (root == NULL)
        return;
    project->site = root;
    project->extensions = EXTENSION_TABLES; /* MkDocs always has toc, tables and fenced_code */
    const struct keur_value *folder = keur_value_find(root, "docs_dir");
    if (folder != NULL && folder->kind == KEUR_STRING)
        project->docs_dir = path_normalize(loading->arena, folder->text);
    const struct keur_value *extensions = keur_value_find(root, "markdown_extensions");
    if (extensions != NULL)
        read_extensions(loading, extensions);
}
