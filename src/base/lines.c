#include "base/lines.h"

#include <string.h>

#include "base/text.h"
#include "base/unicode.h"

/* A line is looked up so often that even a binary search is long. */
enum { NEAR_BYTES = 64 };

/* Steps over each line and counts it; the first `room` are kept.  The next LF is remembered, so
 * that a text with none is not searched again and again, and hardly any text has a CR. */
static size_t find_lines(struct keur_text text, struct line *items, size_t room, uint32_t *near)
{
    const bool has_cr = text_find(text, '\r', 0) < text.length;
    size_t count = 0, block = 0, lf = text_find(text, '\n', 0);
    for (size_t at = 0, next; at < text.length; at = next, count++) {
        if (lf < at)
            lf = text_find(text, '\n', at);
        size_t end = has_cr ? text_find(text_slice(text, 0, lf), '\r', at) : lf;
        next = end + 1 == lf ? lf + 1 : end + 1;
        if (count < room)
            items[count] = (struct line){(uint32_t)at, (uint32_t)end};
        for (; block * NEAR_BYTES < next; block++)
            near[block] = (uint32_t)count;
    }
    return count;
}

/* Many findings on one line of a megabyte would each measure all of it. */
enum { MARK_DISTANCE = 4096 };
struct lines_mark {
    size_t offset;
    size_t column; /* code points before it in its line */
};

/* A byte order mark has no width. */
static size_t content_begin(const struct lines *lines, size_t line)
{
    bool has_mark = line == 0 && text_starts_with(lines->text, "\xEF\xBB\xBF");
    return lines->items[line].begin + (has_mark ? 3 : 0);
}

static size_t add_marks(const struct lines *lines, size_t line, struct lines_mark *marks)
{
    size_t count = 0, column = 0, end = lines_span(lines, line).end;
    size_t at = content_begin(lines, line), next = at + MARK_DISTANCE;
    uint32_t code_point;
    for (; at < end; column++) {
        if (at >= next) {
            marks[count++] = (struct lines_mark){at, column};
            next = at + MARK_DISTANCE;
        }
        at += keur_decode(lines->text, at, &code_point);
    }
    return count;
}

struct lines lines_index(struct keur_text text, struct arena *arena)
{
    enum { LINE_BYTES = 16 }; /* hardly any document has shorter lines on average */
    size_t room = text.length / LINE_BYTES + 1;
    struct line *items = arena_take(arena, (room + 1) * sizeof *items);
    uint32_t *near = arena_take(arena, (text.length / NEAR_BYTES + 1) * sizeof *near);
    size_t count = find_lines(text, items, room, near);
    if (count > room) {
        items = arena_take(arena, (count + 1) * sizeof *items);
        find_lines(text, items, count, near);
    }
    items[count] = (struct line){(uint32_t)text.length, (uint32_t)text.length};
    struct lines lines = {.text = text, .items = items, .count = count, .near = near};
    struct lines_mark *marks = arena_take(arena, text.length / MARK_DISTANCE * sizeof *marks);
    for (size_t i = 0; i < count; i++)
        if (items[i + 1].begin - items[i].begin > MARK_DISTANCE)
            lines.mark_count += add_marks(&lines, i, marks + lines.mark_count);
    lines.marks = marks;
    return lines;
}

size_t lines_at(const struct lines *lines, size_t offset)
{
    if (offset >= lines->text.length)
        return lines->count == 0 ? 0 : lines->count - 1;
    size_t line = lines->near[offset / NEAR_BYTES];
    while (lines->items[line + 1].begin <= offset)
        line++;
    return line;
}

static size_t column_width(uint32_t code_point, size_t bytes, size_t column, enum column_unit unit)
{
    switch (unit) {
    case COLUMN_CODE_POINT:
        return 1;
    case COLUMN_BYTE:
        return bytes;
    case COLUMN_UTF16:
        return code_point != UINT32_MAX && code_point > 0xFFFF ? 2 : 1;
    case COLUMN_DISPLAY:
        if (code_point == '\t')
            return 8 - column % 8;
        return code_point == UINT32_MAX ? 1 : (size_t)unicode_width(code_point);
    }
    return 1;
}

/* Where to begin measuring: the last mark at or before `offset`, or the begin of its line. */
static struct lines_mark nearest_mark(const struct lines *lines, size_t line, size_t offset)
{
    size_t low = 0, high = lines->mark_count; /* marks before `low` are not behind `offset` */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (lines->marks[middle].offset <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    if (low > 0 && lines->marks[low - 1].offset > lines->items[line].begin)
        return lines->marks[low - 1];
    return (struct lines_mark){content_begin(lines, line), 0};
}

struct position lines_position(const struct lines *lines, size_t offset, enum column_unit unit)
{
    if (lines->count == 0)
        return (struct position){1, 1, 1};
    if (offset > lines->text.length)
        offset = lines->text.length;
    size_t line = lines_at(lines, offset);
    struct lines_mark from = unit == COLUMN_CODE_POINT
                                 ? nearest_mark(lines, line, offset)
                                 : (struct lines_mark){content_begin(lines, line), 0};
    size_t at = from.offset, column = from.column;
    if (unit != COLUMN_DISPLAY && at < offset) {
        size_t ascii = unicode_skip_ascii(text_slice(lines->text, 0, offset), at);
        column += ascii - at;
        at = ascii;
    }
    while (at < offset) {
        uint32_t code_point;
        size_t bytes = unicode_decode(lines->text, at, &code_point);
        if (bytes == 0 || at + bytes > offset) /* inside a code point */
            break;
        column += unit == COLUMN_CODE_POINT ? 1 : column_width(code_point, bytes, column, unit);
        at += bytes;
    }
    return (struct position){line + 1, column + 1, offset - lines->items[line].begin + 1};
}
