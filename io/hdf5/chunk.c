/* chunk.c - pieces of a rectangular block of doubles: their shape, moving cells in and out, shuffle
 */
#include <string.h>

#include "hdf5/h5.h"

gvc_h5_block gvc_h5_vector(gvc_idx n)
{
    return (gvc_h5_block){.rank = 1, .extent = {(hsize_t)n}, .stride = {1}};
}

gvc_h5_block gvc_h5_matrix(const gvc_dense *m)
{
    return (gvc_h5_block){.rank = 2,
                          .extent = {(hsize_t)m->rows, (hsize_t)m->cols},
                          .stride = {(hsize_t)m->stride, 1}};
}

hsize_t gvc_h5_cells(const gvc_h5_block *b)
{
    hsize_t cells = 1;
    for (int d = 0; d < b->rank; d++) {
        cells *= b->extent[d];
    }
    return cells;
}

static hsize_t at_most(hsize_t x, hsize_t limit)
{
    return x < limit ? x : limit;
}

void gvc_h5_chunk_shape(const gvc_h5_block *b, hsize_t chunk[])
{
    if (b->rank == 2 && b->extent[0] == b->extent[1]) {
        chunk[0] = chunk[1] = at_most(b->extent[0], GVC_H5_CHUNK_SIDE);
        return;
    }
    hsize_t room = GVC_H5_CHUNK_VALUES;
    for (int d = b->rank - 1; d >= 0; d--) {
        hsize_t extent = b->extent[d] > 0 ? b->extent[d] : 1;
        /* Pieces of equal length leave the least padding at the edge. */
        hsize_t pieces = (extent + room - 1) / room;
        chunk[d] = (extent + pieces - 1) / pieces;
        room = pieces > 1 ? 1 : room / extent;
    }
}

bool gvc_h5_is_one_chunk(const gvc_h5_block *b, const hsize_t chunk[])
{
    hsize_t stride = 1;
    for (int d = b->rank - 1; d >= 0; d--) {
        if (chunk[d] != b->extent[d] || b->stride[d] != stride) {
            return false;
        }
        stride *= b->extent[d];
    }
    return true;
}

hsize_t gvc_h5_chunks(const gvc_h5_block *b, const hsize_t chunk[])
{
    hsize_t chunks = 1;
    for (int d = 0; d < b->rank; d++) {
        chunks *= (b->extent[d] + chunk[d] - 1) / chunk[d];
    }
    return chunks;
}

bool gvc_h5_next_chunk(const gvc_h5_block *b, const hsize_t chunk[], hsize_t offset[])
{
    for (int d = b->rank - 1; d >= 0; d--) {
        offset[d] += chunk[d];
        if (offset[d] < b->extent[d]) {
            return true;
        }
        offset[d] = 0;
    }
    return false;
}

/* A walk over the runs of a chunk along the last dimension. */
typedef struct runs {
    hsize_t inside[GVC_H5_MAX_RANK]; /* cells of the chunk that lie in the block */
    hsize_t at[GVC_H5_MAX_RANK];     /* position in the chunk */
    hsize_t in_block, in_chunk;      /* first cell of the run */
    hsize_t length;
} runs;

static void place(const gvc_h5_block *b, const hsize_t chunk[], const hsize_t offset[], runs *r)
{
    r->in_block = r->in_chunk = 0;
    for (int d = 0; d < b->rank; d++) {
        r->in_block += (offset[d] + r->at[d]) * b->stride[d];
        r->in_chunk = r->in_chunk * chunk[d] + r->at[d];
    }
}

static runs first_run(const gvc_h5_block *b, const hsize_t chunk[], const hsize_t offset[])
{
    runs r = {.length = 0};
    for (int d = 0; d < b->rank; d++) {
        r.inside[d] = at_most(chunk[d], b->extent[d] - offset[d]);
    }
    r.length = r.inside[b->rank - 1];
    place(b, chunk, offset, &r);
    return r;
}

static bool next_run(const gvc_h5_block *b, const hsize_t chunk[], const hsize_t offset[], runs *r)
{
    for (int d = b->rank - 2; d >= 0; d--) {
        if (++r->at[d] < r->inside[d]) {
            place(b, chunk, offset, r);
            return true;
        }
        r->at[d] = 0;
    }
    return false;
}

