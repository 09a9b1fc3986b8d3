/* One address that the sources sections of several documents call by several titles. */
#include <stdlib.h>

#include "links.h"

struct cited {
    struct keur_text address, title; /* the title as it is compared */
    struct keur_text written;
    size_t document;
    struct keur_span span;
};
struct citations {
    struct cited *items;
    size_t count;
};

static int compare_cited(const void *left, const void *right)
{
    const struct cited *a = left, *b = right;
    int order = keur_text_compare(a->address, b->address);

    if (order == 0)
        order = keur_text_compare(a->title, b->title);
    if (order == 0)
        order = (a->document > b->document) - (a->document < b->document);
    return order != 0 ? order : (a->span.begin > b->span.begin) - (a->span.begin < b->span.begin);
}

/* ---- Gathering ---- */

static bool opens_sources(keur_run *run, const struct sources_setting *setting,
                          const struct keur_entry *heading)
{
    struct keur_text plain = text_plain(run, heading->text);

    for (size_t i = 0; i < setting->headings.count; i++) {
        if (keur_text_equals(plain, text_plain(run, setting->headings.items[i])))
            return true;
    }
    return false;
}

/* The letters of words without digits: articles, pages and codes of one text are other titles by
 * right. */
static struct keur_text compared(keur_run *run, struct keur_text title)
{
    struct keur_text plain = text_plain(run, title);
    char *bytes = keur_allocate(run, plain.length + 1);
    size_t length = 0, word = 0; /* where the last word begins */
    bool has_digit = false;

    for (size_t i = 0; i <= plain.length; i++) {
        char c = i < plain.length ? plain.bytes[i] : ' ';

        if (c == ' ') {
            length = has_digit ? word : length;
            word = length;
            has_digit = false;
        } else if (byte_is_letter(c)) {
            bytes[length++] = c;
        } else {
            has_digit |= c >= '0' && c <= '9';
        }
    }
    return (struct keur_text){bytes, length};
}

static void add_cited(keur_run *run, struct citations *citations, struct keur_text address,
                      struct cited cited)
{
    if (!address_has_scheme(address) || cited.written.length == 0)
        return;
    if (citations->items != NULL) {
        if (address.bytes[address.length - 1] == '/')
            address.length--;
        cited.address = address;
        cited.title = compared(run, cited.written);
        citations->items[citations->count] = cited;
    }
    citations->count++;
}

/* Counts the links of the sources sections, and keeps them when there is room. */
static void gather(keur_run *run, const keur_index *index, struct citations *citations)
{
    struct keur_entry entry, text;

    citations->count = 0;
    for (size_t i = 0; i < keur_index_size(index); i++) {
        const struct sources_setting *setting = keur_index_setting(run, i, "sources");
        int level = 0; /* of the heading of the section we are in */

        for (size_t e = 0; setting != NULL && keur_index_entry(index, i, e, &entry); e++) {
            if (entry.kind == KEUR_ENTRY_HEADING && (level == 0 || entry.level <= level))
                level = opens_sources(run, setting, &entry) ? entry.level : 0;
            if (level > 0 && entry.kind == KEUR_ENTRY_LINK &&
                keur_index_entry(index, i, e + 1, &text) && text.kind == KEUR_ENTRY_LINK_TEXT &&
                text.level != 1)
                add_cited(run, citations, keur_text_trim(entry.text),
                          (struct cited){.written = keur_text_trim(text.text),
                                         .document = i,
                                         .span = text.span});
        }
    }
}

/* ---- Judging ---- */

/* The title that stands most often, of the citations of one address; NULL when two do. */
static const struct cited *usual_title(const struct cited *items, size_t count)
{
    const struct cited *usual = NULL;
    size_t most = 1;

    for (size_t i = 0, begin = 0; i <= count; i++) {
        if (i < count && keur_text_equals(items[i].title, items[begin].title))
            continue;
        if (i - begin >= most) {
            usual = i - begin > most ? &items[begin] : NULL;
            most = i - begin;
        }
        begin = i;
    }
    return usual;
}

static void check_address(keur_run *run, const keur_index *index, const struct cited *items,
                          size_t count)
{
    const struct cited *usual = usual_title(items, count);

    for (size_t i = 0; i < count && usual != NULL; i++) {
        struct keur_related related = {
            .path = keur_index_path(index, usual->document),
            .span = usual->span,
            .message = {"the usual title", 15},
        };
        struct keur_details details = {
            .size = sizeof details, .related = &related, .related_count = 1};

        if (keur_text_equals(items[i].title, usual->title))
            continue;
        keur_report_on(run, items[i].document, items[i].span, &details,
                       "other documents call this source \"%.*s\"",
                       KEUR_ARGUMENT(text_shortened(run, usual->written)));
    }
}

static void check_source_title(keur_run *run, const keur_index *index)
{
    struct citations citations = {NULL, 0};
    size_t begin = 0;

    gather(run, index, &citations);
    citations.items = keur_allocate(run, (citations.count + 1) * sizeof *citations.items);
    gather(run, index, &citations);
    qsort(citations.items, citations.count, sizeof *citations.items, compare_cited);
    for (size_t i = 1; i <= citations.count; i++) {
        if (i < citations.count &&
            keur_text_equals(citations.items[i].address, citations.items[begin].address))
            continue;
        check_address(run, index, citations.items + begin, i - begin);
        begin = i;
    }
}

const struct keur_check links_source_title = {
    .size = sizeof(struct keur_check),
    .id = "links/source-title",
    .summary = "A source has the same title in all documents that list it.",
    .run_project = check_source_title,
};
