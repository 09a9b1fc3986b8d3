#include "load/plugin.h"

#include <dlfcn.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "base/folders.h"
#include "base/text.h"

/* A plugin that was asked for. */
struct entry {
    struct keur_text name;
    size_t folder;                    /* that it was found in */
    const struct keur_plugin *plugin; /* NULL: it failed */
    struct keur_text reason;
    struct entry *next;
};

struct plugins {
    struct arena *arena;
    struct keur_texts folders;
    struct keur_text *real_folders; /* empty: not there */
    struct plugin_window window;
    struct entry *first, *last;
};

/* While one is loaded. */
struct candidate {
    struct plugins *plugins;
    struct keur_text name;
    struct keur_text path;
    size_t folder;                   /* by number */
    const struct keur_plugin *given; /* in the plugin's memory */
    struct keur_plugin *copy;
    struct keur_text reason;
};

struct plugins *plugins_new(struct arena *arena, struct keur_texts folders,
                            struct plugin_window window)
{
    struct plugins *plugins = arena_allocate(arena, sizeof(*plugins));
    plugins->arena = arena;
    plugins->folders = folders;
    plugins->window = window;
    plugins->real_folders = arena_allocate(arena, folders.count * sizeof(*folders.items));
    for (size_t i = 0; i < folders.count; i++)
        plugins->real_folders[i] = path_real(arena, arena_string(arena, folders.items[i]));
    return plugins;
}

/* Always false. */
static bool fail(struct candidate *candidate, const char *format, ...) KEUR_PRINTF(2, 3);

static bool fail(struct candidate *candidate, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    candidate->reason = arena_vformat(candidate->plugins->arena, format, arguments);
    va_end(arguments);
    return false;
}

/* ---- Finding ------------------------------------------------------------------- */

static bool is_name_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '_';
}

/* It becomes a part of a path and of a symbol. */
static bool is_plugin_name(struct keur_text name)
{
    for (size_t i = 0; i < name.length; i++)
        if (!is_name_byte(name.bytes[i]))
            return false;
    return name.length > 0 && !(name.bytes[0] >= '0' && name.bytes[0] <= '9');
}

/* The core's own checks are a plugin within the program. */
static bool is_of_core(const struct candidate *candidate)
{
    return text_is(candidate->name, "keur");
}

static bool fail_find(struct candidate *candidate)
{
    struct keur_texts folders = candidate->plugins->folders;
    struct buffer looked = {0};
    for (size_t i = 0; i < folders.count; i++)
        buffer_printf(&looked, "%s%.*s", i > 0 ? ", " : "", KEUR_ARGUMENT(folders.items[i]));
    fail(candidate,
         "plugin '%.*s' is not found: there is no %.*s.so in %.*s; install it, or name its folder "
         "with --plugin-dir",
         KEUR_ARGUMENT(candidate->name), KEUR_ARGUMENT(candidate->name),
         KEUR_ARGUMENT(buffer_text(&looked)));
    buffer_free(&looked);
    return false;
}

static bool find_file(struct candidate *candidate)
{
    if (is_of_core(candidate))
        return true;
    struct arena *arena = candidate->plugins->arena;
    struct keur_texts folders = candidate->plugins->folders;
    struct keur_text file = arena_format(arena, "%.*s.so", KEUR_ARGUMENT(candidate->name));
    for (size_t i = 0; i < folders.count; i++) {
        struct keur_text folder = candidate->plugins->real_folders[i], real = {0};
        if (folder.length > 0)
            real = path_real_in(arena, folder, file);
        if (real.length == 0 || keur_text_equals(real, candidate->path))
            continue;
        if (candidate->path.length > 0)
            return fail(candidate,
                        "plugin '%.*s' is in two folders, and one of them has to go: %.*s and "
                        "%.*s",
                        KEUR_ARGUMENT(candidate->name), KEUR_ARGUMENT(candidate->path),
                        KEUR_ARGUMENT(real));
        candidate->path = real;
        candidate->folder = i;
    }
    return candidate->path.length > 0 || fail_find(candidate);
}

