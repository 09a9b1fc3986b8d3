/* MkDocs: a target of Markdown whose last part has a '.' names a source file, relative to the
 * document.  Everything else is left as it is, and so the browser resolves it from the address of
 * the page.  (mkdocs/structure/pages.py, path_to_url.) */
#include "site/target.h"

#include "base/file.h"
#include "base/text.h"
#include "base/uri.h"
#include "site/address.h"
#include "site/repository.h"

struct resolving {
    const struct project *project;
    const struct site *site; /* NULL without a mkdocs.yml */
    struct arena *arena;
    struct keur_text from;
    struct uri uri;
    struct keur_text path; /* of the target, decoded */
    enum keur_target_base base;
};

static struct keur_destination destination(enum keur_destination_kind kind,
                                           enum keur_target_form form, struct keur_text path)
{
    return (struct keur_destination){.kind = kind, .form = form, .path = path};
}

static struct keur_destination unpublished(enum keur_target_form form, struct keur_text path,
                                           enum keur_unpublished why)
{
    struct keur_destination found = destination(KEUR_DESTINATION_UNPUBLISHED, form, path);
    found.unpublished = why;
    return found;
}

static bool is_file(const struct resolving *at, struct keur_text path)
{
    return folders_find(at->project->folders, path) == KEUR_FILE;
}

static bool has_dot(struct keur_text path)
{
    struct keur_text name = path_name(path);
    return text_find(name, '.', 0) < name.length && !text_is(name, "..") && !text_is(name, ".");
}

static bool leads_out(struct keur_text path)
{
    return text_starts_with(path, "../") || text_is(path, "..");
}

/* ---- By an address of the site ---- */

static struct keur_destination at_address(const struct resolving *at, struct keur_text address,
                                          enum keur_target_form form)
{
    struct keur_text path = TEXT("");
    switch (address_find(at->project, address, at->arena, &path)) {
    case ADDRESS_FILE:
        return destination(KEUR_DESTINATION_FILE, form, path);
    case ADDRESS_UNKNOWN:
        return destination(KEUR_DESTINATION_UNKNOWN, form, TEXT(""));
    case ADDRESS_NONE:
        break;
    }
    return destination(KEUR_DESTINATION_MISSING, form, path);
}

/* An absolute path on the site's host, normalized, cut to what is below the site's prefix. */
static bool below_prefix(struct keur_text prefix, struct keur_text path, struct keur_text *ret)
{
    size_t length = prefix.length;
    if (path.length + 1 == length && keur_text_equals(path, text_slice(prefix, 0, path.length)))
        length = path.length;
    if (path.length < length ||
        !keur_text_equals(text_slice(path, 0, length), text_slice(prefix, 0, length)))
        return false;
    *ret = text_slice(path, length, path.length);
    return true;
}

/* Normalized, but a slash at its end stays: it says that a page is meant. */
static struct keur_text normalized(const struct resolving *at, struct keur_text path)
{
    struct keur_text name = path_name(path);
    bool is_folder = text_ends_with(path, "/") || text_is(name, ".") || text_is(name, "..");
    struct keur_text result = path_normalize(at->arena, path);
    if (text_is(result, ".") || text_is(result, "/"))
        return text_is(result, "/") ? result : TEXT("");
    return is_folder ? arena_join(at->arena, result, TEXT("/")) : result;
}

/* "/a/b.md" names a source file, from the root of docs_dir or of the repository; the site has no
 * such address. */
static bool is_rooted_source(const struct resolving *at, struct keur_text below,
                             struct keur_text *ret_path)
{
    struct keur_text ignored;
    if (!text_ends_with(below, ".md"))
        return false;
    *ret_path = address_in_docs(at->site, below, at->arena);
    if (is_file(at, *ret_path))
        return true;
    *ret_path = below;
    return address_below_docs(at->site, below, &ignored) && is_file(at, below);
}

