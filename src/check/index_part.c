/* What the index keeps of one document. */
#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "check/index.h"
#include "check/index_entry.h"

/* A part in the making. */
struct builder {
    struct arena *arena;
    struct index_entry *items;
    size_t count, capacity;
    char *bytes;
    size_t length, room; /* of the bytes */
};

static inline struct place bytes_add(struct builder *part, struct keur_text text)
{
    enum { FIRST_BYTES = 4096 };
    struct place place = {(uint32_t)part->length, (uint32_t)text.length};

    if (part->room - part->length < text.length) {
        part->room = 2 * (part->length + text.length) + FIRST_BYTES;
        part->bytes = arena_grow(part->arena, part->bytes, part->length, part->room);
    }
    if (text.length > 0)
        memcpy(part->bytes + part->length, text.bytes, text.length);
    part->length += text.length;
    return place;
}

static void entry_add(struct builder *part, enum keur_entry_kind kind, int level, struct place name,
                      struct keur_text text, struct keur_span span)
{
    enum { FIRST_ENTRIES = 128 };
    struct place text_place = bytes_add(part, text);

    if (part->count == part->capacity) {
        part->capacity = 2 * part->capacity + FIRST_ENTRIES;
        part->items = arena_grow(part->arena, part->items, part->count * sizeof *part->items,
                                 part->capacity * sizeof *part->items);
    }
    part->items[part->count++] = (struct index_entry){
        (uint16_t)kind, (int16_t)level, name, text_place, (uint32_t)span.begin, (uint32_t)span.end};
}

/* ---- Front matter ---- */

static bool is_scalar(const struct keur_value *value)
{
    return value->kind != KEUR_SEQUENCE && value->kind != KEUR_MAPPING;
}

static bool has_key(const struct keur_value *value)
{
    return value->parent != NULL && value->parent->kind == KEUR_MAPPING;
}

static void path_enter(struct buffer *path, const struct keur_value *value)
{
    if (!has_key(value))
        return;
    if (path->length > 0)
        buffer_add_byte(path, '.');
    buffer_add(path, value->key);
}

static void path_leave(struct buffer *path, const struct keur_value *value)
{
    if (!has_key(value))
        return;
    path->length -= value->key.length;
    if (path->length > 0)
        path->length--;
}

/* The value behind this one in reading order, with its path; NULL at the end. */
static const struct keur_value *value_following(const struct keur_value *value,
                                                const struct keur_value *root, struct buffer *path)
{
    const struct keur_value *next = value->first_child;

    while (next == NULL) {
        path_leave(path, value);
        if (value == root)
            return NULL;
        next = value->next;
        value = value->parent;
    }
    path_enter(path, next);
    return next;
}

/* Aliases can make a small block large: past a limit its other values are left out. */
static void values_add(struct builder *part, const struct keur_value *root)
{
    struct buffer path = {NULL, 0, 0};
    struct place name = {0, 0};

    for (const struct keur_value *value = root; value != NULL && part->length < LIMIT_INDEX_BYTES;
         value = value_following(value, root, &path)) {
        if (!is_scalar(value))
            continue;
        /* The items of a list share their path. */
        if (has_key(value) ||
            !keur_text_equals(text_at((struct keur_text){part->bytes, part->length}, name),
                              buffer_text(&path)))
            name = bytes_add(part, buffer_text(&path));
        entry_add(part, KEUR_ENTRY_VALUE, 0, name, value->text, value->span);
    }
    buffer_free(&path);
}

/* ---- Headings, links, ids and the like ---- */

/* What is next of each list. */
struct cursor {
    const keur_document *document;
    size_t next_heading, next_link, next_mark, next_container;
    const struct keur_heading *heading;
    const struct keur_link *link;
    const struct keur_mark *mark;
    const struct keur_container *container;
};

static enum keur_entry_kind mark_entry(enum keur_mark_kind kind)
{
    switch (kind) {
    case KEUR_MARK_ID:
        return KEUR_ENTRY_ID;
    case KEUR_MARK_DIRECTIVE:
        return KEUR_ENTRY_DIRECTIVE;
    case KEUR_MARK_FOOTNOTE:
        return KEUR_ENTRY_FOOTNOTE;
    case KEUR_MARK_SNIPPET:
        return KEUR_ENTRY_SNIPPET;
    case KEUR_MARK_ABBREVIATION:
    case KEUR_MARK_FOOTNOTE_USE:
        break;
    }
    return 0;
}

static void read_heading(struct cursor *cursor)
{
    cursor->heading = keur_heading(cursor->document, cursor->next_heading++);
}

static void read_link(struct cursor *cursor)
{
    cursor->link = keur_link(cursor->document, cursor->next_link++);
}

static void read_mark(struct cursor *cursor)
{
    do
        cursor->mark = keur_mark(cursor->document, cursor->next_mark++);
    while (cursor->mark != NULL && mark_entry(cursor->mark->kind) == 0);
}