static void clear_beyond(const gvc_h5_block *b, const hsize_t chunk[], const runs *r, void *cells)
{
    hsize_t all = 1, inside = 1;
    for (int d = 0; d < b->rank; d++) {
        all *= chunk[d];
        inside *= r->inside[d];
    }
    if (inside < all) {
        memset(cells, 0, (size_t)all * sizeof(double));
    }
}

static size_t chunk_values(const gvc_h5_block *b, const hsize_t chunk[])
{
    size_t values = 1;
    for (int d = 0; d < b->rank; d++) {
        values *= (size_t)chunk[d];
    }
    return values;
}

void gvc_h5_gather(const gvc_h5_block *b, const double *data, const hsize_t chunk[],
                   const hsize_t offset[], bool shuffled, void *cells)
{
    runs r = first_run(b, chunk, offset);
    clear_beyond(b, chunk, &r, cells);
    do {
        if (shuffled) {
            gvc_h5_shuffle(data + r.in_block, (unsigned char *)cells + r.in_chunk,
                           chunk_values(b, chunk), (size_t)r.length);
        } else {
            memcpy((double *)cells + r.in_chunk, data + r.in_block,
                   (size_t)r.length * sizeof *data);
        }
    } while (next_run(b, chunk, offset, &r));
}

void gvc_h5_scatter(const gvc_h5_block *b, double *data, const hsize_t chunk[],
                    const hsize_t offset[], bool shuffled, const void *cells)
{
    runs r = first_run(b, chunk, offset);
    do {
        if (shuffled) {
            gvc_h5_unshuffle((const unsigned char *)cells + r.in_chunk, chunk_values(b, chunk),
                             data + r.in_block, (size_t)r.length);
        } else {
            memcpy(data + r.in_block, (const double *)cells + r.in_chunk,
                   (size_t)r.length * sizeof *data);
        }
    } while (next_run(b, chunk, offset, &r));
}

/* ---- shuffle: values x 8 bytes transposed, sixteen values at a time -----------------------------
 *
 * 128 bytes lie in eight vectors. Of the seven bits of a byte's place, three say which vector and
 * four which byte of it; interleaving vector i with vector i + 4 turns the seven bits round by one.
 * Value (4 bits) and byte of it (3 bits) thus change places after four turns, and back after three.
 */

enum { AT_ONCE = 16 };
typedef unsigned char bytes16 __attribute__((vector_size(16)));
typedef bytes16 tile[8];

static inline void interleave(tile x)
{
    tile y;
    for (int i = 0; i < 4; i++) {
        y[2 * i] = __builtin_shufflevector(x[i], x[i + 4], 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21,
                                           6, 22, 7, 23);
        y[2 * i + 1] = __builtin_shufflevector(x[i], x[i + 4], 8, 24, 9, 25, 10, 26, 11, 27, 12, 28,
                                               13, 29, 14, 30, 15, 31);
    }
    memcpy(x, y, sizeof y);
}

static inline void shuffle_tile(const unsigned char *values, unsigned char *out, size_t plane)
{
    tile x;
    memcpy(x, values, sizeof x);
    interleave(x);
    interleave(x);
    interleave(x);
    interleave(x);
    for (size_t k = 0; k < 8; k++) {
        memcpy(out + k * plane, &x[k], sizeof x[k]);
    }
}

static inline void unshuffle_tile(const unsigned char *in, size_t plane, unsigned char *values)
{
    tile x;
    for (size_t k = 0; k < 8; k++) {
        memcpy(&x[k], in + k * plane, sizeof x[k]);
    }
    interleave(x);
    interleave(x);
    interleave(x);
    memcpy(values, x, sizeof x);
}

void gvc_h5_shuffle(const double *data, unsigned char *out, size_t plane, size_t values)
{
    const unsigned char *in = (const unsigned char *)data;
    size_t i = 0;
    for (; i + AT_ONCE <= values; i += AT_ONCE) {
        shuffle_tile(in + 8 * i, out + i, plane);
    }
    for (; i < values; i++) {
        for (size_t k = 0; k < 8; k++) {
            out[k * plane + i] = in[8 * i + k];
        }
    }
}

void gvc_h5_unshuffle(const unsigned char *in, size_t plane, double *data, size_t values)
{
    unsigned char *out = (unsigned char *)data;
    size_t i = 0;
    for (; i + AT_ONCE <= values; i += AT_ONCE) {
        unshuffle_tile(in + i, plane, out + 8 * i);
    }
    for (; i < values; i++) {
        for (size_t k = 0; k < 8; k++) {
            out[8 * i + k] = in[k * plane + i];
        }
    }
}
