/* What was meant by a target that leads nowhere. */
#include <string.h>

#include "links.h"

/* A path that is being put together; no path that exists is longer. */
struct path {
    char bytes[4096];
    size_t length;
};

static bool path_add(struct path *path, struct keur_text text)
{
    if (text.length >= sizeof path->bytes - path->length)
        return false;
    memcpy(path->bytes + path->length, text.bytes, text.length);
    path->length += text.length;
    return true;
}

static struct keur_text path_text(const struct path *path)
{
    return (struct keur_text){path->bytes, path->length};
}

static bool is_up(struct keur_text part)
{
    return part.length == 2 && memcmp(part.bytes, "..", 2) == 0;
}

static bool is_here(struct keur_text part)
{
    return part.length == 0 || (part.length == 1 && part.bytes[0] == '.');
}

/* `folder` ends with '/' or is empty.  One step further; false when that leaves the project. */
static bool folder_enter(struct path *folder, struct keur_text part)
{
    if (is_here(part))
        return true;
    if (!is_up(part))
        return path_add(folder, part) && path_add(folder, (struct keur_text){"/", 1});
    if (folder->length == 0)
        return false;
    folder->length--;
    folder->length = path_folder_of(path_text(folder)).length;
    return true;
}

/* ---- A name that is spelt otherwise ---- */

static struct keur_text with_slashes(keur_run *run, struct keur_text path)
{
    char *bytes = keur_allocate(run, path.length + 1);

    for (size_t i = 0; i < path.length; i++)
        bytes[i] = path.bytes[i] == '\\' ? '/' : path.bytes[i];
    return (struct keur_text){bytes, path.length};
}

static bool leads_somewhere(const struct lost *lost, struct keur_text path)
{
    enum keur_destination_kind kind = keur_resolve(lost->run, lost->from, path, lost->base).kind;

    return kind == KEUR_DESTINATION_FILE || kind == KEUR_DESTINATION_FOLDER;
}

static bool is_ascii(struct keur_text text)
{
    size_t at = 0;

    while (at < text.length && (unsigned char)text.bytes[at] < 0x80)
        at++;
    return at == text.length;
}

/* Folding case changes no length, where there are no letters beyond ASCII. */
static bool may_be_same(struct keur_text entry, struct keur_text name)
{
    return entry.length == name.length || !is_ascii(entry) || !is_ascii(name);
}

/* The entry of a folder that a name was meant to be; empty when there is none. */
static struct keur_text nearest_entry(keur_run *run, struct keur_text folder, struct keur_text name,
                                      bool is_last, bool *ret_is_same)
{
    struct keur_text entry, folded = keur_fold(run, name), *names;
    size_t count = 0, all = 0, same = 0;
    ptrdiff_t nearest = -1;

    while (keur_folder_entry(run, folder, all).length > 0)
        all++;
    names = keur_allocate(run, (all + 1) * sizeof *names);
    for (size_t i = 0; i < all; i++) {
        bool is_folder;

        entry = keur_folder_entry(run, folder, i);
        is_folder = entry.bytes[entry.length - 1] == '/';
        if (is_folder)
            entry.length--;
        if (!is_folder && !is_last)
            continue;
        if (may_be_same(entry, name) && keur_text_equals(keur_fold(run, entry), folded)) {
            nearest = (ptrdiff_t)count;
            same++;
        }
        names[count++] = entry;
    }
    *ret_is_same = same == 1;
    if (same != 1)
        nearest = keur_nearest(name, names, count);
    return nearest < 0 ? (struct keur_text){"", 0} : names[nearest];
}

