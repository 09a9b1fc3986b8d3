#define _DEFAULT_SOURCE /* d_type of readdir() */
#include "base/folders.h"

#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/array.h"
#include "base/file.h"
#include "base/text.h"

/* A folder that was asked for. */
struct cached {
    struct keur_text path; /* relative to the root, without links; "" is the root */
    uint64_t hash;
    bool is_readable;
    struct folder listing;
    struct cached *next; /* in its bucket */
};

/* A folder that something was asked for in: what is asked for next mostly lies beside it. */
struct recent_folder {
    char path[256]; /* as it was asked for */
    size_t length;
    const struct cached *cached; /* NULL: none */
};
enum { RECENT_FOLDERS = 16 };

/* Where a path leads, relative to the root. */
struct real_path {
    char bytes[PATH_MAX];
    size_t length;
};

/* The last answer: where a path leads is asked for when it is known to lead somewhere. */
struct answer {
    char path[256]; /* as it was asked for */
    size_t length;
    bool is_there; /* or the path had no room */
    enum keur_entry_type type;
    struct real_path real;
};

struct folders {
    struct arena *arena;
    struct keur_text root;
    struct cached **buckets;
    size_t bucket_count; /* a power of two */
    size_t count;
    struct keur_texts files; /* all of them, when somebody has asked */
    bool is_limited;         /* to what is known */
    struct folders_known known;
    const struct past *past;                     /* or NULL */
    struct recent_folder recent[RECENT_FOLDERS]; /* by recent_of() */
    struct answer answer;
};

struct entries {
    struct folder_entry *items;
    size_t count, capacity;
};

struct folders *folders_new(struct arena *arena, struct keur_text root)
{
    struct folders *folders = arena_allocate(arena, sizeof *folders);
    folders->arena = arena;
    folders->root = arena_copy(arena, root);
    folders->bucket_count = 64;
    folders->buckets = arena_allocate(arena, folders->bucket_count * sizeof(struct cached *));
    return folders;
}

/* Where a symbolic link leads, relative to the root; false when it leads nowhere or outside. */
static bool link_target(const struct folders *folders, const char *path, char *real,
                        struct keur_text *ret_target)
{
    return realpath(path, real) != NULL && path_below(folders->root, text_of(real), ret_target);
}

static enum folder_entry_type entry_type(const struct folders *folders, const char *path)
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
    if (!S_ISLNK(status.st_mode) || !link_target(folders, path, real, &target))
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
static enum folder_entry_type found_type(const struct folders *folders, const char *path,
                                         unsigned char told)
{
    if (told == DT_REG)
        return ENTRY_FILE;
    return told == DT_DIR ? ENTRY_FOLDER : entry_type(folders, path);
}

static int compare_entries(const void *a, const void *b)
{
    return text_compare(((const struct folder_entry *)a)->name,
                        ((const struct folder_entry *)b)->name);
}

static void read_entries(const struct folders *folders, struct keur_text path, DIR *stream,
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
        entry->name = arena_copy(folders->arena, name);
        entry_path.length = folder_length;
        buffer_add(&entry_path, name);
        buffer_add_byte(&entry_path, '\0');
        entry->type = found_type(folders, entry_path.bytes, found->d_type);
    }
    buffer_free(&entry_path);
}

static bool read_disk(const struct folders *folders, struct keur_text path, struct entries *entries)
{
    DIR *stream = opendir(path.bytes);
    if (stream == NULL)
        return false;
    read_entries(folders, path, stream, entries);
    closedir(stream);
    return true;
}

/* ---- What is known ---- */

static void forget(struct folders *folders)
{
    folders->files = (struct keur_texts){NULL, 0};
    folders->count = 0;
    folders->answer.is_there = false;
    memset(folders->recent, 0, sizeof folders->recent);
    memset(folders->buckets, 0, folders->bucket_count * sizeof *folders->buckets);
}

void folders_limit(struct folders *folders, struct folders_known known)
{
    folders->is_limited = true;
    folders->known = known;
    forget(folders);
}

