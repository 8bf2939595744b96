/* scales.c - dimension scales: attributes CLASS, NAME, DIMENSION_LIST and REFERENCE_LIST as H5DS
 * and netCDF-4 define them
 *
 * H5DSattach_scale rewrites the list of a scale at every call; here it is written once, at the end,
 * which keeps the file small and the writing fast. */
#include <hdf5_hl.h>
#include <string.h>

#include "hdf5/h5.h"

void gvc_h5_add_dim(gvc_h5 *h, gvc_h5_dims *dims, const char *name, hid_t dataset, gvc_idx extent)
{
    if (h->status == GVC_OK && dims->count == GVC_H5_MAX_RANK) {
        gvc_h5_fail(h, GVC_ESHAPE, "more than %d dimensions", GVC_H5_MAX_RANK);
    }
    if (h->status != GVC_OK) {
        gvc_h5_release(dataset);
        return;
    }
    gvc_h5_dim *d = &dims->items[dims->count++];
    *d = (gvc_h5_dim){.name = name, .id = dataset, .extent = (hsize_t)extent};
    if (H5DSset_scale(dataset, name) < 0 || H5Rcreate(&d->ref, h->file, name, H5R_OBJECT, -1) < 0) {
        gvc_h5_unwritten(h, name);
    }
}

static gvc_h5_dim *find_dim(gvc_h5_dims *dims, const char *name)
{
    for (int d = 0; d < dims->count; d++) {
        if (strcmp(dims->items[d].name, name) == 0) {
            return &dims->items[d];
        }
    }
    return NULL;
}

static bool add_user(gvc_h5 *h, gvc_h5_dim *d, hobj_ref_t dataset, int dimension)
{
    if (d->user_count == d->user_capacity) {
        size_t capacity = d->user_capacity == 0 ? 16 : 2 * d->user_capacity;
        gvc_h5_user *users = gvc_realloc(d->users, d->user_count, capacity, sizeof *users);
        if (users == NULL) {
            gvc_h5_take(h, gvc_fail_memory(h->ctx, capacity * sizeof *users, d->name));
            return false;
        }
        d->users = users;
        d->user_capacity = capacity;
    }
    d->users[d->user_count++] = (gvc_h5_user){dataset, dimension, 0};
    return true;
}

/* DIMENSION_LIST: for each dimension a list of the one scale. */
static bool put_dimension_list(hid_t dataset, const hvl_t *lists, int rank)
{
    hsize_t extent = (hsize_t)rank;
    hid_t type = H5Tvlen_create(H5T_STD_REF_OBJ);
    hid_t space = H5Screate_simple(1, &extent, NULL);
    hid_t a = type < 0 || space < 0
                  ? -1
                  : H5Acreate2(dataset, "DIMENSION_LIST", type, space, H5P_DEFAULT, H5P_DEFAULT);
    bool done = a >= 0 && H5Awrite(a, type, lists) >= 0;
    gvc_h5_release(a);
    gvc_h5_release(space);
    gvc_h5_release(type);
    return done;
}

void gvc_h5_attach(gvc_h5 *h, gvc_h5_dims *dims, hid_t dataset, const char *name,
                   const char *const *names, int rank)
{
    if (h->status != GVC_OK) {
        return;
    }
    hobj_ref_t self;
    hvl_t lists[GVC_H5_MAX_RANK];
    bool done = H5Rcreate(&self, h->file, name, H5R_OBJECT, -1) >= 0;
    for (int i = 0; i < rank && done; i++) {
        gvc_h5_dim *d = find_dim(dims, names[i]);
        done = d != NULL && add_user(h, d, self, i);
        if (done) {
            lists[i] = (hvl_t){1, &d->ref};
        }
    }
    if (!done || !put_dimension_list(dataset, lists, rank)) {
        gvc_h5_unwritten(h, name);
    }
}

static bool put_reference_list(const gvc_h5_dim *d)
{
    hsize_t extent = d->user_count;
    hid_t type = H5Tcreate(H5T_COMPOUND, sizeof(gvc_h5_user));
    hid_t space = H5Screate_simple(1, &extent, NULL);
    hid_t a = -1;
    bool done =
        type >= 0 && space >= 0 &&
        H5Tinsert(type, "dataset", HOFFSET(gvc_h5_user, dataset), H5T_STD_REF_OBJ) >= 0 &&
        H5Tinsert(type, "dimension", HOFFSET(gvc_h5_user, dimension), H5T_STD_I32LE) >= 0 &&
        (a = H5Acreate2(d->id, "REFERENCE_LIST", type, space, H5P_DEFAULT, H5P_DEFAULT)) >= 0 &&
        H5Awrite(a, type, d->users) >= 0;
    gvc_h5_release(a);
    gvc_h5_release(space);
    gvc_h5_release(type);
    return done;
}

void gvc_h5_finish_dims(gvc_h5 *h, gvc_h5_dims *dims)
{
    for (int d = 0; d < dims->count && h->status == GVC_OK; d++) {
        if (dims->items[d].user_count > 0 && !put_reference_list(&dims->items[d])) {
            gvc_h5_unwritten(h, dims->items[d].name);
        }
    }
}

/* Copies the path of an object of the root group without its slash. */
static char *name_of(hid_t object)
{
    char path[256];
    ssize_t length = H5Iget_name(object, path, sizeof path);
    bool direct = length > 1 && length < (ssize_t)sizeof path && strchr(path + 1, '/') == NULL;
    return direct ? gvc_strdup(path + 1) : NULL;
}

char *gvc_h5_scale_name(gvc_h5 *h, hid_t dataset, int d)
{
    unsigned char references[GVC_H5_MAX_RANK * GVC_H5_RAW];
    const unsigned char *scale = NULL;
    char *name = NULL;
    size_t count = 0;
    hid_t a = H5Aexists(dataset, "DIMENSION_LIST") > 0
                  ? H5Aopen(dataset, "DIMENSION_LIST", H5P_DEFAULT)
                  : -1;
    hid_t space = a < 0 ? -1 : H5Aget_space(a);
    hssize_t rank = space < 0 ? -1 : H5Sget_simple_extent_npoints(space);
    if (rank > d && rank <= GVC_H5_MAX_RANK && H5Aread(a, h->raw, references) >= 0 &&
        gvc_h5_heap_get(h, references + d * GVC_H5_RAW, sizeof(hobj_ref_t), &scale, &count) &&
        count > 0) {
        hobj_ref_t reference;
        memcpy(&reference, scale, sizeof reference);
        hid_t object = H5Rdereference2(dataset, H5P_DEFAULT, H5R_OBJECT, &reference);
        name = object < 0 ? NULL : name_of(object);
        gvc_h5_release(object);
    }
    gvc_h5_release(space);
    gvc_h5_release(a);
    return name;
}

void gvc_h5_free_dims(gvc_h5_dims *dims)
{
    for (int d = 0; d < dims->count; d++) {
        gvc_h5_release(dims->items[d].id);
        gvc_release(dims->items[d].users);
    }
    *dims = (gvc_h5_dims){0};
}
