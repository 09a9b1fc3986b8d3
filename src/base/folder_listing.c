/* Reads what is in one folder: as the disk, git or the past have it. */
#define _DEFAULT_SOURCE /* d_type of readdir() */
#include "base/folder_listing.h"

#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/array.h"
#include "base/file.h"
#include "base/text.h"

struct entries {
    struct folder_entry *items;
    size_t count, capacity;
};

bool folder_link_target(const struct folder_view *view, const char *path, char *real,
                        struct keur_text *ret_target)
{
    return realpath(path, real) != NULL && path_below(view->root, text_of(real), ret_target);
}

static enum folder_entry_type entry_type(const struct folder_view *view, const char *path)
{
    struct stat status;
    if (lstat(path, &status) != 0)
        return ENTRY_OTHER;
    if (S_ISREG(status.st_mode))
        return ENTRY_FILE;
    if (S_ISDIR(status.st_mode))
        return ENTRY_FOLDER;
    char real[PATH_MAX];
    struct keur_text target;
    if (!S_ISLNK(status.st_mode) || !folder_link_target(view, path, real, &target))
        return ENTRY_OTHER;
    switch (file_type(real)) {
    case FILE_REGULAR:
        return ENTRY_LINK_FILE;
    case FILE_FOLDER:
        return ENTRY_LINK_FOLDER;
    case FILE_ABSENT:
    case FILE_OTHER:
        break;
    }
    return ENTRY_OTHER;
}

/* Most file systems tell with the name what it is. */
static enum folder_entry_type found_type(const struct folder_view *view, const char *path,
                                         unsigned char told)
{
    if (told == DT_REG)
        return ENTRY_FILE;
    return told == DT_DIR ? ENTRY_FOLDER : entry_type(view, path);
}

static int compare_entries(const void *a, const void *b)
{
    return keur_text_compare(((const struct folder_entry *)a)->name,
                             ((const struct folder_entry *)b)->name);
}

static void read_entries(const struct folder_view *view, struct keur_text path, DIR *stream,
                         struct entries *entries)
{
    struct buffer entry_path = {0};
    buffer_add(&entry_path, path);
    buffer_add_byte(&entry_path, '/');
    size_t folder_length = entry_path.length;
    for (struct dirent *found; (found = readdir(stream)) != NULL;) {
        struct keur_text name = text_of(found->d_name);
        if (text_is(name, ".") || text_is(name, ".."))
            continue;
        struct folder_entry *entry = ARRAY_PUSH(entries);
        entry->name = arena_copy(view->arena, name);
        entry_path.length = folder_length;
        buffer_add(&entry_path, name);
        buffer_add_byte(&entry_path, '\0');
        entry->type = found_type(view, entry_path.bytes, found->d_type);
    }
    buffer_free(&entry_path);
}

static bool read_disk(const struct folder_view *view, struct keur_text path,
                      struct entries *entries)
{
    DIR *stream = opendir(path.bytes);
    if (stream == NULL)
        return false;
    read_entries(view, path, stream, entries);
    closedir(stream);
    return true;
}

/* ---- What is known ---- */