/* Follows the path as far as it is there; one name may be misspelt, any may differ in case. */
static bool suggest_spelling(const struct lost *lost, struct suggestion *ret_suggestion)
{
    struct path full = {.length = 0}, written = {.length = 0};
    struct keur_text part;
    bool has_misspelling = false;

    if (!path_add(&full, path_folder_of(lost->from)))
        return false;
    for (size_t at = 0; path_next_part(lost->path, &at, &part);) {
        bool is_last = at > lost->path.length, is_same = true;
        struct keur_text name = percent_decoded(lost->run, part);
        struct path next = full;

        if (!folder_enter(&next, name))
            return false;
        next.length -= next.length > 0;
        if (!is_here(name) && !is_up(name) &&
            keur_exists(lost->run, path_text(&next)) == KEUR_ABSENT) {
            name = nearest_entry(lost->run, path_text(&full), name, is_last, &is_same);
            if (name.length == 0 || (!is_same && has_misspelling))
                return false;
            has_misspelling |= !is_same;
            part = percent_encoded(lost->run, name);
        }
        if (!folder_enter(&full, name) || !path_add(&written, part) ||
            !path_add(&written, (struct keur_text){"/", is_last ? 0 : 1}))
            return false;
    }
    if (keur_text_equals(path_text(&written), lost->path))
        return false;
    ret_suggestion->path = keur_format(lost->run, "%.*s", KEUR_ARGUMENT(path_text(&written)));
    ret_suggestion->is_same_name = !has_misspelling;
    return leads_somewhere(lost, ret_suggestion->path);
}

/* ---- The page of an address ---- */

/* "../b/" and "../b" in Markdown, where "../b.md" or "../b/index.md" is; "..\b.md". */
static bool suggest_source(const struct lost *lost, struct suggestion *ret_suggestion)
{
    static const char *const endings[] = {".md", "/index.md", "/README.md"};
    struct keur_text stem = lost->path, path;

    if (lost->base != KEUR_FROM_FILE)
        return false;
    if (memchr(stem.bytes, '\\', stem.length) != NULL) {
        path = with_slashes(lost->run, stem);
        *ret_suggestion = (struct suggestion){path, true};
        return leads_somewhere(lost, path);
    }
    if (stem.bytes[stem.length - 1] == '/')
        stem.length--;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        path = keur_format(lost->run, "%.*s%s", KEUR_ARGUMENT(stem), endings[i]);
        *ret_suggestion = (struct suggestion){path, false};
        if (leads_somewhere(lost, path))
            return true;
    }
    return false;
}

/* ---- The same path from another folder ---- */

static bool suggest_place(const struct lost *lost, struct suggestion *ret_suggestion)
{
    struct keur_text candidates[5], bare = lost->path;
    size_t count = 0;

    if (text_has_prefix(bare, "./"))
        bare = (struct keur_text){bare.bytes + 2, bare.length - 2};
    else if (text_has_prefix(bare, "/"))
        bare = (struct keur_text){bare.bytes + 1, bare.length - 1};
    if (text_has_prefix(bare, "../"))
        candidates[count++] = (struct keur_text){bare.bytes + 3, bare.length - 3};
    candidates[count++] = keur_format(lost->run, "../%.*s", KEUR_ARGUMENT(bare));
    if (text_has_prefix(bare, "../../"))
        candidates[count++] = (struct keur_text){bare.bytes + 6, bare.length - 6};
    candidates[count++] = keur_format(lost->run, "../../%.*s", KEUR_ARGUMENT(bare));
    if (text_has_ending(bare, ".md"))
        candidates[count++] =
            keur_format(lost->run, "%.*s/index.md", (int)(bare.length - 3), bare.bytes);
    for (size_t i = 0; i < count; i++) {
        if (candidates[i].length > 0 && !text_has_prefix(candidates[i], "/") &&
            leads_somewhere(lost, candidates[i])) {
            *ret_suggestion = (struct suggestion){candidates[i], false};
            return true;
        }
    }
    return false;
}

/* ---- A file of that name elsewhere ---- */

/* "ontwerp" of "../ontwerp/", "ontwerp.md"; an ending that is not .md is part of the name. */
static struct keur_text stem_of(struct keur_text path)
{
    if (path.length > 0 && path.bytes[path.length - 1] == '/')
        path.length--;
    path = path_name_of(path);
    if (text_has_ending(path, ".md"))
        path.length -= 3;
    else if (text_has_ending(path, ".html"))
        path.length -= 5;
    return path;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "aia-05-register" and "2-aia-7-register" are both "register": what begins a name up to the last
 * number in front that stands by itself. */
static struct keur_text slug_of(struct keur_text stem)
{
    size_t begin = 0;

