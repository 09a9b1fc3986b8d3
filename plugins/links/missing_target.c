/* Targets that lead nowhere on the site or in the project, and what was meant. */
#include <string.h>

#include "links.h"

struct missing_target_options {
    struct keur_texts skip_folders, also, addresses_after;
};

static const struct keur_option missing_target_options[] = {
    {
        .name = "skip-folders",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct missing_target_options, skip_folders),
        .fallback = "[includes, _includes, snippets, _snippets, partials]",
        .summary = "names of folders whose documents become part of pages elsewhere, so that "
                   "their targets count from there",
    },
    {
        .name = "also",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct missing_target_options, also),
        .summary = "folders and files, relative to the project root, that are there when the site "
                   "is built: what hooks and programs make",
    },
    {
        .name = "addresses-after",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct missing_target_options, addresses_after),
        .summary = "texts in raw HTML behind which, up to the next quote, stands an address that "
                   "counts from the root of the site: \"redirectUrl: '\"",
    },
    {0},
};

/* One target under examination. */
struct examined {
    keur_run *run;
    const keur_document *document;
    struct keur_text target;
    struct keur_span where;
    enum keur_target_base base;
    struct keur_destination destination;
    bool may_suggest;
};

bool target_is_meant(struct keur_text target)
{
    struct address_repair repair;

    return target.length > 0 && !address_repair(target, &repair) && !address_is_of_host(target) &&
           !address_is_placeholder(target) && address_enclosed(target).length == 0;
}

struct keur_text page_relative(keur_run *run, struct keur_text from, struct keur_text address)
{
    struct keur_text page = {"", 0}, target;
    bool is_folder = address.length == 0 || address.bytes[address.length - 1] == '/';

    keur_page_address(run, from, &page);
    /* Addresses are paths below the site's root; "x" stands for the page itself. */
    page = keur_format(run, "%.*sx", KEUR_ARGUMENT(path_folder_of(page)));
    if (is_folder && address.length > 0)
        address.length--;
    target = keur_relative_target(run, page, address);
    return is_folder ? keur_format(run, "%.*s/", KEUR_ARGUMENT(target)) : target;
}

static size_t find_text(struct keur_text text, struct keur_text part, size_t from)
{
    const char *found = text.bytes + from, *end = text.bytes + text.length;

    while (part.length > 0 && found < end &&
           (found = memchr(found, *part.bytes, (size_t)(end - found))) != NULL) {
        if ((size_t)(end - found) >= part.length && memcmp(found, part.bytes, part.length) == 0)
            return (size_t)(found - text.bytes);
        found++;
    }
    return text.length;
}

/* An edit of the target's path, without query and fragment.  None where the source has escapes, for
 * which it would not fit. */
static void report_with_edit(const struct examined *examined, struct keur_text replacement,
                             enum keur_safety safety, struct keur_text message)
{
    struct keur_text path = path_of_target(examined->target);
    struct keur_span part = {examined->where.begin, examined->where.begin + path.length};
    struct keur_edit edit = {part, replacement, safety};
    struct keur_details details = {.size = sizeof details, .edits = &edit};
    struct keur_text written = keur_slice(examined->document, part);

    details.edit_count = replacement.length > 0 && keur_text_equals(written, path) ? 1 : 0;
    keur_report_details(examined->run, examined->where, &details, "%.*s", KEUR_ARGUMENT(message));
}

/* ---- What is not there ---- */

static void report_missing(const struct examined *examined)
{
    struct keur_text path = path_of_target(examined->target);
    struct lost lost = {examined->run, keur_path(examined->document), path, examined->base};
    struct suggestion suggestion = {{"", 0}, false};
    struct keur_text message;
    const char *noun = "target", *hint = "";

    if (examined->destination.form == KEUR_TARGET_PAGE && keur_site(examined->run) != NULL) {
        noun = "address";
        hint = " on the site, where it counts from the address of this page";
    }
    if (examined->may_suggest)
        suggestion = suggestion_for(&lost);
    if (suggestion.path.length == 0)
        message = keur_format(examined->run, "%s \"%.*s\" does not exist%s", noun,
                              KEUR_ARGUMENT(path), hint);
    else if (suggestion.is_same_name)
        message =
            keur_format(examined->run, "%s \"%.*s\" does not exist; its name is spelt \"%.*s\"",
                        noun, KEUR_ARGUMENT(path), KEUR_ARGUMENT(suggestion.path));
    else
        message = keur_format(examined->run, "%s \"%.*s\" does not exist%s; did you mean \"%.*s\"?",
                              noun, KEUR_ARGUMENT(path), hint, KEUR_ARGUMENT(suggestion.path));
    report_with_edit(examined, suggestion.path, suggestion.is_same_name ? KEUR_SAFE : KEUR_UNSAFE,
                     message);
}

