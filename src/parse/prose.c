/* Prose: the text of paragraphs, headings and cells as a reader sees it, and where it stands. */
#include <string.h>

#include "base/lanes.h"
#include "base/text.h"
#include "parse/ahead.h"
#include "parse/content.h"

/* Bytes of the text from `begin` on, up to the next segment: those of a text node, or what stands
 * for all of another node. */
struct segment {
    size_t begin;
    const struct keur_node *node;
};

struct prose {
    struct keur_prose is; /* first member: a `const struct keur_prose *` of ours is one of these */
    const struct segment *segments;
    size_t segment_count;
};

/* While it is made: all prose, that at hand last.  It stays where it is made. */
struct maker {
    struct keur_document *document;
    struct {
        char *bytes;
        size_t length, capacity; /* with what words_find() needs behind it */
    } text;
    struct {
        struct segment *items;
        size_t count, capacity;
    } segments;
    struct {
        struct prose *items;
        size_t count, capacity;
    } prose;
    size_t begin, first_segment; /* of the prose at hand */
    struct ahead colon, bracket;
    size_t run; /* where the text nodes side by side begin */
    bool is_behind_element;
    bool may_hold_markup; /* the run, but for a list of attributes at its begin */
};

/* With the zero in front that words_find() needs.  Hardly any text is longer than what it is made
 * of. */
static void text_grow(struct maker *maker, size_t more)
{
    size_t capacity = maker->document->source.length + 2 * (maker->text.length + more) + LANES;
    char *bytes = arena_take(maker->document->arena, capacity + 1);

    bytes[0] = '\0';
    if (maker->text.length > 0)
        memcpy(bytes + 1, maker->text.bytes, maker->text.length);
    maker->text.bytes = bytes + 1;
    maker->text.capacity = capacity;
}

static void text_add(struct maker *maker, struct keur_text text)
{
    if (maker->text.length + text.length + LANES > maker->text.capacity)
        text_grow(maker, text.length);
    memcpy(maker->text.bytes + maker->text.length, text.bytes, text.length);
    maker->text.length += text.length;
}

/* Room for one more at the end of a list. */
#define LIST_PUSH(maker, list)                                                         \
    ((list)->items = list_room((maker)->document->arena, (list)->items, (list)->count, \
                               &(list)->capacity, sizeof *(list)->items),              \
     &(list)->items[(list)->count++])
static void *list_room(struct arena *arena, void *items, size_t count, size_t *capacity,
                       size_t item_size)
{
    enum { FIRST_CAPACITY = 64 };

    if (count < *capacity)
        return items;
    *capacity = 2 * *capacity + FIRST_CAPACITY;
    return arena_grow(arena, items, count * item_size, *capacity * item_size);
}

/* Apart, so that the way that is nearly always taken stays short. */
__attribute__((noinline)) static void blank_run(struct maker *maker)
{
    run_blank(maker->document, maker->text.bytes + maker->run, maker->text.length - maker->run,
              maker->is_behind_element);
    maker->may_hold_markup = false;
}

static void run_end(struct maker *maker)
{
    if (maker->may_hold_markup)
        blank_run(maker);
}

/* Nearly no text has anything in it that is not for the reader. */
static bool may_hold_markup(struct maker *maker, const struct keur_node *node)
{
    struct keur_text source = maker->document->source, text = node->text;
    bool is_source = text.bytes == source.bytes + node->span.begin;

    return !is_source || (text.length > 0 && text.bytes[0] == '{') ||
           ahead_find(&maker->colon, source, ':', node->span.begin) < node->span.end ||
           ahead_find(&maker->bracket, source, '[', node->span.begin) < node->span.end;
}

static bool is_break(const struct node *node)
{
    return node->is.kind == KEUR_NODE_SOFT_BREAK || node->is.kind == KEUR_NODE_LINE_BREAK ||
           (node->is.kind == KEUR_NODE_HTML && html_is_line_break(node->is.text));
}

/* What a reader sees of the node itself. */
static struct keur_text node_text(const struct node *node)
{
    if (node->is.kind == KEUR_NODE_TEXT)
        return node->is.text;
    if (is_break(node))
        return TEXT("\n");
    if (node->is.kind == KEUR_NODE_CODE || node->is.kind == KEUR_NODE_IMAGE)
        return TEXT(OBJECT_REPLACEMENT);
    return TEXT("");
}

