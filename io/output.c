/* output.c - text streams into a temporary file that becomes the target at the end, or into
 * standard output; gzip by members of one block each, which every gzip reader joins
 *
 * Errors of writing are kept and told by gvc_output_commit, so that writers need not check every
 * piece of text. Equal text gives equal bytes, compressed too: no time, no name in the header. */
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <libdeflate.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "output_path.h"
#include "source.h"
#include "text/number.h"

enum { BLOCK = 1 << 20, GZIP_LEVEL = 6 };

struct gvc_output {
    gvc_ctx *ctx; /* asked after an interrupted write */
    char *name;   /* for messages */
    char *target; /* NULL = standard output, or a device that is written in place */
    char *part;   /* NULL with target */
    int fd;       /* -1 when closed */
    int error;    /* errno of the first error, 0 = none */
    char *block;
    size_t used;
    struct libdeflate_compressor *packer; /* NULL = plain */
    char *packed;
    size_t packed_size;
    bool any_member;
};

static void release(gvc_output *o)
{
    if (o == NULL) {
        return;
    }
    if (o->fd > STDERR_FILENO) {
        close(o->fd);
    }
    libdeflate_free_compressor(o->packer);
    gvc_release(o->packed);
    gvc_release(o->block);
    gvc_release(o->part);
    gvc_release(o->target);
    gvc_release(o->name);
    gvc_release(o);
}

void gvc_output_abandon(gvc_output *o)
{
    if (o != NULL && o->part != NULL && o->fd >= 0) {
        unlink(o->part);
    }
    release(o);
}

static gvc_status open_part(gvc_ctx *ctx, gvc_output *o, const char *path)
{
    o->target = gvc_output_target(path);
    return o->target == NULL ? gvc_fail_memory(ctx, strlen(path), "a file name")
                             : gvc_part_create(ctx, path, &o->part, &o->fd);
}

static gvc_status open_target(gvc_ctx *ctx, gvc_output *o, const char *path)
{
    if (strcmp(path, "-") == 0) {
        o->fd = STDOUT_FILENO;
        return GVC_OK;
    }
    gvc_status s = gvc_output_check(ctx, path);
    if (s != GVC_OK || !gvc_output_in_place(path)) {
        return s != GVC_OK ? s : open_part(ctx, o, path);
    }
    o->fd = open(path, O_WRONLY | O_CLOEXEC);
    return o->fd < 0 ? gvc_fail(ctx, GVC_EIO, "writing %s: %s", path, strerror(errno)) : GVC_OK;
}

static gvc_status make_packer(gvc_ctx *ctx, gvc_output *o)
{
    o->packer = libdeflate_alloc_compressor(GZIP_LEVEL);
    if (o->packer != NULL) {
        o->packed_size = libdeflate_gzip_compress_bound(o->packer, BLOCK);
        o->packed = gvc_malloc(o->packed_size, 1);
    }
    return o->packed == NULL ? gvc_fail_memory(ctx, BLOCK, "a block to compress") : GVC_OK;
}

gvc_status gvc_output_open(gvc_ctx *ctx, gvc_output **out, const char *path)
{
    gvc_status s = GVC_OK;
    gvc_output *o = gvc_calloc(1, sizeof *o);
    if (o == NULL) {
        return gvc_fail_memory(ctx, sizeof *o, "an output file");
    }
    o->ctx = ctx;
    o->fd = -1;
    o->name = gvc_strdup(strcmp(path, "-") == 0 ? "standard output" : path);
    o->block = gvc_malloc(BLOCK, 1);
    if (o->name == NULL || o->block == NULL) {
        s = gvc_fail_memory(ctx, BLOCK, "a block of output");
        goto done;
    }
    if (gvc_ends_with(path, ".gz")) {
        s = make_packer(ctx, o);
    }
    if (s == GVC_OK) {
        s = open_target(ctx, o, path);
    }
done:
    if (s != GVC_OK) {
        release(o);
        return s;
    }
    *out = o;
    return GVC_OK;
}

bool gvc_write_all(gvc_ctx *ctx, int fd, const void *bytes, size_t length)
{
    for (const char *at = bytes; length > 0;) {
        ssize_t wrote = write(fd, at, length);
        if (wrote < 0 && errno != EINTR) {
            return false;
        }
        /* A signal ends a write that waits with an error, or short where some bytes were taken. */
        bool cut = wrote < 0 || (size_t)wrote < length;
        if (cut && gvc_progress_last(ctx, "writing") != GVC_OK) {
            errno = ECANCELED;
            return false;
        }
        size_t step = wrote < 0 ? 0 : (size_t)wrote;
        at += step;
        length -= step;
    }
    return true;
}

static void write_all(gvc_output *o, const void *bytes, size_t length)
{
    if (o->error == 0 && !gvc_write_all(o->ctx, o->fd, bytes, length)) {
        o->error = errno;
    }
}

static void flush(gvc_output *o)
{
    if (o->packer == NULL) {
        write_all(o, o->block, o->used);
    } else if (o->error == 0) {
        size_t size =
            libdeflate_gzip_compress(o->packer, o->block, o->used, o->packed, o->packed_size);
        write_all(o, o->packed, size);
        o->any_member = true;
    }
    o->used = 0;
}

void gvc_output_write(gvc_output *o, const char *bytes, size_t length)
{
    while (length > BLOCK - o->used) {
        size_t fits = BLOCK - o->used;
        memcpy(o->block + o->used, bytes, fits);
        o->used = BLOCK;
        flush(o);
        bytes += fits;
        length -= fits;
    }
    memcpy(o->block + o->used, bytes, length);
    o->used += length;
}

void gvc_output_text(gvc_output *o, const char *text)
{
    gvc_output_write(o, text, strlen(text));
}

void gvc_output_number(gvc_output *o, double x)
{
    if (BLOCK - o->used < GVC_NUMBER_CHARS) {
        char text[GVC_NUMBER_CHARS];
        gvc_output_write(o, text, gvc_print_double(text, x));
    } else {
        o->used += gvc_print_double(o->block + o->used, x);
    }
}

/* Whether the bytes have reached the disk; pipes and some file systems know no fsync. */
static int sync_and_close(gvc_output *o)
{
    int error = 0;
    if (o->part != NULL && fsync(o->fd) != 0 && errno != EINVAL && errno != ENOTSUP) {
        error = errno;
    }
    if (o->fd > STDERR_FILENO && close(o->fd) != 0 && error == 0) {
        error = errno;
    }
    o->fd = -1;
    return error;
}

gvc_status gvc_output_commit(gvc_ctx *ctx, gvc_output *o)
{
    if (o->used > 0 || (o->packer != NULL && !o->any_member)) {
        flush(o);
    }
    int error = sync_and_close(o);
    error = o->error != 0 ? o->error : error;
    if (error == 0 && o->part != NULL && rename(o->part, o->target) != 0) {
        error = errno;
    }
    gvc_status s = GVC_OK;
    if (error == ECANCELED) {
        s = gvc_fail(ctx, GVC_ECANCELLED, "interrupted while writing %s", o->name);
    } else if (error == EPIPE) {
        s = gvc_fail(ctx, GVC_EIO, "writing %s: the reader has closed the pipe", o->name);
    } else if (error != 0) {
        s = gvc_fail(ctx, GVC_EIO, "writing %s: %s", o->name, strerror(error));
    }
    if (o->part != NULL && error == 0) {
        gvc_sync_folder(o->target);
    } else if (o->part != NULL) {
        unlink(o->part);
    }
    release(o);
    return s;
}
