/* adopt.c - a year of a stored result becomes a year of a panel as it lies in its file: packed
 * chunks are copied, nothing is inflated or computed anew */
#include <string.h>

#include "hdf5/h5.h"

typedef struct source {
    gvc_h5 h;
    hid_t *datasets; /* of the terms */
    hsize_t at;      /* position of the year */
} source;

/* Do chunks begin where the year does, and is the next one such a chunk? */
static bool at_year(const gvc_h5_fill *f)
{
    bool good = f->chunked && f->filled == 0 && f->block.rank > 1 && f->chunk[0] == 1;
    for (int d = 1; d < f->block.rank && good; d++) {
        good = f->offset[d] == 0;
    }
    return good;
}

static bool same_shape(hid_t ds, const gvc_h5_fill *f, hsize_t at)
{
    hsize_t extent[GVC_H5_MAX_RANK];
    hid_t space = H5Dget_space(ds);
    bool good = space >= 0 && H5Sget_simple_extent_ndims(space) == f->block.rank &&
                H5Sget_simple_extent_dims(space, extent, NULL) >= 0 && at < extent[0];
    for (int d = 1; d < f->block.rank && good; d++) {
        good = extent[d] == f->block.extent[d];
    }
    gvc_h5_release(space);
    return good;
}

/* Packed as a dataset of the panel is: the same filters, the same chunks, the same numbers. */
static bool same_packing(hid_t ds, const gvc_h5_fill *f)
{
    hsize_t chunk[GVC_H5_MAX_RANK];
    size_t size = sizeof chunk[0] * (size_t)f->block.rank;
    hid_t creation = H5Dget_create_plist(ds), type = H5Dget_type(ds);
    bool good = creation >= 0 && type >= 0 && H5Tequal(type, H5T_IEEE_F64LE) > 0 &&
                H5Pget_layout(creation) == H5D_CHUNKED && H5Pget_nfilters(creation) == 1 &&
                H5Pget_chunk(creation, GVC_H5_MAX_RANK, chunk) == f->block.rank &&
                memcmp(chunk, f->chunk, size) == 0;
    unsigned flags = 0;
    size_t parameters = 0;
    good = good && H5Pget_filter2(creation, 0, &flags, &parameters, NULL, 0, NULL, NULL) ==
                       H5Z_FILTER_DEFLATE;
    gvc_h5_release(type);
    gvc_h5_release(creation);
    return good;
}

/* The dataset of the term in the source, -1 where it cannot be taken as it is. */
static hid_t open_like(source *s, const gvc_h5_fill *f)
{
    char name[256];
    ssize_t length = H5Iget_name(f->dataset, name, sizeof name);
    if (length <= 0 || (size_t)length >= sizeof name || !gvc_h5_has(&s->h, name)) {
        return -1;
    }
    hid_t ds = H5Dopen2(s->h.file, name, H5P_DEFAULT);
    if (ds >= 0 && same_shape(ds, f, s->at) && same_packing(ds, f)) {
        return ds;
    }
    gvc_h5_release(ds);
    return -1;
}

static bool open_all(source *s, const gvc_h5_fill *fills, gvc_idx count)
{
    bool good = count > 0;
    for (gvc_idx k = 0; k < count && good; k++) {
        s->datasets[k] = at_year(&fills[k]) ? open_like(s, &fills[k]) : -1;
        good = s->datasets[k] >= 0;
    }
    return good;
}

/* The next chunk of one term. */
static void copy_chunk(gvc_h5 *h, source *s, gvc_h5_fill *f, hid_t from)
{
    hsize_t offset[GVC_H5_MAX_RANK], size = 0;
    uint32_t mask = 0;
    memcpy(offset, f->offset, sizeof offset);
    offset[0] = s->at;
    if (H5Dget_chunk_storage_size(from, offset, &size) < 0 || size == 0 ||
        size > f->values * sizeof(double) ||
        H5Dread_chunk(from, H5P_DEFAULT, offset, &mask, f->scratch) < 0) {
        gvc_h5_damaged(&s->h, NULL);
    } else if (H5Dwrite_chunk(f->dataset, H5P_DEFAULT, mask, f->offset, (size_t)size, f->scratch) <
               0) {
        gvc_h5_unwritten(h, "a panel");
    }
    gvc_h5_next_chunk(&f->block, f->chunk, f->offset);
}

/* In the order in which chunks come from pieces, so that the file has the same bytes. */
static void copy_all(gvc_h5 *h, source *s, gvc_h5_fill *fills, gvc_idx count)
{
    do {
        for (gvc_idx k = 0; k < count && h->status == GVC_OK && s->h.status == GVC_OK; k++) {
            copy_chunk(h, s, &fills[k], s->datasets[k]);
        }
    } while (h->status == GVC_OK && s->h.status == GVC_OK && !at_year(&fills[0]));
}

bool gvc_h5_adopt(gvc_h5 *h, gvc_h5_fill *fills, gvc_idx count, const char *path, gvc_idx at)
{
    source s = {.at = (hsize_t)at, .datasets = gvc_malloc((size_t)count, sizeof(hid_t))};
    if (s.datasets == NULL) {
        gvc_h5_take(h, gvc_fail_memory(h->ctx, (size_t)count * sizeof(hid_t), "a part"));
        return false;
    }
    for (gvc_idx k = 0; k < count; k++) {
        s.datasets[k] = -1;
    }
    bool taken = gvc_h5_open(h->ctx, &s.h, path) == GVC_OK && open_all(&s, fills, count);
    if (taken) {
        copy_all(h, &s, fills, count);
    }
    if (s.h.status != GVC_OK) {
        gvc_h5_take(h, gvc_fail_in(h->ctx, s.h.status, "reading %s", path));
    }
    for (gvc_idx k = 0; k < count; k++) {
        gvc_h5_release(s.datasets[k]);
    }
    gvc_h5_close(&s.h);
    gvc_release(s.datasets);
    return taken && h->status == GVC_OK;
}
