#include "base/refs.h"

#include <stdlib.h>
#include <strings.h>

#include "base/array.h"
#include "base/error.h"
#include "base/file.h"
#include "base/folder_listing.h"
#include "base/limits.h"
#include "base/text.h"

struct names {
    struct keur_text *items;
    size_t count, capacity;
};

struct refs {
    struct arena *arena;
    struct keur_text folder;     /* .git */
    struct keur_text repository; /* that was asked for */
    bool is_read, is_known;
    struct keur_texts names;
};

struct refs *refs_new(struct arena *arena, struct keur_text root)
{
    struct refs *refs = arena_allocate(arena, sizeof *refs);

    refs->arena = arena;
    refs->folder = path_join(arena, root, TEXT(".git"));
    return refs;
}

static bool read_file(const struct refs *refs, struct keur_text name, struct keur_text *ret_text)
{
    struct errors ignored = {0};
    const char *path = path_join(refs->arena, refs->folder, name).bytes;
    bool is_read = file_type(path) == FILE_REGULAR &&
                   file_read(path, LIMIT_REFS_BYTES, refs->arena, ret_text, &ignored);

    errors_free(&ignored);
    return is_read;
}

/* The next line at *at, without what is blank around it; false at the end. */
static bool next_line(struct keur_text text, size_t *at, struct keur_text *ret_line)
{
    size_t begin = *at, end = text_find(text, '\n', begin);

    if (begin >= text.length)
        return false;
    *ret_line = keur_text_trim(text_slice(text, begin, end));
    *at = end + 1;
    return true;
}

/* ---- The remote ---- */

static struct keur_text behind(struct keur_text text, const char *prefix)
{
    return text_starts_with(text, prefix) ? text_slice(text, strlen(prefix), text.length) : text;
}

static struct keur_text without_end(struct keur_text text, const char *end)
{
    if (text_ends_with(text, end))
        text.length -= strlen(end);
    return text;
}

/* "https://host/owner/name.git", "git@host:owner/name", "ssh://git@host/owner/name" */
static bool is_address_of(struct keur_text url, struct keur_text repository)
{
    static const char *const schemes[] = {"https://", "http://", "ssh://", "git://"};

    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        url = behind(url, schemes[i]);
    size_t at = text_find(url, '@', 0);
    if (at < text_find(url, '/', 0))
        url = text_slice(url, at + 1, url.length);
    url = without_end(without_end(url, "/"), ".git");
    if (url.length != repository.length)
        return false;
    for (size_t i = 0; i < url.length; i++) {
        char byte = url.bytes[i] == ':' ? '/' : url.bytes[i];
        if (strncasecmp(&byte, &repository.bytes[i], 1) != 0)
            return false;
    }
    return true;
}

struct remote {
    struct keur_text name;
    bool is_sought, has_all_branches, has_no_tags;
};

static void read_setting(struct remote *remote, struct keur_text line, struct keur_text repository)
{
    size_t equals = text_find(line, '=', 0);
    struct keur_text key = keur_text_trim(text_slice(line, 0, equals));
    struct keur_text value = keur_text_trim(text_slice(line, equals + 1, line.length));

    if (text_is(key, "url") && is_address_of(value, repository))
        remote->is_sought = true;
    else if (text_is(key, "fetch") && text_starts_with(behind(value, "+"), "refs/heads/*:"))
        remote->has_all_branches = true;
    else if (text_is(key, "tagOpt"))
        remote->has_no_tags = text_is(value, "--no-tags");
}

/* The remote that is the repository. */
static bool find_remote(const struct refs *refs, struct remote *ret_remote)
{
    static const char begin[] = "[remote \"";
    struct keur_text config, line;
    struct remote remote = {.name = {"", 0}};

    if (!read_file(refs, TEXT("config"), &config))
        return false;
    for (size_t at = 0; next_line(config, &at, &line);) {
        if (!text_starts_with(line, "[")) {
            if (remote.name.length > 0)
                read_setting(&remote, line, refs->repository);
            continue;
        }
        if (remote.is_sought)
            break;
        struct keur_text rest = behind(line, begin);
        bool is_remote = rest.length < line.length;
        remote = (struct remote){.name = is_remote ? text_slice(rest, 0, text_find(rest, '"', 0))
                                                   : TEXT("")};
    }
    *ret_remote = remote;
    return remote.is_sought && remote.has_all_branches && !remote.has_no_tags;
}

