#include "load/config.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/array.h"
#include "base/file.h"
#include "base/folders.h"
#include "base/limits.h"
#include "base/text.h"
#include "load/explanations.h"
#include "load/setup.h"

/* A file that is being read, and the one that asked for it. */
struct open_file {
    struct keur_text path;
    const struct open_file *outer;
    size_t depth;
};

struct paths {
    struct keur_text *items;
    size_t count, capacity;
};

struct loader {
    const struct load_request *request;
    struct keur_text root;
    struct arena *arena;
    struct errors *errors;
    struct keur_text working_folder;
    struct placed *merged;
    struct shared *shared;
    struct paths done; /* each file counts once, where it is met first */
    const struct open_file *open;
    struct arena *scratch; /* what is read of a file and not kept */
};

static bool load_file(struct loader *loader, struct source *source, const struct placed *asking);

/* As the user would name a file: from the working folder, unless it is elsewhere. */
static struct keur_text shown_path(const struct loader *loader, struct keur_text path)
{
    struct keur_text relative = path_relative(loader->arena, loader->working_folder, path);
    return text_starts_with(relative, "../..") ? path : relative;
}

static struct keur_text real_path(const struct loader *loader, struct keur_text path)
{
    return path_real(loader->arena, arena_string(loader->arena, path));
}

static bool fail(struct loader *loader, const struct placed *asking, struct keur_text message)
{
    if (asking == NULL)
        return errors_add(loader->errors, "keur: %.*s", KEUR_ARGUMENT(message));
    return placed_error(loader->errors, &asking->is, "%.*s", KEUR_ARGUMENT(message));
}

/* ---- Packs ------------------------------------------------------------------------- */

struct keur_texts config_pack_folders(const struct load_request *request, struct arena *arena)
{
    static const char *const places[] = {"rules", "../share/keur/rules"};
    enum { PLACE_COUNT = sizeof(places) / sizeof(*places) };
    struct keur_text *folders = arena_allocate(arena, PLACE_COUNT * sizeof(*folders));
    for (size_t i = 0; i < PLACE_COUNT; i++)
        folders[i] = path_join(arena, request->program_folder, text_of(places[i]));
    return (struct keur_texts){folders, PLACE_COUNT};
}

static struct keur_texts pack_names(const struct loader *loader)
{
    struct paths names = {0};
    struct keur_texts folders = config_pack_folders(loader->request, loader->arena);
    for (size_t i = 0; i < folders.count; i++) {
        struct keur_text real = real_path(loader, folders.items[i]);
        if (real.length == 0)
            continue;
        const struct folder *listing =
            folders_read(folders_new(loader->arena, real), (struct keur_text){0});
        for (size_t j = 0; listing != NULL && j < listing->count; j++)
            if (listing->entries[j].type == ENTRY_FOLDER)
                *ARRAY_PUSH(&names) = listing->entries[j].name;
    }
    struct keur_text *copy = arena_allocate(loader->arena, names.count * sizeof(*copy));
    for (size_t i = 0; i < names.count; i++)
        copy[i] = names.items[i];
    struct keur_texts result = {.items = copy, .count = names.count};
    ARRAY_FREE(&names);
    return result;
}

struct keur_texts load_packs(struct keur_text program_folder, struct arena *arena)
{
    struct load_request request = {.program_folder = program_folder};
    struct loader loader = {.request = &request, .arena = arena};
    return pack_names(&loader);
}

static bool is_pack_name(struct keur_text name)
{
    for (size_t i = 0; i < name.length; i++) {
        char byte = name.bytes[i];
        bool is_letter = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
        if (!is_letter && (i == 0 || byte != '-'))
            return false;
    }
    return name.length > 0;
}

static bool fail_pack(struct loader *loader, const struct placed *asking, struct keur_text name)
{
    struct keur_setup setup = {.arena = loader->arena, .errors = loader->errors};
    struct keur_texts names = pack_names(loader);
    if (asking != NULL && (text_ends_with(name, ".yaml") || text_ends_with(name, ".yml")))
        return fail(loader, asking,
                    arena_format(loader->arena, "'%.*s' is no pack; write './%.*s' for a file",
                                 KEUR_ARGUMENT(name), KEUR_ARGUMENT(name)));
    if (asking == NULL)
        return setup_unknown_flag(&setup, "--extends", "pack", name, names);
    return setup_unknown(&setup, &asking->is, "pack", name, names);
}

