#include "fix/diff.h"

#include <string.h>

#include "base/array.h"

enum { CONTEXT_LINES = 3 };

/* Whole lines that differ. */
struct block {
    struct keur_span before, after;
};
struct blocks {
    struct block *items;
    size_t count, capacity;
};

static size_t line_begin(struct keur_text text, size_t offset)
{
    while (offset > 0 && text.bytes[offset - 1] != '\n')
        offset--;
    return offset;
}

/* Behind the line's ending. */
static size_t line_end(struct keur_text text, size_t offset)
{
    size_t end = text_find(text, '\n', offset);
    return end < text.length ? end + 1 : end;
}

static bool begins_line(struct keur_text text, size_t offset)
{
    return offset == 0 || text.bytes[offset - 1] == '\n';
}

/* Is `offset` before or in the line that `end` is in or begins? */
static bool is_same_line(struct keur_text text, size_t end, size_t offset)
{
    return offset <= end || memchr(text.bytes + end, '\n', offset - end) == NULL;
}

/* From the next change on, with all that lie in the same lines or in those right below. */
static struct block take_block(const struct diff *diff, size_t *next)
{
    const struct changes *changes = diff->changes;
    const struct change *last = &changes->items[(*next)++];
    size_t begin = line_begin(diff->before, last->before.begin);
    struct block block = {{begin, last->before.end},
                          {last->after.begin - (last->before.begin - begin), 0}};
    size_t *end = &block.before.end;
    for (;;) {
        for (; *next < changes->count &&
               is_same_line(diff->before, *end, changes->items[*next].before.begin);
             ++*next) {
            last = &changes->items[*next];
            if (last->before.end > *end)
                *end = last->before.end;
        }
        block.after.end = last->after.end + (*end - last->before.end);
        if (*end == diff->before.length ||
            (begins_line(diff->before, *end) && begins_line(diff->after, block.after.end)))
            return block;
        *end = line_end(diff->before, *end);
    }
}

static struct keur_text line_at(struct keur_text text, size_t begin)
{
    return text_slice(text, begin, line_end(text, begin));
}

/* A change may write again what was there. */
static void trim(const struct diff *diff, struct block *block)
{
    struct keur_span *before = &block->before, *after = &block->after;
    while (before->begin < before->end && after->begin < after->end) {
        struct keur_text line = line_at(diff->before, before->begin);
        if (!keur_text_equals(line, line_at(diff->after, after->begin)))
            break;
        before->begin += line.length;
        after->begin += line.length;
    }
    while (before->begin < before->end && after->begin < after->end) {
        struct keur_span old = {line_begin(diff->before, before->end - 1), before->end};
        struct keur_span new = {line_begin(diff->after, after->end - 1), after->end};
        if (!keur_text_equals(text_slice(diff->before, old.begin, old.end),
                              text_slice(diff->after, new.begin, new.end)))
            break;
        before->end = old.begin;
        after->end = new.begin;
    }
}

static struct blocks find_blocks(const struct diff *diff)
{
    struct blocks blocks = {0};
    for (size_t next = 0; next < diff->changes->count;) {
        struct block block = take_block(diff, &next);
        trim(diff, &block);
        if (block.before.begin < block.before.end || block.after.begin < block.after.end)
            *ARRAY_PUSH(&blocks) = block;
    }
    return blocks;
}

/* The last line counts without an ending too. */
static size_t count_lines(struct keur_text text, struct keur_span span)
{
    size_t count = 0;
    for (size_t at = span.begin; at < span.end; count++)
        at = line_end(text, at);
    return count;
}

static void add_lines(struct buffer *buffer, char sign, struct keur_text text,
                      struct keur_span span)
{
    for (size_t at = span.begin; at < span.end;) {
        struct keur_text line = line_at(text, at);
        buffer_add_byte(buffer, sign);
        buffer_add(buffer, line);
        if (!text_ends_with(line, "\n"))
            buffer_add(buffer, TEXT("\n\\ No newline at end of file\n"));
        at += line.length;
    }
}

static size_t context_before(struct keur_text text, size_t offset)
{
    for (int i = 0; i < CONTEXT_LINES && offset > 0; i++)
        offset = line_begin(text, offset - 1);
    return offset;
}

static size_t context_after(struct keur_text text, size_t offset)
{
    for (int i = 0; i < CONTEXT_LINES && offset < text.length; i++)
        offset = line_end(text, offset);
    return offset;
}

/* Lines of both texts that have been counted. */
struct counted {
    size_t before, after; /* offsets */
    size_t before_lines, after_lines;
};

