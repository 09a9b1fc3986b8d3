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

static bool is_subject_text(const struct local_page_options *options, const struct keur_entry *text)
{
    struct keur_span match;

    return options->text != NULL && text->kind == KEUR_ENTRY_LINK_TEXT && text->level != 1 &&
           keur_match(options->text, text->text, 0, &match);
}

/* Does the entry, and what stands behind it, say what the document is about? */
static bool is_subject(const struct local_page_options *options, const struct keur_entry *entry,
                       const struct keur_entry *behind)
{
    if (entry->kind == KEUR_ENTRY_VALUE)
        return is_one_of(&options->keys, entry->name);
    return entry->kind == KEUR_ENTRY_LINK && address_has_scheme(entry->text) &&
           is_subject_text(options, behind);
}

static void read_document(struct subjects *subjects, size_t document)
{
    struct keur_entry entry, behind = {0};

    for (size_t i = 0; keur_index_entry(subjects->index, document, i, &entry); i++) {
        keur_index_entry(subjects->index, document, i + 1, &behind);
        if (is_subject(subjects->options, &entry, &behind))
            add_subject(subjects, entry.text, document);
    }
}

static int compare_subjects(const void *a, const void *b)
{
    const struct subject *left = a, *right = b;

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

static void report(const struct subjects *subjects, size_t document, const struct keur_entry *link,
                   size_t page)
{
    static const struct keur_text no_key = {"", 0};
    keur_run *run = subjects->run;
    struct keur_text from = keur_index_path(subjects->index, document);
    struct keur_text path = keur_index_path(subjects->index, page), address, right;
    struct titles titles = titles_of(subjects->index, page, no_key);
    struct keur_text title = titles.title.length > 0 ? titles.title : titles.heading;

    /* From a file that is not of the site, no link leads to a page. */
    if (keur_site(run) != NULL && !keur_page_address(run, from, &address))
        return;
    right =
        target_to(run, from, path, link_kind_is_raw(link->level) ? KEUR_FROM_PAGE : KEUR_FROM_FILE);

    struct keur_edit edit = {link->span, right, KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit};
    details.edit_count = link->span.end - link->span.begin == link->text.length ? 1 : 0;
    keur_report_on(run, document, link->span, &details,
                   "this site has a page of its own about this, \"%.*s\": write \"%.*s\"",
                   KEUR_ARGUMENT(title), KEUR_ARGUMENT(right));
}

/* Level of the heading of sources that an entry stands below; 0: of none.  A source is cited where
 * it is, whatever the project says about it. */
static int sources_level(const struct subjects *subjects, size_t document,
                         const struct keur_entry *heading, int level)
{
    const struct sources_setting *setting = keur_index_setting(subjects->run, document, "sources");

    if (level > 0 && heading->level > level)
        return level;
    bool begins = setting != NULL && sources_are_below(subjects->run, setting, heading->text);
    return begins ? heading->level : 0;
}

static void check_document(const struct subjects *subjects, size_t document)
{
    struct keur_entry link, text;
    int level = 0;

    for (size_t i = 0; keur_index_entry(subjects->index, document, i, &link); i++) {
        const struct subject *subject;

        if (link.kind == KEUR_ENTRY_HEADING)
            level = sources_level(subjects, document, &link, level);
        if (level > 0 || link.kind != KEUR_ENTRY_LINK || link.level == KEUR_LINK_AUTOLINK ||
            link.level == KEUR_LINK_HTML_SRC ||
            memchr(link.text.bytes, '#', link.text.length) != NULL)
            continue;
        subject = find_subject(subjects, link.text);
        if (subject == NULL || subject->document == document ||
            !keur_index_entry(subjects->index, document, i + 1, &text) ||
            text.kind != KEUR_ENTRY_LINK_TEXT || text.level == 1 ||
            is_subject_text(subjects->options, &text))
            continue;
        report(subjects, document, &link, subject->document);
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
};
