/* get_values.c - opening, checking and reading datasets of doubles
 *
 * Chunks of deflated (and shuffled) doubles, which is what we write, are inflated here with
 * libdeflate; everything else takes H5Dread. */
#include <stdio.h>
#include <string.h>

#include "hdf5/h5.h"
#include "threads.h"

bool gvc_h5_has(gvc_h5 *h, const char *name)
{
    return h->status == GVC_OK && H5Lexists(h->file, name, H5P_DEFAULT) > 0;
}

static void get_extent(gvc_h5 *h, hid_t ds, const char *name, int rank, hsize_t extent[])
{
    hid_t space = H5Dget_space(ds);
    int got = space < 0 ? -1 : H5Sget_simple_extent_ndims(space);
    if (got < 0 || H5Sget_simple_extent_type(space) == H5S_NULL) {
        gvc_h5_damaged(h, name);
    } else if (got > GVC_H5_MAX_RANK || (rank >= 0 && got != rank)) {
        gvc_h5_fail(h, GVC_EFORMAT, "dataset '%s' has %d dimension%s, expected %d", name, got,
                    got == 1 ? "" : "s", rank < 0 ? GVC_H5_MAX_RANK : rank);
    } else if (H5Sget_simple_extent_dims(space, extent, NULL) < 0) {
        gvc_h5_damaged(h, name);
    }
    gvc_h5_release(space);
}

/* A link leads to what another program may change, or to any file of this machine. */
static bool is_hard_link(gvc_h5 *h, const char *name)
{
    H5L_info_t info;
    if (H5Lget_info(h->file, name, &info, H5P_DEFAULT) < 0) {
        gvc_h5_damaged(h, name);
        return false;
    }
    if (info.type != H5L_TYPE_HARD) {
        gvc_h5_link(h, name, &info);
        return false;
    }
    return true;
}

void gvc_h5_link(gvc_h5 *h, const char *name, const H5L_info_t *info)
{
    gvc_h5_fail(h, GVC_EFORMAT,
                "'%s' is %s link; gvc reads only what lies in the file itself, copy the data there",
                name, info->type == H5L_TYPE_SOFT ? "a soft" : "an external");
}

/* Named by its writer, or one of those that HDF5 itself numbers. */
static void fail_filter(gvc_h5 *h, const char *name, H5Z_filter_t id, const char *title)
{
    char number[32];
    snprintf(number, sizeof number, "%d", (int)id);
    gvc_h5_fail(h, GVC_EFORMAT,
                "dataset '%s' is packed with the filter %.64s, gvc reads deflate and shuffle; "
                "repack it, as h5repack -f GZIP=4 does",
                name,
                title[0] != '\0'               ? title
                : id == H5Z_FILTER_SZIP        ? "szip"
                : id == H5Z_FILTER_NBIT        ? "nbit"
                : id == H5Z_FILTER_SCALEOFFSET ? "scaleoffset"
                                               : number);
}

/* Filters that we know, and every byte in this file. */
void gvc_h5_check_storage(gvc_h5 *h, hid_t ds, const char *name)
{
    hid_t creation = H5Dget_create_plist(ds);
    int filters = creation < 0 ? -1 : H5Pget_nfilters(creation);
    if (filters < 0) {
        gvc_h5_damaged(h, name);
    } else if (H5Pget_external_count(creation) != 0 || H5Pget_layout(creation) == H5D_VIRTUAL) {
        gvc_h5_fail(h, GVC_EFORMAT,
                    "dataset '%s' keeps its values in another file; gvc reads only what lies in "
                    "the file itself, copy the data there",
                    name);
    }
    for (int i = 0; i < filters && h->status == GVC_OK; i++) {
        char title[65] = "";
        unsigned flags = 0;
        size_t parameters = 0;
        H5Z_filter_t id = H5Pget_filter2(creation, (unsigned)i, &flags, &parameters, NULL,
                                         sizeof title - 1, title, NULL);
        if (id < 0) {
            gvc_h5_damaged(h, name);
        } else if (id != H5Z_FILTER_DEFLATE && id != H5Z_FILTER_SHUFFLE &&
                   id != H5Z_FILTER_FLETCHER32) {
            fail_filter(h, name, id, title);
        }
    }
    gvc_h5_release(creation);
}

