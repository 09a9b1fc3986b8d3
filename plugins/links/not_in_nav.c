/* Pages that the navigation of mkdocs.yml, or that of .pages files, does not list. */
#include <stdlib.h>
#include <string.h>

#include "links.h"

static bool is_named(struct keur_text text, const char *name)
{
    return text.length == strlen(name) && memcmp(text.bytes, name, text.length) == 0;
}

/* ---- Options ---- */

struct not_in_nav_options {
    struct keur_texts skip_folders;
};

static const struct keur_option not_in_nav_options[] = {
    {
        .name = "skip-folders",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct not_in_nav_options, skip_folders),
        .fallback = "[includes, _includes, snippets, _snippets, partials, blog, posts, tags]",
        .summary = "names of folders whose pages readers find in another way",
    },
    {0},
};

bool nav_glob_matches(struct keur_text glob, struct keur_text path)
{
    size_t g = 0, p = 0, star = SIZE_MAX, mark = 0;
    bool is_deep = false;

    while (p < path.length) {
        if (g < glob.length && glob.bytes[g] == '*') {
            is_deep = g + 1 < glob.length && glob.bytes[g + 1] == '*';
            g += is_deep ? 2 : 1;
            if (is_deep && g < glob.length && glob.bytes[g] == '/')
                g++;
            star = g;
            mark = p;
        } else if (g < glob.length && (glob.bytes[g] == path.bytes[p] ||
                                       (glob.bytes[g] == '?' && path.bytes[p] != '/'))) {
            g++;
            p++;
        } else if (star != SIZE_MAX && (is_deep || path.bytes[mark] != '/')) {
            g = star;
            p = ++mark;
        } else {
            return false;
        }
    }
    while (g < glob.length && glob.bytes[g] == '*')
        g++;
    return g == glob.length;
}

/* The last part of "... | flat | folder/x-?.md" is the pattern; none, or a regular expression,
 * takes whatever is left. */
static bool rest_matches(struct keur_text entry, struct keur_text below)
{
    size_t begin = entry.length;

    while (begin > 0 && entry.bytes[begin - 1] != '|')
        begin--;
    if (begin == 0)
        return text_has_prefix(entry, "...") || nav_glob_matches(entry, below);
    struct keur_text pattern =
        keur_text_trim((struct keur_text){entry.bytes + begin, entry.length - begin});
    if (text_has_prefix(pattern, "glob="))
        pattern = (struct keur_text){pattern.bytes + 5, pattern.length - 5};
    return text_has_prefix(pattern, "regex=") || is_named(pattern, "flat") ||
           nav_glob_matches(pattern, below);
}

/* The path below docs_dir; empty for what lies elsewhere. */
static struct keur_text below_docs(keur_run *run, struct keur_text path)
{
    struct keur_text docs = keur_site(run)->docs_dir;

    if (docs.length == 1 && docs.bytes[0] == '.')
        return path;
    if (path.length <= docs.length || path.bytes[docs.length] != '/' ||
        memcmp(path.bytes, docs.bytes, docs.length) != 0)
        return (struct keur_text){"", 0};
    return (struct keur_text){path.bytes + docs.length + 1, path.length - docs.length - 1};
}

/* ---- .pages ---- */

/* The .pages file of a folder, which ends with '/'; or NULL. */
static const struct keur_site_file *pages_of(const struct keur_site *site, struct keur_text folder)
{
    for (size_t i = 0; i < site->page_file_count; i++) {
        if (keur_text_equals(path_folder_of(site->pages[i].path), folder))
            return &site->pages[i];
    }
    return NULL;
}

static bool is_hidden(const struct keur_site_file *pages)
{
    const struct keur_value *hide = keur_value_find(pages->root, "hide");

    return hide != NULL && hide->kind == KEUR_BOOLEAN && hide->text.length > 0 &&
           (hide->text.bytes[0] == 't' || hide->text.bytes[0] == 'T');
}