static void add_node(struct maker *maker, const struct node *node, const struct node *previous)
{
    bool is_text = node->is.kind == KEUR_NODE_TEXT;
    enum run_place place = is_text ? run_place_of(node, previous) : RUN_BEGINS;
    struct keur_text text = node_text(node);

    if (place != RUN_GOES_ON) {
        run_end(maker);
        maker->run = maker->text.length;
        maker->is_behind_element = place == RUN_BEHIND_ELEMENT;
    }
    if (text.length == 0)
        return;
    if (is_text && !maker->may_hold_markup)
        maker->may_hold_markup = may_hold_markup(maker, &node->is);
    *LIST_PUSH(maker, &maker->segments) =
        (struct segment){maker->text.length - maker->begin, &node->is};
    text_add(maker, text);
}

/* The attribute list at the end of a heading or cell. */
static void blank_trailing(struct maker *maker, enum keur_node_kind kind)
{
    struct keur_text text = {maker->text.bytes + maker->begin, maker->text.length - maker->begin};

    if ((kind != KEUR_NODE_HEADING && kind != KEUR_NODE_TABLE_CELL) ||
        !attributes_are_read(maker->document))
        return;
    struct keur_span list = attributes_trailing(text, (struct keur_span){0, text.length});
    memset(maker->text.bytes + maker->begin + list.begin, ' ', list.end - list.begin);
}

/* ---- Words ---- */

/* All ones where there is an ASCII letter or digit. */
static lanes in_words(lanes bytes)
{
    return lanes_from_to(bytes | 0x20, 'a', 'z') | lanes_from_to(bytes, '0', '9');
}

/* The words while they are found; there is room for all. */
struct words {
    uint32_t *at;
    uint16_t *begins;
    size_t count;
};

/* `firsts` has a bit for each word that begins in the eight bytes at `at`. */
static inline void words_put(struct words *words, const char *text, size_t at, uint64_t firsts)
{
    size_t count = words->count;

    for (; firsts != 0; firsts &= firsts - 1) {
        size_t begin = at + (size_t)__builtin_ctzll(firsts) / 8;
        const unsigned char *bytes = (const unsigned char *)text + begin;
        words->at[count] = (uint32_t)begin;
        words->begins[count++] = (uint16_t)(bytes[0] | bytes[1] << 8 | 0x2020);
    }
    words->count = count;
}

/* Around the text stand zeros: one in front, and behind it as many as there are lanes. */
static void words_find(struct keur_text text, struct words *words)
{
    for (size_t at = 0; at < text.length; at += LANES) {
        lanes bytes = lanes_at(text.bytes + at), before = lanes_at(text.bytes + at - 1);
        lanes firsts = (lanes)((bytes & 0xC0) == 0xC0); /* of code points */
        lanes begins = ((in_words(bytes) & ~in_words(before)) | firsts) & 0x80;
        words_put(words, text.bytes, at, lanes_half(begins, 0));
        words_put(words, text.bytes, at + LANES / 2, lanes_half(begins, LANES / 2));
    }
}

/* Room for all costs nothing where no word is: pages of the arena are there. */
static void words_add(struct arena *arena, struct keur_all_prose *all)
{
    const size_t most = all->text.length;
    if (most == 0)
        return;
    struct words words = {.at = arena_take(arena, most * sizeof *words.at),
                          .begins =
                              arena_take(arena, (most + KEUR_WORDS_BEHIND) * sizeof *words.begins)};
    words_find(all->text, &words);
    memset(words.begins + words.count, 0, KEUR_WORDS_BEHIND * sizeof *words.begins);
    all->words = words.at;
    all->begins = words.begins;
    all->word_count = words.count;
}

/* ---- All of it ---- */

/* Where its text and segments are is known when all are there. */
static void finish(struct maker *maker, enum keur_prose_kind kind, const struct keur_node *node)
{
    run_end(maker);
    if (maker->text.length > maker->begin)
        blank_trailing(maker, node->kind);
    *LIST_PUSH(maker, &maker->prose) = (struct prose){
        .is = {.kind = kind, .node = node, .text = {NULL, maker->text.length - maker->begin}},
        .segment_count = maker->segments.count - maker->first_segment,
    };
    text_add(maker, TEXT("\0"));
    maker->begin = maker->text.length;
    maker->first_segment = maker->segments.count;
}

