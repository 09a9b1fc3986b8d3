/* Addresses elsewhere of what the project has a page of its own about. */
#include <stdlib.h>
#include <string.h>

#include "links.h"

struct local_page_options {
    struct keur_texts documents, keys;
    const keur_pattern *text;
};

static const struct keur_option local_page_options[] = {
    {
        .name = "documents",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct local_page_options, documents),
        .summary = "types of the documents that are each about one thing elsewhere",
    },
    {
        .name = "keys",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct local_page_options, keys),
        .summary = "front matter keys of theirs that hold its address",
    },
    {
        .name = "text",
        .type = KEUR_OPTION_PATTERN,
        .offset = offsetof(struct local_page_options, text),
        .summary =
            "text of the link of theirs that leads there; such links are right elsewhere, too",
    },
    {0},
};

/* What a document is about, by its address elsewhere. */
struct subject {
    struct keur_text address; /* as address_plain() gives it */
    size_t document;
};
struct subjects {
    keur_run *run;
    const keur_index *index;
    const struct local_page_options *options;
    struct subject *items;
    size_t count, capacity;
};

static bool has_fragment(struct keur_text target)
{
    return memchr(target.bytes, '#', target.length) != NULL;
}

static bool is_one_of(const struct keur_texts *texts, struct keur_text text)
{
    for (size_t i = 0; i < texts->count; i++) {
        if (keur_text_equals(texts->items[i], text))
            return true;
    }
    return false;
}

/* ---- What the documents are about ---- */

static void add_subject(struct subjects *subjects, struct keur_text address, size_t document)
{
    struct keur_text plain = address_plain(address);

    if (plain.length == 0)
        return;
    if (subjects->count == subjects->capacity) {
        size_t capacity = subjects->capacity * 2 + 16;
        struct subject *items = keur_allocate(subjects->run, capacity * sizeof *items);

        if (subjects->count > 0)
            memcpy(items, subjects->items, subjects->count * sizeof *items);
        subjects->items = items;
        subjects->capacity = capacity;
    }
    subjects->items[subjects->count++] = (struct subject){plain, document};
}

/* The value of a key that holds the address. */
static void read_values(struct subjects *subjects, size_t document)
{
    struct keur_entry entry;

    for (size_t i = 0;
         subjects->options->keys.count > 0 &&
         keur_index_next(subjects->index, document, 1U << KEUR_ENTRY_VALUE, &i, &entry);) {
        if (is_one_of(&subjects->options->keys, entry.name))
            add_subject(subjects, entry.text, document);
    }
}

/* The text that leads to what the document is about. */
static bool is_subject_text(const struct local_page_options *options, struct keur_text text)
{
    struct keur_span match;

    return options->text != NULL && keur_match(options->text, text, 0, &match);
}

static void read_document(struct subjects *subjects, size_t document)
{
    struct noted_link link;

    read_values(subjects, document);
    for (size_t i = 0; noted_link(subjects->run, subjects->index, document, i, &link); i++) {
        if (is_subject_text(subjects->options, link.text))
            add_subject(subjects, link.target, document);
    }
}

/* Lengths first: nearly all that are compared differ in that. */
static int compare_subjects(const void *a, const void *b)
{
    const struct subject *left = a, *right = b;

    if (left->address.length != right->address.length)
        return left->address.length < right->address.length ? -1 : 1;
    return address_order(left->address, right->address);
}

static void read_subjects(struct subjects *subjects)
{
    for (size_t i = 0; i < keur_index_size(subjects->index); i++) {
        if (is_one_of(&subjects->options->documents, keur_index_type(subjects->index, i)))
            read_document(subjects, i);
    }
    if (subjects->count > 0)
        qsort(subjects->items, subjects->count, sizeof *subjects->items, compare_subjects);
}

/* The one document that is about this address; NULL when none is, or several are. */
static const struct subject *find_subject(const struct subjects *subjects, struct keur_text address)
{
    struct subject wanted = {address_plain(address), 0};
    const struct subject *found, *begin = subjects->items, *end = begin + subjects->count;

    if (wanted.address.length == 0)
        return NULL;
    found = bsearch(&wanted, begin, subjects->count, sizeof *begin, compare_subjects);
    if (found == NULL)
        return NULL;
    while (found > begin && compare_subjects(found - 1, &wanted) == 0)
        found--;
    for (const struct subject *other = found; other < end; other++) {
        if (compare_subjects(other, found) != 0)
            break;
        if (other->document != found->document)
            return NULL;
    }
    return found;
}

