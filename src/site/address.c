#include "site/address.h"

#include "base/file.h"
#include "base/text.h"

bool address_below_docs(const struct site *site, struct keur_text path, struct keur_text *ret_below)
{
    struct keur_text docs = site->is.docs_dir;
    *ret_below = path;
    if (text_starts_with(path, "../") || text_starts_with(path, "/") || text_is(path, ".."))
        return false;
    if (text_is(docs, "."))
        return true;
    if (path.length <= docs.length || path.bytes[docs.length] != '/' ||
        !keur_text_equals(text_slice(path, 0, docs.length), docs))
        return false;
    *ret_below = text_slice(path, docs.length + 1, path.length);
    return true;
}

struct keur_text address_in_docs(const struct site *site, struct keur_text below,
                                 struct arena *arena)
{
    return path_normalize(arena, path_join(arena, site->is.docs_dir, below));
}

/* ---- What is left out ---- */

/* The lines for what MkDocs leaves out come first. */
static bool is_hidden(const struct site *site, struct keur_text below)
{
    enum { HIDDEN_LINES = 2 };
    struct ignore_lines hidden = {site->excluded.items, HIDDEN_LINES};
    return ignore_lines_leave_out(&hidden, below);
}

enum keur_unpublished address_left_out(const struct project *project, struct keur_text below,
                                       struct arena *arena)
{
    const struct site *site = project->site;
    if (ignore_lines_leave_out(&site->excluded, below))
        return is_hidden(site, below) ? KEUR_HIDDEN : KEUR_EXCLUDED;
    if (ignore_lines_leave_out(&site->drafts, below))
        return KEUR_DRAFT;
    if (!text_is(path_name(below), "README.md"))
        return 0;
    struct keur_text index = path_join(arena, path_folder(below), TEXT("index.md"));
    return folders_find(project->folders, address_in_docs(site, index, arena)) == KEUR_FILE
               ? KEUR_SHADOWED
               : 0;
}

/* ---- From files to addresses ---- */

static struct keur_text without_markdown_ending(struct keur_text path)
{
    static const char *const endings[] = {".markdown", ".mdown", ".mkdn", ".mkd", ".md"};
    for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
        if (text_ends_with(path, endings[i]))
            return text_slice(path, 0, path.length - text_of(endings[i]).length);
    return path;
}

/* "a/" of "a/index.md", "" of "README.md". */
static bool is_index(struct keur_text stem, struct keur_text *ret_folder)
{
    struct keur_text name = path_name(stem);
    *ret_folder = text_slice(stem, 0, stem.length - name.length);
    return text_is(name, "index") || text_is(name, "README");
}

bool address_of(const struct site *site, struct keur_text path, struct arena *arena,
                struct keur_text *ret_address)
{
    struct keur_text below, stem, folder;
    if (!address_below_docs(site, path, &below))
        return false;
    stem = without_markdown_ending(below);
    *ret_address = below;
    if (stem.length == below.length)
        return true;
    bool is_folder_page = is_index(stem, &folder);
    if (!site->is.uses_directory_urls)
        *ret_address = is_folder_page ? arena_format(arena, "%.*sindex.html", KEUR_ARGUMENT(folder))
                                      : arena_format(arena, "%.*s.html", KEUR_ARGUMENT(stem));
    else
        *ret_address = is_folder_page ? folder : arena_join(arena, stem, TEXT("/"));
    return true;
}

/* ---- From addresses to files ---- */

/* What is looked for, and where. */
struct search {
    const struct project *project;
    struct arena *arena;
};

static bool has_file(const struct search *search, struct keur_text below, struct keur_text *ret)
{
    *ret = address_in_docs(search->project->site, below, search->arena);
    return folders_find(search->project->folders, *ret) == KEUR_FILE &&
           address_left_out(search->project, below, search->arena) == 0;
}

static struct keur_text with_ending(const struct search *search, struct keur_text stem,
                                    const char *ending)
{
    return arena_join(search->arena, stem, text_of(ending));
}

/* The page at "folder/", without the slash. */
static bool find_folder_page(const struct search *search, struct keur_text folder,
                             struct keur_text *ret_path)
{
    static const char *const names[] = {"index.md", "README.md", "index.html", "index.markdown"};
    static const char *const endings[] = {".md", ".markdown"};
    struct keur_text around;
    bool is_of_page = search->project->site->is.uses_directory_urls && folder.length > 0 &&
                      !is_index(folder, &around); /* the page of "a/index.md" is "a/" */
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (has_file(search, path_join(search->arena, folder, text_of(names[i])), ret_path))
            return true;
    for (size_t i = 0; is_of_page && i < sizeof(endings) / sizeof(*endings); i++)
        if (has_file(search, with_ending(search, folder, endings[i]), ret_path))
            return true;
    return false;
}

/* "a/b.html" and "a/index.html". */
static bool find_html(const struct search *search, struct keur_text address,
                      struct keur_text *ret_path)
{
    struct keur_text stem = text_slice(address, 0, address.length - text_of(".html").length);
    struct keur_text folder;
    if (is_index(stem, &folder) && !text_is(path_name(stem), "README")) {
        folder.length -= folder.length > 0;
        return find_folder_page(search, folder, ret_path);
    }
    return !search->project->site->is.uses_directory_urls &&
           has_file(search, with_ending(search, stem, ".md"), ret_path);
}

