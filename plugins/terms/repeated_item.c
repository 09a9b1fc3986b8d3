/* terms/repeated-item: a list does not say the same twice, nor does a section. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "terms.h"

struct options {
    int64_t least;
};

static const struct keur_option options[] = {
    {.name = "least",
     .type = KEUR_OPTION_INTEGER,
     .offset = offsetof(struct options, least),
     .fallback = "20",
     .summary = "how many bytes a text has at least; short ones may come back"},
    {0},
};

/* A paragraph, by what it says and where it belongs. */
struct entry {
    const struct keur_prose *prose;
    const struct keur_node *list;       /* the list of the item, or NULL */
    const struct keur_node *parent;     /* of the paragraph otherwise */
    const struct keur_heading *heading; /* above it, when it is in no list */
    uint64_t key;                       /* the same where the text is */
    size_t position;
    size_t next; /* of the same bucket; 1-based, 0 for none */
};

/* For Fibonacci hashing (Knuth, The Art of Computer Programming, 6.4). */
#define GOLDEN_RATIO UINT64_C(11400714819323198485)

static bool is_passed_over(char byte)
{
    static const bool signs[UCHAR_MAX + 1] = {
        [' '] = true, ['\t'] = true, ['\n'] = true, ['.'] = true,
        [','] = true, [';'] = true,  [':'] = true,  ['\0'] = true,
    };

    return signs[(unsigned char)byte];
}

/* Two like each other begin and end with the same letters: white space and punctuation do not
 * count.  Hardly any two others do, so that texts need not be read whole. */
static uint64_t ends_of(struct keur_text text)
{
    enum { AT_EACH_END = 4 };
    uint64_t ends = 0;
    int taken = 0;

    for (size_t i = 0; i < text.length && taken < AT_EACH_END; i++) {
        if (is_passed_over(text.bytes[i]))
            continue;
        ends = ends << 8 | (unsigned char)text.bytes[i];
        taken++;
    }
    taken = 0;
    for (size_t i = text.length; i > 0 && taken < AT_EACH_END; i--) {
        if (is_passed_over(text.bytes[i - 1]))
            continue;
        ends = ends << 8 | (unsigned char)text.bytes[i - 1];
        taken++;
    }
    return ends;
}

/* Where they stand counts too: by its place, so that a run is like any other. */
static uint64_t key_of(const struct entry *entry)
{
    size_t place = entry->heading == NULL ? 0 : entry->heading->node->span.begin;

    if (entry->list != NULL)
        place = entry->list->span.begin;
    else if (entry->parent != NULL)
        place ^= entry->parent->span.begin << 1;
    return ends_of(entry->prose->text) ^ place * GOLDEN_RATIO;
}

/* FNV-1a over all letters. */
static uint64_t digest(struct keur_text text)
{
    uint64_t hash = 14695981039346656037U;

    for (size_t i = 0; i < text.length; i++) {
        if (is_passed_over(text.bytes[i]))
            continue;
        hash = (hash ^ (unsigned char)text.bytes[i]) * 1099511628211U;
    }
    return hash;
}

static bool is_same_text(struct keur_text a, struct keur_text b)
{
    size_t i = 0, k = 0;

    for (;;) {
        while (i < a.length && is_passed_over(a.bytes[i]))
            i++;
        while (k < b.length && is_passed_over(b.bytes[k]))
            k++;
        if (i == a.length || k == b.length)
            return i == a.length && k == b.length;
        if (a.bytes[i++] != b.bytes[k++])
            return false;
    }
}

static int entry_compare(const void *left, const void *right)
{
    const struct entry *a = left;
    const struct entry *b = right;

    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return a->position < b->position ? -1 : a->position > b->position;
}

/* Nothing but links, code or pictures: sources have a rule of their own. */
static bool is_only_link(const struct keur_node *paragraph)
{
    for (const struct keur_node *node = paragraph->first_child; node != NULL; node = node->next) {
        if (node->kind == KEUR_NODE_TEXT && keur_text_trim(node->text).length > 2)
            return false;
        if (node->kind == KEUR_NODE_EMPHASIS || node->kind == KEUR_NODE_STRONG)
            return false;
    }
    return true;
}

/* An item that holds more than its text is not the same as another because of it. */
static bool stands_alone(const struct keur_node *node)
{
    return node->parent == NULL || node->parent->kind != KEUR_NODE_ITEM || node->next == NULL;
}

/* What a paragraph introduces may differ, and so may what a template puts in its place. */
static bool says_little(const struct keur_prose *prose, int64_t least)
{
    if ((int64_t)prose->text.length < least)
        return true;
    struct keur_text text = keur_text_trim(prose->text);
    bool is_item = prose->node->parent != NULL && prose->node->parent->kind == KEUR_NODE_ITEM;

    return text.length == 0 || (int64_t)text.length < least || text.bytes[0] == '{' ||
           (!is_item && text.bytes[text.length - 1] == ':');
}

