#include "base/folders.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "base/folder_listing.h"
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
    struct folder_view view;
    struct cached **buckets;
    size_t bucket_count; /* a power of two */
    size_t count;
    struct keur_texts files;                     /* all of them, when somebody has asked */
    struct recent_folder recent[RECENT_FOLDERS]; /* by recent_of() */
    struct answer answer;
};

struct folders *folders_new(struct arena *arena, struct keur_text root)
{
    struct folders *folders = arena_allocate(arena, sizeof *folders);
    folders->view.arena = arena;
    folders->view.root = arena_copy(arena, root);
    folders->bucket_count = 64;
    folders->buckets = arena_allocate(arena, folders->bucket_count * sizeof(struct cached *));
    return folders;
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
    folders->view.is_limited = true;
    folders->view.known = known;
    forget(folders);
}

/* ---- What is not as on the disk ---- */

void folders_turn_back(struct folders *folders, const struct past *past)
{
    folders->view.past = past;
    forget(folders);
}

const struct past_file *folders_past_of(const struct folders *folders, struct keur_text path)
{
    return folders->view.past == NULL ? NULL : past_find(folders->view.past, path);
}

bool folders_read_file(const struct folders *folders, struct keur_text path, size_t limit,
                       struct arena *arena, struct keur_text *ret_text, struct errors *errors)
{
    const struct past_file *change = folders_past_of(folders, path);
    if (change == NULL || change->state == PAST_UNREAD)
        return file_read(path_join(arena, folders->view.root, path).bytes, limit, arena, ret_text,
                         errors);
    *ret_text = change->text;
    return change->state == PAST_TEXT ||
           errors_add(errors, "keur: cannot read '%.*s': it was not there", KEUR_ARGUMENT(path));
}

/* ---- Folders that were asked for ---- */

static void buckets_grow(struct folders *folders)
{
    size_t count = folders->bucket_count * 2;
    struct cached **buckets = arena_allocate(folders->view.arena, count * sizeof(struct cached *));
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
    cached = arena_allocate(folders->view.arena, sizeof *cached);
    *cached =
        (struct cached){arena_copy(folders->view.arena, path), hash, false, {NULL, 0}, *bucket};
    *bucket = cached;
    cached->is_readable = folder_listing_read(&folders->view, cached->path, &cached->listing);
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
    buffer_add(&absolute, folders->view.root);
    buffer_add_byte(&absolute, '/');
    buffer_add(&absolute, real_text(real));
    buffer_add_byte(&absolute, '\0');
    char bytes[PATH_MAX];
    struct keur_text target;
    bool leads_inside = folder_link_target(&folders->view, absolute.bytes, bytes, &target);
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
        struct keur_text full = path_join(folders->view.arena, path, entry->name);
        if (entry->type == ENTRY_FILE || entry->type == ENTRY_MISSING)
            *ARRAY_PUSH(files) = full;
        else if (entry->type == ENTRY_FOLDER && is_entered(entry->name))
            *ARRAY_PUSH(waiting) = full;
    }
}

static int compare_paths(const void *a, const void *b)
{
    return keur_text_compare(*(const struct keur_text *)a, *(const struct keur_text *)b);
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
    struct keur_text *kept = arena_allocate(folders->view.arena, (files.count + 1) * sizeof *kept);
    if (files.count > 0)
        memcpy(kept, files.items, files.count * sizeof *kept);
    folders->files = (struct keur_texts){kept, files.count};
    ARRAY_FREE(&files);
    ARRAY_FREE(&waiting);
    return folders->files;
}
