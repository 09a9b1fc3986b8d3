/* terms/glossary: the page that is made from a glossary says what the glossary says.
 *
 * A glossary is a document with abbreviations, "*[term]: explanation"; its page has them in tables,
 * a row each.  A page on which most explanations differ was not made from it, and is left alone. */
#include <stdio.h>
#include <stdlib.h>

#include "terms.h"

/* Of what stands on one side only no more are compared with each other. */
enum { LEFT_OVER = 100 };

struct options {
    const keur_pattern *glossary, *page;
};

static const struct keur_option options[] = {
    {.name = "glossary",
     .type = KEUR_OPTION_PATTERN,
     .offset = offsetof(struct options, glossary),
     .summary = "matches the path of the document with the entries, \"*[term]: explanation\"",
     .is_required = true},
    {.name = "page",
     .type = KEUR_OPTION_PATTERN,
     .offset = offsetof(struct options, page),
     .summary = "matches the path of the page that is made from it, with a table of terms and "
                "explanations",
     .is_required = true},
    {0},
};

static bool matches(const keur_pattern *pattern, struct keur_text path)
{
    struct keur_span match;
    return keur_match(pattern, path, 0, &match);
}

/* ---- Of each document ---- */

static void note_entries(keur_run *run, const keur_document *document)
{
    const struct keur_mark *mark;

    for (size_t i = 0; (mark = keur_mark(document, i)) != NULL; i++) {
        if (mark->kind == KEUR_MARK_ABBREVIATION)
            keur_note(run, keur_text_trim(mark->name), keur_text_trim(mark->text), mark->name_span);
    }
}

static void note_rows(keur_run *run, const keur_document *document)
{
    const struct keur_table *table;

    for (size_t i = 0; (table = keur_table(document, i)) != NULL; i++) {
        for (size_t k = 0; k < table->row_count; k++) {
            const struct keur_row *row = table->rows[k];
            if (row->cell_count < 2)
                continue;
            struct keur_span term = row->cells[0]->node->content;
            keur_note(run, keur_slice(document, term),
                      keur_slice(document, row->cells[1]->node->content), term);
        }
    }
}

static void gather(keur_run *run, const keur_document *document)
{
    const struct options *given = keur_options(run);

    if (matches(given->glossary, keur_path(document)))
        note_entries(run, document);
    else if (matches(given->page, keur_path(document)))
        note_rows(run, document);
}

/* ---- Entries and rows ---- */

struct saying {
    size_t document;
    struct keur_entry note; /* name: the term; text: its explanation */
    bool is_matched;
};
struct sayings {
    struct saying *items;
    size_t count;
};

static int compare_sayings(const void *left, const void *right)
{
    const struct saying *a = left, *b = right;
    int order = keur_text_compare(a->note.name, b->note.name);

    if (order == 0)
        order = (a->document > b->document) - (a->document < b->document);
    if (order != 0)
        return order;
    return (a->note.span.begin > b->note.span.begin) - (a->note.span.begin < b->note.span.begin);
}

/* Counts, and fills `items` when it is there. */
static size_t notes_of(const keur_run *run, size_t document, struct saying *items)
{
    struct keur_entry note;
    size_t count = 0;

    for (; keur_index_note(run, document, count, &note); count++) {
        if (items != NULL)
            items[count] = (struct saying){.document = document, .note = note};
    }
    return count;
}

static struct sayings entries_of(keur_run *run, const keur_index *index)
{
    const struct options *given = keur_options(run);
    size_t size = keur_index_size(index);
    struct sayings entries = {NULL, 0};

    for (int is_filling = 0; is_filling <= 1; is_filling++) {
        if (is_filling)
            entries.items = keur_allocate(run, (entries.count + 1) * sizeof(*entries.items));
        entries.count = 0;
        for (size_t i = 0; i < size; i++) {
            struct saying *room = is_filling ? entries.items + entries.count : NULL;
            struct keur_entry first;
            if (keur_index_note(run, i, 0, &first) &&
                matches(given->glossary, keur_index_path(index, i)))
                entries.count += notes_of(run, i, room);
        }
    }
    qsort(entries.items, entries.count, sizeof(*entries.items), compare_sayings);
    return entries;
}