/* The first known path at or behind this one. */
static size_t known_from(const struct folders_known *known, struct keur_text path)
{
    size_t low = 0, high = known->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text_compare(known->items[middle].path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Is it one of the folders of which no more is known, or does it lie in one? */
static bool is_as_on_disk(const struct folders *folders, struct keur_text path)
{
    for (size_t end = 0; end < path.length; end++) {
        end = text_find(path, '/', end);
        struct keur_text part = text_slice(path, 0, end);
        size_t at = known_from(&folders->known, part);
        if (at < folders->known.count && folders->known.items[at].is_folder &&
            keur_text_equals(folders->known.items[at].path, part))
            return true;
    }
    return false;
}

/* Links are as the disk has them; a file is known, whatever became of it there. */
static enum folder_entry_type known_type(const struct folders *folders, struct keur_text path,
                                         struct buffer *absolute)
{
    absolute->length = 0;
    buffer_printf(absolute, "%.*s/%.*s", KEUR_ARGUMENT(folders->root), KEUR_ARGUMENT(path));
    buffer_add_byte(absolute, '\0');
    enum folder_entry_type type = entry_type(folders, absolute->bytes);
    struct stat status;
    bool is_gone = type == ENTRY_FOLDER || lstat(absolute->bytes, &status) != 0;
    return is_gone ? ENTRY_MISSING : type;
}

/* The entries of a folder, out of the paths that begin with it. */
static void read_known(const struct folders *folders, struct keur_text folder,
                       struct entries *entries)
{
    const struct folders_known *known = &folders->known;
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
            name, is_folder ? ENTRY_FOLDER : known_type(folders, path, &absolute)};
    }
    buffer_free(&prefix);
    buffer_free(&absolute);
}

/* ---- What is not as on the disk ---- */

void folders_turn_back(struct folders *folders, const struct past *past)
{
    folders->past = past;
    forget(folders);
}

const struct past_file *folders_past_of(const struct folders *folders, struct keur_text path)
{
    return folders->past == NULL ? NULL : past_find(folders->past, path);
}