static void read_container(struct cursor *cursor)
{
    do
        cursor->container = keur_container(cursor->document, cursor->next_container++);
    while (cursor->container != NULL && cursor->container->kind != KEUR_CONTAINER_TAB &&
           cursor->container->kind != KEUR_CONTAINER_BLOCK);
}

static void heading_add(struct builder *part, const struct keur_heading *heading)
{
    entry_add(part, KEUR_ENTRY_HEADING, heading->level, bytes_add(part, heading->anchor),
              heading->text, heading->node->span);
}

/* The place of a link is its target; where a definition has that, the whole link. */
static void link_add(struct builder *part, const keur_document *document,
                     const struct keur_link *link)
{
    bool is_target_elsewhere =
        link->definition != NULL || link->target_span.begin >= link->target_span.end;
    bool is_html = link->element.end > link->element.begin;

    entry_add(part, KEUR_ENTRY_LINK, (int)link->kind, (struct place){0, 0}, link->target,
              is_target_elsewhere ? link->span : link->target_span);
    entry_add(part, KEUR_ENTRY_LINK_TEXT, link->is_image, (struct place){0, 0},
              is_html ? keur_slice(document, link->element) : link->text,
              is_html ? link->element : link->span);
}

static void mark_add(struct builder *part, const struct keur_mark *mark)
{
    bool has_text = mark->kind == KEUR_MARK_DIRECTIVE;

    entry_add(part, mark_entry(mark->kind), 0, bytes_add(part, mark->name),
              has_text ? mark->text : TEXT(""),
              mark->kind == KEUR_MARK_ID ? mark->name_span : mark->span);
}

/* Up to the first byte that ends an id. */
static struct keur_text id_at(struct keur_text text, size_t begin)
{
    size_t end = begin;

    while (end < text.length && memchr(".[ ,}\"'", text.bytes[end], 8) == NULL)
        end++;
    return text_slice(text, begin, end);
}

/* Behind "id:" on the line below the header of a block: "    attrs: { id: x }". */
static struct keur_text attrs_id(const keur_document *document, struct keur_span header)
{
    size_t next = keur_line_at(document, header.end) + 1;
    struct keur_text line = keur_slice(document, keur_line(document, next));
    struct keur_text trimmed = keur_text_trim(line);

    if (next >= keur_line_count(document) || !text_starts_with(trimmed, "attrs:"))
        return TEXT("");
    for (size_t i = 0; i < trimmed.length; i++) {
        struct keur_text rest = text_slice(trimmed, i, trimmed.length);
        if (!text_starts_with(rest, "id:"))
            continue;
        size_t begin = 3;
        while (begin < rest.length && memchr(" \"'", rest.bytes[begin], 3) != NULL)
            begin++;
        return id_at(rest, begin);
    }
    return TEXT("");
}

/* A tab, or the id of a block: "/// html | div#id.class", or among its attributes. */
static void container_add(struct builder *part, const keur_document *document,
                          const struct keur_container *container)
{
    struct keur_text title = container->title;

    if (container->kind == KEUR_CONTAINER_TAB) {
        entry_add(part, KEUR_ENTRY_TAB, 0, (struct place){0, 0}, title, container->title_span);
        return;
    }
    struct keur_text id = id_at(title, text_find(title, '#', 0) + 1);
    if (id.length == 0)
        id = attrs_id(document, container->header);
    if (id.length > 0)
        entry_add(part, KEUR_ENTRY_ID, 0, bytes_add(part, id), TEXT(""), container->header);
}

/* The first of what is next; false at the end. */
static bool next_add(struct builder *part, struct cursor *cursor)
{
    size_t heading = cursor->heading == NULL ? SIZE_MAX : cursor->heading->node->span.begin;
    size_t link = cursor->link == NULL ? SIZE_MAX : cursor->link->span.begin;
    size_t mark = cursor->mark == NULL ? SIZE_MAX : cursor->mark->span.begin;
    size_t container = cursor->container == NULL ? SIZE_MAX : cursor->container->header.begin;

    if (cursor->heading != NULL && heading <= link && heading <= mark && heading <= container) {
        heading_add(part, cursor->heading);
        read_heading(cursor);
    } else if (cursor->link != NULL && link <= mark && link <= container) {
        link_add(part, cursor->document, cursor->link);
        read_link(cursor);
    } else if (cursor->mark != NULL && mark <= container) {
        mark_add(part, cursor->mark);
        read_mark(cursor);
    } else if (cursor->container != NULL) {
        container_add(part, cursor->document, cursor->container);
        read_container(cursor);
    } else {
        return false;
    }
    return true;
}

