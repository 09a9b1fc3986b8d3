#include "base/lines.h"

#include <string.h>

#include "base/text.h"
#include "base/unicode.h"

/* Steps over each line and counts it; the first `room` begins are kept.  Both next endings are
 * remembered, so that a text with only one kind is not searched again and again for the other. */
static size_t find_lines(struct keur_text text, size_t *begins, size_t room)
{
    size_t count = 0, at = 0;
    size_t next_cr = text_find(text, '\r', 0), next_lf = text_find(text, '\n', 0);
    while (at < text.length) {
        if (count < room)
            begins[count] = at;
        count++;
        bool is_pair = next_cr < next_lf && next_cr + 1 == next_lf && next_lf < text.length;
        size_t last = next_cr < next_lf && !is_pair ? next_cr : next_lf;
        at = last < text.length ? last + 1 : text.length;
        if (next_cr < at)
            next_cr = text_find(text, '\r', at);
        if (next_lf < at)
            next_lf = text_find(text, '\n', at);
    }
    return count;
}

/* A line is looked up so often that even a binary search is long. */
enum { NEAR_BYTES = 64 };

static const uint32_t *find_near(struct keur_text text, const size_t *begins, size_t count,
                                 struct arena *arena)
{
    size_t blocks = text.length / NEAR_BYTES + 1;
    uint32_t *near = arena_take(arena, blocks * sizeof *near);
    for (size_t block = 0, line = 0; block < blocks; block++) {
        while (line + 1 < count && begins[line + 1] <= block * NEAR_BYTES)
            line++;
        near[block] = (uint32_t)line;
    }
    return near;
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
    return lines->begins[line] + (has_mark ? 3 : 0);
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
    size_t *begins = arena_take(arena, room * sizeof *begins);
    size_t count = find_lines(text, begins, room);
    if (count > room) {
        begins = arena_take(arena, count * sizeof *begins);
        find_lines(text, begins, count);
    }
    struct lines lines = {.text = text,
                          .begins = begins,
                          .count = count,
                          .near = find_near(text, begins, count, arena)};
    struct lines_mark *marks = arena_allocate(arena, text.length / MARK_DISTANCE * sizeof *marks);
    for (size_t i = 0; i < count; i++)
        if (lines_full_span(&lines, i).end - begins[i] > MARK_DISTANCE)
            lines.mark_count += add_marks(&lines, i, marks + lines.mark_count);
    lines.marks = marks;
    return lines;
}

size_t lines_at(const struct lines *lines, size_t offset)
{
    size_t block = (offset < lines->text.length ? offset : lines->text.length) / NEAR_BYTES;
    size_t line = lines->near[block];
    while (line + 1 < lines->count && lines->begins[line + 1] <= offset)
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
    if (low > 0 && lines->marks[low - 1].offset > lines->begins[line])
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
    while (at < offset) {
        uint32_t code_point;
        size_t bytes = keur_decode(lines->text, at, &code_point);
        if (bytes == 0 || at + bytes > offset) /* inside a code point */
            break;
        column += column_width(code_point, bytes, column, unit);
        at += bytes;
    }
    return (struct position){line + 1, column + 1, offset - lines->begins[line] + 1};
}
