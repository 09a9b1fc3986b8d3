#include "check/comments.h"

#include <string.h>

#include "base/array.h"
#include "base/limits.h"
#include "base/text.h"

static const struct keur_text forms[] = {
    [COMMENT_UNKNOWN] = {"", 0},
    [COMMENT_LINE] = {"keur-disable-line", 17},
    [COMMENT_NEXT] = {"keur-disable-next", 17},
    [COMMENT_DISABLE] = {"keur-disable", 12},
    [COMMENT_ENABLE] = {"keur-enable", 11},
    [COMMENT_FILE] = {"keur-disable-file", 17},
};
enum { FORM_COUNT = sizeof forms / sizeof *forms };

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

static enum comment_form find_form(struct keur_text word)
{
    for (int i = 1; i < FORM_COUNT; i++)
        if (keur_text_equals(word, forms[i]))
            return (enum comment_form)i;
    return COMMENT_UNKNOWN;
}

const char *comment_nearest_form(struct keur_text word)
{
    ptrdiff_t nearest = keur_nearest(word, forms + 1, FORM_COUNT - 1);
    return nearest < 0 ? NULL : forms[nearest + 1].bytes;
}

/* ---- One comment ---- */

static struct keur_text trimmed(const keur_document *document, size_t begin, size_t end)
{
    return keur_text_trim(keur_slice(document, (struct keur_span){begin, end}));
}

static struct keur_span span_of(const keur_document *document, struct keur_text text)
{
    size_t begin = (size_t)(text.bytes - keur_source(document).bytes);
    return (struct keur_span){begin, begin + text.length};
}

static void read_names(const keur_document *document, struct keur_span list, struct arena *arena,
                       struct comment *comment)
{
    struct keur_text source = text_slice(keur_source(document), 0, list.end);
    size_t most = 1;
    for (size_t at = list.begin; (at = text_find(source, ',', at)) < list.end; at++)
        most++;
    struct comment_name *names = arena_allocate(arena, most * sizeof *names);
    for (size_t at = list.begin, end; at < list.end; at = end + 1) {
        end = text_find(source, ',', at);
        struct keur_text name = trimmed(document, at, end);
        if (name.length > 0)
            names[comment->name_count++] = (struct comment_name){name, span_of(document, name)};
    }
    comment->names = names;
}

/* The text between the delimiters is one of ours when it begins with "keur-". */
static void add_comment(const keur_document *document, struct keur_span span,
                        struct keur_text inside, struct arena *arena, struct comments *comments)
{
    if (!text_starts_with(inside, "keur-") || comments->left_out.end > 0)
        return;
    size_t word = 0, colon = text_find(inside, ':', 0);
    while (word < inside.length && is_word_byte(inside.bytes[word]))
        word++;
    struct comment *comment = ARRAY_PUSH(comments);
    size_t begin = span_of(document, inside).begin;
    comment->span = span;
    comment->word = (struct keur_span){begin, begin + word};
    comment->form = find_form(text_slice(inside, 0, word));
    comment->reason = keur_text_trim(text_slice(inside, colon + 1, inside.length));
    read_names(document, (struct keur_span){begin + word, begin + colon}, arena, comment);
    comments->name_count += comment->name_count + 1;
    if (comments->name_count <= LIMIT_SUPPRESSIONS)
        return;
    comments->left_out = span;
    comments->count--;
}

/* ---- Front matter ---- */

const struct keur_value *comment_value_following(const struct keur_value *value)
{
    if (value->first_child != NULL)
        return value->first_child;
    while (value != NULL && value->next == NULL)
        value = value->parent;
    return value == NULL ? NULL : value->next;
}

static bool holds(struct keur_span span, size_t at)
{
    return span.begin <= at && at < span.end;
}

/* A '#' within a scalar is text. */
static bool is_in_scalar(const struct keur_front_matter *front_matter, size_t at)
{
    for (const struct keur_value *value = front_matter->root; value != NULL;
         value = comment_value_following(value)) {
        bool is_scalar = value->kind != KEUR_SEQUENCE && value->kind != KEUR_MAPPING;
        if (holds(value->key_span, at) || (is_scalar && holds(value->span, at)))
            return true;
    }
    return false;
}

static void add_yaml_comments(const keur_document *document, struct arena *arena,
                              struct comments *comments)
{
    const struct keur_front_matter *front_matter = keur_front_matter(document);
    struct keur_text text = text_slice(keur_source(document), 0, front_matter->content.end);
    size_t at = front_matter->content.begin;
    for (; (at = text_find(text, '#', at)) < text.length; at++) {
        struct keur_span line = keur_line(document, keur_line_at(document, at));
        struct keur_text inside = trimmed(document, at + 1, line.end);
        bool is_apart = at == line.begin || text.bytes[at - 1] == ' ' || text.bytes[at - 1] == '\t';
        if (!is_apart || !text_starts_with(inside, "keur-") || is_in_scalar(front_matter, at))
            continue;
        size_t before = comments->count;
        add_comment(document, (struct keur_span){at, line.end}, inside, arena, comments);
        if (comments->count > before)
            comments->items[before].is_yaml = true;
        at = line.end - 1;
    }
}

struct comments comments_read(const keur_document *document, struct arena *arena)
{
    struct comments comments = {0};
    add_yaml_comments(document, arena, &comments);
    const struct keur_mark *mark;
    for (size_t i = 0; (mark = keur_mark(document, i)) != NULL; i++)
        if (mark->kind == KEUR_MARK_DIRECTIVE)
            add_comment(document, mark->span,
                        trimmed(document, mark->name_span.begin, mark->span.end - strlen("-->")),
                        arena, &comments);
    struct comments kept = comments;
    kept.items = arena_take(arena, comments.count * sizeof *kept.items);
    if (comments.count > 0)
        memcpy(kept.items, comments.items, comments.count * sizeof *kept.items);
    ARRAY_FREE(&comments);
    return kept;
}
