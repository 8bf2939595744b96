/* test_hdf5_result.c - a result comes back out of HDF5 with all that the writers use */
#include "hdf5_samples.h"
#include "result/build.h"

static gvc_ctx *ctx;
static folder here;
static gvc_result *r, *back;
static const gvc_write_options reproducible = {.version = GVC_WRITE_OPTIONS_VERSION,
                                               .reproducible = true};

static void setup(void)
{
    folder_enter(&here);
    ctx = small_ctx();
}

static void teardown(void)
{
    gvc_result_free(r);
    gvc_result_free(back);
    gvc_ctx_free(ctx);
    folder_leave(&here);
}

TestSuite(hdf5_result, .init = setup, .fini = teardown);

/* Large enough for several chunks: 40 x 100 x 90 cells. */
static gvc_result *large_result(void)
{
    enum { A = 40, B = 100, C = 90, LABEL = 32 };
    static char text[B][LABEL];
    static const char *labels[B];
    static const int32_t years[] = {0, -3};
    gvc_result *out = NULL;
    for (int i = 0; i < B; i++) {
        snprintf(text[i], LABEL, "Côte d'Ivoire %d", i);
        labels[i] = text[i];
    }
    gvc_term terms[] = {{"gexp", "Gross exports", NULL, "1", false},
                        {"dva", NULL, "v B", "million USD", true}};
    expect_ok(ctx, gvc_result_new(ctx, &out));
    expect_ok(ctx, gvc_result_add_int_dim(ctx, out, "year", years, 2));
    expect_ok(ctx, gvc_result_add_dim(ctx, out, "origin", labels, A));
    expect_ok(ctx, gvc_result_add_dim(ctx, out, "exporter", labels, B));
    expect_ok(ctx, gvc_result_add_dim(ctx, out, "importer", labels, C));
    expect_ok(ctx, gvc_result_add_term(ctx, out, &terms[0]));
    expect_ok(ctx, gvc_result_add_term(ctx, out, &terms[1]));
    expect_ok(ctx, gvc_result_allocate(ctx, out));
    for (gvc_idx k = 0; k < 2; k++) {
        double *values = gvc_result_fill(out, k);
        for (gvc_idx i = 0; i < gvc_result_cells(out); i++) {
            values[i] = i % 3 == 0 ? 0 : i % 1001 == 0 ? (double)NAN : sin((double)(i + k));
        }
    }
    return out;
}

static void expect_same_frame(void)
{
    cr_assert_eq(gvc_result_ndims(r), gvc_result_ndims(back));
    for (gvc_idx d = 0; d < gvc_result_ndims(r); d++) {
        cr_expect_str_eq(gvc_result_dim(r, d), gvc_result_dim(back, d));
        cr_expect_eq(gvc_result_is_integer(r, d), gvc_result_is_integer(back, d));
        cr_assert_eq(gvc_result_extent(r, d), gvc_result_extent(back, d));
        for (gvc_idx i = 0; i < gvc_result_extent(r, d); i++) {
            cr_expect_str_eq(gvc_result_label(r, d, i), gvc_result_label(back, d, i));
        }
    }
    for (gvc_idx i = 0;; i++) {
        const gvc_attribute *a = gvc_result_attribute(r, i);
        expect_same_attribute(a, gvc_result_attribute(back, i));
        if (a == NULL) {
            break;
        }
    }
}

static void expect_same_values(void)
{
    cr_assert_eq(gvc_result_nterms(r), gvc_result_nterms(back));
    for (gvc_idx k = 0; k < gvc_result_nterms(r); k++) {
        const gvc_term *a = gvc_result_term(r, k), *b = gvc_result_term(back, k);
        cr_expect_str_eq(a->name, b->name);
        cr_expect(gvc_same(a->long_name, b->long_name), "%s", a->name);
        cr_expect(gvc_same(a->formula, b->formula), "%s", a->name);
        cr_expect_str_eq(a->units, b->units);
        cr_expect_eq(a->sums, b->sums);
        cr_expect(memcmp(gvc_result_values(r, k), gvc_result_values(back, k),
                         (size_t)gvc_result_cells(r) * sizeof(double)) == 0,
                  "values of %s", a->name);
    }
    for (gvc_idx cell = 0; cell < gvc_result_cells(r); cell++) {
        cr_expect_eq(gvc_result_is_row(r, cell), gvc_result_is_row(back, cell), "cell %lld",
                     (long long)cell);
    }
}

