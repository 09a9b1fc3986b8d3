#include "trace/trace.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "base/text.h"
#include "site/target.h"

/* A document by the name of its file. */
struct name {
    struct keur_text stem;
    size_t document; /* in the index */
};

/* A front matter key: how many of its values are such names. */
struct key {
    struct keur_text name;
    size_t values, hits;
};

struct trace {
    const struct project *project;
    const keur_index *index;
    struct arena *arena;
    struct {
        struct name *items;
        size_t count, capacity;
    } names;
    struct {
        struct key *items;
        size_t count, capacity;
    } keys;
    struct {
        struct graph_reference *items; /* of documents in the index */
        size_t count, capacity;
    } references;
    struct {
        struct graph_label *items;
        size_t count, capacity;
    } labels;
};

/* ---- Names and keys ---- */

static struct keur_text stem_of(struct keur_text path)
{
    struct keur_text name = path_name(path);
    return text_ends_with(name, ".md") ? text_slice(name, 0, name.length - 3) : name;
}

static int compare_names(const void *a, const void *b)
{
    const struct name *first = a, *second = b;
    int order = keur_text_compare(first->stem, second->stem);
    if (order != 0)
        return order;
    return first->document < second->document ? -1 : first->document > second->document;
}

static void collect_names(struct trace *trace)
{
    for (size_t i = 0; i < keur_index_size(trace->index); i++)
        if (keur_index_type(trace->index, i).length > 0)
            *ARRAY_PUSH(&trace->names) =
                (struct name){stem_of(keur_index_path(trace->index, i)), i};
    if (trace->names.count > 1)
        qsort(trace->names.items, trace->names.count, sizeof *trace->names.items, compare_names);
}