hid_t gvc_h5_get_dataset(gvc_h5 *h, const char *kind, const char *name, int rank, hsize_t extent[])
{
    if (h->status != GVC_OK) {
        return -1;
    }
    if (!gvc_h5_has(h, name)) {
        gvc_h5_fail(h, GVC_EFORMAT, "is a gvc %s but has no dataset '%s'; it is damaged",
                    kind == NULL ? "table" : kind, name);
        return -1;
    }
    if (!is_hard_link(h, name)) {
        return -1;
    }
    hid_t ds = H5Dopen2(h->file, name, H5P_DEFAULT);
    if (ds < 0) {
        gvc_h5_damaged(h, name);
        return -1;
    }
    get_extent(h, ds, name, rank, extent);
    gvc_h5_check_storage(h, ds, name);
    if (h->status != GVC_OK) {
        gvc_h5_release(ds);
        return -1;
    }
    return ds;
}

/* Bytes that the stored form of a dataset may expand to. */
static double capacity(hid_t ds)
{
    hid_t creation = H5Dget_create_plist(ds);
    double factor =
        creation >= 0 && H5Pget_layout(creation) == H5D_CHUNKED && H5Pget_nfilters(creation) > 0
            ? GVC_H5_DEFLATE_LIMIT
            : 1;
    gvc_h5_release(creation);
    return factor * (double)H5Dget_storage_size(ds);
}

void gvc_h5_check_room(gvc_h5 *h, hid_t dataset, const char *name, double cells, size_t width)
{
    double bytes = cells * (double)width, room = (double)h->file_bytes * GVC_H5_DEFLATE_LIMIT;
    if (h->status == GVC_OK && (bytes > capacity(dataset) || bytes > room)) {
        gvc_h5_fail(h, GVC_EFORMAT,
                    "is damaged or half-written (dataset '%s' claims %.0f values, the file "
                    "cannot hold them)",
                    name, cells);
    }
}

/* Fewer bits would have changed every number; more are none of ours. */
static void check_type(gvc_h5 *h, hid_t ds, const char *name)
{
    hid_t type = H5Dget_type(ds);
    if (type < 0 || H5Tget_class(type) != H5T_FLOAT) {
        gvc_h5_fail(h, GVC_EFORMAT, "dataset '%s' holds no floating-point numbers", name);
    } else if (H5Tget_size(type) != sizeof(double)) {
        gvc_h5_fail(h, GVC_EFORMAT, "dataset '%s' is float%zu, expected float64", name,
                    8 * H5Tget_size(type));
    } else if (H5Tequal(type, H5T_IEEE_F64LE) <= 0 && H5Tequal(type, H5T_IEEE_F64BE) <= 0) {
        gvc_h5_fail(h, GVC_EFORMAT, "dataset '%s' holds no IEEE numbers, expected float64", name);
    }
    gvc_h5_release(type);
}

void gvc_h5_check_values(gvc_h5 *h, hid_t dataset, const char *name, const gvc_h5_block *b)
{
    if (h->status != GVC_OK) {
        return;
    }
    hsize_t extent[GVC_H5_MAX_RANK] = {0};
    get_extent(h, dataset, name, b->rank, extent);
    for (int d = 0; d < b->rank && h->status == GVC_OK; d++) {
        if (extent[d] != b->extent[d]) {
            gvc_h5_fail(h, GVC_EFORMAT,
                        "is damaged: dimension %d of dataset '%s' is %llu, the labels say %llu",
                        d + 1, name, (unsigned long long)extent[d],
                        (unsigned long long)b->extent[d]);
        }
    }
    check_type(h, dataset, name);
    double cells = 1; /* in double: a hostile file may claim more than 2^64 cells */
    for (int d = 0; d < b->rank; d++) {
        cells *= (double)b->extent[d];
    }
    gvc_h5_check_room(h, dataset, name, cells, sizeof(double));
}