/* ---- Opening --------------------------------------------------------------------- */

static bool fail_open(struct candidate *candidate)
{
    const char *problem = dlerror();
    if (problem == NULL)
        problem = "for an unknown reason";
    const char *symbol = strstr(problem, "undefined symbol: ");
    if (symbol != NULL)
        return fail(candidate,
                    "plugin '%.*s' needs '%s', which this keur does not have; use the keur that it "
                    "was built for, or build it again (%.*s)",
                    KEUR_ARGUMENT(candidate->name), symbol + strlen("undefined symbol: "),
                    KEUR_ARGUMENT(candidate->path));
    return fail(candidate, "plugin '%.*s' cannot be loaded: %s", KEUR_ARGUMENT(candidate->name),
                problem);
}

/* Only data is looked at here: nothing of the plugin runs, but constructors of its libraries. */
static bool open_file(struct candidate *candidate)
{
    const char *path = is_of_core(candidate) ? NULL : candidate->path.bytes;
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL)
        return fail_open(candidate);
    struct keur_text symbol =
        arena_format(candidate->plugins->arena, "keur_plugin_%.*s", KEUR_ARGUMENT(candidate->name));
    candidate->given = dlsym(handle, symbol.bytes);
    if (candidate->given != NULL)
        return true;
    return fail(candidate,
                "%.*s is not a plugin: it has no symbol '%s', which KEUR_PLUGIN(%.*s) makes; was "
                "the file renamed?",
                KEUR_ARGUMENT(candidate->path), symbol.bytes, KEUR_ARGUMENT(candidate->name));
}

/* ---- Looking at what it offers ------------------------------------------------------- */

static bool check_version(struct candidate *candidate)
{
    struct plugin_window window = candidate->plugins->window;
    uint32_t major = candidate->given->api_version >> 16;
    if (major < window.oldest)
        return fail(candidate,
                    "plugin '%.*s' is too old: it has interface %u, and this keur loads %u to %u; "
                    "build it again with this keur's header (%.*s)",
                    KEUR_ARGUMENT(candidate->name), major, window.oldest, window.newest,
                    KEUR_ARGUMENT(candidate->path));
    if (major > window.newest)
        return fail(candidate,
                    "plugin '%.*s' is too new: it has interface %u, and this keur loads %u to %u; "
                    "install a newer keur (%.*s)",
                    KEUR_ARGUMENT(candidate->name), major, window.oldest, window.newest,
                    KEUR_ARGUMENT(candidate->path));
    return true;
}

/* A struct of the plugin in our size: what one side does not know of is zero, or left out. */
static void *copy_struct(struct arena *arena, const void *given, size_t given_size, size_t size)
{
    void *copy = arena_allocate(arena, size);
    memcpy(copy, given, given_size < size ? given_size : size);
    return copy;
}

static bool copy_plugin(struct candidate *candidate)
{
    struct keur_text name = candidate->name;
    size_t least = offsetof(struct keur_plugin, checks) + sizeof(candidate->given->checks);
    if (candidate->given->size < least)
        return fail(candidate,
                    "plugin '%.*s' is damaged: its struct has %zu bytes, and %zu is the least; set "
                    ".size (%.*s)",
                    KEUR_ARGUMENT(name), candidate->given->size, least,
                    KEUR_ARGUMENT(candidate->path));
    candidate->copy = copy_struct(candidate->plugins->arena, candidate->given,
                                  candidate->given->size, sizeof(struct keur_plugin));
    if (!text_is(name, candidate->copy->name))
        return fail(
            candidate, "the plugin in %.*s calls itself '%s'; it has to be '%.*s', as its file",
            KEUR_ARGUMENT(candidate->path),
            candidate->copy->name != NULL ? candidate->copy->name : "", KEUR_ARGUMENT(name));
    return true;
}

