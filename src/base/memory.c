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

#if defined(__GLIBC__) && defined(MADV_POPULATE_WRITE)

enum {
    HEAP_FIRST_BYTES = 128 << 10, /* that it has at least once it is used */
    HEAP_KEPT_BYTES = 32 << 20,
    HEAP_STEP_BYTES = 1 << 20,      /* by which it grows */
    HEAP_FETCHED_BYTES = 256 << 10, /* ahead of what is in use */
    HEAP_LARGE_BYTES = 4 << 20,     /* allocations that do not come from it */
};

/* Of the heap: the end of what was fetched. */
static char *heap_fetched;

/* At once pages take a tenth of the time that they take one by one, when each is first written to.
 */
static void fetch(char *from, char *to)
{
    int before = errno; /* of what the caller may be about to tell */
    from += -(uintptr_t)from % MEMORY_PAGE;
    if (from < to)
        madvise(from, (size_t)(to - from), MADV_POPULATE_WRITE);
    errno = before;
}

void memory_settle(void)
{
    mallopt(M_TRIM_THRESHOLD, HEAP_KEPT_BYTES);
    mallopt(M_MMAP_THRESHOLD, HEAP_LARGE_BYTES);
    mallopt(M_TOP_PAD, HEAP_STEP_BYTES);
    heap_fetched = sbrk(0);
    fetch(heap_fetched - HEAP_FIRST_BYTES, heap_fetched);
}

void memory_after_fork(void)
{
    char *top = sbrk(0);
    if (heap_fetched != NULL)
        fetch(top - HEAP_STEP_BYTES, top);
}

static void *fetch_ahead(void *bytes, size_t size)
{
    char *end = (char *)bytes + size, *top;
    if (heap_fetched == NULL || end <= heap_fetched || end > (top = sbrk(0)))
        return bytes;
    char *to = top - end < HEAP_FETCHED_BYTES ? top : end + HEAP_FETCHED_BYTES;
    fetch(heap_fetched, to);
    heap_fetched = to;
    return bytes;
}

#else

void memory_settle(void)
{
}

void memory_after_fork(void)
{
}

static void *fetch_ahead(void *bytes, size_t size)
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
    return fetch_ahead(need(malloc(size)), size);
}

void *memory_resize(void *bytes, size_t size)
{
    count_allocation();
    return fetch_ahead(need(realloc(bytes, size)), size);
}

void *memory_pages(size_t size)
{
    count_allocation();
    return fetch_ahead(need(aligned_alloc(MEMORY_PAGE, size)), size);
}
