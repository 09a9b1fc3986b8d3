#include "ids.h"

#include <stdlib.h>
#include <string.h>

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
    return ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || (byte & 0x80) != 0;
}

struct id id_split(struct keur_text text)
{
    size_t end = text.length;
    while (end > 0 && !is_digit(text.bytes[end - 1]))
        end--;
    size_t begin = end;
    while (begin > 0 && is_digit(text.bytes[begin - 1]))
        begin--;
    if (end == 0)
        begin = end = text.length;
    return (struct id){text,
                       {text.bytes, begin},
                       {text.bytes + begin, end - begin},
                       {text.bytes + end, text.length - end}};
}

static int compare_ids(const void *left, const void *right)
{
    const struct id *a = left, *b = right;
    return keur_text_compare(a->text, b->text);
}

static int compare_kin(const struct id *a, const struct id *b)
{
    int order = keur_text_compare(a->head, b->head);
    return order != 0 ? order : keur_text_compare(a->tail, b->tail);
}

static int compare_shapes(const struct id *a, const struct id *b)
{
    int order = compare_kin(a, b);
    if (order != 0)
        return order;
    return (a->digits.length > b->digits.length) - (a->digits.length < b->digits.length);
}

static int compare_members(const void *left, const void *right)
{
    int order = compare_shapes(left, right);
    return order != 0 ? order : compare_ids(left, right);
}

/* ---- Collecting ---- */

/* A number by itself, or "v2", is in any text. */
static bool is_telling(const struct id *id)
{
    size_t letters = 0;
    for (size_t i = 0; i < id->head.length; i++)
        letters += is_letter(id->head.bytes[i]);
    return letters >= 2 && id->digits.length > 0;
}

static size_t last_part(struct keur_text text)
{
    size_t begin = text.length;
    while (begin > 0 && text.bytes[begin - 1] != ':' && text.bytes[begin - 1] != '/')
        begin--;
    return begin;
}

static size_t count_colons(struct keur_text text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++)
        count += text.bytes[i] == ':';
    return count;
}

static void note_root(struct ids *ids, struct keur_text text)
{
    bool is_first = ids->root.bytes == NULL;
    size_t same = is_first ? last_part(text) : 0;

    if (count_colons(text) == 0)
        return;
    while (!is_first && same < ids->root.length && same < text.length &&
           text.bytes[same] == ids->root.bytes[same])
        same++;
    while (same > 0 && text.bytes[same - 1] != ':')
        same--;
    ids->root = (struct keur_text){text.bytes, same};
    if (is_first)
        ids->root_colon_count = count_colons(text);
    else if (ids->root_colon_count != count_colons(text))
        ids->root_colon_count = 0;
}

static void push(keur_run *run, struct ids *ids, const struct id *id)
{
    enum { FIRST_ROOM = 64 };
    bool is_full =
        ids->count == 0 || (ids->count >= FIRST_ROOM && (ids->count & (ids->count - 1)) == 0);

    if (is_full) {
        size_t room = ids->count == 0 ? FIRST_ROOM : 2 * ids->count;
        struct id *items = keur_allocate(run, room * sizeof(*items));
        if (ids->count > 0)
            memcpy(items, ids->items, ids->count * sizeof(*items));
        ids->items = items;
    }
    ids->items[ids->count++] = *id;
}

static void add(keur_run *run, struct ids *ids, struct keur_text text)
{
    size_t begin = last_part(text);
    struct id whole = id_split(text);
    struct id last = id_split((struct keur_text){text.bytes + begin, text.length - begin});

    if (!is_telling(&whole))
        return;
    note_root(ids, text);
    push(run, ids, &whole);
    if (begin > 0 && is_telling(&last))
        push(run, ids, &last);
}

static bool is_of(struct keur_texts types, struct keur_text type)
{
    for (size_t i = 0; i < types.count; i++) {
        if (keur_text_equals(types.items[i], type))
            return true;
    }
    return types.count == 0;
}

static void collect(keur_run *run, const keur_index *index, struct keur_text key,
                    struct keur_texts types, struct ids *ids)
{
    size_t size = keur_index_size(index);

    for (size_t document = 0; document < size; document++) {
        struct keur_entry entry;
        if (!is_of(types, keur_index_type(index, document)))
            continue;
        for (size_t i = 0;
             keur_index_named(index, document, 1U << KEUR_ENTRY_VALUE, key, &i, &entry);)
            add(run, ids, keur_text_trim(entry.text));
    }
}

static void find_families(keur_run *run, struct ids *ids)
{
    struct id *members = keur_allocate(run, (ids->count + 1) * sizeof(*members));

    memcpy(members, ids->items, ids->count * sizeof(*members));
    qsort(members, ids->count, sizeof(*members), compare_members);
    for (size_t i = 0; i < ids->count; i++) {
        if (i + 1 == ids->count || compare_shapes(&members[i], &members[i + 1]) != 0)
            members[ids->family_count++] = members[i];
    }
    ids->families = members;
}

struct ids ids_of(keur_run *run, const keur_index *index, struct keur_text key,
                  struct keur_texts types)
{
    struct ids ids = {0};

    collect(run, index, key, types, &ids);
    if (ids.count > 0) {
        qsort(ids.items, ids.count, sizeof(*ids.items), compare_ids);
        find_families(run, &ids);
    }
    return ids;
}

/* ---- Looking up ---- */

bool ids_have(const struct ids *ids, struct keur_text text)
{
    const struct id id = {.text = text};
    return bsearch(&id, ids->items, ids->count, sizeof(id), compare_ids) != NULL;
}

/* The first family that is not before this shape. */
static size_t family_position(const struct ids *ids, const struct id *id)
{
    size_t low = 0, high = ids->family_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_shapes(&ids->families[middle], id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct id *ids_family(const struct ids *ids, const struct id *id)
{
    size_t at = family_position(ids, id);
    bool is_there = at < ids->family_count && compare_shapes(&ids->families[at], id) == 0;

    return is_there ? &ids->families[at] : NULL;
}

const struct id *ids_relative(const struct ids *ids, const struct id *id)
{
    size_t at = family_position(ids, id);

    if (at < ids->family_count && compare_kin(&ids->families[at], id) == 0)
        return &ids->families[at];
    return at > 0 && compare_kin(&ids->families[at - 1], id) == 0 ? &ids->families[at - 1] : NULL;
}
