/* read_result.c - a result out of HDF5, with all that the writers use: dimensions, terms, which
 * cells are rows, attributes in their order */
#include <hdf5_hl.h>
#include <math.h>
#include <string.h>

#include "hdf5/h5.h"
#include "result/build.h"

typedef struct name_list {
    char **items; /* terms, in the order of writing */
    size_t count, capacity;
} name_list;

typedef struct reader {
    gvc_h5 h;
    gvc_result *r;
    name_list terms;
    char *dims[GVC_H5_MAX_RANK];
    gvc_h5_block block;
    bool frame; /* without values */
} reader;

static bool ok(const reader *r)
{
    return r->h.status == GVC_OK;
}

/* What the builder of results calls a wrong argument is here a wrong file. */
static void take_built(reader *r, gvc_status s)
{
    if (s == GVC_EARG) {
        gvc_h5_fail(&r->h, GVC_EFORMAT, "is damaged: %s", gvc_ctx_error(r->h.ctx));
    }
    gvc_h5_take(&r->h, s);
}

/* ---- which datasets are terms -----------------------------------------------------------------
 */

static bool add_name(name_list *list, const char *name)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity == 0 ? 32 : 2 * list->capacity;
        char **items = gvc_realloc(list->items, list->count, capacity, sizeof *items);
        if (items == NULL) {
            return false;
        }
        list->items = items;
        list->capacity = capacity;
    }
    list->items[list->count] = gvc_strdup(name);
    return list->items[list->count] != NULL && ++list->count > 0;
}

/* Floating-point numbers that are no scale and say whether they are part of the identity, as every
 * term does. What a user added is none of ours. */
static bool is_term(hid_t object)
{
    if (H5Iget_type(object) != H5I_DATASET || H5DSis_scale(object) > 0 ||
        H5Aexists(object, GVC_H5_SUMS) <= 0) {
        return false;
    }
    hid_t type = H5Dget_type(object);
    bool term = type >= 0 && H5Tget_class(type) == H5T_FLOAT;
    gvc_h5_release(type);
    return term;
}

static herr_t each_link(hid_t group, const char *name, const H5L_info_t *info, void *user)
{
    reader *r = user;
    if (info->type != H5L_TYPE_HARD) {
        gvc_h5_link(&r->h, name, info);
        return 1;
    }
    hid_t object = H5Oopen(group, name, H5P_DEFAULT);
    if (object < 0) {
        gvc_h5_damaged(&r->h, name);
    } else if (is_term(object) && !add_name(&r->terms, name)) {
        gvc_h5_take(&r->h, gvc_fail_memory(r->h.ctx, strlen(name), "list of terms"));
    }
    gvc_h5_release(object);
    return ok(r) ? 0 : 1;
}

static void find_terms(reader *r)
{
    if (!ok(r)) {
        return;
    }
    hsize_t at = 0;
    /* A file that another tool rewrote may have lost the order. */
    if (H5Literate(r->h.file, H5_INDEX_CRT_ORDER, H5_ITER_INC, &at, each_link, r) < 0 && ok(r) &&
        (at = 0, H5Literate(r->h.file, H5_INDEX_NAME, H5_ITER_INC, &at, each_link, r)) < 0) {
        gvc_h5_damaged(&r->h, "datasets");
    }
    if (ok(r) && r->terms.count == 0) {
        gvc_h5_fail(&r->h, GVC_EFORMAT, "is a gvc result but has no term; it is damaged");
    }
}

/* ---- dimensions -------------------------------------------------------------------------------
 */

static void name_dims(reader *r, hid_t ds, const char *name)
{
    for (int d = 0; d < r->block.rank && ok(r); d++) {
        r->dims[d] = gvc_h5_scale_name(&r->h, ds, d);
        if (r->dims[d] == NULL) {
            gvc_h5_fail(&r->h, GVC_EFORMAT,
                        "is damaged: dimension %d of dataset '%s' has no labels", d + 1, name);
        }
    }
}

static void add_int_dim(reader *r, const char *name, hid_t ds, hsize_t extent)
{
    if (extent > r->h.file_bytes / 2) {
        gvc_h5_fail(&r->h, GVC_EFORMAT,
                    "is damaged: dataset '%s' claims %llu numbers in a file of %llu bytes", name,
                    (unsigned long long)extent, (unsigned long long)r->h.file_bytes);
        return;
    }
    int32_t *numbers = gvc_calloc((size_t)extent, sizeof *numbers);
    if (numbers == NULL) {
        gvc_h5_take(&r->h, gvc_fail_memory(r->h.ctx, (size_t)extent * sizeof *numbers, name));
    } else if (H5Dread(ds, H5T_NATIVE_INT32, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers) < 0) {
        gvc_h5_damaged(&r->h, name);
    } else {
        take_built(r, gvc_result_add_int_dim(r->h.ctx, r->r, name, numbers, (gvc_idx)extent));
    }
    gvc_release(numbers);
}

