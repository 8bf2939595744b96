/* zip.c - the directory of a zip (PKWARE's APPNOTE 6.3, sections 4.3 and 4.5.3) */
#include "zip.h"

#include <string.h>

#include "text/csv.h"

enum {
    END_BYTES = 22,
    END64_BYTES = 56,
    LOCATOR_BYTES = 20,
    ENTRY_BYTES = 46,
    COMMENT_MOST = 65535,
    EXTRA_ZIP64 = 1,
};

struct gvc_zip {
    gvc_bytes bytes;
    gvc_zip_entry *entries;
    gvc_idx count;
    char *names;
};

/* Where the directory lies, and how far the places it states are off: what was put before the zip
 * (a program that unpacks it) moves them. */
typedef struct directory {
    uint64_t at, length, count, moved;
    bool wide; /* zip64: count is exact */
} directory;

static uint16_t two(const unsigned char *p)
{
    return (uint16_t)(p[0] | p[1] << 8);
}

static uint32_t four(const unsigned char *p)
{
    return (uint32_t)two(p) | (uint32_t)two(p + 2) << 16;
}

static uint64_t eight(const unsigned char *p)
{
    return four(p) | (uint64_t)four(p + 4) << 32;
}

static gvc_status fail(gvc_ctx *ctx, const char *why)
{
    return gvc_fail(ctx, GVC_EIO, "is truncated or damaged: %s; fetch the file again", why);
}

bool gvc_zip_is(const unsigned char *head, size_t length)
{
    return length >= 4 &&
           (memcmp(head, "PK\x03\x04", 4) == 0 || memcmp(head, "PK\x05\x06", 4) == 0);
}

/* ---- the end record -------------------------------------------------------------------------- */

/* The record at the end, which a comment of any length may follow. */
static gvc_status find_end(gvc_ctx *ctx, const gvc_bytes *b, unsigned char end[END_BYTES],
                           uint64_t *at)
{
    enum { ROOM = END_BYTES + COMMENT_MOST };
    size_t room = b->length < ROOM ? (size_t)b->length : ROOM;
    unsigned char *tail = gvc_malloc(room, 1);
    if (tail == NULL) {
        return gvc_fail_memory(ctx, room, "the directory of a zip");
    }
    gvc_status status = GVC_OK;
    if (!gvc_bytes_get(b, b->length - room, tail, room)) {
        status = fail(ctx, "its end cannot be read");
        goto done;
    }
    for (size_t i = room >= END_BYTES ? room - END_BYTES + 1 : 0; i > 0; i--) {
        const unsigned char *p = tail + i - 1;
        if (memcmp(p, "PK\x05\x06", 4) == 0 && two(p + 20) <= room - (i - 1) - END_BYTES) {
            memcpy(end, p, END_BYTES);
            *at = b->length - room + i - 1;
            goto done;
        }
    }
    status = fail(ctx, "the directory at the end of the zip is missing");
done:
    gvc_release(tail);
    return status;
}

/* The record of a zip64, which the one at the end says nothing of: a locator before it does. */
static gvc_status find_wide(gvc_ctx *ctx, const gvc_bytes *b, uint64_t end_at, directory *d,
                            uint64_t *record_at)
{
    unsigned char locator[LOCATOR_BYTES], end[END64_BYTES];
    bool there = end_at >= LOCATOR_BYTES &&
                 gvc_bytes_get(b, end_at - LOCATOR_BYTES, locator, sizeof locator) &&
                 memcmp(locator, "PK\x06\x07", 4) == 0;
    if (!there) {
        return GVC_OK;
    }
    /* As stated, or, where the zip was moved, right before the locator. */
    uint64_t at = eight(locator + 8), near = end_at - LOCATOR_BYTES - END64_BYTES;
    bool found = gvc_bytes_get(b, at, end, sizeof end) && memcmp(end, "PK\x06\x06", 4) == 0;
    if (!found) {
        at = near;
        found = gvc_bytes_get(b, at, end, sizeof end) && memcmp(end, "PK\x06\x06", 4) == 0;
    }
    if (!found) {
        return fail(ctx, "the zip64 record of its directory is missing");
    }
    d->wide = true;
    d->count = eight(end + 32);
    d->length = eight(end + 40);
    d->at = eight(end + 48);
    *record_at = at;
    return GVC_OK;
}

