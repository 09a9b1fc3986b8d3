/* The navigation of mkdocs.yml and of .pages files: entries without a page. */
#include <string.h>

#include "links.h"

static bool is_named(struct keur_text text, const char *name)
{
    return text.length == strlen(name) && memcmp(text.bytes, name, text.length) == 0;
}

const struct keur_value *value_following(const struct keur_value *value,
                                         const struct keur_value *root)
{
    if (value->first_child != NULL)
        return value->first_child;
    while (value != root && value->next == NULL)
        value = value->parent;
    return value == root ? NULL : value->next;
}

struct keur_text site_home(keur_run *run)
{
    struct keur_text docs = keur_site(run)->docs_dir;

    if (is_named(docs, "."))
        return (struct keur_text){"index.md", 8};
    return keur_format(run, "%.*s/index.md", KEUR_ARGUMENT(docs));
}

/* ---- Entries ---- */

static bool contains(struct keur_text text, const char *characters)
{
    for (size_t i = 0; i < text.length; i++) {
        if (strchr(characters, text.bytes[i]) != NULL)
            return true;
    }
    return false;
}

enum entry_kind entry_kind_of(const struct keur_value *value)
{
    struct keur_text text = value->text;

    if (value->kind != KEUR_STRING || text.length == 0)
        return ENTRY_OTHER;
    if (text_has_prefix(text, "...") || contains(text, "*?"))
        return ENTRY_GLOB;
    if (text_has_prefix(text, "/") || text_has_prefix(text, "#") || text_has_prefix(text, "!") ||
        address_has_scheme(text))
        return ENTRY_OTHER;
    return ENTRY_PAGE;
}

bool nav_value_is_item(const struct keur_value *value)
{
    for (; value->parent != NULL; value = value->parent) {
        if (value->parent->kind == KEUR_MAPPING && !is_named(value->key, "glob") &&
            keur_value_find(value->parent, "glob") != NULL)
            return false;
    }
    return true;
}

void report_site_file(keur_run *run, const struct site_target *target, size_t *missing)
{
    const struct keur_value *value = target->value;
    struct lost lost = {run, target->from, path_of_target(value->text), KEUR_FROM_FILE};
    struct suggestion suggestion = {{"", 0}, false};
    if ((*missing)++ < MOST_SUGGESTIONS)
        suggestion = suggestion_for(&lost);
    struct keur_edit edit = {value->span, suggestion.path,
                             suggestion.is_same_name ? KEUR_SAFE : KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit};

    if (suggestion.path.length == 0) {
        keur_report_at(run, target->file, value->span, NULL, "%s \"%.*s\" does not exist",
                       target->noun, KEUR_ARGUMENT(value->text));
        return;
    }
    details.edit_count = value->style == KEUR_PLAIN ? 1 : 0;
    keur_report_at(run, target->file, value->span, &details,
                   "%s \"%.*s\" does not exist; did you mean \"%.*s\"?", target->noun,
                   KEUR_ARGUMENT(value->text), KEUR_ARGUMENT(suggestion.path));
}

const struct keur_value *nav_of(keur_run *run, struct keur_text *ret_file)
{
    const struct keur_site *site = keur_site(run);
    const struct keur_value *nav = site == NULL ? NULL : site_setting(site, "nav", ret_file);

    return nav != NULL && nav->kind == KEUR_SEQUENCE ? nav : NULL;
}

static void check_entry(keur_run *run, struct keur_text file, const struct keur_value *value,
                        size_t *missing)
{
    const struct site_target target = {file, value, site_home(run), "page"};
    struct keur_destination found = keur_resolve(run, target.from, value->text, KEUR_FROM_FILE);
    struct keur_text message;

    if (found.kind == KEUR_DESTINATION_MISSING)
        report_site_file(run, &target, missing);
    /* MkDocs shows drafts, and their entries, to whoever writes them. */
    if (found.kind != KEUR_DESTINATION_UNPUBLISHED || found.unpublished == KEUR_DRAFT)
        return;
    message = unpublished_message(run, value->text, &found);
    keur_report_at(run, file, value->span, NULL, "page %.*s", KEUR_ARGUMENT(message));
}

/* Entries of a .pages or .nav.yml file name files and folders beside it.  With a title, what is not
 * there becomes a link. */
static void check_pages_entry(keur_run *run, struct keur_text file, const struct keur_value *value,
                              size_t *missing)
{
    const struct site_target target = {file, value, file, "page or folder"};
    struct keur_text folder = path_folder_of(file), name = value->text;

    if ((value->key.length > 0 && !text_has_ending(name, ".md")) || contains(name, "[](){}!"))
        return;                             /* the signs are those of patterns */
    if (name.bytes[name.length - 1] == '/') /* a folder, for awesome-nav */
        name.length--;
    if (keur_exists(run, keur_format(run, "%.*s%.*s", KEUR_ARGUMENT(folder),
                                     KEUR_ARGUMENT(name))) == KEUR_ABSENT)
        report_site_file(run, &target, missing);
}

const struct keur_value *pages_list(const struct keur_site_file *pages, bool *ret_is_arranged)
{
    const struct keur_value *list = keur_value_find(pages->root, "nav");

    *ret_is_arranged = list == NULL;
    if (list == NULL)
        list = keur_value_find(pages->root, "arrange");
    return list != NULL && list->kind == KEUR_SEQUENCE ? list : NULL;
}

static void check_nav_entry(keur_run *run, const keur_index *index)
{
    const struct keur_site *site = keur_site(run);
    struct keur_text file;
    const struct keur_value *nav = nav_of(run, &file);
    size_t missing = 0;
    bool is_arranged;

    (void)index;
    for (const struct keur_value *value = nav; value != NULL; value = value_following(value, nav)) {
        if (entry_kind_of(value) == ENTRY_PAGE)
            check_entry(run, file, value, &missing);
    }
    for (size_t i = 0; site != NULL && i < site->page_file_count; i++) {
        const struct keur_value *list = pages_list(&site->pages[i], &is_arranged);

        for (const struct keur_value *value = list; value != NULL;
             value = value_following(value, list)) {
            if (entry_kind_of(value) == ENTRY_PAGE && nav_value_is_item(value))
                check_pages_entry(run, site->pages[i].path, value, &missing);
        }
    }
}

const struct keur_check links_nav_entry = {
    .size = sizeof(struct keur_check),
    .id = "links/nav-entry",
    .summary =
        "Each entry of the navigation, in mkdocs.yml, a .pages or .nav.yml file, leads to a page.",
    .run_project = check_nav_entry,
};
