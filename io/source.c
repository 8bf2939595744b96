/* source.c - a byte stream out of a plain file, a compressed one, or a member of an archive
 *
 * What is packed is unpacked, and a fingerprint is taken, by a thread of its own, ahead of the
 * reader, where more than one is allowed; not before the second block, so that looking at a head
 * costs none. */
#include "source.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <unistd.h>

#include "ahead.h"
#include "source_at.h"

struct gvc_source {
    char *path, *stem;
    char *member; /* its name within the archive on disk; NULL outside one */
    gvc_place place;
    bool packed;
    gvc_stream *stream;
    gvc_ahead *ahead;
    bool tried;      /* to start it */
    char *block;     /* GVC_SOURCE_BLOCK */
    const char *now; /* the present block, there or in the ring */
    size_t pending;  /* bytes of it, where they were read ahead for the head */
    bool waiting;    /* they have not been given yet */
    size_t blocks;   /* read so far */
    gvc_fingerprint print;
    unsigned char *bytes; /* all of them, once mapped */
    size_t length;
    bool mapped; /* from disk, else in memory */
};

gvc_status gvc_file_head(gvc_ctx *ctx, const char *path, unsigned char *head, size_t capacity,
                         size_t *length)
{
    gvc_bytes bytes;
    gvc_status status = gvc_bytes_open(ctx, &bytes, path);
    if (status != GVC_OK) {
        return status;
    }
    gvc_bytes_look(&bytes, 0, head, capacity, length);
    if (*length == 0) {
        status = gvc_fail(ctx, GVC_EIO, "could not be read: %s", strerror(errno));
    }
    close(bytes.fd);
    return status;
}

static void strip_suffix(char *name, const char *suffix)
{
    size_t length = strlen(name), tail = strlen(suffix);
    if (length > tail && strcasecmp(name + length - tail, suffix) == 0) {
        name[length - tail] = '\0';
    }
}

static char *make_stem(const char *path)
{
    static const char *const packed[] = {".gz", ".xz", ".bz2", ".zst", ".lz4", ".lz", ".Z"};
    char *stem = gvc_strdup(gvc_base_name(path));
    for (size_t i = 0; stem != NULL && i < sizeof packed / sizeof *packed; i++) {
        strip_suffix(stem, packed[i]);
    }
    char *dot = stem == NULL ? NULL : strrchr(stem, '.');
    if (dot != NULL && dot != stem) {
        *dot = '\0';
    }
    return stem;
}

/* The stream at its first byte. */
static gvc_status start(gvc_ctx *ctx, gvc_source *s)
{
    bool plain = true;
    gvc_status status = gvc_place_open(ctx, &s->place, &s->stream, NULL, &plain);
    s->packed = s->place.archive != NULL || !plain;
    return status;
}

gvc_status gvc_source_rewind(gvc_ctx *ctx, gvc_source *s)
{
    gvc_ahead_stop(s->ahead);
    gvc_stream_close(s->stream);
    s->ahead = NULL;
    s->stream = NULL;
    s->tried = s->waiting = false;
    s->blocks = s->pending = 0;
    return start(ctx, s);
}

gvc_status gvc_source_at(gvc_ctx *ctx, gvc_source **out, const gvc_place *place, const char *member)
{
    gvc_source *s = gvc_calloc(1, sizeof *s);
    if (s == NULL) {
        return gvc_fail_memory(ctx, sizeof *s, "opening a file");
    }
    gvc_status status = GVC_OK;
    s->path = gvc_strdup(place->path);
    s->member = gvc_strdup(member);
    s->stem = make_stem(member == NULL ? place->path : member);
    s->block = gvc_malloc(GVC_SOURCE_BLOCK, 1);
    s->place = (gvc_place){s->path, gvc_archive_keep(place->archive), place->member, NULL};
    if (s->path == NULL || s->stem == NULL || s->block == NULL ||
        (member != NULL && s->member == NULL)) {
        status = gvc_fail_memory(ctx, GVC_SOURCE_BLOCK, "opening a file");
    } else {
        status = start(ctx, s);
    }
    if (status == GVC_OK) {
        *out = s;
    } else {
        gvc_source_close(s);
    }
    return status;
}

