/* seeker.c - going to and fro in a source */
#include "stata/seeker.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

gvc_status gvc_seeker_begin(gvc_ctx *ctx, gvc_seeker *s, gvc_source *source)
{
    *s = (gvc_seeker){.ctx = ctx, .source = source};
    return gvc_source_rewind(ctx, source);
}

/* The block that holds byte `at`, or the empty one at the end. */
static bool find_block(gvc_seeker *s)
{
    if (s->at < s->start) {
        s->status = gvc_source_rewind(s->ctx, s->source);
        s->start = s->length = 0;
    }
    while (s->status == GVC_OK && s->at >= s->start + s->length && !s->known) {
        size_t length = 0;
        s->start += s->length;
        s->length = 0;
        s->status = gvc_source_next(s->ctx, s->source, &s->block, &length);
        s->length = length;
        if (s->status == GVC_OK && length == 0) {
            s->total = s->start;
            s->known = true;
        }
    }
    while (s->status == GVC_OK && s->at >= s->start + s->length && s->at < s->total) {
        size_t length = 0;
        s->start += s->length;
        s->length = 0;
        s->status = gvc_source_next(s->ctx, s->source, &s->block, &length);
        s->length = length;
        if (s->status == GVC_OK && length == 0) {
            s->total = s->start; /* shorter than it was */
        }
    }
    return s->status == GVC_OK;
}

ssize_t gvc_seeker_read(gvc_seeker *s, void *to, size_t count)
{
    size_t have = 0;
    while (have < count) {
        if (!find_block(s)) {
            return -1;
        }
        if (s->at < s->start || s->at >= s->start + s->length) {
            break;
        }
        size_t offset = (size_t)(s->at - s->start), now = (size_t)s->length - offset;
        now = now < count - have ? now : count - have;
        memcpy((char *)to + have, s->block + offset, now);
        have += now;
        s->at += now;
    }
    return (ssize_t)have;
}

/* The size of a plain file is on disk; any other stream is gone through. */
static bool measure(gvc_seeker *s)
{
    struct stat info;
    if (!s->known && gvc_source_is_plain(s->source) &&
        stat(gvc_source_path(s->source), &info) == 0 && info.st_size >= 0) {
        s->total = (uint64_t)info.st_size;
        s->known = true;
    }
    uint64_t at = s->at;
    s->at = s->known ? at : UINT64_MAX;
    bool done = s->known || find_block(s);
    s->at = at;
    return done;
}

off_t gvc_seeker_seek(gvc_seeker *s, off_t offset, int whence)
{
    if (s->status != GVC_OK || (whence == SEEK_END && !measure(s))) {
        return -1;
    }
    off_t from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? (off_t)s->at : (off_t)s->total;
    if (offset < -from || offset > INT64_MAX / 2) {
        return -1;
    }
    s->at = (uint64_t)(from + offset);
    return (off_t)s->at;
}
