#include "check/index.h"

#include <string.h>

#include "base/text.h"
#include "check/index_entry.h"

struct keur_index {
    struct arena *arena;
    struct index_part *items;
    size_t count, capacity;
};

void index_part_transfer(struct packet *packet, struct index_part *part)
{
    packet_text(packet, &part->path);
    packet_text(packet, &part->type);
    packet_bytes(packet, &part->dialect, sizeof part->dialect);
    part->entries = packet_plain(packet, part->entries, &part->entry_count, sizeof *part->entries);
    packet_bytes(packet, &part->value_count, sizeof part->value_count);
    packet_bytes(packet, &part->note_count, sizeof part->note_count);
    packet_text(packet, &part->bytes);
    packet->is_broken |= part->note_count > part->entry_count ||
                         part->value_count > part->entry_count - part->note_count;
}

keur_index *index_new(struct arena *arena)
{
    keur_index *index = arena_allocate(arena, sizeof *index);

    index->arena = arena;
    return index;
}

void index_add(keur_index *index, const struct index_part *part)
{
    enum { FIRST_CAPACITY = 64 };

    if (index->count == index->capacity) {
        size_t capacity = index->capacity == 0 ? FIRST_CAPACITY : index->capacity * 2;
        struct index_part *items = arena_allocate(index->arena, capacity * sizeof *items);
        if (index->count > 0)
            memcpy(items, index->items, index->count * sizeof *items);
        index->items = items;
        index->capacity = capacity;
    }
    index->items[index->count++] = *part;
}

/* ---- For plugins ---- */

size_t keur_index_size(const keur_index *index)
{
    return index->count;
}

struct keur_text keur_index_path(const keur_index *index, size_t document)
{
    return document < index->count ? index->items[document].path : TEXT("");
}

struct keur_text keur_index_type(const keur_index *index, size_t document)
{
    return document < index->count ? index->items[document].type : TEXT("");
}

enum keur_dialect keur_index_dialect(const keur_index *index, size_t document)
{
    return document < index->count ? (enum keur_dialect)index->items[document].dialect : 0;
}

size_t keur_index_find(const keur_index *index, struct keur_text path)
{
    size_t low = 0, high = index->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = keur_text_compare(index->items[middle].path, path);
        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return index->count;
}

const struct index_part *index_part_find(const keur_index *index, struct keur_text path)
{
    size_t document = keur_index_find(index, path);
    return document < index->count ? &index->items[document] : NULL;
}

static void read_entry(const struct index_part *part, size_t i, struct keur_entry *ret_entry)
{
    const struct index_entry *entry = &part->entries[i];
    ret_entry->kind = (enum keur_entry_kind)entry->kind;
    ret_entry->level = entry->level;
    ret_entry->name = text_at(part->bytes, entry->name);
    ret_entry->text = text_at(part->bytes, entry->text);
    ret_entry->span = (struct keur_span){entry->span_begin, entry->span_end};
}

bool keur_index_entry(const keur_index *index, size_t document, size_t i,
                      struct keur_entry *ret_entry)
{
    if (document >= index->count)
        return false;
    const struct index_part *part = &index->items[document];
    if (i >= part->entry_count - part->note_count)
        return false;
    read_entry(part, i, ret_entry);
    return true;
}

/* Entries that may be of these kinds: values come first. */
struct range {
    size_t begin, end;
};

static struct range range_of(const struct index_part *part, unsigned kinds, size_t begin)
{
    const unsigned value = 1U << KEUR_ENTRY_VALUE;
    struct range range = {begin, part->entry_count - part->note_count};
    if (kinds == value)
        range.end = part->value_count;
    else if ((kinds & value) == 0 && begin < part->value_count)
        range.begin = part->value_count;
    return range;
}

static bool is_of(const struct index_entry *entry, unsigned kinds)
{
    return (kinds & UINT64_C(1) << (entry->kind & 63)) != 0;
}

bool keur_index_next(const keur_index *index, size_t document, unsigned kinds, size_t *i,
                     struct keur_entry *ret_entry)
{
    if (document >= index->count)
        return false;
    const struct index_part *part = &index->items[document];
    struct range range = range_of(part, kinds, *i);
    while (range.begin < range.end && !is_of(&part->entries[range.begin], kinds))
        range.begin++;
    if (range.begin >= range.end)
        return false;
    read_entry(part, range.begin, ret_entry);
    *i = range.begin + 1;
    return true;
}

bool keur_index_named(const keur_index *index, size_t document, unsigned kinds,
                      struct keur_text name, size_t *i, struct keur_entry *ret_entry)
{
    if (document >= index->count)
        return false;
    const struct index_part *part = &index->items[document];
    struct range range = range_of(part, kinds, *i);
    for (; range.begin < range.end; range.begin++) {
        const struct index_entry *entry = &part->entries[range.begin];
        if (entry->name.length != name.length || !is_of(entry, kinds) ||
            !keur_text_equals(text_at(part->bytes, entry->name), name))
            continue;
        read_entry(part, range.begin, ret_entry);
        *i = range.begin + 1;
        return true;
    }
    return false;
}

/* The first note of a rule: they are in order of their rules. */
static size_t notes_begin(const struct index_part *part, size_t rule)
{
    size_t low = part->entry_count - part->note_count, high = part->entry_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (part->entries[middle].kind < rule)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool index_note(const keur_index *index, size_t document, size_t rule, size_t i,
                struct keur_entry *ret_entry)
{
    if (document >= index->count)
        return false;
    const struct index_part *part = &index->items[document];
    size_t at = notes_begin(part, rule);
    if (i >= part->entry_count - at || part->entries[at + i].kind != rule)
        return false;
    read_entry(part, at + i, ret_entry);
    ret_entry->kind = 0;
    return true;
}
