/* values.c - writing datasets of doubles: chunks deflated here and handed over ready
 *
 * libdeflate is up to three times as fast as the filter of HDF5 and its streams are as good; the
 * dataset declares the filters, so every reader undoes them by itself. */
#include <math.h>
#include <string.h>

#include "hdf5/h5.h"

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

void gvc_h5_put_chunk(gvc_h5 *h, hid_t dataset, const char *name, const hsize_t offset[], int level,
                      unsigned skip_filter, const void *cells, size_t bytes, void *scratch)
{
    if (h->status != GVC_OK) {
        return;
    }
    if (h->compressor == NULL || h->level != level) {
        libdeflate_free_compressor(h->compressor);
        h->compressor = libdeflate_alloc_compressor(level);
        h->level = level;
    }
    if (h->compressor == NULL) {
        gvc_h5_take(h, gvc_fail_memory(h->ctx, bytes, "compressing"));
        return;
    }
    size_t packed = libdeflate_zlib_compress(h->compressor, cells, bytes, scratch, bytes);
    /* 0: it would not become smaller; then the chunk is stored with this filter left out. */
    unsigned skipped = packed == 0 ? 1u << skip_filter : 0;
    if (H5Dwrite_chunk(dataset, H5P_DEFAULT, skipped, offset, packed == 0 ? bytes : packed,
                       packed == 0 ? cells : scratch) < 0) {
        gvc_h5_unwritten(h, name);
    }
}

/* The block is one chunk as it lies in memory: no copy is needed. */
static bool is_one_chunk(const gvc_h5_block *b, const hsize_t chunk[])
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

static void put_chunks(gvc_h5 *h, hid_t ds, const char *name, const gvc_h5_block *b,
                       const hsize_t chunk[], const double *data, gvc_h5_packing packing)
{
    size_t values = 1;
    for (int d = 0; d < b->rank; d++) {
        values *= (size_t)chunk[d];
    }
    size_t bytes = values * sizeof(double);
    double *cells = gvc_malloc(values, sizeof *cells);
    unsigned char *shuffled = gvc_malloc(bytes, 1);
    unsigned char *scratch = gvc_malloc(bytes, 1);
    if (cells == NULL || shuffled == NULL || scratch == NULL) {
        gvc_h5_take(h, gvc_fail_memory(h->ctx, 3 * bytes, name));
        goto done;
    }
    bool table = packing == GVC_H5_PACK_TABLE;
    hsize_t offset[GVC_H5_MAX_RANK] = {0};
    do {
        const double *source = is_one_chunk(b, chunk) ? data : cells;
        if (source == cells) {
            gvc_h5_gather(b, data, chunk, offset, cells);
        }
        if (table) {
            gvc_h5_shuffle((const unsigned char *)source, shuffled, values);
        }
        gvc_h5_put_chunk(h, ds, name, offset, table ? GVC_H5_DEFLATE_TABLE : GVC_H5_DEFLATE_RESULT,
                         table ? 1 : 0, table ? (const void *)shuffled : source, bytes, scratch);
    } while (h->status == GVC_OK && gvc_h5_next_chunk(b, chunk, offset));
done:
    gvc_release(scratch);
    gvc_release(shuffled);
    gvc_release(cells);
}

hid_t gvc_h5_put_values(gvc_h5 *h, const char *name, const gvc_h5_block *b, const double *data,
                        gvc_h5_packing packing)
{
    if (h->status != GVC_OK) {
        return -1;
    }
    hsize_t chunk[GVC_H5_MAX_RANK] = {0};
    /* Chunks are handed over as they lie in memory, which must be the order of the file. */
    bool chunked =
        gvc_h5_cells(b) >= GVC_H5_FILTER_VALUES && H5Tequal(H5T_NATIVE_DOUBLE, H5T_IEEE_F64LE) > 0;
    gvc_h5_chunk_shape(b, chunk);
    hid_t ds = gvc_h5_create_values(h, name, b, chunk, chunked, packing);
    if (h->status == GVC_OK && chunked) {
        put_chunks(h, ds, name, b, chunk, data, packing);
    } else if (h->status == GVC_OK) {
        put_plain(h, ds, name, b, data);
    }
    return ds;
}