/* ---- One page ---- */

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/* The next byte that counts: any white space is one blank, and `\|` is a pipe. */
static int next_byte(struct keur_text text, size_t *at)
{
    size_t begin = *at;

    while (*at < text.length && is_blank(text.bytes[*at]))
        ++*at;
    if (*at > begin)
        return ' ';
    if (*at + 1 < text.length && text.bytes[*at] == '\\' && text.bytes[*at + 1] == '|')
        ++*at;
    return *at < text.length ? text.bytes[(*at)++] : EOF;
}

static bool is_same_text(struct keur_text a, struct keur_text b)
{
    size_t at_a = 0, at_b = 0;
    int of_a, of_b;

    if (keur_text_equals(a, b))
        return true;
    do {
        of_a = next_byte(a, &at_a);
        of_b = next_byte(b, &at_b);
    } while (of_a == of_b && of_a != EOF);
    return of_a == of_b;
}

/* Entries and rows of one term. */
struct group {
    struct sayings entries, rows;
};

static struct sayings take_term(struct sayings *rest, struct keur_text term)
{
    struct sayings taken = {rest->items, 0};

    while (taken.count < rest->count && keur_text_equals(rest->items[taken.count].note.name, term))
        taken.count++;
    rest->items += taken.count;
    rest->count -= taken.count;
    return taken;
}

/* Both in order of their terms; false at the end. */
static bool next_group(struct sayings *entries, struct sayings *rows, struct group *group)
{
    if (entries->count == 0 && rows->count == 0)
        return false;
    bool is_row_first = entries->count == 0 ||
                        (rows->count > 0 && keur_text_compare(rows->items[0].note.name,
                                                              entries->items[0].note.name) < 0);
    struct keur_text term = is_row_first ? rows->items[0].note.name : entries->items[0].note.name;
    group->entries = take_term(entries, term);
    group->rows = take_term(rows, term);
    return true;
}

/* What stands on both sides is matched. */
static void match_group(const struct group *group)
{
    for (size_t i = 0; i < group->entries.count && i < LEFT_OVER; i++) {
        struct saying *entry = &group->entries.items[i];
        entry->is_matched = false;
        for (size_t k = 0; k < group->rows.count && k < LEFT_OVER; k++) {
            if (!is_same_text(entry->note.text, group->rows.items[k].note.text))
                continue;
            entry->is_matched = true;
            group->rows.items[k].is_matched = true;
        }
    }
}

/* Was the page made from the glossary?  At least half of the terms that both have are explained
 * alike. */
static bool match(struct sayings entries, struct sayings rows)
{
    size_t shared = 0, alike = 0;
    struct group group;

    while (next_group(&entries, &rows, &group)) {
        match_group(&group);
        shared += group.entries.count > 0 && group.rows.count > 0;
        alike += group.entries.count > 0 && group.entries.items[0].is_matched;
    }
    return alike * 2 >= shared;
}

static struct saying *next_unmatched(const struct sayings *sayings, size_t *at)
{
    while (*at < sayings->count && sayings->items[*at].is_matched)
        ++*at;
    return *at < sayings->count ? &sayings->items[(*at)++] : NULL;
}

/* An entry of another term with the row's explanation: there the term differs. */
static struct saying *find_renamed(const struct sayings *entries, const struct saying *row)
{
    size_t at = 0;

    for (size_t seen = 0; seen < LEFT_OVER; seen++) {
        struct saying *entry = next_unmatched(entries, &at);
        if (entry == NULL || is_same_text(entry->note.text, row->note.text))
            return entry;
    }
    return NULL;
}

struct page {
    keur_run *run;
    struct keur_text path, glossary;
    struct sayings entries, rows;
};

