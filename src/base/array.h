/* Growable arrays of pointers or structs, with malloc.  A struct that begins
 * with `items`, `count` and `capacity` is one:
 *
 *     struct names { struct keur_text *items; size_t count, capacity; };
 *     *ARRAY_PUSH(&names) = name;
 */
#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

#include <stddef.h>
#include <string.h>

/* Room for one more at the end: makes it zeroed, counts it and gives its address. */
#define ARRAY_PUSH(array)                                                                         \
    ((array)->items =                                                                             \
         array_push((array)->items, &(array)->count, &(array)->capacity, sizeof *(array)->items), \
     &(array)->items[(array)->count - 1])
#define ARRAY_FREE(array) array_free((void **)&(array)->items, &(array)->count, &(array)->capacity)

void *array_grow(void *items, size_t *capacity, size_t item_size); /* to twice its room */
static inline void *array_push(void *items, size_t *count, size_t *capacity, size_t item_size)
{
    if (*count == *capacity)
        items = array_grow(items, capacity, item_size);
    memset((char *)items + *count * item_size, 0, item_size);
    ++*count;
    return items;
}
void array_free(void **items, size_t *count, size_t *capacity);

#endif