/* Does the list name this file or folder, or take what it does not name? */
static bool lists(const struct keur_site_file *pages, struct keur_text name)
{
    bool is_arranged;
    const struct keur_value *list = pages_list(pages, &is_arranged);

    if (list == NULL || is_arranged)
        return true;
    for (const struct keur_value *value = list; value != NULL;
         value = value_following(value, list)) {
        if (value->kind == KEUR_STRING &&
            (keur_text_equals(value->text, name) ||
             (text_has_prefix(value->text, "...") && rest_matches(value->text, name)) ||
             (entry_kind_of(value) == ENTRY_GLOB && nav_glob_matches(value->text, name))))
            return true;
    }
    return false;
}

static bool is_awesome_nav(const struct keur_site *site)
{
    return site_has_plugin(site, "awesome-nav");
}

/* Does the .pages file beside it, or one above, leave the page out?  A folder that is hidden is so
 * on purpose. */
static bool is_left_out(keur_run *run, struct keur_text path, struct keur_text *ret_file)
{
    const struct keur_site *site = keur_site(run);
    struct keur_text name = path_name_of(path), folder = path_folder_of(path);
    bool is_out = false;

    if (site->page_file_count == 0)
        return false;
    if (is_awesome_nav(site))
        return awesome_nav_leaves_out(run, path, ret_file);
    while (folder.length > 0) {
        const struct keur_site_file *pages = pages_of(site, folder);

        if (pages != NULL && is_hidden(pages))
            return false;
        if (pages != NULL && !is_out && !lists(pages, name)) {
            is_out = true;
            *ret_file = pages->path;
        }
        folder.length--;
        name = path_name_of(folder);
        folder = path_folder_of(folder);
    }
    return is_out;
}

/* ---- What the navigation lists ---- */

/* What mkdocs.yml lists. */
struct nav_lists {
    struct keur_text *pages; /* sorted, as the index knows them */
    size_t page_count;
    struct keur_text *globs;
    size_t glob_count;
    bool is_all;           /* no list: what is there is shown */
    struct keur_text file; /* that lists it */
};

static int compare_texts(const void *a, const void *b)
{
    const struct keur_text *first = a, *second = b;
    size_t common = first->length < second->length ? first->length : second->length;
    int order = memcmp(first->bytes, second->bytes, common);

    if (order != 0)
        return order;
    return (first->length > second->length) - (first->length < second->length);
}

static struct nav_lists read_listed(keur_run *run, const struct keur_value *nav)
{
    struct nav_lists listed = {.page_count = 0};
    size_t count = 0;

    for (const struct keur_value *value = nav; value != NULL; value = value_following(value, nav))
        count++;
    listed.pages = keur_allocate(run, count * sizeof *listed.pages);
    listed.globs = keur_allocate(run, count * sizeof *listed.globs);
    for (const struct keur_value *value = nav; value != NULL; value = value_following(value, nav)) {
        enum entry_kind kind = entry_kind_of(value);

        if (kind == ENTRY_GLOB)
            listed.globs[listed.glob_count++] = value->text;
        else if (kind == ENTRY_PAGE)
            listed.pages[listed.page_count++] =
                keur_resolve(run, site_home(run), value->text, KEUR_FROM_FILE).real_path;
    }
    qsort(listed.pages, listed.page_count, sizeof *listed.pages, compare_texts);
    return listed;
}

bool nav_lists_page(keur_run *run, const struct nav_lists *listed, struct keur_text path,
                    struct keur_text *ret_file)
{
    struct keur_text below = below_docs(run, path);
    bool is_taken = listed->is_all;

    if (bsearch(&path, listed->pages, listed->page_count, sizeof *listed->pages, compare_texts) !=
        NULL)
        return true;
    for (size_t i = 0; i < listed->glob_count && !is_taken; i++)
        is_taken = rest_matches(listed->globs[i], below);
    return is_taken && !is_left_out(run, path, ret_file);
}

/* The list of mkdocs.yml, which awesome-nav does without. */
static const struct keur_value *read_nav(keur_run *run, struct keur_text *ret_file)
{
    const struct keur_site *site = keur_site(run);

    return site != NULL && is_awesome_nav(site) ? NULL : nav_of(run, ret_file);
}

