/* The checks on links that are links, but lead nowhere by what is written in them. */
#include <string.h>

#include "links.h"

static bool is_reference(const struct keur_link *link)
{
    return link->definition != NULL;
}

static bool is_html(const struct keur_link *link)
{
    return link->kind == KEUR_LINK_HTML_HREF || link->kind == KEUR_LINK_HTML_SRC;
}

/* ---- Nothing where something belongs ---- */

static void check_empty_target(keur_run *run, const keur_document *document)
{
    const struct keur_link *link;

    for (size_t i = 0; (link = keur_link(document, i)) != NULL; i++) {
        struct keur_text text;

        /* "[](){ #id }" is how authors set an anchor. */
        if (link->kind != KEUR_LINK_INLINE || keur_text_trim(link->target).length > 0 ||
            link->attributes.end > link->attributes.begin)
            continue;
        text = text_shortened(run, link->text);
        if (link->is_image)
            keur_report(run, link->span,
                        "image \"%.*s\" has no target: write the path between \"(\" and \")\"",
                        KEUR_ARGUMENT(text));
        else
            keur_report(run, link->span,
                        "link \"%.*s\" has no target: write the address between \"(\" and \")\"",
                        KEUR_ARGUMENT(text));
    }
}

const struct keur_check links_empty_target = {
    .size = sizeof(struct keur_check),
    .id = "links/empty-target",
    .summary = "A link has a target.",
    .run = check_empty_target,
};

static void check_empty_text(keur_run *run, const keur_document *document)
{
    const struct keur_link *link;

    for (size_t i = 0; (link = keur_link(document, i)) != NULL; i++) {
        struct keur_text text = keur_slice(document, link->text_span), target;

        if (link->kind != KEUR_LINK_INLINE || link->is_image || keur_text_trim(text).length > 0 ||
            keur_text_trim(link->target).length == 0 ||
            link->attributes.end > link->attributes.begin)
            continue;
        target = text_shortened(run, link->target);
        keur_report(run, link->span,
                    "link to \"%.*s\" has no text, so nobody sees it: write the text between "
                    "\"[\" and \"]\"",
                    KEUR_ARGUMENT(target));
    }
}

const struct keur_check links_empty_text = {
    .size = sizeof(struct keur_check),
    .id = "links/empty-text",
    .summary = "A link has a text that can be seen.",
    .run = check_empty_text,
};

/* ---- Placeholders ---- */

struct placeholder_options {
    struct keur_texts also;
};

static const struct keur_option placeholder_options[] = {
    {
        .name = "also",
        .type = KEUR_OPTION_TEXTS,
        .offset = offsetof(struct placeholder_options, also),
        .summary = "more targets that stand for one that is still to come; case is ignored",
    },
    {0},
};

static bool is_placeholder(keur_run *run, struct keur_text target)
{
    const struct placeholder_options *options = keur_options(run);

    for (size_t i = 0; i < options->also.count; i++) {
        if (address_equals(target, options->also.items[i]))
            return true;
    }
    return address_is_placeholder(target);
}

static void report_placeholder(keur_run *run, struct keur_span where, struct keur_text target)
{
    keur_report(run, where, "\"%.*s\" is a placeholder, no target: write the address",
                KEUR_ARGUMENT(target));
}

static void check_placeholder_target(keur_run *run, const keur_document *document)
{
    const struct keur_link *link;
    const struct keur_definition *definition;

    for (size_t i = 0; (link = keur_link(document, i)) != NULL; i++) {
        struct keur_text target = keur_text_trim(link->target);

        /* A script may hang on a link with attributes. */
        if (link->kind == KEUR_LINK_INLINE && link->attributes.end == link->attributes.begin &&
            is_placeholder(run, target))
            report_placeholder(run, link->target_span, target);
    }
    for (size_t i = 0; (definition = keur_definition(document, i)) != NULL; i++) {
        struct keur_text target = keur_text_trim(definition->target);

        /* "[//]: # (...)" is how authors write a comment. */
        if (definition->is_used && is_placeholder(run, target))
            report_placeholder(run, definition->target_span, target);
    }
}

const struct keur_check links_placeholder_target = {
    .size = sizeof(struct keur_check),
    .id = "links/placeholder-target",
    .summary = "The target of a link is no placeholder.",
    .options = placeholder_options,
    .options_size = sizeof(struct placeholder_options),
    .run = check_placeholder_target,
};