/* The prose, which finds its texts and segments one behind the other. */
static void place(struct maker *maker)
{
    struct keur_document *document = maker->document;
    const struct segment *segments = maker->segments.items;
    const char *text = maker->text.bytes;

    memset(maker->text.bytes + maker->text.length, 0, LANES);
    document->all_prose.text = (struct keur_text){text, maker->text.length};
    document->prose = maker->prose.items;
    document->prose_count = maker->prose.count;
    for (size_t i = 0; i < maker->prose.count; i++) {
        struct prose *prose = &maker->prose.items[i];
        prose->is.text.bytes = text;
        prose->segments = segments;
        text += prose->is.text.length + 1;
        segments += prose->segment_count;
    }
}

static void collect(struct maker *maker, enum keur_prose_kind kind, const struct node *root)
{
    const struct node *end = node_of(keur_following_outside(&root->is));
    const struct node *previous = root;
    const struct node *node = root->following;

    while (node != end) {
        add_node(maker, node, previous);
        previous = node;
        node = node->is.kind == KEUR_NODE_IMAGE ? node_of(keur_following_outside(&node->is))
                                                : node->following;
    }
    if (maker->segments.count > maker->first_segment)
        finish(maker, kind, &root->is);
}

void prose_collect(struct keur_document *document)
{
    const uint32_t kinds = KEUR_KIND(KEUR_NODE_PARAGRAPH) | KEUR_KIND(KEUR_NODE_HEADING) |
                           KEUR_KIND(KEUR_NODE_TABLE_CELL) | KEUR_KIND(KEUR_NODE_IMAGE);
    static const enum keur_prose_kind prose_kinds[] = {
        [KEUR_NODE_PARAGRAPH] = KEUR_PROSE_PARAGRAPH,
        [KEUR_NODE_HEADING] = KEUR_PROSE_HEADING,
        [KEUR_NODE_TABLE_CELL] = KEUR_PROSE_CELL,
        [KEUR_NODE_IMAGE] = KEUR_PROSE_ALTERNATIVE,
    };
    struct maker maker = {.document = document};
    const struct keur_node *node = NULL;

    text_grow(&maker, 0);
    while ((node = keur_next_of(document, node, kinds)) != NULL)
        collect(&maker, prose_kinds[node->kind], node_of(node));
    place(&maker);
    words_add(document->arena, &document->all_prose);
}

const struct keur_prose *keur_prose(const keur_document *document, size_t index)
{
    return index < document->prose_count ? &document->prose[index].is : NULL;
}

const struct keur_all_prose *keur_all_prose(const keur_document *document)
{
    return &document->all_prose;
}

size_t keur_prose_at(const keur_document *document, size_t offset)
{
    const char *byte = document->all_prose.text.bytes + offset;
    size_t low = 0, high = document->prose_count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (document->prose[middle].is.text.bytes <= byte)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* ---- Places ---- */

static const struct segment *segment_at(const struct prose *prose, size_t at)
{
    size_t low = 0, high = prose->segment_count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (prose->segments[middle].begin <= at)
            low = middle;
        else
            high = middle;
    }
    return &prose->segments[low];
}

/* The bytes that stand for the one at `at` of the text. */
static struct keur_span place_of(const keur_document *document, const struct prose *prose,
                                 size_t at)
{
    const struct segment *segment = segment_at(prose, at);
    size_t target = at - segment->begin;

    struct keur_span span = segment->node->span;

    if (segment->node->kind != KEUR_NODE_TEXT)
        return span;
    struct keur_text source = keur_slice(document, span), text = segment->node->text;
    if (source.length == text.length)
        return (struct keur_span){span.begin + target, span.begin + target + 1};
    size_t from = 0, source_at = 0, text_at = 0;
    while (text_at <= target && text_at < text.length) {
        from = source_at;
        if (!text_step(source, &source_at, text, &text_at))
            return span;
    }
    return (struct keur_span){span.begin + from, span.begin + source_at};
}

struct keur_span keur_prose_span(const keur_document *document, const struct keur_prose *prose,
                                 struct keur_span part)
{
    const struct prose *own = (const struct prose *)prose;
    struct keur_span first = place_of(document, own, part.begin);

    if (part.end <= part.begin)
        return (struct keur_span){first.begin, first.begin};
    return (struct keur_span){first.begin, place_of(document, own, part.end - 1).end};
}