/* Plugins that make the navigation, or part of it, in another way. */
static bool is_made_otherwise(const struct keur_site *site)
{
    static const char *const plugins[] = {"literate-nav", "monorepo",   "multirepo", "group",
                                          "gen-files",    "i18n",       "projects",  "blog-in-blog",
                                          "blogging",     "static-i18n"};

    for (size_t i = 0; i < sizeof plugins / sizeof *plugins; i++) {
        if (site_has_plugin(site, plugins[i]))
            return true;
    }
    return false;
}

/* A page of the site, in its folder. */
struct sibling {
    struct keur_text folder; /* first: what they are sorted by */
    size_t document;
    bool is_listed;
    struct keur_text file; /* that does not list it */
};

/* Pages that may be told of, sorted by folder. */
static size_t read_siblings(keur_run *run, const keur_index *index, const struct nav_lists *listed,
                            struct sibling *siblings)
{
    const struct not_in_nav_options *options = keur_options(run);
    size_t count = 0;

    for (size_t i = 0; i < keur_index_size(index); i++) {
        struct keur_text path = keur_index_path(index, i), below = below_docs(run, path);
        struct keur_text name = path_name_of(path);

        if (below.length == 0 || is_named(name, "index.md") || is_named(name, "README.md") ||
            is_named(name, "404.md") || path_is_part(below, &options->skip_folders) ||
            keur_is_excluded(run, path) || keur_is_unlisted(run, path))
            continue;
        siblings[count] = (struct sibling){path_folder_of(path), i, false, listed->file};
        siblings[count].is_listed = nav_lists_page(run, listed, path, &siblings[count].file);
        count++;
    }
    qsort(siblings, count, sizeof *siblings, compare_texts);
    return count;
}

/* A folder whose other pages are listed has a page that was forgotten; one of which hardly any page
 * is listed is read by other ways. */
static void check_siblings(keur_run *run, const keur_index *index, const struct sibling *siblings,
                           size_t count)
{
    size_t listed = 0;

    for (size_t i = 0; i < count; i++)
        listed += siblings[i].is_listed;
    if (listed == 0 || listed < count - listed)
        return;
    for (size_t i = 0; i < count; i++) {
        if (!siblings[i].is_listed)
            keur_report_on(
                run, siblings[i].document, (struct keur_span){0, 0}, NULL,
                "the navigation in \"%.*s\" does not list this page, while it lists "
                "others of \"%.*s\"",
                KEUR_ARGUMENT(siblings[i].file),
                KEUR_ARGUMENT(path_folder_of(keur_index_path(index, siblings[i].document))));
    }
}

const struct nav_lists *nav_lists_read(keur_run *run)
{
    struct keur_text file = {"", 0};
    const struct keur_value *nav = read_nav(run, &file);
    const struct keur_site *site = keur_site(run);
    struct nav_lists *lists;

    if (site == NULL || site->root == NULL)
        return NULL;
    lists = keur_allocate(run, sizeof *lists);
    *lists = read_listed(run, nav);
    lists->file = file;
    lists->is_all = nav == NULL || is_made_otherwise(site);
    return lists;
}

static void check_not_in_nav(keur_run *run, const keur_index *index)
{
    struct keur_text file;
    const struct keur_value *nav = read_nav(run, &file);
    const struct keur_site *site = keur_site(run);
    const struct nav_lists *listed;
    struct sibling *siblings;
    size_t count, begin = 0;

    if (site == NULL || (nav == NULL && site->page_file_count == 0) || is_made_otherwise(site))
        return;
    listed = nav_lists_read(run);
    if (listed == NULL)
        return;
    siblings = keur_allocate(run, (keur_index_size(index) + 1) * sizeof *siblings);
    count = read_siblings(run, index, listed, siblings);
    for (size_t i = 1; i <= count; i++) {
        if (i < count && keur_text_equals(siblings[i].folder, siblings[begin].folder))
            continue;
        check_siblings(run, index, siblings + begin, i - begin);
        begin = i;
    }
}

const struct keur_check links_not_in_nav = {
    .size = sizeof(struct keur_check),
    .id = "links/not-in-nav",
    .summary = "The navigation lists a page when it lists the others of its folder.",
    .options = not_in_nav_options,
    .options_size = sizeof(struct not_in_nav_options),
    .run_project = check_not_in_nav,
};
