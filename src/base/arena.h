/* Memory that is freed all at once.  Nothing here returns NULL: without memory
 * the program ends. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include "api/keur_plugin.h"

enum { ARENA_ALIGNMENT = 16 };

/* Only arena_take() below looks into it. */
struct arena {
    char *next; /* free bytes of the last chunk */
    size_t room;
    struct arena_chunk *last;
    struct arena_at_end *at_end; /* the last one first */
    size_t given;
};

struct arena *arena_new(void);
/* Frees the arena and all it gave; NULL is fine. */
void arena_free(struct arena *arena);
/* Forgets all it gave and keeps one chunk for the next document. */
void arena_reset(struct arena *arena);
/* When the arena is freed, before its memory is. */
void arena_at_end(struct arena *arena, void (*release)(void *), void *what);
static inline size_t arena_round_up(size_t size)
{
    return (size + ARENA_ALIGNMENT - 1) & ~(size_t)(ARENA_ALIGNMENT - 1);
}
/* Aligned for any type, with whatever was there: for what is written to before it is read.  A size
 * of 0 gives a valid pointer. */
void *arena_take_more(struct arena *arena, size_t size); /* where there is no room */
static inline void *arena_take(struct arena *arena, size_t size)
{
    size_t wanted = arena_round_up(size + (size == 0));
    if (wanted < size || arena->room < wanted)
        return arena_take_more(arena, size);
    void *bytes = arena->next;
    arena->next += wanted;
    arena->room -= wanted;
    arena->given += wanted;
    return bytes;
}
/* The same, zeroed. */
static inline void *arena_allocate(struct arena *arena, size_t size)
{
    return memset(arena_take(arena, size), 0, size);
}
/* Room for more behind a copy of the first `size` bytes; those are left to the arena. */
void *arena_grow(struct arena *arena, const void *bytes, size_t size, size_t wanted);
/* Whoever writes to what it gave, or allocates from it, dies, until it is unprotected again.  Costs
 * a system call for each chunk. */
void arena_protect(struct arena *arena);
void arena_unprotect(struct arena *arena);
/* Bytes given since the arena was made or reset. */
static inline size_t arena_size(const struct arena *arena)
{
    return arena->given;
}

/* Copies end with a NUL that is not counted. */
struct keur_text arena_copy(struct arena *arena, struct keur_text text);
char *arena_string(struct arena *arena, struct keur_text text);
struct keur_text arena_join(struct arena *arena, struct keur_text a, struct keur_text b);
struct keur_text arena_format(struct arena *arena, const char *format, ...) KEUR_PRINTF(2, 3);
struct keur_text arena_vformat(struct arena *arena, const char *format, va_list arguments)
    KEUR_PRINTF(2, 0);

#endif