/* "/a/b/": from the root of the host. */
static struct keur_destination rooted(const struct resolving *at)
{
    const struct site *site = at->site;
    struct keur_text path = normalized(at, at->path), below;
    struct keur_destination found;
    if (site->is_rooted_in_docs && at->base == KEUR_FROM_FILE) {
        below = text_slice(path, 1, path.length);
        found.path = address_in_docs(site, below, at->arena);
        if (is_file(at, found.path))
            return destination(KEUR_DESTINATION_FILE, KEUR_TARGET_ROOTED, found.path);
        return at_address(at, below, KEUR_TARGET_ROOTED);
    }
    bool is_below = site->prefix.length > 0 && below_prefix(site->prefix, path, &below);
    if (!is_below)
        below = text_slice(path, 1, path.length);
    if (!site->has_unknown_pages && is_rooted_source(at, below, &found.path))
        return destination(KEUR_DESTINATION_MISPLACED, KEUR_TARGET_ROOTED, found.path);
    found = at_address(at, below, KEUR_TARGET_ROOTED);
    if (is_below)
        return found;
    if (text_ends_with(path, ".md") && !site->has_unknown_pages) /* no site shows sources */
        return destination(KEUR_DESTINATION_MISSING, KEUR_TARGET_ROOTED, below);
    if (found.kind != KEUR_DESTINATION_FILE || path.length < 2)
        return destination(KEUR_DESTINATION_UNKNOWN, KEUR_TARGET_ROOTED, TEXT(""));
    if (site->prefix.length > 0)
        found.kind = KEUR_DESTINATION_MISPLACED;
    return found;
}

/* Without the "../" in front: where a target that climbs too far was meant to lead. */
static struct keur_text without_climbing(struct keur_text path)
{
    while (text_starts_with(path, "../"))
        path = text_slice(path, 3, path.length);
    return path;
}

/* From the address of the page, as a browser does it. */
static struct keur_destination from_page(const struct resolving *at)
{
    struct keur_text prefix = at->site->prefix, address = TEXT(""), below;
    address_of(at->site, at->from, at->arena, &address);
    size_t folder = address.length;
    while (folder > 0 && address.bytes[folder - 1] != '/')
        folder--;
    struct keur_text full = arena_join(at->arena, text_slice(address, 0, folder), at->path);
    struct keur_text path = normalized(at, full);
    if (!leads_out(path))
        return at_address(at, path, KEUR_TARGET_PAGE);
    if (prefix.length == 0)
        return destination(KEUR_DESTINATION_UNKNOWN, KEUR_TARGET_PAGE, TEXT(""));
    path = normalized(at, arena_join(at->arena, prefix, full));
    if (below_prefix(prefix, path, &below))
        return at_address(at, below, KEUR_TARGET_PAGE);
    /* Above the site lies another one, or nothing. */
    struct keur_destination found =
        at_address(at, without_climbing(normalized(at, full)), KEUR_TARGET_PAGE);
    found.kind =
        found.kind == KEUR_DESTINATION_FILE ? KEUR_DESTINATION_MISPLACED : KEUR_DESTINATION_UNKNOWN;
    return found;
}

/* ---- By a source file ---- */

/* Names of files may hold what looks like an escape. */
static bool find_source(const struct resolving *at, struct keur_text *ret_path)
{
    const struct keur_text written[] = {at->path, at->uri.path};
    for (size_t i = 0; i < sizeof(written) / sizeof(*written); i++) {
        *ret_path =
            path_normalize(at->arena, path_join(at->arena, path_folder(at->from), written[i]));
        if (is_file(at, *ret_path))
            return true;
    }
    *ret_path = path_normalize(at->arena, path_join(at->arena, path_folder(at->from), at->path));
    return false;
}

static struct keur_destination from_site_page(const struct resolving *at)
{
    struct keur_text path = TEXT(""), below;
    bool names_file = at->base == KEUR_FROM_FILE && has_dot(at->uri.path);
    bool is_there = names_file && find_source(at, &path);
    if (is_there && address_below_docs(at->site, path, &below)) {
        enum keur_unpublished why = address_left_out(at->project, below, at->arena);
        return why == 0 ? destination(KEUR_DESTINATION_FILE, KEUR_TARGET_FILE, path)
                        : unpublished(KEUR_TARGET_FILE, path, why);
    }
    struct keur_destination found = from_page(at);
    if (!names_file || found.kind == KEUR_DESTINATION_FILE)
        return found;
    if (is_there)
        return unpublished(KEUR_TARGET_FILE, path, KEUR_OUTSIDE_DOCS);
    /* A file that is not there leads out of the site by its address: that was not meant. */
    if (found.kind == KEUR_DESTINATION_UNKNOWN && !leads_out(normalized(at, at->path)))
        return found;
    if (at->site->has_unknown_pages)
        return destination(KEUR_DESTINATION_UNKNOWN, KEUR_TARGET_FILE, TEXT(""));
    if (leads_out(path))
        return text_ends_with(path, ".md")
                   ? unpublished(KEUR_TARGET_FILE, path, KEUR_OUTSIDE_DOCS)
                   : destination(KEUR_DESTINATION_UNKNOWN, KEUR_TARGET_FILE, path);
    return destination(KEUR_DESTINATION_MISSING, KEUR_TARGET_FILE, path);
}

