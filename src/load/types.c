/* `documents:` -> document types, with the settings of plugins that they carry. */
#include <string.h>

#include "base/array.h"
#include "base/glob.h"
#include "base/text.h"
#include "load/grammar.h"
#include "load/loading.h"
#include "load/options.h"

/* A type as it is written; other keys are settings of plugins. */
struct type_form {
    struct keur_texts files, has_key, lacks_key;
    struct keur_text dialect;
};

const struct keur_option type_fields[] = {
    {.name = "files",
     .summary = "a list of globs such as \"docs/**/*.md\"",
     .type = KEUR_OPTION_TEXTS,
     .offset = offsetof(struct type_form, files),
     .is_required = true},
    {.name = "has-key", .type = KEUR_OPTION_TEXTS, .offset = offsetof(struct type_form, has_key)},
    {.name = "lacks-key",
     .type = KEUR_OPTION_TEXTS,
     .offset = offsetof(struct type_form, lacks_key)},
    {.name = "dialect", .type = KEUR_OPTION_TEXT, .offset = offsetof(struct type_form, dialect)},
    {0},
};

/* ---- Reading --------------------------------------------------------------------------- */

enum keur_dialect dialect_read(const struct loading *loading, const struct keur_value *name)
{
    static const struct keur_text names[] = {
        [KEUR_DIALECT_COMMONMARK - 1] = {"commonmark", 10},
        [KEUR_DIALECT_GFM - 1] = {"gfm", 3},
        [KEUR_DIALECT_PYTHON_MARKDOWN - 1] = {"python-markdown", 15},
    };
    size_t count = sizeof(names) / sizeof(*names);
    for (size_t i = 0; i < count; i++)
        if (keur_text_equals(name->text, names[i]))
            return (enum keur_dialect)(i + 1);
    struct keur_setup setup = {.arena = loading->arena, .errors = loading->errors};
    setup_unknown(&setup, name, "dialect", name->text,
                  (struct keur_texts){.items = names, .count = count});
    return 0;
}

static bool read_type(const struct loading *loading, const struct keur_value *map,
                      struct document_type *type)
{
    struct type_form form = {0};
    struct keur_setup setup = {.arena = loading->arena, .errors = loading->errors, .place = map};
    if (!options_fill(&setup, type_fields, map, OPTIONS_LEAVE_UNKNOWN, &form))
        return false;
    type->name = map->key;
    type->said = map;
    type->files = globs_read(form.files, loading->arena);
    type->has_key = form.has_key;
    type->lacks_key = form.lacks_key;
    if (form.dialect.length > 0)
        type->dialect = dialect_read(loading, keur_value_find(map, "dialect"));
    return form.dialect.length == 0 || type->dialect != 0;
}

static const struct placed *documents_map(const struct loading *loading)
{
    return placed_find(loading->config, TEXT("documents"));
}

bool types_read(struct loading *loading)
{
    const struct placed *map = documents_map(loading);
    if (map == NULL || map->is.kind == KEUR_NULL)
        return true;
    if (map->is.kind != KEUR_MAPPING)
        return placed_error(loading->errors, &map->is,
                            "'documents' takes a map of document types by name");
    struct document_type *types =
        arena_allocate(loading->arena, map->is.child_count * sizeof(*types));
    bool is_fine = true;
    size_t count = 0;
    for (const struct placed *each = placed_first(map); each != NULL; each = placed_next(each))
        if (each->is.kind != KEUR_NULL)
            is_fine &= read_type(loading, &each->is, &types[count++]);
    loading->project->types = loading->types = types;
    loading->project->type_count = count;
    return is_fine;
}

static bool is_type(const struct project *project, struct keur_text name)
{
    for (size_t i = 0; i < project->type_count; i++)
        if (keur_text_equals(project->types[i].name, name))
            return true;
    return false;
}

static struct keur_texts type_names(const struct loading *loading)
{
    size_t count = loading->project->type_count;
    struct keur_text *names = arena_allocate(loading->arena, count * sizeof(*names));
    for (size_t i = 0; i < count; i++)
        names[i] = loading->project->types[i].name;
    return (struct keur_texts){.items = names, .count = count};
}

bool types_know(const struct loading *loading, const struct keur_value *place,
                struct keur_texts names)
{
    struct keur_setup setup = {.arena = loading->arena, .errors = loading->errors, .place = place};
    bool is_fine = true;
    for (size_t i = 0; i < names.count; i++)
        if (!is_type(loading->project, names.items[i]))
            is_fine =
                setup_unknown(&setup, place, "document type", names.items[i], type_names(loading));
    return is_fine;
}