/* ---- our own chunks ---------------------------------------------------------------------------
 */

typedef struct pipeline {
    hsize_t chunk[GVC_H5_MAX_RANK];
    bool shuffled;
    unsigned known; /* bits of the filter mask that we understand */
    size_t values;
} pipeline;

/* True if the dataset is stored as shuffle + deflate, or deflate, of little-endian doubles. */
static bool understand(hid_t ds, const gvc_h5_block *b, pipeline *p)
{
    bool good = false;
    hid_t creation = H5Dget_create_plist(ds);
    hid_t type = H5Dget_type(ds);
    if (creation < 0 || type < 0 || H5Tequal(type, H5T_IEEE_F64LE) <= 0 ||
        H5Tequal(type, H5T_NATIVE_DOUBLE) <= 0 || H5Pget_layout(creation) != H5D_CHUNKED ||
        H5Pget_chunk(creation, GVC_H5_MAX_RANK, p->chunk) != b->rank) {
        goto done;
    }
    int filters = H5Pget_nfilters(creation);
    H5Z_filter_t id[2] = {0, 0};
    for (unsigned i = 0; i < 2 && (int)i < filters; i++) {
        unsigned flags = 0;
        size_t parameters = 0;
        id[i] = H5Pget_filter2(creation, i, &flags, &parameters, NULL, 0, NULL, NULL);
    }
    p->shuffled = filters == 2 && id[0] == H5Z_FILTER_SHUFFLE && id[1] == H5Z_FILTER_DEFLATE;
    p->known = 1u << (filters - 1 > 0 ? 1 : 0);
    good = p->shuffled || (filters == 1 && id[0] == H5Z_FILTER_DEFLATE);
done:
    gvc_h5_release(type);
    gvc_h5_release(creation);
    return good;
}

/* Number of values in a chunk; 0 if it is none that we read. */
static size_t chunk_values(const gvc_h5_block *b, const pipeline *p)
{
    double values = 1;
    for (int d = 0; d < b->rank; d++) {
        values *= (double)p->chunk[d];
    }
    return values * sizeof(double) <= (double)GVC_H5_CHUNK_LIMIT ? (size_t)values : 0;
}

/* Chunks are read by one thread and inflated by several. */
typedef struct piece {
    hsize_t offset[GVC_H5_MAX_RANK];
    unsigned char *packed; /* a chunk's bytes of room */
    size_t stored;
    bool plain; /* stored without deflate */
    bool good;
} piece;

typedef struct job {
    const gvc_h5_block *b;
    const pipeline *p;
    double *data;
    size_t bytes;
    piece *pieces;
    struct libdeflate_decompressor *decompressors[GVC_H5_THREADS];
    unsigned char *inflated; /* a chunk's bytes for each thread */
} job;

/* False if HDF5 has to do it. */
static bool read_piece(hid_t ds, const job *j, piece *it)
{
    hsize_t stored = 0;
    uint32_t skipped = 0;
    if (H5Dget_chunk_storage_size(ds, it->offset, &stored) < 0 || stored == 0 ||
        stored > j->bytes || H5Dread_chunk(ds, H5P_DEFAULT, it->offset, &skipped, it->packed) < 0) {
        return false;
    }
    it->stored = (size_t)stored;
    it->plain = skipped == j->p->known && stored == j->bytes;
    return it->plain || skipped == 0;
}

static void inflate_one(gvc_idx i, int worker, void *user)
{
    job *j = user;
    piece *it = &j->pieces[i];
    const unsigned char *cells = it->packed;
    if (!it->plain) {
        bool in_place = !j->p->shuffled && gvc_h5_is_one_chunk(j->b, j->p->chunk);
        unsigned char *target =
            in_place ? (unsigned char *)j->data : j->inflated + (size_t)worker * j->bytes;
        it->good = libdeflate_zlib_decompress(j->decompressors[worker], it->packed, it->stored,
                                              target, j->bytes, NULL) == LIBDEFLATE_SUCCESS;
        if (in_place || !it->good) {
            return;
        }
        cells = target;
    }
    gvc_h5_scatter(j->b, j->data, j->p->chunk, it->offset, j->p->shuffled, cells);
    it->good = true;
}

