/* The same source twice in one section. */
#include <stdlib.h>
#include <string.h>

#include "links.h"

/* A linked source, as it compares with others. */
struct entry {
    struct source source;
    struct keur_text key; /* target and words */
    size_t number;
};

static struct keur_text key_of(keur_run *run, const keur_document *document,
                               const struct source *source)
{
    const struct keur_link *link = source->link;
    struct keur_span before = {source->words.begin, link->span.begin};
    struct keur_span after = {link->span.end, source->words.end};
    struct keur_text words, text = link->text;

    if (link->kind == KEUR_LINK_HTML_HREF)
        text = keur_slice(document, link->span);
    words = keur_format(run, "%.*s%.*s%.*s", KEUR_ARGUMENT(keur_slice(document, before)),
                        KEUR_ARGUMENT(text), KEUR_ARGUMENT(keur_slice(document, after)));
    words = text_plain(run, words);
    while (words.length > 0 && strchr(".,;", words.bytes[words.length - 1]) != NULL)
        words.length--;
    return keur_format(run, "%.*s %.*s", KEUR_ARGUMENT(link->target), KEUR_ARGUMENT(words));
}

static int entry_compare(const void *a, const void *b)
{
    const struct entry *left = a, *right = b;
    size_t length = left->key.length < right->key.length ? left->key.length : right->key.length;
    int order = memcmp(left->key.bytes, right->key.bytes, length);

    if (order == 0 && left->key.length != right->key.length)
        order = left->key.length < right->key.length ? -1 : 1;
    if (order == 0)
        order = left->number < right->number ? -1 : 1;
    return order;
}

/* The lines of an entry with their ending; empty when it shares them with others. */
static struct keur_span whole_lines(const keur_document *document, const struct keur_node *node)
{
    struct keur_span lines, none = {0, 0};
    size_t first = keur_line_at(document, node->span.begin);
    size_t last = keur_line_at(document, node->span.end - 1);

    lines.begin = keur_line(document, first).begin;
    if (keur_text_trim(keur_slice(document, (struct keur_span){lines.begin, node->span.begin}))
            .length > 0)
        return none;
    if (last + 1 < keur_line_count(document)) {
        lines.end = keur_line(document, last + 1).begin;
        return lines;
    }
    /* Where the last line has no ending, the one above has none then. */
    lines.end = keur_source(document).length;
    if (keur_line(document, last).end == lines.end && first > 0)
        lines.begin = keur_line(document, first - 1).end;
    return lines;
}

/* All that the entry says, without its marker. */
static struct keur_text entry_text(const keur_document *document, const struct keur_node *node)
{
    struct keur_text text = keur_slice(document, node->span);

    while (text.length > 0 && strchr("-*+.)0123456789 \t", text.bytes[0]) != NULL) {
        text.bytes++;
        text.length--;
    }
    return keur_text_trim(text);
}

static void report_duplicate(keur_run *run, const keur_document *document,
                             const struct entry *first, const struct entry *again)
{
    struct keur_text words = keur_slice(document, first->source.words);
    struct keur_edit edit = {whole_lines(document, again->source.node), {"", 0}, KEUR_UNSAFE};
    struct keur_related related = {
        .span = first->source.words,
        .message = {"first listed here", strlen("first listed here")},
    };
    struct keur_details details = {
        .size = sizeof details,
        .edits = &edit,
        .edit_count = edit.span.end > edit.span.begin ? 1 : 0,
        .related = &related,
        .related_count = 1,
    };

    if (first->source.node->parent == again->source.node->parent &&
        keur_text_equals(entry_text(document, first->source.node),
                         entry_text(document, again->source.node)))
        edit.safety = KEUR_SAFE;
    if (first->source.link->text.length > 0)
        words = first->source.link->text;
    words = text_shortened(run, words);
    keur_report_details(run, again->source.words, &details,
                        "source \"%.*s\" is listed twice: remove one of the two",
                        KEUR_ARGUMENT(words));
}

static void check_entries(keur_run *run, const keur_document *document, struct entry *entries,
                          size_t count)
{
    size_t first = 0;

    qsort(entries, count, sizeof *entries, entry_compare);
    for (size_t i = 1; i < count; i++) {
        if (keur_text_equals(entries[i].key, entries[first].key))
            report_duplicate(run, document, &entries[first], &entries[i]);
        else
            first = i;
    }
}

static void check_duplicate_source(keur_run *run, const keur_document *document)
{
    struct sources *sources = sources_begin(run, document);
    struct source source;

    while (sources != NULL && sources_next_section(run, sources)) {
        struct sources counting = *sources;
        struct entry *entries;
        size_t count = 0, capacity = 0;

        while (sources_next(&counting, &source))
            capacity++;
        entries = keur_allocate(run, (capacity + 1) * sizeof *entries);
        while (sources_next(sources, &source)) {
            if (source.link == NULL)
                continue;
            entries[count] = (struct entry){source, key_of(run, document, &source), count};
            count++;
        }
        check_entries(run, document, entries, count);
    }
}

const struct keur_check links_duplicate_source = {
    .size = sizeof(struct keur_check),
    .id = "links/duplicate-source",
    .summary = "No source is listed twice in the sources section.",
    .run = check_duplicate_source,
};
