#include "load/load.h"

#include "base/file.h"
#include "base/folders.h"
#include "base/glob.h"
#include "base/limits.h"
#include "base/lines.h"
#include "base/refs.h"
#include "base/text.h"
#include "load/config.h"
#include "load/grammar.h"
#include "load/loading.h"
#include "load/named.h"
#include "load/options.h"

/* What a whole configuration can say; config.c has used up the first two. */
struct config_form {
    struct limits_form {
        int64_t seconds, memory;
    } limits;
    const struct keur_value *extends, *include;
    struct keur_texts ignore;
    struct keur_text baseline;
    const struct keur_value *dialects, *documents, *schemas, *rules, *overrides;
};

static const struct keur_option limits_fields[] = {
    {.name = "seconds",
     .type = KEUR_OPTION_INTEGER,
     .offset = offsetof(struct limits_form, seconds)},
    {.name = "memory", .type = KEUR_OPTION_INTEGER, .offset = offsetof(struct limits_form, memory)},
    {0},
};
const struct keur_option config_fields[] = {
    {.name = "limits",
     .type = KEUR_OPTION_RECORD,
     .offset = offsetof(struct config_form, limits),
     .fields = limits_fields,
     .fields_size = sizeof(struct limits_form)},
    {.name = "extends", .type = KEUR_OPTION_TREE, .offset = offsetof(struct config_form, extends)},
    {.name = "include", .type = KEUR_OPTION_TREE, .offset = offsetof(struct config_form, include)},
    {.name = "ignore", .type = KEUR_OPTION_TEXTS, .offset = offsetof(struct config_form, ignore)},
    {.name = "baseline",
     .type = KEUR_OPTION_TEXT,
     .offset = offsetof(struct config_form, baseline)},
    {.name = "dialects",
     .type = KEUR_OPTION_TREE,
     .offset = offsetof(struct config_form, dialects)},
    {.name = "documents",
     .type = KEUR_OPTION_TREE,
     .offset = offsetof(struct config_form, documents)},
    {.name = "schemas",
     .summary = "files for addresses that documents and schemas name: nothing is fetched",
     .type = KEUR_OPTION_TREE,
     .offset = offsetof(struct config_form, schemas)},
    {.name = "rules", .type = KEUR_OPTION_TREE, .offset = offsetof(struct config_form, rules)},
    {.name = "overrides",
     .type = KEUR_OPTION_TREE,
     .offset = offsetof(struct config_form, overrides)},
    {0},
};

static bool read_dialects(const struct loading *loading, const struct keur_value *map)
{
    if (map == NULL)
        return true;
    if (map->kind != KEUR_MAPPING)
        return placed_error(loading->errors, map,
                            "'dialects' takes a map from globs to names of dialects");
    struct dialect_glob *globs = arena_allocate(loading->arena, map->child_count * sizeof(*globs));
    size_t count = 0;
    bool is_fine = true;
    for (const struct keur_value *child = map->first_child; child != NULL; child = child->next) {
        globs[count].glob = child->key;
        globs[count].dialect = dialect_read(loading, child);
        is_fine &= globs[count++].dialect != 0;
    }
    loading->project->dialects = globs;
    loading->project->dialect_count = count;
    return is_fine;
}

/* A configuration does not make us write outside its project. */
static bool read_baseline(const struct loading *loading, struct keur_text path)
{
    struct keur_text normal = path_normalize(loading->arena, path);
    if (path.length > 0 && (text_starts_with(normal, "/") || text_starts_with(normal, "..")))
        return placed_error(loading->errors, keur_value_find(&loading->config->is, "baseline"),
                            "'baseline' takes the path of a file within the project");
    loading->project->baseline = path.length > 0 ? normal : path;
    return true;
}

/* `given` is 0 when nothing is said. */
static bool check_limit(const struct loading *loading, const char *key, int64_t given, int64_t most)
{
    const struct keur_value *limits = keur_value_find(&loading->config->is, "limits");
    const struct keur_value *value = keur_value_find(limits, key);
    return value == NULL || (given >= 1 && given <= most) ||
           placed_error(loading->errors, value, "'%s' takes a number from 1 to %jd", key,
                        (intmax_t)most);
}

