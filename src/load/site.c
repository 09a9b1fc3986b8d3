/* mkdocs.yml: where the site's documents are, which Markdown they are written in, and at which
 * addresses they are shown.  A mistake in it is for MkDocs to tell: what cannot be read here is
 * passed over. */
#include <ctype.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "load/loading_site.h"
#include "yaml/yaml_tree.h"

/* mkdocs.yml, and the files that it inherits from. */
struct layer {
    struct keur_text path, text;   /* the path is relative to the project root */
    const struct keur_value *root; /* NULL when it is not read */
};
struct mkdocs {
    struct layer layers[1 + LIMIT_INHERIT_DEPTH]; /* what comes first, wins */
    size_t count;
    struct keur_text error_path; /* empty: all is read */
    struct yaml_trouble error;
};

const struct keur_value *site_yaml(const struct loading *loading, struct keur_text path,
                                   struct keur_text *ret_text, struct yaml_trouble *ret_trouble)
{
    struct errors ignored = {0};
    const struct keur_value *root = NULL;
    *ret_text = TEXT("");
    *ret_trouble = (struct yaml_trouble){0};
    if (folders_read_file(loading->project->folders, path, LIMIT_CONFIG_BYTES, loading->arena,
                          ret_text, &ignored) &&
        !yaml_tree_parse(*ret_text, (struct keur_span){.begin = 0, .end = ret_text->length},
                         loading->arena, &root, ret_trouble))
        root = NULL;
    errors_free(&ignored);
    return root;
}

static struct keur_text find_name(const struct loading *loading)
{
    static const char *const names[] = {"mkdocs.yml", "mkdocs.yaml"};
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (folders_find(loading->project->folders, text_of(names[i])) == KEUR_FILE)
            return text_of(names[i]);
    return (struct keur_text){0};
}

/* ---- What it inherits ---- */

static void set_error(struct mkdocs *mkdocs, struct keur_text path, struct keur_span span,
                      struct keur_text message)
{
    mkdocs->error_path = path;
    mkdocs->error = (struct yaml_trouble){span, message};
}

static bool has_layer(const struct mkdocs *mkdocs, struct keur_text path)
{
    for (size_t i = 0; i < mkdocs->count; i++)
        if (keur_text_equals(mkdocs->layers[i].path, path))
            return true;
    return false;
}

/* False when it is not to be read. */
static bool read_layer(const struct loading *loading, struct mkdocs *mkdocs, struct keur_text path)
{
    struct layer *layer = &mkdocs->layers[mkdocs->count++];
    struct yaml_trouble trouble;
    layer->path = path;
    layer->root = site_yaml(loading, path, &layer->text, &trouble);
    if (trouble.message.length > 0)
        set_error(mkdocs, path, trouble.span, trouble.message);
    return layer->root != NULL;
}

/* The file that the last layer inherits from, a file within the project: the repository does not
 * say what else is read.  Empty when there is none. */
static struct keur_text base_of(const struct loading *loading, struct mkdocs *mkdocs)
{
    const struct layer *last = &mkdocs->layers[mkdocs->count - 1];
    const struct keur_value *name = keur_value_find(last->root, "INHERIT");
    if (name == NULL || name->kind != KEUR_STRING)
        return TEXT("");
    struct keur_text path = path_normalize(
        loading->arena, path_join(loading->arena, path_folder(last->path), name->text));
    struct keur_text message = TEXT("");
    if (text_starts_with(path, "../") || text_starts_with(path, "/"))
        return TEXT("");
    if (has_layer(mkdocs, path))
        message = arena_format(loading->arena,
                               "\"%.*s\" inherits from this file: INHERIT leads in a circle",
                               KEUR_ARGUMENT(path));
    else if (folders_find(loading->project->folders, path) != KEUR_FILE)
        message =
            arena_format(loading->arena, "\"%.*s\", from which this file inherits, is not there",
                         KEUR_ARGUMENT(path));
    else if (mkdocs->count == 1 + LIMIT_INHERIT_DEPTH)
        message = arena_format(loading->arena, "more than %d files inherit from each other here",
                               LIMIT_INHERIT_DEPTH);
    if (message.length == 0)
        return path;
    set_error(mkdocs, last->path, name->span, message);
    return TEXT("");
}

static void read_layers(const struct loading *loading, struct mkdocs *mkdocs, struct keur_text name)
{
    for (struct keur_text path = name; path.length > 0; path = base_of(loading, mkdocs))
        if (!read_layer(loading, mkdocs, path))
            return;
}

