/* sha256.c - fingerprint of a file */
#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <string.h>
#include <unistd.h>

#include "source.h"

gvc_status gvc_file_sha256(gvc_ctx *ctx, const char *path, char hex[65])
{
    struct sha256_ctx state;
    uint8_t *block = gvc_malloc(GVC_SOURCE_BLOCK, 1);
    int fd = -1;
    gvc_status status = GVC_OK;
    if (block == NULL) {
        status = gvc_fail_memory(ctx, GVC_SOURCE_BLOCK, "the SHA-256 of a file");
        goto done;
    }
    fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = fd < 0 ? -1 : 1;
    sha256_init(&state);
    while (got > 0 || (got < 0 && fd >= 0 && errno == EINTR)) {
        got = read(fd, block, GVC_SOURCE_BLOCK);
        if (got > 0) {
            sha256_update(&state, (size_t)got, block);
        }
    }
    if (got < 0) {
        status = gvc_fail(ctx, GVC_EIO, "could not be read to the end: %s", strerror(errno));
        goto done;
    }
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_digest(&state, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        hex[2 * i] = "0123456789abcdef"[digest[i] >> 4];
        hex[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
    }
    hex[64] = '\0';
done:
    if (fd >= 0) {
        close(fd);
    }
    gvc_release(block);
    return status;
}