/* "a.md" in raw HTML: the site has no such file, it shows the page as "a/". */
static bool report_source_in_html(const struct examined *examined)
{
    struct keur_text path = path_of_target(examined->target), address, right;
    struct keur_destination meant;

    if (examined->base != KEUR_FROM_PAGE || !text_has_ending(path, ".md"))
        return false;
    meant = keur_resolve(examined->run, keur_path(examined->document), path, KEUR_FROM_FILE);
    if (meant.kind != KEUR_DESTINATION_FILE ||
        !keur_page_address(examined->run, meant.path, &address))
        return false;
    right = percent_encoded(examined->run,
                            page_relative(examined->run, keur_path(examined->document), address));
    report_with_edit(
        examined, right, KEUR_SAFE,
        keur_format(examined->run,
                    "\"%.*s\" is a source file, and MkDocs leaves what is not Markdown "
                    "as it is: write the page's address, \"%.*s\"",
                    KEUR_ARGUMENT(path), KEUR_ARGUMENT(right)));
    return true;
}

/* In the repository: the same address with the path of what was meant. */
static struct keur_text in_repository(const struct examined *examined, struct keur_text meant)
{
    struct keur_text path = path_of_target(examined->target), wrong = examined->destination.path;

    meant = keur_resolve(examined->run, keur_path(examined->document), meant, KEUR_FROM_FILE).path;
    if (meant.length == 0 || path.length < wrong.length ||
        memcmp(path.bytes + path.length - wrong.length, wrong.bytes, wrong.length) != 0)
        return (struct keur_text){"", 0};
    return keur_format(examined->run, "%.*s%.*s", (int)(path.length - wrong.length), path.bytes,
                       KEUR_ARGUMENT(meant));
}

/* On a branch that is not there; a tag would do as well. */
static void report_branch(const struct examined *examined)
{
    keur_run *run = examined->run;
    struct keur_text path = path_of_target(examined->target), right = {"", 0};
    struct keur_text branch = examined->destination.branch;
    struct keur_text near = examined->destination.near_branch;
    struct keur_text message = keur_format(
        run, "\"%.*s\" leads to the branch \"%.*s\", which this repository does not have",
        KEUR_ARGUMENT(examined->target), KEUR_ARGUMENT(branch));
    struct keur_text part = keur_format(run, "/%.*s", KEUR_ARGUMENT(branch));
    size_t at = find_text(path, part, 0), end = at + part.length;

    if (near.length > 0 && examined->may_suggest && at < path.length) {
        right = keur_format(run, "%.*s/%.*s%.*s", (int)at, path.bytes, KEUR_ARGUMENT(near),
                            (int)(path.length - end), path.bytes + end);
        message = keur_format(run, "%.*s; did you mean \"%.*s\"?", KEUR_ARGUMENT(message),
                              KEUR_ARGUMENT(near));
    }
    report_with_edit(examined, right, KEUR_UNSAFE, message);
}

/* By an absolute address; what was meant is looked for as if the file were named. */
static void report_absolute(const struct examined *examined)
{
    keur_run *run = examined->run;
    struct keur_text target = examined->target, path = examined->destination.path;
    struct keur_text from = keur_path(examined->document), meant = {"", 0};
    bool is_of_repository = examined->destination.form == KEUR_TARGET_REPOSITORY;
    struct lost lost = {run, from, keur_relative_target(run, from, path), KEUR_FROM_FILE};
    struct keur_text message =
        is_of_repository
            ? keur_format(run, "\"%.*s\" leads to \"%.*s\", which this repository does not have",
                          KEUR_ARGUMENT(target), KEUR_ARGUMENT(path))
            : keur_format(run,
                          "\"%.*s\" leads to a page of this site that does not exist: there is no "
                          "\"%.*s\"",
                          KEUR_ARGUMENT(target), KEUR_ARGUMENT(path));

    if (examined->may_suggest)
        meant = suggestion_for(&lost).path;
    if (meant.length > 0 && is_of_repository)
        meant = in_repository(examined, meant);
    else if (meant.length > 0 && examined->base == KEUR_FROM_PAGE)
        meant = target_to(run, from, keur_resolve(run, from, meant, KEUR_FROM_FILE).path,
                          KEUR_FROM_PAGE);
    if (meant.length > 0)
        message = keur_format(run, "%.*s; did you mean \"%.*s\"?", KEUR_ARGUMENT(message),
                              KEUR_ARGUMENT(meant));
    report_with_edit(examined, meant, KEUR_UNSAFE, message);
}

