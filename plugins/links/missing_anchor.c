/* The part behind '#': a heading or id of the page that the link leads to. */
#include <string.h>

#include "anchors.h"

struct generated {
    struct keur_text directive;
    const keur_pattern *anchors;
};

struct missing_anchor_options {
    struct keur_texts skip_folders;
    struct keur_records generated;
};

static const struct keur_option generated_fields[] = {
    {
        .name = "directive",
        .type = KEUR_OPTION_TEXT,
        .offset = offsetof(struct generated, directive),
        .summary = "first word of the comment that a hook replaces; none: every page has them",
    },
    {
        .name = "anchors",
        .type = KEUR_OPTION_PATTERN,
        .offset = offsetof(struct generated, anchors),
        .summary = "what its ids look like",
        .is_required = true,
    },
    {0},
};

static const struct keur_option missing_anchor_options[] = {
    {
        .name = "skip-folders",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct missing_anchor_options, skip_folders),
        .fallback = "[includes, _includes, snippets, _snippets, partials]",
        .summary = "names of folders whose documents become part of pages elsewhere",
    },
    {
        .name = "generated",
        .type = KEUR_OPTION_RECORDS,
        .offset = offsetof(struct missing_anchor_options, generated),
        .summary = "ids that hooks put into pages when the site is built",
        .fields = generated_fields,
        .fields_size = sizeof(struct generated),
    },
    {0},
};

/* A link of the index, and what it leads to. */
struct reference {
    size_t document;
    struct keur_entry link;
    struct keur_destination destination;
    size_t page; /* the document that it leads to */
};

/* Only <a> and <area> lead to an anchor; a script may take the click instead. */
static bool is_followed(const struct keur_entry *link, struct keur_text element)
{
    if (link->level == KEUR_LINK_HTML_SRC)
        return false;
    if (link->level != KEUR_LINK_HTML_HREF)
        return true;
    return (text_has_prefix(element, "<a ") || text_has_prefix(element, "<a\n") ||
            text_has_prefix(element, "<A ") || text_has_prefix(element, "<area")) &&
           !text_contains(element, "onclick") && !text_contains(element, "data-") &&
           !text_contains(element, "role=\"button\"");
}

static bool is_generated(const struct missing_anchor_options *options, const keur_index *index,
                         size_t page, struct keur_text name)
{
    const struct generated *generated = options->generated.items;
    struct keur_entry entry;
    struct keur_span match;

    for (size_t k = 0; k < options->generated.count; k++) {
        if (!keur_match(generated[k].anchors, name, 0, &match))
            continue;
        if (generated[k].directive.length == 0)
            return true;
        size_t i = 0;
        if (keur_index_named(index, page, 1U << KEUR_ENTRY_DIRECTIVE, generated[k].directive, &i,
                             &entry))
            return true;
    }
    return false;
}

/* ---- Reporting ---- */

/* Where the fragment stands in the source; empty when the target is written with escapes, or in a
 * definition elsewhere. */
static struct keur_span fragment_span(const struct reference *reference)
{
    const struct keur_entry *link = &reference->link;
    struct keur_span none = {link->span.end, link->span.end};
    size_t begin = path_of_target(link->text).length;

    /* The fragment begins at '#', not at the '?' of a query. */
    while (begin < link->text.length && link->text.bytes[begin] != '#')
        begin++;
    if (link->span.end - link->span.begin != link->text.length || begin == link->text.length)
        return none;
    return (struct keur_span){link->span.begin + begin + 1, link->span.end};
}

static bool is_own_page(const struct reference *reference)
{
    return reference->page == reference->document;
}

static void report_nearest(struct anchors *anchors, const struct reference *reference,
                           const struct keur_entry *meant)
{
    keur_run *run = anchors->run;
    struct keur_text name = reference->destination.fragment;
    bool is_same = keur_text_equals(keur_fold(run, name), keur_fold(run, meant->name));
    struct keur_edit edit = {fragment_span(reference), meant->name,
                             is_same ? KEUR_SAFE : KEUR_UNSAFE};
    struct keur_related related = {
        reference->destination.path, meant->span, {"this was meant, perhaps", 23}};
    struct keur_details details = {.size = sizeof details, .related = &related, .related_count = 1};

    details.edits = &edit;
    details.edit_count = edit.span.end > edit.span.begin ? 1 : 0;
    if (is_own_page(reference))
        keur_report_on(run, reference->document, reference->link.span, &details,
                       "this page has no heading or id \"%.*s\"; did you mean \"#%.*s\"?",
                       KEUR_ARGUMENT(name), KEUR_ARGUMENT(meant->name));
    else
        keur_report_on(run, reference->document, reference->link.span, &details,
                       "\"%.*s\" has no heading or id \"%.*s\"; did you mean \"#%.*s\"?",
                       KEUR_ARGUMENT(reference->destination.path), KEUR_ARGUMENT(name),
                       KEUR_ARGUMENT(meant->name));
}

static void report_elsewhere(struct anchors *anchors, const struct reference *reference,
                             size_t elsewhere)
{
    struct keur_text path = keur_index_path(anchors->index, elsewhere);
    struct keur_text from = keur_index_path(anchors->index, reference->document);
    struct keur_text name = reference->destination.fragment;
    struct keur_text target = elsewhere == reference->document
                                  ? (struct keur_text){"", 0}
                                  : keur_relative_target(anchors->run, from, path);

    keur_report_on(anchors->run, reference->document, reference->link.span, NULL,
                   "\"%.*s\" has no heading or id \"%.*s\"; \"%.*s#%.*s\" is there",
                   KEUR_ARGUMENT(reference->destination.path), KEUR_ARGUMENT(name),
                   KEUR_ARGUMENT(target), KEUR_ARGUMENT(name));
}

