#include "base/array.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"

void *array_grow(void *items, size_t *capacity, size_t item_size)
{
    size_t wanted = *capacity == 0 ? 8 : *capacity * 2;
    if (wanted > SIZE_MAX / 2 / item_size)
        memory_give_up();
    *capacity = wanted;
    return memory_resize(items, wanted * item_size);
}

void array_free(void **items, size_t *count, size_t *capacity)
{
    free(*items);
    *items = NULL;
    *count = *capacity = 0;
}
