/* A source that a reader cannot follow. */
#include <string.h>

#include "links.h"

struct without_link_options {
    const struct keur_value *except;
    bool accepts_bare_addresses;
};

static const struct keur_option without_link_options[] = {
    {
        .name = "except",
        .type = KEUR_OPTION_TREE,
        .offset = offsetof(struct without_link_options, except),
        .summary = "list of patterns; an entry that matches one needs no link",
    },
    {
        .name = "accept-bare-addresses",
        .type = KEUR_OPTION_BOOLEAN,
        .offset = offsetof(struct without_link_options, accepts_bare_addresses),
        .fallback = "false",
        .summary = "an address in plain text is a link, as on sites with pymdownx.magiclink",
    },
    {0},
};

/* What `prepare` makes of the options. */
struct without_link {
    const keur_pattern **except;
    size_t except_count;
    bool accepts_bare_addresses;
};

static const void *prepare(keur_setup *setup, const void *filled)
{
    const struct without_link_options *options = filled;
    const struct keur_value *list = options->except;
    struct without_link *prepared = keur_setup_allocate(setup, sizeof *prepared);

    prepared->accepts_bare_addresses = options->accepts_bare_addresses;
    if (list == NULL || list->kind == KEUR_NULL)
        return prepared;
    if (list->kind != KEUR_SEQUENCE) {
        keur_setup_error(setup, list, "\"except\" is a list of patterns");
        return prepared;
    }
    prepared->except =
        keur_setup_allocate(setup, (list->child_count + 1) * sizeof(const keur_pattern *));
    for (const struct keur_value *item = list->first_child; item != NULL; item = item->next) {
        const keur_pattern *pattern = keur_setup_pattern(setup, item);

        if (pattern != NULL)
            prepared->except[prepared->except_count++] = pattern;
    }
    return prepared;
}

static bool is_excepted(const struct without_link *options, struct keur_text words)
{
    struct keur_span match;

    for (size_t i = 0; i < options->except_count; i++) {
        if (keur_match(options->except[i], words, 0, &match))
            return true;
    }
    return false;
}

/* A footnote holds the link. */
static bool has_footnote(struct keur_text words)
{
    for (size_t i = 0; i + 1 < words.length; i++) {
        if (words.bytes[i] == '[' && words.bytes[i + 1] == '^')
            return true;
    }
    return false;
}

/* An address that stands in the text of an entry; an empty span when there is none. */
static struct keur_span bare_address(const keur_document *document, const struct source *source)
{
    const struct keur_node *end = keur_following_outside(source->node);

    for (const struct keur_node *node = source->node; node != NULL && node != end;
         node = keur_following(node)) {
        struct keur_text text;

        if (node->kind != KEUR_NODE_TEXT ||
            (source->is_prose &&
             (node->span.begin < source->words.begin || node->span.begin >= source->words.end)))
            continue;
        text = keur_slice(document, (struct keur_span){node->span.begin, node->parent->span.end});
        for (size_t i = 0; i < node->span.end - node->span.begin; i++) {
            size_t length = address_length(text, i);

            if (length > 0)
                return (struct keur_span){node->span.begin + i, node->span.begin + i + length};
        }
    }
    return (struct keur_span){0, 0};
}

/* "[text][address" or "[text]{address": brackets would be left over around a link. */
static bool is_half_link(const keur_document *document, struct keur_span address)
{
    struct keur_text source = keur_source(document);

    return address.begin >= 2 && source.bytes[address.begin - 2] == ']' &&
           strchr("[{", source.bytes[address.begin - 1]) != NULL;
}

static void report_bare_address(keur_run *run, const keur_document *document,
                                struct keur_span address)
{
    if (is_half_link(document, address)) {
        keur_report(run, address, "address of the source is not a link yet: write [text](address)");
        return;
    }
    struct keur_text text = keur_slice(document, address);
    bool has_scheme = address_has_scheme(text);
    struct keur_text linked =
        keur_format(run, has_scheme ? "<%.*s>" : "<https://%.*s>", KEUR_ARGUMENT(text));
    struct keur_edit edit = {address, linked, has_scheme ? KEUR_SAFE : KEUR_UNSAFE};
    struct keur_details details = {.size = sizeof details, .edits = &edit, .edit_count = 1};

    text = text_shortened(run, linked);
    keur_report_details(run, address, &details,
                        "address of the source is not a link yet: write %.*s", KEUR_ARGUMENT(text));
}

/* A paragraph without a link that names a source: no sentence, no single word such as "None", and
 * no introduction to a list. */
static bool is_named_in_prose(const struct source *source, struct keur_text words)
{
    const struct keur_node *next = source->node->next;

    words = keur_text_trim(words);
    return words.length > 0 && words.bytes[0] != '|' &&
           memchr(words.bytes, ' ', words.length) != NULL &&
           strchr(".:!?;", words.bytes[words.length - 1]) == NULL &&
           !(next != NULL && (next->kind == KEUR_NODE_LIST || next->kind == KEUR_NODE_TABLE));
}

/* What was meant as a link is told as that. */
static bool has_malformed(struct malformed_scan *scan)
{
    struct malformed found;

    while (malformed_next(scan, &found))
        if (found.kind != MALFORMED_WIKI)
            return true;
    return false;
}

static void check_source(keur_run *run, const keur_document *document, struct malformed_scan *scan,
                         const struct source *source)
{
    const struct without_link *options = keur_prepared(run);
    struct keur_text words = keur_slice(document, source->words);
    struct keur_span address;

    if (source->is_prose && !is_named_in_prose(source, words))
        return;
    malformed_restart(scan, source->node, source->words.end);
    if (is_excepted(options, words) || has_footnote(words) || has_malformed(scan))
        return;
    address = bare_address(document, source);
    if (address.end == address.begin) {
        words = text_shortened(run, keur_slice(document, source->title));
        keur_report(run, source->title, "source \"%.*s\" has no link: write [text](address)",
                    KEUR_ARGUMENT(words));
    } else if (keur_dialect(document) != KEUR_DIALECT_GFM && !options->accepts_bare_addresses) {
        report_bare_address(run, document, address);
    }
}

static void check_source_without_link(keur_run *run, const keur_document *document)
{
    struct sources *sources = sources_begin(run, document);
    struct malformed_scan *scan = malformed_begin(run, document, NULL, 0);
    struct source source;

    while (sources != NULL && sources_next_section(run, sources)) {
        while (sources_next(sources, &source)) {
            if (source.link == NULL)
                check_source(run, document, scan, &source);
        }
    }
}

const struct keur_check links_source_without_link = {
    .size = sizeof(struct keur_check),
    .id = "links/source-without-link",
    .summary = "Every source in the sources section has a link.",
    .options = without_link_options,
    .options_size = sizeof(struct without_link_options),
    .prepare = prepare,
    .run = check_source_without_link,
};
