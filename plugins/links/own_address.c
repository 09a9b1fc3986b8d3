/* Links to pages of the own site by their addresses, and targets that nobody completes. */
#include <string.h>

#include "anchors.h"

/* The links of the index, one after another; the document's path with each. */
struct walk {
    keur_run *run;
    const keur_index *index;
    size_t document, next;
    struct keur_text from;
    struct keur_entry link;
    struct anchors *anchors; /* NULL until one is looked for */
};

static bool next_link(struct walk *walk)
{
    for (; walk->document < keur_index_size(walk->index); walk->document++, walk->next = 0) {
        walk->from = keur_index_path(walk->index, walk->document);
        if (keur_index_next(walk->index, walk->document, 1U << KEUR_ENTRY_LINK, &walk->next,
                            &walk->link))
            return true;
    }
    return false;
}

static enum keur_target_base base_of(const struct keur_entry *link)
{
    return link_kind_is_raw(link->level) ? KEUR_FROM_PAGE : KEUR_FROM_FILE;
}

/* What stands behind the path: query and fragment. */
static struct keur_text tail_of(struct keur_text target)
{
    size_t begin = path_of_target(target).length;

    return (struct keur_text){target.bytes + begin, target.length - begin};
}

/* ---- The own site ---- */

/* An anchor that is not there is to be mended first, by the rule that tells it. */
static bool has_its_anchor(struct walk *walk, const struct keur_destination *found)
{
    size_t page = keur_index_find(walk->index, found->real_path);

    if (found->fragment.length == 0 || page == keur_index_size(walk->index))
        return true;
    if (walk->anchors == NULL)
        walk->anchors = anchors_new(walk->run, walk->index);
    return anchors_have(walk->anchors, page, found->fragment);
}

/* What stands behind the first two slashes: of an address, its host and all behind it. */
static struct keur_text behind_slashes(struct keur_text address)
{
    size_t begin = 0;

    while (begin < address.length && address.bytes[begin] != '/')
        begin++;
    begin = begin + 2 < address.length ? begin + 2 : address.length;
    return (struct keur_text){address.bytes + begin, address.length - begin};
}

static struct keur_text host_of(const struct keur_site *site)
{
    struct keur_text host = behind_slashes(site->url);
    const char *slash = host.length == 0 ? NULL : memchr(host.bytes, '/', host.length);

    if (slash != NULL)
        host.length = (size_t)(slash - host.bytes);
    return host;
}

static void check_own_link(struct walk *walk)
{
    keur_run *run = walk->run;
    const struct keur_entry *link = &walk->link;
    struct keur_text address, right;
    struct keur_destination found = keur_resolve(run, walk->from, link->text, base_of(link));

    /* The home page is named where the site itself is meant. */
    if (found.kind != KEUR_DESTINATION_FILE ||
        (found.form != KEUR_TARGET_SITE && found.form != KEUR_TARGET_PAGE) ||
        !keur_page_address(run, walk->from, &address) ||
        !keur_page_address(run, found.path, &address) || address.length == 0 ||
        !has_its_anchor(walk, &found))
        return;
    right = keur_format(run, "%.*s%.*s",
                        KEUR_ARGUMENT(target_to(run, walk->from, found.path, base_of(link))),
                        KEUR_ARGUMENT(tail_of(link->text)));

    struct keur_edit edit = {link->span, right, KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit};
    /* Of a reference, and of a target with escapes, the place is another. */
    details.edit_count = link->span.end - link->span.begin == link->text.length ? 1 : 0;
    keur_report_on(
        run, walk->document, link->span, &details,
        "this is a page of this site: write \"%.*s\", so that MkDocs tells when the page "
        "moves",
        KEUR_ARGUMENT(right));
}

/* A whole address of the own host, or in Markdown, where the source file can be named, "../page/".
 */
static bool may_be_own(const struct keur_entry *link, struct keur_text host)
{
    if (link->level != KEUR_LINK_INLINE && link->level != KEUR_LINK_HTML_HREF)
        return false;
    if (address_has_scheme(link->text))
        return host.length > 0 && text_begins(behind_slashes(link->text), host);
    return link->level == KEUR_LINK_INLINE && link->text.length > 0 && link->text.bytes[0] != '#' &&
           !text_has_ending(path_of_target(link->text), ".md");
}

static void check_own_address(keur_run *run, const keur_index *index)
{
    const struct keur_site *site = keur_site(run);
    struct walk walk = {.run = run, .index = index};

    if (site == NULL)
        return;
    const struct keur_text host = host_of(site);
    while (next_link(&walk))
        if (may_be_own(&walk.link, host))
            check_own_link(&walk);
}

const struct keur_check links_own_address = {
    .size = sizeof(struct keur_check),
    .id = "links/own-address",
    .summary = "Pages of the own site are linked by their source files.",
    .run_project = check_own_address,
};

/* ---- Templates ---- */

static size_t find_template(struct keur_text target)
{
    for (size_t i = 0; i + 1 < target.length; i++) {
        if (target.bytes[i] == '{' && (target.bytes[i + 1] == '{' || target.bytes[i + 1] == '%'))
            return i;
    }
    return target.length;
}

static void check_template_target(keur_run *run, const keur_index *index)
{
    const struct keur_site *site = keur_site(run);
    struct walk walk = {.run = run, .index = index};
    struct keur_text address;

    if (site == NULL || site->root == NULL || site->has_templates)
        return;
    while (next_link(&walk)) {
        struct keur_text target = walk.link.text;

        if (find_template(target) < target.length && keur_page_address(run, walk.from, &address))
            keur_report_on(run, walk.document, walk.link.span, NULL,
                           "nothing replaces \"%.*s\": \"%.*s\" has no plugin that does, such as "
                           "macros",
                           KEUR_ARGUMENT(target), KEUR_ARGUMENT(site->path));
    }
}

const struct keur_check links_template_target = {
    .size = sizeof(struct keur_check),
    .id = "links/template-target",
    .summary = "A target is complete, unless a plugin of the site completes it.",
    .run_project = check_template_target,
};
