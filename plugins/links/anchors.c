/* Which anchors the page of a document has, as far as the project tells. */
#include "anchors.h"

#include <stdlib.h>
#include <string.h>

static bool is_text(struct keur_text text, const char *string)
{
    return text.length == strlen(string) && memcmp(text.bytes, string, text.length) == 0;
}

struct anchors *anchors_new(keur_run *run, const keur_index *index)
{
    struct anchors *anchors = keur_allocate(run, sizeof *anchors);
    size_t size = keur_index_size(index);

    anchors->run = run;
    anchors->index = index;
    anchors->pages = keur_allocate(run, (size + 1) * sizeof *anchors->pages);
    return anchors;
}

static int compare_texts(const void *a, const void *b)
{
    const struct keur_text *first = a, *second = b;
    size_t common = first->length < second->length ? first->length : second->length;
    int order = memcmp(first->bytes, second->bytes, common);

    if (order != 0)
        return order;
    return (first->length > second->length) - (first->length < second->length);
}

/* Plugins that replace parts of documents put headings in as well. */
static bool is_replaced(const struct anchors *anchors, struct keur_text opening)
{
    const struct keur_site *site = keur_site(anchors->run);

    if (is_text(opening, "{{") || is_text(opening, "{%"))
        return site != NULL && site->has_templates;
    return is_text(opening, ":::") ? site != NULL : true;
}

/* "x" of "Heading {#x}": other generators than MkDocs take that for the id. */
static struct keur_text explicit_id(const struct keur_entry *entry)
{
    struct keur_text text = entry->text;

    if (entry->kind != KEUR_ENTRY_HEADING || memchr(text.bytes, '{', text.length) == NULL)
        return (struct keur_text){"", 0};
    text = keur_text_trim(text);
    if (!text_has_ending(text, "}"))
        return (struct keur_text){"", 0};
    for (size_t i = text.length - 1; i > 0 && text.bytes[i] != ' '; i--) {
        if (text.bytes[i - 1] == '{' && text.bytes[i] == '#')
            return (struct keur_text){text.bytes + i + 1, text.length - i - 2};
    }
    return (struct keur_text){"", 0};
}

enum { ANCHOR_KINDS = 1U << KEUR_ENTRY_HEADING | 1U << KEUR_ENTRY_ID };

static bool is_anchor(const struct keur_entry *entry)
{
    return entry->kind == KEUR_ENTRY_HEADING || entry->kind == KEUR_ENTRY_ID;
}

static struct page *page_of(struct anchors *anchors, size_t document)
{
    const unsigned others =
        1U << KEUR_ENTRY_FOOTNOTE | 1U << KEUR_ENTRY_SNIPPET | 1U << KEUR_ENTRY_INSERTION;
    struct page *page = &anchors->pages[document];
    struct keur_entry entry;
    size_t count = 0;

    if (page->is_read)
        return page;
    page->is_read = true;
    for (size_t i = 0;
         keur_index_next(anchors->index, document, ANCHOR_KINDS | others, &i, &entry);) {
        count += is_anchor(&entry) ? 2 : 0;
        page->has_footnotes |= entry.kind == KEUR_ENTRY_FOOTNOTE;
        page->has_snippets |= entry.kind == KEUR_ENTRY_SNIPPET;
        page->is_open |= entry.kind == KEUR_ENTRY_INSERTION && is_replaced(anchors, entry.name);
    }
    page->names = keur_allocate(anchors->run, (count + 1) * sizeof *page->names);
    for (size_t i = 0; keur_index_next(anchors->index, document, ANCHOR_KINDS, &i, &entry);) {
        struct keur_text id = explicit_id(&entry);

        page->names[page->count++] = entry.name;
        if (id.length > 0)
            page->names[page->count++] = id;
    }
    return page;
}

/* Sorted, for who asks for many names. */
static struct page *sorted_page_of(struct anchors *anchors, size_t document)
{
    struct page *page = page_of(anchors, document);

    if (!page->is_sorted)
        qsort(page->names, page->count, sizeof *page->names, compare_texts);
    page->is_sorted = true;
    return page;
}

static bool has_name(const struct page *page, struct keur_text name)
{
    if (page->is_sorted)
        return bsearch(&name, page->names, page->count, sizeof *page->names, compare_texts) != NULL;
    for (size_t i = 0; i < page->count; i++) {
        if (keur_text_equals(page->names[i], name))
            return true;
    }
    return false;
}