/* ---- Names ---- */

static void add_name(struct refs *refs, struct names *names, struct keur_text ref,
                     struct keur_text remote)
{
    struct keur_text name = behind(behind(ref, "refs/heads/"), "refs/tags/");

    if (name.length == ref.length) {
        name = behind(ref, "refs/remotes/");
        if (name.length == ref.length || !text_starts_with(name, remote.bytes))
            return;
        name = text_slice(name, remote.length, name.length);
        refs->is_known = true;
    }
    *ARRAY_PUSH(names) = name;
}

static void read_packed(struct refs *refs, struct names *names, struct keur_text remote)
{
    struct keur_text packed, line;

    if (!read_file(refs, TEXT("packed-refs"), &packed))
        return;
    for (size_t at = 0; next_line(packed, &at, &line);) {
        size_t blank = text_find(line, ' ', 0);
        if (!text_starts_with(line, "#") && blank < line.length)
            add_name(refs, names, text_slice(line, blank + 1, line.length), remote);
    }
}

/* Those that have a file each: a folder for each part of a name. */
static void read_loose(struct refs *refs, struct names *names, struct keur_text remote)
{
    struct folder_view view = {.arena = refs->arena, .root = refs->folder};
    struct names folders = {NULL, 0, 0};
    struct folder listing;

    *ARRAY_PUSH(&folders) = TEXT("refs");
    for (size_t i = 0; i < folders.count && i < LIMIT_REFS; i++) {
        struct keur_text folder = folders.items[i];
        if (!folder_listing_read(&view, folder, &listing))
            continue;
        for (size_t k = 0; k < listing.count; k++) {
            struct keur_text path = path_join(refs->arena, folder, listing.entries[k].name);
            if (listing.entries[k].type == ENTRY_FOLDER)
                *ARRAY_PUSH(&folders) = path;
            else
                add_name(refs, names, path, remote);
        }
    }
    ARRAY_FREE(&folders);
}

static void read_refs(struct refs *refs)
{
    struct names names = {NULL, 0, 0};
    struct remote remote;

    refs->is_read = true;
    if (file_type(path_join(refs->arena, refs->folder, TEXT("shallow")).bytes) != FILE_ABSENT ||
        !find_remote(refs, &remote))
        return;
    struct keur_text prefix = arena_format(refs->arena, "%.*s/", KEUR_ARGUMENT(remote.name));
    read_packed(refs, &names, prefix);
    read_loose(refs, &names, prefix);
    refs->is_known = refs->is_known && names.count < LIMIT_REFS;
    struct keur_text *items = arena_allocate(refs->arena, (names.count + 1) * sizeof *items);
    if (names.count > 0)
        memcpy(items, names.items, names.count * sizeof *items);
    refs->names = (struct keur_texts){items, names.count};
    ARRAY_FREE(&names);
}

/* ---- Questions ---- */

enum refs_answer refs_find(struct refs *refs, struct keur_text repository, struct keur_text path)
{
    if (refs->is_read && !keur_text_equals(refs->repository, repository))
        return REFS_UNKNOWN; /* of two repositories one is asked for only */
    refs->repository = repository;
    if (!refs->is_read)
        read_refs(refs);
    if (!refs->is_known)
        return REFS_UNKNOWN;
    for (size_t i = 0; i < refs->names.count; i++) {
        struct keur_text name = refs->names.items[i];
        if (name.length <= path.length && memcmp(name.bytes, path.bytes, name.length) == 0 &&
            (name.length == path.length || path.bytes[name.length] == '/'))
            return REFS_THERE;
    }
    return REFS_ABSENT;
}

struct keur_text refs_nearest(const struct refs *refs, struct keur_text name)
{
    ptrdiff_t nearest = keur_nearest(name, refs->names.items, refs->names.count);

    return nearest < 0 ? TEXT("") : refs->names.items[nearest];
}