static const struct keur_heading *heading_above(const keur_document *document, size_t offset,
                                                size_t *next)
{
    const struct keur_heading *heading;

    while ((heading = keur_heading(document, *next)) != NULL && heading->node->span.begin < offset)
        ++*next;
    return *next == 0 ? NULL : keur_heading(document, *next - 1);
}

static size_t collect(keur_run *run, const keur_document *document, struct entry *entries)
{
    const struct options *given = keur_options(run);
    const struct keur_prose *prose;
    size_t count = 0, heading = 0;

    for (size_t i = 0; (prose = keur_prose(document, i)) != NULL; i++) {
        const struct keur_node *node = prose->node;
        if (prose->kind != KEUR_PROSE_PARAGRAPH || !stands_alone(node) ||
            says_little(prose, given->least) || is_only_link(node))
            continue;
        bool is_item = node->parent != NULL && node->parent->kind == KEUR_NODE_ITEM;
        struct entry *entry = &entries[count];
        *entry = (struct entry){.prose = prose, .position = count};
        if (is_item) {
            entry->list = node->parent->parent;
        } else {
            entry->parent = node->parent;
            entry->heading = heading_above(document, node->span.begin, &heading);
        }
        entry->key = key_of(entry);
        count++;
    }
    return count;
}

/* Are there two with one key?  Hardly ever. */
static bool has_twins(keur_run *run, struct entry *entries, size_t count)
{
    size_t bucket_count = 1;

    while (bucket_count < count)
        bucket_count *= 2;
    size_t *buckets = keur_allocate(run, bucket_count * sizeof(*buckets));
    for (size_t i = 0; i < count; i++) {
        uint64_t hash = entries[i].key * GOLDEN_RATIO >> 32;
        size_t *bucket = &buckets[hash & (bucket_count - 1)];
        for (size_t k = *bucket; k > 0; k = entries[k - 1].next) {
            if (entries[k - 1].key == entries[i].key)
                return true;
        }
        entries[i].next = *bucket;
        *bucket = i + 1;
    }
    return false;
}

/* As it is written: what prose leaves out, code or the target of a link, may tell two apart. */
static struct keur_text written(const keur_document *document, const struct entry *entry)
{
    return keur_slice(document, entry->prose->node->span);
}

static bool is_repeated(const keur_document *document, const struct entry *a, const struct entry *b)
{
    return a->list == b->list && a->parent == b->parent &&
           (a->list != NULL || a->heading == b->heading) &&
           is_same_text(written(document, a), written(document, b));
}

static void report(keur_run *run, const struct entry *first, const struct entry *again)
{
    struct keur_related related = {.span = first->prose->node->span,
                                   .message = {"it stands here first", 20}};
    struct keur_details details = {
        .size = sizeof(details), .related = &related, .related_count = 1};

    bool is_whole =
        again->list != NULL && again->prose->node->parent->first_child == again->prose->node;
    if (is_whole)
        keur_report_details(run, again->prose->node->span, &details,
                            "this item stands in the list twice; remove one of the two, or write "
                            "what was meant");
    else if (again->list != NULL)
        keur_report_details(run, again->prose->node->span, &details,
                            "this text stands in another item of the list too; write what was "
                            "meant in one of the two");
    else
        keur_report_details(run, again->prose->node->span, &details,
                            "this paragraph stands in the section twice; remove one of the two");
}

/* Entries with the same key, of which there are few. */
static void check_alike(keur_run *run, const keur_document *document, struct entry *entries,
                        size_t count)
{
    for (size_t i = 0; i < count; i++)
        entries[i].key = digest(written(document, &entries[i]));
    qsort(entries, count, sizeof(*entries), entry_compare);
    for (size_t i = 1; i < count; i++) {
        if (entries[i].key == entries[i - 1].key &&
            is_repeated(document, &entries[i - 1], &entries[i]))
            report(run, &entries[i - 1], &entries[i]);
    }
}

static void check(keur_run *run, const keur_document *document)
{
    size_t count = 0;

    while (keur_prose(document, count) != NULL)
        count++;
    struct entry *entries = keur_allocate(run, (count + 1) * sizeof(*entries));
    count = collect(run, document, entries);
    if (!has_twins(run, entries, count))
        return;
    qsort(entries, count, sizeof(*entries), entry_compare);
    for (size_t begin = 0, end; begin < count; begin = end) {
        end = begin + 1;
        while (end < count && entries[end].key == entries[begin].key)
            end++;
        if (end - begin > 1)
            check_alike(run, document, entries + begin, end - begin);
    }
}

const struct keur_check check_repeated_item = {
    .size = sizeof(struct keur_check),
    .id = "terms/repeated-item",
    .summary = "A list does not say the same twice, nor does a section.",
    .options = options,
    .options_size = sizeof(struct options),
    .run = check,
    .reads_prose = true,
};