/* ---- What is there without a heading or id ---- */

static bool is_of_browser(struct keur_text name)
{
    /* "__": what the Material theme and pymdownx make for tabs, code lines and the drawer. */
    return name.length == 0 || is_text(name, "top") || text_has_prefix(name, "__") ||
           text_has_prefix(name, "/") || text_has_prefix(name, "!");
}

static bool is_of_github(struct keur_text name)
{
    return text_has_prefix(name, "user-content-") || (name.length > 1 && name.bytes[0] == 'L' &&
                                                      name.bytes[1] >= '0' && name.bytes[1] <= '9');
}

static bool has_folded_name(const struct anchors *anchors, const struct page *page,
                            struct keur_text name)
{
    struct keur_text folded = keur_fold(anchors->run, name);

    for (size_t i = 0; i < page->count; i++) {
        if (keur_text_equals(keur_fold(anchors->run, page->names[i]), folded))
            return true;
    }
    return false;
}

/* The letters and digits of ASCII in a text, in lower case. */
static struct keur_text letters_only(keur_run *run, struct keur_text text)
{
    struct keur_text folded = keur_fold(run, text);
    char *bytes = keur_allocate(run, folded.length + 1);
    size_t length = 0;

    for (size_t i = 0; i < folded.length; i++) {
        if ((unsigned char)folded.bytes[i] < 0x80 &&
            strchr(" -_.,:;()/'\"&", folded.bytes[i]) == NULL)
            bytes[length++] = folded.bytes[i];
    }
    return (struct keur_text){bytes, length};
}

/* With the option `slugify` tabs have ids of their titles, perhaps behind that of a heading. */
static bool is_of_tab(const struct anchors *anchors, size_t document, struct keur_text name)
{
    const struct keur_site *site = keur_site(anchors->run);
    struct keur_text wanted = letters_only(anchors->run, name);
    struct keur_entry entry;

    if (site == NULL || keur_value_find(site_extension(site, "pymdownx.tabbed"), "slugify") == NULL)
        return false;
    for (size_t i = 0;
         keur_index_next(anchors->index, document, 1U << KEUR_ENTRY_TAB, &i, &entry);) {
        struct keur_text title = letters_only(anchors->run, entry.text);
        if (title.length <= wanted.length &&
            memcmp(wanted.bytes + wanted.length - title.length, title.bytes, title.length) == 0)
            return true;
    }
    return false;
}

/* ---- Snippets ---- */

/* The document that a snippet names: its path ends with what is written. */
static size_t find_snippet(const struct anchors *anchors, struct keur_text name)
{
    size_t size = keur_index_size(anchors->index), found = keur_index_find(anchors->index, name);

    for (size_t i = 0; found == size && i < size; i++) {
        struct keur_text path = keur_index_path(anchors->index, i);
        size_t begin = path.length - name.length;

        if (path.length > name.length && path.bytes[begin - 1] == '/' &&
            memcmp(path.bytes + begin, name.bytes, name.length) == 0)
            found = i;
    }
    return found;
}

/* "x_1" may be the second "x" when a snippet has one as well. */
static struct keur_text without_number(struct keur_text name)
{
    size_t end = name.length;

    while (end > 0 && name.bytes[end - 1] >= '0' && name.bytes[end - 1] <= '9')
        end--;
    return end < name.length && end > 0 && name.bytes[end - 1] == '_'
               ? (struct keur_text){name.bytes, end - 1}
               : name;
}

static bool has_with_snippets(struct anchors *anchors, size_t document, struct keur_text name)
{
    struct keur_text base = without_number(name);
    struct keur_entry entry;

    if (has_name(sorted_page_of(anchors, document), base))
        return true;
    for (size_t i = 0;
         keur_index_next(anchors->index, document, 1U << KEUR_ENTRY_SNIPPET, &i, &entry);) {
        size_t snippet = find_snippet(anchors, entry.name);
        if (snippet == keur_index_size(anchors->index) ||
            sorted_page_of(anchors, snippet)->is_open ||
            sorted_page_of(anchors, snippet)->has_snippets ||
            has_name(sorted_page_of(anchors, snippet), base))
            return true;
    }
    return false;
}

