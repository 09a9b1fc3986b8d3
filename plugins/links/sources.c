/* The sections of a document that list its sources, entry by entry. */
#include "links.h"

bool sources_are_below(keur_run *run, const struct sources_setting *setting,
                       struct keur_text heading)
{
    for (size_t i = 0; i < setting->headings.count; i++) {
        if (text_is_alike(run, heading, setting->headings.items[i]))
            return true;
    }
    return false;
}

/* ---- Links by place ---- */

/* The first link to somewhere, not an image, in a span. */
static const struct keur_link *first_link(const struct sources *sources, struct keur_span span)
{
    size_t low = 0, high = sources->link_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (keur_link(sources->document, middle)->span.begin < span.begin)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < sources->link_count; low++) {
        const struct keur_link *link = keur_link(sources->document, low);

        if (link->span.begin >= span.end)
            break;
        if (!link->is_image && link->kind != KEUR_LINK_HTML_SRC)
            return link;
    }
    return NULL;
}

/* ---- Entries ---- */

static bool has_words(const keur_document *document, const struct keur_node *node)
{
    const struct keur_node *end = keur_following_outside(node);

    for (; node != NULL && node != end; node = keur_following(node)) {
        bool may_speak = node->kind == KEUR_NODE_TEXT || node->kind == KEUR_NODE_CODE ||
                         node->kind == KEUR_NODE_LINK || node->kind == KEUR_NODE_IMAGE;

        if (may_speak && keur_text_trim(keur_slice(document, node->span)).length > 0)
            return true;
    }
    return false;
}

/* An item speaks for the list in it, when it has a link: "- [Act](...)" above "  - Article 5". */
static bool is_entry(const struct sources *sources, const struct keur_node *item,
                     struct source *source, bool *ret_descends)
{
    const struct keur_node *child = item->first_child;

    *ret_descends = false;
    if (child == NULL || !has_words(sources->document, item))
        return false;
    source->words = child->span;
    for (; child != NULL && child->kind != KEUR_NODE_LIST; child = child->next)
        source->words.end = child->span.end;
    source->title = source->words;
    source->link = first_link(sources, source->words);
    if (child == NULL)
        return true;
    *ret_descends = source->link == NULL;
    return false;
}

static bool is_filled_row(const struct sources *sources, const struct keur_node *row,
                          struct source *source)
{
    bool is_empty = true;

    if (row->parent == NULL || row->parent->first_child == row)
        return false;
    for (const struct keur_node *cell = row->first_child; cell != NULL; cell = cell->next) {
        if (!has_words(sources->document, cell))
            continue;
        if (is_empty)
            source->words = source->title = cell->content;
        source->words.end = cell->content.end;
        is_empty = false;
    }
    if (is_empty)
        return false;
    source->link = first_link(sources, row->span);
    return true;
}

/* At the top, or in a tab; boxes hold remarks. */
static bool may_be_source(const keur_document *document, const struct keur_node *paragraph)
{
    const struct keur_node *parent = paragraph->parent;

    return parent->kind == KEUR_NODE_DOCUMENT ||
           (parent->kind == KEUR_NODE_CONTAINER &&
            text_has_prefix(keur_slice(document, parent->span), "==="));
}

static bool is_line_break(const struct keur_node *node)
{
    return node->kind == KEUR_NODE_LINE_BREAK ||
           (node->kind == KEUR_NODE_HTML && text_has_prefix(node->text, "<br"));
}

/* What stands from `sources->part` on, up to the next line break; *ret_goes_on when one is there.
 */
static bool is_paragraph_part(struct sources *sources, const struct keur_node *paragraph,
                              struct source *source, bool *ret_goes_on)
{
    const struct keur_node *child = paragraph->first_child;

    *ret_goes_on = false;
    while (child != NULL &&
           (child->span.begin < sources->part || child->kind == KEUR_NODE_SOFT_BREAK))
        child = child->next;
    sources->part = 0;
    if (child == NULL)
        return false;
    source->words = child->span;
    for (; child != NULL && !is_line_break(child); child = child->next)
        source->words.end = child->span.end;
    if (child != NULL) {
        sources->part = child->span.end;
        *ret_goes_on = true;
    }
    source->title = source->words;
    source->is_prose = true;
    source->link = first_link(sources, source->words);
    return keur_text_trim(keur_slice(sources->document, source->words)).length > 0;
}

struct sources *sources_begin(keur_run *run, const keur_document *document)
{
    const struct sources_setting *setting = keur_setting(run, "sources");
    struct sources *sources;

    if (setting == NULL)
        return NULL;
    sources = keur_allocate(run, sizeof *sources);
    sources->document = document;
    sources->setting = setting;
    while (keur_link(document, sources->link_count) != NULL)
        sources->link_count++;
    return sources;
}

bool sources_next_section(keur_run *run, struct sources *sources)
{
    const struct keur_heading *heading;

    while ((heading = keur_heading(sources->document, sources->heading)) != NULL) {
        sources->heading++;
        if (!sources_are_below(run, sources->setting, heading->text) ||
            heading->node->span.begin < sources->end)
            continue;
        sources->node = keur_following_outside(heading->node);
        sources->part = 0;
        sources->end = heading->section.end;
        return true;
    }
    return false;
}

bool sources_next(struct sources *sources, struct source *ret_source)
{
    while (sources->node != NULL && sources->node->span.begin < sources->end) {
        const struct keur_node *node = sources->node;
        struct source source = {.node = node};
        bool is_found = false, descends = true, goes_on = false;

        if (node->kind == KEUR_NODE_ITEM)
            is_found = is_entry(sources, node, &source, &descends);
        else if (node->kind == KEUR_NODE_TABLE_ROW) {
            is_found = is_filled_row(sources, node, &source);
            descends = false;
        } else if (node->kind == KEUR_NODE_PARAGRAPH && may_be_source(sources->document, node))
            is_found = is_paragraph_part(sources, node, &source, &goes_on);
        if (!goes_on)
            sources->node = descends ? keur_following(node) : keur_following_outside(node);
        if (is_found) {
            *ret_source = source;
            return true;
        }
    }
    return false;
}
