/* What mkdocs.yml switches on. */
#include <string.h>

#include "mkdocs.h"

static struct keur_text without_prefix(struct keur_text name)
{
    static const char prefix[] = "markdown.extensions.";
    size_t length = sizeof prefix - 1;
    if (name.length < length || memcmp(name.bytes, prefix, length) != 0)
        return name;
    return (struct keur_text){name.bytes + length, name.length - length};
}

/* Extensions that stand for several. */
static bool bundle_has(struct keur_text bundle, const char *extension)
{
    static const char *const of_markdown[] = {"abbr",   "attr_list", "def_list",   "fenced_code",
                                              "tables", "footnotes", "md_in_html", NULL};
    static const char *const of_pymdown[] = {
        "abbr",   "attr_list", "def_list",   "pymdownx.superfences",
        "tables", "footnotes", "md_in_html", "pymdownx.betterem",
        NULL};
    const char *const *members = text_is(bundle, "extra")            ? of_markdown
                                 : text_is(bundle, "pymdownx.extra") ? of_pymdown
                                                                     : NULL;
    for (; members != NULL && *members != NULL; members++)
        if (strcmp(*members, extension) == 0)
            return true;
    return false;
}

/* Their names end in the same letter as what is looked for, or in that of the bundles: "extra". */
static bool is_named(struct keur_text name, const char *extension)
{
    char last = name.length > 0 ? name.bytes[name.length - 1] : '\0';
    if (last != 'a' && last != extension[strlen(extension) - 1])
        return false;
    name = without_prefix(name);
    return text_is(name, extension) || bundle_has(name, extension);
}

/* A list of names and of maps with one key, or a map. */
static bool is_listed(const struct keur_value *list, const char *extension)
{
    const struct keur_value *item = list == NULL ? NULL : list->first_child;
    for (; item != NULL; item = item->next) {
        if (is_named(list->kind == KEUR_MAPPING ? item->key : item->text, extension))
            return true;
        for (const struct keur_value *child = item->first_child;
             list->kind == KEUR_SEQUENCE && child != NULL; child = child->next)
            if (is_named(child->key, extension))
                return true;
    }
    return false;
}

/* What MkDocs always has, and without a mkdocs.yml what is taken for granted. */
static bool is_default(const char *extension, bool has_site)
{
    static const char *const always[] = {"toc", "tables", "fenced_code", NULL};
    static const char *const expected[] = {"abbr",
                                           "admonition",
                                           "attr_list",
                                           "footnotes",
                                           "md_in_html",
                                           "pymdownx.details",
                                           "pymdownx.emoji",
                                           "pymdownx.snippets",
                                           "pymdownx.tabbed",
                                           "pymdownx.superfences",
                                           "pymdownx.tasklist",
                                           NULL};
    for (size_t i = 0; always[i] != NULL; i++)
        if (strcmp(always[i], extension) == 0)
            return true;
    for (size_t i = 0; !has_site && expected[i] != NULL; i++)
        if (strcmp(expected[i], extension) == 0)
            return true;
    return false;
}

/* Of mkdocs.yml, or of a file that it inherits from. */
static const struct keur_value *setting(const struct keur_site *site, const char *key)
{
    const struct keur_value *value = site == NULL ? NULL : keur_value_find(site->root, key);
    for (size_t i = 0; site != NULL && value == NULL && i < site->base_count; i++)
        value = keur_value_find(site->bases[i].root, key);
    return value;
}

bool site_has(const keur_run *run, const char *extension)
{
    const struct keur_site *site = keur_site(run);
    return is_default(extension, site != NULL && site->root != NULL) ||
           is_listed(setting(site, "markdown_extensions"), extension);
}

bool site_has_any(const keur_run *run, const char *const *extensions)
{
    for (; *extensions != NULL; extensions++)
        if (site_has(run, *extensions))
            return true;
    return false;
}

const struct keur_value *site_options(const keur_run *run, const char *extension)
{
    const struct keur_value *list = setting(keur_site(run), "markdown_extensions");
    const struct keur_value *item = list == NULL ? NULL : list->first_child;
    for (; item != NULL; item = item->next) {
        if (list->kind == KEUR_MAPPING && is_named(item->key, extension))
            return item;
        for (const struct keur_value *child = item->first_child;
             list->kind == KEUR_SEQUENCE && child != NULL; child = child->next)
            if (is_named(child->key, extension))
                return child;
    }
    return NULL;
}

bool site_has_plugin(const keur_run *run, const char *plugin)
{
    return is_listed(setting(keur_site(run), "plugins"), plugin);
}