static bool read_limits(const struct loading *loading, const struct limits_form *form)
{
    struct project_limits *limits = &loading->project->limits;
    bool is_fine = check_limit(loading, "seconds", form->seconds, LIMIT_MOST_SECONDS);
    is_fine &= check_limit(loading, "memory", form->memory, LIMIT_MOST_MIB);
    limits->seconds = form->seconds > 0 ? (unsigned)form->seconds : LIMIT_PLUGIN_SECONDS;
    limits->memory = (size_t)(form->memory > 0 ? form->memory : LIMIT_WORKER_MIB) << 20;
    return is_fine;
}

/* The files are read when a document or a schema names their address. */
static bool read_schemas(const struct loading *loading, const struct keur_value *map)
{
    loading->project->schemas = map;
    return map == NULL || map->kind == KEUR_MAPPING ||
           placed_error(loading->errors, map,
                        "'schemas' takes a map from addresses, as '$schema' and '$ref' have them, "
                        "to files");
}

static bool read_top(struct loading *loading)
{
    struct config_form form = {0};
    struct keur_setup setup = {
        .arena = loading->arena, .errors = loading->errors, .place = &loading->config->is};
    bool is_fine =
        options_fill(&setup, config_fields, &loading->config->is, OPTIONS_REFUSE_UNKNOWN, &form);
    loading->project->ignore = form.ignore;
    is_fine &= read_baseline(loading, form.baseline);
    is_fine &= read_limits(loading, &form.limits);
    is_fine &= read_schemas(loading, form.schemas);
    return read_dialects(loading, form.dialects) && is_fine;
}

/* Where plugins are looked for: what the user named, then the installation. */
static struct keur_texts plugin_folders(const struct load_request *request, struct arena *arena)
{
    static const char *const places[] = {"plugins", "../lib/keur/plugins"};
    size_t place_count = sizeof(places) / sizeof(*places), count = 0;
    struct keur_text *folders =
        arena_allocate(arena, (request->plugin_dirs.count + place_count) * sizeof(*folders));
    for (size_t i = 0; i < request->plugin_dirs.count; i++)
        folders[count++] = request->plugin_dirs.items[i];
    for (size_t i = 0; i < place_count; i++)
        folders[count++] =
            path_normalize(arena, path_join(arena, request->program_folder, text_of(places[i])));
    return (struct keur_texts){.items = folders, .count = count};
}

/* Findings may point into packs, and into a configuration from elsewhere. */
static struct keur_texts readable_folders(const struct load_request *request, struct keur_text root,
                                          struct arena *arena)
{
    struct keur_texts packs = config_pack_folders(request, arena);
    struct keur_text *folders = arena_allocate(arena, (packs.count + 2) * sizeof(*folders));
    size_t count = 0;
    folders[count++] = root;
    for (size_t i = 0; i < packs.count; i++)
        folders[count++] = packs.items[i];
    if (request->config.length > 0)
        folders[count++] = arena_copy(arena, path_folder(request->config));
    return (struct keur_texts){folders, count};
}

static void open_project(struct project *project, const struct load_request *request,
                         struct keur_text root, struct arena *arena)
{
    project->root = arena_copy(arena, root);
    project->readable = readable_folders(request, project->root, arena);
    project->working_folder = path_real(arena, ".");
    project->folders = folders_new(arena, project->root);
    project->refs = refs_new(arena, project->root);
    if (request->known != NULL)
        folders_limit(project->folders, *request->known);
    if (request->past != NULL)
        folders_turn_back(project->folders, request->past);
    project->named = named_new(arena);
}

