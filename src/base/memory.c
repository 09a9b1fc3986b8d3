#define _DEFAULT_SOURCE /* aligned_alloc(), madvise() */
#include "base/memory.h"

#include <stdbool.h>
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

/* ---- Pages ---- */

enum { HUGE_PAGE_BYTES = 2 << 20, LARGEST_CUT_BYTES = 512 << 10 };

struct free_pages {
    struct free_pages *next;
    size_t size;
};

/* The last huge page, from which pieces are cut, and pieces that were given back. */
static char *uncut, *uncut_end;
static char *volatile first_uncut; /* for those who look for leaks: one piece, and reachable */
static struct free_pages *free_pages;
static bool cuts_huge_pages;

static bool is_cut(size_t size)
{
    return cuts_huge_pages && size <= LARGEST_CUT_BYTES;
}

static void *take_free(size_t *size)
{
    for (struct free_pages **at = &free_pages; *at != NULL; at = &(*at)->next) {
        struct free_pages *pages = *at;
        if (pages->size < *size || pages->size / 2 > *size)
            continue;
        *at = pages->next;
        *size = pages->size;
        return pages;
    }
    return NULL;
}

static void give_back(void *bytes, size_t size)
{
    struct free_pages *pages = bytes;
    *pages = (struct free_pages){free_pages, size};
    free_pages = pages;
}

#ifdef MADV_HUGEPAGE
/* False where the system has no more memory, or not so much in one piece. */
static bool begin_huge_page(void)
{
    size_t size = 2 * (size_t)HUGE_PAGE_BYTES;
    char *bytes = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (bytes == MAP_FAILED)
        return false;
    size_t before = -(uintptr_t)bytes % HUGE_PAGE_BYTES, behind = HUGE_PAGE_BYTES - before;
    if (before > 0)
        munmap(bytes, before);
    munmap(bytes + before + HUGE_PAGE_BYTES, behind);
    if (uncut < uncut_end)
        give_back(uncut, (size_t)(uncut_end - uncut));
    uncut = bytes + before;
    uncut_end = uncut + HUGE_PAGE_BYTES;
    madvise(uncut, HUGE_PAGE_BYTES, MADV_HUGEPAGE);
    return true;
}

/* The first is shared with malloc(): its memory begins where the break is, which is put a page in
 * front of a huge one, and it writes to that page alone before the huge one is asked for. */
static void begin_heap(void)
{
    enum { CUT_BYTES = 1536 << 10 };
    char *begin = sbrk(0);
    size_t before = -((uintptr_t)begin + MEMORY_PAGE) % HUGE_PAGE_BYTES;
    if ((intptr_t)sbrk((intptr_t)before) == -1)
        return;
    free(memory_allocate(1));
    madvise(begin + before + MEMORY_PAGE, HUGE_PAGE_BYTES, MADV_HUGEPAGE);
    uncut = first_uncut = aligned_alloc(MEMORY_PAGE, CUT_BYTES);
    uncut_end = uncut == NULL ? NULL : uncut + CUT_BYTES;
}
#else
static void begin_heap(void)
{
}

static bool begin_huge_page(void)
{
    return false;
}
#endif

static void *cut(size_t size)
{
    if ((size_t)(uncut_end - uncut) < size && !begin_huge_page())
        return NULL;
    uncut += size;
    return uncut - size;
}

void memory_settle(void)
{
#ifdef __GLIBC__
    enum {
        KEPT_BYTES = 32 << 20,
        STEP_BYTES = HUGE_PAGE_BYTES + MEMORY_PAGE, /* both are there at once: begin_heap() */
        LARGE_BYTES = 4 << 20
    };
    mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
    mallopt(M_MMAP_THRESHOLD, LARGE_BYTES);
    mallopt(M_TOP_PAD, STEP_BYTES);
#endif
    /* What looks for leaks takes what only pages of our own lead to for lost. */
    cuts_huge_pages = !MEMORY_IS_WATCHED;
    if (cuts_huge_pages)
        begin_heap();
}

void memory_begin_anew(void)
{
    uncut = uncut_end = NULL;
    free_pages = NULL;
}

void *memory_pages(size_t *size)
{
    count_allocation();
    *size = (*size + MEMORY_PAGE - 1) & ~(size_t)(MEMORY_PAGE - 1);
    void *pages = NULL;
    if (is_cut(*size)) {
        pages = take_free(size);
        if (pages == NULL)
            pages = cut(*size);
    }
    return pages != NULL ? pages : need(aligned_alloc(MEMORY_PAGE, *size));
}

void memory_pages_free(void *pages, size_t size)
{
    if (is_cut(size))
        give_back(pages, size);
    else
        free(pages);
}