/* "-3,7": a range without lines is named by the line before it. */
static void add_range(struct buffer *buffer, char sign, size_t lines_before, size_t count)
{
    buffer_printf(buffer, " %c%zu", sign, count == 0 ? lines_before : lines_before + 1);
    if (count != 1)
        buffer_printf(buffer, ",%zu", count);
}

static void add_hunk(struct buffer *buffer, const struct diff *diff, const struct block *blocks,
                     size_t count, struct counted *counted)
{
    const struct block *first = &blocks[0], *last = &blocks[count - 1];
    struct keur_span before = {context_before(diff->before, first->before.begin),
                               context_after(diff->before, last->before.end)};
    struct keur_span after = {first->after.begin - (first->before.begin - before.begin),
                              last->after.end + (before.end - last->before.end)};
    counted->before_lines +=
        count_lines(diff->before, (struct keur_span){counted->before, before.begin});
    counted->after_lines +=
        count_lines(diff->after, (struct keur_span){counted->after, after.begin});
    size_t before_count = count_lines(diff->before, before);
    size_t after_count = count_lines(diff->after, after);
    buffer_add(buffer, TEXT("@@"));
    add_range(buffer, '-', counted->before_lines, before_count);
    add_range(buffer, '+', counted->after_lines, after_count);
    buffer_add(buffer, TEXT(" @@\n"));
    size_t at = before.begin;
    for (size_t i = 0; i < count; i++) {
        add_lines(buffer, ' ', diff->before, (struct keur_span){at, blocks[i].before.begin});
        add_lines(buffer, '-', diff->before, blocks[i].before);
        add_lines(buffer, '+', diff->after, blocks[i].after);
        at = blocks[i].before.end;
    }
    add_lines(buffer, ' ', diff->before, (struct keur_span){at, before.end});
    *counted = (struct counted){before.end, after.end, counted->before_lines + before_count,
                                counted->after_lines + after_count};
}

/* Blocks from `first` on whose lines around meet. */
static size_t hunk_size(const struct diff *diff, const struct blocks *blocks, size_t first)
{
    size_t next = first + 1;
    while (next < blocks->count &&
           context_after(diff->before, blocks->items[next - 1].before.end) >=
               context_before(diff->before, blocks->items[next].before.begin))
        next++;
    return next - first;
}

/* As git does where a name has control characters, quotes or backslashes. */
static void add_path(struct buffer *buffer, const char *prefix, struct keur_text path)
{
    bool is_plain = true;
    for (size_t i = 0; i < path.length; i++) {
        unsigned char byte = (unsigned char)path.bytes[i];
        is_plain = is_plain && byte >= ' ' && byte != 0x7F && byte != '"' && byte != '\\';
    }
    if (is_plain) {
        buffer_printf(buffer, "%s%.*s", prefix, KEUR_ARGUMENT(path));
        return;
    }
    buffer_printf(buffer, "\"%s", prefix);
    for (size_t i = 0; i < path.length; i++) {
        unsigned char byte = (unsigned char)path.bytes[i];
        if (byte == '"' || byte == '\\')
            buffer_printf(buffer, "\\%c", byte);
        else if (byte < ' ' || byte == 0x7F)
            buffer_printf(buffer, "\\%03o", byte);
        else
            buffer_add_byte(buffer, (char)byte);
    }
    buffer_add_byte(buffer, '"');
}

static void add_header(struct buffer *buffer, struct keur_text path)
{
    /* git and patch take off one part. */
    bool is_absolute = text_starts_with(path, "/");
    /* patch takes what stands behind a tab for a date, and a name with blanks needs one. */
    const char *end = text_find(path, ' ', 0) < path.length ? "\t\n" : "\n";
    buffer_add(buffer, TEXT("--- "));
    add_path(buffer, is_absolute ? "a" : "a/", path);
    buffer_printf(buffer, "%s+++ ", end);
    add_path(buffer, is_absolute ? "b" : "b/", path);
    buffer_add(buffer, text_of(end));
}

void diff_add(struct buffer *buffer, struct keur_text path, const struct diff *diff)
{
    struct blocks blocks = find_blocks(diff);
    struct counted counted = {0};
    if (blocks.count > 0)
        add_header(buffer, path);
    for (size_t i = 0; i < blocks.count;) {
        size_t count = hunk_size(diff, &blocks, i);
        add_hunk(buffer, diff, &blocks.items[i], count, &counted);
        i += count;
    }
    ARRAY_FREE(&blocks);
}
