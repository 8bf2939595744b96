/* values.c - writing datasets of doubles: chunks deflated here and handed over ready
 *
 * libdeflate is up to three times as fast as the filter of HDF5 and its streams are as good, and
 * several threads can pack, where HDF5 lets one in at a time; the dataset declares the filters, so
 * every reader undoes them by itself. A chunk has the same bytes whatever the number of threads. */
#include <math.h>
#include <string.h>

#include "hdf5/h5.h"
#include "threads.h"

static bool set_filters(hid_t creation, const gvc_h5_block *b, const hsize_t chunk[],
                        gvc_h5_packing packing)
{
    return H5Pset_chunk(creation, b->rank, chunk) >= 0 &&
           (packing == GVC_H5_PACK_RESULT || H5Pset_shuffle(creation) >= 0) &&
           H5Pset_deflate(creation, packing == GVC_H5_PACK_RESULT ? GVC_H5_DEFLATE_RESULT
                                                                  : GVC_H5_DEFLATE_TABLE) >= 0;
}

hid_t gvc_h5_create_values(gvc_h5 *h, const char *name, const gvc_h5_block *b,
                           const hsize_t chunk[], bool chunked, gvc_h5_packing packing)
{
    const double missing = (double)NAN;
    hid_t creation = H5Pcreate(H5P_DATASET_CREATE);
    hid_t space = H5Screate_simple(b->rank, b->extent, NULL);
    hid_t ds = -1;
    if (creation < 0 || space < 0 || H5Pset_obj_track_times(creation, 0) < 0 ||
        H5Pset_attr_creation_order(creation, H5P_CRT_ORDER_TRACKED) < 0 ||
        H5Pset_attr_phase_change(creation, 32, 16) < 0 ||
        H5Pset_fill_value(creation, H5T_NATIVE_DOUBLE, &missing) < 0 ||
        (chunked && !set_filters(creation, b, chunk, packing)) ||
        (ds = H5Dcreate2(h->file, name, H5T_IEEE_F64LE, space, H5P_DEFAULT, creation,
                         H5P_DEFAULT)) < 0) {
        gvc_h5_unwritten(h, name);
    }
    gvc_h5_release(space);
    gvc_h5_release(creation);
    gvc_h5_put_number(h, ds, GVC_H5_FILL, missing);
    return ds;
}

/* Dataspace of the cells as they lie in memory: rows of a matrix may be further apart. */
static hid_t memory_space(const gvc_h5_block *b)
{
    hsize_t whole[GVC_H5_MAX_RANK];
    hsize_t start[GVC_H5_MAX_RANK] = {0};
    memcpy(whole, b->extent, sizeof whole);
    if (b->rank > 1) {
        whole[b->rank - 1] = b->stride[b->rank - 2];
    }
    hid_t space = H5Screate_simple(b->rank, whole, NULL);
    if (space >= 0 &&
        H5Sselect_hyperslab(space, H5S_SELECT_SET, start, NULL, b->extent, NULL) < 0) {
        gvc_h5_release(space);
        return -1;
    }
    return space;
}

static void put_plain(gvc_h5 *h, hid_t ds, const char *name, const gvc_h5_block *b,
                      const double *data)
{
    hid_t space = memory_space(b);
    if (space < 0 || H5Dwrite(ds, H5T_NATIVE_DOUBLE, space, H5S_ALL, H5P_DEFAULT, data) < 0) {
        gvc_h5_unwritten(h, name);
    }
    gvc_h5_release(space);
}

/* ---- packing ----------------------------------------------------------------------------------
 */

void gvc_h5_free_presses(gvc_h5 *h)
{
    for (int i = 0; i < GVC_H5_THREADS; i++) {
        for (int level = 0; level < GVC_H5_LEVELS; level++) {
            libdeflate_free_compressor(h->presses[i].compressors[level]);
        }
        h->presses[i] = (gvc_h5_press){0};
    }
}

void gvc_h5_ready_presses(gvc_h5 *h, int threads, int level)
{
    for (int i = 0; i < threads && h->status == GVC_OK; i++) {
        struct libdeflate_compressor **c = &h->presses[i].compressors[level];
        *c = *c == NULL ? libdeflate_alloc_compressor(level) : *c;
        if (*c == NULL) {
            gvc_h5_take(h, gvc_fail_memory(h->ctx, 1 << 16, "compressing"));
        }
    }
}

size_t gvc_h5_pack(gvc_h5 *h, int worker, int level, const void *cells, size_t bytes, void *packed)
{
    return libdeflate_zlib_compress(h->presses[worker].compressors[level], cells, bytes, packed,
                                    bytes);
}

void gvc_h5_put_packed(gvc_h5 *h, hid_t dataset, const char *name, const hsize_t offset[],
                       unsigned skip_filter, const void *cells, size_t bytes, const void *packed,
                       size_t packed_bytes)
{
    bool skip = packed_bytes == 0;
    if (H5Dwrite_chunk(dataset, H5P_DEFAULT, skip ? 1u << skip_filter : 0, offset,
                       skip ? bytes : packed_bytes, skip ? cells : packed) < 0) {
        gvc_h5_unwritten(h, name);
    }
}

void gvc_h5_put_chunk(gvc_h5 *h, hid_t dataset, const char *name, const hsize_t offset[], int level,
                      unsigned skip_filter, const void *cells, size_t bytes, void *scratch)
{
    gvc_h5_ready_presses(h, 1, level);
    if (h->status != GVC_OK) {
        return;
    }
    size_t packed = gvc_h5_pack(h, 0, level, cells, bytes, scratch);
    gvc_h5_put_packed(h, dataset, name, offset, skip_filter, cells, bytes, scratch, packed);
}