void gvc_source_close(gvc_source *s)
{
    if (s == NULL) {
        return;
    }
    gvc_ahead_stop(s->ahead);
    gvc_stream_close(s->stream);
    if (s->mapped) {
        munmap(s->bytes, s->length);
    } else {
        gvc_release(s->bytes);
    }
    gvc_archive_release(s->place.archive);
    gvc_release(s->path);
    gvc_release(s->member);
    gvc_release(s->stem);
    gvc_release(s->block);
    gvc_release(s);
}

const char *gvc_source_name(const gvc_source *s)
{
    return s->member != NULL ? s->member : gvc_base_name(s->path);
}

const char *gvc_source_path(const gvc_source *s)
{
    return s->path;
}

const char *gvc_source_member(const gvc_source *s)
{
    return s->member;
}

const char *gvc_source_stem(const gvc_source *s)
{
    return s->stem;
}

gvc_status gvc_source_take_fingerprint(gvc_ctx *ctx, gvc_source *s)
{
    s->place.print = s->place.archive == NULL ? &s->print : NULL;
    return gvc_source_rewind(ctx, s);
}

gvc_status gvc_source_fingerprint(gvc_ctx *ctx, gvc_source *s, char hex[65])
{
    gvc_ahead_stop(s->ahead);
    s->ahead = NULL;
    if (!s->print.complete) {
        return gvc_file_sha256(ctx, s->path, hex);
    }
    memcpy(hex, s->print.hex, sizeof s->print.hex);
    return GVC_OK;
}

const gvc_place *gvc_source_place(const gvc_source *s)
{
    return &s->place;
}

bool gvc_source_is_plain(const gvc_source *s)
{
    return !s->packed;
}

/* Words of a layer below may lack the member's name. */
static gvc_status fail_in_member(gvc_ctx *ctx, const gvc_source *s, gvc_status status)
{
    bool named = s->member == NULL || strstr(gvc_ctx_error(ctx), gvc_base_name(s->member)) != NULL;
    return named ? status : gvc_fail_in(ctx, status, "%s", s->member);
}

/* The thread that reads ahead, from the second block on. */
static gvc_status go_ahead(gvc_ctx *ctx, gvc_source *s)
{
    bool worth_it = s->packed || s->place.print != NULL;
    if (!worth_it || s->blocks == 0 || s->tried || gvc_ctx_workers(ctx) < 2) {
        return GVC_OK;
    }
    s->tried = true;
    return gvc_ahead_start(ctx, &s->ahead, s->stream, GVC_SOURCE_BLOCK);
}

static gvc_status fill(gvc_ctx *ctx, gvc_source *s, size_t *length)
{
    gvc_status status = go_ahead(ctx, s);
    *length = 0;
    if (status == GVC_OK && s->ahead != NULL) {
        status = gvc_ahead_next(ctx, s->ahead, &s->now, length);
    } else if (status == GVC_OK) {
        s->now = s->block;
        status =
            gvc_stream_read(ctx, s->stream, (unsigned char *)s->block, GVC_SOURCE_BLOCK, length);
    }
    s->blocks++;
    return status == GVC_OK ? GVC_OK : fail_in_member(ctx, s, status);
}

gvc_status gvc_source_head(gvc_ctx *ctx, gvc_source *s, const unsigned char **head, size_t *length)
{
    if (!s->waiting) {
        gvc_status status = fill(ctx, s, &s->pending);
        if (status != GVC_OK) {
            return status;
        }
        s->waiting = true;
    }
    *head = (const unsigned char *)s->now;
    *length = s->pending < GVC_SOURCE_HEAD ? s->pending : GVC_SOURCE_HEAD;
    return GVC_OK;
}

gvc_status gvc_source_next(gvc_ctx *ctx, gvc_source *s, const char **block, size_t *length)
{
    size_t got = s->pending;
    if (!s->waiting) {
        gvc_status status = fill(ctx, s, &got);
        if (status != GVC_OK) {
            return status;
        }
    }
    s->waiting = false;
    s->pending = 0;
    *block = s->now;
    *length = got;
    return GVC_OK;
}

