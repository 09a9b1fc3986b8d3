#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/lines.h"
#include "base/memory.h"

static void add(struct errors *errors, struct keur_text message)
{
    char *copy = memory_allocate(message.length + 1);
    memcpy(copy, message.bytes, message.length);
    copy[message.length] = '\0';
    *ARRAY_PUSH(errors) = copy;
}

bool errors_add(struct errors *errors, const char *format, ...)
{
    struct arena *arena = arena_new();
    va_list arguments;
    va_start(arguments, format);
    add(errors, arena_vformat(arena, format, arguments));
    va_end(arguments);
    arena_free(arena);
    return false;
}

bool errors_add_at(struct errors *errors, struct keur_text path, struct keur_text source,
                   size_t offset, const char *format, ...)
{
    struct arena *arena = arena_new();
    struct lines lines = lines_index(source, arena);
    struct position position = lines_position(&lines, offset, COLUMN_CODE_POINT);
    va_list arguments;
    va_start(arguments, format);
    struct keur_text message = arena_vformat(arena, format, arguments);
    va_end(arguments);
    add(errors, arena_format(arena, "%.*s:%zu:%zu: error: %.*s", KEUR_ARGUMENT(path), position.line,
                             position.column, KEUR_ARGUMENT(message)));
    arena_free(arena);
    return false;
}

void errors_free(struct errors *errors)
{
    for (size_t i = 0; i < errors->count; i++)
        free(errors->items[i]);
    ARRAY_FREE(errors);
}
