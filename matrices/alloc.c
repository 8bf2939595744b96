#define _DEFAULT_SOURCE /* madvise */
#include "alloc.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum {
    LARGE = 4096,
    ALIGNMENT = 64,
    PAGE = 4096,
    FEW_PAGES = 4 * PAGE, /* not worth a call */
    HUGE_PAGE = 1 << 21,
    LARGE_BLOCK = 1 << 23,
    HEADER = PAGE /* room for what malloc puts in front of a block and for its alignment */
};

/* Matrices are walked whole: large pages save most of the page faults and look-ups. Advice only,
 * and it may cover what lies beside the block on its first and last page. Not for very large
 * blocks: a virtual machine whose host takes free pages back gets new large ones at a tenth of the
 * speed. */
static void *advise(void *block, size_t bytes)
{
#ifdef MADV_HUGEPAGE
    if (block != NULL && bytes >= LARGE_BLOCK && bytes <= ((size_t)32 << 20)) {
        uintptr_t first = (uintptr_t)block / PAGE * PAGE;
        madvise((void *)first, (uintptr_t)block + bytes - first, MADV_HUGEPAGE);
    }
#endif
    return block;
}

void gvc_expect_writes(void *bytes, size_t length)
{
#ifdef MADV_POPULATE_WRITE
    if (length >= FEW_PAGES) {
        uintptr_t first = (uintptr_t)bytes / PAGE * PAGE;
        madvise((void *)first, (uintptr_t)bytes + length - first, MADV_POPULATE_WRITE);
    }
#else
    (void)bytes;
    (void)length;
#endif
}

/* A large block with its header fills whole large pages: no small ones are left at its end. */
static size_t rounded(size_t bytes)
{
    if (bytes < LARGE_BLOCK || bytes > SIZE_MAX / 2) {
        return bytes;
    }
    return (bytes + HEADER + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE - HEADER;
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
    size_t whole = rounded((bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    return advise(aligned_alloc(ALIGNMENT, whole), whole);
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
    size_t bytes = rounded(count * size);
    return advise(calloc(bytes > 0 ? bytes : 1, 1), bytes);
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
