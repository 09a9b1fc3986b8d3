/* Links and images: of the tree, and of raw HTML. */
#include "base/text.h"
#include "base/unicode.h"
#include "parse/internal.h"
#include "parse/names.h"

/* Labels match with case folded and white space collapsed. */
static struct keur_text label_normalize(struct arena *arena, struct keur_text label)
{
    struct keur_text trimmed = keur_text_trim(label);
    char *bytes = arena_take(arena, trimmed.length + 1);
    size_t length = 0;

    for (size_t i = 0; i < trimmed.length; i++) {
        char c = trimmed.bytes[i];
        bool is_space = c == ' ' || (c >= '\t' && c <= '\r');
        if (!is_space)
            bytes[length++] = c;
        else if (bytes[length - 1] != ' ')
            bytes[length++] = ' ';
    }
    return unicode_fold(arena, (struct keur_text){bytes, length});
}

/* Copies of the definitions, to be marked as used, and their labels with their numbers. */
struct definitions {
    struct keur_definition *items;
    struct names labels;
};

/* The first definition of a label counts. */
static struct definitions definitions_open(struct keur_document *document)
{
    struct pointers *list = &document->definitions;
    struct definitions definitions = {
        .items = arena_take(document->arena, list->count * sizeof *definitions.items),
        .labels = {.arena = document->arena},
    };

    for (size_t i = 0; i < list->count; i++) {
        const struct keur_definition *given = list->items[i];
        struct keur_text label = label_normalize(document->arena, given->label);
        definitions.items[i] = *given;
        list->items[i] = &definitions.items[i];
        struct name_slot *slot = names_place(&definitions.labels, label);
        if (!slot->is_taken)
            names_fill(&definitions.labels, slot, label, i);
    }
    return definitions;
}

static const struct keur_definition *definition_use(struct keur_document *document,
                                                    struct definitions *definitions,
                                                    struct keur_text label)
{
    size_t *index = names_find(&definitions->labels, label_normalize(document->arena, label));

    if (index == NULL)
        return NULL;
    definitions->items[*index].is_used = true;
    return &definitions->items[*index];
}

static void add_markdown(struct keur_document *document, struct definitions *definitions,
                         const struct keur_node *node)
{
    const struct link_parts *parts = node_of(node)->link;
    if (parts == NULL)
        return;
    struct keur_link *link = arena_take(document->arena, sizeof *link);
    bool is_reference = parts->kind == KEUR_LINK_FULL || parts->kind == KEUR_LINK_COLLAPSED ||
                        parts->kind == KEUR_LINK_SHORTCUT;

    *link = (struct keur_link){
        .kind = parts->kind,
        .is_image = node->kind == KEUR_NODE_IMAGE,
        .node = node,
        .span = node->span,
        .text_span = parts->text,
        .text = node_plain_text(document, node),
        .target_span = parts->target,
        .target = parts->target_text,
        .title = parts->title,
        .attributes = parts->attributes,
    };
    if (is_reference)
        link->definition =
            definition_use(document, definitions, keur_slice(document, parts->target));
    document_list_add(document, &document->links, link);
}

/* The opening tag that holds an attribute; the tag's name is a view of the source. */
static struct keur_span element_of(const struct keur_document *document,
                                   const struct html_attribute *attribute)
{
    size_t begin = (size_t)(attribute->tag.bytes - document->source.bytes) - 1;
    size_t end = text_find(document->source, '>', attribute->value.end);

    return (struct keur_span){begin, end < document->source.length ? end + 1 : end};
}

/* Browsers pass over an attribute that its tag has already. */
static void add_html(struct keur_document *document, const struct keur_node *node)
{
    struct html_attribute attribute = {.tag = TEXT("")};
    const char *tags[2] = {NULL, NULL}; /* the last with an attribute of each name */
    size_t at = node->span.begin;

    while (html_next_attribute(document->source, node->span, &at, &attribute)) {
        bool is_href = html_name_is(attribute.name, "href");
        if ((!is_href && !html_name_is(attribute.name, "src")) ||
            tags[is_href] == attribute.tag.bytes)
            continue;
        tags[is_href] = attribute.tag.bytes;
        struct keur_link *link = arena_take(document->arena, sizeof *link);
        struct keur_text value = keur_slice(document, attribute.value);
        *link = (struct keur_link){
            .kind = is_href ? KEUR_LINK_HTML_HREF : KEUR_LINK_HTML_SRC,
            .is_image = html_name_is(attribute.tag, "img"),
            .node = node,
            .span = attribute.value,
            .text_span = {attribute.value.begin, attribute.value.begin},
            .text = TEXT(""),
            .target_span = attribute.value,
            .target = html_decode(document->arena, keur_text_trim(value)),
            .title = TEXT(""),
            .attributes = {attribute.value.end, attribute.value.end},
            .element = element_of(document, &attribute),
        };
        document_list_add(document, &document->links, link);
    }
}

void links_collect(struct keur_document *document)
{
    const uint32_t kinds = KEUR_KIND(KEUR_NODE_LINK) | KEUR_KIND(KEUR_NODE_IMAGE) |
                           KEUR_KIND(KEUR_NODE_HTML) | KEUR_KIND(KEUR_NODE_HTML_BLOCK) |
                           KEUR_KIND(KEUR_NODE_CODE_BLOCK);
    struct definitions definitions = definitions_open(document);
    const struct keur_node *node = NULL;
    size_t image_end = 0;

    while ((node = keur_next_of(document, node, kinds)) != NULL) {
        /* A link in the description of an image is shown to nobody. */
        if (node->span.begin < image_end)
            continue;
        if (node->kind == KEUR_NODE_IMAGE)
            image_end = node->span.end;
        if (node->kind == KEUR_NODE_LINK || node->kind == KEUR_NODE_IMAGE)
            add_markdown(document, &definitions, node);
        else if (node->kind == KEUR_NODE_CODE_BLOCK)
            mermaid_links(document, node);
        else
            add_html(document, node);
    }
}
