/* Relative targets that are not there, and what is there instead. */
#include <string.h>

#include "links.h"

struct missing_target_options {
    struct keur_texts skip_folders;
};

static const struct keur_option missing_target_options[] = {
    {
        .name = "skip-folders",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct missing_target_options, skip_folders),
        .fallback = "[includes, _includes, snippets, _snippets, partials]",
        .summary = "names of folders whose documents become part of pages elsewhere, so that "
                   "their targets count from there",
    },
    {0},
};

/* ---- Paths ---- */

static struct keur_text folder_of(struct keur_text path)
{
    while (path.length > 0 && path.bytes[path.length - 1] != '/')
        path.length--;
    return path;
}

static bool has_ending(struct keur_text path, const char *ending)
{
    size_t length = strlen(ending);

    return path.length > length && memcmp(path.bytes + path.length - length, ending, length) == 0;
}

/* Where a site shows a page "a/b.md": as "a/b/". */
static struct keur_text page_folder(keur_run *run, struct keur_text path)
{
    static const struct keur_text index = {"index.md", 8}, readme = {"README.md", 9};
    struct keur_text folder = folder_of(path);
    struct keur_text name = {path.bytes + folder.length, path.length - folder.length};

    if (keur_text_equals(name, index) || keur_text_equals(name, readme) || name.length < 4)
        return folder;
    return keur_format(run, "%.*s/", (int)(path.length - strlen(".md")), path.bytes);
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

static struct keur_text percent_decoded(keur_run *run, struct keur_text text)
{
    char *bytes;
    size_t length = 0;

    if (memchr(text.bytes, '%', text.length) == NULL)
        return text;
    bytes = keur_allocate(run, text.length);
    for (size_t i = 0; i < text.length; i++) {
        int high = -1, low = -1;

        if (text.bytes[i] == '%' && i + 2 < text.length) {
            high = hex_digit(text.bytes[i + 1]);
            low = hex_digit(text.bytes[i + 2]);
        }
        if (high >= 0 && low >= 0 && high + low > 0) {
            bytes[length++] = (char)(high * 16 + low);
            i += 2;
        } else {
            bytes[length++] = text.bytes[i];
        }
    }
    return (struct keur_text){bytes, length};
}

/* A name as it may stand in a target. */
static struct keur_text percent_encoded(keur_run *run, struct keur_text name)
{
    static const char digits[] = "0123456789ABCDEF";
    char *bytes = keur_allocate(run, 3 * name.length + 1);
    size_t length = 0;

    for (size_t i = 0; i < name.length; i++) {
        unsigned char c = (unsigned char)name.bytes[i];

        if (c > ' ' && strchr("%()<>[]\\\"#?|", (char)c) == NULL) {
            bytes[length++] = (char)c;
            continue;
        }
        bytes[length++] = '%';
        bytes[length++] = digits[c >> 4];
        bytes[length++] = digits[c & 15];
    }
    return (struct keur_text){bytes, length};
}

/* The next part of a path, from *at on; false at its end. */
static bool next_part(struct keur_text path, size_t *at, struct keur_text *ret_part)
{
    size_t begin = *at, end = begin;

    if (begin > path.length)
        return false;
    while (end < path.length && path.bytes[end] != '/')
        end++;
    *at = end + 1;
    *ret_part = (struct keur_text){path.bytes + begin, end - begin};
    return true;
}

static bool is_up(struct keur_text part)
{
    return part.length == 2 && memcmp(part.bytes, "..", 2) == 0;
}

static bool is_here(struct keur_text part)
{
    return part.length == 0 || (part.length == 1 && part.bytes[0] == '.');
}

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
    folder->length = folder_of(path_text(folder)).length;
    return true;
}

enum answer { ABSENT, PRESENT, OUTSIDE };

/* Is there a file or folder, or a page that a site would show there? */
static enum answer find(keur_run *run, struct keur_text folder, struct keur_text target)
{
    struct path path = {.length = 0};
    struct keur_text part;

    if (!path_add(&path, folder))
        return OUTSIDE;
    for (size_t at = 0; next_part(target, &at, &part);) {
        if (!folder_enter(&path, part))
            return OUTSIDE;
    }
    if (path.length == 0)
        return PRESENT;
    path.length--;
    if (keur_exists(run, path_text(&path)) != KEUR_ABSENT)
        return PRESENT;
    return path_add(&path, (struct keur_text){".md", 3}) &&
                   keur_exists(run, path_text(&path)) != KEUR_ABSENT
               ? PRESENT
               : ABSENT;
}