static const struct layer *find_layer(const struct mkdocs *mkdocs, const char *key)
{
    for (size_t i = 0; i < mkdocs->count; i++)
        if (keur_value_find(mkdocs->layers[i].root, key) != NULL)
            return &mkdocs->layers[i];
    return NULL;
}

static const struct keur_value *find(const struct mkdocs *mkdocs, const char *key)
{
    const struct layer *layer = find_layer(mkdocs, key);
    return layer == NULL ? NULL : keur_value_find(layer->root, key);
}

/* Maps are merged key by key. */
static const struct keur_value *find_within(const struct mkdocs *mkdocs, const char *outer,
                                            const char *key)
{
    const struct keur_value *value = NULL;
    for (size_t i = 0; i < mkdocs->count && value == NULL; i++)
        value = keur_value_find(keur_value_find(mkdocs->layers[i].root, outer), key);
    return value;
}

static struct keur_text find_text(const struct mkdocs *mkdocs, const char *key)
{
    const struct keur_value *value = find(mkdocs, key);
    return value != NULL && value->kind == KEUR_STRING ? value->text : TEXT("");
}

/* ---- Addresses ---- */

/* "https://host/path" in two, the path with "/" at both ends. */
static void read_url(const struct loading *loading, struct keur_text url, struct site *site)
{
    size_t host = 0;
    if (text_starts_with(url, "https://"))
        host = 8;
    else if (text_starts_with(url, "http://"))
        host = 7;
    site->prefix = TEXT("");
    if (host == 0)
        return;
    size_t path = text_find(url, '/', host);
    site->host = text_slice(url, host, path);
    site->prefix = text_slice(url, path, url.length);
    if (!text_ends_with(site->prefix, "/"))
        site->prefix = arena_format(loading->arena, "%.*s/", KEUR_ARGUMENT(site->prefix));
    site->is.url =
        arena_format(loading->arena, "%.*s%.*s", (int)path, url.bytes, KEUR_ARGUMENT(site->prefix));
}

/* The project's own repositories: of repo_url, and of an address of GitHub Pages. */
static void read_repositories(const struct loading *loading, const struct mkdocs *mkdocs,
                              struct site *site)
{
    static const char pages[] = ".github.io";
    struct keur_text *items = arena_allocate(loading->arena, 2 * sizeof(*items));
    struct keur_text repo = find_text(mkdocs, "repo_url");
    size_t count = 0, scheme = text_starts_with(repo, "http://") ? 7 : 8;
    if (text_starts_with(repo, "https://") || text_starts_with(repo, "http://")) {
        items[count] = text_slice(repo, scheme, repo.length);
        if (text_ends_with(items[count], "/"))
            items[count].length--;
        if (text_ends_with(items[count], ".git"))
            items[count].length -= 4;
        count++;
    }
    if (text_ends_with(site->host, pages) && site->prefix.length > 2) {
        struct keur_text owner = {site->host.bytes, site->host.length - (sizeof(pages) - 1)};
        struct keur_text name = text_slice(site->prefix, 1, site->prefix.length - 1);
        items[count++] = arena_format(loading->arena, "github.com/%.*s/%.*s", KEUR_ARGUMENT(owner),
                                      KEUR_ARGUMENT(name));
    }
    site->repositories = (struct keur_texts){items, count};
}

/* "edit/main/docs/": the branch, and where docs_dir lies in the repository. */
static void read_edit_uri(const struct loading *loading, struct keur_text uri, struct site *site)
{
    static const char *const words[] = {"edit/", "blob/", "raw/", "tree/", "-/edit/", "-/blob/"};
    struct keur_text docs = site->is.docs_dir;
    site->is_repository_root = folders_find(loading->project->folders, TEXT(".git")) != KEUR_ABSENT;
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        if (!text_starts_with(uri, words[i]))
            continue;
        uri = text_slice(uri, text_of(words[i]).length, uri.length);
        if (text_ends_with(uri, "/"))
            uri.length--;
        size_t folder = text_find(uri, '/', 0);
        struct keur_text rest = text_slice(uri, folder + 1, uri.length);
        site->branch = text_slice(uri, 0, folder);
        site->is_repository_root |= keur_text_equals(rest, docs);
        return;
    }
}

/* ---- All of it ---- */

static bool is_false(const struct keur_value *value)
{
    return value != NULL && value->kind == KEUR_BOOLEAN && value->text.length > 0 &&
           tolower((unsigned char)value->text.bytes[0]) == 'f';
}

