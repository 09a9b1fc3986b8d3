/* What stands before the text of a line: indentation, quote signs and list markers, counted in
 * columns with tab stops every 4. */
#ifndef PARSE_PREFIX_H
#define PARSE_PREFIX_H

#include <stdbool.h>
#include <stddef.h>

/* A place in a line.  Columns count from where the line begins for its container. */
struct cursor {
    const char *bytes; /* of the file */
    size_t at, end;    /* offsets in the file; `at` stays on a tab that is used in part */
    size_t column;
};

static inline bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* The byte at the cursor; '\n' at the end of the line. */
static inline char cursor_byte(const struct cursor *cursor)
{
    return cursor->at < cursor->end ? cursor->bytes[cursor->at] : '\n';
}

static inline bool cursor_is_blank(const struct cursor *cursor)
{
    size_t at = cursor->at;

    while (at < cursor->end && is_blank(cursor->bytes[at]))
        at++;
    return at == cursor->end;
}

/* Moves over at most so many columns of white space. */
void cursor_skip(struct cursor *cursor, size_t columns);
void cursor_leave_blanks(struct cursor *cursor);
/* Most have none. */
static inline void cursor_skip_blanks(struct cursor *cursor)
{
    if (is_blank(cursor_byte(cursor)))
        cursor_leave_blanks(cursor);
}
/* Columns of white space ahead. */
static inline size_t cursor_indent(const struct cursor *cursor)
{
    struct cursor next = *cursor;

    cursor_skip_blanks(&next);
    return next.column - cursor->column;
}

/* Takes a quote sign with its indentation and the one blank behind. */
bool cursor_take_quote(struct cursor *cursor);
/* Takes a list marker, however far it is indented, with the blanks that belong to it.
 * *ret_columns is what the item's other lines have to be indented by. */
bool cursor_take_marker(struct cursor *cursor, size_t *ret_columns);
/* A thematic break is no list marker. */
bool cursor_is_break(struct cursor cursor);

/* An open quote or list item. */
struct scope {
    size_t columns;      /* an item's indentation; 0 for a quote */
    size_t line;         /* where it opened, counted as the caller likes */
    struct cursor after; /* behind its marker on that line */
    size_t end;          /* of the quote signs without text behind it, for a quote */
};
struct scopes {
    struct scope *items;
    size_t count, capacity;
};

/* Moves over the prefix of a line and tells how many scopes it continues. */
size_t scopes_match(const struct scopes *scopes, size_t line, struct cursor *cursor);

#endif
