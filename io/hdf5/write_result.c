/* write_result.c - a result as HDF5: one dataset a term over labelled dimensions, netCDF-4
 * compatible */
#include <string.h>

#include "hdf5/h5.h"
#include "result/build.h"
#include "threads.h"

typedef struct writer {
    gvc_h5 h;
    char *part;
    gvc_write_options options;
    gvc_h5_fill *terms;
    gvc_idx count; /* of terms */
    gvc_h5_tidy *tidy;
    /* While the datasets are made: */
    const gvc_result *r; /* the frame */
    gvc_h5_dims dims;
    const char *names[GVC_H5_MAX_RANK]; /* of the dimensions, in order */
    gvc_h5_block block;
} writer;

static hid_t put_integers(gvc_h5 *h, const char *name, int rank, const hsize_t extent[],
                          const int32_t *numbers)
{
    if (h->status != GVC_OK) {
        return -1;
    }
    hid_t creation = H5Pcreate(H5P_DATASET_CREATE);
    hid_t space = H5Screate_simple(rank, extent, NULL);
    hid_t ds = -1;
    if (creation < 0 || space < 0 || H5Pset_obj_track_times(creation, 0) < 0 ||
        H5Pset_attr_creation_order(creation, H5P_CRT_ORDER_TRACKED) < 0 ||
        (ds = H5Dcreate2(h->file, name, H5T_STD_I32LE, space, H5P_DEFAULT, creation, H5P_DEFAULT)) <
            0 ||
        H5Dwrite(ds, H5T_NATIVE_INT32, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers) < 0) {
        gvc_h5_unwritten(h, name);
    }
    gvc_h5_release(space);
    gvc_h5_release(creation);
    return ds;
}

static void put_dim(writer *w, gvc_idx d)
{
    const char *name = gvc_result_dim(w->r, d);
    gvc_idx count = gvc_result_extent(w->r, d);
    hsize_t extent = (hsize_t)count;
    hid_t ds = -1;
    void *labels = gvc_malloc((size_t)count, sizeof(const char *));
    if (labels == NULL) {
        gvc_h5_take(&w->h, gvc_fail_memory(w->h.ctx, (size_t)count * sizeof(char *), name));
        return;
    }
    if (gvc_result_is_integer(w->r, d)) {
        int32_t *numbers = labels;
        for (gvc_idx i = 0; i < count; i++) {
            numbers[i] = gvc_result_number(w->r, d, i);
        }
        ds = put_integers(&w->h, name, 1, &extent, numbers);
    } else {
        const char **texts = labels;
        for (gvc_idx i = 0; i < count; i++) {
            texts[i] = gvc_result_label(w->r, d, i);
        }
        ds = gvc_h5_put_strings(&w->h, name, texts, count);
    }
    gvc_release(labels);
    gvc_h5_add_dim(&w->h, &w->dims, name, ds, count);
    w->names[d] = name;
    w->block.extent[d] = extent;
}

static void put_dims(writer *w)
{
    gvc_idx rank = gvc_result_ndims(w->r);
    if (w->h.status == GVC_OK && rank > GVC_H5_MAX_RANK) {
        gvc_h5_fail(&w->h, GVC_ESHAPE, "%lld dimensions, at most %d are possible", (long long)rank,
                    GVC_H5_MAX_RANK);
    }
    for (gvc_idx d = 0; d < rank && w->h.status == GVC_OK; d++) {
        put_dim(w, d);
    }
    w->block.rank = (int)rank;
    hsize_t stride = 1;
    for (gvc_idx d = rank - 1; d >= 0 && w->h.status == GVC_OK; d--) {
        w->block.stride[d] = stride;
        stride *= w->block.extent[d];
    }
}