Test(hdf5_result, comes_back_with_its_rows_and_attributes)
{
    r = small_result(ctx);
    const gvc_attribute gap = {"identity_gap", GVC_ATTR_NUMBER, NULL, 1e-15, 0};
    expect_ok(ctx, gvc_result_set_attribute(ctx, r, &gap));
    expect_ok(ctx, gvc_result_set_text(ctx, r, "history", "one\ntwo"));
    expect_ok(ctx, gvc_result_write(ctx, r, "r.h5", NULL));
    expect_ok(ctx, gvc_hdf5_read_result(ctx, "r.h5", &back));
    expect_same_frame();
    expect_same_values();
    cr_expect_not_null(gvc_result_present(back, NULL, NULL));
    cr_expect(!gvc_result_is_row(back, 0));
}

Test(hdf5_result, comes_back_in_several_chunks)
{
    r = large_result();
    expect_ok(ctx, gvc_result_write(ctx, r, "r.h5", NULL));
    expect_ok(ctx, gvc_hdf5_read_result(ctx, "r.h5", &back));
    expect_same_frame();
    expect_same_values();
}

Test(hdf5_result, is_written_with_equal_bytes)
{
    gvc_write_options options = reproducible;
    options.tidy = true;
    r = large_result();
    expect_ok(ctx, gvc_result_write(ctx, r, "a.h5", &options));
    expect_ok(ctx, gvc_hdf5_read_result(ctx, "a.h5", &back));
    expect_ok(ctx, gvc_result_write(ctx, back, "b.h5", &options));
    expect_same_bytes("a.h5", "b.h5");
}

Test(hdf5_result, says_how_many_threads_unless_bytes_must_be_equal)
{
    r = small_result(ctx);
    cr_assert(gvc_attributes_set_integer(gvc_result_attributes(r), "threads", 3));
    expect_ok(ctx, gvc_result_write(ctx, r, "a.h5", NULL));
    expect_ok(ctx, gvc_hdf5_read_result(ctx, "a.h5", &back));
    cr_expect_not_null(gvc_result_find_attribute(back, "threads"));
    gvc_result_free(back);
    back = NULL;
    expect_ok(ctx, gvc_result_write(ctx, r, "b.h5", &reproducible));
    expect_ok(ctx, gvc_hdf5_read_result(ctx, "b.h5", &back));
    cr_expect_null(gvc_result_find_attribute(back, "threads"));
    cr_expect_not_null(gvc_result_find_attribute(back, "title"));
}

Test(hdf5_result, keeps_the_command_as_history)
{
    r = small_result(ctx);
    expect_ok(ctx, gvc_result_set_text(ctx, r, "command_line", "gvc decompose t.h5"));
    expect_ok(ctx, gvc_result_write(ctx, r, "r.h5", NULL));
    expect_ok(ctx, gvc_hdf5_read_result(ctx, "r.h5", &back));
    cr_expect_str_eq(gvc_result_text(back, "history"), "gvc decompose t.h5");
}

Test(hdf5_result, tells_its_kind)
{
    gvc_kind kind = GVC_KIND_TABLE;
    r = small_result(ctx);
    expect_ok(ctx, gvc_result_write(ctx, r, "r.h5", NULL));
    expect_ok(ctx, gvc_hdf5_kind(ctx, "r.h5", &kind));
    cr_expect_eq(kind, GVC_KIND_RESULT);
}

/* ---- /tidy ---- */