/* ---- Settings ----------------------------------------------------------------------------- */

struct settings {
    struct type_setting *items;
    size_t count, capacity;
};

static bool fill_setting(struct loading *loading, const struct keur_plugin *plugin,
                         const struct keur_setting *setting, const struct keur_value *value,
                         struct settings *settings)
{
    struct keur_setup setup = {.arena = loading->arena,
                               .errors = loading->errors,
                               .place = value,
                               .root = loading->project->root,
                               .folders = loading->project->folders,
                               .schemas = loading->project->schemas};
    size_t before = loading->errors->count;
    void *filled = arena_allocate(loading->arena, options_size(&setting->shape));
    if (!options_fill_one(&setup, &setting->shape, value, filled))
        return false;
    const void *prepared = setting->prepare != NULL ? setting->prepare(&setup, filled) : filled;
    *ARRAY_PUSH(settings) =
        (struct type_setting){.plugin = plugin, .key = value->key, .prepared = prepared};
    return loading->errors->count == before;
}

/* What a type can say: our own keys, and the settings of every plugin there is. */
static struct keur_texts known_keys(struct loading *loading)
{
    const struct keur_plugin *plugin;
    size_t count = sizeof(type_fields) / sizeof(*type_fields) - 1;
    for (size_t i = 0; (plugin = plugins_loaded(loading->plugins, i)) != NULL; i++)
        for (size_t j = 0; plugin->settings[j] != NULL; j++)
            count++;
    struct keur_text *keys = arena_allocate(loading->arena, count * sizeof(*keys));
    count = 0;
    for (const struct keur_option *field = type_fields; field->name != NULL; field++)
        keys[count++] = text_of(field->name);
    for (size_t i = 0; (plugin = plugins_loaded(loading->plugins, i)) != NULL; i++)
        for (size_t j = 0; plugin->settings[j] != NULL; j++)
            keys[count++] = text_of(plugin->settings[j]->key);
    return (struct keur_texts){.items = keys, .count = count};
}

/* It may belong to a plugin that no rule needs now. */
static bool check_key(struct loading *loading, const struct keur_value *value)
{
    if (loading->trusts_packs && placed_of(value)->source->is_pack)
        return true;
    struct keur_texts names = plugins_names(loading->plugins);
    for (size_t i = 0; i < names.count; i++) {
        struct keur_text reason;
        const struct keur_plugin *plugin = plugins_get(loading->plugins, names.items[i], &reason);
        if (plugin != NULL && plugin_setting(plugin, value->key) != NULL)
            return true;
    }
    struct keur_setup setup = {.arena = loading->arena, .errors = loading->errors, .place = value};
    return setup_unknown(&setup, value, "key of a document type", value->key, known_keys(loading));
}

/* Two plugins may read the same key: each gets its own. */
static bool bind_key(struct loading *loading, const struct keur_value *value,
                     struct settings *settings)
{
    const struct keur_plugin *plugin;
    bool is_known = false, is_fine = true;
    for (size_t i = 0; (plugin = plugins_loaded(loading->plugins, i)) != NULL; i++) {
        const struct keur_setting *setting = plugin_setting(plugin, value->key);
        if (setting == NULL)
            continue;
        is_known = true;
        if (value->kind != KEUR_NULL)
            is_fine &= fill_setting(loading, plugin, setting, value, settings);
    }
    return is_known ? is_fine : check_key(loading, value);
}

static bool bind_type(struct loading *loading, struct document_type *type)
{
    bool is_fine = true;
    struct settings settings = {0};
    type->is_bound = true;
    for (const struct keur_value *child = type->said->first_child; child != NULL;
         child = child->next)
        if (!options_know(type_fields, child->key))
            is_fine &= bind_key(loading, child, &settings);
    struct type_setting *kept = arena_allocate(loading->arena, settings.count * sizeof(*kept));
    if (settings.count > 0)
        memcpy(kept, settings.items, settings.count * sizeof(*kept));
    type->settings = kept;
    type->setting_count = settings.count;
    ARRAY_FREE(&settings);
    return is_fine;
}

/* Most projects have no documents of most types. */
static bool may_wait(const struct loading *loading, const struct document_type *type)
{
    return loading->trusts_packs && placed_is_of_packs(placed_of(type->said));
}

