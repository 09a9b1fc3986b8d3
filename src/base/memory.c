#define _DEFAULT_SOURCE /* aligned_alloc(), madvise(), sbrk() */
#include "base/memory.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

static void (*exhaustion_listener)(void);
static size_t allocations_left = SIZE_MAX;

void memory_on_exhaustion(void (*listener)(void))
{
    exhaustion_listener = listener;
}

void memory_fail_behind(size_t count)
{
    allocations_left = count;
}

void memory_give_up(void)
{
    if (exhaustion_listener != NULL)
        exhaustion_listener();
    fputs("keur: out of memory\n", stderr);
    abort();
}

#if defined(__GLIBC__) && defined(MADV_HUGEPAGE) && defined(MADV_POPULATE_WRITE)

enum {
    HEAP_KEPT_BYTES = 32 << 20,
    HEAP_STEP_BYTES = 8 << 20,   /* by which it grows */
    HEAP_STRIDE_BYTES = 1 << 20, /* the same where memory is limited: less than it is no use */
    HEAP_LARGE_BYTES = 4 << 20,  /* allocations that do not come from it */
    HUGE_PAGE_BYTES = 2 << 20,
    LEAD_BYTES = 136 << 10, /* more than a program has left of the heap that it begins with */
};

/* Ends of what was allocated from the heap, and of that part of it which has huge pages; NULL
 * before memory_settle(). */
static char *heap_used, *heap_advised;

static char *round_up(char *address, size_t unit)
{
    return address + -(uintptr_t)address % unit;
}

static void advise(char *from, char *to, int advice)
{
    int before = errno; /* of what the caller may be about to tell */
    if (from < to)
        madvise(from, (size_t)(to - from), advice);
    errno = before;
}

/* A huge page comes only where nothing was written to before it was asked for.  malloc() does write
 * to what it adds to the heap: in front of what it gives, and behind. */
void memory_settle(void)
{
    if (heap_used != NULL)
        return;
    mallopt(M_TRIM_THRESHOLD, HEAP_KEPT_BYTES);
    mallopt(M_MMAP_THRESHOLD, HEAP_LARGE_BYTES);
    mallopt(M_TOP_PAD, HEAP_STEP_BYTES);
    char *end = sbrk(0), *lead = end + LEAD_BYTES + MEMORY_PAGE;
    char *huge = round_up(lead, HUGE_PAGE_BYTES);
    sbrk(huge - lead);
    void *volatile grown = malloc(LEAD_BYTES);
    free(grown);
    heap_used = huge - LEAD_BYTES;
    heap_advised = sbrk(0);
    advise(huge, heap_advised, MADV_HUGEPAGE);
}

void memory_after_fork(void)
{
    char *from = round_up(heap_used, MEMORY_PAGE), *to = round_up(from, HUGE_PAGE_BYTES);
    if (heap_used != NULL)
        advise(from, to < heap_advised ? to : heap_advised, MADV_POPULATE_WRITE);
}

/* Up to the last pages before the next huge one. */
void memory_begin_anew(void)
{
    if (heap_used == NULL)
        return;
    mallopt(M_TOP_PAD, HEAP_STRIDE_BYTES);
    char *from = heap_used + MEMORY_PAGE, *to = round_up(from, HUGE_PAGE_BYTES) - 2 * MEMORY_PAGE;
    if (from >= to || to > heap_advised)
        return;
    void *volatile skipped = malloc((size_t)(to - from));
    (void)skipped;
}

static void *note_growth(void *bytes, size_t size)
{
    char *end = (char *)bytes + size, *top;
    if (heap_used == NULL || end <= heap_used || end > (top = sbrk(0)))
        return bytes;
    heap_used = end;
    if (end > heap_advised) {
        advise(round_up(heap_advised, HUGE_PAGE_BYTES), top, MADV_HUGEPAGE);
        heap_advised = top;
    }
    return bytes;
}

#else

void memory_settle(void)
{
}

void memory_after_fork(void)
{
}

void memory_begin_anew(void)
{
}

static void *note_growth(void *bytes, size_t size)
{
    (void)size;
    return bytes;
}

#endif

static void count_allocation(void)
{
    if (allocations_left == 0)
        memory_give_up();
    if (allocations_left != SIZE_MAX)
        allocations_left--;
}

static void *need(void *bytes)
{
    if (bytes == NULL)
        memory_give_up();
    return bytes;
}

void *memory_allocate(size_t size)
{
    count_allocation();
    return note_growth(need(malloc(size)), size);
}

void *memory_resize(void *bytes, size_t size)
{
    count_allocation();
    return note_growth(need(realloc(bytes, size)), size);
}

void *memory_pages(size_t size)
{
    count_allocation();
    return note_growth(need(aligned_alloc(MEMORY_PAGE, size)), size);
}