static void add_dim(reader *r, int d)
{
    const char *name = r->dims[d];
    hsize_t extent[GVC_H5_MAX_RANK] = {0};
    hid_t ds = gvc_h5_get_dataset(&r->h, GVC_H5_SCHEMA_RESULT, name, 1, extent);
    hid_t type = ds < 0 ? -1 : H5Dget_type(ds);
    if (ok(r) && extent[0] != r->block.extent[d]) {
        gvc_h5_fail(&r->h, GVC_EFORMAT,
                    "is damaged: dimension '%s' has %llu labels, its terms have %llu cells "
                    "along it",
                    name, (unsigned long long)extent[0], (unsigned long long)r->block.extent[d]);
    } else if (ok(r) && type >= 0 && H5Tget_class(type) == H5T_INTEGER) {
        add_int_dim(r, name, ds, extent[0]);
    } else if (ok(r)) {
        gvc_h5_strings labels;
        gvc_h5_get_strings(&r->h, name, (gvc_idx)extent[0], &labels);
        if (ok(r)) {
            take_built(r, gvc_result_add_dim(r->h.ctx, r->r, name,
                                             (const char *const *)labels.texts, labels.count));
        }
        gvc_h5_free_strings(&labels);
    }
    gvc_h5_release(type);
    gvc_h5_release(ds);
}

/* The first term says which dimensions there are, and in what order. */
static void get_dims(reader *r)
{
    if (!ok(r)) {
        return;
    }
    const char *name = r->terms.items[0];
    hid_t ds = gvc_h5_get_dataset(&r->h, GVC_H5_SCHEMA_RESULT, name, -1, r->block.extent);
    hid_t space = ds < 0 ? -1 : H5Dget_space(ds);
    if (space >= 0) {
        r->block.rank = H5Sget_simple_extent_ndims(space);
    }
    gvc_h5_release(space);
    if (ok(r) && r->block.rank < 1) {
        gvc_h5_fail(&r->h, GVC_EFORMAT, "is damaged: dataset '%s' has no dimensions", name);
    }
    hsize_t stride = 1;
    for (int d = r->block.rank - 1; d >= 0; d--) {
        r->block.stride[d] = stride;
        stride *= r->block.extent[d];
    }
    name_dims(r, ds, name);
    gvc_h5_check_values(&r->h, ds, name, &r->block);
    gvc_h5_release(ds);
    for (int d = 0; d < r->block.rank && ok(r); d++) {
        add_dim(r, d);
    }
}

/* ---- terms ------------------------------------------------------------------------------------
 */

static void add_term(reader *r, const char *name)
{
    hsize_t extent[GVC_H5_MAX_RANK];
    hid_t ds = gvc_h5_get_dataset(&r->h, GVC_H5_SCHEMA_RESULT, name, r->block.rank, extent);
    gvc_h5_check_values(&r->h, ds, name, &r->block);
    char *long_name = gvc_h5_get_text(&r->h, ds, GVC_H5_LONG_NAME);
    char *formula = gvc_h5_get_text(&r->h, ds, GVC_H5_FORMULA);
    char *units = gvc_h5_get_text(&r->h, ds, GVC_H5_UNITS);
    int32_t sums = 0;
    gvc_h5_get_integer(&r->h, ds, GVC_H5_SUMS, &sums);
    if (ok(r) && (long_name == NULL || formula == NULL || units == NULL)) {
        gvc_h5_take(&r->h, gvc_fail_memory(r->h.ctx, 1, name));
    }
    if (ok(r)) {
        gvc_term term = {name, *long_name == '\0' ? NULL : long_name,
                         *formula == '\0' ? NULL : formula, units, sums != 0};
        take_built(r, gvc_result_add_term(r->h.ctx, r->r, &term));
    }
    gvc_release(long_name);
    gvc_release(formula);
    gvc_release(units);
    gvc_h5_release(ds);
}

/* NaN is a value that does not exist; no method gives an infinity. */
static void check_finite(reader *r, const char *name, const double *values)
{
    gvc_idx cells = gvc_result_cells(r->r);
    gvc_idx at = 0;
    while (ok(r) && at < cells && !isinf(values[at])) {
        at++;
    }
    if (!ok(r) || at == cells) {
        return;
    }
    gvc_text place = {0};
    for (int d = 0; d < r->block.rank; d++) {
        gvc_idx step = (gvc_idx)r->block.stride[d], extent = (gvc_idx)r->block.extent[d];
        gvc_text_addf(&place, "%s%s", d == 0 ? "" : ", ",
                      gvc_result_label(r->r, d, at / step % extent));
    }
    gvc_h5_fail(&r->h, GVC_EFORMAT, "is damaged: term '%s' of %s is %g", name, gvc_text_str(&place),
                values[at]);
    gvc_text_free(&place);
}

