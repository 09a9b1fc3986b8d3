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
#define HAS_MALLINFO2 __GLIBC_PREREQ(2, 33)
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

#if HAS_MALLINFO2 && defined(MADV_HUGEPAGE) && defined(MADV_POPULATE_WRITE)

enum {
    HEAP_KEPT_BYTES = 32 << 20,
    HEAP_STEP_BYTES = 8 << 20,   /* by which it grows */
    HEAP_STRIDE_BYTES = 1 << 20, /* the same where memory is limited: less than it is no use */
    HEAP_LARGE_BYTES = 4 << 20,  /* allocations that do not come from it */
    HUGE_PAGE_BYTES = 2 << 20,
};

/* Ends of what was allocated from the heap, and of that part of it which has huge pages; NULL
 * before memory_settle(). */
static char *heap_used, *heap_advised;
static void *volatile heap_skipped; /* kept, lest it is taken for lost */

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

/* The heap goes on right before a huge page, whose address it gives.  Such a page comes only where
 * nothing was written to before it was asked for, and malloc() does write to what it adds to the
 * heap: in front of what it gives, and behind. */
static char *grow_to_huge_page(void)
{
    enum { OVERHEAD = 256 };
    const struct mallinfo2 now = mallinfo2();
    size_t most = now.fordblks - now.keepcost + OVERHEAD; /* more than any chunk that is free */
    size_t lead = ((most + OVERHEAD) / MEMORY_PAGE + 1) * MEMORY_PAGE;
    char *huge = round_up((char *)sbrk(0) + lead, HUGE_PAGE_BYTES);
    void *volatile end = malloc(now.keepcost > OVERHEAD ? now.keepcost - OVERHEAD : 0);
    heap_used = huge - lead;
    sbrk(heap_used - (char *)sbrk(0));
    void *volatile grown = malloc(most);
    free(grown);
    free(end);
    return huge;
}

void memory_settle(void)
{
    if (heap_used != NULL)
        return;
    mallopt(M_TRIM_THRESHOLD, HEAP_KEPT_BYTES);
    mallopt(M_MMAP_THRESHOLD, HEAP_LARGE_BYTES);
    mallopt(M_TOP_PAD, HEAP_STEP_BYTES);
    char *huge = grow_to_huge_page();
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
    size_t shared = (size_t)(round_up(heap_used, HUGE_PAGE_BYTES) - heap_used);
    size_t last = (size_t)MEMORY_PAGE * 4;
    if (shared > last && heap_used + shared <= heap_advised)
        heap_skipped = malloc(shared - last);
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
