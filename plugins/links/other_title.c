/* Cards and lists of pages whose text is not the title of the page. */
#include "links.h"

struct other_title_options {
    struct keur_texts names;
    struct keur_text key;
};

static const struct keur_option other_title_options[] = {
    {
        .name = "names",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct other_title_options, names),
        .fallback = "[index.md]",
        .summary =
            "names of the files that list other pages; links that stand alone in a heading or "
            "a list item of theirs are compared",
    },
    {
        .name = "key",
        .type = KEUR_OPTION_TEXT,
        .offset = offsetof(struct other_title_options, key),
        .fallback = "id",
        .summary =
            "front matter key of a document's id: behind the id of a page, a text is compared "
            "wherever it stands",
    },
    {0},
};

static bool is_list_of_pages(const struct other_title_options *options, struct keur_text path)
{
    struct keur_text name = path_name_of(path);

    for (size_t i = 0; i < options->names.count; i++) {
        if (keur_text_equals(name, options->names.items[i]))
            return true;
    }
    return false;
}

static bool is_title(keur_run *run, const struct titles *titles, struct keur_text text)
{
    return title_begins_alike(run, titles->title, text) ||
           title_begins_alike(run, titles->heading, text);
}

/* Where the text stands in the source as it is read: behind "[", before "](". */
static struct keur_span text_span(const struct page_link *link)
{
    size_t begin = link->text.span.begin + 1, end = begin + link->text.text.length;

    if (link->link.level != KEUR_LINK_INLINE || end + 2 != link->link.span.begin)
        begin = end;
    return (struct keur_span){begin, end};
}

static void report(keur_run *run, const struct page_link *link, const struct titles *titles,
                   size_t begin)
{
    struct keur_text title = titles->title.length > 0 ? titles->title : titles->heading;
    struct keur_span where = text_span(link);
    struct keur_edit edit = {{where.begin + begin, where.end}, title, KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit};

    details.edit_count = where.end > where.begin ? 1 : 0;
    keur_report_on(run, link->document, link->text.span, &details,
                   "the page that this leads to has another title, \"%.*s\"", KEUR_ARGUMENT(title));
}

static void check_title(keur_run *run, const keur_index *index, struct page_link *link)
{
    const struct other_title_options *options = keur_options(run);
    struct keur_text text = link->text.text;
    size_t begin = 0, length = id_length(text, &begin);
    bool is_listed = link->text.level == 2 && is_list_of_pages(options, link->from);
    struct keur_text id = {text.bytes + begin, length};
    struct titles titles;

    /* A part of a page has a title of its own. */
    if ((!is_listed && length == 0) ||
        path_of_target(link->link.text).length != link->link.text.length ||
        !page_link_resolve(run, index, link))
        return;
    titles = titles_of(index, link->page, options->key);
    begin += length;
    /* The name of its file is no title. */
    if (length > 0 && begin < text.length && text.bytes[begin] == '-')
        return;
    while (length > 0 && begin < text.length &&
           (letter_is_blank(text.bytes[begin]) || text.bytes[begin] == ':'))
        begin++;
    if (length > 0 && !ids_are_same(titles.id, id) && !ids_are_same(titles.prefix, id))
        return;
    text.bytes += begin;
    text.length -= begin;
    if (text.length > 0 && titles.title.length + titles.heading.length > 0 &&
        !is_title(run, &titles, text))
        report(run, link, &titles, begin);
}

static void check_other_title(keur_run *run, const keur_index *index)
{
    struct page_walk walk = {.index = index};
    struct page_link link = {0};

    while (page_walk_next(&walk, &link))
        check_title(run, index, &link);
}

const struct keur_check links_other_title = {
    .size = sizeof(struct keur_check),
    .id = "links/other-title",
    .summary = "A page is listed by its title.",
    .options = other_title_options,
    .options_size = sizeof(struct other_title_options),
    .run_project = check_other_title,
};