/* The source file that would be the page at an address where there is none. */
static struct keur_text would_be(const struct search *search, struct keur_text address)
{
    struct keur_text name = address;
    if (text_ends_with(name, "/"))
        name.length--;
    if (name.length == 0)
        name = TEXT("index.md");
    else if (text_find(path_name(name), '.', 0) == path_name(name).length)
        name = with_ending(search, name, ".md");
    return address_in_docs(search->project->site, name, search->arena);
}

/* What the theme, MkDocs itself and plugins put into the site. */
static bool is_made(const struct search *search, struct keur_text address)
{
    static const char *const files[] = {"sitemap.xml", "sitemap.xml.gz", "404.html", "objects.inv"};
    static const char *const folders[] = {"search/",
                                          "assets/javascripts/",
                                          "assets/stylesheets/",
                                          "assets/images/",
                                          "css/",
                                          "js/",
                                          "fonts/",
                                          "img/"};
    const struct site *site = search->project->site;
    for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
        if (text_is(address, files[i]))
            return true;
    /* Of the theme, unless the project has a folder of that name. */
    for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++)
        if (text_starts_with(address, folders[i]) &&
            folders_find(search->project->folders,
                         address_in_docs(site, text_of(folders[i]), search->arena)) == KEUR_ABSENT)
            return true;
    return false;
}

/* A folder that is not in the project may be made by a plugin; one without folder too. */
static bool may_be_made(const struct search *search, struct keur_text address)
{
    const struct site *site = search->project->site;
    if (!site->is.has_more_files)
        return false;
    if (text_ends_with(address, "/"))
        address.length--;
    struct keur_text folder = path_folder(address);
    return text_is(folder, ".") ||
           folders_find(search->project->folders, address_in_docs(site, folder, search->arena)) ==
               KEUR_ABSENT;
}

/* Is the folder of an address one of docs_dir, or the first folder one with a page of its own? */
static bool is_in_folder_of_docs(const struct search *search, struct keur_text address)
{
    struct keur_text first = text_slice(address, 0, text_find(address, '/', 0)), page;
    if (first.length == address.length)
        return false;
    return folders_find(search->project->folders,
                        address_in_docs(search->project->site, path_folder(address),
                                        search->arena)) == KEUR_FOLDER ||
           find_folder_page(search, first, &page);
}

/* Files of the theme's custom_dir are copied to the site. */
static enum address_answer find_in_theme(const struct search *search, struct keur_text address,
                                         struct keur_text *ret_path)
{
    struct keur_text folder = search->project->site->is.custom_dir;
    if (folder.length == 0 || text_ends_with(address, "/") ||
        without_markdown_ending(address).length < address.length ||
        text_find(path_name(address), '.', 0) == path_name(address).length)
        return ADDRESS_NONE;
    *ret_path = path_normalize(search->arena, path_join(search->arena, folder, address));
    if (folders_find(search->project->folders, *ret_path) == KEUR_FILE)
        return ADDRESS_FILE;
    /* A theme that is fetched when the site is built; it has no part in folders of documents. */
    if (folders_find(search->project->folders, folder) != KEUR_ABSENT)
        return ADDRESS_NONE;
    return is_in_folder_of_docs(search, address) ? ADDRESS_NONE : ADDRESS_UNKNOWN;
}

/* redirect_maps of the redirects plugin name source files: "old.md" is kept at "old/". */
static bool is_moved(const struct search *search, struct keur_text address)
{
    const struct keur_texts *moved = &search->project->site->moved;
    if (text_ends_with(address, "/"))
        address.length--;
    for (size_t i = 0; i < moved->count; i++) {
        struct keur_text stem = without_markdown_ending(moved->items[i]), folder;
        if (is_index(stem, &folder))
            stem = text_slice(folder, 0, folder.length - (folder.length > 0));
        if (keur_text_equals(stem, address) || keur_text_equals(moved->items[i], address))
            return true;
    }
    return false;
}

static bool find_source(const struct search *search, struct keur_text address,
                        struct keur_text *ret_path)
{
    struct keur_text folder = address;
    if (text_ends_with(folder, "/"))
        folder.length--;
    else if (address.length > 0 && without_markdown_ending(address).length == address.length &&
             has_file(search, address, ret_path))
        return true;
    if (text_ends_with(address, ".html") && find_html(search, address, ret_path))
        return true;
    return find_folder_page(search, folder, ret_path);
}

enum address_answer address_find(const struct project *project, struct keur_text address,
                                 struct arena *arena, struct keur_text *ret_path)
{
    struct search search = {project, arena};
    if (find_source(&search, address, ret_path))
        return ADDRESS_FILE;
    enum address_answer answer = find_in_theme(&search, address, ret_path);
    if (answer != ADDRESS_NONE)
        return answer;
    if (project->site->has_unknown_pages || is_moved(&search, address) ||
        is_made(&search, address) || may_be_made(&search, address))
        return ADDRESS_UNKNOWN;
    *ret_path = would_be(&search, address);
    return ADDRESS_NONE;
}
