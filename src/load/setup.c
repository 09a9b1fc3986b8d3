#include "load/setup.h"

#include <stdarg.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/pattern.h"
#include "base/text.h"
#include "load/placed.h"

enum { LISTED = 12 };

void keur_setup_error(keur_setup *setup, const struct keur_value *place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    struct keur_text message = arena_vformat(setup->arena, format, arguments);
    va_end(arguments);
    placed_error(setup->errors, place != NULL ? place : setup->place, "%.*s",
                 KEUR_ARGUMENT(message));
}

void *keur_setup_allocate(keur_setup *setup, size_t size)
{
    return arena_allocate(setup->arena, size);
}

static const keur_pattern *refuse_pattern(keur_setup *setup, const struct keur_value *place,
                                          const struct pattern_mistake *mistake)
{
    keur_setup_error(setup, place, "this pattern does not compile: %.*s, behind '%.*s'",
                     KEUR_ARGUMENT(mistake->message), KEUR_ARGUMENT(mistake->before));
    return NULL;
}

struct keur_text keur_setup_format(keur_setup *setup, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    struct keur_text text = arena_vformat(setup->arena, format, arguments);
    va_end(arguments);
    return text;
}

void keur_setup_at_end(keur_setup *setup, void (*release)(void *), void *what)
{
    arena_at_end(setup->arena, release, what);
}

const keur_pattern *keur_setup_pattern(keur_setup *setup, const struct keur_value *source)
{
    struct pattern_mistake mistake;
    if (source->kind == KEUR_SEQUENCE || source->kind == KEUR_MAPPING) {
        keur_setup_error(setup, source, "a pattern is expected here, one text");
        return NULL;
    }
    const keur_pattern *pattern = pattern_compile(source->text, setup->arena, &mistake);
    return pattern != NULL ? pattern : refuse_pattern(setup, source, &mistake);
}

/* Schemas say the same patterns again and again, such as `\S`. */
struct shared_pattern {
    struct keur_text source;
    const keur_pattern *pattern;
    struct shared_pattern *next;
};

static const keur_pattern *find_pattern(const struct shared *shared, struct keur_text source)
{
    for (const struct shared_pattern *each = shared->patterns; each != NULL; each = each->next)
        if (keur_text_equals(each->source, source))
            return each->pattern;
    return NULL;
}

static void share_pattern(struct shared *shared, struct keur_text source,
                          const keur_pattern *pattern)
{
    struct shared_pattern *added = arena_allocate(shared->arena, sizeof(*added));
    *added = (struct shared_pattern){arena_copy(shared->arena, source), pattern, shared->patterns};
    shared->patterns = added;
}

const keur_pattern *keur_setup_ecma_pattern(keur_setup *setup, const struct keur_value *place,
                                            struct keur_text source)
{
    struct pattern_mistake mistake;
    const struct source *said = placed_of(place)->source;
    struct shared *shared = said == NULL ? NULL : said->shared;
    if (shared != NULL && shared->arena != setup->arena)
        shared = NULL;
    const keur_pattern *pattern = shared == NULL ? NULL : find_pattern(shared, source);
    if (pattern != NULL)
        return pattern;
    pattern = pattern_compile_ecma(source, setup->arena, &mistake);
    if (pattern == NULL)
        return refuse_pattern(setup, place, &mistake);
    if (shared != NULL)
        share_pattern(shared, source, pattern);
    return pattern;
}

const struct keur_value *keur_setup_place(const keur_setup *setup)
{
    return setup->place;
}

struct keur_text keur_setup_path(const struct keur_value *place)
{
    return placed_of(place)->source->path;
}

const struct keur_value *keur_setup_file(keur_setup *setup, const struct keur_value *saying,
                                         struct keur_text name)
{
    struct placed *root = placed_read_beside(saying, name, setup->arena, setup->errors);
    return root != NULL ? &root->is : NULL;
}

/* Where a path from the project root leads; empty when that is not there. */
static struct keur_text project_path(keur_setup *setup, const struct keur_value *saying,
                                     struct keur_text path, enum file_type type)
{
    struct keur_text below;
    struct keur_text real = path_real_in(setup->arena, setup->root, path);
    if (real.length > 0 && path_below(setup->root, real, &below) && file_type(real.bytes) == type)
        return real;
    if (type == FILE_REGULAR && folders_past_of(setup->folders, path) != NULL)
        return path_join(setup->arena, setup->root, path); /* it was there */
    if (!placed_of(saying)->source->is_pack)
        keur_setup_error(
            setup, saying,
            type == FILE_FOLDER
                ? "there is no folder '%.*s' in the project; the path begins at its root"
                : "there is no file '%.*s' in the project; the path begins at its root",
            KEUR_ARGUMENT(path));
    return TEXT("");
}