/* ---- By an absolute address ---- */

/* Another deployment than the one that is built here: "latest/", "v1.2/", "en/". */
static bool is_version(const struct site *site, struct keur_text address)
{
    static const char *const words[] = {"latest", "stable", "dev",    "main",
                                        "master", "next",   "develop"};
    struct keur_text first = text_slice(address, 0, text_find(address, '/', 0));
    size_t at = text_starts_with(first, "v") ? 1 : 0;
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        if (text_is(first, words[i]))
            return true;
    return site->has_versions || first.length == 2 ||
           (at < first.length && first.bytes[at] >= '0' && first.bytes[at] <= '9');
}

static struct keur_destination by_site_url(const struct resolving *at)
{
    struct keur_text below;
    struct keur_text path = at->path.length == 0 ? TEXT("/") : normalized(at, at->path);
    if (!below_prefix(at->site->prefix, path, &below))
        return destination(KEUR_DESTINATION_UNKNOWN, KEUR_TARGET_SITE, TEXT(""));
    struct keur_destination found = at_address(at, below, KEUR_TARGET_SITE);
    if (found.kind == KEUR_DESTINATION_MISSING && is_version(at->site, below))
        found.kind = KEUR_DESTINATION_UNKNOWN;
    return found;
}

static struct keur_destination absolute(const struct resolving *at)
{
    struct keur_destination found;
    struct keur_text scheme = at->uri.scheme;
    bool is_web = scheme.length == 0 || uri_host_equals(scheme, TEXT("https")) ||
                  uri_host_equals(scheme, TEXT("http"));
    if (is_web && at->site != NULL && at->site->host.length > 0 &&
        uri_host_equals(at->uri.authority, at->site->host))
        return by_site_url(at);
    if (is_web && at->site != NULL &&
        repository_find(at->project, at->uri.authority, at->path, at->arena, &found))
        return found;
    return destination(KEUR_DESTINATION_UNKNOWN, 0, TEXT(""));
}

/* ---- Documents that are of no site: a README, or the source of another generator ---- */

/* A file or folder, or a page that a site would show there. */
static struct keur_destination look_at(const struct resolving *at, struct keur_text folder,
                                       struct keur_text path)
{
    struct keur_text found = path_normalize(at->arena, path_join(at->arena, folder, path));
    if (leads_out(found))
        return destination(KEUR_DESTINATION_UNKNOWN, KEUR_TARGET_FILE, TEXT(""));
    switch (folders_find(at->project->folders, found)) {
    case KEUR_FILE:
        return destination(KEUR_DESTINATION_FILE, KEUR_TARGET_FILE, found);
    case KEUR_FOLDER:
        return destination(KEUR_DESTINATION_FOLDER, KEUR_TARGET_FILE, found);
    case KEUR_ABSENT:
        break;
    }
    struct keur_text page = arena_format(at->arena, "%.*s.md", KEUR_ARGUMENT(found));
    if (is_file(at, page))
        return destination(KEUR_DESTINATION_FILE, KEUR_TARGET_PAGE, page);
    return destination(KEUR_DESTINATION_MISSING, KEUR_TARGET_FILE, found);
}

/* Other generators show "b.md" as "b/", some as "b.html". */
static struct keur_destination as_page(const struct resolving *at, struct keur_text path)
{
    struct keur_text folder = path_folder(at->from), name = path_name(at->from);
    if (text_ends_with(path, ".html"))
        return look_at(at, folder, text_slice(path, 0, path.length - text_of(".html").length));
    if (!text_is(name, "index.md") && !text_is(name, "README.md") && text_ends_with(name, ".md"))
        folder = text_slice(at->from, 0, at->from.length - text_of(".md").length);
    return look_at(at, folder, path);
}

