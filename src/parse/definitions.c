/* Link reference definitions, which libcmark swallows. */
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "parse/content.h"
#include "parse/tree.h"

/* ---- Finding them at the head of a content ---- */

struct scanned_definition {
    struct keur_span label, target, title;
    size_t target_begin; /* with its '<' */
    size_t end;          /* of what belongs to it */
    bool has_title;
};

static size_t skip_blanks(const struct content *content, size_t at)
{
    while (at < content->length && (content->bytes[at] == ' ' || content->bytes[at] == '\t'))
        at++;
    return at;
}

/* Blanks with at most one line end. */
static size_t skip_to_next(const struct content *content, size_t at)
{
    at = skip_blanks(content, at);
    if (at < content->length && content->bytes[at] == '\n')
        at = skip_blanks(content, at + 1);
    return at;
}

/* Behind the line's end; SIZE_MAX when there is something else on the line, be it a form feed. */
static size_t line_end(const struct content *content, size_t at)
{
    while (at < content->untrimmed && (content->bytes[at] == ' ' || content->bytes[at] == '\t'))
        at++;
    if (at < content->untrimmed && content->bytes[at] != '\n')
        return SIZE_MAX;
    return at < content->length ? at + 1 : content->length;
}

static size_t definition_at(const struct content *content, size_t at,
                            struct scanned_definition *found)
{
    at = scan_label(content, at, &found->label);
    if (at == SIZE_MAX || scan_blanks(content, found->label.begin) >= found->label.end)
        return SIZE_MAX;
    if (at >= content->length || content->bytes[at] != ':')
        return SIZE_MAX;
    found->target_begin = skip_to_next(content, at + 1);
    size_t behind_target = scan_target(content, found->target_begin, &found->target);
    if (behind_target == SIZE_MAX || behind_target == found->target_begin)
        return SIZE_MAX;
    size_t title = skip_to_next(content, behind_target);
    size_t behind_title =
        title == behind_target ? SIZE_MAX : scan_title(content, title, &found->title);
    size_t end = behind_title == SIZE_MAX ? SIZE_MAX : line_end(content, behind_title);
    found->has_title = end != SIZE_MAX;
    found->end = found->has_title ? behind_title : behind_target;
    return found->has_title ? end : line_end(content, behind_target);
}

/* Only libcmark knows all entities. */
static void decode(struct reader *reader, struct content *content,
                   const struct scanned_definition *found, struct keur_definition *definition)
{
    struct keur_document *document = reader->document;
    struct keur_text raw = {content->bytes + found->target_begin, found->end - found->target_begin};

    if ((memchr(raw.bytes, '\\', raw.length) != NULL ||
         memchr(raw.bytes, '&', raw.length) != NULL) &&
        link_decode(reader, raw, &definition->target, &definition->title))
        return;
    definition->target = content_text(content, document, found->target.begin, found->target.end);
    definition->title = TEXT("");
    if (found->has_title)
        definition->title = content_text(content, document, found->title.begin, found->title.end);
}

static struct node *definition_node(struct passage *passage, struct content *content, size_t begin,
                                    const struct scanned_definition *found)
{
    struct reader *reader = passage->reader;
    struct keur_document *document = reader->document;
    struct keur_definition *definition = arena_allocate(document->arena, sizeof *definition);

    definition->span = content_span(content, begin, found->end);
    definition->label_span = content_span(content, found->label.begin, found->label.end);
    definition->label = content_text(content, document, found->label.begin, found->label.end);
    definition->target_span = content_span(content, found->target.begin, found->target.end);
    decode(reader, content, found, definition);
    if (passage->preface_lines == 0)
        *ARRAY_PUSH(&reader->definitions) = (struct shared_definition){
            .label = definition->label,
            .raw = content_text(content, document, begin, found->end),
            .passage = passage,
            .begin = definition->span.begin,
        };
    struct node *node = node_new(document, KEUR_NODE_DEFINITION, definition->span);
    node->definition = definition;
    return node;
}

size_t definitions_end(const struct content *content)
{
    struct scanned_definition ignored;
    size_t at = 0;

    while (at < content->length && content->bytes[at] == '[') {
        size_t end = definition_at(content, at, &ignored);
        if (end == SIZE_MAX)
            break;
        at = end;
    }
    return at;
}

struct node *definitions_take(struct passage *passage, struct content *content, struct node *parent,
                              struct node *previous)
{
    size_t end = definitions_end(content);
    struct scanned_definition found;

