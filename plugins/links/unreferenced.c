/* Documents that no other document, and no navigation, refers to. */
#include <stdlib.h>
#include <string.h>

#include "links.h"

struct unreferenced_options {
    struct keur_texts skip_folders;
};

static const struct keur_option unreferenced_options[] = {
    {
        .name = "skip-folders",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct unreferenced_options, skip_folders),
        .fallback = "[includes, _includes, snippets, _snippets, partials, blog, posts, tags]",
        .summary = "names of folders whose documents readers find in another way",
    },
    {0},
};

/* A document by the name of its file, as front matter names documents. */
struct named {
    struct keur_text name; /* first: what they are sorted by */
    size_t document;
};

struct survey {
    keur_run *run;
    const keur_index *index;
    bool *is_referenced; /* for each document */
    struct named *names;
};

static struct keur_text without_ending(struct keur_text name)
{
    if (text_has_ending(name, ".md"))
        name.length -= 3;
    return name;
}

static int compare_names(const void *a, const void *b)
{
    const struct keur_text *first = a, *second = b;
    size_t common = first->length < second->length ? first->length : second->length;
    int order = common == 0 ? 0 : memcmp(first->bytes, second->bytes, common);

    return order != 0 ? order : (first->length > second->length) - (first->length < second->length);
}

static void mark_target(struct survey *survey, struct keur_text from, struct keur_text target,
                        enum keur_target_base base)
{
    struct keur_destination found = keur_resolve(survey->run, from, target, base);
    size_t document;

    if (found.kind != KEUR_DESTINATION_FILE || keur_text_equals(found.real_path, from))
        return;
    document = keur_index_find(survey->index, found.real_path);
    if (document < keur_index_size(survey->index))
        survey->is_referenced[document] = true;
}

/* All of that name: which one is meant, other checks know. */
static void mark_name(struct survey *survey, size_t from, struct keur_text name)
{
    size_t size = keur_index_size(survey->index);
    const struct named *found = bsearch(&name, survey->names, size, sizeof *found, compare_names);

    if (found == NULL)
        return;
    while (found > survey->names && keur_text_equals(found[-1].name, name))
        found--;
    for (; found < survey->names + size && keur_text_equals(found->name, name); found++) {
        if (found->document != from)
            survey->is_referenced[found->document] = true;
    }
}

static void mark_document(struct survey *survey, size_t document)
{
    struct keur_text from = keur_index_path(survey->index, document);
    struct keur_entry entry;

    for (size_t i = 0; keur_index_entry(survey->index, document, i, &entry); i++) {
        if (entry.kind == KEUR_ENTRY_LINK)
            mark_target(survey, from, entry.text,
                        link_kind_is_raw(entry.level) ? KEUR_FROM_PAGE : KEUR_FROM_FILE);
        else if (entry.kind == KEUR_ENTRY_VALUE)
            mark_name(survey, document, without_ending(path_name_of(keur_text_trim(entry.text))));
        else if (entry.kind == KEUR_ENTRY_SNIPPET)
            mark_name(survey, document, without_ending(path_name_of(entry.name)));
    }
}

static void read_names(struct survey *survey)
{
    size_t size = keur_index_size(survey->index);

    survey->is_referenced = keur_allocate(survey->run, size + 1);
    survey->names = keur_allocate(survey->run, (size + 1) * sizeof *survey->names);
    for (size_t i = 0; i < size; i++)
        survey->names[i] =
            (struct named){without_ending(path_name_of(keur_index_path(survey->index, i))), i};
    qsort(survey->names, size, sizeof *survey->names, compare_names);
}

/* Where readers begin. */
static bool is_entrance(struct keur_text path)
{
    static const char *const names[] = {"index", "README", "404", "CONTRIBUTING", "CHANGELOG"};
    struct keur_text name = without_ending(path_name_of(path));

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (name.length == strlen(names[i]) && memcmp(name.bytes, names[i], name.length) == 0)
            return true;
    }
    return false;
}

static void check_unreferenced(keur_run *run, const keur_index *index)
{
    const struct unreferenced_options *options = keur_options(run);
    struct survey survey = {.run = run, .index = index};
    const struct nav_lists *nav = nav_lists_read(run);
    struct keur_text address, file;

    read_names(&survey);
    for (size_t i = 0; i < keur_index_size(index); i++)
        mark_document(&survey, i);
    for (size_t i = 0; i < keur_index_size(index); i++) {
        struct keur_text path = keur_index_path(index, i);
        bool is_page = keur_site(run) == NULL || keur_page_address(run, path, &address);

        if (survey.is_referenced[i] || !is_page || is_entrance(path) ||
            path_is_part(path, &options->skip_folders) || keur_is_excluded(run, path) ||
            (nav != NULL && nav_lists_page(run, nav, path, &file)))
            continue;
        keur_report_on(run, i, (struct keur_span){0, 0}, NULL,
                       "no other document, and no navigation, refers to this one: name it where "
                       "readers look for it, or remove it");
    }
}

const struct keur_check links_unreferenced = {
    .size = sizeof(struct keur_check),
    .id = "links/unreferenced",
    .summary = "A document is referred to: by a link, by front matter, or by the navigation.",
    .options = unreferenced_options,
    .options_size = sizeof(struct unreferenced_options),
    .run_project = check_unreferenced,
};