static gvc_status find_directory(gvc_ctx *ctx, const gvc_bytes *b, directory *d)
{
    unsigned char end[END_BYTES] = {0};
    uint64_t end_at = 0;
    gvc_status status = find_end(ctx, b, end, &end_at);
    if (status != GVC_OK) {
        return status;
    }
    if (two(end + 4) != 0 && two(end + 4) != 0xffff) {
        return gvc_fail(ctx, GVC_EUNSUPPORTED,
                        "is the last part of a zip in several parts; join them first (zip -s 0)");
    }
    *d = (directory){four(end + 16), four(end + 12), two(end + 10), 0, false};
    status = find_wide(ctx, b, end_at, d, &end_at);
    if (status == GVC_OK && (d->length > end_at || d->at > end_at - d->length)) {
        return fail(ctx, "its directory lies outside of it");
    }
    d->moved = status == GVC_OK ? end_at - d->length - d->at : 0;
    d->at += d->moved;
    return status;
}

/* ---- entries --------------------------------------------------------------------------------- */

/* Sizes and place of a zip64 stand in an extra field, those only that are all ones where they
 * belong, in this order. */
static bool widen(const unsigned char *extra, size_t length, gvc_zip_entry *e)
{
    bool wide[] = {e->size == UINT32_MAX, e->packed == UINT32_MAX, e->at == UINT32_MAX};
    uint64_t *const to[] = {&e->size, &e->packed, &e->at};
    if (!wide[0] && !wide[1] && !wide[2]) {
        return true;
    }
    while (length >= 4) {
        size_t bytes = two(extra + 2);
        const unsigned char *p = extra + 4;
        if (bytes > length - 4) {
            return false;
        }
        if (two(extra) == EXTRA_ZIP64) {
            for (int k = 0; k < 3; k++) {
                if (wide[k] && bytes < 8) {
                    return false;
                }
                if (wide[k]) {
                    *to[k] = eight(p);
                    p += 8;
                    bytes -= 8;
                }
            }
            return true;
        }
        extra += 4 + bytes;
        length -= 4 + bytes;
    }
    return true; /* exactly 4 GiB - 1 */
}

void gvc_zip_add_name(gvc_text *names, const unsigned char *name, size_t length)
{
    bool utf8 = gvc_is_utf8((const char *)name, length);
    bool dos = memchr(name, '/', length) == NULL;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = name[i];
        if (c < 32 || c == 127 || (c > 127 && !utf8)) {
            gvc_text_addf(names, "\\x%02x", c);
        } else {
            char shown = dos && c == '\\' ? '/' : (char)c;
            gvc_text_add(names, &shown, 1);
        }
    }
    gvc_text_add(names, "", 1);
}

/* One entry of the directory at p; *bytes gets its length. */
static gvc_status read_entry(gvc_ctx *ctx, gvc_zip *zip, const directory *d, const unsigned char *p,
                             size_t left, gvc_text *names, size_t *bytes)
{
    if (left < ENTRY_BYTES || memcmp(p, "PK\x01\x02", 4) != 0) {
        return fail(ctx, "its directory is not valid");
    }
    size_t name = two(p + 28), extra = two(p + 30), comment = two(p + 32);
    if (name + extra + comment > left - ENTRY_BYTES) {
        return fail(ctx, "its directory is not valid");
    }
    gvc_zip_entry e = {.at = four(p + 42),
                       .packed = four(p + 20),
                       .size = four(p + 24),
                       .crc = four(p + 16),
                       .method = two(p + 10),
                       .flags = two(p + 8)};
    *bytes = ENTRY_BYTES + name + extra + comment;
    if (!widen(p + ENTRY_BYTES + name, extra, &e)) {
        return fail(ctx, "its directory is not valid");
    }
    e.at += d->moved;
    if (e.at > d->at || e.packed > d->at - e.at) {
        return fail(ctx, "a member lies outside of it");
    }
    size_t start = names->length;
    gvc_zip_add_name(names, p + ENTRY_BYTES, name);
    if (names->failed) {
        return gvc_fail_memory(ctx, names->length, "the names in a zip");
    }
    bool folder = name == 0 || names->chars[names->length - 2] == '/';
    if (folder) {
        names->length = start;
    } else {
        zip->entries[zip->count++] = e;
    }
    return GVC_OK;
}