typedef struct row {
    short year;
    char exporter[8], sector[8], importer[8];
    double dva, fva;
} row;

/* Rows of /tidy/VIEW, whatever the widths in the file. */
static hsize_t read_tidy(const char *name, row *rows, hsize_t limit)
{
    hid_t file = H5Fopen("r.h5", H5F_ACC_RDONLY, H5P_DEFAULT);
    hid_t ds = H5Dopen2(file, name, H5P_DEFAULT), space = H5Dget_space(ds);
    hid_t type = H5Tcreate(H5T_COMPOUND, sizeof(row)), text = H5Tcopy(H5T_C_S1);
    hsize_t count = 0;
    cr_assert(ds >= 0 && H5Tset_size(text, 8) >= 0 && H5Tset_cset(text, H5T_CSET_UTF8) >= 0);
    H5Tset_strpad(text, H5T_STR_NULLPAD);
    H5Tinsert(type, "year", HOFFSET(row, year), H5T_NATIVE_SHORT);
    H5Tinsert(type, "exporter", HOFFSET(row, exporter), text);
    H5Tinsert(type, "sector", HOFFSET(row, sector), text);
    H5Tinsert(type, "importer", HOFFSET(row, importer), text);
    H5Tinsert(type, "dva", HOFFSET(row, dva), H5T_NATIVE_DOUBLE);
    H5Tinsert(type, "fva", HOFFSET(row, fva), H5T_NATIVE_DOUBLE);
    H5Sget_simple_extent_dims(space, &count, NULL);
    cr_assert_leq(count, limit);
    cr_assert(H5Dread(ds, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, rows) >= 0);
    H5Tclose(text);
    H5Tclose(type);
    H5Sclose(space);
    H5Dclose(ds);
    cr_assert(H5Fclose(file) >= 0);
    return count;
}

Test(hdf5_result, has_a_tidy_table_of_its_rows)
{
    row rows[18];
    gvc_write_options options = reproducible;
    options.tidy = true;
    r = small_result(ctx);
    expect_ok(ctx, gvc_result_set_text(ctx, r, "view", "bilateral"));
    expect_ok(ctx, gvc_result_write(ctx, r, "r.h5", &options));
    hsize_t count = read_tidy("tidy/bilateral", rows, 18), at = 0;
    for (gvc_idx cell = 0; cell < gvc_result_cells(r); cell++) {
        if (!gvc_result_is_row(r, cell)) {
            continue;
        }
        cr_assert_lt(at, count);
        cr_expect_eq(rows[at].year, 2005);
        cr_expect_str_eq(rows[at].exporter, gvc_result_label(r, 1, cell / 6));
        cr_expect_str_eq(rows[at].sector, gvc_result_label(r, 2, cell / 3 % 2));
        cr_expect_str_eq(rows[at].importer, gvc_result_label(r, 3, cell % 3));
        cr_expect_eq(rows[at].dva, (double)cell);
        cr_expect_eq(rows[at].fva, 2.0 * (double)cell);
        at++;
    }
    cr_expect_eq(at, count);
    cr_expect_eq(count, 10);
    expect_ok(ctx, gvc_hdf5_read_result(ctx, "r.h5", &back));
    expect_same_values();
}

Test(hdf5_result, leaves_zero_rows_out_of_the_tidy_table_unless_asked)
{
    row rows[18];
    gvc_write_options options = reproducible;
    options.tidy = true;
    r = small_result(ctx);
    for (gvc_idx k = 0; k < gvc_result_nterms(r); k++) {
        gvc_result_fill(r, k)[1] = 0;
    }
    expect_ok(ctx, gvc_result_write(ctx, r, "r.h5", &options));
    cr_expect_eq(read_tidy("tidy/result", rows, 18), 9);
    options.keep_zeros = true;
    expect_ok(ctx, gvc_result_write(ctx, r, "r.h5", &options));
    cr_expect_eq(read_tidy("tidy/result", rows, 18), 10);
}