/* The dataset of a term, to be filled piece by piece. */
static void make_term(writer *w, gvc_idx k)
{
    const gvc_term *term = gvc_result_term(w->r, k);
    gvc_h5_fill_begin(&w->h, &w->terms[k], term->name, &w->block);
    hid_t ds = w->terms[k].dataset;
    gvc_h5_put_text(&w->h, ds, GVC_H5_UNITS, term->units);
    gvc_h5_put_text(&w->h, ds, GVC_H5_LONG_NAME, term->long_name);
    gvc_h5_put_text(&w->h, ds, GVC_H5_FORMULA, term->formula);
    gvc_h5_put_text(&w->h, ds, GVC_H5_REFERENCE, gvc_result_text(w->r, GVC_H5_REFERENCE_OF_METHOD));
    gvc_h5_put_integer(&w->h, ds, GVC_H5_SUMS, term->sums ? 1 : 0);
    gvc_h5_attach(&w->h, &w->dims, ds, term->name, w->names, w->block.rank);
}

static void make_terms(writer *w)
{
    gvc_idx count = gvc_result_nterms(w->r);
    if (w->h.status != GVC_OK) {
        return;
    }
    w->terms = gvc_calloc((size_t)count, sizeof *w->terms);
    if (w->terms == NULL) {
        gvc_h5_take(&w->h,
                    gvc_fail_memory(w->h.ctx, (size_t)count * sizeof *w->terms, "the terms"));
        return;
    }
    for (; w->count < count && w->h.status == GVC_OK; w->count++) {
        make_term(w, w->count);
    }
}

/* As text too: readers of R cannot follow the references of a dimension list. */
static void put_dim_names(writer *w, hid_t ds, const char *const names[2])
{
    gvc_text text = {0};
    gvc_text_addf(&text, "%s %s", names[0], names[1]);
    if (text.failed) {
        gvc_h5_take(&w->h, gvc_fail_memory(w->h.ctx, 1, GVC_H5_PRESENT));
    } else {
        gvc_h5_put_text(&w->h, ds, GVC_H5_DIMENSIONS, gvc_text_str(&text));
    }
    gvc_text_free(&text);
}

/* Which industries the table has; only where it lacks some. */
static void put_present(writer *w)
{
    gvc_idx a = 0, b = 0;
    const unsigned char *mask = gvc_result_present(w->r, &a, &b);
    if (mask == NULL || w->h.status != GVC_OK) {
        return;
    }
    const hsize_t extent[2] = {w->block.extent[a], w->block.extent[b]};
    size_t count = (size_t)(extent[0] * extent[1]);
    int32_t *numbers = gvc_malloc(count, sizeof *numbers);
    if (numbers == NULL) {
        gvc_h5_take(&w->h, gvc_fail_memory(w->h.ctx, count * sizeof *numbers, GVC_H5_PRESENT));
        return;
    }
    for (size_t i = 0; i < count; i++) {
        numbers[i] = mask[i] != 0;
    }
    const char *const names[2] = {w->names[a], w->names[b]};
    hid_t ds = put_integers(&w->h, GVC_H5_PRESENT, 2, extent, numbers);
    gvc_h5_put_text(&w->h, ds, GVC_H5_LONG_NAME, "1 where the table has the industry");
    put_dim_names(w, ds, names);
    gvc_h5_attach(&w->h, &w->dims, ds, GVC_H5_PRESENT, names, 2);
    gvc_h5_release(ds);
    gvc_release(numbers);
}

static double bytes_of(const gvc_result *frame)
{
    return (double)sizeof(double) * (double)gvc_result_cells(frame) *
           (double)gvc_result_nterms(frame);
}

static gvc_status begin(gvc_ctx *ctx, void **state, const gvc_result *frame, const char *part,
                        const gvc_write_options *options)
{
    writer *w = gvc_calloc(1, sizeof *w);
    char *copy = gvc_strdup(part);
    if (w == NULL || copy == NULL) {
        gvc_release(w);
        gvc_release(copy);
        return gvc_fail_memory(ctx, sizeof *w, "an HDF5 file");
    }
    *state = w;
    *w = (writer){.part = copy, .options = *options, .r = frame};
    gvc_h5_create(ctx, &w->h, part, bytes_of(frame));
    put_dims(w);
    make_terms(w);
    put_present(w);
    gvc_h5_finish_dims(&w->h, &w->dims);
    gvc_h5_free_dims(&w->dims);
    w->tidy = options->tidy ? gvc_h5_tidy_begin(&w->h, frame, options->keep_zeros) : NULL;
    w->r = NULL;
    gvc_h5_pause(&w->h);
    return w->h.status;
}

