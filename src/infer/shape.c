#include "infer/shape.h"

#include <string.h>

#include "base/limits.h"
#include "base/text.h"

struct shape *shape_new(struct arena *arena)
{
    return arena_allocate(arena, sizeof(struct shape));
}

const struct shape *shape_following(const struct shape *shape)
{
    if (shape->first_child != NULL)
        return shape->first_child;
    while (shape != NULL && shape->next == NULL)
        shape = shape->parent;
    return shape == NULL ? NULL : shape->next;
}

/* The child for this key, or for items; keys stay in the order in which they were met. */
static struct shape *child_of(struct shape *shape, const struct keur_value *value,
                              struct arena *arena)
{
    bool is_items = value->parent->kind == KEUR_SEQUENCE;
    struct shape **end = &shape->first_child;

    for (; *end != NULL; end = &(*end)->next)
        if ((*end)->is_items == is_items && keur_text_equals((*end)->key, value->key))
            return *end;
    *end = arena_allocate(arena, sizeof **end);
    (*end)->key = arena_copy(arena, value->key);
    (*end)->is_items = is_items;
    (*end)->parent = shape;
    return *end;
}

static void add_scalar(struct shape *shape, struct keur_text text, struct arena *arena)
{
    size_t at = 0;

    if (shape->has_many_scalars)
        return;
    while (at < shape->scalar_count && keur_text_compare(shape->scalars[at].text, text) < 0)
        at++;
    if (at < shape->scalar_count && keur_text_equals(shape->scalars[at].text, text)) {
        shape->scalars[at].count++;
        return;
    }
    if (shape->scalar_count == LIMIT_CHOICES || text.length > LIMIT_CHOICE_BYTES) {
        shape->has_many_scalars = true;
        return;
    }
    if (shape->scalars == NULL)
        shape->scalars = arena_allocate(arena, LIMIT_CHOICES * sizeof *shape->scalars);
    memmove(&shape->scalars[at + 1], &shape->scalars[at],
            (shape->scalar_count - at) * sizeof *shape->scalars);
    shape->scalars[at] = (struct shape_scalar){arena_copy(arena, text), 1};
    shape->scalar_count++;
}

static void add_value(struct shape *shape, const struct keur_value *value, struct arena *arena)
{
    shape->count++;
    shape->kinds[value->kind]++;
    if (value->kind == KEUR_STRING)
        add_scalar(shape, value->text, arena);
}

/* A key that stands again further down has lost this value. */
static bool is_lost(const struct keur_value *value)
{
    if (value->parent->kind != KEUR_MAPPING)
        return false;
    for (const struct keur_value *other = value->next; other != NULL; other = other->next)
        if (keur_text_equals(other->key, value->key))
            return true;
    return false;
}

void shape_add(struct shape *shape, const struct keur_value *root, struct arena *arena)
{
    const struct keur_value *value = root;

    add_value(shape, root, arena);
    for (;;) {
        if (value->first_child != NULL) {
            value = value->first_child;
        } else {
            while (value != root && value->next == NULL) {
                value = value->parent;
                shape = shape->parent;
            }
            if (value == root)
                return;
            value = value->next;
            shape = shape->parent;
        }
        shape = child_of(shape, value, arena);
        if (!is_lost(value))
            add_value(shape, value, arena);
    }
}
