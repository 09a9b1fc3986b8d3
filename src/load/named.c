#include "load/named.h"

#include "base/file.h"
#include "base/folders.h"
#include "base/limits.h"
#include "base/text.h"
#include "load/load.h"
#include "load/placed.h"
#include "load/setup.h"

/* One file and one maker; with an arena of its own, so that it can be let go of. */
struct named_file {
    struct arena *arena; /* NULL: this place is free */
    struct keur_text name;
    keur_maker *make;
    const void *made;
    struct keur_text mistake; /* where nothing was made */
    size_t turn;              /* of the last document that named it */
};
struct named_files {
    struct arena *arena;   /* of `from` */
    struct keur_text from; /* the document at hand */
    size_t turn;           /* of documents that name files */
    struct named_file files[LIMIT_NAMED_FILES];
};

static void named_free(void *what)
{
    struct named_files *named = what;
    for (size_t i = 0; i < LIMIT_NAMED_FILES; i++)
        arena_free(named->files[i].arena);
    arena_free(named->arena);
}

struct named_files *named_new(struct arena *arena)
{
    struct named_files *named = arena_allocate(arena, sizeof *named);
    arena_at_end(arena, named_free, named);
    return named;
}

/* ---- Which file ---- */

static bool is_address(struct keur_text name)
{
    size_t at = 0;
    while (at < name.length && name.bytes[at] != ':' && name.bytes[at] != '/')
        at++;
    return at > 0 && at < name.length && name.bytes[at] == ':';
}

/* From the project root; an address stays what it is. */
static struct keur_text full_name(const struct project *project, struct keur_text from,
                                  struct keur_text name, struct arena *arena)
{
    if (is_address(name) ||
        (project->schemas != NULL && placed_find(placed_of(project->schemas), name) != NULL))
        return name;
    if (text_starts_with(name, "/"))
        return path_normalize(arena, text_slice(name, 1, name.length));
    return path_normalize(arena, path_join(arena, path_folder(from), name));
}

/* The path of a file that is there, of this exact case, and within the project when all links are
 * followed; else empty. */
static struct keur_text real_path(const struct project *project, struct keur_text path,
                                  struct arena *arena)
{
    struct keur_text below;
    if (folders_find(project->folders, path) != KEUR_FILE)
        return TEXT("");
    struct keur_text joined = path_join(arena, project->root, path);
    if (folders_past_of(project->folders, path) != NULL)
        return joined; /* it was there */
    struct keur_text real = path_real(arena, joined.bytes);
    return real.length > 0 && path_below(project->root, real, &below) ? real : TEXT("");
}

/* Without the words of the system, which name the folders of this machine. */
static bool read_text(const struct project *project, struct source *source, struct arena *arena)
{
    struct errors errors = {0};
    bool was_there = folders_past_of(project->folders, source->shown) != NULL;
    bool is_read = was_there ? folders_read_file(project->folders, source->shown,
                                                 LIMIT_CONFIG_BYTES, arena, &source->text, &errors)
                             : file_read(source->path.bytes, LIMIT_CONFIG_BYTES, arena,
                                         &source->text, &errors);
    errors_free(&errors);
    return is_read;
}

static const struct keur_value *read_root(keur_setup *setup, const struct project *project,
                                          struct keur_text name)
{
    const struct keur_value *given = keur_setup_schema(setup, name);
    if (given != NULL || setup->errors->count > 0)
        return given;
    if (is_address(name)) {
        errors_add(setup->errors,
                   "nothing is fetched, and the configuration has no file for it: name one in "
                   ".keur.yaml, schemas: {\"%.*s\": FILE}",
                   KEUR_ARGUMENT(name));
        return NULL;
    }
    struct source *source = arena_allocate(setup->arena, sizeof *source);
    source->path = real_path(project, name, setup->arena);
    source->shown = name;
    source->bound = project->root;
    source->is_json = text_ends_with(name, ".json");
    if (source->path.length == 0)
        errors_add(setup->errors,
                   text_starts_with(name, "../") ? "'%.*s' lies outside the project"
                                                 : "there is no file '%.*s' in the project",
                   KEUR_ARGUMENT(name));
    else if (!read_text(project, source, setup->arena))
        errors_add(setup->errors, "'%.*s' cannot be read, or has more than %d bytes",
                   KEUR_ARGUMENT(name), LIMIT_CONFIG_BYTES);
    if (setup->errors->count > 0)
        return NULL;
    const struct placed *root = placed_read(source, setup->arena, setup->errors);
    return root == NULL ? NULL : &root->is;
}

/* ---- What is made of it ---- */

static void make_file(struct named_file *file, const struct project *project)
{
    struct errors errors = {0};
    keur_setup setup = {.arena = file->arena,
                        .errors = &errors,
                        .root = project->root,
                        .folders = project->folders,
                        .schemas = project->schemas};
    setup.place = read_root(&setup, project, file->name);
    if (setup.place != NULL)
        file->made = file->make(&setup, setup.place);
    if (errors.count > 0) {
        file->made = NULL;
        file->mistake = arena_copy(file->arena, text_of(errors.items[0]));
    }
    errors_free(&errors);
}

static void begin_turn(struct named_files *named, struct keur_text from)
{
    if (named->turn > 0 && keur_text_equals(named->from, from))
        return;
    if (named->arena == NULL)
        named->arena = arena_new();
    arena_reset(named->arena);
    named->from = arena_copy(named->arena, from);
    named->turn++;
}

/* The one that is known, or the place of one that no document has named for longest; NULL when this
 * document names too many. */
static struct named_file *find_place(struct named_files *named, struct keur_text name,
                                     keur_maker *make)
{
    struct named_file *oldest = &named->files[0];
    for (size_t i = 0; i < LIMIT_NAMED_FILES; i++) {
        struct named_file *file = &named->files[i];
        if (file->arena != NULL && file->make == make && keur_text_equals(file->name, name))
            return file;
        if (file->turn < oldest->turn)
            oldest = file;
    }
    if (oldest->turn == named->turn)
        return NULL;
    arena_free(oldest->arena);
    *oldest = (struct named_file){.make = make};
    return oldest;
}

const void *load_named_file(const struct project *project, struct keur_text from,
                            struct keur_text name, keur_maker *make, struct arena *arena,
                            struct keur_text *ret_mistake)
{
    struct keur_text full = full_name(project, from, name, arena);
    begin_turn(project->named, from);
    struct named_file *file = find_place(project->named, full, make);
    if (file == NULL) {
        *ret_mistake =
            arena_format(arena, "a document names no more than %d files", LIMIT_NAMED_FILES);
        return NULL;
    }
    file->turn = project->named->turn;
    if (file->arena == NULL) {
        file->arena = arena_new();
        file->name = arena_copy(file->arena, full);
        make_file(file, project);
    }
    *ret_mistake = file->mistake;
    return file->made;
}
