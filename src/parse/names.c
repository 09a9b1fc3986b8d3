#include "parse/names.h"

#include "base/text.h"

enum { FIRST_CAPACITY = 64 };

/* The slot of the text, or the free one where it would go. */
static struct name_slot *slot_of(const struct names *names, struct keur_text text)
{
    uint64_t hash = text_hash(text);
    /* FNV leaves the low bits of short texts close together. */
    size_t i = (size_t)(hash ^ hash >> 29) & (names->capacity - 1);

    while (names->slots[i].is_taken && !keur_text_equals(names->slots[i].text, text))
        i = (i + 1) & (names->capacity - 1);
    return &names->slots[i];
}

static void names_grow(struct names *names)
{
    struct names bigger = {
        .arena = names->arena,
        .capacity = names->capacity == 0 ? FIRST_CAPACITY : names->capacity * 2,
        .count = names->count,
    };
    bigger.slots = arena_allocate(bigger.arena, bigger.capacity * sizeof *bigger.slots);
    for (size_t i = 0; i < names->capacity; i++)
        if (names->slots[i].is_taken)
            *slot_of(&bigger, names->slots[i].text) = names->slots[i];
    *names = bigger;
}

size_t *names_find(const struct names *names, struct keur_text text)
{
    if (names->count == 0)
        return NULL;
    struct name_slot *slot = slot_of(names, text);
    return slot->is_taken ? &slot->value : NULL;
}

struct name_slot *names_place(struct names *names, struct keur_text text)
{
    if (names->count * 2 >= names->capacity)
        names_grow(names);
    return slot_of(names, text);
}

void names_fill(struct names *names, struct name_slot *slot, struct keur_text text, size_t value)
{
    *slot = (struct name_slot){.text = text, .value = value, .is_taken = true};
    names->count++;
}
