/* packed.c - what libarchive unpacks, as streams
 *
 * Only what the first bytes say is enabled: with all its formats libarchive takes a compressed text
 * for something else and finds no entry, and for some it would start other programs. Every return
 * code is looked at: only ARCHIVE_EOF is an end. */
#include "packed.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <string.h>

enum { BLOCK = 128 * 1024, TAR_BYTES = 512, TAR_SUM_AT = 148, TAR_SUM_BYTES = 8 };

/* The sum of a tar header's bytes stands in it, octal; its own place counts as blanks. */
static bool is_tar(const unsigned char *head, size_t length)
{
    uint32_t sum = 0, stated = 0;
    if (length < TAR_BYTES || head[0] == 0) {
        return false;
    }
    for (int i = 0; i < TAR_BYTES; i++) {
        bool own = i >= TAR_SUM_AT && i < TAR_SUM_AT + TAR_SUM_BYTES;
        sum += own ? ' ' : head[i];
        if (own && head[i] >= '0' && head[i] <= '7') {
            stated = 8 * stated + (uint32_t)(head[i] - '0');
        }
    }
    return sum == stated;
}

gvc_packing gvc_packing_of(const unsigned char *head, size_t length)
{
    static const struct {
        gvc_packing kind;
        size_t length;
        const char *bytes;
    } magic[] = {
        {GVC_PACKING_GZIP, 2, "\x1f\x8b"},          {GVC_PACKING_ZIP, 4, "PK\x03\x04"},
        {GVC_PACKING_ZIP, 4, "PK\x05\x06"},         {GVC_PACKING_7Z, 6, "7z\xbc\xaf\x27\x1c"},
        {GVC_PACKING_OTHER, 6, "\xfd\x37zXZ\0"},    {GVC_PACKING_OTHER, 3, "BZh"},
        {GVC_PACKING_OTHER, 4, "\x28\xb5\x2f\xfd"}, {GVC_PACKING_OTHER, 4, "\x04\x22\x4d\x18"},
        {GVC_PACKING_OTHER, 2, "\x1f\x9d"},         {GVC_PACKING_OTHER, 4, "LZIP"},
    };
    for (size_t i = 0; i < sizeof magic / sizeof *magic; i++) {
        if (length >= magic[i].length && memcmp(head, magic[i].bytes, magic[i].length) == 0) {
            return magic[i].kind;
        }
    }
    return is_tar(head, length) ? GVC_PACKING_TAR : GVC_PACKING_NONE;
}

/* ---- libarchive on our bytes ----------------------------------------------------------------- */

typedef struct layer {
    gvc_stream base;
    struct archive *archive;
    gvc_packed from;   /* from.stream is base.below where the layer owns it */
    uint64_t at;       /* in from.bytes */
    gvc_ctx *ctx;      /* for the time of a call */
    gvc_status status; /* of the bytes below, whose text is set */
    unsigned char block[BLOCK];
} layer;

static la_ssize_t give(struct archive *a, void *user, const void **bytes)
{
    layer *l = user;
    size_t length = 0;
    if (l->from.stream != NULL) {
        *bytes = l->block;
        l->status = gvc_stream_read(l->ctx, l->from.stream, l->block, BLOCK, &length);
    } else {
        *bytes = gvc_bytes_look(&l->from.bytes, l->at, l->block, BLOCK, &length);
        l->at += length;
        l->base.taken += length;
    }
    if (l->status != GVC_OK) {
        archive_set_error(a, EIO, "the bytes below cannot be read");
        return -1;
    }
    return (la_ssize_t)length;
}

static la_int64_t jump(struct archive *a, void *user, la_int64_t offset, int whence)
{
    layer *l = user;
    int64_t from = whence == SEEK_SET   ? 0
                   : whence == SEEK_CUR ? (int64_t)l->at
                                        : (int64_t)l->from.bytes.length;
    (void)a;
    if (offset < -from || offset > (int64_t)l->from.bytes.length - from) {
        return ARCHIVE_FATAL;
    }
    l->at = (uint64_t)(from + offset);
    return (la_int64_t)l->at;
}

