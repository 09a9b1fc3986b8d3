#include "base/array.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *array_grow(void *items, size_t *count, size_t *capacity, size_t item_size)
{
    if (*count == *capacity) {
        size_t wanted = *capacity == 0 ? 8 : *capacity * 2;
        if (wanted > SIZE_MAX / 2 / item_size ||
            (items = realloc(items, wanted * item_size)) == NULL) {
            fputs("keur: out of memory\n", stderr);
            abort();
        }
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
