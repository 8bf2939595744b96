#include "alloc.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { LARGE = 4096, ALIGNMENT = 64 };

static void *allocate(size_t bytes)
{
    if (bytes <= LARGE) {
        return malloc(bytes > 0 ? bytes : 1);
    }
    if (bytes > SIZE_MAX - ALIGNMENT) {
        return NULL;
    }
    return aligned_alloc(ALIGNMENT, (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
}

void *gvc_malloc(size_t count, size_t size)
{
    if (size != 0 && count > PTRDIFF_MAX / size) {
        return NULL;
    }
    return allocate(count * size);
}

void *gvc_calloc(size_t count, size_t size)
{
    if (size != 0 && count > PTRDIFF_MAX / size) {
        return NULL;
    }
    /* calloc gets untouched pages from the system, so a large zero block costs nothing until used.
     */
    return calloc(count > 0 ? count : 1, size > 0 ? size : 1);
}

void *gvc_realloc(void *block, size_t old_count, size_t count, size_t size)
{
    void *grown = gvc_malloc(count, size);
    if (grown != NULL && block != NULL) {
        memcpy(grown, block, (old_count < count ? old_count : count) * size);
        free(block);
    }
    return grown;
}

void gvc_release(void *block)
{
    free(block);
}