static gvc_status fail_damaged(gvc_ctx *ctx, layer *l)
{
    const char *why = archive_error_string(l->archive);
    if (l->status != GVC_OK) {
        return l->status;
    }
    return gvc_fail(ctx, GVC_EIO, "is truncated or damaged: %s; fetch the file again",
                    why == NULL ? "it ends before its content does" : why);
}

static void support(struct archive *a, gvc_packing kind)
{
    switch (kind) {
    case GVC_PACKING_ZIP:
        archive_read_support_format_zip_seekable(a);
        break;
    case GVC_PACKING_7Z:
        archive_read_support_format_7zip(a);
        break;
    case GVC_PACKING_TAR:
        archive_read_support_format_tar(a);
        break;
    default:
        archive_read_support_filter_bzip2(a);
        archive_read_support_filter_compress(a);
        archive_read_support_filter_lz4(a);
        archive_read_support_filter_lzip(a);
        archive_read_support_filter_xz(a);
        archive_read_support_filter_zstd(a);
        archive_read_support_format_raw(a);
        break;
    }
    archive_read_support_format_empty(a);
}

static gvc_status read_layer(gvc_ctx *ctx, gvc_stream *s, unsigned char *bytes, size_t capacity,
                             size_t *length)
{
    layer *l = (layer *)s;
    l->ctx = ctx;
    *length = 0;
    while (*length < capacity) {
        la_ssize_t got = archive_read_data(l->archive, bytes + *length, capacity - *length);
        if (got == 0) {
            break;
        }
        if (got > 0) {
            *length += (size_t)got;
        } else if (got != ARCHIVE_RETRY) {
            return fail_damaged(ctx, l);
        }
    }
    return GVC_OK;
}

static void close_layer(gvc_stream *s)
{
    archive_read_free(((layer *)s)->archive);
    gvc_release(s);
}

/* Owns nothing of p yet. */
static gvc_status open_layer(gvc_ctx *ctx, layer **out, const gvc_packed *p)
{
    layer *l = gvc_calloc(1, sizeof *l);
    struct archive *a = archive_read_new();
    gvc_status status = GVC_OK;
    if (l == NULL || a == NULL) {
        status = gvc_fail_memory(ctx, sizeof *l, "reading an archive");
        goto done;
    }
    l->base = (gvc_stream){.read = read_layer, .close = close_layer};
    l->archive = a;
    l->from = *p;
    l->ctx = ctx;
    support(a, p->kind);
    archive_read_set_read_callback(a, give);
    if (p->stream == NULL) {
        archive_read_set_seek_callback(a, jump);
    }
    archive_read_set_callback_data(a, l);
    if (archive_read_open1(a) != ARCHIVE_OK) {
        status = fail_damaged(ctx, l);
    }
done:
    if (status == GVC_OK) {
        *out = l;
    } else {
        archive_read_free(a);
        gvc_release(l);
    }
    return status;
}

/* *entry NULL at the end. */
static gvc_status next_entry(gvc_ctx *ctx, layer *l, struct archive_entry **entry)
{
    int code;
    l->ctx = ctx;
    do {
        code = archive_read_next_header(l->archive, entry);
    } while (code == ARCHIVE_RETRY);
    if (code == ARCHIVE_EOF) {
        *entry = NULL;
        return GVC_OK;
    }
    return code == ARCHIVE_OK || code == ARCHIVE_WARN ? GVC_OK : fail_damaged(ctx, l);
}

/* ---- compressed files ------------------------------------------------------------------------ */