/* ---- Misspelt beginnings ---- */

/* "example.org/a" is a host's address, unless a folder or file has such a name. */
static bool lacks_scheme(keur_run *run, const keur_document *document, struct keur_text target,
                         struct address_repair *ret_repair)
{
    *ret_repair = (struct address_repair){0, {"https://", strlen("https://")}};
    return address_is_of_host(target) &&
           keur_resolve(run, keur_path(document), target, KEUR_FROM_FILE).kind ==
               KEUR_DESTINATION_MISSING;
}

/* The blanks in the host of an address, which no host has; elsewhere browsers make "%20" of them.
 * Empty without. */
static struct keur_span blanks_in_host(struct keur_text target)
{
    size_t begin = 0, end;

    if (memchr(target.bytes, ' ', target.length) == NULL || !address_has_scheme(target))
        return (struct keur_span){0, 0};
    while (begin < target.length && target.bytes[begin] != '/')
        begin++;
    while (begin < target.length && target.bytes[begin] == '/')
        begin++;
    while (begin < target.length && strchr(" /?#\"<", target.bytes[begin]) == NULL)
        begin++;
    end = begin;
    while (end < target.length && target.bytes[end] == ' ')
        end++;
    bool is_within = end < target.length && strchr("\"'(<", target.bytes[end]) == NULL;
    return is_within ? (struct keur_span){begin, end} : (struct keur_span){0, 0};
}

static void report_blanks(keur_run *run, struct keur_span where, struct keur_span blanks,
                          struct keur_text target)
{
    struct keur_edit edit = {
        {where.begin + blanks.begin, where.begin + blanks.end}, {"", 0}, KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};

    keur_report_details(run, where, &details, "blank in the name of the host, behind \"%.*s\"",
                        (int)blanks.begin, target.bytes);
}

static void report_enclosed(keur_run *run, struct keur_span where, struct keur_text inner)
{
    struct keur_edit edit = {where, inner, KEUR_SAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};

    keur_report_details(run, where, &details,
                        "the parentheses around \"%.*s\" become part of the address: take them out",
                        KEUR_ARGUMENT(text_shortened(run, inner)));
}

static void check_scheme(keur_run *run, const keur_document *document, struct keur_span where)
{
    struct keur_text target = keur_slice(document, where), rest;
    struct keur_text inner = address_enclosed(target);
    struct address_repair repair;

    if (inner.length > 0) {
        report_enclosed(run, where, inner);
        return;
    }
    if (!address_repair(target, &repair) && !lacks_scheme(run, document, target, &repair)) {
        struct keur_span blanks = blanks_in_host(target);

        if (blanks.end > blanks.begin)
            report_blanks(run, where, blanks, target);
        return;
    }
    rest = (struct keur_text){target.bytes + repair.length, target.length - repair.length};

    struct keur_edit edit = {
        {where.begin, where.begin + repair.length}, repair.replacement, KEUR_SAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};
    struct keur_text wrong = text_shortened(run, target), right = text_shortened(run, rest);
    if (repair.length == 0)
        keur_report_details(run, where, &details,
                            "\"%.*s\" lacks its \"%.*s\", and so leads to a page of this site",
                            KEUR_ARGUMENT(wrong), KEUR_ARGUMENT(repair.replacement));
    else
        keur_report_details(run, where, &details,
                            "address begins with \"%.*s\", meant \"%.*s%.*s\"", (int)repair.length,
                            target.bytes, KEUR_ARGUMENT(repair.replacement), KEUR_ARGUMENT(right));
}

static void check_malformed_scheme(keur_run *run, const keur_document *document)
{
    const struct keur_link *link;
    const struct keur_definition *definition;

    for (size_t i = 0; (link = keur_link(document, i)) != NULL; i++) {
        /* "<name@host>" is a mail address without "mailto:", and right. */
        if (is_reference(link) || (link->kind == KEUR_LINK_AUTOLINK &&
                                   !address_has_scheme(keur_slice(document, link->target_span))))
            continue;
        check_scheme(run, document, is_html(link) ? link->span : link->target_span);
    }
    for (size_t i = 0; (definition = keur_definition(document, i)) != NULL; i++)
        check_scheme(run, document, definition->target_span);
}

const struct keur_check links_malformed_scheme = {
    .size = sizeof(struct keur_check),
    .id = "links/malformed-scheme",
    .summary = "The address of a link begins as addresses do.",
    .run = check_malformed_scheme,
};
