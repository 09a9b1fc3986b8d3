#include "load/placed.h"

#include <stdarg.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "yaml/json_tree.h"
#include "yaml/yaml_tree.h"

const struct placed *placed_of(const struct keur_value *value)
{
    return (const struct placed *)value;
}

/* ---- Links: ours to change, and the public ones that follow them ------------ */

static void append_child(struct placed *parent, struct placed *child)
{
    child->parent = parent;
    child->next = NULL;
    child->is.parent = &parent->is;
    child->is.next = NULL;
    if (parent->last == NULL) {
        parent->first = child;
        parent->is.first_child = &child->is;
    } else {
        parent->last->next = child;
        parent->last->is.next = &child->is;
    }
    parent->last = child;
    parent->is.child_count++;
}

static struct placed *take_children(struct placed *parent)
{
    struct placed *first = parent->first;
    parent->first = parent->last = NULL;
    parent->is.first_child = NULL;
    parent->is.child_count = 0;
    return first;
}

void placed_remove(struct placed *child)
{
    struct placed *parent = child->parent;
    struct placed *next;
    for (struct placed *each = take_children(parent); each != NULL; each = next) {
        next = each->next;
        if (each != child)
            append_child(parent, each);
    }
}

struct placed *placed_find(const struct placed *map, struct keur_text key)
{
    if (map == NULL || map->is.kind != KEUR_MAPPING)
        return NULL;
    for (struct placed *child = map->first; child != NULL; child = child->next)
        if (keur_text_equals(child->is.key, key))
            return child;
    return NULL;
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
    append_child(scalar, inner);
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

/* With room for as many children as both maps have. */
static struct keys keys_of(const struct placed *map, size_t more, struct arena *arena)
{
    size_t size = 8;
    while (size < (map->is.child_count + more) * 2)
        size *= 2;
    struct keys keys = {.slots = arena_allocate(arena, size * sizeof(struct placed *)),
                        .mask = size - 1};
    for (struct placed *child = map->first; child != NULL; child = child->next) {
        struct placed **slot = keys_slot(&keys, child->is.key);
        if (*slot == NULL)
            *slot = child;
    }
    return keys;
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

/* ---- Copying ---------------------------------------------------------------------- */

static void check_keys(const struct placed *map, struct arena *arena, struct errors *errors)
{
    struct keys keys = keys_of(map, 0, arena);
    for (const struct placed *child = map->first; child != NULL; child = child->next)
        if (*keys_slot(&keys, child->is.key) != child)
            placed_key_error(errors, &child->is, "'%.*s' stands here twice; merge the two",
                             KEUR_ARGUMENT(child->is.key));
}

static struct placed *copy_value(const struct keur_value *value, const struct source *source,
                                 struct arena *arena)
{
    struct placed *copy = arena_allocate(arena, sizeof(*copy));
    copy->is = *value;
    copy->is.parent = copy->is.first_child = copy->is.next = NULL;
    copy->is.child_count = 0;
    copy->source = source;
    return copy;
}

struct placed *placed_copy(const struct keur_value *root, const struct source *source,
                           struct arena *arena, struct errors *errors)
{
    struct placed *copy = copy_value(root, source, arena), *parent = copy;
    const struct keur_value *value = root->first_child;
    while (value != NULL) {
        struct placed *child = copy_value(value, source, arena);
        append_child(parent, child);
        if (value->first_child != NULL) {
            parent = child;
            value = value->first_child;
            continue;
        }
        while (value->next == NULL && value->parent != root) {
            value = value->parent;
            parent = parent->parent;
        }
        value = value->next;
    }
    for (const struct keur_value *each = &copy->is; each != NULL; each = following(each, &copy->is))
        if (each->kind == KEUR_MAPPING)
            check_keys(placed_of(each), arena, errors);
    return copy;
}

struct placed *placed_read_part(const struct source *source, struct keur_span part,
                                struct arena *arena, struct errors *errors)
{
    const struct keur_value *root;
    struct yaml_trouble trouble;
    bool is_read = source->is_json ? json_tree_parse(source->text, arena, &root, &trouble)
                                   : yaml_tree_parse(source->text, part, arena, &root, &trouble);
    if (!is_read) {
        errors_add_at(errors, source->shown, source->text, trouble.span.begin, "%.*s",
                      KEUR_ARGUMENT(trouble.message));
        return NULL;
    }
    size_t before = errors->count;
    struct placed *copy = placed_copy(root, source, arena, errors);
    return errors->count == before ? copy : NULL;
}

struct placed *placed_read(const struct source *source, struct arena *arena, struct errors *errors)
{
    struct keur_span all = {.begin = 0, .end = source->text.length};
    return placed_read_part(source, all, arena, errors);
}

/* ---- Merging ------------------------------------------------------------------------ */

static void replace_value(struct placed *into, struct placed *from, struct arena *arena)
{
    struct placed *former = arena_allocate(arena, sizeof(*former));
    *former = *into;
    struct placed *next;
    take_children(into);
    struct placed *parent = into->parent, *sibling = into->next;
    const struct keur_value *public_parent = into->is.parent, *public_sibling = into->is.next;
    struct placed *child = take_children(from);
    *into = *from;
    into->replaced = former;
    into->parent = parent;
    into->next = sibling;
    into->is.parent = public_parent;
    into->is.next = public_sibling;
    for (; child != NULL; child = next) {
        next = child->next;
        append_child(into, child);
    }
}

struct pair {
    struct placed *into, *from;
};

/* One level: puts pairs of maps that have to merge on the stack. */
static size_t merge_maps(struct pair maps, struct pair *stack, struct arena *arena)
{
    size_t count = 0;
    struct keys keys = keys_of(maps.into, maps.from->is.child_count, arena);
    struct placed *next;
    for (struct placed *child = take_children(maps.from); child != NULL; child = next) {
        next = child->next;
        struct placed **slot = keys_slot(&keys, child->is.key);
        if (*slot == NULL) {
            *slot = child;
            append_child(maps.into, child);
        } else if ((*slot)->is.kind == KEUR_MAPPING && child->is.kind == KEUR_MAPPING) {
            stack[count++] = (struct pair){.into = *slot, .from = child};
        } else {
            replace_value(*slot, child, arena);
        }
    }
    return count;
}

static size_t count_values(const struct placed *root)
{
    size_t count = 1;
    for (const struct keur_value *value = root->is.first_child; value != NULL;
         value = following(value, &root->is))
        count++;
    return count;
}

void placed_merge(struct placed *into, struct placed *from, struct arena *arena)
{
    struct pair *stack = arena_allocate(arena, count_values(from) * sizeof(*stack));
    size_t depth = 0;
    stack[depth++] = (struct pair){.into = into, .from = from};
    while (depth > 0) {
        struct pair maps = stack[--depth];
        depth += merge_maps(maps, &stack[depth], arena);
    }
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
