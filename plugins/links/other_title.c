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

static void report(keur_run *run, const struct noted_link *link, const struct titles *titles,
                   size_t begin)
{
    struct keur_text title = titles->title.length > 0 ? titles->title : titles->heading;
    struct keur_edit edit = {{link->span.begin + begin, link->span.end}, title, KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit};

    details.edit_count = link->is_verbatim ? 1 : 0;
    keur_report_on(run, link->document, link->span, &details,
                   "the page that this leads to has another title, \"%.*s\"", KEUR_ARGUMENT(title));
}

static void check_title(keur_run *run, const keur_index *index, const struct noted_link *link)
{
    const struct other_title_options *options = keur_options(run);
    struct keur_text text = link->text;
    size_t begin = 0, length = id_length(text, &begin), page = noted_link_page(run, index, link);
    struct keur_text id = {text.bytes + begin, length};
    struct titles titles;

    if (page == keur_index_size(index))
        return;
    titles = titles_of(index, page, options->key);
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

/* All that its heading or its list item says: a card, an entry of a list. */
static bool stands_alone(const struct keur_link *link)
{
    const struct keur_node *node = link->node, *block = node->parent;

    if (block == NULL || block->first_child != node || node->next != NULL)
        return false;
    return block->kind == KEUR_NODE_HEADING ||
           (block->kind == KEUR_NODE_PARAGRAPH && block->parent != NULL &&
            block->parent->kind == KEUR_NODE_ITEM && block->parent->first_child == block);
}

static void gather(keur_run *run, const keur_document *document)
{
    bool is_list = is_list_of_pages(keur_options(run), keur_path(document));
    const struct keur_link *link;

    for (size_t i = 0, begin; (link = keur_link(document, i)) != NULL; i++) {
        bool is_written = link->kind == KEUR_LINK_INLINE || link->definition != NULL;

        /* A part of a page has a title of its own. */
        if (is_written && !link->is_image &&
            ((is_list && stands_alone(link)) || id_length(link->text, &begin) > 0) &&
            !address_has_scheme(link->target) &&
            path_of_target(link->target).length == link->target.length)
            note_link(run, link, link->text_span, link->text);
    }
}

static void check_other_title(keur_run *run, const keur_index *index)
{
    struct noted_link link;

    for (size_t document = 0; document < keur_index_size(index); document++) {
        for (size_t i = 0; noted_link(run, index, document, i, &link); i++)
            check_title(run, index, &link);
    }
}

const struct keur_check links_other_title = {
    .size = sizeof(struct keur_check),
    .id = "links/other-title",
    .summary = "A page is listed by its title.",
    .options = other_title_options,
    .options_size = sizeof(struct other_title_options),
    .run_project = check_other_title,
    .gather = gather,
};