static bool get_batches(hid_t ds, job *j, int threads, gvc_idx batch)
{
    hsize_t offset[GVC_H5_MAX_RANK] = {0};
    for (bool more = true; more;) {
        gvc_idx count = 0;
        for (; count < batch && more; count++) {
            piece *it = &j->pieces[count];
            memcpy(it->offset, offset, sizeof it->offset);
            if (!read_piece(ds, j, it)) {
                return false;
            }
            more = gvc_h5_next_chunk(j->b, j->p->chunk, offset);
        }
        gvc_parallel(threads, count, inflate_one, j);
        for (gvc_idx i = 0; i < count; i++) {
            if (!j->pieces[i].good) {
                return false;
            }
        }
    }
    return true;
}

static bool get_chunks(gvc_h5 *h, hid_t ds, const gvc_h5_block *b, const pipeline *p, double *data)
{
    job j = {.b = b, .p = p, .data = data, .bytes = p->values * sizeof(double)};
    int threads = gvc_h5_threads(h, gvc_h5_chunks(b, p->chunk), j.bytes);
    size_t batch = threads > 1 ? (size_t)threads * GVC_H5_TURNS : 1;
    unsigned char *packed = gvc_malloc(batch, j.bytes);
    j.inflated = gvc_malloc((size_t)threads, j.bytes);
    j.pieces = gvc_malloc(batch, sizeof *j.pieces);
    bool good = packed != NULL && j.inflated != NULL && j.pieces != NULL;
    for (int i = 0; i < threads && good; i++) {
        j.decompressors[i] = libdeflate_alloc_decompressor();
        good = j.decompressors[i] != NULL;
    }
    for (size_t i = 0; i < batch && good; i++) {
        j.pieces[i].packed = packed + i * j.bytes;
    }
    good = good && get_batches(ds, &j, threads, (gvc_idx)batch);
    for (int i = 0; i < threads; i++) {
        libdeflate_free_decompressor(j.decompressors[i]);
    }
    gvc_release(j.pieces);
    gvc_release(j.inflated);
    gvc_release(packed);
    return good;
}

/* ---- anything else ----------------------------------------------------------------------------
 */

static void get_plain(gvc_h5 *h, hid_t ds, const char *name, const gvc_h5_block *b, double *data)
{
    hsize_t whole[GVC_H5_MAX_RANK];
    hsize_t start[GVC_H5_MAX_RANK] = {0};
    memcpy(whole, b->extent, sizeof whole);
    if (b->rank > 1) {
        whole[b->rank - 1] = b->stride[b->rank - 2];
    }
    hid_t space = H5Screate_simple(b->rank, whole, NULL);
    if (space < 0 || H5Sselect_hyperslab(space, H5S_SELECT_SET, start, NULL, b->extent, NULL) < 0 ||
        H5Dread(ds, H5T_NATIVE_DOUBLE, space, H5S_ALL, H5P_DEFAULT, data) < 0) {
        gvc_h5_damaged(h, name);
    }
    gvc_h5_release(space);
}

void gvc_h5_get_values(gvc_h5 *h, hid_t dataset, const char *name, const gvc_h5_block *b,
                       double *data)
{
    if (h->status != GVC_OK || gvc_h5_cells(b) == 0) {
        return;
    }
    pipeline p = {0};
    if (understand(dataset, b, &p)) {
        p.values = chunk_values(b, &p);
        if (p.values == 0) {
            gvc_h5_fail(h, GVC_EFORMAT, "dataset '%s' has chunks above %zu MB; it is damaged", name,
                        GVC_H5_CHUNK_LIMIT >> 20);
            return;
        }
        if (get_chunks(h, dataset, b, &p, data)) {
            return;
        }
    }
    get_plain(h, dataset, name, b, data);
}
