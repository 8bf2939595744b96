/* fill.c - datasets whose values come in runs: every chunk is a run of cells too, so at most one
 * chunk has to wait for the rest of it
 *
 * Chunks are whole in all dimensions but one, and have one label in those before. */
#include <string.h>

#include "hdf5/h5.h"

/* Chunks of `most` labels at most: equally long, so that there is least padding at the edge. */
static hsize_t even(hsize_t extent, hsize_t most)
{
    hsize_t pieces = (extent + most - 1) / most;
    return (extent + pieces - 1) / pieces;
}

/* Whole trailing dimensions as far as a chunk may go; of the first dimension with several labels,
 * the one that pieces are cut along, no more than the least chunk needs. Years that are larger than
 * that are cut one by one, so that a year has the same chunks alone and in a panel. */
static void shape(const gvc_h5_block *b, hsize_t chunk[])
{
    int slowest = b->rank > 1 && gvc_h5_cells(b) / b->extent[0] >= GVC_H5_CHUNK_LEAST ? 1 : 0;
    while (slowest < b->rank - 1 && b->extent[slowest] == 1) {
        slowest++;
    }
    hsize_t values = 1;
    bool full = false;
    for (int d = b->rank - 1; d >= 0; d--) {
        hsize_t most =
            d > slowest ? GVC_H5_CHUNK_VALUES / values : (GVC_H5_CHUNK_LEAST + values - 1) / values;
        chunk[d] = full ? 1 : even(b->extent[d], most > 0 ? most : 1);
        full = full || chunk[d] < b->extent[d];
        values *= chunk[d];
    }
}

void gvc_h5_fill_begin(gvc_h5 *h, gvc_h5_fill *f, const char *name, const gvc_h5_block *b)
{
    *f = (gvc_h5_fill){.dataset = -1, .block = *b, .values = (size_t)gvc_h5_cells(b)};
    if (h->status != GVC_OK) {
        return;
    }
    /* Chunks are handed over as they lie in memory, which must be the order of the file. */
    f->chunked =
        f->values >= GVC_H5_FILTER_VALUES && H5Tequal(H5T_NATIVE_DOUBLE, H5T_IEEE_F64LE) > 0;
    if (f->chunked) {
        shape(b, f->chunk);
        f->values = 1;
        for (int d = 0; d < b->rank; d++) {
            f->values *= (size_t)f->chunk[d];
        }
    }
    f->buffer = gvc_malloc(f->values, sizeof *f->buffer);
    f->scratch = f->chunked ? gvc_malloc(f->values, sizeof *f->buffer) : NULL;
    if (f->buffer == NULL || (f->chunked && f->scratch == NULL)) {
        gvc_h5_take(h, gvc_fail_memory(h->ctx, 2 * f->values * sizeof *f->buffer, name));
        return;
    }
    f->dataset = gvc_h5_create_values(h, name, b, f->chunk, f->chunked, GVC_H5_PACK_RESULT);
}

/* Cells of the next chunk that lie in the block; the others are padding behind them. */
static size_t inside(const gvc_h5_fill *f)
{
    size_t cells = 1;
    for (int d = 0; d < f->block.rank && f->chunked; d++) {
        hsize_t left = f->block.extent[d] - f->offset[d];
        cells *= (size_t)(f->chunk[d] < left ? f->chunk[d] : left);
    }
    return f->chunked ? cells : f->values;
}

size_t gvc_h5_fill_room(const gvc_h5_fill *f)
{
    return inside(f) - f->filled;
}

void gvc_h5_fill_take(gvc_h5_fill *f, const double *data, size_t count)
{
    size_t whole = inside(f);
    f->packed = 0;
    if (count == f->values) {
        f->ready = data; /* no copy is needed */
        return;
    }
    memcpy(f->buffer + f->filled, data, count * sizeof *data);
    f->filled += count;
    if (f->filled == whole) {
        memset(f->buffer + whole, 0, (f->values - whole) * sizeof *f->buffer);
        f->filled = 0;
        f->ready = f->buffer;
    }
}

void gvc_h5_fill_pack(gvc_h5 *h, gvc_h5_fill *f, int worker)
{
    if (f->ready != NULL && f->chunked) {
        f->packed = gvc_h5_pack(h, worker, GVC_H5_DEFLATE_RESULT, f->ready,
                                f->values * sizeof *f->ready, f->scratch);
    }
}

void gvc_h5_fill_put(gvc_h5 *h, gvc_h5_fill *f, const char *name)
{
    const double *cells = f->ready;
    f->ready = NULL;
    if (cells == NULL || h->status != GVC_OK) {
        return;
    }
    if (f->chunked) {
        gvc_h5_put_packed(h, f->dataset, name, f->offset, 0, cells, f->values * sizeof *cells,
                          f->scratch, f->packed);
        gvc_h5_next_chunk(&f->block, f->chunk, f->offset);
    } else if (H5Dwrite(f->dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, cells) < 0) {
        gvc_h5_unwritten(h, name);
    }
}

void gvc_h5_fill_free(gvc_h5_fill *f)
{
    gvc_h5_release(f->dataset);
    gvc_release(f->buffer);
    gvc_release(f->scratch);
    *f = (gvc_h5_fill){.dataset = -1};
}