gvc_status gvc_source_copy(gvc_ctx *ctx, gvc_source *s, char *to, size_t *length)
{
    const char *block = NULL;
    gvc_status status = go_ahead(ctx, s);
    if (status == GVC_OK && (s->waiting || s->packed || s->ahead != NULL)) {
        status = gvc_source_next(ctx, s, &block, length);
        if (status == GVC_OK && *length > 0) {
            memcpy(to, block, *length);
        }
        return status;
    }
    s->blocks++;
    return status == GVC_OK
               ? gvc_stream_read(ctx, s->stream, (unsigned char *)to, GVC_SOURCE_BLOCK, length)
               : status;
}

/* ---- all bytes at once -----------------------------------------------------------------------
 */

static gvc_status map_file(gvc_ctx *ctx, gvc_source *s)
{
    gvc_bytes file;
    gvc_status status = gvc_bytes_open(ctx, &file, s->path);
    if (status != GVC_OK) {
        return status;
    }
    void *bytes = mmap(NULL, (size_t)file.length, PROT_READ, MAP_PRIVATE, file.fd, 0);
    close(file.fd);
    if (bytes == MAP_FAILED) {
        return gvc_fail(ctx, GVC_EIO, "could not be mapped: %s", strerror(errno));
    }
    s->bytes = bytes;
    s->length = (size_t)file.length;
    s->mapped = true;
    return GVC_OK;
}

static gvc_status unpack_all(gvc_ctx *ctx, gvc_source *s)
{
    gvc_status status = gvc_source_rewind(ctx, s);
    if (status == GVC_OK) {
        status = gvc_stream_hold(ctx, s->stream, &s->bytes, &s->length);
        status = status == GVC_OK ? GVC_OK : fail_in_member(ctx, s, status);
    }
    return status;
}

gvc_status gvc_source_map(gvc_ctx *ctx, gvc_source *s, const unsigned char **bytes, size_t *length)
{
    gvc_status status = GVC_OK;
    if (s->bytes == NULL) {
        status = s->packed ? unpack_all(ctx, s) : map_file(ctx, s);
    }
    if (status == GVC_OK) {
        *bytes = s->bytes;
        *length = s->length;
    }
    return status;
}

/* ---- whole texts ----------------------------------------------------------------------------- */

enum { LONGEST_TEXT = 64 * 1024 * 1024 };

gvc_status gvc_source_text(gvc_ctx *ctx, gvc_source *s, char **text, size_t *length)
{
    gvc_text all = {0};
    size_t got = 1;
    gvc_status status = GVC_OK;
    while (status == GVC_OK && got > 0) {
        const char *block = NULL;
        status = gvc_source_next(ctx, s, &block, &got);
        if (status == GVC_OK && all.length + got > LONGEST_TEXT) {
            status = gvc_fail(ctx, GVC_EFORMAT, "is longer than 64 MiB, expected a short text");
        } else if (status == GVC_OK) {
            gvc_text_add(&all, block, got);
        }
    }
    if (status == GVC_OK && (all.failed || all.chars == NULL)) {
        status = all.failed ? gvc_fail_memory(ctx, all.length, "reading a text")
                            : gvc_fail(ctx, GVC_EFORMAT, "is empty");
    }
    if (status == GVC_OK) {
        *text = all.chars;
        *length = all.length;
    } else {
        gvc_text_free(&all);
    }
    return status;
}

gvc_status gvc_fail_reading(gvc_ctx *ctx, gvc_status status, const char *path)
{
    const char *base = gvc_base_name(path);
    size_t length = strlen(base);
    char *text = gvc_strdup(gvc_ctx_error(ctx));
    if (text != NULL && strncmp(text, "reading ", 8) == 0) {
        /* of another file, read on the way */
    } else if (text != NULL && strncmp(text, base, length) == 0 && text[length] == ':') {
        gvc_fail(ctx, status, "reading %s%s", path, text + length);
    } else {
        gvc_fail_in(ctx, status, "reading %s", path);
    }
    gvc_release(text);
    return status;
}
