/* Where lines begin, and what column a byte is in. */
#ifndef BASE_LINES_H
#define BASE_LINES_H

#include <stddef.h>

#include "api/keur_plugin.h"
#include "base/arena.h"

struct line {
    uint32_t begin, end; /* without the ending */
};

/* LF, CR LF and CR end a line.  What follows the last one is a line only when
 * it is not empty; an empty text has no line. */
struct lines {
    struct keur_text text;
    const struct line *items; /* one more than `count`: behind the last, the end of the text */
    size_t count;
    const uint32_t *near;           /* the line that every 64th byte is in */
    const struct lines_mark *marks; /* columns known within long lines, in order */
    size_t mark_count;
};

struct lines lines_index(struct keur_text text, struct arena *arena);
/* From 0; the last line for offsets at the end; 0 for an empty text. */
size_t lines_at(const struct lines *lines, size_t offset);

/* With the ending.  Small and called for every line, so the compiler may see it. */
static inline struct keur_span lines_full_span(const struct lines *lines, size_t index)
{
    size_t end = lines->text.length;
    if (index >= lines->count)
        return (struct keur_span){end, end};
    return (struct keur_span){lines->items[index].begin, lines->items[index + 1].begin};
}

/* Without the ending. */
static inline struct keur_span lines_span(const struct lines *lines, size_t index)
{
    const struct line *line = &lines->items[index < lines->count ? index : lines->count];
    return (struct keur_span){line->begin, line->end};
}

enum column_unit { COLUMN_CODE_POINT = 0, COLUMN_BYTE, COLUMN_UTF16, COLUMN_DISPLAY };

/* From 1.  An invalid byte is one code point; a byte inside a code point has
 * the column of the code point; a BOM at the start of the text has no width. */
struct position {
    size_t line, column;
    size_t byte_column; /* whatever the unit; a BOM counts here */
};
struct position lines_position(const struct lines *lines, size_t offset, enum column_unit unit);

#endif
