/* The navigation of mkdocs.yml: entries without a page, and pages without an entry. */
#include <stdlib.h>
#include <string.h>

#include "links.h"

static bool is_named(struct keur_text text, const char *name)
{
    return text.length == strlen(name) && memcmp(text.bytes, name, text.length) == 0;
}

/* The value behind this one in reading order; NULL behind the last of `root`. */
static const struct keur_value *value_following(const struct keur_value *value,
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

enum entry_kind { ENTRY_OTHER = 0, ENTRY_PAGE, ENTRY_GLOB };

static bool contains(struct keur_text text, const char *characters)
{
    for (size_t i = 0; i < text.length; i++) {
        if (strchr(characters, text.bytes[i]) != NULL)
            return true;
    }
    return false;
}

/* "..." and "... | pattern" are of awesome-pages, "*" of literate-nav, "!include" of monorepo. */
static enum entry_kind entry_kind_of(const struct keur_value *value)
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

void report_site_file(keur_run *run, const struct keur_value *value, struct keur_text from,
                      const char *noun)
{
    struct lost lost = {run, from, path_of_target(value->text), KEUR_FROM_FILE};
    struct suggestion suggestion = suggestion_for(&lost);
    struct keur_edit edit = {value->span, suggestion.path,
                             suggestion.is_same_name ? KEUR_SAFE : KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit};

    if (suggestion.path.length == 0) {
        keur_report_at(run, keur_site(run)->path, value->span, NULL, "%s \"%.*s\" does not exist",
                       noun, KEUR_ARGUMENT(value->text));
        return;
    }
    details.edit_count = value->style == KEUR_PLAIN ? 1 : 0;
    keur_report_at(run, keur_site(run)->path, value->span, &details,
                   "%s \"%.*s\" does not exist; did you mean \"%.*s\"?", noun,
                   KEUR_ARGUMENT(value->text), KEUR_ARGUMENT(suggestion.path));
}

static const struct keur_value *nav_of(keur_run *run)
{
    const struct keur_site *site = keur_site(run);
    const struct keur_value *nav = site == NULL ? NULL : keur_value_find(site->root, "nav");

    return nav != NULL && nav->kind == KEUR_SEQUENCE ? nav : NULL;
}

static void check_nav_entry(keur_run *run, const keur_index *index)
{
    const struct keur_value *nav = nav_of(run);

    (void)index;
    for (const struct keur_value *value = nav; value != NULL; value = value_following(value, nav)) {
        struct keur_destination destination;

        if (entry_kind_of(value) != ENTRY_PAGE)
            continue;
        destination = keur_resolve(run, site_home(run), value->text, KEUR_FROM_FILE);
        if (destination.kind == KEUR_DESTINATION_MISSING)
            report_site_file(run, value, site_home(run), "page");
        else if (destination.kind == KEUR_DESTINATION_UNPUBLISHED)
            keur_report_at(run, keur_site(run)->path, value->span, NULL,
                           "page \"%.*s\" lies outside \"%.*s\", so it is not on the site",
                           KEUR_ARGUMENT(value->text), KEUR_ARGUMENT(keur_site(run)->docs_dir));
    }
}

const struct keur_check links_nav_entry = {
    .size = sizeof(struct keur_check),
    .id = "links/nav-entry",
    .summary = "Each entry of the navigation in mkdocs.yml leads to a page.",
    .run_project = check_nav_entry,
};

/* ---- Pages without an entry ---- */

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

/* `*` and `?` stay within a folder, `**` does not. */
static bool glob_matches(struct keur_text glob, struct keur_text path)
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
        return text_has_prefix(entry, "...") || glob_matches(entry, below);
    struct keur_text pattern =
        keur_text_trim((struct keur_text){entry.bytes + begin, entry.length - begin});
    if (text_has_prefix(pattern, "glob="))
        pattern = (struct keur_text){pattern.bytes + 5, pattern.length - 5};
    return text_has_prefix(pattern, "regex=") || is_named(pattern, "flat") ||
           glob_matches(pattern, below);
}

/* The path below docs_dir; empty for what lies elsewhere. */
static struct keur_text below_docs(keur_run *run, struct keur_text path)
{
    struct keur_text home = site_home(run), docs = path_folder_of(home);