static bool read_project_file(keur_setup *setup, const struct keur_value *saying,
                              struct keur_text path, struct source *source)
{
    source->path = project_path(setup, saying, path, FILE_REGULAR);
    source->shown = path;
    source->bound = setup->root;
    source->is_json = text_ends_with(path, ".json");
    if (source->path.length == 0)
        return false;
    if (folders_past_of(setup->folders, path) != NULL)
        return folders_read_file(setup->folders, path, LIMIT_CONFIG_BYTES, setup->arena,
                                 &source->text, setup->errors);
    return file_read(source->path.bytes, LIMIT_CONFIG_BYTES, setup->arena, &source->text,
                     setup->errors);
}

struct keur_text keur_setup_project_text(keur_setup *setup, const struct keur_value *saying,
                                         struct keur_text path)
{
    struct source source = {0};
    return read_project_file(setup, saying, path, &source) ? source.text : TEXT("");
}

const struct keur_value *keur_setup_project_tree(keur_setup *setup, const struct keur_value *saying,
                                                 struct keur_text path)
{
    struct source *source = arena_allocate(setup->arena, sizeof(*source));
    if (!read_project_file(setup, saying, path, source))
        return NULL;
    const struct placed *root = placed_read(source, setup->arena, setup->errors);
    return root != NULL ? &root->is : NULL;
}

bool keur_setup_project_folder(keur_setup *setup, const struct keur_value *saying,
                               struct keur_text path)
{
    return project_path(setup, saying, path, FILE_FOLDER).length > 0;
}

const struct keur_value *keur_setup_schema(keur_setup *setup, struct keur_text address)
{
    const struct placed *found = NULL;
    if (setup->schemas != NULL)
        found = placed_find(placed_of(setup->schemas), address);
    if (found == NULL || found->is.kind != KEUR_STRING)
        return found == NULL ? NULL : &found->is;
    return keur_setup_file(setup, &found->is, found->is.text);
}

const struct keur_value *keur_setup_json(keur_setup *setup, struct keur_text text)
{
    struct source *source = arena_allocate(setup->arena, sizeof(*source));
    source->text = text;
    source->is_json = true;
    struct placed *root = placed_read(source, setup->arena, setup->errors);
    return root != NULL ? &root->is : NULL;
}

static struct keur_text list_words(struct arena *arena, struct keur_texts words)
{
    struct buffer buffer = {0};
    for (size_t i = 0; i < words.count && i < LISTED; i++) {
        buffer_add(&buffer, i > 0 ? TEXT(", ") : TEXT(""));
        buffer_add(&buffer, words.items[i]);
    }
    if (words.count > LISTED)
        buffer_add(&buffer, TEXT(" ..."));
    struct keur_text list = arena_copy(arena, buffer_text(&buffer));
    buffer_free(&buffer);
    return list;
}

static struct keur_text unknown_message(struct arena *arena, const char *noun,
                                        struct keur_text word, struct keur_texts known)
{
    ptrdiff_t nearest = keur_nearest(word, known.items, known.count);
    if (nearest >= 0)
        return arena_format(arena, "unknown %s '%.*s'; did you mean '%.*s'?", noun,
                            KEUR_ARGUMENT(word), KEUR_ARGUMENT(known.items[nearest]));
    if (known.count == 0)
        return arena_format(arena, "unknown %s '%.*s'; there is none here", noun,
                            KEUR_ARGUMENT(word));
    struct keur_text list = list_words(arena, known);
    return arena_format(arena, "unknown %s '%.*s'; there is: %.*s", noun, KEUR_ARGUMENT(word),
                        KEUR_ARGUMENT(list));
}

bool setup_unknown(const struct keur_setup *setup, const struct keur_value *place, const char *noun,
                   struct keur_text word, struct keur_texts known)
{
    if (setup->errors->count >= LIMIT_CONFIG_MISTAKES)
        return false; /* a nearest word costs more than telling it */
    struct keur_text message = unknown_message(setup->arena, noun, word, known);
    bool is_key = keur_text_equals(place->key, word);
    return is_key ? placed_key_error(setup->errors, place, "%.*s", KEUR_ARGUMENT(message))
                  : placed_error(setup->errors, place, "%.*s", KEUR_ARGUMENT(message));
}

bool setup_unknown_flag(const struct keur_setup *setup, const char *from, const char *noun,
                        struct keur_text word, struct keur_texts known)
{
    struct keur_text message = unknown_message(setup->arena, noun, word, known);
    return errors_add(setup->errors, "keur: %s: %.*s", from, KEUR_ARGUMENT(message));
}