/* The last part of the path says what kind of file it is, as "a/b.png" does and "../b/" does not.
 */
static bool names_file(struct keur_text path)
{
    for (size_t i = path.length; i-- > 0 && path.bytes[i] != '/';) {
        if (path.bytes[i] == '.')
            return !has_ending(path, "..");
    }
    return false;
}

/* What is no source file may be the address of a page on the site.  MkDocs shows "b.md" as "b/",
 * and so do others, of which some show it as "b.html". */
static bool is_page_address(keur_run *run, const keur_document *document, struct keur_text path)
{
    struct keur_text own_path = keur_path(document);

    if (has_ending(path, ".md"))
        return false;
    if (keur_dialect(document) == KEUR_DIALECT_PYTHON_MARKDOWN)
        return find(run, page_folder(run, own_path), path) != ABSENT;
    if (has_ending(path, ".html"))
        return find(run, folder_of(own_path),
                    (struct keur_text){path.bytes, path.length - strlen(".html")}) != ABSENT;
    return !names_file(path) && find(run, page_folder(run, own_path), path) != ABSENT;
}

/* ---- What was meant ---- */

struct suggestion {
    struct keur_text path;
    bool is_same_name; /* but for case and the like */
};

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
        if (keur_text_equals(keur_fold(run, entry), folded)) {
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
static bool suggest_spelling(keur_run *run, struct keur_text folder, struct keur_text path,
                             struct suggestion *ret_suggestion)
{
    struct path full = {.length = 0}, written = {.length = 0};
    struct keur_text part;
    bool has_misspelling = false;

    if (!path_add(&full, folder))
        return false;
    for (size_t at = 0; next_part(path, &at, &part);) {
        bool is_last = at > path.length, is_same = true;
        struct keur_text name = percent_decoded(run, part);
        struct path next = full;

        if (!folder_enter(&next, name))
            return false;
        next.length -= next.length > 0;
        if (!is_here(name) && !is_up(name) && keur_exists(run, path_text(&next)) == KEUR_ABSENT) {
            name = nearest_entry(run, path_text(&full), name, is_last, &is_same);
            if (name.length == 0 || (!is_same && has_misspelling))
                return false;
            has_misspelling |= !is_same;
            part = percent_encoded(run, name);
        }
        if (!folder_enter(&full, name) || !path_add(&written, part) ||
            !path_add(&written, (struct keur_text){"/", is_last ? 0 : 1}))
            return false;
    }
    if (keur_text_equals(path_text(&written), path))
        return false;
    ret_suggestion->path = keur_format(run, "%.*s", KEUR_ARGUMENT(path_text(&written)));
    ret_suggestion->is_same_name = !has_misspelling;
    return true;
}

static bool has_prefix(struct keur_text text, const char *prefix)
{
    size_t length = strlen(prefix);

    return text.length >= length && memcmp(text.bytes, prefix, length) == 0;
}

/* The same path from another folder, or its page in a folder of its own. */
static bool suggest_place(keur_run *run, struct keur_text folder, struct keur_text path,
                          struct suggestion *ret_suggestion)
{
    struct keur_text candidates[5], bare = path;
    size_t count = 0;

    if (has_prefix(bare, "./"))
        bare = (struct keur_text){bare.bytes + 2, bare.length - 2};
    if (has_prefix(bare, "../"))
        candidates[count++] = (struct keur_text){bare.bytes + 3, bare.length - 3};
    candidates[count++] = keur_format(run, "../%.*s", KEUR_ARGUMENT(bare));
    if (has_prefix(bare, "../../"))
        candidates[count++] = (struct keur_text){bare.bytes + 6, bare.length - 6};
    candidates[count++] = keur_format(run, "../../%.*s", KEUR_ARGUMENT(bare));
    if (has_ending(bare, ".md"))
        candidates[count++] = keur_format(run, "%.*s/index.md", (int)(bare.length - 3), bare.bytes);
    for (size_t i = 0; i < count; i++) {
        if (candidates[i].length > 0 && !has_prefix(candidates[i], "/") &&
            find(run, folder, percent_decoded(run, candidates[i])) == PRESENT) {
            *ret_suggestion = (struct suggestion){candidates[i], false};
            return true;
        }
    }
    return false;
}

/* A name that differs in case is surest, then the same name elsewhere, then a similar one. */
static void suggest(keur_run *run, struct keur_text folder, struct keur_text path,
                    struct suggestion *suggestion)
{
    struct suggestion place;

    if (suggest_spelling(run, folder, path, suggestion) && suggestion->is_same_name)
        return;
    if (suggest_place(run, folder, path, &place))
        *suggestion = place;
}

/* ---- The check ---- */

/* A path that a site generator or a template completes: "@site/a.md", "~/a.md", "${base}/a.md". */
static bool is_completed_later(struct keur_text target)
{
    return has_prefix(target, "@") || has_prefix(target, "~/") || has_prefix(target, "$");
}

static bool is_relative(struct keur_text target)
{
    struct address_repair repair;

    for (size_t i = 0; i < target.length; i++) {
        if (target.bytes[i] == '\n' || (target.bytes[i] == '{' && i + 1 < target.length &&
                                        (target.bytes[i + 1] == '{' || target.bytes[i + 1] == '%')))
            return false;
    }
    return target.length > 0 && strchr("/#?", target.bytes[0]) == NULL &&
           !is_completed_later(target) && !address_has_scheme(target) &&
           !address_repair(target, &repair) && !address_is_placeholder(target);
}

static struct keur_text path_of(struct keur_text target)
{
    size_t length = 0;

    while (length < target.length && target.bytes[length] != '#' && target.bytes[length] != '?')
        length++;
    return (struct keur_text){target.bytes, length};
}

static void report_missing(keur_run *run, const keur_document *document, struct keur_span where,
                           struct keur_text path, const struct suggestion *suggestion)
{
    struct keur_span part = {where.begin, where.begin + path.length};
    struct keur_edit edit = {part, suggestion->path,
                             suggestion->is_same_name ? KEUR_SAFE : KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit};

    if (suggestion->path.length == 0) {
        keur_report(run, where, "target \"%.*s\" does not exist", KEUR_ARGUMENT(path));
        return;
    }
    /* With escapes in the source the edit would not fit. */
    details.edit_count = keur_text_equals(keur_slice(document, part), path) ? 1 : 0;
    keur_report_details(run, where, &details,
                        suggestion->is_same_name
                            ? "target \"%.*s\" does not exist; its name is spelt \"%.*s\""
                            : "target \"%.*s\" does not exist; did you mean \"%.*s\"?",
                        KEUR_ARGUMENT(path), KEUR_ARGUMENT(suggestion->path));
}

/* Returns whether something was said. */
static bool check_target(keur_run *run, const keur_document *document, struct keur_text target,
                         struct keur_span where, bool may_suggest)
{
    struct keur_text folder = folder_of(keur_path(document)), path, decoded;
    struct suggestion suggestion = {{"", 0}, false};

    target = keur_text_trim(target);
    path = path_of(target);
    if (!is_relative(target))
        return false;
    decoded = percent_decoded(run, path);
    if (find(run, folder, decoded) != ABSENT || find(run, folder, path) != ABSENT ||
        is_page_address(run, document, decoded))
        return false;
    if (may_suggest)
        suggest(run, folder, path, &suggestion);
    report_missing(run, document, where, path, &suggestion);
    return true;
}

static bool is_skipped(keur_run *run, const keur_document *document)
{
    const struct missing_target_options *options = keur_options(run);
    struct keur_text folder = folder_of(keur_path(document)), part;

    for (size_t at = 0; next_part(folder, &at, &part);) {
        for (size_t i = 0; i < options->skip_folders.count; i++) {
            if (keur_text_equals(part, options->skip_folders.items[i]))
                return true;
        }
    }
    return false;
}

static void check_missing_target(keur_run *run, const keur_document *document)
{
    enum { MOST_SUGGESTIONS = 100 }; /* each reads a folder */
    const struct keur_link *link;
    const struct keur_definition *definition;
    size_t count = 0;

    if (is_skipped(run, document))
        return;
    for (size_t i = 0; (link = keur_link(document, i)) != NULL; i++) {
        if (link->kind == KEUR_LINK_INLINE)
            count += check_target(run, document, link->target, link->target_span,
                                  count < MOST_SUGGESTIONS);
    }
    for (size_t i = 0; (definition = keur_definition(document, i)) != NULL; i++)
        count += check_target(run, document, definition->target, definition->target_span,
                              count < MOST_SUGGESTIONS);
}

const struct keur_check links_missing_target = {
    .size = sizeof(struct keur_check),
    .id = "links/missing-target",
    .summary = "The file or folder that a relative link leads to exists.",
    .options = missing_target_options,
    .options_size = sizeof(struct missing_target_options),
    .run = check_missing_target,
};