static void report_differing(const struct page *page, const struct saying *entry,
                             const struct saying *row)
{
    bool is_named_alike = keur_text_equals(entry->note.name, row->note.name);
    struct keur_related related = {
        .path = page->path, .span = row->note.span, .message = {"it stands here", 14}};
    struct keur_details details = {
        .size = sizeof(details), .related = &related, .related_count = 1};

    if (is_named_alike)
        keur_report_on(page->run, entry->document, entry->note.span, &details,
                       "%.*s, which is made from this list, explains \"%.*s\" otherwise; make the "
                       "page anew, or change the entry",
                       KEUR_ARGUMENT(page->path), KEUR_ARGUMENT(entry->note.name));
    else
        keur_report_on(page->run, entry->document, entry->note.span, &details,
                       "%.*s, which is made from this list, calls \"%.*s\" \"%.*s\"; make the page "
                       "anew, or change the entry",
                       KEUR_ARGUMENT(page->path), KEUR_ARGUMENT(entry->note.name),
                       KEUR_ARGUMENT(row->note.name));
}

static void report_missing(const struct page *page, const struct saying *entry)
{
    keur_report_on(page->run, entry->document, entry->note.span, NULL,
                   "\"%.*s\" is not on %.*s, which is made from this list; make the page anew",
                   KEUR_ARGUMENT(entry->note.name), KEUR_ARGUMENT(page->path));
}

static void report_extra(const struct page *page, struct saying *row)
{
    struct saying *renamed = find_renamed(&page->entries, row);

    if (renamed != NULL) {
        renamed->is_matched = true;
        report_differing(page, renamed, row);
        return;
    }
    keur_report_on(page->run, row->document, row->note.span, NULL,
                   "\"%.*s\" is not in %.*s, which this page is made from; add an entry there, or "
                   "make the page anew",
                   KEUR_ARGUMENT(row->note.name), KEUR_ARGUMENT(page->glossary));
}

/* Rows of terms that are explained otherwise, or that no entry has; then entries without a row. */
static void compare(const struct page *page)
{
    struct sayings entries = page->entries, rows = page->rows;
    struct group group;

    while (next_group(&entries, &rows, &group)) {
        size_t at = 0, of_row = 0;
        struct saying *entry, *row;
        while ((row = next_unmatched(&group.rows, &of_row)) != NULL &&
               (entry = next_unmatched(&group.entries, &at)) != NULL) {
            entry->is_matched = true;
            row->is_matched = true;
            report_differing(page, entry, row);
        }
    }
    for (size_t i = 0; i < page->rows.count; i++) {
        if (!page->rows.items[i].is_matched)
            report_extra(page, &page->rows.items[i]);
    }
    for (size_t i = 0; i < page->entries.count; i++) {
        if (!page->entries.items[i].is_matched)
            report_missing(page, &page->entries.items[i]);
    }
}

static void check_page(keur_run *run, const keur_index *index, size_t document,
                       struct sayings entries)
{
    struct page page = {.run = run,
                        .path = keur_index_path(index, document),
                        .glossary = keur_index_path(index, entries.items[0].document),
                        .entries = entries};

    page.rows.count = notes_of(run, document, NULL);
    page.rows.items = keur_allocate(run, (page.rows.count + 1) * sizeof(*page.rows.items));
    notes_of(run, document, page.rows.items);
    qsort(page.rows.items, page.rows.count, sizeof(*page.rows.items), compare_sayings);
    if (match(entries, page.rows))
        compare(&page);
}

static void check(keur_run *run, const keur_index *index)
{
    const struct options *given = keur_options(run);
    struct sayings entries = entries_of(run, index);
    size_t size = entries.count == 0 ? 0 : keur_index_size(index);

    for (size_t i = 0; i < size; i++) {
        struct keur_entry first;
        if (keur_index_note(run, i, 0, &first) &&
            !matches(given->glossary, keur_index_path(index, i)))
            check_page(run, index, i, entries);
    }
}

const struct keur_check check_glossary = {
    .size = sizeof(struct keur_check),
    .id = "terms/glossary",
    .summary = "The page that is made from a glossary says what the glossary says.",
    .options = options,
    .options_size = sizeof(struct options),
    .run_project = check,
    .gather = gather,
};