/* ---- What is there, but not where it leads ---- */

struct keur_text target_to(keur_run *run, struct keur_text from, struct keur_text path,
                           enum keur_target_base base)
{
    struct keur_text address;

    if (base == KEUR_FROM_FILE || !keur_page_address(run, path, &address))
        return keur_relative_target(run, from, path);
    return percent_encoded(run, page_relative(run, from, address));
}

static void report_misplaced(const struct examined *examined)
{
    struct keur_text path = path_of_target(examined->target);
    struct keur_text right = target_to(examined->run, keur_path(examined->document),
                                       examined->destination.path, examined->base);
    struct keur_text url = keur_site(examined->run)->url;

    if (text_has_ending(path, ".md")) {
        report_with_edit(examined, right, KEUR_UNSAFE,
                         keur_format(examined->run,
                                     "\"%.*s\" begins with \"/\", and MkDocs leaves it as it is: "
                                     "write \"%.*s\"",
                                     KEUR_ARGUMENT(path), KEUR_ARGUMENT(right)));
        return;
    }
    report_with_edit(
        examined, right, KEUR_UNSAFE,
        examined->destination.form == KEUR_TARGET_ROOTED
            ? keur_format(examined->run,
                          "\"%.*s\" counts from the root of the host, and the site lies at "
                          "\"%.*s\": write \"%.*s\"",
                          KEUR_ARGUMENT(path), KEUR_ARGUMENT(url), KEUR_ARGUMENT(right))
            : keur_format(examined->run, "\"%.*s\" leads out of the site; did you mean \"%.*s\"?",
                          KEUR_ARGUMENT(path), KEUR_ARGUMENT(right)));
}

static void report_unpublished(const struct examined *examined)
{
    struct keur_text message = unpublished_message(examined->run, path_of_target(examined->target),
                                                   &examined->destination);

    keur_report(examined->run, examined->where, "%.*s", KEUR_ARGUMENT(message));
}

/* ---- One target ---- */

/* Below a folder, or the file itself, that an option names. */
static bool is_made(const struct examined *examined)
{
    const struct missing_target_options *options = keur_options(examined->run);
    struct keur_text path = examined->destination.path;

    for (size_t i = 0; i < options->also.count; i++) {
        struct keur_text made = options->also.items[i];

        if (made.length > 0 && made.bytes[made.length - 1] == '/')
            made.length--;
        if (path.length >= made.length && memcmp(path.bytes, made.bytes, made.length) == 0 &&
            (path.length == made.length || path.bytes[made.length] == '/'))
            return true;
    }
    return false;
}

/* Returns whether something was said. */
static bool examine(struct examined *examined)
{
    examined->target = keur_text_trim(examined->target);
    examined->destination = keur_resolve(examined->run, keur_path(examined->document),
                                         examined->target, examined->base);
    switch (examined->destination.kind) {
    case KEUR_DESTINATION_MISSING:
        if (is_made(examined) || !target_is_meant(examined->target))
            return false;
        if (examined->destination.branch.length > 0)
            report_branch(examined);
        else if (examined->destination.form == KEUR_TARGET_SITE ||
                 examined->destination.form == KEUR_TARGET_REPOSITORY)
            report_absolute(examined);
        else if (!report_source_in_html(examined))
            report_missing(examined);
        return true;
    case KEUR_DESTINATION_MISPLACED:
    case KEUR_DESTINATION_UNPUBLISHED:
        if (!target_is_meant(examined->target))
            return false;
        if (examined->destination.kind == KEUR_DESTINATION_MISPLACED)
            report_misplaced(examined);
        else
            report_unpublished(examined);
        return true;
    case KEUR_DESTINATION_UNKNOWN:
    case KEUR_DESTINATION_FILE:
    case KEUR_DESTINATION_FOLDER:
        break;
    }
    return false;
}