static void pack_term(gvc_idx k, int worker, void *user)
{
    writer *w = user;
    gvc_h5_fill_pack(&w->h, &w->terms[k], worker);
}

/* A run of cells of every term. */
static void put_run(writer *w, const gvc_result *r, gvc_idx first, gvc_idx count)
{
    if (w->tidy != NULL) {
        gvc_h5_tidy_add(&w->h, w->tidy, r, first, count);
    }
    for (gvc_idx k = 0; k < w->count; k++) {
        gvc_h5_fill_take(&w->terms[k], gvc_result_values(r, k) + first, (size_t)count);
    }
    if (w->terms[0].ready != NULL) {
        int threads = gvc_h5_threads(&w->h, (hsize_t)w->count, w->terms[0].values * sizeof(double));
        gvc_h5_ready_presses(&w->h, threads, GVC_H5_DEFLATE_RESULT);
        if (w->h.status == GVC_OK) {
            gvc_parallel(threads, w->count, pack_term, w);
        }
    }
    for (gvc_idx k = 0; k < w->count && w->h.status == GVC_OK; k++) {
        gvc_h5_fill_put(&w->h, &w->terms[k], gvc_result_term(r, k)->name);
    }
}

/* A run ends where the chunks of the terms do: so chunks come in one order, and the file has the
 * same bytes, however the pieces are cut. */
static gvc_status piece(gvc_ctx *ctx, void *state, const gvc_result *r)
{
    writer *w = state;
    gvc_idx cells = gvc_result_cells(r), run = 0;
    gvc_h5_resume(&w->h);
    for (gvc_idx first = 0; first < cells && w->h.status == GVC_OK; first += run) {
        gvc_idx room = (gvc_idx)gvc_h5_fill_room(&w->terms[0]);
        run = room < cells - first ? room : cells - first;
        put_run(w, r, first, run);
        gvc_h5_take(&w->h, gvc_progress(ctx, "writing", 0, 0));
    }
    gvc_h5_pause(&w->h);
    return w->h.status;
}

static gvc_status adopt(gvc_ctx *ctx, void *state, const char *path, gvc_idx at, bool *taken)
{
    writer *w = state;
    (void)ctx;
    gvc_h5_resume(&w->h);
    *taken = w->tidy == NULL && gvc_h5_adopt(&w->h, w->terms, w->count, path, at);
    gvc_h5_pause(&w->h);
    return w->h.status;
}

static void free_parts(writer *w)
{
    for (gvc_idx k = 0; k < w->count; k++) {
        gvc_h5_fill_free(&w->terms[k]);
    }
    gvc_h5_tidy_free(w->tidy);
    gvc_release(w->terms);
    w->tidy = NULL;
    w->terms = NULL;
    w->count = 0;
}

static gvc_status end(gvc_ctx *ctx, void *state, const gvc_result *frame)
{
    writer *w = state;
    const gvc_root_source root = gvc_root_of_result(frame);
    (void)ctx;
    gvc_h5_resume(&w->h);
    if (w->tidy != NULL) {
        gvc_h5_tidy_end(&w->h, w->tidy, frame);
    }
    free_parts(w); /* closes the datasets */
    gvc_h5_put_root(&w->h, &root, &w->options);
    gvc_h5_save(&w->h, w->part);
    gvc_h5_pause(&w->h);
    return w->h.status;
}

static void release(void *state)
{
    writer *w = state;
    if (w == NULL) {
        return;
    }
    gvc_h5_resume(&w->h);
    gvc_h5_free_dims(&w->dims);
    free_parts(w);
    gvc_h5_close(&w->h);
    gvc_release(w->part);
    gvc_release(w);
}

const gvc_file_writer gvc_hdf5_result_file = {begin, piece, end, release, adopt};
