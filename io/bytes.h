/* bytes.h - a run of bytes that can be read at any place: part of a file on disk, or of memory */
#ifndef GVC_IO_BYTES_H
#define GVC_IO_BYTES_H

#include "base/base.h"

typedef struct gvc_bytes {
    int fd;                      /* of the file; -1: in memory */
    const unsigned char *memory; /* its first byte; NULL for a file */
    uint64_t start;              /* of the run within the file */
    uint64_t length;
} gvc_bytes;

/* All of a file on disk; close(out->fd) when done. Errors: no such file, a directory, empty; they
 * do not name it. */
gvc_status gvc_bytes_open(gvc_ctx *ctx, gvc_bytes *out, const char *path);
/* The run of `length` bytes at `memory`, borrowed. */
gvc_bytes gvc_bytes_of(const void *memory, size_t length);
/* `length` bytes from place `at` of the run. False where they do not lie within it, or the file
 * does not give them. */
bool gvc_bytes_get(const gvc_bytes *b, uint64_t at, void *out, size_t length);
/* The bytes from `at` on, at most `capacity`: within memory itself, or read into `buffer`. *length
 * 0 at the end, and also where the file gives nothing. */
const unsigned char *gvc_bytes_look(const gvc_bytes *b, uint64_t at, unsigned char *buffer,
                                    size_t capacity, size_t *length);
/* `length` of its bytes from `at` on as a run; they must lie within it. */
gvc_bytes gvc_bytes_part(const gvc_bytes *b, uint64_t at, uint64_t length);

#endif