/* The first known path at or behind this one. */
static size_t known_from(const struct folders_known *known, struct keur_text path)
{
    size_t low = 0, high = known->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (keur_text_compare(known->items[middle].path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Is it one of the folders of which no more is known, or does it lie in one? */
static bool is_as_on_disk(const struct folder_view *view, struct keur_text path)
{
    for (size_t end = 0; end < path.length; end++) {
        end = text_find(path, '/', end);
        struct keur_text part = text_slice(path, 0, end);
        size_t at = known_from(&view->known, part);
        if (at < view->known.count && view->known.items[at].is_folder &&
            keur_text_equals(view->known.items[at].path, part))
            return true;
    }
    return false;
}

/* Links are as the disk has them; a file is known, whatever became of it there. */
static enum folder_entry_type known_type(const struct folder_view *view, struct keur_text path,
                                         struct buffer *absolute)
{
    absolute->length = 0;
    buffer_printf(absolute, "%.*s/%.*s", KEUR_ARGUMENT(view->root), KEUR_ARGUMENT(path));
    buffer_add_byte(absolute, '\0');
    enum folder_entry_type type = entry_type(view, absolute->bytes);
    struct stat status;
    bool is_gone = type == ENTRY_FOLDER || lstat(absolute->bytes, &status) != 0;
    return is_gone ? ENTRY_MISSING : type;
}

/* The entries of a folder, out of the paths that begin with it. */
static void read_known(const struct folder_view *view, struct keur_text folder,
                       struct entries *entries)
{
    const struct folders_known *known = &view->known;
    struct buffer prefix = {0}, absolute = {0};
    if (folder.length > 0)
        buffer_printf(&prefix, "%.*s/", KEUR_ARGUMENT(folder));
    struct keur_text begin = buffer_text(&prefix), last = TEXT("");
    for (size_t i = known_from(known, begin); i < known->count; i++) {
        struct keur_text path = known->items[i].path;
        if (!keur_text_equals(text_slice(path, 0, begin.length), begin))
            break;
        size_t end = text_find(path, '/', begin.length);
        struct keur_text name = text_slice(path, begin.length, end);
        if (keur_text_equals(name, last))
            continue;
        last = name;
        bool is_folder = end < path.length || known->items[i].is_folder;
        *ARRAY_PUSH(entries) = (struct folder_entry){
            name, is_folder ? ENTRY_FOLDER : known_type(view, path, &absolute)};
    }
    buffer_free(&prefix);
    buffer_free(&absolute);
}

/* ---- What is not as on the disk ---- */

/* Adds the entries of a folder that files lie in, or below, which are there. */
static bool add_past(const struct past *past, struct keur_text prefix, struct entries *entries)
{
    size_t before = entries->count;
    for (size_t i = past_from(past, prefix); i < past->count; i++) {
        struct keur_text path = past->items[i].path;
        if (!keur_text_equals(text_slice(path, 0, prefix.length), prefix))
            break;
        if (past->items[i].state == PAST_ABSENT)
            continue;
        size_t end = text_find(path, '/', prefix.length);
        bool is_read = past->items[i].state == PAST_TEXT;
        *ARRAY_PUSH(entries) = (struct folder_entry){text_slice(path, prefix.length, end),
                                                     end < path.length ? ENTRY_FOLDER
                                                     : is_read         ? ENTRY_FILE
                                                                       : ENTRY_MISSING};
    }
    return entries->count > before;
}

/* True when the folder has something that is not on the disk. */
static bool apply_past(const struct folder_view *view, struct keur_text folder,
                       struct entries *entries)
{
    struct buffer path = {0};
    size_t kept = 0;
    if (view->past == NULL)
        return false;
    if (folder.length > 0)
        buffer_printf(&path, "%.*s/", KEUR_ARGUMENT(folder));
    size_t prefix = path.length;
    for (size_t i = 0; i < entries->count; i++, path.length = prefix) {
        buffer_add(&path, entries->items[i].name);
        const struct past_file *change = past_find(view->past, buffer_text(&path));
        if (change == NULL || change->state != PAST_ABSENT)
            entries->items[kept++] = entries->items[i];
    }
    entries->count = kept;
    bool has_more = add_past(view->past, buffer_text(&path), entries);
    buffer_free(&path);
    return has_more;
}

static void drop_repeated(struct entries *entries)
{
    size_t kept = 0;
    for (size_t i = 0; i < entries->count; i++)
        if (kept == 0 || !keur_text_equals(entries->items[kept - 1].name, entries->items[i].name))
            entries->items[kept++] = entries->items[i];
    entries->count = kept;
}

/* ---- One folder ---- */

bool folder_listing_read(const struct folder_view *view, struct keur_text path,
                         struct folder *ret_listing)
{
    struct entries entries = {0};
    bool is_there = true;
    if (view->is_limited && !is_as_on_disk(view, path))
        read_known(view, path, &entries);
    else
        is_there = read_disk(view, path_join(view->arena, view->root, path), &entries);
    is_there |= apply_past(view, path, &entries);
    if (!is_there)
        return false;
    if (entries.count > 0)
        qsort(entries.items, entries.count, sizeof *entries.items, compare_entries);
    drop_repeated(&entries);
    size_t size = entries.count * sizeof *entries.items;
    struct folder_entry *kept = arena_allocate(view->arena, size);
    if (size > 0)
        memcpy(kept, entries.items, size);
    *ret_listing = (struct folder){kept, entries.count};
    ARRAY_FREE(&entries);
    return true;
}
