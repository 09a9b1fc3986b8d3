/* `plugins` of mkdocs.yml: what they do to links and files, as far as their names tell. */
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "load/loading_site.h"

enum effect {
    HARMLESS = 0,
    MORE_FILES = 1 << 0,    /* makes files that are not in the project */
    UNKNOWN_PAGES = 1 << 1, /* finds targets, or pages, in a way of its own */
    VERSIONS = 1 << 2,
    TEMPLATES = 1 << 3, /* replaces "{{ ... }}" */
};

/* Of MkDocs, of the Material theme, and of the catalog of MkDocs plugins.  A plugin that is not
 * listed may replace "{{ ... }}", and leaves files and links as they are. */
static const struct {
    const char *name;
    unsigned effects;
} known_plugins[] = {
    {"api-autonav", MORE_FILES},
    {"autoapi", MORE_FILES},
    {"autolinks", UNKNOWN_PAGES},
    {"autorefs", HARMLESS},
    {"awesome-nav", HARMLESS},
    {"awesome-pages", HARMLESS},
    {"blog", MORE_FILES},
    {"blogging", MORE_FILES},
    {"charts", HARMLESS},
    {"exclude", HARMLESS},
    {"exclude-search", HARMLESS},
    {"ezlinks", UNKNOWN_PAGES},
    {"gallery", MORE_FILES},
    {"gen-files", MORE_FILES},
    {"git-authors", HARMLESS},
    {"git-committers", HARMLESS},
    {"git-committers-2", HARMLESS},
    {"git-revision-date", HARMLESS},
    {"git-revision-date-localized", HARMLESS},
    {"glightbox", HARMLESS},
    {"group", MORE_FILES | UNKNOWN_PAGES | TEMPLATES},
    {"i18n", UNKNOWN_PAGES},
    {"info", HARMLESS},
    {"literate-nav", HARMLESS},
    {"meta", HARMLESS},
    {"mike", VERSIONS},
    {"minify", HARMLESS},
    {"mkdocs-jupyter", MORE_FILES | UNKNOWN_PAGES},
    {"mkdocs-simple-plugin", UNKNOWN_PAGES},
    {"mkdocstrings", MORE_FILES | TEMPLATES},
    {"mkdoxy", MORE_FILES | TEMPLATES},
    {"monorepo", UNKNOWN_PAGES},
    {"multirepo", UNKNOWN_PAGES},
    {"obsidian-bridge", UNKNOWN_PAGES},
    {"obsidian-interactive-graph", HARMLESS},
    {"offline", HARMLESS},
    {"open-in-new-tab", HARMLESS},
    {"optimize", HARMLESS},
    {"panzoom", HARMLESS},
    {"pdf-export", MORE_FILES},
    {"print-site", MORE_FILES},
    {"privacy", HARMLESS},
    {"projects", UNKNOWN_PAGES},
    {"redirects", HARMLESS},
    {"roamlinks", UNKNOWN_PAGES},
    {"rss", MORE_FILES},
    {"same-dir", UNKNOWN_PAGES},
    {"search", HARMLESS},
    {"section-index", HARMLESS},
    {"simple", UNKNOWN_PAGES},
    {"site-urls", UNKNOWN_PAGES},
    {"social", MORE_FILES},
    {"static-i18n", UNKNOWN_PAGES},
    {"tags", MORE_FILES},
    {"typeset", HARMLESS},
    {"wikilinks", UNKNOWN_PAGES},
    {"with-pdf", MORE_FILES},
};

static unsigned effects_of(struct keur_text name)
{
    size_t slash = text_find(name, '/', 0); /* "material/search" */
    if (slash < name.length)
        name = text_slice(name, slash + 1, name.length);
    for (size_t i = 0; i < sizeof(known_plugins) / sizeof(*known_plugins); i++)
        if (text_is(name, known_plugins[i].name))
            return known_plugins[i].effects;
    return TEMPLATES;
}

/* redirect_maps: { old.md: new.md } */
static struct keur_texts keys_of(const struct keur_value *map, struct arena *arena)
{
    if (map == NULL || map->kind != KEUR_MAPPING)
        return (struct keur_texts){0};
    struct keur_text *items = arena_allocate(arena, map->child_count * sizeof(*items));
    size_t count = 0;
    for (const struct keur_value *child = map->first_child; child != NULL; child = child->next)
        items[count++] = child->key;
    return (struct keur_texts){items, count};
}

/* Globs of the exclude plugin, whose "*" takes a "/" too: where the last name of a path has one, it
 * stands for that name here, and for one in any folder below. */
static void read_exclude(const struct loading *loading, const struct keur_value *options,
                         struct site *site)
{
    struct arena *arena = loading->arena;
    struct keur_texts globs = scalars_of(keur_value_find(options, "glob"), arena);
    struct keur_text lines = TEXT("");
    for (size_t i = 0; i < globs.count; i++) {
        struct keur_text name = path_name(globs.items[i]);
        struct keur_text folder =
            text_slice(globs.items[i], 0, globs.items[i].length - name.length);
        lines = arena_format(arena, "%.*s/%.*s%.*s\n", KEUR_ARGUMENT(lines), KEUR_ARGUMENT(folder),
                             KEUR_ARGUMENT(name));
        if (text_find(name, '*', 0) < name.length)
            lines = arena_format(arena, "%.*s/%.*s**/%.*s\n", KEUR_ARGUMENT(lines),
                                 KEUR_ARGUMENT(folder), KEUR_ARGUMENT(name));
    }
    struct ignore_lines more = ignore_lines_read(lines, arena);
    size_t count = site->excluded.count + more.count;
    struct ignore_line *items = arena_allocate(arena, (count + 1) * sizeof(*items));
    memcpy(items, site->excluded.items, site->excluded.count * sizeof(*items));
    if (more.count > 0)
        memcpy(items + site->excluded.count, more.items, more.count * sizeof(*items));
    site->excluded = (struct ignore_lines){items, count};
}

static void read_plugin(const struct loading *loading, struct keur_text name,
                        const struct keur_value *options, struct site *site)
{
    unsigned effects = effects_of(name);
    site->is.has_more_files |= (effects & MORE_FILES) != 0;
    site->has_unknown_pages |= (effects & UNKNOWN_PAGES) != 0;
    site->has_versions |= (effects & VERSIONS) != 0;
    site->is.has_templates |= (effects & TEMPLATES) != 0;
    const struct keur_value *file = keur_value_find(options, "filename");
    if (text_is(name, "awesome-pages"))
        site_pages_read(loading, file == NULL ? TEXT(".pages") : file->text, site);
    if (text_is(name, "awesome-nav"))
        site_pages_read(loading, file == NULL ? TEXT(".nav.yml") : file->text, site);
    if (text_is(name, "exclude"))
        read_exclude(loading, options, site);
    if (text_is(name, "redirects"))
        site->moved = keys_of(keur_value_find(options, "redirect_maps"), loading->arena);
}

void site_plugins_read(const struct loading *loading, const struct keur_value *list,
                       struct site *site)
{
    for (const struct keur_value *item = list->first_child; item != NULL; item = item->next) {
        if (list->kind == KEUR_MAPPING)
            read_plugin(loading, item->key, item, site);
        else if (item->kind == KEUR_STRING)
            read_plugin(loading, item->text, NULL, site);
        for (const struct keur_value *child = item->first_child;
             list->kind == KEUR_SEQUENCE && child != NULL; child = child->next)
            read_plugin(loading, child->key, child, site);
    }
}