static void get_values(reader *r, gvc_idx k)
{
    hsize_t extent[GVC_H5_MAX_RANK];
    const char *name = r->terms.items[k];
    hid_t ds = gvc_h5_get_dataset(&r->h, GVC_H5_SCHEMA_RESULT, name, r->block.rank, extent);
    gvc_h5_get_values(&r->h, ds, name, &r->block, gvc_result_fill(r->r, k));
    gvc_h5_release(ds);
    check_finite(r, name, gvc_result_values(r->r, k));
}

static void get_terms(reader *r)
{
    for (size_t k = 0; k < r->terms.count && ok(r); k++) {
        add_term(r, r->terms.items[k]);
    }
    if (ok(r)) {
        take_built(r, r->frame ? gvc_result_shape(r->h.ctx, r->r)
                               : gvc_result_allocate(r->h.ctx, r->r));
    }
    for (size_t k = 0; k < r->terms.count && ok(r) && !r->frame; k++) {
        get_values(r, (gvc_idx)k);
    }
}

/* ---- which cells are rows, attributes ---------------------------------------------------------
 */

static void set_present(reader *r, hid_t ds, int a, int b)
{
    size_t count = (size_t)(r->block.extent[a] * r->block.extent[b]);
    int32_t *numbers = gvc_calloc(count, sizeof *numbers);
    unsigned char *mask = gvc_malloc(count, 1);
    if (numbers == NULL || mask == NULL) {
        gvc_h5_take(&r->h, gvc_fail_memory(r->h.ctx, count * 5, GVC_H5_PRESENT));
    } else if (H5Dread(ds, H5T_NATIVE_INT32, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers) < 0) {
        gvc_h5_damaged(&r->h, GVC_H5_PRESENT);
    } else {
        for (size_t i = 0; i < count; i++) {
            mask[i] = numbers[i] != 0;
        }
        take_built(r, gvc_result_set_present(r->h.ctx, r->r, r->dims[a], r->dims[b], mask));
    }
    gvc_release(mask);
    gvc_release(numbers);
}

static int find_dim(const reader *r, const char *name)
{
    for (int d = 0; d < r->block.rank && name != NULL; d++) {
        if (strcmp(r->dims[d], name) == 0) {
            return d;
        }
    }
    return -1;
}

static void get_present(reader *r)
{
    if (!ok(r) || !gvc_h5_has(&r->h, GVC_H5_PRESENT)) {
        return;
    }
    hsize_t extent[GVC_H5_MAX_RANK] = {0};
    hid_t ds = gvc_h5_get_dataset(&r->h, GVC_H5_SCHEMA_RESULT, GVC_H5_PRESENT, 2, extent);
    char *names[2] = {NULL, NULL};
    for (int d = 0; d < 2 && ds >= 0; d++) {
        names[d] = gvc_h5_scale_name(&r->h, ds, d);
    }
    int a = find_dim(r, names[0]), b = find_dim(r, names[1]);
    if (ok(r) &&
        (a < 0 || b < 0 || extent[0] != r->block.extent[a] || extent[1] != r->block.extent[b])) {
        gvc_h5_fail(&r->h, GVC_EFORMAT,
                    "is damaged: dataset '%s' does not lie along two dimensions of the result",
                    GVC_H5_PRESENT);
    }
    if (ok(r)) {
        set_present(r, ds, a, b);
    }
    gvc_release(names[0]);
    gvc_release(names[1]);
    gvc_h5_release(ds);
}

static gvc_status set_attribute(gvc_h5 *h, const gvc_attribute *a, void *user)
{
    reader *r = user;
    take_built(r, gvc_result_set_attribute(h->ctx, r->r, a));
    return r->h.status;
}

static gvc_status read_file(gvc_ctx *ctx, const char *path, bool frame, gvc_result **out)
{
    reader r = {.frame = frame};
    gvc_kind kind = GVC_KIND_RESULT;
    gvc_h5_open(ctx, &r.h, path);
    gvc_h5_schema(&r.h, &kind);
    if (kind == GVC_KIND_TABLE) {
        gvc_h5_fail(&r.h, GVC_EFORMAT, "is a gvc table, not a result");
    }
    if (ok(&r)) {
        gvc_h5_take(&r.h, gvc_result_new(ctx, &r.r));
    }
    find_terms(&r);
    get_dims(&r);
    get_terms(&r);
    get_present(&r);
    gvc_h5_get_root(&r.h, set_attribute, &r);
    for (size_t k = 0; k < r.terms.count; k++) {
        gvc_release(r.terms.items[k]);
    }
    gvc_release(r.terms.items);
    for (int d = 0; d < GVC_H5_MAX_RANK; d++) {
        gvc_release(r.dims[d]);
    }
    gvc_h5_close(&r.h);
    if (ok(&r)) {
        *out = r.r;
    } else {
        gvc_result_free(r.r);
    }
    return r.h.status;
}

gvc_status gvc_hdf5_read_result(gvc_ctx *ctx, const char *path, gvc_result **out)
{
    return read_file(ctx, path, false, out);
}

gvc_status gvc_hdf5_read_frame(gvc_ctx *ctx, const char *path, gvc_result **out)
{
    return read_file(ctx, path, true, out);
}
