/* The same text with two targets in one document. */
#include <stdlib.h>
#include <string.h>

#include "links.h"

struct same_text_options {
    bool takes_addresses;
};

static const struct keur_option same_text_options[] = {
    {
        .name = "addresses",
        .type = KEUR_OPTION_BOOLEAN,
        .offset = offsetof(struct same_text_options, takes_addresses),
        .fallback = "false",
        .summary = "also look at links to other sites, where the name of an organisation may well "
                   "lead to several pages of its site",
    },
    {0},
};

struct same {
    struct keur_text text;
    const struct keur_link *link;
};

/* By length, and without regard to case; of equal texts the first in the document first. */
static int compare(const void *a, const void *b)
{
    const struct same *left = a, *right = b;

    if (left->text.length != right->text.length)
        return left->text.length < right->text.length ? -1 : 1;
    for (size_t i = 0; i < left->text.length; i++) {
        char own = left->text.bytes[i], other = right->text.bytes[i];

        own = own >= 'A' && own <= 'Z' ? (char)(own + 'a' - 'A') : own;
        other = other >= 'A' && other <= 'Z' ? (char)(other + 'a' - 'A') : other;
        if (own != other)
            return own < other ? -1 : 1;
    }
    return left->link->span.begin < right->link->span.begin ? -1 : 1;
}

static bool is_same_text(const struct same *a, const struct same *b)
{
    return a->text.length == b->text.length && text_begins(a->text, b->text);
}

/* ---- Which links ---- */

/* The row or the item around a text says the rest: "Details", once in each row. */
static bool is_told_apart(const struct keur_node *node)
{
    for (; node != NULL; node = node->parent) {
        if (node->kind == KEUR_NODE_TABLE_CELL)
            return true;
    }
    return false;
}

/* One word, such as "here" or "overview", says nothing of the target. */
static bool has_words(struct keur_text text)
{
    return memchr(text.bytes, ' ', text.length) != NULL ||
           memchr(text.bytes, '\n', text.length) != NULL;
}

static bool is_compared(const struct same_text_options *options, const struct keur_link *link)
{
    bool is_written = link->kind == KEUR_LINK_INLINE || link->definition != NULL;

    return is_written && !link->is_image && link->target.length > 0 &&
           link->target.bytes[0] != '#' &&
           (options->takes_addresses || !address_has_scheme(link->target)) &&
           has_words(link->text) && !is_told_apart(link->node);
}

/* ---- Targets ---- */

static bool leads_to_same(keur_run *run, const struct keur_link *link,
                          const struct keur_link *other)
{
    struct keur_text from = keur_path(keur_run_document(run));
    struct keur_destination own, theirs;
    bool is_address = address_has_scheme(link->target);

    if (keur_text_equals(link->target, other->target))
        return true;
    if (is_address != address_has_scheme(other->target))
        return false;
    if (is_address)
        return address_order(address_plain(link->target), address_plain(other->target)) == 0;
    own = keur_resolve(run, from, link->target, KEUR_FROM_FILE);
    theirs = keur_resolve(run, from, other->target, KEUR_FROM_FILE);
    /* Where one is missing, it is that which is wrong, and another check says so. */
    return own.kind != theirs.kind || own.path.length == 0 ||
           keur_text_equals(own.path, theirs.path);
}

static void report(keur_run *run, const struct same *first, const struct same *again)
{
    struct keur_related related = {
        .span = first->link->span,
        .message = {"leads elsewhere here", strlen("leads elsewhere here")},
    };
    struct keur_details details = {
        .size = sizeof details,
        .related = &related,
        .related_count = 1,
    };
    struct keur_text text = text_shortened(run, again->text);
    struct keur_text target = text_shortened(run, first->link->target);

    keur_report_details(
        run, again->link->span, &details,
        "the same text, \"%.*s\", leads to \"%.*s\" above: one of the two targets is "
        "wrong, or the text says too little",
        KEUR_ARGUMENT(text), KEUR_ARGUMENT(target));
}

static void check_same_text(keur_run *run, const keur_document *document)
{
    const struct same_text_options *options = keur_options(run);
    const struct keur_link *link;
    struct same *links;
    size_t count = 0, first = 0;

    while (keur_link(document, count) != NULL)
        count++;
    if (count < 2)
        return;
    links = keur_allocate(run, count * sizeof *links);
    count = 0;
    for (size_t i = 0; (link = keur_link(document, i)) != NULL; i++) {
        if (is_compared(options, link))
            links[count++] = (struct same){keur_text_trim(link->text), link};
    }
    if (count > 1)
        qsort(links, count, sizeof *links, compare);
    for (size_t i = 1; i < count; i++) {
        if (!is_same_text(&links[first], &links[i]))
            first = i;
        else if (!leads_to_same(run, links[first].link, links[i].link))
            report(run, &links[first], &links[i]);
    }
}

const struct keur_check links_same_text = {
    .size = sizeof(struct keur_check),
    .id = "links/same-text",
    .summary = "The same text leads to the same target.",
    .options = same_text_options,
    .options_size = sizeof(struct same_text_options),
    .run = check_same_text,
};
