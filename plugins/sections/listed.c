#include "listed.h"

#include <stdlib.h>
#include <string.h>

static int compare_pairs(const void *left, const void *right)
{
    const struct listed_pair *a = left, *b = right;
    int order = keur_text_compare(a->key, b->key);

    return order != 0 ? order : keur_text_compare(a->value, b->value);
}

bool texts_include(const struct keur_texts *texts, struct keur_text text)
{
    for (size_t i = 0; i < texts->count; i++) {
        if (keur_text_equals(texts->items[i], text))
            return true;
    }
    return texts->count == 0;
}

/* ---- Looking up ---- */

/* Fibonacci hashing (Knuth, The Art of Computer Programming, 6.4) of the end of the value: few
 * differ before that only. */
static size_t *bucket_of(const struct listed *listed, const struct listed_pair *pair)
{
    struct keur_text value = pair->value;
    uint64_t end = 0, lengths = pair->key.length ^ value.length << 8;
    size_t length = value.length < sizeof end ? value.length : sizeof end;

    if (length > 0)
        memcpy(&end, value.bytes + value.length - length, length);
    uint64_t hash = (end ^ lengths) * UINT64_C(11400714819323198485) >> 32;
    return &listed->buckets[hash & (listed->room - 1)];
}

static bool is_same(const struct listed_pair *a, const struct listed_pair *b)
{
    return a->value.length == b->value.length && a->key.length == b->key.length &&
           keur_text_equals(a->value, b->value) && keur_text_equals(a->key, b->key);
}

static bool is_in(const struct listed *listed, size_t bucket, const struct listed_pair *pair)
{
    for (size_t i = bucket; i > 0; i = listed->pairs[i - 1].next) {
        if (is_same(&listed->pairs[i - 1], pair))
            return true;
    }
    return false;
}

bool listed_has(const struct listed *listed, struct keur_text key, struct keur_text value)
{
    const struct listed_pair sought = {.key = key, .value = value};

    return listed->count > 0 && is_in(listed, *bucket_of(listed, &sought), &sought);
}

bool listed_has_key(const struct listed *listed, struct keur_text key)
{
    for (size_t i = 0; i < listed->count; i++) {
        if (keur_text_equals(listed->pairs[i].key, key))
            return true;
    }
    return false;
}

/* ---- Reading ---- */

static void link_pair(struct listed *listed, size_t i)
{
    size_t *bucket = bucket_of(listed, &listed->pairs[i]);

    listed->pairs[i].next = *bucket;
    *bucket = i + 1;
}

/* Room for twice as many, and buckets for them. */
static void make_room(keur_run *run, struct listed *listed)
{
    enum { FIRST_ROOM = 256 };
    struct listed_pair *pairs = listed->pairs;

    listed->room = listed->room == 0 ? FIRST_ROOM : 2 * listed->room;
    listed->pairs = keur_allocate(run, listed->room * sizeof *pairs);
    listed->buckets = keur_allocate(run, listed->room * sizeof *listed->buckets);
    if (listed->count > 0)
        memcpy(listed->pairs, pairs, listed->count * sizeof *pairs);
    for (size_t i = 0; i < listed->count; i++)
        link_pair(listed, i);
}

static void add(keur_run *run, struct listed *listed, struct listed_pair pair)
{
    if (listed->count == listed->room)
        make_room(run, listed);
    if (is_in(listed, *bucket_of(listed, &pair), &pair))
        return;
    listed->pairs[listed->count] = pair;
    link_pair(listed, listed->count++);
}

void listed_read(keur_run *run, const keur_index *index, struct listed *listed)
{
    struct keur_entry entry;

    listed->is_read = true;
    for (size_t i = 0; i < keur_index_size(index); i++) {
        if (!texts_include(&listed->types, keur_index_type(index, i)))
            continue;
        listed->document_count++;
        for (size_t e = 0; keur_index_next(index, i, 1U << KEUR_ENTRY_VALUE, &e, &entry);)
            add(run, listed,
                (struct listed_pair){.key = entry.name, .value = keur_text_trim(entry.text)});
    }
}

/* ---- In order ---- */

void listed_sort(keur_run *run, struct listed *listed)
{
    if (listed->sorted != NULL)
        return;
    listed->sorted = keur_allocate(run, (listed->count + 1) * sizeof *listed->sorted);
    memcpy(listed->sorted, listed->pairs, listed->count * sizeof *listed->sorted);
    qsort(listed->sorted, listed->count, sizeof *listed->sorted, compare_pairs);
}

size_t listed_first(const struct listed *listed, struct keur_text key)
{
    size_t low = 0, high = listed->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (keur_text_compare(listed->sorted[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
