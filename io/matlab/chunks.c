/* chunks.c - the bytes of a dataset: in one run, or in chunks that a tree lists, packed or not
 *
 * A node of the tree: as in group.c; a key is bytes (4), filters left out (4), and a place in each
 * dimension and in the value (8 each). Chunks come in the order of their places; each once. */
#include <libdeflate.h>
#include <string.h>

#include "matlab/matlab.h"

enum { NODE_HEAD = 24, MOST_LEVELS = 16, RUN = 1 << 22 };
/* Largest chunk: what is held beside the matrix. */
#define MOST_CHUNK ((uint64_t)32 << 20)

typedef struct reader {
    const gvc_mat_data *d;
    const char *name;
    gvc_mat_block *each;
    void *user;
    size_t chunk_bytes;
    unsigned char *packed, *bytes, *spare;
    size_t packed_room;
    struct libdeflate_decompressor *inflate;
    bool any;
    uint64_t last[2]; /* place of the chunk before */
} reader;

/* ---- one chunk ------------------------------------------------------------------------------- */
/* First bytes of all values, then second ones, ... back into values. */
static void unshuffle(const unsigned char *from, unsigned char *to, size_t bytes, size_t width)
{
    size_t count = bytes / width;
    for (size_t k = 0; k < width; k++) {
        for (size_t i = 0; i < count; i++) {
            to[i * width + k] = from[k * count + i];
        }
    }
    memcpy(to + count * width, from + count * width, bytes - count * width);
}

/* The chunk, packed in `length` bytes at r->packed, to r->bytes. */
static bool unpack(reader *r, size_t length, uint64_t left_out)
{
    const unsigned char *from = r->packed;
    for (int i = r->d->filter_count; i-- > 0;) {
        unsigned char *to = from == r->bytes ? r->spare : r->bytes;
        size_t made = 0;
        if ((left_out >> i & 1) != 0) {
            continue;
        }
        if (r->d->filters[i] == GVC_MAT_SHUFFLE) {
            if (length != r->chunk_bytes) {
                return false;
            }
            unshuffle(from, to, length, r->d->width);
        } else if (libdeflate_zlib_decompress(r->inflate, from, length, to, r->chunk_bytes,
                                              &made) == LIBDEFLATE_SUCCESS) {
            length = made;
        } else {
            return false;
        }
        from = to;
    }
    if (length != r->chunk_bytes) {
        return false;
    }
    if (from != r->bytes) {
        memcpy(r->bytes, from, length);
    }
    return true;
}

static bool get_packed(gvc_mat *m, reader *r, uint64_t at, uint64_t length)
{
    if (length > 2 * r->chunk_bytes + 4096) {
        gvc_mat_damaged(m, r->name, "a chunk is larger packed than not");
        return false;
    }
    if (length > r->packed_room) {
        gvc_release(r->packed);
        r->packed_room = 0;
        r->packed = gvc_malloc((size_t)length, 1);
        if (r->packed == NULL) {
            gvc_mat_take(m, gvc_fail_memory(m->ctx, (size_t)length, r->name));
            return false;
        }
        r->packed_room = (size_t)length;
    }
    return gvc_mat_get(m, at, r->packed, (size_t)length, r->name);
}

/* Chunks come in ascending places, each on the grid of chunks. */
static bool is_next(gvc_mat *m, reader *r, const uint64_t place[2])
{
    bool ascends =
        !r->any || place[0] > r->last[0] || (place[0] == r->last[0] && place[1] > r->last[1]);
    for (int k = 0; k < 2; k++) {
        if (!ascends || place[k] >= r->d->extent[k] || place[k] % r->d->chunk[k] != 0) {
            gvc_mat_damaged(m, r->name, "its chunks are out of place");
            return false;
        }
        r->last[k] = place[k];
    }
    r->any = true;
    return true;
}

static void take_chunk(gvc_mat *m, reader *r, const unsigned char *key, uint64_t at)
{
    const gvc_mat_data *d = r->d;
    uint64_t place[2] = {gvc_mat_little(key + 8, 8), d->rank > 1 ? gvc_mat_little(key + 16, 8) : 0};
    uint64_t length = gvc_mat_little(key, 4), count[2];
    if (!is_next(m, r, place) || !get_packed(m, r, at, length)) {
        return;
    }
    if (!unpack(r, (size_t)length, gvc_mat_little(key + 4, 4))) {
        gvc_mat_damaged(m, r->name, "a chunk cannot be unpacked");
        return;
    }
    for (int k = 0; k < 2; k++) {
        uint64_t left = d->extent[k] - place[k];
        count[k] = left < d->chunk[k] ? left : d->chunk[k];
    }
    r->each(m, r->user, r->bytes, place, count, d->chunk[1]);
    gvc_mat_take(m, gvc_progress(m->ctx, "reading", place[0], d->extent[0]));
}

