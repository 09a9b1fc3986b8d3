#define _DEFAULT_SOURCE /* mprotect() */
#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/memory.h"

enum { CHUNK_BYTES = 64 << 10, LARGEST_CHUNK_BYTES = 256 << 10 };

/* Whole pages, so that they can be made read-only. */
struct arena_chunk {
    struct arena_chunk *previous;
    size_t capacity;
    /* bytes follow, aligned */
};

struct arena_at_end {
    void (*release)(void *);
    void *what;
    struct arena_at_end *next;
};

static char *chunk_bytes(struct arena_chunk *chunk)
{
    return (char *)chunk + arena_round_up(sizeof *chunk);
}

static size_t chunk_size(const struct arena_chunk *chunk)
{
    return arena_round_up(sizeof *chunk) + chunk->capacity;
}

static struct arena_chunk *chunk_new(struct arena_chunk *previous, size_t capacity)
{
    size_t header = arena_round_up(sizeof(struct arena_chunk)), size = header + capacity;
    struct arena_chunk *chunk = memory_pages(&size);
    chunk->previous = previous;
    chunk->capacity = size - header;
    return chunk;
}

static void chunk_free(struct arena_chunk *chunk)
{
    memory_pages_free(chunk, chunk_size(chunk));
}

struct arena *arena_new(void)
{
    struct arena *arena = memory_allocate(sizeof *arena);
    *arena = (struct arena){0};
    return arena;
}

static void free_chunks(struct arena_chunk *chunk)
{
    while (chunk != NULL) {
        struct arena_chunk *previous = chunk->previous;
        chunk_free(chunk);
        chunk = previous;
    }
}

void arena_free(struct arena *arena)
{
    if (arena == NULL)
        return;
    for (const struct arena_at_end *each = arena->at_end; each != NULL; each = each->next)
        each->release(each->what);
    free_chunks(arena->last);
    free(arena);
}

void arena_at_end(struct arena *arena, void (*release)(void *), void *what)
{
    struct arena_at_end *each = arena_allocate(arena, sizeof *each);
    *each = (struct arena_at_end){release, what, arena->at_end};
    arena->at_end = each;
}

void arena_reset(struct arena *arena)
{
    arena->given = 0;
    if (arena->last == NULL)
        return;
    free_chunks(arena->last->previous);
    arena->last->previous = NULL;
    arena->next = chunk_bytes(arena->last);
    arena->room = arena->last->capacity;
    /* One giant document must not hold its memory for the rest of the run. */
    if (arena->last->capacity > 2 * (size_t)LARGEST_CHUNK_BYTES) {
        chunk_free(arena->last);
        arena->last = NULL;
        arena->room = 0;
    }
}

void *arena_take_more(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX / 4)
        memory_give_up();
    /* Chunks double at first, so that their number stays small. */
    size_t capacity = arena->last == NULL ? CHUNK_BYTES : 2 * arena->last->capacity;
    if (capacity > LARGEST_CHUNK_BYTES)
        capacity = LARGEST_CHUNK_BYTES;
    if (capacity < size)
        capacity = size;
    arena->last = chunk_new(arena->last, capacity);
    arena->next = chunk_bytes(arena->last);
    arena->room = arena->last->capacity;
    return arena_take(arena, size);
}

void *arena_grow(struct arena *arena, const void *bytes, size_t size, size_t wanted)
{
    void *more = arena_take(arena, wanted);
    if (size > 0)
        memcpy(more, bytes, size);
    return more;
}

static void protect(struct arena *arena, int protection)
{
    struct arena_chunk *chunk = arena->last;
    while (chunk != NULL) {
        mprotect(chunk, chunk_size(chunk), protection);
        chunk = chunk->previous;
    }
}

void arena_protect(struct arena *arena)
{
    protect(arena, PROT_READ);
}

void arena_unprotect(struct arena *arena)
{
    protect(arena, PROT_READ | PROT_WRITE);
}

char *arena_string(struct arena *arena, struct keur_text text)
{
    char *copy = arena_take(arena, text.length + 1);
    if (text.length > 0)
        memcpy(copy, text.bytes, text.length);
    copy[text.length] = '\0';
    return copy;
}

struct keur_text arena_copy(struct arena *arena, struct keur_text text)
{
    return (struct keur_text){arena_string(arena, text), text.length};
}

struct keur_text arena_join(struct arena *arena, struct keur_text a, struct keur_text b)
{
    char *bytes = arena_take(arena, a.length + b.length + 1);
    if (a.length > 0)
        memcpy(bytes, a.bytes, a.length);
    if (b.length > 0)
        memcpy(bytes + a.length, b.bytes, b.length);
    bytes[a.length + b.length] = '\0';
    return (struct keur_text){bytes, a.length + b.length};
}

struct keur_text arena_vformat(struct arena *arena, const char *format, va_list arguments)
{
    char first[512]; /* most are short: formatted once */
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(first, sizeof first, format, arguments);
    if (length < 0)
        length = 0;
    char *bytes = arena_take(arena, (size_t)length + 1);
    if ((size_t)length < sizeof first)
        memcpy(bytes, first, (size_t)length);
    else
        vsnprintf(bytes, (size_t)length + 1, format, again);
    bytes[length] = '\0';
    va_end(again);
    return (struct keur_text){bytes, (size_t)length};
}

struct keur_text arena_format(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    struct keur_text text = arena_vformat(arena, format, arguments);
    va_end(arguments);
    return text;
}
