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

void gvc_h5_gather(const gvc_h5_block *b, const double *data, const hsize_t chunk[],
                   const hsize_t offset[], double *cells)
{
    hsize_t all = 1, inside = 1;
    runs r = first_run(b, chunk, offset);
    for (int d = 0; d < b->rank; d++) {
        all *= chunk[d];
        inside *= r.inside[d];
    }
    if (inside < all) {
        memset(cells, 0, (size_t)all * sizeof *cells);
    }
    do {
        memcpy(cells + r.in_chunk, data + r.in_block, (size_t)r.length * sizeof *cells);
    } while (next_run(b, chunk, offset, &r));
}

void gvc_h5_scatter(const gvc_h5_block *b, double *data, const hsize_t chunk[],
                    const hsize_t offset[], const double *cells)
{
    runs r = first_run(b, chunk, offset);
    do {
        memcpy(data + r.in_block, cells + r.in_chunk, (size_t)r.length * sizeof *cells);
    } while (next_run(b, chunk, offset, &r));
}

/* ---- shuffle: an n x 8 matrix of bytes transposed, in 8 x 8 tiles -------------------------------
 */

/* Transposes 8 x 8 bytes, row i in x[i]; swaps of 4 x 4, 2 x 2 and single bytes. */
static void transpose_tile(uint64_t x[8])
{
    static const uint64_t masks[3] = {0x00000000ffffffffu, 0x0000ffff0000ffffu,
                                      0x00ff00ff00ff00ffu};
    for (int level = 0, step = 4; level < 3; level++, step /= 2) {
        for (int i = 0; i < 8; i++) {
            if ((i & step) == 0) {
                uint64_t moved = ((x[i] >> (8 * step)) ^ x[i + step]) & masks[level];
                x[i + step] ^= moved;
                x[i] ^= moved << (8 * step);
            }
        }
    }
}

void gvc_h5_shuffle(const unsigned char *in, unsigned char *out, size_t values)
{
    size_t i = 0;
    for (; i + 8 <= values; i += 8) {
        uint64_t x[8];
        memcpy(x, in + 8 * i, sizeof x);
        transpose_tile(x);
        for (size_t k = 0; k < 8; k++) {
            memcpy(out + k * values + i, &x[k], 8);
        }
    }
    for (; i < values; i++) {
        for (size_t k = 0; k < 8; k++) {
            out[k * values + i] = in[8 * i + k];
        }
    }
}

void gvc_h5_unshuffle(const unsigned char *in, unsigned char *out, size_t values)
{
    size_t i = 0;
    for (; i + 8 <= values; i += 8) {
        uint64_t x[8];
        for (size_t k = 0; k < 8; k++) {
            memcpy(&x[k], in + k * values + i, 8);
        }
        transpose_tile(x);
        memcpy(out + 8 * i, x, sizeof x);
    }
    for (; i < values; i++) {
        for (size_t k = 0; k < 8; k++) {
            out[8 * i + k] = in[k * values + i];
        }
    }
}
