#include "check/index.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/limits.h"
#include "base/text.h"

/* A text in the index's bytes. */
struct place {
    size_t begin, length;
};

/* What keur_entry says, without pointers. */
struct flat_entry {
    enum keur_entry_kind kind;
    int level;
    struct place name, text;
    struct keur_span span;
};
struct flat_entries {
    struct flat_entry *items;
    size_t count, capacity;
};

struct flat_document {
    struct place path, type;
    size_t first_entry; /* its entries end where the next document's begin */
};
struct flat_documents {
    struct flat_document *items;
    size_t count, capacity;
};

struct keur_index {
    struct arena *arena; /* holds this struct */
    struct flat_documents documents;
    struct flat_entries entries;
    struct buffer bytes;
};

keur_index *index_new(void)
{
    struct arena *arena = arena_new();
    keur_index *index = arena_allocate(arena, sizeof *index);

    index->arena = arena;
    return index;
}

void index_free(keur_index *index)
{
    if (index == NULL)
        return;
    ARRAY_FREE(&index->documents);
    ARRAY_FREE(&index->entries);
    buffer_free(&index->bytes);
    arena_free(index->arena);
}

static struct place bytes_add(keur_index *index, struct keur_text text)
{
    struct place place = {index->bytes.length, text.length};

    buffer_add(&index->bytes, text);
    return place;
}

static struct keur_text text_at(const keur_index *index, struct place place)
{
    return text_slice(buffer_text(&index->bytes), place.begin, place.begin + place.length);
}

static void entry_add(keur_index *index, enum keur_entry_kind kind, int level, struct place name,
                      struct keur_text text, struct keur_span span)
{
    struct place text_place = bytes_add(index, text);

    *ARRAY_PUSH(&index->entries) = (struct flat_entry){kind, level, name, text_place, span};
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
static void values_add(keur_index *index, const struct keur_value *root)
{
    size_t limit = index->bytes.length + LIMIT_INDEX_BYTES;
    struct buffer path = {NULL, 0, 0};
    struct place name = {0, 0};

    for (const struct keur_value *value = root; value != NULL && index->bytes.length < limit;
         value = value_following(value, root, &path)) {
        if (!is_scalar(value))
            continue;
        /* The items of a list share their path. */
        if (!keur_text_equals(text_at(index, name), buffer_text(&path)))
            name = bytes_add(index, buffer_text(&path));
        entry_add(index, KEUR_ENTRY_VALUE, 0, name, value->text, value->span);
    }
    buffer_free(&path);
}

/* ---- Headings, links and ids ---- */

/* What is next of each list. */
struct cursor {
    const keur_document *document;
    size_t next_heading, next_link, next_mark;
    const struct keur_heading *heading;
    const struct keur_link *link;
    const struct keur_mark *id;
};

static void cursor_read(struct cursor *cursor)
{
    cursor->heading = keur_heading(cursor->document, cursor->next_heading);
    cursor->link = keur_link(cursor->document, cursor->next_link);
    while ((cursor->id = keur_mark(cursor->document, cursor->next_mark)) != NULL &&
           cursor->id->kind != KEUR_MARK_ID)
        cursor->next_mark++;
}

static void heading_add(keur_index *index, const struct keur_heading *heading)
{
    entry_add(index, KEUR_ENTRY_HEADING, heading->level, bytes_add(index, heading->anchor),
              heading->text, heading->node->span);
}

/* The place of a link is its target; where a definition has that, the whole link. */
static void link_add(keur_index *index, const struct keur_link *link)
{
    bool is_target_elsewhere =
        link->definition != NULL || link->target_span.begin >= link->target_span.end;

    entry_add(index, KEUR_ENTRY_LINK, (int)link->kind, (struct place){0, 0}, link->target,
              is_target_elsewhere ? link->span : link->target_span);
}

static void lists_add(keur_index *index, const keur_document *document)
{
    struct cursor cursor = {.document = document};

    for (cursor_read(&cursor); cursor.heading != NULL || cursor.link != NULL || cursor.id != NULL;
         cursor_read(&cursor)) {
        size_t heading = cursor.heading == NULL ? SIZE_MAX : cursor.heading->node->span.begin;
        size_t link = cursor.link == NULL ? SIZE_MAX : cursor.link->span.begin;
        size_t id = cursor.id == NULL ? SIZE_MAX : cursor.id->span.begin;
        if (cursor.heading != NULL && heading <= link && heading <= id) {
            heading_add(index, cursor.heading);
            cursor.next_heading++;
        } else if (cursor.link != NULL && link <= id) {
            link_add(index, cursor.link);
            cursor.next_link++;
        } else if (cursor.id != NULL) {
            entry_add(index, KEUR_ENTRY_ID, 0, bytes_add(index, cursor.id->name), TEXT(""),
                      cursor.id->name_span);
            cursor.next_mark++;
        }
    }
}

void index_add(keur_index *index, const keur_document *document)
{
    struct flat_document flat = {
        .path = bytes_add(index, keur_path(document)),
        .type = bytes_add(index, keur_type(document)),
        .first_entry = index->entries.count,
    };

    *ARRAY_PUSH(&index->documents) = flat;
    values_add(index, keur_front_matter(document)->root);
    lists_add(index, document);
}

/* ---- For plugins ---- */

size_t keur_index_size(const keur_index *index)
{
    return index->documents.count;
}

struct keur_text keur_index_path(const keur_index *index, size_t document)
{
    if (document >= index->documents.count)
        return TEXT("");
    return text_at(index, index->documents.items[document].path);
}

struct keur_text keur_index_type(const keur_index *index, size_t document)
{
    if (document >= index->documents.count)
        return TEXT("");
    return text_at(index, index->documents.items[document].type);
}

bool keur_index_entry(const keur_index *index, size_t document, size_t i,
                      struct keur_entry *ret_entry)
{
    if (document >= index->documents.count)
        return false;
    size_t begin = index->documents.items[document].first_entry;
    size_t end = document + 1 < index->documents.count
                     ? index->documents.items[document + 1].first_entry
                     : index->entries.count;
    if (i >= end - begin)
        return false;
    const struct flat_entry *entry = &index->entries.items[begin + i];
    *ret_entry = (struct keur_entry){
        .kind = entry->kind,
        .level = entry->level,
        .name = text_at(index, entry->name),
        .text = text_at(index, entry->text),
        .span = entry->span,
    };
    return true;
}