    for (size_t i = 0, part = 0; i < stem.length; i++) {
        if (stem.bytes[i] != '-' && stem.bytes[i] != '_')
            continue;
        if (i > part && is_digit(stem.bytes[part]) && is_digit(stem.bytes[i - 1]))
            begin = i + 1;
        part = i + 1;
    }
    return (struct keur_text){stem.bytes + begin, stem.length - begin};
}

/* Names that say where, not what. */
static bool is_common(struct keur_text stem)
{
    static const char *const names[] = {"index", "README", "readme", "", ".", ".."};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (stem.length == strlen(names[i]) && memcmp(stem.bytes, names[i], stem.length) == 0)
            return true;
    }
    return false;
}

/* The one file that has this name, or the same words under another number. */
static bool find_elsewhere(const struct lost *lost, bool by_slug, struct keur_text *ret_path)
{
    struct keur_text stem = stem_of(percent_decoded(lost->run, lost->path)), file;
    struct keur_text wanted = by_slug ? slug_of(stem) : stem;
    size_t found = 0;

    if (is_common(wanted) || (by_slug && wanted.length < 4))
        return false;
    for (size_t i = 0; (file = keur_file(lost->run, i)).length > 0; i++) {
        struct keur_text name = stem_of(file);

        if (!keur_text_equals(by_slug ? slug_of(name) : name, wanted) ||
            keur_text_equals(file, lost->from))
            continue;
        *ret_path = file;
        found++;
    }
    return found == 1;
}

static bool suggest_elsewhere(const struct lost *lost, bool by_slug,
                              struct suggestion *ret_suggestion)
{
    struct keur_text file = {"", 0}, address;

    if (!find_elsewhere(lost, by_slug, &file))
        return false;
    ret_suggestion->is_same_name = false;
    ret_suggestion->path =
        lost->base == KEUR_FROM_PAGE && keur_page_address(lost->run, file, &address)
            ? page_relative(lost->run, lost->from, address)
            : keur_relative_target(lost->run, lost->from, file);
    return leads_somewhere(lost, ret_suggestion->path);
}

/* ---- The name that git knows ---- */

/* The page of a folder is "a/index.md" or "a.md", which have one address. */
static bool are_same_page(keur_run *run, struct keur_text path, struct keur_text other)
{
    struct keur_text address, other_address;

    return keur_text_equals(path, other) || (keur_page_address(run, path, &address) &&
                                             keur_page_address(run, other, &other_address) &&
                                             keur_text_equals(address, other_address));
}

static bool suggest_renamed(const struct lost *lost, struct suggestion *ret_suggestion)
{
    struct keur_rename rename;
    struct keur_text address, wanted;

    if (!keur_renamed(lost->run, 0, &rename))
        return false;
    wanted = keur_resolve(lost->run, lost->from, lost->path, lost->base).path;
    for (size_t i = 0; keur_renamed(lost->run, i, &rename); i++) {
        if (!are_same_page(lost->run, rename.from, wanted))
            continue;
        ret_suggestion->is_same_name = false;
        ret_suggestion->path =
            lost->base == KEUR_FROM_PAGE && keur_page_address(lost->run, rename.to, &address)
                ? page_relative(lost->run, lost->from, address)
                : keur_relative_target(lost->run, lost->from, rename.to);
        return leads_somewhere(lost, ret_suggestion->path);
    }
    return false;
}

/* ---- All of them ---- */

/* What git knows is surest, then a name that differs in case, then the file of a page, then the
 * same name elsewhere, then a similar one. */
struct suggestion suggestion_for(const struct lost *lost)
{
    struct suggestion spelling = {{"", 0}, false}, other = {{"", 0}, false};
    bool is_spelt;

    if (suggest_renamed(lost, &other))
        return other;
    is_spelt = suggest_spelling(lost, &spelling);
    if (is_spelt && spelling.is_same_name)
        return spelling;
    if (suggest_source(lost, &other) || suggest_place(lost, &other) ||
        suggest_elsewhere(lost, false, &other))
        return other;
    if (is_spelt)
        return spelling;
    if (suggest_elsewhere(lost, true, &other))
        return other;
    return (struct suggestion){{"", 0}, false};
}
