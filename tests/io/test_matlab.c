/* test_matlab.c - what a file of MATLAB 7.3 may hold: every type of number, packed in every way,
 * and what is refused by name; damaged ones never hurt */
#include "matlab/matlab.h"

#include <expect.h>

#include "matlab.h"

static folder here;
static gvc_ctx *ctx;

static void enter(void)
{
    folder_enter(&here);
    gvc_ctx_new(&ctx);
}

static void leave(void)
{
    gvc_ctx_free(ctx);
    folder_leave(&here);
}

TestSuite(matlab, .init = enter, .fini = leave);

enum { ROWS = 5, COLS = 3 };

static double expected(gvc_idx i, gvc_idx j)
{
    return 1.5 + (double)i + 100 * (double)j;
}

/* The matrix "m", stored as `creation` says. */
static void store(const char *name, hid_t type, hid_t creation)
{
    hid_t file = matlab_create(name);
    hsize_t extent[2] = {COLS, ROWS};
    double turned[COLS * ROWS];
    for (int k = 0; k < COLS * ROWS; k++) {
        turned[k] = expected(k % ROWS, k / ROWS);
    }
    hid_t space = H5Screate_simple(2, extent, NULL);
    hid_t ds = H5Dcreate2(file, "m", type, space, H5P_DEFAULT, creation, H5P_DEFAULT);
    cr_assert(H5Dwrite(ds, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, turned) >= 0);
    H5Dclose(ds);
    H5Sclose(space);
    matlab_close(file, name);
}

/* Reads "m" of a file; its values are compared where that is done. */
static gvc_status try_it(const char *name)
{
    gvc_source *source = NULL;
    gvc_mat m = {0};
    gvc_mat_data d = {0};
    double values[ROWS * COLS] = {0};
    const gvc_dense to = {values, ROWS, COLS, COLS};
    expect_ok(ctx, gvc_source_open(ctx, &source, name, NULL, 0));
    gvc_mat_open(ctx, &m, source);
    gvc_mat_find(&m, "", "m", &d);
    gvc_mat_get_turned(&m, &d, "m", &to);
    for (gvc_idx k = 0; m.status == GVC_OK && d.there && k < ROWS * COLS; k++) {
        cr_expect_eq(values[k], expected(k / COLS, k % COLS), "%lld: %g", (long long)k, values[k]);
    }
    gvc_status status = m.status;
    gvc_mat_close(&m);
    gvc_source_close(source);
    return status;
}

static hid_t chunked(hsize_t columns, hsize_t rows)
{
    const hsize_t chunk[2] = {columns, rows};
    hid_t creation = H5Pcreate(H5P_DATASET_CREATE);
    cr_assert(H5Pset_chunk(creation, 2, chunk) >= 0);
    return creation;
}

Test(matlab, numbers_of_every_width_and_order)
{
    const hid_t types[] = {H5T_IEEE_F64LE, H5T_IEEE_F64BE, H5T_IEEE_F32LE, H5T_IEEE_F32BE};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        store("t.mat", types[i], H5P_DEFAULT);
        expect_ok(ctx, try_it("t.mat"));
    }
    store("t.mat", H5T_STD_I32LE, H5P_DEFAULT);
    expect_error(ctx, try_it("t.mat"), GVC_EFORMAT,
                 "dataset 'm' holds no numbers of single or double precision");
}

Test(matlab, chunks_packed_in_every_way)
{
    const hsize_t chunks[][2] = {{1, 5}, {2, 2}, {3, 5}, {2, 4}};
    for (size_t i = 0; i < 4 * sizeof chunks / sizeof *chunks; i++) {
        hid_t creation = chunked(chunks[i / 4][0], chunks[i / 4][1]);
        if (i % 2 == 1) {
            H5Pset_shuffle(creation);
        }
        if (i % 4 >= 2) {
            H5Pset_deflate(creation, 6);
        }
        store("t.mat", H5T_IEEE_F64LE, creation);
        H5Pclose(creation);
        expect_ok(ctx, try_it("t.mat"));
    }
}

Test(matlab, storage_that_is_refused)
{
    hid_t creation = chunked(1, 5);
    H5Pset_fletcher32(creation);
    store("t.mat", H5T_IEEE_F64LE, creation);
    H5Pclose(creation);
    expect_error(ctx, try_it("t.mat"), GVC_EFORMAT,
                 "dataset 'm' is packed with the filter 3, gvc reads deflate and shuffle; save it "
                 "in MATLAB without");
    creation = chunked(1, 5);
    const double fill = 7;
    H5Pset_fill_value(creation, H5T_NATIVE_DOUBLE, &fill);
    store("t.mat", H5T_IEEE_F64LE, creation);
    H5Pclose(creation);
    expect_error(ctx, try_it("t.mat"), GVC_EUNSUPPORTED,
                 "'m' has a value other than 0 for what was never written");
    hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_V18);
    H5Fclose(H5Fcreate("new.mat", H5F_ACC_TRUNC, H5P_DEFAULT, access));
    H5Pclose(access);
    expect_error(ctx, try_it("new.mat"), GVC_EUNSUPPORTED,
                 "is HDF5 of a newer layout (version 2) than MATLAB's save(FILE, '-v7.3') writes; "
                 "save it so");
}

/* Each byte changed in turn: it is read, or there are words. */
Test(matlab, survives_any_byte_that_is_changed)
{
    hid_t creation = chunked(2, 2);
    H5Pset_shuffle(creation);
    H5Pset_deflate(creation, 6);
    store("t.mat", H5T_IEEE_F64LE, creation);
    H5Pclose(creation);
    size_t length = 0;
    char *bytes = read_bytes("t.mat", &length);
    for (size_t at = 512; at < length; at++) {
        char was = bytes[at];
        for (int k = 0; k < 2; k++) {
            gvc_source *source = NULL;
            gvc_mat m = {0};
            gvc_mat_data d = {0};
            double values[ROWS * COLS];
            const gvc_dense to = {values, ROWS, COLS, COLS};
            bytes[at] = (char)(k == 0 ? 0xff : was ^ 0x04);
            write_bytes("c.mat", bytes, length);
            expect_ok(ctx, gvc_source_open(ctx, &source, "c.mat", NULL, 0));
            gvc_mat_open(ctx, &m, source);
            gvc_mat_find(&m, "", "m", &d);
            if (m.status == GVC_OK && d.there) {
                gvc_mat_get_turned(&m, &d, "m", &to);
            }
            cr_expect(m.status == GVC_OK || gvc_ctx_error(ctx)[0] != '\0');
            gvc_mat_close(&m);
            gvc_source_close(source);
        }
        bytes[at] = was;
    }
    free(bytes);
}