gvc_status gvc_stream_unpack(gvc_ctx *ctx, gvc_stream **s)
{
    layer *l = NULL;
    struct archive_entry *entry = NULL;
    gvc_packed p = {.kind = GVC_PACKING_OTHER, .stream = *s};
    gvc_status status = open_layer(ctx, &l, &p);
    if (status == GVC_OK) {
        status = next_entry(ctx, l, &entry);
    }
    /* Without a filter libarchive did not know it for compressed after all. */
    if (status == GVC_OK &&
        (entry == NULL || archive_filter_code(l->archive, 0) == ARCHIVE_FILTER_NONE)) {
        status = gvc_fail(ctx, GVC_EIO,
                          "is truncated or damaged: it starts like a compressed file and is none; "
                          "fetch the file again");
    }
    if (status == GVC_OK) {
        l->base.below = *s;
        *s = &l->base;
    } else if (l != NULL) {
        close_layer(&l->base);
    }
    return status;
}

/* ---- archives -------------------------------------------------------------------------------- */

/* The name of a member that is a file, into text; false for a folder or a link. */
static bool file_name(struct archive_entry *entry, gvc_text *text)
{
    const char *name = archive_entry_pathname_utf8(entry);
    name = name == NULL ? archive_entry_pathname(entry) : name;
    size_t length = name == NULL ? 0 : strlen(name);
    text->length = 0;
    if (length == 0 || name[length - 1] == '/' || archive_entry_filetype(entry) == AE_IFDIR) {
        return false;
    }
    gvc_zip_add_name(text, (const unsigned char *)name, length);
    return !text->failed;
}

gvc_status gvc_packed_list(gvc_ctx *ctx, const gvc_packed *p, gvc_member_fn *each, void *user)
{
    layer *l = NULL;
    gvc_text name = {0};
    struct archive_entry *entry = NULL;
    gvc_status status = open_layer(ctx, &l, p);
    while (status == GVC_OK) {
        status = next_entry(ctx, l, &entry);
        if (status != GVC_OK || entry == NULL) {
            break;
        }
        if (file_name(entry, &name)) {
            status = each(ctx, user, gvc_text_str(&name));
        } else if (name.failed) {
            status = gvc_fail_memory(ctx, name.length, "the list of members");
        }
    }
    if (l != NULL) {
        close_layer(&l->base);
    }
    gvc_text_free(&name);
    return status;
}

/* Goes on to the next member of this name. */
static gvc_status find_entry(gvc_ctx *ctx, layer *l, const char *name)
{
    gvc_text found = {0};
    struct archive_entry *entry = NULL;
    gvc_status status = GVC_OK;
    bool same = false;
    while (status == GVC_OK && !same) {
        status = next_entry(ctx, l, &entry);
        if (status == GVC_OK && entry == NULL) {
            status = gvc_fail(ctx, GVC_EIO, "no longer holds %s", name);
        } else if (status == GVC_OK) {
            same = file_name(entry, &found) && strcmp(gvc_text_str(&found), name) == 0;
        }
    }
    if (status == GVC_OK && archive_entry_is_encrypted(entry)) {
        status = gvc_fail(ctx, GVC_EUNSUPPORTED, "%s is encrypted; unpack it first", name);
    }
    gvc_text_free(&found);
    return status;
}

gvc_status gvc_packed_onward(gvc_ctx *ctx, gvc_stream *member, const char *name)
{
    member->given = member->peeked = member->passed = 0;
    return find_entry(ctx, (layer *)member, name);
}

gvc_status gvc_packed_member(gvc_ctx *ctx, gvc_stream **out, const gvc_packed *p, const char *name)
{
    layer *l = NULL;
    gvc_status status = open_layer(ctx, &l, p);
    if (status == GVC_OK) {
        status = find_entry(ctx, l, name);
    }
    if (status == GVC_OK) {
        l->base.below = p->stream;
        *out = &l->base;
    } else {
        if (l != NULL) {
            close_layer(&l->base);
        }
        gvc_stream_close(p->stream);
    }
    return status;
}