/* ---- all of them ----------------------------------------------------------------------------- */
static void walk(gvc_mat *m, reader *r, uint64_t at, int above)
{
    unsigned char head[NODE_HEAD], item[8 + 8 * 3 + 8];
    size_t key = 8 + 8 * ((size_t)r->d->rank + 1);
    if (!gvc_mat_step(m, r->name) || !gvc_mat_get(m, at, head, sizeof head, r->name)) {
        return;
    }
    int level = head[5];
    uint64_t count = gvc_mat_little(head + 6, 2);
    if (memcmp(head, "TREE", 4) != 0 || head[4] != 1 || level >= above) {
        gvc_mat_damaged(m, r->name, "its tree of chunks is none");
    }
    for (uint64_t i = 0; m->status == GVC_OK && i < count; i++) {
        if (!gvc_mat_get(m, at + NODE_HEAD + i * (key + 8), item, key + 8, r->name)) {
            return;
        }
        uint64_t child = gvc_mat_little(item + key, 8);
        if (level > 0) {
            walk(m, r, child, level);
        } else {
            take_chunk(m, r, item, child);
        }
    }
}

static void read_chunks(gvc_mat *m, reader *r)
{
    const gvc_mat_data *d = r->d;
    uint64_t values = d->chunk[0] > MOST_CHUNK || d->chunk[1] > MOST_CHUNK
                          ? MOST_CHUNK
                          : d->chunk[0] * d->chunk[1];
    if (values > MOST_CHUNK / d->width) {
        gvc_mat_fail(m, GVC_EFORMAT,
                     "dataset '%s' has chunks above %d MB; save it with smaller ones", r->name,
                     (int)(MOST_CHUNK >> 20));
        return;
    }
    r->chunk_bytes = (size_t)values * d->width;
    gvc_mat_take(m, gvc_need_memory(m->ctx, 3 * r->chunk_bytes, "a chunk of it"));
    if (m->status != GVC_OK) {
        return;
    }
    r->bytes = gvc_malloc(r->chunk_bytes, 1);
    r->spare = gvc_malloc(r->chunk_bytes, 1);
    r->inflate = libdeflate_alloc_decompressor();
    if (r->bytes == NULL || r->spare == NULL || r->inflate == NULL) {
        gvc_mat_take(m, gvc_fail_memory(m->ctx, 2 * r->chunk_bytes, r->name));
    } else {
        walk(m, r, d->at, MOST_LEVELS);
    }
    libdeflate_free_decompressor(r->inflate);
    gvc_release(r->spare);
    gvc_release(r->bytes);
    gvc_release(r->packed);
}

/* Some whole lines of the second dimension at a time. */
static void read_run(gvc_mat *m, reader *r)
{
    const gvc_mat_data *d = r->d;
    uint64_t line = d->extent[1] * d->width, start[2] = {0, 0};
    uint64_t lines = line > RUN ? 1 : RUN / line;
    lines = lines > d->extent[0] ? d->extent[0] : lines;
    gvc_mat_take(m, gvc_need_memory(m->ctx, (size_t)(lines * line), "a part of it"));
    unsigned char *bytes = m->status == GVC_OK ? gvc_malloc((size_t)lines, (size_t)line) : NULL;
    if (bytes == NULL) {
        gvc_mat_take(m, gvc_fail_memory(m->ctx, (size_t)(lines * line), r->name));
    }
    for (; m->status == GVC_OK && start[0] < d->extent[0]; start[0] += lines) {
        uint64_t left = d->extent[0] - start[0];
        uint64_t count[2] = {left < lines ? left : lines, d->extent[1]};
        if (gvc_mat_get(m, d->at + start[0] * line, bytes, (size_t)(count[0] * line), r->name)) {
            r->each(m, r->user, bytes, start, count, count[1]);
            gvc_mat_take(m, gvc_progress(m->ctx, "reading", start[0], d->extent[0]));
        }
    }
    gvc_release(bytes);
}

void gvc_mat_read(gvc_mat *m, const gvc_mat_data *d, const char *name, gvc_mat_block *each,
                  void *user)
{
    reader r = {.d = d, .name = name, .each = each, .user = user};
    if (m->status != GVC_OK || d->extent[0] == 0 || d->extent[1] == 0 || d->at == UINT64_MAX) {
        return;
    }
    if (d->layout == GVC_MAT_CHUNKS) {
        read_chunks(m, &r);
    } else if (d->at > m->bytes.length || d->extent[0] > m->bytes.length ||
               d->extent[1] > m->bytes.length / d->width / d->extent[0] ||
               d->extent[0] * d->extent[1] * d->width > m->bytes.length - d->at) {
        gvc_mat_damaged(m, name, "it ends before its content does");
    } else {
        read_run(m, &r);
    }
}
