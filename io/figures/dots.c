/* dots.c - the chunk pHYs of a PNG picture, which gnuplot leaves out: dots a metre. Without it a
 * picture of 90 mm opens three times as wide, and journals take it for one of 72 dots an inch. */
#include <errno.h>
#include <libdeflate.h>
#include <stdio.h>
#include <string.h>

#include "figures/page.h"

/* Signature and IHDR, which comes first and has a fixed length; what a chunk has around its data.
 */
enum { HEAD = 33, DATA = 9, CHUNK = 4 + 4 + DATA + 4 };

static void put_big_endian(unsigned char *to, uint32_t x)
{
    for (int i = 3; i >= 0; i--) {
        to[i] = (unsigned char)(x & 0xff);
        x >>= 8;
    }
}

static void make_chunk(unsigned char chunk[CHUNK], int dpi)
{
    uint32_t per_metre = (uint32_t)(dpi / 0.0254 + 0.5);
    put_big_endian(chunk, DATA);
    memcpy(chunk + 4, "pHYs", 4);
    put_big_endian(chunk + 8, per_metre);
    put_big_endian(chunk + 12, per_metre);
    chunk[16] = 1; /* the unit is the metre */
    put_big_endian(chunk + 17, libdeflate_crc32(0, chunk + 4, 4 + DATA));
}

/* The whole file, on the heap with room for the chunk; NULL with errno. */
static unsigned char *load(FILE *f, size_t *length)
{
    long size = fseek(f, 0, SEEK_END) == 0 ? ftell(f) : -1;
    unsigned char *bytes = size < HEAD ? NULL : gvc_malloc((size_t)size + CHUNK, 1);
    if (bytes == NULL || fseek(f, 0, SEEK_SET) != 0 ||
        fread(bytes, 1, (size_t)size, f) != (size_t)size) {
        gvc_release(bytes);
        return NULL;
    }
    *length = (size_t)size;
    return bytes;
}

gvc_status gvc_png_dots(gvc_ctx *ctx, const char *path, int dpi)
{
    FILE *f = fopen(path, "r+b");
    size_t length = 0;
    unsigned char *bytes = f == NULL ? NULL : load(f, &length);
    bool done = bytes != NULL;
    if (done) {
        memmove(bytes + HEAD + CHUNK, bytes + HEAD, length - HEAD);
        make_chunk(bytes + HEAD, dpi);
        done = fseek(f, HEAD, SEEK_SET) == 0 &&
               fwrite(bytes + HEAD, 1, length - HEAD + CHUNK, f) == length - HEAD + CHUNK;
    }
    int wrong = errno;
    if (f != NULL && fclose(f) != 0 && done) {
        done = false;
        wrong = errno;
    }
    gvc_release(bytes);
    return done ? GVC_OK : gvc_fail(ctx, GVC_EIO, "%s", strerror(wrong));
}
