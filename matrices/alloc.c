#define _DEFAULT_SOURCE /* madvise */
#include "alloc.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { LARGE = 4096, ALIGNMENT = 64, HUGE_PAGE = 1 << 21 };

/* Matrices are walked whole: large pages save most of the page faults and look-ups. Advice only. */
static void *advise(void *block, size_t bytes)
{
#ifdef MADV_HUGEPAGE
    if (block != NULL && bytes >= 2 * (size_t)HUGE_PAGE) {
        uintptr_t first = ((uintptr_t)block + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
        uintptr_t last = ((uintptr_t)block + bytes) / HUGE_PAGE * HUGE_PAGE;
        madvise((void *)first, last - first, MADV_HUGEPAGE);
    }
#endif
    return block;
}

/* A test may bring its own and deny any allocation. */
__attribute__((weak)) bool gvc_alloc_denied(void)
{
    return false;
}

static void *allocate(size_t bytes)
{
    if (gvc_alloc_denied()) {
        return NULL;
    }
    if (bytes <= LARGE) {
        return malloc(bytes > 0 ? bytes : 1);
    }
    if (bytes > SIZE_MAX - ALIGNMENT) {
        return NULL;
    }
    return advise(aligned_alloc(ALIGNMENT, (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT), bytes);
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
    if ((size != 0 && count > PTRDIFF_MAX / size) || gvc_alloc_denied()) {
        return NULL;
    }
    /* calloc gets untouched pages from the system, so a large zero block costs nothing until used.
     */
    return advise(calloc(count > 0 ? count : 1, size > 0 ? size : 1), count * size);
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