bool types_bind(struct loading *loading)
{
    bool is_fine = true;
    for (size_t i = 0; i < loading->project->type_count; i++)
        if (!may_wait(loading, &loading->types[i]))
            is_fine &= bind_type(loading, &loading->types[i]);
    return is_fine;
}

static void bind_late(const struct project *project, const struct document_type *type,
                      struct errors *errors)
{
    struct loading loading = *project->loading;
    loading.errors = errors;
    bind_type(&loading, &loading.types[type - project->types]);
}

void load_type_settings(const struct project *project, struct keur_text name, struct errors *errors)
{
    for (size_t i = 0; i < project->type_count && name.length > 0; i++)
        if (!project->types[i].is_bound && keur_text_equals(project->types[i].name, name))
            bind_late(project, &project->types[i], errors);
}

/* ---- Which type a document has ----------------------------------------------------------------
 */

static bool has_any_key(const struct keur_value *front_matter, struct keur_texts keys)
{
    for (size_t i = 0; front_matter != NULL && i < keys.count; i++)
        for (const struct keur_value *child = front_matter->first_child; child != NULL;
             child = child->next)
            if (keur_text_equals(child->key, keys.items[i]))
                return true;
    return false;
}

static bool is_of_type(const struct document_type *type, struct keur_text path,
                       const struct keur_value *front_matter)
{
    return (type->has_key.count == 0 || has_any_key(front_matter, type->has_key)) &&
           !has_any_key(front_matter, type->lacks_key) && globs_match(&type->files, path);
}

/* The glob that lets the path in. */
static struct keur_text matching_glob(const struct document_type *type, struct keur_text path)
{
    for (size_t i = type->files.texts.count; i-- > 0;)
        if (glob_matches(type->files.texts.items[i], path))
            return type->files.texts.items[i];
    return (struct keur_text){0};
}

bool load_document_type(const struct project *project, struct keur_text path,
                        const struct keur_value *front_matter,
                        const struct document_type **ret_type, struct errors *errors)
{
    const struct document_type *found = NULL;
    for (size_t i = 0; i < project->type_count; i++) {
        const struct document_type *type = &project->types[i];
        if (!is_of_type(type, path, front_matter))
            continue;
        if (found == NULL) {
            found = type;
            continue;
        }
        struct keur_text first = matching_glob(found, path), second = matching_glob(type, path);
        return errors_add(errors,
                          "keur: %.*s is of two document types, '%.*s' by the glob '%.*s' and "
                          "'%.*s' by the glob '%.*s'; take it out of one with a glob that begins "
                          "with '!', or tell them apart with has-key",
                          KEUR_ARGUMENT(path), KEUR_ARGUMENT(found->name), KEUR_ARGUMENT(first),
                          KEUR_ARGUMENT(type->name), KEUR_ARGUMENT(second));
    }
    if (found != NULL && !found->is_bound)
        bind_late(project, found, errors);
    *ret_type = found;
    return true;
}

/* ---- A path for the examples of rules
 * ------------------------------------------------------------ */

/* A path that the glob lets in: stars become words, folders at any depth none. */
static struct keur_text path_of_glob(struct keur_text glob, struct arena *arena)
{
    struct buffer path = {0};
    for (size_t at = 0; at < glob.length; at++) {
        if (text_starts_with(text_slice(glob, at, glob.length), "**/"))
            at += 2;
        else if (glob.bytes[at] == '*')
            buffer_add(&path, TEXT("example"));
        else if (glob.bytes[at] == '[')
            return (struct keur_text){0};
        else if (glob.bytes[at] == '?')
            buffer_add_byte(&path, 'x');
        else
            buffer_add_byte(&path, glob.bytes[at]);
    }
    struct keur_text copy = arena_copy(arena, buffer_text(&path));
    buffer_free(&path);
    return copy;
}

struct keur_text type_example_path(const struct project *project, struct keur_text type,
                                   struct arena *arena)
{
    for (size_t i = 0; i < project->type_count; i++) {
        const struct document_type *each = &project->types[i];
        for (size_t j = 0; keur_text_equals(each->name, type) && j < each->files.texts.count; j++) {
            struct keur_text path = path_of_glob(each->files.texts.items[j], arena);
            if (path.length > 0 && globs_match(&each->files, path))
                return path;
        }
    }
    return (struct keur_text){0};
}