static void report(struct anchors *anchors, const struct reference *reference, bool may_suggest)
{
    struct keur_text name = reference->destination.fragment;
    struct keur_entry meant;
    size_t size = keur_index_size(anchors->index), elsewhere = size;

    if (may_suggest && anchors_nearest(anchors, reference->page, name, &meant)) {
        report_nearest(anchors, reference, &meant);
        return;
    }
    if (may_suggest)
        elsewhere = anchors_find_page(anchors, name);
    if (elsewhere < size)
        report_elsewhere(anchors, reference, elsewhere);
    else if (is_own_page(reference))
        keur_report_on(anchors->run, reference->document, reference->link.span, NULL,
                       "this page has no heading or id \"%.*s\"", KEUR_ARGUMENT(name));
    else
        keur_report_on(anchors->run, reference->document, reference->link.span, NULL,
                       "\"%.*s\" has no heading or id \"%.*s\"",
                       KEUR_ARGUMENT(reference->destination.path), KEUR_ARGUMENT(name));
}

/* ---- The check ---- */

static bool is_python(const struct anchors *anchors, size_t document)
{
    return keur_index_dialect(anchors->index, document) == KEUR_DIALECT_PYTHON_MARKDOWN;
}

/* GitHub shows documents of the root, and each README, with anchors of its own, those of the site
 * too; who shows another document that is not of the site is not known. */
static bool has_unknown_maker(const struct anchors *anchors, const struct reference *reference)
{
    struct keur_text path = keur_index_path(anchors->index, reference->page);
    bool is_of_github = memchr(path.bytes, '/', path.length) == NULL ||
                        text_has_prefix(path_name_of(path), "README");

    if (!keur_text_equals(reference->destination.path, reference->destination.real_path))
        return true;
    return is_python(anchors, reference->page) ? !is_python(anchors, reference->document)
                                               : !is_of_github;
}

/* Browsers take the fragment as it is written first, then decoded. */
static bool has_anchor(struct anchors *anchors, const struct reference *reference)
{
    struct keur_text target = reference->link.text;
    size_t begin = 0;

    while (begin < target.length && target.bytes[begin] != '#')
        begin++;
    struct keur_text written = {target.bytes + begin + 1, target.length - begin - 1};
    return anchors_have(anchors, reference->page, reference->destination.fragment) ||
           anchors_have(anchors, reference->page, written) ||
           (has_unknown_maker(anchors, reference) &&
            anchors_have_loosely(anchors, reference->page, reference->destination.fragment));
}

static bool has_fragment(struct keur_text target)
{
    return target.length > 0 && memchr(target.bytes, '#', target.length) != NULL;
}

static bool is_missing(struct anchors *anchors, struct reference *reference,
                       struct keur_text element)
{
    struct keur_text from = keur_index_path(anchors->index, reference->document);

    if (!is_followed(&reference->link, element))
        return false;
    reference->destination =
        keur_resolve(anchors->run, from, reference->link.text,
                     link_kind_is_raw(reference->link.level) ? KEUR_FROM_PAGE : KEUR_FROM_FILE);
    if (reference->destination.kind != KEUR_DESTINATION_FILE ||
        reference->destination.form == KEUR_TARGET_REPOSITORY)
        return false;
    reference->page = keur_index_find(anchors->index, reference->destination.real_path);
    return reference->page < keur_index_size(anchors->index) && !has_anchor(anchors, reference) &&
           target_is_meant(keur_text_trim(reference->link.text));
}

static bool is_part(const struct missing_anchor_options *options, const struct anchors *anchors,
                    size_t document)
{
    const struct keur_site *site = keur_site(anchors->run);
    struct keur_text path = keur_index_path(anchors->index, document);

    for (size_t i = 0; site != NULL && i < site->auto_append.count; i++) {
        if (keur_text_equals(path, site->auto_append.items[i]))
            return true;
    }
    return path_is_part(path, &options->skip_folders);
}

static void check_missing_anchor(keur_run *run, const keur_index *index)
{
    const struct missing_anchor_options *options = keur_options(run);
    struct anchors *anchors = anchors_new(run, index);
    const struct keur_site *site = keur_site(run);
    size_t count = 0;

    if (site != NULL && site->has_unknown_anchors)
        return;
    for (size_t document = 0; document < keur_index_size(index); document++) {
        struct reference reference = {.document = document};
        struct keur_entry behind;

        if (is_part(options, anchors, document))
            continue;
        for (size_t i = 0;
             keur_index_next(index, document, 1U << KEUR_ENTRY_LINK, &i, &reference.link);) {
            if (!has_fragment(reference.link.text) ||
                !keur_index_entry(index, document, i, &behind) ||
                !is_missing(anchors, &reference, behind.text) ||
                is_generated(options, index, reference.page, reference.destination.fragment))
                continue;
            report(anchors, &reference, count++ < MOST_SUGGESTIONS);
        }
    }
}

const struct keur_check links_missing_anchor = {
    .size = sizeof(struct keur_check),
    .id = "links/missing-anchor",
    .summary = "The heading or id that a link leads to is on the page.",
    .options = missing_anchor_options,
    .options_size = sizeof(struct missing_anchor_options),
    .run_project = check_missing_anchor,
};
