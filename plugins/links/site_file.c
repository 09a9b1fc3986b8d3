/* Files that mkdocs.yml names: style sheets, scripts, hooks, logo. */
#include <string.h>

#include "links.h"

/* "a/b.css": of docs_dir, or of the theme. */
static void check_asset(keur_run *run, const struct keur_value *value, const char *noun)
{
    struct keur_destination destination;

    if (value == NULL || value->kind != KEUR_STRING || value->text.length == 0 ||
        text_has_prefix(value->text, "/") || text_has_prefix(value->text, "!"))
        return;
    destination = keur_resolve(run, site_home(run), value->text, KEUR_FROM_FILE);
    if (destination.kind == KEUR_DESTINATION_MISSING)
        report_site_file(run, value, site_home(run), noun);
}

/* A list of paths, or of maps with a key `path`. */
static void check_assets(keur_run *run, const char *key, const char *noun)
{
    const struct keur_value *list = keur_value_find(keur_site(run)->root, key);

    if (list == NULL || list->kind != KEUR_SEQUENCE)
        return;
    for (const struct keur_value *item = list->first_child; item != NULL; item = item->next)
        check_asset(run, item->kind == KEUR_MAPPING ? keur_value_find(item, "path") : item, noun);
}

/* A path from the folder of mkdocs.yml.  A folder that is not there at all may be fetched when the
 * site is built. */
static void check_beside(keur_run *run, const struct keur_value *value, const char *noun)
{
    struct keur_text folder;

    if (value == NULL || value->kind != KEUR_STRING || value->text.length == 0 ||
        text_has_prefix(value->text, "/") || text_has_prefix(value->text, "!"))
        return;
    folder = path_folder_of(value->text);
    if (keur_exists(run, value->text) == KEUR_ABSENT &&
        (folder.length == 0 || keur_exists(run, folder) == KEUR_FOLDER))
        report_site_file(run, value, keur_site(run)->path, noun);
}

static void check_site_file(keur_run *run, const keur_index *index)
{
    const struct keur_site *site = keur_site(run);
    const struct keur_value *theme, *hooks;

    (void)index;
    if (site == NULL || site->root == NULL)
        return;
    theme = keur_value_find(site->root, "theme");
    hooks = keur_value_find(site->root, "hooks");
    check_assets(run, "extra_css", "style sheet");
    check_assets(run, "extra_javascript", "script");
    check_asset(run, keur_value_find(theme, "logo"), "logo");
    check_asset(run, keur_value_find(theme, "favicon"), "icon");
    check_beside(run, keur_value_find(theme, "custom_dir"), "folder");
    for (const struct keur_value *item = hooks == NULL ? NULL : hooks->first_child; item != NULL;
         item = item->next)
        check_beside(run, item, "hook");
}

const struct keur_check links_site_file = {
    .size = sizeof(struct keur_check),
    .id = "links/site-file",
    .summary = "Style sheets, scripts, hooks and pictures that mkdocs.yml names exist.",
    .run_project = check_site_file,
};