bool load_project(const struct load_request *request, struct keur_text root, struct arena *arena,
                  struct project **ret_project, struct errors *errors)
{
    struct project *project = arena_allocate(arena, sizeof(*project));
    struct loading *loading = arena_allocate(arena, sizeof(*loading));
    *loading = (struct loading){
        .request = request,
        .arena = arena,
        .errors = errors,
        .trusts_packs = !request->with_settings,
        .project = project,
    };
    open_project(project, request, root, arena);
    project->loading = loading;
    loading->plugins = plugins_new(arena, plugin_folders(request, arena), PLUGIN_WINDOW);
    loading->config = config_load(request, project->root, arena, errors);
    if (loading->config == NULL)
        return false;
    site_read(loading);
    bool is_fine = read_top(loading);
    is_fine &= types_read(loading);
    is_fine &= rules_read(loading);
    if (!is_fine || !overrides_read(loading) || !rules_select(loading))
        return false;
    /* Settings of a plugin that cannot be loaded would all be unknown. */
    if (!rules_bind(loading) || !types_bind(loading))
        return false;
    loading->request = NULL; /* it ends before the project does, and so do the errors */
    loading->errors = NULL;
    *ret_project = project;
    return true;
}

/* ---- How a document is read ------------------------------------------------------------- */

static bool is_of_site(const struct project *project, struct keur_text path)
{
    struct keur_text docs = project->docs_dir;
    if (!project->has_site)
        return false;
    for (size_t i = 0; i < project->auto_append.count; i++)
        if (keur_text_equals(project->auto_append.items[i], path))
            return true;
    return text_is(docs, ".") || (path.length > docs.length && path.bytes[docs.length] == '/' &&
                                  keur_text_equals(text_slice(path, 0, docs.length), docs));
}

static enum keur_dialect dialect_of(const struct project *project, struct keur_text path,
                                    const struct document_type *type, struct keur_text *ret_reason)
{
    *ret_reason = TEXT("document type");
    if (type != NULL && type->dialect != 0)
        return type->dialect;
    for (size_t i = project->dialect_count; i-- > 0;)
        if (glob_matches(project->dialects[i].glob, path)) {
            *ret_reason = project->dialects[i].glob;
            return project->dialects[i].dialect;
        }
    bool is_page = is_of_site(project, path);
    *ret_reason = is_page ? TEXT("mkdocs.yml") : TEXT("default");
    return is_page ? KEUR_DIALECT_PYTHON_MARKDOWN : KEUR_DIALECT_GFM;
}

struct reading load_reading(const struct project *project, struct keur_text path,
                            const struct document_type *type)
{
    struct keur_text reason;
    struct reading reading = {.dialect = dialect_of(project, path, type, &reason),
                              .has_prose = project->reads_prose};
    if (reading.dialect == KEUR_DIALECT_PYTHON_MARKDOWN) {
        reading.extensions = project->extensions;
        reading.slugs = project->slugs;
    }
    return reading;
}

struct keur_text load_dialect_reason(const struct project *project, struct keur_text path,
                                     const struct document_type *type)
{
    struct keur_text reason;
    dialect_of(project, path, type, &reason);
    return reason;
}

/* ---- Where settings come from ------------------------------------------------------------- */

struct keur_text load_place(const struct keur_value *said, struct arena *arena)
{
    const struct source *source = placed_of(said)->source;
    if (source == NULL)
        return TEXT("default");
    bool has_key = said->key_span.end > said->key_span.begin;
    struct lines lines = lines_index(source->text, arena);
    struct position position = lines_position(
        &lines, has_key ? said->key_span.begin : said->span.begin, COLUMN_CODE_POINT);
    if (!source->is_pack)
        return arena_format(arena, "%.*s:%zu:%zu", KEUR_ARGUMENT(source->shown), position.line,
                            position.column);
    struct keur_text name = path_name(source->path);
    return arena_format(arena, "pack %.*s, %.*s:%zu:%zu", KEUR_ARGUMENT(source->pack),
                        KEUR_ARGUMENT(name), position.line, position.column);
}

const struct keur_value *load_replaced(const struct keur_value *said)
{
    const struct placed *replaced = placed_of(said)->replaced;
    return replaced == NULL ? NULL : &replaced->is;
}
