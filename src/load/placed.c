#include "load/placed.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "yaml/json_tree.h"
#include "yaml/yaml_tree.h"

const struct placed *placed_of(const struct keur_value *value)
{
    return (const struct placed *)value;
}

/* ---- Links -------------------------------------------------------------------- */

/* Values are constant to those that only look at them; whoever was handed a tree as its own changes
 * it. */
static struct placed *own(const struct keur_value *value)
{
    union {
        const struct keur_value *seen;
        struct placed *owned;
    } link = {.seen = value};
    return link.owned;
}

struct placed *placed_first(const struct placed *parent)
{
    return own(parent->is.first_child);
}

struct placed *placed_next(const struct placed *child)
{
    return own(child->is.next);
}

/* Behind `last`, which is NULL where there is no other child. */
static void append_child(struct placed *parent, struct placed *last, struct placed *child)
{
    child->is.parent = &parent->is;
    child->is.next = NULL;
    if (last == NULL)
        parent->is.first_child = &child->is;
    else
        last->is.next = &child->is;
    parent->is.child_count++;
}

static struct placed *last_child(const struct placed *parent)
{
    struct placed *last = placed_first(parent);
    while (last != NULL && last->is.next != NULL)
        last = placed_next(last);
    return last;
}

void placed_remove(struct placed *child)
{
    struct placed *parent = own(child->is.parent), *before = placed_first(parent);
    parent->is.child_count--;
    if (before == child) {
        parent->is.first_child = child->is.next;
        return;
    }
    while (before->is.next != &child->is)
        before = placed_next(before);
    before->is.next = child->is.next;
}

struct placed *placed_find(const struct placed *map, struct keur_text key)
{
    if (map == NULL || map->is.kind != KEUR_MAPPING)
        return NULL;
    struct placed *child = placed_first(map);
    while (child != NULL && !keur_text_equals(child->is.key, key))
        child = placed_next(child);
    return child;
}

struct placed *placed_wrap(struct placed *scalar, struct keur_text key, struct arena *arena)
{
    struct placed *inner = arena_allocate(arena, sizeof(*inner));
    *inner = *scalar;
    inner->is.key = key;
    inner->is.key_span = (struct keur_span){0};
    scalar->is.kind = scalar->is.yaml11_kind = KEUR_MAPPING;
    scalar->is.style = KEUR_FLOW;
    scalar->is.text = (struct keur_text){0};
    append_child(scalar, NULL, inner);
    return inner;
}

/* ---- Children by key, for maps of any size ------------------------------------ */

struct keys {
    struct placed **slots;
    size_t mask;
};

static struct placed **keys_slot(const struct keys *keys, struct keur_text key)
{
    size_t at = (size_t)text_hash(key) & keys->mask;
    while (keys->slots[at] != NULL && !keur_text_equals(keys->slots[at]->is.key, key))
        at = (at + 1) & keys->mask;
    return &keys->slots[at];
}

/* With room for as many children as both maps have; for keys_free(). */
static struct keys keys_of(const struct placed *map, size_t more)
{
    size_t size = 8;
    while (size < (map->is.child_count + more) * 2)
        size *= 2;
    struct keys keys = {.slots = memory_allocate(size * sizeof(struct placed *)), .mask = size - 1};
    for (size_t i = 0; i < size; i++)
        keys.slots[i] = NULL;
    for (struct placed *child = placed_first(map); child != NULL; child = placed_next(child)) {
        struct placed **slot = keys_slot(&keys, child->is.key);
        if (*slot == NULL)
            *slot = child;
    }
    return keys;
}

static void keys_free(struct keys *keys)
{
    free(keys->slots);
}

/* In reading order, within the root. */
static const struct keur_value *following(const struct keur_value *value,
                                          const struct keur_value *root)
{
    if (value->first_child != NULL)
        return value->first_child;
    while (value != root && value->next == NULL)
        value = value->parent;
    return value != root ? value->next : NULL;
}