enum { MUCH = 1 << 24 }; /* bytes of a chunk that threads would not each hold several of */

/* ---- chunks, packed by several threads and written by one -------------------------------------
 */

typedef struct piece {
    hsize_t offset[GVC_H5_MAX_RANK];
    unsigned char *packed; /* a chunk's bytes of room */
    size_t packed_bytes;   /* 0: they are the cells as they are */
} piece;

typedef struct job {
    gvc_h5 *h;
    const gvc_h5_block *b;
    const hsize_t *chunk;
    const double *data;
    size_t bytes;
    piece *pieces;
    unsigned char *cells; /* a chunk's bytes for each thread */
} job;

static void pack_one(gvc_idx i, int worker, void *user)
{
    job *j = user;
    piece *p = &j->pieces[i];
    unsigned char *cells = j->cells + (size_t)worker * j->bytes;
    gvc_h5_gather(j->b, j->data, j->chunk, p->offset, true, cells);
    p->packed_bytes = gvc_h5_pack(j->h, worker, GVC_H5_DEFLATE_TABLE, cells, j->bytes, p->packed);
    if (p->packed_bytes == 0) {
        /* Stored as it is; the next chunk of this thread needs its cells. */
        memcpy(p->packed, cells, j->bytes);
    }
}

/* The next chunks from `offset` on, at most `most`; *more: whether there are others behind. */
static gvc_idx take_pieces(const job *j, hsize_t offset[], gvc_idx most, bool *more)
{
    gvc_idx taken = 0;
    for (*more = true; taken < most && *more; taken++) {
        memcpy(j->pieces[taken].offset, offset, sizeof j->pieces[taken].offset);
        *more = gvc_h5_next_chunk(j->b, j->chunk, offset);
    }
    return taken;
}

static void put_batches(job *j, hid_t ds, const char *name, int threads, gvc_idx batch)
{
    hsize_t offset[GVC_H5_MAX_RANK] = {0};
    for (bool more = true; more && j->h->status == GVC_OK;) {
        gvc_idx count = take_pieces(j, offset, batch, &more);
        gvc_parallel(threads, count, pack_one, j);
        for (gvc_idx i = 0; i < count && j->h->status == GVC_OK; i++) {
            const piece *p = &j->pieces[i];
            gvc_h5_put_packed(j->h, ds, name, p->offset, 1, p->packed, j->bytes, p->packed,
                              p->packed_bytes);
        }
    }
}

int gvc_h5_threads(const gvc_h5 *h, hsize_t chunks, size_t bytes)
{
    int threads = bytes > MUCH ? 1 : gvc_ctx_workers(h->ctx);
    threads = threads < GVC_H5_THREADS ? threads : GVC_H5_THREADS;
    return chunks < (hsize_t)threads ? (int)chunks : threads;
}

static void put_chunks(gvc_h5 *h, hid_t ds, const char *name, const gvc_h5_block *b,
                       const hsize_t chunk[], const double *data)
{
    job j = {.h = h, .b = b, .chunk = chunk, .data = data, .bytes = sizeof(double)};
    for (int d = 0; d < b->rank; d++) {
        j.bytes *= (size_t)chunk[d];
    }
    int threads = gvc_h5_threads(h, gvc_h5_chunks(b, chunk), j.bytes);
    size_t batch = threads > 1 ? (size_t)threads * GVC_H5_TURNS : 1;
    unsigned char *room = gvc_malloc(batch, j.bytes);
    j.cells = gvc_malloc((size_t)threads, j.bytes);
    j.pieces = gvc_malloc(batch, sizeof *j.pieces);
    bool good = room != NULL && j.cells != NULL && j.pieces != NULL;
    gvc_h5_ready_presses(h, threads, GVC_H5_DEFLATE_TABLE);
    for (size_t i = 0; i < batch && good; i++) {
        j.pieces[i].packed = room + i * j.bytes;
    }
    if (good && h->status == GVC_OK) {
        put_batches(&j, ds, name, threads, (gvc_idx)batch);
    } else if (!good) {
        gvc_h5_take(h, gvc_fail_memory(h->ctx, (batch + (size_t)threads) * j.bytes, name));
    }
    gvc_release(j.pieces);
    gvc_release(j.cells);
    gvc_release(room);
}

hid_t gvc_h5_put_values(gvc_h5 *h, const char *name, const gvc_h5_block *b, const double *data)
{
    if (h->status != GVC_OK) {
        return -1;
    }
    hsize_t chunk[GVC_H5_MAX_RANK] = {0};
    /* Chunks are handed over as they lie in memory, which must be the order of the file. */
    bool chunked =
        gvc_h5_cells(b) >= GVC_H5_FILTER_VALUES && H5Tequal(H5T_NATIVE_DOUBLE, H5T_IEEE_F64LE) > 0;
    gvc_h5_chunk_shape(b, chunk);
    hid_t ds = gvc_h5_create_values(h, name, b, chunk, chunked, GVC_H5_PACK_TABLE);
    if (h->status == GVC_OK && chunked) {
        put_chunks(h, ds, name, b, chunk, data);
    } else if (h->status == GVC_OK) {
        put_plain(h, ds, name, b, data);
    }
    return ds;
}
