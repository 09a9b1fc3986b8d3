#include "parse/prefix.h"

#include <stdint.h>

enum { TAB_STOP = 4, MAX_DIGITS = 9 };

void cursor_skip(struct cursor *cursor, size_t columns)
{
    size_t wanted = cursor->column + columns;

    while (cursor->column < wanted && cursor->at < cursor->end) {
        char byte = cursor->bytes[cursor->at];
        size_t next = cursor->column + 1;
        if (byte == '\t')
            next = cursor->column + TAB_STOP - cursor->column % TAB_STOP;
        else if (byte != ' ')
            return;
        if (next <= wanted)
            cursor->at++;
        cursor->column = next <= wanted ? next : wanted;
    }
}

void cursor_leave_blanks(struct cursor *cursor)
{
    size_t at = cursor->at, column = cursor->column;

    for (; at < cursor->end && is_blank(cursor->bytes[at]); at++)
        column += cursor->bytes[at] == '\t' ? TAB_STOP - column % TAB_STOP : 1;
    cursor->at = at;
    cursor->column = column;
}

bool cursor_take_quote(struct cursor *cursor)
{
    struct cursor next = *cursor;

    cursor_skip(&next, TAB_STOP - 1);
    if (cursor_byte(&next) != '>')
        return false;
    next.at++;
    next.column++;
    cursor_skip(&next, 1);
    *cursor = next;
    return true;
}

/* Length of a list marker: a bullet, or at most nine digits and a dot or parenthesis. */
static size_t marker_length(const struct cursor *cursor)
{
    struct cursor next = *cursor;
    char byte = cursor_byte(&next);

    if (byte == '*' || byte == '-' || byte == '+') {
        next.at++;
    } else {
        while (cursor_byte(&next) >= '0' && cursor_byte(&next) <= '9')
            next.at++;
        byte = cursor_byte(&next);
        if (next.at == cursor->at || next.at - cursor->at > MAX_DIGITS ||
            (byte != '.' && byte != ')'))
            return 0;
        next.at++;
    }
    byte = cursor_byte(&next);
    return is_blank(byte) || (byte >= '\n' && byte <= '\r') ? next.at - cursor->at : 0;
}

bool cursor_take_marker(struct cursor *cursor, size_t *ret_columns)
{
    struct cursor next = *cursor;
    cursor_skip_blanks(&next);
    size_t indent = next.column - cursor->column;
    size_t length = marker_length(&next);

    if (length == 0)
        return false;
    next.at += length;
    next.column += length;
    /* Five blanks and more are one blank and indented code. */
    size_t blanks = cursor_indent(&next);
    if (blanks < 1 || blanks > TAB_STOP || cursor_is_blank(&next))
        blanks = 1;
    cursor_skip(&next, blanks);
    *cursor = next;
    *ret_columns = indent + length + blanks;
    return true;
}

bool cursor_is_break(struct cursor cursor)
{
    size_t signs = 0;

    cursor_skip_blanks(&cursor);
    char sign = cursor_byte(&cursor);
    if (sign != '*' && sign != '-' && sign != '_')
        return false;
    for (; cursor.at < cursor.end; cursor.at++) {
        if (cursor.bytes[cursor.at] == sign)
            signs++;
        else if (!is_blank(cursor.bytes[cursor.at]))
            return false;
    }
    return signs >= 3;
}

static bool scope_match(const struct scope *scope, size_t line, struct cursor *cursor)
{
    if (line != SIZE_MAX && scope->line == line) { /* SIZE_MAX: on none of its lines */
        *cursor = scope->after;
        return true;
    }
    if (scope->columns == 0)
        return cursor_take_quote(cursor);
    struct cursor next = *cursor;
    cursor_skip(&next, scope->columns);
    if (next.at < next.end && next.column < cursor->column + scope->columns)
        return false;
    *cursor = next;
    return true;
}

size_t scopes_match(const struct scopes *scopes, size_t line, struct cursor *cursor)
{
    size_t count = 0;

    while (count < scopes->count && scope_match(&scopes->items[count], line, cursor))
        count++;
    return count;
}
