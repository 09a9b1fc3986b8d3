#include "base/array.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void *array_grow(void *items, size_t *count, size_t *capacity, size_t item_size)
{
    if (*count == *capacity) {
        size_t wanted = *capacity == 0 ? 8 : *capacity * 2;
        if (wanted > SIZE_MAX / 2 / item_size)
            memory_give_up();
        items = memory_resize(items, wanted * item_size);
        *capacity = wanted;
    }
    memset((char *)items + *count * item_size, 0, item_size);
    (*count)++;
    return items;
}

void array_free(void **items, size_t *count, size_t *capacity)
{
    free(*items);
    *items = NULL;
    *count = *capacity = 0;
}