static bool load_pack(struct loader *loader, const struct placed *asking, struct keur_text name)
{
    struct keur_texts folders = config_pack_folders(loader->request, loader->arena);
    if (!is_pack_name(name))
        return fail_pack(loader, asking, name);
    for (size_t i = 0; i < folders.count; i++) {
        struct keur_text path = arena_format(loader->arena, "%.*s/%.*s/pack.yaml",
                                             KEUR_ARGUMENT(folders.items[i]), KEUR_ARGUMENT(name));
        struct source *source = arena_allocate(loader->arena, sizeof(*source));
        source->path = real_path(loader, path);
        source->bound = path_folder(source->path);
        source->pack = name;
        source->is_pack = true;
        source->shared = loader->shared;
        if (source->path.length > 0)
            return load_file(loader, source, asking);
    }
    return fail_pack(loader, asking, name);
}

/* ---- One file -------------------------------------------------------------------------- */

/* A file beside the one that asks: `extends: ./x.yaml`, or what a pack includes. */
static bool load_beside(struct loader *loader, const struct placed *asking)
{
    struct source *source = arena_allocate(loader->arena, sizeof(*source));
    *source = *asking->source;
    source->path = placed_path(&asking->is, asking->is.text, loader->arena, loader->errors);
    if (source->path.length == 0)
        return false;
    if (!source->is_pack)
        source->pack = shown_path(loader, source->path);
    return load_file(loader, source, asking);
}

static bool is_path(struct keur_text name)
{
    return text_starts_with(name, "./") || text_starts_with(name, "../");
}

static bool extend(struct loader *loader, const struct placed *name)
{
    return is_path(name->is.text) ? load_beside(loader, name)
                                  : load_pack(loader, name, name->is.text);
}

/* Calls `load` for a text, or for each of a list. */
static bool each_name(struct loader *loader, const struct placed *names,
                      bool (*load)(struct loader *loader, const struct placed *name))
{
    bool is_fine = true;
    if (names->is.kind == KEUR_NULL)
        return true;
    if (names->is.kind == KEUR_STRING)
        return load(loader, names);
    if (names->is.kind != KEUR_SEQUENCE)
        return placed_error(loader->errors, &names->is, "'%.*s' takes a list of names",
                            KEUR_ARGUMENT(names->is.key));
    for (const struct placed *name = placed_first(names); name != NULL; name = placed_next(name)) {
        if (name->is.kind == KEUR_STRING)
            is_fine &= load(loader, name);
        else
            is_fine = placed_error(loader->errors, &name->is, "a name is expected here");
    }
    return is_fine;
}

/* `id: warning` is short for `id: { severity: warning }`. */
static void unfold_rules(const struct loader *loader, struct placed *map)
{
    const struct placed *rules = placed_find(map, TEXT("rules"));
    if (rules == NULL || rules->is.kind != KEUR_MAPPING)
        return;
    for (struct placed *rule = placed_first(rules); rule != NULL; rule = placed_next(rule)) {
        if (rule->is.kind == KEUR_NULL)
            rule->is.kind = KEUR_MAPPING; /* says nothing new */
        else if (rule->is.kind != KEUR_MAPPING && rule->is.kind != KEUR_SEQUENCE)
            placed_wrap(rule, TEXT("severity"), loader->arena);
    }
}

static bool load_named(struct loader *loader, struct placed *map)
{
    bool is_fine = true;
    const struct load_request *request = loader->request;
    struct placed *extends = placed_find(map, TEXT("extends"));
    struct placed *include = placed_find(map, TEXT("include"));
    bool is_outermost = loader->open->outer == NULL;
    if (is_outermost && request->extends.count > 0)
        for (size_t i = 0; i < request->extends.count; i++)
            is_fine &= load_pack(loader, NULL, request->extends.items[i]);
    else if (extends != NULL)
        is_fine &= each_name(loader, extends, extend);
    else if (is_outermost)
        is_fine &= load_pack(loader, NULL, TEXT("general"));
    if (include != NULL && !map->source->is_pack)
        is_fine = placed_key_error(loader->errors, &include->is,
                                   "only a pack can 'include'; use 'extends: [./file.yaml]'");
    else if (include != NULL)
        is_fine &= each_name(loader, include, load_beside);
    if (extends != NULL)
        placed_remove(extends);
    if (include != NULL)
        placed_remove(include);
    return is_fine;
}

/* A key with nothing behind it, such as `rules:` above lines that are all comments, says nothing.
 */
static void drop_empty(struct placed *map)
{
    struct placed *next;
    for (struct placed *child = placed_first(map); child != NULL; child = next) {
        next = placed_next(child);
        if (child->is.kind == KEUR_NULL)
            placed_remove(child);
    }
}

/* What a map says counts over all that it extends. */
static bool load_map(struct loader *loader, struct placed *map, struct keur_text path)
{
    struct open_file open = {
        .path = path,
        .outer = loader->open,
        .depth = loader->open != NULL ? loader->open->depth + 1 : 1,
    };
    if (map->is.kind != KEUR_MAPPING && map->is.kind != KEUR_NULL)
        return placed_error(loader->errors, &map->is,
                            "a configuration is a map with keys such as 'extends' and 'rules'");
    loader->open = &open;
    drop_empty(map);
    unfold_rules(loader, map);
    bool is_fine = load_named(loader, map);
    loader->open = open.outer;
    placed_merge(loader->merged, map, loader->arena);
    return is_fine;
}