static bool check_is_named_well(const struct candidate *candidate, const struct keur_check *check)
{
    struct keur_text id = text_of(check->id);
    size_t length = candidate->name.length;
    return id.length > length + 1 && id.bytes[length] == '/' &&
           keur_text_equals(text_slice(id, 0, length), candidate->name);
}

static bool copy_check(struct candidate *candidate, const struct keur_check *given,
                       const struct keur_check **checks, size_t count)
{
    size_t least = offsetof(struct keur_check, run) + sizeof(given->run);
    if (given->size < least)
        return fail(candidate,
                    "plugin '%.*s' is damaged: its check %zu has %zu bytes, and %zu is the least; "
                    "set .size",
                    KEUR_ARGUMENT(candidate->name), count + 1, given->size, least);
    struct keur_check *check =
        copy_struct(candidate->plugins->arena, given, given->size, sizeof(*check));
    if (!check_is_named_well(candidate, check))
        return fail(candidate,
                    "plugin '%.*s' offers the check '%s'; the id of a check begins with its "
                    "plugin: '%.*s/...'",
                    KEUR_ARGUMENT(candidate->name), check->id != NULL ? check->id : "",
                    KEUR_ARGUMENT(candidate->name));
    for (size_t i = 0; i < count; i++)
        if (strcmp(checks[i]->id, check->id) == 0)
            return fail(candidate, "plugin '%.*s' offers the check '%s' twice; an id is unique",
                        KEUR_ARGUMENT(candidate->name), check->id);
    if ((check->run == NULL) == (check->run_project == NULL))
        return fail(candidate,
                    "plugin '%.*s': the check '%s' has to have one of run and run_project",
                    KEUR_ARGUMENT(candidate->name), check->id);
    checks[count] = check;
    return true;
}

static bool copy_checks(struct candidate *candidate)
{
    const struct keur_check *const *given = candidate->copy->checks;
    size_t count = 0;
    while (given != NULL && given[count] != NULL)
        count++;
    const struct keur_check **checks =
        arena_allocate(candidate->plugins->arena, (count + 1) * sizeof(struct keur_check *));
    for (size_t i = 0; i < count; i++)
        if (!copy_check(candidate, given[i], checks, i))
            return false;
    candidate->copy->checks = checks;
    return true;
}

static bool copy_settings(struct candidate *candidate)
{
    const struct keur_setting *const *given = candidate->copy->settings;
    size_t count = 0;
    while (given != NULL && given[count] != NULL)
        count++;
    const struct keur_setting **settings =
        arena_allocate(candidate->plugins->arena, (count + 1) * sizeof(struct keur_setting *));
    size_t least = offsetof(struct keur_setting, shape) + sizeof(struct keur_option);
    for (size_t i = 0; i < count; i++) {
        if (given[i]->size < least)
            return fail(candidate,
                        "plugin '%.*s' is damaged: its setting %zu has %zu bytes, and %zu is the "
                        "least; set .size",
                        KEUR_ARGUMENT(candidate->name), i + 1, given[i]->size, least);
        settings[i] = copy_struct(candidate->plugins->arena, given[i], given[i]->size,
                                  sizeof(struct keur_setting));
    }
    candidate->copy->settings = settings;
    return true;
}

static bool candidate_load(struct candidate *candidate)
{
    if (!is_plugin_name(candidate->name))
        return fail(candidate,
                    "'%.*s' cannot be the name of a plugin: it has lower-case letters, digits and "
                    "'_', and no digit in front",
                    KEUR_ARGUMENT(candidate->name));
    return find_file(candidate) && open_file(candidate) && check_version(candidate) &&
           copy_plugin(candidate) && copy_checks(candidate) && copy_settings(candidate);
}

