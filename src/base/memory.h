/* Memory from the system.  Nothing here returns NULL: without memory the program ends. */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

/* As malloc() and realloc(); free() frees it. */
void *memory_allocate(size_t size);
void *memory_resize(void *bytes, size_t size);
/* Whole pages: the size is a multiple of MEMORY_PAGE, and so is the address. */
enum { MEMORY_PAGE = 4096 };
void *memory_pages(size_t size);

/* Has the system give the whole pages within these bytes now: at once they take a tenth of the time
 * that they take one by one, when each is first written to. */
void memory_fetch(void *bytes, size_t size);

/* Once, before much is asked for: memory that was freed stays with the process.  One document's is
 * the next one's, and to fetch its pages again takes longer than to read it. */
void memory_settle(void);

_Noreturn void memory_give_up(void);
/* Called before the program ends for want of memory; it may leave in another way. */
void memory_on_exhaustion(void (*listener)(void));
/* For tests: so many allocations more, and then no other. */
void memory_fail_behind(size_t count);

#endif