bool path_is_part(struct keur_text path, const struct keur_texts *folders)
{
    struct keur_text folder = path_folder_of(path), part;

    for (size_t at = 0; path_next_part(folder, &at, &part);) {
        for (size_t i = 0; i < folders->count; i++) {
            if (part.length == folders->items[i].length &&
                keur_text_equals(part, folders->items[i]))
                return true;
        }
    }
    return false;
}

bool link_kind_is_raw(int kind)
{
    return kind == KEUR_LINK_HTML_HREF || kind == KEUR_LINK_HTML_SRC || kind == KEUR_LINK_MERMAID;
}

/* ---- Addresses that scripts read ---- */

static void check_addresses_after(keur_run *run, const keur_document *document,
                                  const struct keur_node *node, struct keur_text mark)
{
    struct keur_text html = keur_slice(document, node->span);

    for (size_t at = 0; (at = find_text(html, mark, at)) < html.length;) {
        size_t begin = at += mark.length;
        struct keur_destination found;
        struct keur_text address, target;

        while (at < html.length && strchr("\"'<>", html.bytes[at]) == NULL)
            at++;
        address = (struct keur_text){html.bytes + begin, at - begin};
        if (address.length == 0 || strchr("#/", address.bytes[0]) != NULL ||
            address_has_scheme(address))
            continue;
        target = keur_format(run, "%.*s%.*s", KEUR_ARGUMENT(keur_site(run)->url),
                             KEUR_ARGUMENT(address));
        found = keur_resolve(run, keur_path(document), target, KEUR_FROM_PAGE);
        if (found.kind == KEUR_DESTINATION_MISSING)
            keur_report(run, (struct keur_span){node->span.begin + begin, node->span.begin + at},
                        "\"%.*s\" does not exist on the site, from whose root it counts",
                        KEUR_ARGUMENT(address));
    }
}

static void check_scripted(keur_run *run, const keur_document *document)
{
    const struct missing_target_options *options = keur_options(run);
    const struct keur_site *site = keur_site(run);
    const uint32_t html = KEUR_KIND(KEUR_NODE_HTML) | KEUR_KIND(KEUR_NODE_HTML_BLOCK);

    if (site == NULL || site->url.length == 0 || options->addresses_after.count == 0)
        return;
    for (const struct keur_node *node = NULL;
         (node = keur_next_of(document, node, html)) != NULL;) {
        for (size_t i = 0; i < options->addresses_after.count; i++)
            check_addresses_after(run, document, node, options->addresses_after.items[i]);
    }
}

/* ---- The check ---- */

/* encoding/typographic-syntax tells of them. */
static bool is_in_typographic_quotes(struct keur_text target)
{
    uint32_t first;

    return keur_decode(target, 0, &first) > 0 && first >= 0x2018 && first <= 0x201F;
}

static void check_missing_target(keur_run *run, const keur_document *document)
{
    const struct missing_target_options *options = keur_options(run);
    const struct keur_link *link;
    const struct keur_definition *definition;
    size_t count = 0;

    if (path_is_part(keur_path(document), &options->skip_folders))
        return;
    for (size_t i = 0; (link = keur_link(document, i)) != NULL; i++) {
        struct examined examined = {
            .run = run,
            .document = document,
            .target = link->target,
            .where = link->target_span,
            .base = link_kind_is_raw((int)link->kind) ? KEUR_FROM_PAGE : KEUR_FROM_FILE,
            .may_suggest = count < MOST_SUGGESTIONS,
        };

        if (link->definition == NULL && !is_in_typographic_quotes(link->target))
            count += examine(&examined);
    }
    for (size_t i = 0; (definition = keur_definition(document, i)) != NULL; i++) {
        struct examined examined = {
            .run = run,
            .document = document,
            .target = definition->target,
            .where = definition->target_span,
            .base = KEUR_FROM_FILE,
            .may_suggest = count < MOST_SUGGESTIONS,
        };

        if (definition->is_used)
            count += examine(&examined);
    }
    check_scripted(run, document);
}

const struct keur_check links_missing_target = {
    .size = sizeof(struct keur_check),
    .id = "links/missing-target",
    .summary = "What a link leads to exists: a file, a page of the site, a file of the repository.",
    .options = missing_target_options,
    .options_size = sizeof(struct missing_target_options),
    .run = check_missing_target,
};
