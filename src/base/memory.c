#define _DEFAULT_SOURCE /* aligned_alloc(), madvise() */
#include "base/memory.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
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

void memory_fetch(void *bytes, size_t size)
{
#ifdef MADV_POPULATE_WRITE
    int before = errno; /* of what the caller may be about to tell */
    size_t skipped = (size_t)(-(uintptr_t)bytes % MEMORY_PAGE);
    if (size >= skipped + MEMORY_PAGE)
        madvise((char *)bytes + skipped, (size - skipped) / MEMORY_PAGE * MEMORY_PAGE,
                MADV_POPULATE_WRITE);
    errno = before;
#else
    (void)bytes;
    (void)size;
#endif
}

void memory_settle(void)
{
    enum { FIRST_BYTES = 128 << 10 }; /* every run needs as much beside its arenas */
#ifdef __GLIBC__
    enum { KEPT_BYTES = 32 << 20, LARGE_BYTES = 4 << 20, STEP_BYTES = 1 << 20 };
    mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
    mallopt(M_MMAP_THRESHOLD, LARGE_BYTES);
    mallopt(M_TOP_PAD, STEP_BYTES);
#endif
    void *first = malloc(FIRST_BYTES);
    if (first != NULL)
        memory_fetch(first, FIRST_BYTES);
    free(first);
}

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
    return need(malloc(size));
}

void *memory_resize(void *bytes, size_t size)
{
    count_allocation();
    return need(realloc(bytes, size));
}

void *memory_pages(size_t size)
{
    count_allocation();
    return need(aligned_alloc(MEMORY_PAGE, size));
}
