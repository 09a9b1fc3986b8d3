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

/* Once, before much is asked for: memory that was freed stays with the process, for one document's
 * is the next one's, and the heap has huge pages: hundreds of small ones take longer to come, one
 * by one when each is first written to, than to parse as many bytes. */
void memory_settle(void);
/* In the process that forked: pages which it shares now and will write to next come at once. */
void memory_after_fork(void);
/* In the one that was forked: what it allocates next shares no page with anyone. */
void memory_begin_anew(void);

_Noreturn void memory_give_up(void);
/* Called before the program ends for want of memory; it may leave in another way. */
void memory_on_exhaustion(void (*listener)(void));
/* For tests: so many allocations more, and then no other. */
void memory_fail_behind(size_t count);

#endif
