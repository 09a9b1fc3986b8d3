/* The same source twice in one section. */
#include <stdlib.h>
#include <string.h>

#include "links.h"

/* A source, as it compares with others. */
struct entry {
    struct source source;
    struct keur_text key; /* what it says */
    size_t number;
};

static struct keur_text joined(keur_run *run, const struct keur_text parts[3])
{
    char *bytes = keur_allocate(run, parts[0].length + parts[1].length + parts[2].length + 1);
    size_t length = 0;

    for (size_t i = 0; i < 3; i++) {
        if (parts[i].length > 0)
            memcpy(bytes + length, parts[i].bytes, parts[i].length);
        length += parts[i].length;
    }
    return (struct keur_text){bytes, length};
}

static struct keur_text key_of(keur_run *run, const keur_document *document,
                               const struct source *source)
{
    const struct keur_link *link = source->link;
    struct keur_text words = keur_slice(document, source->words);

    if (link != NULL) {
        struct keur_span before = {source->words.begin, link->span.begin};
        struct keur_span after = {link->span.end, source->words.end};
        struct keur_text text = link->text;

        if (link->kind == KEUR_LINK_HTML_HREF)
            text = keur_slice(document, link->span);
        words = joined(run, (struct keur_text[]){keur_slice(document, before), text,
                                                 keur_slice(document, after)});
    }
    words = text_plain(run, words);
    while (words.length > 0 && strchr(".,;", words.bytes[words.length - 1]) != NULL)
        words.length--;
    return words;
}

static struct keur_text fragment_of(struct keur_text target)
{
    const char *hash = memchr(target.bytes, '#', target.length);

    if (hash == NULL)
        return (struct keur_text){"", 0};
    return (struct keur_text){hash, target.length - (size_t)(hash - target.bytes)};
}

/* Also when only the scheme, "www.", or a '/' at the end differs, or one has no fragment. */
static bool leads_to_same(const struct keur_link *link, const struct keur_link *other)
{
    struct keur_text address = address_plain(link->target), fragment = fragment_of(link->target);
    struct keur_text theirs = address_plain(other->target), behind = fragment_of(other->target);

    if (address.length == 0 || theirs.length == 0)
        return keur_text_equals(link->target, other->target);
    return address_order(address, theirs) == 0 &&
           (fragment.length == 0 || behind.length == 0 || keur_text_equals(fragment, behind));
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

/* What the second of two entries is, beside the first. */
enum again {
    AGAIN_SAME = 1,
    AGAIN_ELSEWHERE, /* with another address */
    AGAIN_UNLINKED,  /* without one, where the first has one */
};

static enum again again_of(const struct entry *first, const struct entry *again)
{
    const struct keur_link *link = first->source.link, *other = again->source.link;

    if (link == NULL || other == NULL)
        return link == NULL && other == NULL ? AGAIN_SAME : AGAIN_UNLINKED;
    return leads_to_same(link, other) ? AGAIN_SAME : AGAIN_ELSEWHERE;
}

/* The lines to remove; empty where the entry shares its paragraph, or is not certain to go. */
static struct keur_edit removal(const keur_document *document, const struct entry *first,
                                const struct entry *again)
{
    struct keur_edit edit = {{0, 0}, {"", 0}, KEUR_UNSAFE};
    const struct keur_node *node = again->source.node;
    struct keur_span words = again->source.words;

    if (node->kind != KEUR_NODE_PARAGRAPH ||
        (words.begin == node->content.begin && words.end == node->content.end))
        edit.span = whole_lines(document, node);
    if (first->source.node->parent == node->parent &&
        keur_text_equals(entry_text(document, first->source.node), entry_text(document, node)))
        edit.safety = KEUR_SAFE;
    return edit;
}

static void report_duplicate(keur_run *run, const keur_document *document,
                             const struct entry *first, const struct entry *again)
{
    enum again kind = again_of(first, again);
    struct keur_text words = keur_slice(document, first->source.words);
    struct keur_edit edit = removal(document, first, again);
    struct keur_related related = {
        .span = first->source.words,
        .message = {"first listed here", strlen("first listed here")},
    };
    struct keur_details details = {
        .size = sizeof details,
        .edits = &edit,
        .edit_count = edit.span.end > edit.span.begin && kind != AGAIN_ELSEWHERE ? 1 : 0,
        .related = &related,
        .related_count = 1,
    };

    if (first->source.link != NULL && first->source.link->text.length > 0)
        words = first->source.link->text;
    words = text_shortened(run, words);
    if (kind == AGAIN_SAME)
        keur_report_details(run, again->source.words, &details,
                            "source \"%.*s\" is listed twice: remove one of the two",
                            KEUR_ARGUMENT(words));
    else if (kind == AGAIN_ELSEWHERE)
        keur_report_details(run, again->source.words, &details,
                            "source \"%.*s\" is listed twice, with different addresses: one of the "
                            "two is wrong, or the text says too little",
                            KEUR_ARGUMENT(words));
    else
        keur_report_details(run, again->source.words, &details,
                            "source \"%.*s\" is listed twice, once without a link: remove one of "
                            "the two",
                            KEUR_ARGUMENT(words));
}

/* One of the entries before this one with the same words, one that is the same in all if there is.
 */
static const struct entry *first_like(const struct entry *entries, size_t first, size_t at)
{
    for (size_t i = first; i < at; i++) {
        if (again_of(&entries[i], &entries[at]) == AGAIN_SAME)
            return &entries[i];
    }
    return &entries[first];
}

static void check_entries(keur_run *run, const keur_document *document, struct entry *entries,
                          size_t count)
{
    size_t first = 0;

    qsort(entries, count, sizeof *entries, entry_compare);
    for (size_t i = 1; i < count; i++) {
        if (keur_text_equals(entries[i].key, entries[first].key))
            report_duplicate(run, document, first_like(entries, first, i), &entries[i]);
        else
            first = i;
    }
}

/* A paragraph without a link may say anything, twice. */
static bool is_compared(const struct source *source)
{
    return source->link != NULL || !source->is_prose;
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
            capacity += is_compared(&source);
        if (capacity < 2)
            continue;
        entries = keur_allocate(run, capacity * sizeof *entries);
        while (sources_next(sources, &source)) {
            if (!is_compared(&source))
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