bool placed_is_of_packs(const struct placed *root)
{
    const struct keur_value *value = &root->is;
    while (value != NULL && placed_of(value)->source->is_pack)
        value = following(value, &root->is);
    return value == NULL;
}

/* ---- Reading ---------------------------------------------------------------------- */

static void check_keys(const struct placed *map, struct errors *errors)
{
    struct keys keys = keys_of(map, 0);
    for (const struct placed *child = placed_first(map); child != NULL; child = placed_next(child))
        if (*keys_slot(&keys, child->is.key) != child)
            placed_key_error(errors, &child->is, "'%.*s' stands here twice; merge the two",
                             KEUR_ARGUMENT(child->is.key));
    keys_free(&keys);
}

/* Is there any?  Most maps are so small that all pairs are soon compared. */
static bool has_twin(const struct keur_value *map)
{
    enum { FEW = 8 };
    if (map->child_count > FEW)
        return true;
    for (const struct keur_value *child = map->first_child; child != NULL; child = child->next)
        for (const struct keur_value *other = map->first_child; other != child; other = other->next)
            if (keur_text_equals(child->key, other->key))
                return true;
    return false;
}

struct placed *placed_read_part(const struct source *source, struct keur_span part,
                                struct arena *arena, struct errors *errors)
{
    struct keur_value *root = NULL;
    struct yaml_trouble trouble;
    const struct placed blank = {.source = source};
    const struct tree_values values = {arena, &blank, sizeof(blank)};
    bool is_read = source->is_json
                       ? json_tree_parse_into(source->text, &values, &root, &trouble)
                       : yaml_tree_parse_into(source->text, part, &values, &root, &trouble);
    if (!is_read) {
        errors_add_at(errors, source->shown, source->text, trouble.span.begin, "%.*s",
                      KEUR_ARGUMENT(trouble.message));
        return NULL;
    }
    size_t before = errors->count;
    for (const struct keur_value *each = root; each != NULL; each = following(each, root))
        if (each->kind == KEUR_MAPPING && has_twin(each))
            check_keys(placed_of(each), errors);
    return errors->count == before ? own(root) : NULL;
}

struct placed *placed_read(const struct source *source, struct arena *arena, struct errors *errors)
{
    struct keur_span all = {.begin = 0, .end = source->text.length};
    return placed_read_part(source, all, arena, errors);
}

/* ---- Merging ------------------------------------------------------------------------ */

static void replace_value(struct placed *into, const struct placed *from, struct arena *arena)
{
    struct placed *former = arena_allocate(arena, sizeof(*former));
    *former = *into;
    *into = *from;
    into->replaced = former;
    into->is.parent = former->is.parent;
    into->is.next = former->is.next;
    for (struct placed *child = placed_first(into); child != NULL; child = placed_next(child))
        child->is.parent = &into->is;
}

struct pair {
    struct placed *into, *from;
};
struct pairs {
    struct pair *items;
    size_t count, capacity;
};

/* One level: adds pairs of maps that have to merge. */
static void merge_maps(struct pair maps, struct pairs *pairs, struct arena *arena)
{
    struct keys keys = keys_of(maps.into, maps.from->is.child_count);
    struct placed *last = last_child(maps.into), *next;
    for (struct placed *child = placed_first(maps.from); child != NULL; child = next) {
        next = placed_next(child);
        struct placed **slot = keys_slot(&keys, child->is.key);
        if (*slot == NULL) {
            *slot = child;
            append_child(maps.into, last, child);
            last = child;
        } else if ((*slot)->is.kind == KEUR_MAPPING && child->is.kind == KEUR_MAPPING) {
            *ARRAY_PUSH(pairs) = (struct pair){.into = *slot, .from = child};
        } else {
            replace_value(*slot, child, arena);
        }
    }
    keys_free(&keys);
}

void placed_merge(struct placed *into, struct placed *from, struct arena *arena)
{
    struct pairs pairs = {0};
    *ARRAY_PUSH(&pairs) = (struct pair){.into = into, .from = from};
    while (pairs.count > 0) {
        struct pair maps = pairs.items[--pairs.count];
        merge_maps(maps, &pairs, arena);
    }
    ARRAY_FREE(&pairs);
}

