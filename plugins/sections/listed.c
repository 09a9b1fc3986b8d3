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

/* FNV-1a over the end of the value: few differ before that only. */
static size_t *bucket_of(const struct listed *listed, const struct listed_pair *pair)
{
    enum { END = 16 };
    struct keur_text value = pair->value;
    uint64_t hash = 14695981039346656037U ^ pair->key.length ^ value.length << 8;

    for (size_t i = value.length > END ? value.length - END : 0; i < value.length; i++)
        hash = (hash ^ (unsigned char)value.bytes[i]) * 1099511628211U;
    return &listed->buckets[hash & (listed->bucket_count - 1)];
}

static bool is_in(const struct listed *listed, size_t bucket, const struct listed_pair *pair)
{
    for (size_t i = bucket; i > 0; i = listed->pairs[i - 1].next) {
        if (keur_text_equals(listed->pairs[i - 1].value, pair->value) &&
            keur_text_equals(listed->pairs[i - 1].key, pair->key))
            return true;
    }
    return false;
}

bool listed_has(const struct listed *listed, struct keur_text key, struct keur_text value)
{
    const struct listed_pair sought = {.key = key, .value = value};

    return is_in(listed, *bucket_of(listed, &sought), &sought);
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

static void add(struct listed *listed, struct listed_pair pair)
{
    size_t *bucket = bucket_of(listed, &pair);

    if (is_in(listed, *bucket, &pair))
        return;
    pair.next = *bucket;
    listed->pairs[listed->count++] = pair;
    *bucket = listed->count;
}

/* Front matter comes first in the index.  Counts the values, or adds them. */
static size_t read_pairs(const keur_index *index, struct listed *listed, bool adds)
{
    struct keur_entry entry;
    size_t count = 0;

    listed->document_count = 0;
    for (size_t i = 0; i < keur_index_size(index); i++) {
        if (!texts_include(&listed->types, keur_index_type(index, i)))
            continue;
        listed->document_count++;
        for (size_t e = 0; keur_index_entry(index, i, e, &entry) && entry.kind == KEUR_ENTRY_VALUE;
             e++) {
            count++;
            if (adds)
                add(listed,
                    (struct listed_pair){.key = entry.name, .value = keur_text_trim(entry.text)});
        }
    }
    return count;
}

void listed_read(keur_run *run, const keur_index *index, struct listed *listed)
{
    size_t count = read_pairs(index, listed, false);

    listed->is_read = true;
    listed->pairs = keur_allocate(run, (count + 1) * sizeof *listed->pairs);
    listed->bucket_count = 1;
    while (listed->bucket_count < count)
        listed->bucket_count *= 2;
    listed->buckets = keur_allocate(run, listed->bucket_count * sizeof *listed->buckets);
    read_pairs(index, listed, true);
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
