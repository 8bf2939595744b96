/* sha256.c - fingerprint of a file */
#include "fingerprint.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "source.h"

void gvc_fingerprint_start(gvc_fingerprint *f)
{
    if (!f->complete) {
        sha256_init(&f->state);
        f->done = 0;
    }
}

void gvc_fingerprint_add(gvc_fingerprint *f, uint64_t at, const void *bytes, size_t length)
{
    if (!f->complete && at == f->done) {
        sha256_update(&f->state, length, bytes);
        f->done += length;
    }
}

void gvc_fingerprint_end(gvc_fingerprint *f)
{
    uint8_t digest[SHA256_DIGEST_SIZE];
    if (f->complete) {
        return;
    }
    sha256_digest(&f->state, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        f->hex[2 * i] = "0123456789abcdef"[digest[i] >> 4];
        f->hex[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
    }
    f->hex[64] = '\0';
    f->complete = true;
}

gvc_status gvc_file_sha256(gvc_ctx *ctx, const char *path, char hex[65])
{
    gvc_fingerprint print = {.complete = false};
    uint8_t *block = gvc_malloc(GVC_SOURCE_BLOCK, 1);
    int fd = -1;
    gvc_status status = GVC_OK;
    if (block == NULL) {
        status = gvc_fail_memory(ctx, GVC_SOURCE_BLOCK, "the SHA-256 of a file");
        goto done;
    }
    fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = fd < 0 ? -1 : 1;
    gvc_fingerprint_start(&print);
    while (got > 0 || (got < 0 && fd >= 0 && errno == EINTR)) {
        got = read(fd, block, GVC_SOURCE_BLOCK);
        if (got > 0) {
            gvc_fingerprint_add(&print, print.done, block, (size_t)got);
        }
    }
    if (got < 0) {
        status = gvc_fail(ctx, GVC_EIO, "could not be read to the end: %s", strerror(errno));
        goto done;
    }
    gvc_fingerprint_end(&print);
    memcpy(hex, print.hex, sizeof print.hex);
done:
    if (fd >= 0) {
        close(fd);
    }
    gvc_release(block);
    return status;
}
