/* Files that mkdocs.yml names: style sheets, scripts, hooks, logo. */
#include <string.h>

#include "links.h"

/* "a/b.css": of docs_dir, or of the theme. */
static void check_asset(keur_run *run, struct keur_text file, const struct keur_value *value,
                        const char *noun, size_t *missing)
{
    const struct site_target target = {file, value, site_home(run), noun};
    struct keur_destination destination;

    if (value == NULL || value->kind != KEUR_STRING || value->text.length == 0 ||
        text_has_prefix(value->text, "/") || text_has_prefix(value->text, "!"))
        return;
    destination = keur_resolve(run, target.from, value->text, KEUR_FROM_FILE);
    if (destination.kind == KEUR_DESTINATION_MISSING)
        report_site_file(run, &target, missing);
}

/* A list of paths, or of maps with a key `path`. */
static void check_assets(keur_run *run, const char *key, const char *noun, size_t *missing)
{
    struct keur_text file;
    const struct keur_value *list = site_setting(keur_site(run), key, &file);

    if (list == NULL || list->kind != KEUR_SEQUENCE)
        return;
    for (const struct keur_value *item = list->first_child; item != NULL; item = item->next)
        check_asset(run, file, item->kind == KEUR_MAPPING ? keur_value_find(item, "path") : item,
                    noun, missing);
}

/* A path from the folder of mkdocs.yml.  A folder that is not there at all may be fetched when the
 * site is built. */
static void check_beside(keur_run *run, struct keur_text file, const struct keur_value *value,
                         const char *noun, size_t *missing)
{
    const struct site_target target = {file, value, keur_site(run)->path, noun};
    struct keur_text folder;

    if (value == NULL || value->kind != KEUR_STRING || value->text.length == 0 ||
        text_has_prefix(value->text, "/") || text_has_prefix(value->text, "!"))
        return;
    folder = path_folder_of(value->text);
    if (keur_exists(run, value->text) == KEUR_ABSENT &&
        (folder.length == 0 || keur_exists(run, folder) == KEUR_FOLDER))
        report_site_file(run, &target, missing);
}

static bool begins_in_repository(struct keur_text uri)
{
    return text_has_prefix(uri, "edit/") || text_has_prefix(uri, "blob/") ||
           text_has_prefix(uri, "raw/") || text_has_prefix(uri, "tree/") ||
           text_has_prefix(uri, "-/edit/") || text_has_prefix(uri, "-/blob/");
}

/* "edit/main/docs/" ends with the folder of the documents, where the project is the repository. */
static void check_edit_uri(keur_run *run)
{
    static const char repository[] = ".git";
    struct keur_text file, uri, docs = keur_site(run)->docs_dir;
    const struct keur_value *value = site_setting(keur_site(run), "edit_uri", &file);

    if (value == NULL || value->kind != KEUR_STRING || !begins_in_repository(value->text) ||
        keur_exists(run, (struct keur_text){repository, strlen(repository)}) == KEUR_ABSENT ||
        (docs.length == 1 && docs.bytes[0] == '.'))
        return;
    uri = value->text;
    while (uri.bytes[uri.length - 1] == '/')
        uri.length--;
    if (uri.length > docs.length && uri.bytes[uri.length - docs.length - 1] == '/' &&
        memcmp(uri.bytes + uri.length - docs.length, docs.bytes, docs.length) == 0)
        return;
    keur_report_at(run, file, value->span, NULL,
                   "\"%.*s\" does not end with \"%.*s\", where the documents are, so that no page "
                   "can be edited by its button",
                   KEUR_ARGUMENT(value->text), KEUR_ARGUMENT(docs));
}

static void check_site_file(keur_run *run, const keur_index *index)
{
    const struct keur_site *site = keur_site(run);
    const struct keur_value *theme, *hooks;
    struct keur_text file;
    size_t missing = 0;

    (void)index;
    if (site != NULL && site->error_message.length > 0)
        keur_report_at(run, site->error_path, site->error_span, NULL, "%.*s",
                       KEUR_ARGUMENT(site->error_message));
    if (site == NULL || site->root == NULL)
        return;
    check_assets(run, "extra_css", "style sheet", &missing);
    check_assets(run, "extra_javascript", "script", &missing);
    theme = site_setting(site, "theme", &file);
    check_asset(run, file, keur_value_find(theme, "logo"), "logo", &missing);
    check_asset(run, file, keur_value_find(theme, "favicon"), "icon", &missing);
    check_beside(run, file, keur_value_find(theme, "custom_dir"), "folder", &missing);
    hooks = site_setting(site, "hooks", &file);
    for (const struct keur_value *item = hooks == NULL ? NULL : hooks->first_child; item != NULL;
         item = item->next)
        check_beside(run, file, item, "hook", &missing);
    check_edit_uri(run);
}

const struct keur_check links_site_file = {
    .size = sizeof(struct keur_check),
    .id = "links/site-file",
    .summary = "mkdocs.yml can be read; style sheets, scripts, hooks and pictures that it names "
               "exist.",
    .run_project = check_site_file,
};