    if (path.length <= docs.length || memcmp(path.bytes, docs.bytes, docs.length) != 0)
        return (struct keur_text){"", 0};
    return (struct keur_text){path.bytes + docs.length, path.length - docs.length};
}

/* Lines of .gitignore patterns: not_in_nav, exclude_docs, draft_docs. */
static bool lines_match(const struct keur_value *value, struct keur_text below)
{
    size_t begin = 0;

    for (size_t i = 0; value != NULL && i <= value->text.length; i++) {
        struct keur_text line;

        if (i < value->text.length && value->text.bytes[i] != '\n')
            continue;
        line = keur_text_trim((struct keur_text){value->text.bytes + begin, i - begin});
        begin = i + 1;
        if (line.length == 0 || line.bytes[0] == '#')
            continue;
        if (line.bytes[0] == '!' || line.bytes[line.length - 1] == '/')
            return true; /* too much to read here: nothing is said of any page */
        if (line.bytes[0] == '/')
            line = (struct keur_text){line.bytes + 1, line.length - 1};
        else if (memchr(line.bytes, '/', line.length) == NULL &&
                 glob_matches(line, path_name_of(below)))
            return true;
        if (glob_matches(line, below))
            return true;
    }
    return false;
}

/* What the navigation lists. */
struct listed {
    struct keur_text *pages; /* sorted, as the index knows them */
    size_t page_count;
    struct keur_text *globs;
    size_t glob_count;
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

static struct listed read_listed(keur_run *run, const struct keur_value *nav)
{
    struct listed listed = {.page_count = 0};
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

static bool is_listed(const struct listed *listed, struct keur_text path, struct keur_text below)
{
    if (bsearch(&path, listed->pages, listed->page_count, sizeof *listed->pages, compare_texts) !=
        NULL)
        return true;
    for (size_t i = 0; i < listed->glob_count; i++) {
        if (rest_matches(listed->globs[i], below))
            return true;
    }
    return false;
}

/* Plugins that make the navigation, or part of it, in another way. */
static bool is_made_otherwise(const struct keur_site *site)
{
    static const char *const plugins[] = {"literate-nav", "awesome-nav", "monorepo",   "multirepo",
                                          "group",        "gen-files",   "i18n",       "projects",
                                          "blog-in-blog", "blogging",    "static-i18n"};

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
};

static bool is_excluded(const struct keur_site *site, struct keur_text below)
{
    static const char *const keys[] = {"not_in_nav", "exclude_docs", "draft_docs"};

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (lines_match(keur_value_find(site->root, keys[i]), below))
            return true;
    }
    return false;
}

/* Pages that may be told of, sorted by folder. */
static size_t read_siblings(keur_run *run, const keur_index *index, const struct listed *listed,
                            struct sibling *siblings)
{
    const struct not_in_nav_options *options = keur_options(run);
    size_t count = 0;

    for (size_t i = 0; i < keur_index_size(index); i++) {
        struct keur_text path = keur_index_path(index, i), below = below_docs(run, path);
        struct keur_text name = path_name_of(path);

        if (below.length == 0 || is_named(name, "index.md") || is_named(name, "README.md") ||
            is_named(name, "404.md") || path_is_part(below, &options->skip_folders) ||
            is_excluded(keur_site(run), below))
            continue;
        siblings[count++] =
            (struct sibling){path_folder_of(path), i, is_listed(listed, path, below)};
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
                KEUR_ARGUMENT(keur_site(run)->path),
                KEUR_ARGUMENT(path_folder_of(keur_index_path(index, siblings[i].document))));
    }
}

static void check_not_in_nav(keur_run *run, const keur_index *index)
{
    const struct keur_value *nav = nav_of(run);
    struct sibling *siblings;
    struct listed listed;
    size_t count, begin = 0;

    if (nav == NULL || is_made_otherwise(keur_site(run)))
        return;
    listed = read_listed(run, nav);
    siblings = keur_allocate(run, (keur_index_size(index) + 1) * sizeof *siblings);
    count = read_siblings(run, index, &listed, siblings);
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
