/* chunks.c - Z of a table to HDF5 and back, against the shuffle and deflate of the HDF5 library
 *
 *     bench_chunks TABLE
 *
 * The library works at level 1 and with our chunks; gvc on one thread and on two. The file is in
 * memory. Wall time, the best of some rounds. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "hdf5/h5.h"

#include <gvc/io.h>

enum { ROUNDS = 9, WAYS = 3 };

static const char part[] = "bench_chunks.h5"; /* named, never written */

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static hid_t put_by_library(gvc_h5 *h, const gvc_h5_block *b, const double *z)
{
    hsize_t chunk[GVC_H5_MAX_RANK];
    gvc_h5_chunk_shape(b, chunk);
    hid_t creation = H5Pcreate(H5P_DATASET_CREATE);
    hid_t space = H5Screate_simple(b->rank, b->extent, NULL);
    H5Pset_chunk(creation, b->rank, chunk);
    H5Pset_shuffle(creation);
    H5Pset_deflate(creation, 1);
    hid_t ds = H5Dcreate2(h->file, "Z", H5T_IEEE_F64LE, space, H5P_DEFAULT, creation, H5P_DEFAULT);
    if (H5Dwrite(ds, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, z) < 0) {
        gvc_h5_unwritten(h, "Z");
    }
    gvc_h5_release(space);
    gvc_h5_release(creation);
    return ds;
}

/* threads 0: the library. took: writing, reading. */
static bool run(gvc_ctx *ctx, const gvc_dense *z, int threads, double *back, double took[2])
{
    gvc_h5 h;
    gvc_h5_block b = gvc_h5_matrix(z);
    gvc_ctx_set_threads(ctx, threads > 0 ? threads : 1);
    if (gvc_h5_create(ctx, &h, part) != GVC_OK) {
        return false;
    }
    double start = seconds();
    hid_t ds = threads == 0 ? put_by_library(&h, &b, z->data)
                            : gvc_h5_put_values(&h, "Z", &b, z->data, GVC_H5_PACK_TABLE);
    H5Fflush(h.file, H5F_SCOPE_GLOBAL); /* the library packs when it has to */
    took[0] = seconds() - start;
    gvc_h5_release(ds);
    ds = H5Dopen2(h.file, "Z", H5P_DEFAULT); /* with an empty cache */
    start = seconds();
    if (threads == 0) {
        H5Dread(ds, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, back);
    } else {
        gvc_h5_get_values(&h, ds, "Z", &b, back);
    }
    took[1] = seconds() - start;
    gvc_h5_release(ds);
    gvc_h5_close(&h);
    return h.status == GVC_OK &&
           memcmp(z->data, back, (size_t)(z->rows * z->cols) * sizeof *back) == 0;
}

static int race(gvc_ctx *ctx, const gvc_dense *z)
{
    static const char *const names[WAYS] = {"library", "gvc, 1 thread", "gvc, 2 threads"};
    double best[WAYS][2] = {{1e9, 1e9}, {1e9, 1e9}, {1e9, 1e9}};
    double *back = malloc((size_t)(z->rows * z->cols) * sizeof *back);
    bool good = back != NULL;
    for (int i = 0; i < ROUNDS && good; i++) {
        for (int way = 0; way < WAYS && good; way++) {
            double took[2];
            good = run(ctx, z, way, back, took);
            for (int k = 0; k < 2 && good; k++) {
                best[way][k] = took[k] < best[way][k] ? took[k] : best[way][k];
            }
        }
    }
    free(back);
    for (int way = 0; way < WAYS && good; way++) {
        printf("chunks %-16s write %6.1f ms, %4.2f of the library  read %6.1f ms, %4.2f\n",
               names[way], 1e3 * best[way][0], best[way][0] / best[0][0], 1e3 * best[way][1],
               best[way][1] / best[0][1]);
    }
    return good ? 0 : 1;
}

int main(int argc, char **argv)
{
    gvc_ctx *ctx = NULL;
    gvc_table *t = NULL;
    int status = 1;
    if (argc == 2 && gvc_ctx_new(&ctx) == GVC_OK &&
        gvc_table_read(ctx, &t, argv[1], NULL) == GVC_OK) {
        status = race(ctx, gvc_table_z(t));
    }
    if (status != 0) {
        fprintf(stderr, "bench_chunks: %s\n", argc == 2 ? gvc_ctx_error(ctx) : "needs a table");
    }
    gvc_table_free(t);
    gvc_ctx_free(ctx);
    return status;
}