bool folders_read_file(const struct folders *folders, struct keur_text path, size_t limit,
                       struct arena *arena, struct keur_text *ret_text, struct errors *errors)
{
    const struct past_file *change = folders_past_of(folders, path);
    if (change == NULL || change->state == PAST_UNREAD)
        return file_read(path_join(arena, folders->root, path).bytes, limit, arena, ret_text,
                         errors);
    *ret_text = change->text;
    return change->state == PAST_TEXT ||
           errors_add(errors, "keur: cannot read '%.*s': it was not there", KEUR_ARGUMENT(path));
}

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
static bool apply_past(const struct folders *folders, struct keur_text folder,
                       struct entries *entries)
{
    struct buffer path = {0};
    size_t kept = 0;
    if (folders->past == NULL)
        return false;
    if (folder.length > 0)
        buffer_printf(&path, "%.*s/", KEUR_ARGUMENT(folder));
    size_t prefix = path.length;
    for (size_t i = 0; i < entries->count; i++, path.length = prefix) {
        buffer_add(&path, entries->items[i].name);
        const struct past_file *change = folders_past_of(folders, buffer_text(&path));
        if (change == NULL || change->state != PAST_ABSENT)
            entries->items[kept++] = entries->items[i];
    }
    entries->count = kept;
    bool has_more = add_past(folders->past, buffer_text(&path), entries);
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

/* ---- Folders that were asked for ---- */

static void cached_read(const struct folders *folders, struct cached *cached)
{
    struct entries entries = {0};
    struct keur_text path = path_join(folders->arena, folders->root, cached->path);
    bool is_there = true;
    if (folders->is_limited && !is_as_on_disk(folders, cached->path))
        read_known(folders, cached->path, &entries);
    else
        is_there = read_disk(folders, path, &entries);
    is_there |= apply_past(folders, cached->path, &entries);
    if (!is_there)
        return;
    if (entries.count > 0)
        qsort(entries.items, entries.count, sizeof *entries.items, compare_entries);
    drop_repeated(&entries);
    size_t size = entries.count * sizeof *entries.items;
    struct folder_entry *kept = arena_allocate(folders->arena, size);
    if (size > 0)
        memcpy(kept, entries.items, size);
    cached->listing = (struct folder){kept, entries.count};
    cached->is_readable = true;
    ARRAY_FREE(&entries);
}

static void buckets_grow(struct folders *folders)
{
    size_t count = folders->bucket_count * 2;
    struct cached **buckets = arena_allocate(folders->arena, count * sizeof(struct cached *));
    for (size_t i = 0; i < folders->bucket_count; i++)
        for (struct cached *cached = folders->buckets[i], *next; cached != NULL; cached = next) {
            next = cached->next;
            cached->next = buckets[cached->hash & (count - 1)];
            buckets[cached->hash & (count - 1)] = cached;
        }
    folders->buckets = buckets;
    folders->bucket_count = count;
}

/* `path` is without links and known to be a folder. */
static const struct cached *cached_find(struct folders *folders, struct keur_text path)
{
    uint64_t hash = text_hash(path);
    struct cached *cached = folders->buckets[hash & (folders->bucket_count - 1)];
    while (cached != NULL && !keur_text_equals(cached->path, path))
        cached = cached->next;
    if (cached != NULL)
        return cached;
    if (folders->count++ == folders->bucket_count)
        buckets_grow(folders);
    struct cached **bucket = &folders->buckets[hash & (folders->bucket_count - 1)];
    cached = arena_allocate(folders->arena, sizeof *cached);
    *cached = (struct cached){arena_copy(folders->arena, path), hash, false, {NULL, 0}, *bucket};
    *bucket = cached;
    cached_read(folders, cached);
    return cached;
}

static const struct folder_entry *find_entry(const struct folder *folder, struct keur_text name)
{
    size_t low = 0, high = folder->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        struct keur_text other = folder->entries[middle].name;
        size_t common = name.length < other.length ? name.length : other.length;
        int order = memcmp(name.bytes, other.bytes, common);
        if (order == 0 && name.length == other.length)
            return &folder->entries[middle];
        if (order < 0 || (order == 0 && name.length < other.length))
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

static struct keur_text real_text(const struct real_path *real)
{
    return (struct keur_text){real->bytes, real->length};
}

/* False when there is no room: no path is so long. */
static bool real_add(struct real_path *real, struct keur_text text)
{
    if (sizeof real->bytes - real->length < text.length)
        return false;
    memcpy(real->bytes + real->length, text.bytes, text.length);
    real->length += text.length;
    return true;
}

static bool follow_link(const struct folders *folders, struct real_path *real)
{
    struct buffer absolute = {0};
    buffer_add(&absolute, folders->root);
    buffer_add_byte(&absolute, '/');
    buffer_add(&absolute, real_text(real));
    buffer_add_byte(&absolute, '\0');
    char bytes[PATH_MAX];
    struct keur_text target;
    bool leads_inside = link_target(folders, absolute.bytes, bytes, &target);
    real->length = leads_inside ? 0 : real->length;
    buffer_free(&absolute);
    return leads_inside && real_add(real, target);
}

/* Goes from the folder `real` to one of its entries; a link takes it to where it leads. */
static bool real_enter(const struct folders *folders, struct real_path *real,
                       const struct folder_entry *entry)
{
    if ((real->length > 0 && !real_add(real, TEXT("/"))) || !real_add(real, entry->name))
        return false;
    if (entry->type == ENTRY_FILE || entry->type == ENTRY_FOLDER || entry->type == ENTRY_MISSING)
        return true;
    return entry->type != ENTRY_OTHER && follow_link(folders, real);
}

/* Where a folder is, if it is among the recent ones. */
static struct recent_folder *recent_of(struct folders *folders, struct keur_text folder)
{
    size_t spread = folder.length;
    for (size_t i = 0; i < 4 && i < folder.length; i++)
        spread = spread * 31 + (unsigned char)folder.bytes[folder.length - 1 - i];
    return &folders->recent[spread % RECENT_FOLDERS];
}

static bool recent_is(const struct recent_folder *recent, struct keur_text folder)
{
    return recent->cached != NULL && recent->length == folder.length &&
           memcmp(recent->path, folder.bytes, folder.length) == 0;
}

static void recent_set(struct recent_folder *recent, struct keur_text folder,
                       const struct cached *cached)
{
    if (folder.length > sizeof recent->path)
        return;
    memcpy(recent->path, folder.bytes, folder.length);
    recent->length = folder.length;
    recent->cached = cached;
}

/* Follows `path` part by part; *real becomes where it leads. */
static enum keur_entry_type follow(struct folders *folders, struct keur_text path,
                                   struct real_path *real)
{
    enum keur_entry_type type = KEUR_FOLDER;
    struct keur_text name = path_name(path);
    struct keur_text outer = text_slice(path, 0, path.length - name.length - 1);
    struct recent_folder *recent = recent_of(folders, outer);
    bool is_near = name.length > 0 && name.length < path.length && recent_is(recent, outer);
    real->length = 0;
    if (is_near)
        real_add(real, recent->cached->path);
    for (size_t at = is_near ? outer.length + 1 : 0, end; at < path.length; at = end + 1) {
        end = text_find(path, '/', at);
        struct keur_text part = text_slice(path, at, end);
        if (part.length == 0 || text_is(part, "."))
            continue;
        if (type != KEUR_FOLDER)
            return KEUR_ABSENT;
        const struct cached *folder =
            is_near ? recent->cached : cached_find(folders, real_text(real));
        if (end == path.length && at > 0 && !is_near)
            recent_set(recent, outer, folder);
        const struct folder_entry *entry = find_entry(&folder->listing, part);
        if (entry == NULL || !real_enter(folders, real, entry))
            return KEUR_ABSENT;
        bool is_file = entry->type == ENTRY_FILE || entry->type == ENTRY_LINK_FILE ||
                       entry->type == ENTRY_MISSING;
        type = is_file ? KEUR_FILE : KEUR_FOLDER;
    }
    return type;
}

/* Where it leads is in folders->answer then. */
static enum keur_entry_type resolve(struct folders *folders, struct keur_text path)
{
    struct answer *answer = &folders->answer;
    if (answer->is_there && answer->length == path.length && path.length > 0 &&
        memcmp(answer->path, path.bytes, path.length) == 0)
        return answer->type;
    answer->type = follow(folders, path, &answer->real);
    answer->is_there = path.length <= sizeof answer->path;
    answer->length = path.length;
    if (answer->is_there && path.length > 0)
        memcpy(answer->path, path.bytes, path.length);
    return answer->type;
}

const struct folder *folders_read(struct folders *folders, struct keur_text path)
{
    if (resolve(folders, path) != KEUR_FOLDER)
        return NULL;
    const struct cached *cached = cached_find(folders, real_text(&folders->answer.real));
    return cached->is_readable ? &cached->listing : NULL;
}

enum keur_entry_type folders_find(struct folders *folders, struct keur_text path)
{
    return text_starts_with(path, "/") ? KEUR_ABSENT : resolve(folders, path);
}

struct keur_text folders_real(struct folders *folders, struct keur_text path, struct arena *arena)
{
    resolve(folders, path);
    return arena_copy(arena, real_text(&folders->answer.real));
}

/* ---- All files ---- */

struct paths {
    struct keur_text *items;
    size_t count, capacity;
};

static bool is_entered(struct keur_text name)
{
    return name.bytes[0] != '.' && !text_is(name, "site") && !text_is(name, "node_modules");
}

/* Files of one folder to `files`, its folders to `waiting`. */
static void list_folder(struct folders *folders, struct keur_text path, struct paths *files,
                        struct paths *waiting)
{
    const struct folder listing = cached_find(folders, path)->listing;
    for (size_t i = 0; i < listing.count; i++) {
        const struct folder_entry *entry = &listing.entries[i];
        struct keur_text full = path_join(folders->arena, path, entry->name);
        if (entry->type == ENTRY_FILE || entry->type == ENTRY_MISSING)
            *ARRAY_PUSH(files) = full;
        else if (entry->type == ENTRY_FOLDER && is_entered(entry->name))
            *ARRAY_PUSH(waiting) = full;
    }
}

static int compare_paths(const void *a, const void *b)
{
    return text_compare(*(const struct keur_text *)a, *(const struct keur_text *)b);
}

struct keur_texts folders_files(struct folders *folders)
{
    enum { MOST_FOLDERS = 100000 }; /* a tree that is larger has other worries */
    struct paths files = {0}, waiting = {0};
    if (folders->files.items != NULL)
        return folders->files;
    *ARRAY_PUSH(&waiting) = TEXT("");
    for (size_t i = 0; i < waiting.count && i < MOST_FOLDERS; i++)
        list_folder(folders, waiting.items[i], &files, &waiting);
    if (files.count > 1)
        qsort(files.items, files.count, sizeof *files.items, compare_paths);
    struct keur_text *kept = arena_allocate(folders->arena, (files.count + 1) * sizeof *kept);
    if (files.count > 0)
        memcpy(kept, files.items, files.count * sizeof *kept);
    folders->files = (struct keur_texts){kept, files.count};
    ARRAY_FREE(&files);
    ARRAY_FREE(&waiting);
    return folders->files;
}