static void read_theme(const struct loading *loading, const struct mkdocs *mkdocs,
                       struct site *site)
{
    const struct keur_value *folder = find_within(mkdocs, "theme", "custom_dir");
    if (folder != NULL && folder->kind == KEUR_STRING)
        site->is.custom_dir = path_normalize(loading->arena, folder->text);
}

/* MkDocs leaves these out, unless exclude_docs takes them out again: mkdocs/structure/files.py. */
static const char hidden[] = ".*\n/templates/\n";

static void read_left_out(const struct loading *loading, const struct mkdocs *mkdocs,
                          struct site *site)
{
    struct arena *arena = loading->arena;
    struct keur_text lines =
        arena_format(arena, "%s%.*s", hidden, KEUR_ARGUMENT(find_text(mkdocs, "exclude_docs")));
    site->excluded = ignore_lines_read(lines, arena);
    site->drafts = ignore_lines_read(find_text(mkdocs, "draft_docs"), arena);
    site->unlisted = ignore_lines_read(find_text(mkdocs, "not_in_nav"), arena);
}

const struct keur_value *site_map(const struct keur_value *root)
{
    return root != NULL && root->kind == KEUR_MAPPING ? root : NULL;
}

static void read_bases(const struct loading *loading, const struct mkdocs *mkdocs,
                       struct site *site)
{
    struct keur_site_file *bases =
        arena_allocate(loading->arena, (mkdocs->count + 1) * sizeof(*bases));
    for (size_t i = 1; i < mkdocs->count; i++)
        bases[site->is.base_count++] = (struct keur_site_file){
            .path = mkdocs->layers[i].path, .root = site_map(mkdocs->layers[i].root)};
    site->is.bases = bases;
    if (site->is.base_count > 0) {
        site->is.inherited_path = bases[0].path;
        site->is.inherited = bases[0].root;
    }
    site->is.error_path = mkdocs->error_path;
    site->is.error_span = mkdocs->error.span;
    site->is.error_message = mkdocs->error.message;
}

static struct site *read_site(const struct loading *loading, const struct mkdocs *mkdocs,
                              struct keur_text name)
{
    struct site *site = arena_allocate(loading->arena, sizeof(*site));
    const struct keur_value *links = find_within(mkdocs, "validation", "links");
    const struct keur_value *absolute = keur_value_find(links, "absolute_links");
    const struct keur_value *plugins = find(mkdocs, "plugins");
    site->is = (struct keur_site){
        .size = sizeof(site->is),
        .path = name,
        .root = site_map(mkdocs->layers[0].root),
        .docs_dir = loading->project->docs_dir,
        .auto_append = loading->project->auto_append,
        .uses_directory_urls = !is_false(find(mkdocs, "use_directory_urls")),
    };
    read_bases(loading, mkdocs, site);
    read_left_out(loading, mkdocs, site);
    read_url(loading, find_text(mkdocs, "site_url"), site);
    read_repositories(loading, mkdocs, site);
    read_edit_uri(loading, find_text(mkdocs, "edit_uri"), site);
    read_theme(loading, mkdocs, site);
    site->is.has_unknown_anchors = loading->project->slugs.style == SLUG_UNKNOWN;
    site->is_rooted_in_docs = absolute != NULL && text_is(absolute->text, "relative_to_docs");
    site->is.has_templates = find(mkdocs, "hooks") != NULL;
    if (plugins != NULL)
        site_plugins_read(loading, plugins, site);
    return site;
}

void site_read(struct loading *loading)
{
    struct project *project = loading->project;
    project->extensions = EXTENSION_ALL;
    struct keur_text name = find_name(loading);
    if (name.length == 0)
        return;
    struct mkdocs mkdocs = {0};
    project->has_site = true;
    project->docs_dir = TEXT("docs");
    read_layers(loading, &mkdocs, name);
    if (mkdocs.layers[0].root != NULL)
        project->extensions = EXTENSION_TABLES; /* MkDocs always has toc, tables and fenced_code */
    struct keur_text folder = find_text(&mkdocs, "docs_dir");
    if (folder.length > 0)
        project->docs_dir = path_normalize(loading->arena, folder);
    const struct layer *layer = find_layer(&mkdocs, "markdown_extensions");
    if (layer != NULL)
        extensions_read(loading, keur_value_find(layer->root, "markdown_extensions"), layer->text);
    project->site = read_site(loading, &mkdocs, name);
}