static bool load_parts(struct loader *loader, const struct source *source)
{
    struct keur_span said = {0, source->text.length};
    if (source->is_pack)
        said.end = explanations_begin(source->text);
    struct placed *map = placed_read_part(source, said, loader->arena, loader->errors);
    if (map == NULL || !load_map(loader, map, source->path))
        return false;
    return said.end == source->text.length || !loader->request->with_explanations ||
           explanations_merge(source, loader->merged, loader->arena, loader->errors);
}

/* What a pack explains is most of its bytes, and no run needs it. */
static bool read_file(struct loader *loader, struct source *source)
{
    bool is_part = source->is_pack && !loader->request->with_explanations;
    bool is_read =
        file_read(arena_string(loader->arena, source->path), LIMIT_CONFIG_BYTES,
                  is_part ? loader->scratch : loader->arena, &source->text, loader->errors);
    if (is_read && is_part)
        source->text = arena_copy(loader->arena,
                                  text_slice(source->text, 0, explanations_begin(source->text)));
    arena_reset(loader->scratch);
    return is_read;
}

static bool load_file(struct loader *loader, struct source *source, const struct placed *asking)
{
    for (const struct open_file *open = loader->open; open != NULL; open = open->outer)
        if (keur_text_equals(open->path, source->path) && asking != NULL)
            return fail(loader, asking,
                        TEXT("this leads back to a file that extends this one; files cannot "
                             "extend each other in a circle"));
    for (size_t i = 0; i < loader->done.count; i++)
        if (keur_text_equals(loader->done.items[i], source->path))
            return true;
    *ARRAY_PUSH(&loader->done) = source->path;
    if (loader->open != NULL && loader->open->depth >= LIMIT_EXTENDS_DEPTH)
        return fail(loader, asking,
                    arena_format(loader->arena, "more than %d files extend each other in a row",
                                 LIMIT_EXTENDS_DEPTH));
    if (!read_file(loader, source))
        return false;
    source->shown = shown_path(loader, source->path);
    return load_parts(loader, source);
}

/* ---- The outermost file ------------------------------------------------------------------ */

static bool load_project_file(struct loader *loader, struct keur_text path)
{
    struct source *source = arena_allocate(loader->arena, sizeof(*source));
    source->path = real_path(loader, path);
    source->shared = loader->shared;
    if (source->path.length == 0)
        return errors_add(loader->errors, "keur: cannot read '%.*s': there is no such file",
                          KEUR_ARGUMENT(path));
    struct keur_text root = real_path(loader, loader->root), below;
    bool is_below = root.length > 0 && path_below(root, source->path, &below);
    if (!is_below && loader->request->config.length == 0)
        return errors_add(loader->errors,
                          "keur: '%.*s' is a link that leaves the project; name the file with "
                          "--config",
                          KEUR_ARGUMENT(path));
    /* A configuration from elsewhere that the user named speaks for its own folder. */
    source->bound = is_below ? root : path_folder(source->path);
    source->shown = source->pack = shown_path(loader, source->path);
    return load_file(loader, source, NULL);
}

static bool load_outermost(struct loader *loader)
{
    const struct load_request *request = loader->request;
    struct keur_text path = path_join(loader->arena, loader->root, TEXT(".keur.yaml"));
    if (!request->no_config && request->config.length > 0)
        return load_project_file(loader, request->config);
    if (!request->no_config && file_type(path.bytes) != FILE_ABSENT)
        return load_project_file(loader, path);
    struct placed *empty = arena_allocate(loader->arena, sizeof(*empty));
    empty->is.kind = empty->is.yaml11_kind = KEUR_MAPPING;
    return load_map(loader, empty, path);
}

struct placed *config_load(const struct load_request *request, struct keur_text root,
                           struct arena *arena, struct errors *errors)
{
    struct loader loader = {.request = request, .root = root, .arena = arena, .errors = errors};
    loader.working_folder = path_real(arena, ".");
    loader.shared = arena_allocate(arena, sizeof(*loader.shared));
    loader.shared->arena = arena;
    loader.merged = arena_allocate(arena, sizeof(*loader.merged));
    loader.merged->is.kind = loader.merged->is.yaml11_kind = KEUR_MAPPING;
    loader.scratch = arena_new();
    bool is_fine = load_outermost(&loader);
    ARRAY_FREE(&loader.done);
    arena_free(loader.scratch);
    return is_fine ? loader.merged : NULL;
}
