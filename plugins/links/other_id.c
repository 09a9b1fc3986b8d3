/* Links whose text begins with the id of another document. */
#include "links.h"

struct other_id_options {
    struct keur_text key;
};

static const struct keur_option other_id_options[] = {
    {
        .name = "key",
        .type = KEUR_OPTION_TEXT,
        .offset = offsetof(struct other_id_options, key),
        .fallback = "id",
        .summary = "front matter key of a document's id; what stands behind its last colon counts",
    },
    {0},
};

/* The letters in front: "aia" of "aia-05". */
static bool are_of_one_series(struct keur_text id, struct keur_text other)
{
    size_t letters = 0;

    while (letters < id.length && id.bytes[letters] != '-')
        letters++;
    return letters < other.length && other.bytes[letters] == '-' &&
           text_begins(other, (struct keur_text){id.bytes, letters});
}

static bool has_id(const struct titles *titles, struct keur_text id)
{
    return ids_are_same(titles->id, id) || ids_are_same(titles->prefix, id);
}

/* The document that has this id; the size of the index when none has. */
static size_t find_id(keur_run *run, const keur_index *index, struct keur_text id)
{
    const struct other_id_options *options = keur_options(run);
    size_t document = 0;

    for (; document < keur_index_size(index); document++) {
        struct titles titles = titles_of(index, document, options->key);

        if (has_id(&titles, id))
            break;
    }
    return document;
}

static void report_known(keur_run *run, const keur_index *index, const struct noted_link *link,
                         struct keur_text said, const struct titles *titles, size_t meant)
{
    struct keur_text own = titles->id.length > 0 ? titles->id : titles->prefix, rest = link->text;
    struct keur_text right = keur_relative_target(run, link->from, keur_index_path(index, meant));
    size_t path_length = path_of_target(link->target).length;
    struct keur_edit edit = {
        {link->span.begin, link->span.begin + path_length}, right, KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit};
    size_t length = (size_t)(said.bytes - rest.bytes) + said.length;

    rest.bytes += length;
    rest.length -= length;
    /* Where the text goes on with the title of the page, its id is what is wrong. */
    details.edit_count = link->is_verbatim && !title_begins_alike(run, titles->title, rest) &&
                                 !title_begins_alike(run, titles->heading, rest)
                             ? 1
                             : 0;
    keur_report_on(
        run, link->document, link->span, &details,
        "the text begins with \"%.*s\", which is \"%.*s\", and the link leads to \"%.*s\"",
        KEUR_ARGUMENT(said), KEUR_ARGUMENT(right), KEUR_ARGUMENT(own));
}

static void check_id(keur_run *run, const keur_index *index, const struct noted_link *link)
{
    const struct other_id_options *options = keur_options(run);
    size_t begin = 0, length = id_length(link->text, &begin), meant, size = keur_index_size(index);
    size_t page = noted_link_page(run, index, link);
    struct keur_text said = {link->text.bytes + begin, length}, own;
    struct titles titles;

    if (page == size)
        return;
    titles = titles_of(index, page, options->key);
    own = titles.id.length > 0 ? titles.id : titles.prefix;
    if (own.length == 0 || has_id(&titles, said))
        return;
    meant = find_id(run, index, said);
    if (meant < size)
        report_known(run, index, link, said, &titles, meant);
    else if (are_of_one_series(own, said))
        keur_report_on(run, link->document, link->span, NULL,
                       "the text begins with \"%.*s\", and the link leads to \"%.*s\": one of the "
                       "two is wrong",
                       KEUR_ARGUMENT(said), KEUR_ARGUMENT(own));
}

/* Most names of files begin with the id of what is in them. */
static bool names_itself(struct keur_text text, struct keur_text target)
{
    struct keur_text name = path_name_of(path_of_target(target));
    size_t begin = 0, length = id_length(text, &begin), name_begin = 0;
    size_t name_length = id_length(name, &name_begin);

    return ids_are_same((struct keur_text){text.bytes + begin, length},
                        (struct keur_text){name.bytes + name_begin, name_length});
}

static void gather(keur_run *run, const keur_document *document)
{
    const struct keur_link *link;

    for (size_t i = 0, begin; (link = keur_link(document, i)) != NULL; i++) {
        bool is_written = link->kind == KEUR_LINK_INLINE || link->definition != NULL;

        if (is_written && !link->is_image && id_length(link->text, &begin) > 0 &&
            !names_itself(link->text, link->target) && !address_has_scheme(link->target))
            note_link(run, link, link->target_span, link->target);
    }
}

static void check_other_id(keur_run *run, const keur_index *index)
{
    struct noted_link link;

    for (size_t document = 0; document < keur_index_size(index); document++) {
        for (size_t i = 0; noted_link(run, index, document, i, &link); i++)
            check_id(run, index, &link);
    }
}

const struct keur_check links_other_id = {
    .size = sizeof(struct keur_check),
    .id = "links/other-id",
    .summary = "A text that begins with an id leads to the document that has it.",
    .options = other_id_options,
    .options_size = sizeof(struct other_id_options),
    .run_project = check_other_id,
    .gather = gather,
};