static gvc_status read_entries(gvc_ctx *ctx, gvc_zip *zip, const directory *d,
                               const unsigned char *p)
{
    gvc_text names = {0};
    gvc_status status = GVC_OK;
    size_t left = (size_t)d->length;
    uint64_t found = 0;
    while (status == GVC_OK && left > 0) {
        size_t bytes = 0;
        status = read_entry(ctx, zip, d, p, left, &names, &bytes);
        p += bytes;
        left -= bytes;
        found++;
    }
    /* Programs without zip64 that write more than 65535 members let the count wrap around. */
    if (status == GVC_OK && (d->wide ? found != d->count : (found & 0xffff) != d->count)) {
        status = fail(ctx, "its directory holds another number of members than it states");
    }
    zip->names = names.chars;
    const char *name = names.chars;
    for (gvc_idx i = 0; status == GVC_OK && i < zip->count; i++) {
        zip->entries[i].name = name;
        name += strlen(name) + 1;
    }
    return status;
}

gvc_status gvc_zip_open(gvc_ctx *ctx, gvc_zip **out, const gvc_bytes *bytes)
{
    directory d = {0};
    unsigned char *buffer = NULL;
    gvc_zip *zip = NULL;
    gvc_status status = find_directory(ctx, bytes, &d);
    if (status == GVC_OK) {
        status = gvc_need_memory(ctx, 3 * (size_t)d.length, "the directory of a zip");
    }
    if (status != GVC_OK) {
        return status;
    }
    size_t most = (size_t)d.length / ENTRY_BYTES + 1, length = 0;
    bool in_memory = bytes->memory != NULL;
    zip = gvc_calloc(1, sizeof *zip);
    buffer = in_memory ? NULL : gvc_malloc((size_t)d.length + 1, 1);
    if (zip != NULL) {
        zip->bytes = *bytes;
        zip->entries = gvc_calloc(most, sizeof *zip->entries);
    }
    if (zip == NULL || zip->entries == NULL || (buffer == NULL && !in_memory)) {
        status = gvc_fail_memory(ctx, most * sizeof *zip->entries, "the directory of a zip");
        goto done;
    }
    const unsigned char *p = gvc_bytes_look(bytes, d.at, buffer, (size_t)d.length, &length);
    status = length == d.length ? read_entries(ctx, zip, &d, p)
                                : fail(ctx, "its directory cannot be read");
done:
    gvc_release(buffer);
    if (status == GVC_OK) {
        *out = zip;
    } else {
        gvc_zip_close(zip);
    }
    return status;
}

void gvc_zip_close(gvc_zip *zip)
{
    if (zip != NULL) {
        gvc_release(zip->entries);
        gvc_release(zip->names);
        gvc_release(zip);
    }
}

gvc_idx gvc_zip_count(const gvc_zip *zip)
{
    return zip->count;
}

const gvc_zip_entry *gvc_zip_at(const gvc_zip *zip, gvc_idx i)
{
    return &zip->entries[i];
}

gvc_idx gvc_zip_find(const gvc_zip *zip, const char *name)
{
    for (gvc_idx i = 0; i < zip->count; i++) {
        if (strcmp(zip->entries[i].name, name) == 0) {
            return i;
        }
    }
    return -1;
}

const gvc_bytes *gvc_zip_bytes(const gvc_zip *zip)
{
    return &zip->bytes;
}