/* ---- Mistakes ------------------------------------------------------------------------- */

KEUR_PRINTF(4, 0)
static bool error_at(struct errors *errors, const struct keur_value *value, size_t offset,
                     const char *format, va_list arguments)
{
    const struct source *source = placed_of(value)->source;
    if (errors->count >= LIMIT_CONFIG_MISTAKES)
        return false;
    if (errors->count == LIMIT_CONFIG_MISTAKES - 1)
        return errors_add(errors, "keur: there are more mistakes; mend these first");
    struct arena *arena = arena_new();
    struct keur_text message = arena_vformat(arena, format, arguments);
    if (source == NULL || source->shown.length == 0)
        errors_add(errors, "keur: %.*s", KEUR_ARGUMENT(message));
    else
        errors_add_at(errors, source->shown, source->text, offset, "%.*s", KEUR_ARGUMENT(message));
    arena_free(arena);
    return false;
}

bool placed_error(struct errors *errors, const struct keur_value *value, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    error_at(errors, value, value->span.begin, format, arguments);
    va_end(arguments);
    return false;
}

bool placed_key_error(struct errors *errors, const struct keur_value *value, const char *format,
                      ...)
{
    va_list arguments;
    va_start(arguments, format);
    bool has_key = value->key_span.end > value->key_span.begin;
    error_at(errors, value, has_key ? value->key_span.begin : value->span.begin, format, arguments);
    va_end(arguments);
    return false;
}

/* ---- Files that files name ---------------------------------------------------------------- */

struct keur_text placed_path(const struct keur_value *value, struct keur_text name,
                             struct arena *arena, struct errors *errors)
{
    const struct source *source = placed_of(value)->source;
    struct keur_text real = path_real_in(arena, path_folder(source->path), name);
    struct keur_text none = {0}, below;
    if (real.length == 0) {
        placed_error(errors, value,
                     "there is no file '%.*s'; a path begins at the folder of this "
                     "file",
                     KEUR_ARGUMENT(name));
        return none;
    }
    if (!path_below(source->bound, real, &below)) {
        placed_error(errors, value, "'%.*s' lies outside the %s; only files within it are read",
                     KEUR_ARGUMENT(name), source->is_pack ? "pack" : "project");
        return none;
    }
    return real;
}

struct read_file {
    struct placed *root;
    struct read_file *next;
};

static struct placed *find_read(const struct source *source, const struct arena *arena)
{
    if (source->shared == NULL || source->shared->arena != arena)
        return NULL;
    for (const struct read_file *each = source->shared->files; each != NULL; each = each->next)
        if (keur_text_equals(each->root->source->path, source->path) &&
            keur_text_equals(each->root->source->shown, source->shown))
            return each->root;
    return NULL;
}

static void keep_read(const struct source *source, struct placed *root, struct arena *arena)
{
    if (source->shared == NULL || source->shared->arena != arena || root == NULL)
        return;
    struct read_file *kept = arena_allocate(arena, sizeof(*kept));
    *kept = (struct read_file){root, source->shared->files};
    source->shared->files = kept;
}

struct placed *placed_read_beside(const struct keur_value *value, struct keur_text name,
                                  struct arena *arena, struct errors *errors)
{
    const struct source *saying = placed_of(value)->source;
    struct source *source = arena_allocate(arena, sizeof(*source));
    *source = *saying;
    source->is_json = text_ends_with(name, ".json");
    source->path = placed_path(value, name, arena, errors);
    source->shown = path_join(arena, path_folder(saying->shown), name);
    if (source->path.length == 0)
        return NULL;
    struct placed *root = find_read(source, arena);
    if (root != NULL)
        return root;
    if (!file_read(source->path.bytes, LIMIT_CONFIG_BYTES, arena, &source->text, errors))
        return NULL;
    root = placed_read(source, arena, errors);
    keep_read(source, root, arena);
    return root;
}
