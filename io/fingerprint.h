/* fingerprint.h - SHA-256 of a file, taken along while its bytes are read for something else */
#ifndef GVC_IO_FINGERPRINT_H
#define GVC_IO_FINGERPRINT_H

#include <nettle/sha2.h>

#include "base/base.h"

typedef struct gvc_fingerprint {
    struct sha256_ctx state;
    uint64_t done; /* bytes from the start of the file on */
    bool complete;
    char hex[65]; /* then */
} gvc_fingerprint;

/* Of nothing yet; one that is complete stays so. */
void gvc_fingerprint_start(gvc_fingerprint *f);
/* The bytes from place `at` on; what does not follow the bytes before is passed over. */
void gvc_fingerprint_add(gvc_fingerprint *f, uint64_t at, const void *bytes, size_t length);
void gvc_fingerprint_end(gvc_fingerprint *f); /* that was the whole file */

#endif