/* ---- Links ---- */

static void report(const struct subjects *subjects, const struct noted_link *link, size_t page)
{
    static const struct keur_text no_key = {"", 0};
    keur_run *run = subjects->run;
    struct keur_text path = keur_index_path(subjects->index, page), address, right;
    struct titles titles = titles_of(subjects->index, page, no_key);
    struct keur_text title = titles.title.length > 0 ? titles.title : titles.heading;
    /* Of HTML, no text is taken down. */
    enum keur_target_base base = link->text.length == 0 ? KEUR_FROM_PAGE : KEUR_FROM_FILE;

    /* From a file that is not of the site, no link leads to a page. */
    if (keur_site(run) != NULL && !keur_page_address(run, link->from, &address))
        return;
    right = target_to(run, link->from, path, base);

    struct keur_edit edit = {link->span, right, KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit};
    details.edit_count = link->is_verbatim ? 1 : 0;
    keur_report_on(run, link->document, link->span, &details,
                   "this site has a page of its own about this, \"%.*s\": write \"%.*s\"",
                   KEUR_ARGUMENT(title), KEUR_ARGUMENT(right));
}

static void check_document(const struct subjects *subjects, size_t document)
{
    struct noted_link link;

    for (size_t i = 0; noted_link(subjects->run, subjects->index, document, i, &link); i++) {
        const struct subject *subject = find_subject(subjects, link.target);

        if (subject != NULL && subject->document != document && !has_fragment(link.target) &&
            !is_subject_text(subjects->options, link.text))
            report(subjects, &link, subject->document);
    }
}

/* The sections of sources of a document, as its links are gone through. */
struct passed {
    const struct sources_setting *setting; /* NULL: none are known */
    size_t heading;                        /* the next */
    size_t end;                            /* of the sources; 0: none yet */
};

static bool is_among_sources(keur_run *run, const keur_document *document,
                             const struct keur_link *link, struct passed *passed)
{
    const struct keur_heading *heading;

    for (; passed->setting != NULL && (heading = keur_heading(document, passed->heading)) != NULL &&
           heading->node->span.begin < link->span.begin;
         passed->heading++) {
        if (heading->section.end > passed->end &&
            sources_are_below(run, passed->setting, heading->text))
            passed->end = heading->section.end;
    }
    return link->span.begin < passed->end;
}

/* All links elsewhere: whether one is of a subject is not known yet.  A part of a page is no
 * subject, and a source is cited where it is, whatever the project says about it. */
static void gather(keur_run *run, const keur_document *document)
{
    const struct local_page_options *options = keur_options(run);
    struct passed passed = {keur_setting(run, "sources"), 0, 0};
    const struct keur_link *link;

    for (size_t i = 0; options->documents.count > 0 && (link = keur_link(document, i)) != NULL;
         i++) {
        bool is_html = link->kind == KEUR_LINK_HTML_HREF;
        bool is_written = is_html || link->kind == KEUR_LINK_INLINE || link->definition != NULL;

        if (!is_written || link->is_image || address_plain(link->target).length == 0)
            continue;
        bool is_compared =
            !has_fragment(link->target) && !is_among_sources(run, document, link, &passed);
        if (is_compared || is_subject_text(options, link->text))
            note_link(run, link, is_html ? link->span : link->target_span, link->target);
    }
}

static void check_local_page(keur_run *run, const keur_index *index)
{
    struct subjects subjects = {.run = run, .index = index, .options = keur_options(run)};

    read_subjects(&subjects);
    for (size_t i = 0; subjects.count > 0 && i < keur_index_size(index); i++)
        check_document(&subjects, i);
}

const struct keur_check links_local_page = {
    .size = sizeof(struct keur_check),
    .id = "links/local-page",
    .summary = "What the project has a page about is linked by that page.",
    .options = local_page_options,
    .options_size = sizeof(struct local_page_options),
    .run_project = check_local_page,
    .gather = gather,
};