/* A document that GitHub shows: one of the root, or a README. */
static bool is_shown_as_file(struct keur_text path)
{
    return text_find(path, '/', 0) == path.length || text_starts_with(path_name(path), "README");
}

static struct keur_destination from_file(const struct resolving *at)
{
    struct keur_text folder = path_folder(at->from);
    struct keur_destination found = look_at(at, folder, at->path), page;
    if (found.kind == KEUR_DESTINATION_MISSING)
        page = look_at(at, folder, at->uri.path);
    else
        return found;
    if (page.kind != KEUR_DESTINATION_MISSING)
        return page;
    if (text_ends_with(at->path, ".md") ||
        (has_dot(at->path) && !text_ends_with(at->path, ".html")))
        return found;
    page = as_page(at, at->path);
    return page.kind == KEUR_DESTINATION_MISSING ? found : page;
}

/* Where another generator shows a page, raw HTML counts from a place that is not known here. */
static struct keur_destination from_other(const struct resolving *at)
{
    struct keur_destination found = from_file(at);
    if (found.kind == KEUR_DESTINATION_MISSING && at->base == KEUR_FROM_PAGE &&
        !is_shown_as_file(at->from))
        found.kind = KEUR_DESTINATION_UNKNOWN;
    return found;
}

/* ---- All of it ---- */

/* What a template or another program completes: "{{ base }}/a", "${base}/a.md", "@site/a.md",
 * "{require('./a.png')}", "<%= a %>". */
static bool is_completed_later(struct keur_text target)
{
    if (text_find(target, '\n', 0) < target.length)
        return true;
    for (size_t i = 0; (i = text_find(target, '{', i)) + 1 < target.length; i++)
        if (target.bytes[i + 1] == '{' || target.bytes[i + 1] == '%')
            return true;
    return text_starts_with(target, "@") || text_starts_with(target, "~/") ||
           text_starts_with(target, "$") || text_starts_with(target, "{") ||
           text_starts_with(target, "<");
}

static struct keur_destination resolve(const struct resolving *at)
{
    struct keur_text below;
    if (at->uri.authority.length > 0)
        return absolute(at);
    if (at->uri.scheme.length > 0)
        return destination(KEUR_DESTINATION_UNKNOWN, 0, TEXT(""));
    if (at->path.length == 0)
        return destination(KEUR_DESTINATION_FILE, KEUR_TARGET_FILE, at->from);
    bool is_page = at->site != NULL && address_below_docs(at->site, at->from, &below);
    if (text_starts_with(at->path, "/"))
        return is_page ? rooted(at)
                       : destination(KEUR_DESTINATION_UNKNOWN, KEUR_TARGET_ROOTED, TEXT(""));
    return is_page ? from_site_page(at) : from_other(at);
}

/* ":~:text=" is for the browser, and no id. */
static struct keur_text fragment_of(const struct resolving *at)
{
    struct keur_text fragment = uri_decode(at->arena, at->uri.fragment);
    for (size_t i = 0; (i = text_find(fragment, ':', i)) < fragment.length; i++)
        if (text_starts_with(text_slice(fragment, i, fragment.length), ":~:"))
            return text_slice(fragment, 0, i);
    return fragment;
}

struct keur_destination target_resolve(const struct project *project, struct arena *arena,
                                       struct keur_text from, struct keur_text target,
                                       enum keur_target_base base)
{
    struct resolving at = {
        .project = project,
        .site = project->site,
        .arena = arena,
        .from = from,
        .uri = uri_split(keur_text_trim(target)),
        .base = base,
    };
    at.path = uri_decode(arena, at.uri.path);
    struct keur_destination found = is_completed_later(target)
                                        ? destination(KEUR_DESTINATION_UNKNOWN, 0, TEXT(""))
                                        : resolve(&at);
    found.fragment = fragment_of(&at);
    found.real_path = found.kind == KEUR_DESTINATION_FILE
                          ? folders_real(project->folders, found.path, arena)
                          : TEXT("");
    return found;
}

struct keur_text target_relative(const struct project *project, struct arena *arena,
                                 struct keur_text from, struct keur_text to)
{
    struct keur_text folder = path_join(arena, project->root, path_folder(from));
    return uri_encode_path(arena, path_relative(arena, path_normalize(arena, folder),
                                                path_join(arena, project->root, to)));
}
