/* alloc.h - the one allocator: checks products for overflow, aligns large blocks */
#ifndef GVC_ALLOC_H
#define GVC_ALLOC_H

#include <stdbool.h>
#include <stddef.h>

/* count * size bytes; NULL when the product overflows or memory is out. gvc_malloc starts blocks
 * above 4 KiB on a 64-byte boundary, gvc_calloc gives zeros. A count of 0 gives one byte. */
void *gvc_malloc(size_t count, size_t size);
void *gvc_calloc(size_t count, size_t size);
/* Grows or shrinks to `count`, keeping the first `old_count`; the old block stays valid on NULL. */
void *gvc_realloc(void *block, size_t old_count, size_t count, size_t size);
void gvc_release(void *block); /* NULL is fine */
/* These bytes of a block are about to be written: the system makes their pages at once, not one by
 * one as they are touched. Advice only. */
void gvc_expect_writes(void *bytes, size_t length);
/* Asked before every allocation; says no only where a test program defines its own. */
bool gvc_alloc_denied(void);

#endif