const struct keur_plugin *plugins_get(struct plugins *plugins, struct keur_text name,
                                      struct keur_text *ret_reason)
{
    struct entry *entry = plugins->first;
    while (entry != NULL && !keur_text_equals(entry->name, name))
        entry = entry->next;
    if (entry == NULL) {
        struct candidate candidate = {.plugins = plugins, .name = name};
        bool is_loaded = candidate_load(&candidate);
        entry = arena_allocate(plugins->arena, sizeof(*entry));
        entry->name = arena_copy(plugins->arena, name);
        entry->plugin = is_loaded ? candidate.copy : NULL;
        entry->reason = candidate.reason;
        entry->folder = candidate.folder;
        if (plugins->last == NULL)
            plugins->first = entry;
        else
            plugins->last->next = entry;
        plugins->last = entry;
    }
    if (entry->plugin == NULL)
        *ret_reason = entry->reason;
    return entry->plugin;
}

size_t plugins_folder(const struct plugins *plugins, const struct keur_plugin *plugin)
{
    const struct entry *entry = plugins->first;
    while (entry != NULL && entry->plugin != plugin)
        entry = entry->next;
    return entry == NULL ? plugins->folders.count : entry->folder;
}

const struct keur_plugin *plugins_loaded(const struct plugins *plugins, size_t i)
{
    for (const struct entry *entry = plugins->first; entry != NULL; entry = entry->next)
        if (entry->plugin != NULL && i-- == 0)
            return entry->plugin;
    return NULL;
}

/* ---- What there is -------------------------------------------------------------------- */

struct names {
    struct keur_text *items;
    size_t count, capacity;
};

static int compare_names(const void *a, const void *b)
{
    return keur_text_compare(*(const struct keur_text *)a, *(const struct keur_text *)b);
}

static void add_names(struct plugins *plugins, struct keur_text folder, struct names *names)
{
    struct keur_text real = path_real(plugins->arena, arena_string(plugins->arena, folder));
    if (real.length == 0)
        return;
    const struct folder *listing =
        folders_read(folders_new(plugins->arena, real), (struct keur_text){0});
    for (size_t i = 0; listing != NULL && i < listing->count; i++) {
        struct keur_text file = listing->entries[i].name;
        if (text_ends_with(file, ".so"))
            *ARRAY_PUSH(names) = text_slice(file, 0, file.length - strlen(".so"));
    }
}

struct keur_texts plugins_names(struct plugins *plugins)
{
    struct names names = {0};
    for (size_t i = 0; i < plugins->folders.count; i++)
        add_names(plugins, plugins->folders.items[i], &names);
    if (names.count > 1)
        qsort(names.items, names.count, sizeof(*names.items), compare_names);
    struct keur_text *unique = arena_allocate(plugins->arena, names.count * sizeof(*unique));
    size_t count = 0;
    for (size_t i = 0; i < names.count; i++)
        if (count == 0 || !keur_text_equals(unique[count - 1], names.items[i]))
            unique[count++] = names.items[i];
    ARRAY_FREE(&names);
    return (struct keur_texts){.items = unique, .count = count};
}

const struct keur_check *plugin_check(const struct keur_plugin *plugin, struct keur_text id)
{
    for (size_t i = 0; plugin->checks[i] != NULL; i++)
        if (text_is(id, plugin->checks[i]->id))
            return plugin->checks[i];
    return NULL;
}

const struct keur_setting *plugin_setting(const struct keur_plugin *plugin, struct keur_text key)
{
    for (size_t i = 0; plugin->settings[i] != NULL; i++)
        if (text_is(key, plugin->settings[i]->key))
            return plugin->settings[i];
    return NULL;
}

struct keur_texts plugin_checks(const struct keur_plugin *plugin, struct arena *arena)
{
    size_t count = 0;
    while (plugin->checks[count] != NULL)
        count++;
    struct keur_text *ids = arena_allocate(arena, count * sizeof(*ids));
    for (size_t i = 0; i < count; i++)
        ids[i] = text_of(plugin->checks[i]->id);
    return (struct keur_texts){.items = ids, .count = count};
}
