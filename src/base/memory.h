/* Memory from the system.  Nothing here returns NULL: without memory the program ends. */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

/* As malloc() and realloc(); free() frees it. */
void *memory_allocate(size_t size);
void *memory_resize(void *bytes, size_t size);
/* Whole pages, aligned as such, with as many bytes as asked for at least; *size tells how many. */
enum { MEMORY_PAGE = 4096 };
void *memory_pages(size_t *size);
/* NULL is not fine. */
void memory_pages_free(void *pages, size_t size);

/* AddressSanitizer looks at all memory, and for leaks in the end. */
#ifdef __SANITIZE_ADDRESS__
#define MEMORY_IS_WATCHED 1
#elif defined(__has_feature)
#define MEMORY_IS_WATCHED __has_feature(address_sanitizer)
#else
#define MEMORY_IS_WATCHED 0
#endif

/* Once, before any is asked for: memory that was freed stays with the process, for one document's
 * is the next one's, and pages are pieces of huge ones: hundreds of small ones take longer to come,
 * when each is first written to, than as many bytes take to parse. */
void memory_settle(void);
/* In a process that was forked: its pages are its own, not copies of its parent's. */
void memory_begin_anew(void);

_Noreturn void memory_give_up(void);
/* Called before the program ends for want of memory; it may leave in another way. */
void memory_on_exhaustion(void (*listener)(void));
/* For tests: so many allocations more, and then no other. */
void memory_fail_behind(size_t count);

#endif