static bool is_appended(struct anchors *anchors, struct keur_text name)
{
    const struct keur_site *site = keur_site(anchors->run);

    for (size_t i = 0; site != NULL && i < site->auto_append.count; i++) {
        size_t document = keur_index_find(anchors->index, site->auto_append.items[i]);

        if (document < keur_index_size(anchors->index) &&
            has_name(sorted_page_of(anchors, document), without_number(name)))
            return true;
    }
    return false;
}

/* ---- All of it ---- */

/* Are the letters of one those of the other, less those that are not of ASCII? */
static bool is_within(struct keur_text part, struct keur_text whole)
{
    size_t found = 0;

    for (size_t i = 0; i < whole.length && found < part.length; i++)
        found += whole.bytes[i] == part.bytes[found];
    return found == part.length;
}

static size_t count_not_ascii(struct keur_text text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.length; i++)
        count += ((unsigned char)text.bytes[i] & 0xC0) == 0xC0;
    return count;
}

/* Letters that are not of ASCII may be dropped in one, kept or replaced in the other; some makers
 * take only the first word of a heading for its id. */
static bool is_alike(struct keur_text one, struct keur_text other, size_t dropped)
{
    struct keur_text part = one.length < other.length ? one : other;
    struct keur_text whole = one.length < other.length ? other : one;

    if (part.length > 2 && memcmp(part.bytes, whole.bytes, part.length) == 0)
        return true;
    return whole.length - part.length <= dropped && is_within(part, whole);
}

bool anchors_have_loosely(struct anchors *anchors, size_t document, struct keur_text name)
{
    struct page *page = sorted_page_of(anchors, document);
    struct keur_text wanted = letters_only(anchors->run, name);

    for (size_t i = 0; i < page->count; i++) {
        size_t dropped = count_not_ascii(page->names[i]) + count_not_ascii(name);

        if (is_alike(letters_only(anchors->run, page->names[i]), wanted, dropped))
            return true;
    }
    return false;
}

bool anchors_have(struct anchors *anchors, size_t document, struct keur_text name)
{
    struct page *page = sorted_page_of(anchors, document);
    bool is_github = keur_index_dialect(anchors->index, document) != KEUR_DIALECT_PYTHON_MARKDOWN;

    if (page->is_open || is_of_browser(name) || has_name(page, name) ||
        (page->has_footnotes && text_has_prefix(name, "fn")))
        return true;
    if (is_github)
        return is_of_github(name) || has_folded_name(anchors, page, name);
    return (page->has_snippets && has_with_snippets(anchors, document, name)) ||
           is_appended(anchors, name) || is_of_tab(anchors, document, name);
}

static bool continues(struct keur_text text, struct keur_text beginning)
{
    return text.length > beginning.length + 1 && beginning.length > 3 &&
           memcmp(text.bytes, beginning.bytes, beginning.length) == 0 &&
           (text.bytes[beginning.length] == '-' || text.bytes[beginning.length] == '_');
}

/* The one that goes on where the name ends, or ends earlier: a heading got or lost some words. */
static ptrdiff_t find_continued(const struct page *page, struct keur_text name)
{
    ptrdiff_t found = -1;

    for (size_t i = 0; i < page->count; i++) {
        if (!continues(page->names[i], name) && !continues(name, page->names[i]))
            continue;
        if (found >= 0)
            return -1;
        found = (ptrdiff_t)i;
    }
    return found;
}

bool anchors_nearest(struct anchors *anchors, size_t document, struct keur_text name,
                     struct keur_entry *ret_entry)
{
    struct page *page = sorted_page_of(anchors, document);
    ptrdiff_t nearest = keur_nearest(name, page->names, page->count);

    if (nearest < 0)
        nearest = find_continued(page, name);
    for (size_t i = 0;
         nearest >= 0 && keur_index_next(anchors->index, document, ANCHOR_KINDS, &i, ret_entry);) {
        if (keur_text_equals(ret_entry->name, page->names[nearest]))
            return true;
    }
    return false;
}

size_t anchors_find_page(struct anchors *anchors, struct keur_text name)
{
    size_t size = keur_index_size(anchors->index), found = size;

    for (size_t i = 0; i < size; i++) {
        if (!has_name(page_of(anchors, i), name))
            continue;
        if (found < size)
            return size;
        found = i;
    }
    return found;
}