    for (size_t at = 0, next; at < end; at = next) {
        next = definition_at(content, at, &found);
        struct node *node = definition_node(passage, content, at, &found);
        node_insert(parent, previous, node);
        previous = node;
    }
    return previous;
}

/* ---- Sharing them between passages ---- */

/* A hash of a label that only needs to be equal for labels that match: of ASCII, lower case,
 * without blanks. */
static uint64_t label_hash_step(uint64_t hash, char byte)
{
    if (byte <= ' ' || (byte & 0x80) != 0)
        return hash;
    if (byte >= 'A' && byte <= 'Z')
        byte = (char)(byte | 0x20);
    return (hash ^ (unsigned char)byte) * 1099511628211u;
}

static const uint64_t empty_hash = 14695981039346656037u;

static uint64_t label_hash(struct keur_text label)
{
    uint64_t hash = empty_hash;

    for (size_t i = 0; i < label.length; i++)
        hash = label_hash_step(hash, label.bytes[i]);
    return hash;
}

/* Open addressing; the first definition in the file has the place of its label. */
struct label_index {
    struct shared_definition **slots;
    uint64_t *hashes;
    size_t mask;
};

static size_t label_slot(const struct label_index *labels, uint64_t hash)
{
    size_t slot = (size_t)(hash ^ hash >> 32) & labels->mask;

    while (labels->slots[slot] != NULL && labels->hashes[slot] != hash)
        slot = (slot + 1) & labels->mask;
    return slot;
}

static struct label_index labels_index(struct reader *reader)
{
    struct arena *arena = reader->document->arena;
    size_t size = 16;

    while (size < 2 * reader->definitions.count)
        size *= 2;
    struct label_index labels = {
        .slots = arena_allocate(arena, size * sizeof *labels.slots),
        .hashes = arena_allocate(arena, size * sizeof *labels.hashes),
        .mask = size - 1,
    };
    for (size_t i = 0; i < reader->definitions.count; i++) {
        struct shared_definition *definition = &reader->definitions.items[i];
        uint64_t hash = label_hash(definition->label);
        size_t slot = label_slot(&labels, hash);
        if (labels.slots[slot] == NULL || definition->begin < labels.slots[slot]->begin)
            labels.slots[slot] = definition;
        labels.hashes[slot] = hash;
    }
    return labels;
}

/* Adds the definitions of other passages whose labels stand in brackets here. */
static void collect_uses(const struct label_index *labels, const struct passage *passage,
                         struct buffer *preface)
{
    uint64_t hash = empty_hash;

    for (size_t i = 0; i < passage->line_count; i++) {
        struct cursor line = passage_line(passage, i);
        for (; line.at < line.end; line.at++) {
            char byte = line.bytes[line.at];
            if (byte == '[') {
                hash = empty_hash;
                continue;
            }
            if (byte != ']') {
                hash = label_hash_step(hash, byte);
                continue;
            }
            struct shared_definition *definition = labels->slots[label_slot(labels, hash)];
            if (definition == NULL || definition->passage == passage || definition->user == passage)
                continue;
            definition->user = passage;
            buffer_add(preface, definition->raw);
            buffer_add_byte(preface, '\n');
        }
    }
}

static void add_preface(struct passage *passage, const struct buffer *preface)
{
    struct arena *arena = passage->reader->document->arena;
    size_t count = 0;

    passage->preface = arena_copy(arena, buffer_text(preface));
    for (size_t i = 0; i < preface->length; i++)
        count += preface->bytes[i] == '\n';
    struct fed_line *lines = arena_allocate(arena, (count + passage->line_count) * sizeof *lines);
    for (size_t i = 0; i < count; i++)
        lines[i].number = UINT32_MAX;
    memcpy(lines + count, passage->lines, passage->line_count * sizeof *lines);
    passage->lines = lines;
    passage->line_count += count;
    passage->preface_lines = count;
}

void definitions_share(struct reader *reader)
{
    if (reader->definitions.count == 0 || reader->passages.count < 2)
        return;
    struct label_index labels = labels_index(reader);
    struct buffer preface = {NULL, 0, 0};
    for (size_t i = 0; i < reader->passages.count; i++) {
        /* The list owns what it points to. */
        struct passage *passage = reader->passages.items[i];
        preface.length = 0;
        collect_uses(&labels, passage, &preface);
        if (preface.length == 0)
            continue;
        buffer_add_byte(&preface, '\n');
        add_preface(passage, &preface);
    }
    buffer_free(&preface);
}
