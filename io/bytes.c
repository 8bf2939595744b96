/* bytes.c - bytes at any place of a file or of memory */
#include "bytes.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static gvc_status fail_open(gvc_ctx *ctx)
{
    return errno == ENOENT ? gvc_fail(ctx, GVC_EIO, "no such file")
                           : gvc_fail(ctx, GVC_EIO, "could not be opened: %s", strerror(errno));
}

/* A pipe is not opened: that would wait for its other end. */
gvc_status gvc_bytes_open(gvc_ctx *ctx, gvc_bytes *out, const char *path)
{
    struct stat info;
    if (stat(path, &info) != 0) {
        return fail_open(ctx);
    }
    if (S_ISDIR(info.st_mode)) {
        return gvc_fail(ctx, GVC_EIO, "is a directory, expected a file");
    }
    if (!S_ISREG(info.st_mode)) {
        return gvc_fail(ctx, GVC_EIO,
                        "is a pipe or a device; save it to a file first, tables are read twice");
    }
    if (info.st_size == 0) {
        return gvc_fail(ctx, GVC_EFORMAT, "is empty");
    }
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return fail_open(ctx);
    }
    *out = (gvc_bytes){fd, NULL, 0, (uint64_t)info.st_size};
    return GVC_OK;
}

gvc_bytes gvc_bytes_of(const void *memory, size_t length)
{
    return (gvc_bytes){-1, memory, 0, length};
}

gvc_bytes gvc_bytes_part(const gvc_bytes *b, uint64_t at, uint64_t length)
{
    return (gvc_bytes){b->fd, b->memory == NULL ? NULL : b->memory + at, b->start + at, length};
}

/* Short reads and interrupts are no ends. */
static size_t read_at(const gvc_bytes *b, uint64_t at, unsigned char *out, size_t length)
{
    size_t have = 0;
    while (have < length) {
        ssize_t got = pread(b->fd, out + have, length - have, (off_t)(b->start + at + have));
        if (got == 0 || (got < 0 && errno != EINTR)) {
            break;
        }
        have += got > 0 ? (size_t)got : 0;
    }
    return have;
}

bool gvc_bytes_get(const gvc_bytes *b, uint64_t at, void *out, size_t length)
{
    if (at > b->length || length > b->length - at) {
        return false;
    }
    if (b->memory != NULL) {
        memcpy(out, b->memory + at, length);
        return true;
    }
    return read_at(b, at, out, length) == length;
}

const unsigned char *gvc_bytes_look(const gvc_bytes *b, uint64_t at, unsigned char *buffer,
                                    size_t capacity, size_t *length)
{
    uint64_t left = at < b->length ? b->length - at : 0;
    *length = left < capacity ? (size_t)left : capacity;
    if (b->memory != NULL) {
        return b->memory + (at < b->length ? at : b->length);
    }
    *length = read_at(b, at, buffer, *length);
    return buffer;
}