/* The document of this name, also with its ".md"; the first of several. */
static ptrdiff_t find_name(const struct trace *trace, struct keur_text stem)
{
    size_t low = 0, high = trace->names.count;
    if (text_ends_with(stem, ".md"))
        stem.length -= 3;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (keur_text_compare(trace->names.items[middle].stem, stem) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool is_found =
        low < trace->names.count && keur_text_equals(trace->names.items[low].stem, stem);
    return is_found ? (ptrdiff_t)trace->names.items[low].document : GRAPH_NOWHERE;
}

static struct key *key_of(struct trace *trace, struct keur_text name)
{
    for (size_t i = 0; i < trace->keys.count; i++)
        if (keur_text_equals(trace->keys.items[i].name, name))
            return &trace->keys.items[i];
    struct key *key = ARRAY_PUSH(&trace->keys);
    key->name = name;
    return key;
}

static bool refers(const struct trace *trace, struct keur_text name)
{
    for (size_t i = 0; i < trace->keys.count; i++) {
        const struct key *key = &trace->keys.items[i];
        if (keur_text_equals(key->name, name))
            return key->hits > 1 && key->hits * 2 > key->values;
    }
    return false;
}

static void collect_keys(struct trace *trace)
{
    struct keur_entry entry;
    for (size_t i = 0; i < keur_index_size(trace->index); i++) {
        if (keur_index_type(trace->index, i).length == 0)
            continue;
        for (size_t k = 0; keur_index_entry(trace->index, i, k, &entry); k++) {
            if (entry.kind != KEUR_ENTRY_VALUE || entry.text.length == 0)
                continue;
            struct key *key = key_of(trace, entry.name);
            key->values++;
            key->hits += find_name(trace, entry.text) != GRAPH_NOWHERE;
        }
    }
}

/* ---- References ---- */

static void add_reference(struct trace *trace, size_t from, ptrdiff_t to, struct keur_text relation,
                          struct keur_text target)
{
    if (to != (ptrdiff_t)from)
        *ARRAY_PUSH(&trace->references) = (struct graph_reference){from, to, relation, target};
}

static ptrdiff_t find_path(const struct trace *trace, struct keur_text path)
{
    size_t low = 0, high = keur_index_size(trace->index);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = keur_text_compare(keur_index_path(trace->index, middle), path);
        if (order == 0)
            return (ptrdiff_t)middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return GRAPH_NOWHERE;
}

static void add_link(struct trace *trace, size_t from, const struct keur_entry *entry)
{
    bool is_html = entry->level == KEUR_LINK_HTML_HREF || entry->level == KEUR_LINK_HTML_SRC;
    struct keur_destination destination =
        target_resolve(trace->project, trace->arena, keur_index_path(trace->index, from),
                       entry->text, is_html ? KEUR_FROM_PAGE : KEUR_FROM_FILE);
    if (destination.kind != KEUR_DESTINATION_FILE)
        return;
    ptrdiff_t to = find_path(trace, destination.path);
    if (to != GRAPH_NOWHERE)
        add_reference(trace, from, to, TEXT("link"), entry->text);
}

static void add_label(struct trace *trace, size_t document, const struct keur_entry *entry)
{
    *ARRAY_PUSH(&trace->labels) =
        (struct graph_label){keur_index_type(trace->index, document), entry->name, entry->text, 1};
}

static void collect_references(struct trace *trace)
{
    struct keur_entry entry;
    for (size_t i = 0; i < keur_index_size(trace->index); i++) {
        bool is_typed = keur_index_type(trace->index, i).length > 0;
        for (size_t k = 0; keur_index_entry(trace->index, i, k, &entry); k++) {
            if (entry.kind == KEUR_ENTRY_LINK)
                add_link(trace, i, &entry);
            else if (entry.kind == KEUR_ENTRY_VALUE && is_typed && entry.text.length > 0) {
                if (refers(trace, entry.name))
                    add_reference(trace, i, find_name(trace, entry.text), entry.name, entry.text);
                else
                    add_label(trace, i, &entry);
            }
        }
    }
}

static int compare_references(const void *a, const void *b)
{
    const struct graph_reference *first = a, *second = b;
    if (first->from != second->from)
        return first->from < second->from ? -1 : 1;
    int order = keur_text_compare(first->relation, second->relation);
    if (order != 0)
        return order;
    if (first->to != second->to)
        return first->to < second->to ? -1 : 1;
    return keur_text_compare(first->target, second->target);
}

static bool is_same_reference(const struct graph_reference *a, const struct graph_reference *b)
{
    return a->from == b->from && a->to == b->to && keur_text_equals(a->relation, b->relation) &&
           (a->to != GRAPH_NOWHERE || keur_text_equals(a->target, b->target));
}

static void sort_references(struct trace *trace)
{
    size_t kept = 0;
    if (trace->references.count > 1)
        qsort(trace->references.items, trace->references.count, sizeof *trace->references.items,
              compare_references);
    for (size_t i = 0; i < trace->references.count; i++)
        if (kept == 0 ||
            !is_same_reference(&trace->references.items[kept - 1], &trace->references.items[i]))
            trace->references.items[kept++] = trace->references.items[i];
    trace->references.count = kept;
}

/* ---- Labels ---- */

static int compare_labels(const void *a, const void *b)
{
    const struct graph_label *first = a, *second = b;
    int order = keur_text_compare(first->type, second->type);
    if (order == 0)
        order = keur_text_compare(first->key, second->key);
    return order != 0 ? order : keur_text_compare(first->value, second->value);
}

static bool is_same_key(const struct graph_label *a, const struct graph_label *b)
{
    return keur_text_equals(a->type, b->type) && keur_text_equals(a->key, b->key);
}

/* Equal ones are counted; what nearly every document has for itself, such as a title, is no label.
 */
static void count_labels(struct trace *trace)
{
    struct graph_label *items = trace->labels.items;
    size_t kept = 0;
    if (trace->labels.count > 1)
        qsort(items, trace->labels.count, sizeof *items, compare_labels);
    for (size_t begin = 0, end; begin < trace->labels.count; begin = end) {
        size_t first = kept;
        for (end = begin; end < trace->labels.count && is_same_key(&items[begin], &items[end]);
             end++) {
            if (kept > first && keur_text_equals(items[kept - 1].value, items[end].value))
                items[kept - 1].count++;
            else
                items[kept++] = items[end];
        }
        if ((kept - first) * 4 > (end - begin) * 3)
            kept = first;
    }
    trace->labels.count = kept;
}

/* ---- The graph ---- */

static struct keur_text title_of(const struct trace *trace, size_t document)
{
    struct keur_entry entry;
    struct keur_text heading = TEXT("");
    for (size_t k = 0; keur_index_entry(trace->index, document, k, &entry); k++) {
        if (entry.kind == KEUR_ENTRY_VALUE && text_is(entry.name, "title"))
            return entry.text;
        if (entry.kind == KEUR_ENTRY_HEADING && entry.level == 1 && heading.length == 0)
            heading = entry.text;
    }
    return heading;
}

/* References count in documents of the graph from here on. */
static void number_documents(struct trace *trace, struct graph *graph)
{
    size_t count = keur_index_size(trace->index);
    size_t *numbers = arena_allocate(trace->arena, count * sizeof *numbers);
    bool *is_used = arena_allocate(trace->arena, count * sizeof *is_used);
    for (size_t i = 0; i < count; i++)
        is_used[i] = keur_index_type(trace->index, i).length > 0;
    for (size_t i = 0; i < graph->reference_count; i++) {
        const struct graph_reference *reference = &graph->references[i];
        is_used[reference->from] = true;
        if (reference->to != GRAPH_NOWHERE)
            is_used[reference->to] = true;
    }
    graph->documents = arena_allocate(trace->arena, count * sizeof *graph->documents);
    for (size_t i = 0; i < count; i++) {
        if (!is_used[i])
            continue;
        numbers[i] = graph->document_count;
        graph->documents[graph->document_count++] =
            (struct graph_document){.path = keur_index_path(trace->index, i),
                                    .type = keur_index_type(trace->index, i),
                                    .title = title_of(trace, i)};
    }
    for (size_t i = 0; i < graph->reference_count; i++) {
        struct graph_reference *reference = &graph->references[i];
        reference->from = numbers[reference->from];
        graph->documents[reference->from].outgoing++;
        if (reference->to == GRAPH_NOWHERE)
            continue;
        reference->to = (ptrdiff_t)numbers[reference->to];
        graph->documents[reference->to].incoming++;
    }
}

/* An array of plain items, moved to the arena. */
static void *keep(struct arena *arena, const void *items, size_t size)
{
    void *kept = arena_allocate(arena, size);
    if (size > 0)
        memcpy(kept, items, size);
    return kept;
}

struct graph trace_make(const struct project *project, const keur_index *index, struct arena *arena)
{
    struct trace trace = {.project = project, .index = index, .arena = arena};
    struct graph graph = {0};
    collect_names(&trace);
    collect_keys(&trace);
    collect_references(&trace);
    sort_references(&trace);
    count_labels(&trace);
    graph.reference_count = trace.references.count;
    graph.references = keep(arena, trace.references.items,
                            trace.references.count * sizeof *trace.references.items);
    graph.label_count = trace.labels.count;
    graph.labels = keep(arena, trace.labels.items, trace.labels.count * sizeof *trace.labels.items);
    number_documents(&trace, &graph);
    ARRAY_FREE(&trace.names);
    ARRAY_FREE(&trace.keys);
    ARRAY_FREE(&trace.references);
    ARRAY_FREE(&trace.labels);
    return graph;
}