static void lists_add(struct builder *part, const keur_document *document)
{
    struct cursor cursor = {.document = document};

    read_heading(&cursor);
    read_link(&cursor);
    read_mark(&cursor);
    read_container(&cursor);
    while (next_add(part, &cursor))
        continue;
}

/* ---- What is put in when the site is built ---- */

static void insertion_add(struct builder *part, const char *opening, size_t at)
{
    size_t length = text_of(opening).length;

    entry_add(part, KEUR_ENTRY_INSERTION, 0, bytes_add(part, text_of(opening)), TEXT(""),
              (struct keur_span){at, at + length});
}

/* The first of each kind of brace. */
static void braces_add(struct builder *part, struct keur_text source)
{
    static const char *const openings[] = {"{{", "{%", "{!"};
    enum { OPENING_COUNT = sizeof openings / sizeof *openings };
    size_t first[OPENING_COUNT] = {SIZE_MAX, SIZE_MAX, SIZE_MAX};

    for (size_t at = 0; (at = text_find(source, '{', at)) + 1 < source.length; at++)
        for (size_t i = 0; i < OPENING_COUNT; i++)
            if (source.bytes[at + 1] == openings[i][1] && first[i] == SIZE_MAX)
                first[i] = at;
    for (size_t i = 0; i < OPENING_COUNT; i++)
        if (first[i] != SIZE_MAX)
            insertion_add(part, openings[i], first[i]);
}

static void colons_add(struct builder *part, struct keur_text source)
{
    size_t at = 0;

    while ((at = text_find(source, ':', at)) + 2 < source.length &&
           (source.bytes[at + 1] != ':' || source.bytes[at + 2] != ':'))
        at++;
    if (at + 2 < source.length)
        insertion_add(part, ":::", at);
}

static bool has_word(struct keur_text text, const char *word)
{
    for (size_t at = 0; (at = text_find(text, word[0], at)) < text.length; at++)
        if (text_starts_with(text_slice(text, at, text.length), word))
            return true;
    return false;
}

static bool has_heading_tag(struct keur_text html)
{
    for (size_t at = 0; (at = text_find(html, '<', at)) + 2 < html.length; at++)
        if ((html.bytes[at + 1] | 0x20) == 'h' && html.bytes[at + 2] >= '1' &&
            html.bytes[at + 2] <= '6')
            return true;
    return false;
}

/* GitHub gives headings of raw HTML an id, Python-Markdown does where the element says that it
 * holds Markdown. */
static bool has_heading(const keur_document *document, struct keur_text html)
{
    if (keur_dialect(document) == KEUR_DIALECT_GFM)
        return has_heading_tag(html);
    return has_word(html, "markdown") && (has_heading_tag(html) || has_word(html, "\n#"));
}

static void html_headings_add(struct builder *part, const keur_document *document)
{
    const uint32_t kinds = KEUR_KIND(KEUR_NODE_HTML) | KEUR_KIND(KEUR_NODE_HTML_BLOCK);

    for (const struct keur_node *node = NULL;
         (node = keur_next_of(document, node, kinds)) != NULL;) {
        if (!has_heading(document, keur_slice(document, node->span)))
            continue;
        entry_add(part, KEUR_ENTRY_INSERTION, 0, bytes_add(part, TEXT("<h")), TEXT(""), node->span);
        return;
    }
}

static void insertions_add(struct builder *part, const keur_document *document)
{
    braces_add(part, keur_source(document));
    colons_add(part, keur_source(document));
    html_headings_add(part, document);
}

/* Past the limit notes are left out, as values of the front matter are. */
static void notes_add(struct builder *part, const struct index_notes *notes)
{
    size_t most = part->length + LIMIT_INDEX_BYTES;

    for (size_t i = 0; i < notes->count && part->length < most; i++) {
        const struct index_note *note = &notes->items[i];
        entry_add(part, 0, 0, bytes_add(part, note->name), note->text, note->span);
        part->items[part->count - 1].kind = (uint16_t)note->rule;
    }
}

struct index_part index_part_of(const keur_document *document, const struct index_notes *notes,
                                struct arena *scratch, struct arena *arena)
{
    struct builder builder = {.arena = scratch};

    values_add(&builder, keur_front_matter(document)->root);
    size_t value_count = builder.count;
    lists_add(&builder, document);
    insertions_add(&builder, document);
    size_t entry_count = builder.count;
    notes_add(&builder, notes);
    struct keur_text entries = {(const char *)builder.items, builder.count * sizeof *builder.items};
    return (struct index_part){
        .path = arena_copy(arena, keur_path(document)),
        .type = arena_copy(arena, keur_type(document)),
        .dialect = keur_dialect(document),
        .entries = (const void *)arena_copy(arena, entries).bytes,
        .entry_count = builder.count,
        .value_count = value_count,
        .note_count = builder.count - entry_count,
        .bytes = arena_copy(arena, (struct keur_text){builder.bytes, builder.length}),
    };
}
