/* The navigation that the plugin awesome-nav makes of .nav.yml files: what a folder lists, by path
 * or by pattern, from the root of the site on.  (mkdocs_awesome_nav/nav/config.py and
 * pattern.py, 3.0.)
 */
#include <string.h>

#include "links.h"

enum { MOST_FOLDERS = 32 };

/* The folders above a page, the outermost first: their paths end with '/'. */
struct folders {
    struct keur_text paths[MOST_FOLDERS];
    const struct keur_site_file *files[MOST_FOLDERS]; /* NULL: it has none */
    bool are_reached[MOST_FOLDERS];
    size_t count;
};

/* ---- What a file says ---- */

static bool is_true(const struct keur_value *value)
{
    return value != NULL && value->kind == KEUR_BOOLEAN && (value->text.bytes[0] | 0x20) == 't';
}

static bool is_key(const struct keur_value *value, const char *key)
{
    return value->key.length == strlen(key) && memcmp(value->key.bytes, key, strlen(key)) == 0;
}

static size_t count_slashes(struct keur_text text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.length; i++)
        count += text.bytes[i] == '/';
    return count;
}

/* `@(a|b)`, `[ab]` and the like are not read: they may be any name. */
static bool is_unread(struct keur_text pattern)
{
    for (size_t i = 0; i < pattern.length; i++)
        if (strchr("[]{}()!\\", pattern.bytes[i]) != NULL)
            return true;
    return false;
}

static bool has_stars(struct keur_text pattern)
{
    for (size_t i = 1; i < pattern.length; i++)
        if (pattern.bytes[i] == '*' && pattern.bytes[i - 1] == '*')
            return true;
    return false;
}

static bool pattern_matches(struct keur_text pattern, struct keur_text path, bool is_folder)
{
    if (pattern.length > 0 && pattern.bytes[pattern.length - 1] == '/') {
        if (!is_folder)
            return false;
        pattern.length--;
    }
    if (is_unread(pattern))
        return has_stars(pattern) || count_slashes(pattern) == count_slashes(path);
    return nav_glob_matches(pattern, path);
}

/* Does the file list what lies at `path` below its folder? */
static bool lists(const struct keur_site_file *file, struct keur_text path, bool is_folder)
{
    const struct keur_value *nav;

    if (file == NULL)
        return count_slashes(path) == 0;
    if (file->root == NULL) /* it is empty, or cannot be read */
        return true;
    nav = keur_value_find(file->root, "nav");
    if (nav == NULL)
        return count_slashes(path) == 0;
    for (const struct keur_value *value = nav; value != NULL; value = value_following(value, nav)) {
        if (is_key(value, "append_unmatched") && is_true(value))
            return true;
        if (value->kind == KEUR_STRING && nav_value_is_item(value) &&
            pattern_matches(value->text, path, is_folder))
            return true;
    }
    return false;
}

/* ---- What is left out on purpose ---- */

static bool ignores(const struct keur_value *root, struct keur_text path)
{
    for (const struct keur_value *value = root; value != NULL;
         value = value_following(value, root)) {
        bool is_ignored =
            is_key(value, "ignore") || (value->parent != NULL && is_key(value->parent, "ignore"));
        struct keur_text pattern = value->text, rest = path;

        if (!is_ignored || value->kind != KEUR_STRING)
            continue;
        if (text_has_prefix(pattern, "/"))
            pattern = (struct keur_text){pattern.bytes + 1, pattern.length - 1};
        for (size_t at = 0; at < path.length; at++) {
            if (at > 0 && path.bytes[at - 1] != '/')
                continue;
            rest = (struct keur_text){path.bytes + at, path.length - at};
            if (pattern_matches(pattern, rest, false))
                return true;
        }
    }
    return false;
}

/* Hidden, ignored, or in a folder that takes what is not listed. */
static bool is_on_purpose(const struct folders *folders, struct keur_text path)
{
    for (size_t i = 0; i < folders->count; i++) {
        const struct keur_value *root = folders->files[i] == NULL ? NULL : folders->files[i]->root;
        size_t begin = folders->paths[i].length;

        if (root == NULL)
            continue;
        if (is_true(keur_value_find(root, "hide")) ||
            is_true(keur_value_find(root, "append_unmatched")))
            return true;
        /* The page, and each folder that it lies in. */
        for (size_t end = begin; end <= path.length; end++) {
            struct keur_text below = {path.bytes + begin, end - begin};
            if ((end == path.length || path.bytes[end] == '/') && ignores(root, below))
                return true;
        }
    }
    return false;
}

/* ---- A page ---- */

static bool read_folders(keur_run *run, struct keur_text path, struct folders *folders)
{
    const struct keur_site *site = keur_site(run);
    struct keur_text docs = path_folder_of(site_home(run));

    folders->count = 0;
    for (size_t at = docs.length; at <= path.length; at++) {
        if (at > docs.length && path.bytes[at - 1] != '/')
            continue;
        if (folders->count == MOST_FOLDERS)
            return false;
        struct keur_text folder = {path.bytes, at};
        folders->paths[folders->count] = folder;
        folders->files[folders->count] = NULL;
        for (size_t i = 0; i < site->page_file_count; i++)
            if (keur_text_equals(path_folder_of(site->pages[i].path), folder))
                folders->files[folders->count] = &site->pages[i];
        folders->count++;
    }
    return true;
}

/* Does a folder that the navigation reaches list what lies at `path`, of those above it? */
static bool is_listed(const struct folders *folders, size_t count, struct keur_text path,
                      bool is_folder)
{
    for (size_t i = 0; i < count; i++) {
        size_t begin = folders->paths[i].length;
        struct keur_text below = {path.bytes + begin, path.length - begin - is_folder};

        if (folders->are_reached[i] && lists(folders->files[i], below, is_folder))
            return true;
    }
    return false;
}

bool awesome_nav_leaves_out(keur_run *run, struct keur_text path, struct keur_text *ret_file)
{
    struct folders folders;
    const struct keur_site_file *last = NULL;

    if (keur_site(run)->page_file_count == 0 || !read_folders(run, path, &folders) ||
        is_on_purpose(&folders, path))
        return false;
    for (size_t i = 0; i < folders.count; i++) {
        folders.are_reached[i] = i == 0 || is_listed(&folders, i, folders.paths[i], true);
        if (folders.are_reached[i] && folders.files[i] != NULL)
            last = folders.files[i];
    }
    if (last == NULL || is_listed(&folders, folders.count, path, false))
        return false;
    *ret_file = last->path;
    return true;
}
