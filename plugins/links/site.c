/* What mkdocs.yml says. */
#include <string.h>

#include "links.h"

static bool is_named(struct keur_text text, const char *name)
{
    return text.length == strlen(name) && memcmp(text.bytes, name, text.length) == 0;
}

const struct keur_value *site_setting(const struct keur_site *site, const char *key,
                                      struct keur_text *ret_path)
{
    const struct keur_value *value = keur_value_find(site->root, key);

    *ret_path = site->path;
    for (size_t i = 0; value == NULL && i < site->base_count; i++) {
        value = keur_value_find(site->bases[i].root, key);
        *ret_path = site->bases[i].path;
    }
    return value;
}

const struct keur_value *site_extension(const struct keur_site *site, const char *name)
{
    struct keur_text path;
    const struct keur_value *list = site_setting(site, "markdown_extensions", &path);

    if (list == NULL || list->kind == KEUR_MAPPING)
        return keur_value_find(list, name);
    for (const struct keur_value *item = list->first_child; item != NULL; item = item->next) {
        if (item->first_child != NULL && is_named(item->first_child->key, name))
            return item->first_child;
    }
    return NULL;
}

/* "material/search" is "search". */
static struct keur_text plugin_name(struct keur_text name)
{
    for (size_t i = 0; i < name.length; i++) {
        if (name.bytes[i] == '/')
            return (struct keur_text){name.bytes + i + 1, name.length - i - 1};
    }
    return name;
}

bool site_has_plugin(const struct keur_site *site, const char *name)
{
    struct keur_text path;
    const struct keur_value *list = site_setting(site, "plugins", &path);

    for (const struct keur_value *item = list == NULL ? NULL : list->first_child; item != NULL;
         item = item->next) {
        struct keur_text found = item->key.length > 0        ? item->key
                                 : item->first_child != NULL ? item->first_child->key
                                                             : item->text;

        if (is_named(plugin_name(found), name))
            return true;
    }
    return false;
}
