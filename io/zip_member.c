/* zip_member.c - one member of a zip, stored or deflated, checked against the directory */
#include <libdeflate.h>
#include <string.h>

#include "inflate.h"
#include "zip.h"

enum { BLOCK = 128 * 1024, LOCAL_BYTES = 30, DEFLATE_MOST = 1032 };

struct gvc_zip_member {
    const gvc_zip_entry *entry;
    gvc_bytes packed;
    uint64_t taken, given;
    gvc_inflate *inflate;  /* NULL: stored */
    unsigned char *buffer; /* BLOCK; NULL where the zip is in memory */
    uint32_t crc;          /* of a stored member so far */
    bool checked;
};

static gvc_status fail(gvc_ctx *ctx, const gvc_zip_entry *e, const char *why)
{
    return gvc_fail(ctx, GVC_EIO, "%s is truncated or damaged: %s; fetch the file again", e->name,
                    why);
}

/* The packed bytes, which a header of its own stands before: only that says how long it is. */
static gvc_status find_packed(gvc_ctx *ctx, const gvc_zip *zip, const gvc_zip_entry *e,
                              gvc_bytes *out)
{
    const gvc_bytes *b = gvc_zip_bytes(zip);
    unsigned char head[LOCAL_BYTES];
    if (!gvc_bytes_get(b, e->at, head, sizeof head) || memcmp(head, "PK\x03\x04", 4) != 0) {
        return fail(ctx, e, "its header is missing");
    }
    uint64_t skip = (uint64_t)LOCAL_BYTES + (uint64_t)(head[26] | head[27] << 8) +
                    (uint64_t)(head[28] | head[29] << 8);
    if (skip > b->length - e->at || e->packed > b->length - e->at - skip) {
        return fail(ctx, e, "it lies outside of the file");
    }
    *out = gvc_bytes_part(b, e->at + skip, e->packed);
    return GVC_OK;
}

bool gvc_zip_is_read(const gvc_zip_entry *e)
{
    return e->method == GVC_ZIP_STORED || e->method == GVC_ZIP_DEFLATED ||
           e->method == GVC_ZIP_DEFLATE64 || (e->flags & 1) != 0;
}

static gvc_status check_kind(gvc_ctx *ctx, const gvc_zip_entry *e)
{
    if ((e->flags & 1) != 0) {
        return gvc_fail(ctx, GVC_EUNSUPPORTED, "%s is encrypted; unpack it first", e->name);
    }
    if (e->method == GVC_ZIP_DEFLATE64) {
        return gvc_fail(ctx, GVC_EUNSUPPORTED,
                        "%s is packed with Deflate64, which is not read; unpack it first (7z x)",
                        e->name);
    }
    if (!gvc_zip_is_read(e)) {
        return gvc_fail(ctx, GVC_EUNSUPPORTED,
                        "%s is packed with method %d, which is not read; unpack it first (7z x)",
                        e->name, e->method);
    }
    /* Deflate cannot do better. */
    if (e->method == GVC_ZIP_STORED ? e->size != e->packed : e->size / DEFLATE_MOST > e->packed) {
        return fail(ctx, e, "the directory of the zip states a size that it cannot have");
    }
    return GVC_OK;
}

static gvc_status feed(gvc_ctx *ctx, void *user, const unsigned char **bytes, size_t *length)
{
    gvc_zip_member *m = user;
    (void)ctx;
    *bytes = gvc_bytes_look(&m->packed, m->taken, m->buffer, BLOCK, length);
    m->taken += *length;
    return GVC_OK;
}

gvc_status gvc_zip_member_open(gvc_ctx *ctx, gvc_zip_member **out, const gvc_zip *zip, gvc_idx i)
{
    const gvc_zip_entry *e = gvc_zip_at(zip, i);
    gvc_bytes packed;
    gvc_status status = check_kind(ctx, e);
    if (status == GVC_OK) {
        status = find_packed(ctx, zip, e, &packed);
    }
    if (status != GVC_OK) {
        return status;
    }
    gvc_zip_member *m = gvc_calloc(1, sizeof *m);
    unsigned char *buffer = packed.memory != NULL ? NULL : gvc_malloc(BLOCK, 1);
    if (m == NULL || (buffer == NULL && packed.memory == NULL)) {
        gvc_release(m);
        gvc_release(buffer);
        return gvc_fail_memory(ctx, BLOCK, "reading a zip");
    }
    *m = (gvc_zip_member){.entry = e, .packed = packed, .buffer = buffer};
    if (e->method == GVC_ZIP_DEFLATED) {
        status = gvc_inflate_new(ctx, &m->inflate, GVC_WRAPPER_NONE, feed, m);
    }
    if (status == GVC_OK) {
        *out = m;
    } else {
        gvc_zip_member_close(m);
    }
    return status;
}

void gvc_zip_member_close(gvc_zip_member *m)
{
    if (m != NULL) {
        gvc_inflate_free(m->inflate);
        gvc_release(m->buffer);
        gvc_release(m);
    }
}

uint64_t gvc_zip_member_taken(const gvc_zip_member *m)
{
    return m->taken;
}

static gvc_status read_stored(gvc_ctx *ctx, gvc_zip_member *m, unsigned char *bytes,
                              size_t capacity, size_t *length)
{
    uint64_t left = m->packed.length - m->taken;
    size_t n = left < capacity ? (size_t)left : capacity;
    if (!gvc_bytes_get(&m->packed, m->taken, bytes, n)) {
        return fail(ctx, m->entry, "it cannot be read to its end");
    }
    m->taken += n;
    m->crc = libdeflate_crc32(m->crc, bytes, n);
    *length = n;
    return GVC_OK;
}

/* At the end. */
static gvc_status check_whole(gvc_ctx *ctx, gvc_zip_member *m)
{
    uint32_t crc = m->inflate == NULL ? m->crc : gvc_inflate_crc(m->inflate);
    if (m->given != m->entry->size) {
        return fail(ctx, m->entry, "it is shorter than the directory of the zip states");
    }
    if (crc != m->entry->crc) {
        return fail(ctx, m->entry, "its checksum does not fit its content");
    }
    m->checked = true;
    return GVC_OK;
}

gvc_status gvc_zip_member_read(gvc_ctx *ctx, gvc_zip_member *m, unsigned char *bytes,
                               size_t capacity, size_t *length)
{
    gvc_status status = GVC_OK;
    *length = 0;
    if (m->checked) {
        return GVC_OK;
    }
    if (m->inflate == NULL) {
        status = read_stored(ctx, m, bytes, capacity, length);
    } else {
        status = gvc_inflate_read(ctx, m->inflate, bytes, capacity, length);
        if (status != GVC_OK) {
            return gvc_fail_in(ctx, status, "%s", m->entry->name);
        }
    }
    m->given += *length;
    if (status == GVC_OK && m->given > m->entry->size) {
        return fail(ctx, m->entry, "it is longer than the directory of the zip states");
    }
    return status == GVC_OK && *length < capacity ? check_whole(ctx, m) : status;
}

bool gvc_zip_member_place(gvc_ctx *ctx, const gvc_zip *zip, gvc_idx i, gvc_bytes *out)
{
    const gvc_zip_entry *e = gvc_zip_at(zip, i);
    return e->method == GVC_ZIP_STORED && (e->flags & 1) == 0 && e->size == e->packed &&
           find_packed(ctx, zip, e, out) == GVC_OK;
}
