/* hdf5.c - writing and reading Z compressed against HDF5's own filters, wall clock
 *
 * Both ways write the same chunks with shuffle, the library at deflate level 1. */
#include <unistd.h>

#include "hdf5/h5.h"
#include "subject.h"

typedef struct files {
    gvc_bench *bench;
    const gvc_bench_subject *subject;
    char own[512], library[512];
} files;

static void forget_own(void *user)
{
    const files *f = user;
    unlink(f->own);
}

static void forget_library(void *user)
{
    const files *f = user;
    unlink(f->library);
}

static bool write_own(void *user)
{
    files *f = user;
    gvc_h5 h;
    gvc_h5_block block = gvc_h5_matrix(&f->subject->z);
    gvc_h5_create(f->bench->ctx, &h, f->own, (double)sizeof(double) * (double)gvc_h5_cells(&block));
    hid_t dataset = gvc_h5_put_values(&h, "Z", &block, f->subject->z.data);
    gvc_h5_release(dataset);
    gvc_h5_save(&h, f->own);
    bool done = h.status == GVC_OK || gvc_bench_failed(f->bench);
    gvc_h5_close(&h);
    return done;
}

static bool write_library(void *user)
{
    files *f = user;
    gvc_h5_block block = gvc_h5_matrix(&f->subject->z);
    hsize_t chunk[GVC_H5_MAX_RANK];
    gvc_h5_chunk_shape(&block, chunk);
    hid_t file = H5Fcreate(f->library, H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
    hid_t space = H5Screate_simple(2, block.extent, NULL);
    hid_t creation = H5Pcreate(H5P_DATASET_CREATE);
    hid_t dataset = -1;
    bool done = H5Pset_chunk(creation, 2, chunk) >= 0 && H5Pset_shuffle(creation) >= 0 &&
                H5Pset_deflate(creation, 1) >= 0 &&
                (dataset = H5Dcreate2(file, "Z", H5T_IEEE_F64LE, space, H5P_DEFAULT, creation,
                                      H5P_DEFAULT)) >= 0 &&
                H5Dwrite(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT,
                         f->subject->z.data) >= 0;
    gvc_h5_release(dataset);
    gvc_h5_release(creation);
    gvc_h5_release(space);
    return H5Fclose(file) >= 0 && done;
}

static bool read_own(void *user)
{
    files *f = user;
    gvc_table *table = NULL;
    if (gvc_table_read(f->bench->ctx, &table, f->own, NULL) != GVC_OK) {
        return gvc_bench_failed(f->bench);
    }
    gvc_table_free(table);
    return true;
}

/* Z of the file that our writer made. */
static bool read_library(void *user)
{
    files *f = user;
    gvc_idx n = f->subject->n;
    double *z = gvc_malloc((size_t)(n * n), sizeof *z);
    hid_t file = H5Fopen(f->own, H5F_ACC_RDONLY, H5P_DEFAULT);
    hid_t dataset = file >= 0 ? H5Dopen2(file, "Z", H5P_DEFAULT) : -1;
    bool done = z != NULL && dataset >= 0 &&
                H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, z) >= 0;
    gvc_h5_release(dataset);
    gvc_h5_release(file);
    gvc_release(z);
    return done;
}

static bool race(gvc_bench *b, files *f)
{
    int rounds = gvc_bench_rounds(b, b->n);
    gvc_bench_job writing[] = {{forget_library, write_library, f, 0},
                               {forget_own, write_own, f, 0}};
    gvc_bench_job reading[] = {{NULL, read_library, f, 0}, {NULL, read_own, f, 0}};
    if (!gvc_bench_race(writing, 2, rounds, gvc_bench_wall)) {
        return gvc_bench_fail(b, "HDF5 did not write");
    }
    gvc_bench_print_time(b, "write", writing[1].seconds, "shuffle, deflate 1", writing[0].seconds);
    forget_own(f);
    if (gvc_table_write(b->ctx, f->subject->table, f->own, NULL) != GVC_OK) {
        return gvc_bench_failed(b);
    }
    if (!gvc_bench_race(reading, 2, rounds, gvc_bench_wall)) {
        return gvc_bench_fail(b, "HDF5 did not read");
    }
    gvc_bench_print_time(b, "read", reading[1].seconds, "H5Dread of Z", reading[0].seconds);
    return true;
}

static bool run(gvc_bench *b)
{
    gvc_bench_subject s;
    gvc_bench_folder folder;
    bool done = gvc_bench_subject_make(b, &s) && gvc_bench_folder_make(b, &folder);
    if (done) {
        files f = {.bench = b, .subject = &s};
        gvc_bench_folder_path(&folder, "own.h5", f.own, sizeof f.own);
        gvc_bench_folder_path(&folder, "library.h5", f.library, sizeof f.library);
        done = race(b, &f);
        gvc_bench_folder_remove(&folder, (const char *const[]){"own.h5", "library.h5", NULL});
    }
    gvc_bench_subject_free(&s);
    return done;
}

const gvc_bench_case gvc_bench_case_hdf5 = {
    "hdf5", "Z written compressed, a table read, / HDF5's own filters, wall clock", 1435, 41, run};
