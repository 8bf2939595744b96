/* test_hdf5_table.c - a table comes back out of HDF5 as it went in, to the bit */
#include "hdf5_samples.h"

static gvc_ctx *ctx;
static folder here;
static gvc_table *t, *back;
static const gvc_write_options reproducible = {.version = GVC_WRITE_OPTIONS_VERSION,
                                               .reproducible = true};

static void setup(void)
{
    folder_enter(&here);
    ctx = small_ctx();
}

static void teardown(void)
{
    gvc_table_free(t);
    gvc_table_free(back);
    gvc_ctx_free(ctx);
    folder_leave(&here);
}

TestSuite(hdf5_table, .init = setup, .fini = teardown);

static void expect_same_labels(void)
{
    for (gvc_axis axis = GVC_INDUSTRY; axis <= GVC_CATEGORY; axis++) {
        cr_assert_eq(gvc_table_count(t, axis), gvc_table_count(back, axis), "axis %d", (int)axis);
        for (gvc_idx i = 0; i < gvc_table_count(t, axis); i++) {
            cr_expect_str_eq(gvc_table_label(t, axis, i), gvc_table_label(back, axis, i));
            cr_expect(gvc_same(gvc_table_name(t, axis, i), gvc_table_name(back, axis, i)),
                      "name %lld of axis %d", (long long)i, (int)axis);
        }
    }
    for (gvc_idx i = 0; i < gvc_table_count(t, GVC_INDUSTRY); i++) {
        cr_expect_eq(gvc_table_country_of(t, GVC_INDUSTRY, i),
                     gvc_table_country_of(back, GVC_INDUSTRY, i));
        cr_expect_eq(gvc_table_sector_of(t, i), gvc_table_sector_of(back, i));
    }
    for (gvc_idx i = 0; i < gvc_table_count(t, GVC_FINAL_USE); i++) {
        cr_expect_eq(gvc_table_country_of(t, GVC_FINAL_USE, i),
                     gvc_table_country_of(back, GVC_FINAL_USE, i));
        cr_expect_eq(gvc_table_category_of(t, i), gvc_table_category_of(back, i));
    }
}

static void expect_same_facts(void)
{
    cr_expect_eq(gvc_table_year(t), gvc_table_year(back));
    for (gvc_idx i = 0;; i++) {
        const gvc_attribute *a = gvc_table_attribute(t, i);
        expect_same_attribute(a, gvc_table_attribute(back, i));
        if (a == NULL) {
            return;
        }
    }
}

static void expect_same_matrix(const gvc_dense *a, const gvc_dense *b, const char *name)
{
    cr_assert_eq(a == NULL, b == NULL, "%s", name);
    if (a == NULL || b == NULL) {
        return;
    }
    cr_assert_eq(a->rows, b->rows, "%s", name);
    cr_assert_eq(a->cols, b->cols, "%s", name);
    for (gvc_idx i = 0; i < a->rows; i++) {
        cr_expect(memcmp(a->data + i * a->stride, b->data + i * b->stride,
                         (size_t)a->cols * sizeof(double)) == 0,
                  "row %lld of %s", (long long)i, name);
    }
}

static void expect_same_vector(const double *a, const double *b, const char *name)
{
    size_t bytes = (size_t)gvc_table_count(t, GVC_INDUSTRY) * sizeof *a;
    cr_assert_eq(a == NULL, b == NULL, "%s", name);
    cr_expect(a == NULL || memcmp(a, b, bytes) == 0, "%s", name);
}

static void expect_same_numbers(void)
{
    expect_same_matrix(gvc_table_z(t), gvc_table_z(back), "Z");
    expect_same_matrix(gvc_table_y(t), gvc_table_y(back), "Y");
    expect_same_matrix(gvc_table_v(t), gvc_table_v(back), "V");
    expect_same_matrix(gvc_table_e(t), gvc_table_e(back), "E");
    expect_same_matrix(gvc_table_ey(t), gvc_table_ey(back), "EY");
    expect_same_vector(gvc_table_x(t), gvc_table_x(back), "x");
    expect_same_vector(gvc_table_x_given(t), gvc_table_x_given(back), "x_given");
    cr_expect_eq(gvc_table_has_given_va(t), gvc_table_has_given_va(back));
}

Test(hdf5_table, comes_back_with_all_it_may_have)
{
    t = rich_table(ctx, true);
    expect_ok(ctx, gvc_hdf5_write_table(ctx, t, "t.h5", NULL));
    back = read_back(ctx, "t.h5", false);
    expect_same_labels();
    expect_same_facts();
    expect_same_numbers();
    cr_expect_str_eq(gvc_table_name(back, GVC_COUNTRY, 1), "Côte d'Ivoire");
    cr_expect_eq(gvc_table_country_of(back, GVC_FINAL_USE, 1), -1);
    cr_expect_str_eq(
        gvc_table_label(back, GVC_COUNTRY, gvc_table_country_of(back, GVC_INDUSTRY, 1)), "MEX");
}

Test(hdf5_table, comes_back_with_residual_value_added)
{
    t = rich_table(ctx, false);
    expect_ok(ctx, gvc_hdf5_write_table(ctx, t, "t.h5", NULL));
    back = read_back(ctx, "t.h5", false);
    expect_same_labels();
    expect_same_facts();
    expect_same_numbers();
    cr_expect(!gvc_table_has_given_va(back));
}

Test(hdf5_table, comes_back_when_small)
{
    expect_ok(ctx, gvc_builder_seal(ctx, small_builder(ctx), &t));
    expect_ok(ctx, gvc_hdf5_write_table(ctx, t, "t.h5", NULL));
    back = read_back(ctx, "t.h5", false);
    expect_same_labels();
    expect_same_facts();
    expect_same_numbers();
}

Test(hdf5_table, gives_labels_alone)
{
    t = rich_table(ctx, true);
    expect_ok(ctx, gvc_hdf5_write_table(ctx, t, "t.h5", NULL));
    back = read_back(ctx, "t.h5", true);
    expect_same_labels();
    expect_same_facts();
    cr_expect_null(gvc_table_z(back));
}

Test(hdf5_table, is_written_with_equal_bytes)
{
    t = rich_table(ctx, true);
    expect_ok(ctx, gvc_hdf5_write_table(ctx, t, "a.h5", &reproducible));
    back = read_back(ctx, "a.h5", false);
    expect_ok(ctx, gvc_hdf5_write_table(ctx, back, "b.h5", &reproducible));
    expect_same_bytes("a.h5", "b.h5");
}

Test(hdf5_table, takes_its_date_from_the_environment)
{
    size_t length = 0;
    t = rich_table(ctx, false);
    cr_assert(setenv("SOURCE_DATE_EPOCH", "86400", 1) == 0);
    expect_ok(ctx, gvc_hdf5_write_table(ctx, t, "a.h5", NULL));
    expect_ok(ctx, gvc_hdf5_write_table(ctx, t, "b.h5", NULL));
    expect_same_bytes("a.h5", "b.h5");
    char *bytes = read_bytes("a.h5", &length);
    bool found = false;
    for (size_t i = 0; i + 20 <= length; i++) {
        found = found || memcmp(bytes + i, "1970-01-02T00:00:00Z", 20) == 0;
    }
    cr_expect(found);
    free(bytes);
}

Test(hdf5_table, replaces_what_a_killed_writer_left)
{
    write_text("t.h5.part", "half of a file");
    t = rich_table(ctx, false);
    expect_ok(ctx, gvc_hdf5_write_table(ctx, t, "t.h5.part", NULL));
    back = read_back(ctx, "t.h5.part", false);
    expect_same_numbers();
}

Test(hdf5_table, takes_the_year_of_the_caller_when_it_has_none)
{
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    gvc_builder *b = NULL;
    expect_ok(ctx, gvc_builder_seal(ctx, small_builder(ctx), &t));
    expect_ok(ctx, gvc_hdf5_write_table(ctx, t, "t.h5", NULL));
    options.year = 1999;
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    expect_ok(ctx, gvc_hdf5_read_table(ctx, "t.h5", &options, b));
    expect_ok(ctx, gvc_builder_seal(ctx, b, &back));
    cr_expect_eq(gvc_table_year(back), 1999);
}

/* Chunks of another writer, without our filters: HDF5 itself has to read them. */
Test(hdf5_table, reads_what_another_tool_repacked)
{
    t = rich_table(ctx, true);
    expect_ok(ctx, gvc_hdf5_write_table(ctx, t, "t.h5", NULL));
    hid_t file = H5Fopen("t.h5", H5F_ACC_RDWR, H5P_DEFAULT);
    const gvc_dense *z = gvc_table_z(t);
    hsize_t extent[2] = {RICH_INDUSTRIES, RICH_INDUSTRIES}, chunk[2] = {100, 7};
    hid_t space = H5Screate_simple(2, extent, NULL), creation = H5Pcreate(H5P_DATASET_CREATE);
    double *copy = calloc(RICH_INDUSTRIES * RICH_INDUSTRIES, sizeof *copy);
    for (gvc_idx i = 0; i < z->rows; i++) {
        memcpy(copy + i * z->cols, z->data + i * z->stride, (size_t)z->cols * sizeof *copy);
    }
    cr_assert(file >= 0 && H5Ldelete(file, "Z", H5P_DEFAULT) >= 0 &&
              H5Pset_chunk(creation, 2, chunk) >= 0 && H5Pset_fletcher32(creation) >= 0);
    hid_t ds = H5Dcreate2(file, "Z", H5T_IEEE_F64BE, space, H5P_DEFAULT, creation, H5P_DEFAULT);
    cr_assert(ds >= 0 && H5Dwrite(ds, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, copy) >= 0);
    free(copy);
    cr_assert(H5Dclose(ds) >= 0 && H5Pclose(creation) >= 0 && H5Sclose(space) >= 0 &&
              H5Fclose(file) >= 0);
    back = read_back(ctx, "t.h5", false);
    expect_same_numbers();
}

/* The filters that HDF5 applies by itself undo what we packed. */
Test(hdf5_table, is_read_by_plain_hdf5)
{
    t = rich_table(ctx, false);
    expect_ok(ctx, gvc_hdf5_write_table(ctx, t, "t.h5", NULL));
    const gvc_dense *z = gvc_table_z(t);
    double *copy = calloc(RICH_INDUSTRIES * RICH_INDUSTRIES, sizeof *copy);
    hid_t file = H5Fopen("t.h5", H5F_ACC_RDONLY, H5P_DEFAULT);
    hid_t ds = H5Dopen2(file, "Z", H5P_DEFAULT);
    cr_assert(H5Dread(ds, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, copy) >= 0);
    for (gvc_idx i = 0; i < z->rows; i++) {
        cr_expect(memcmp(copy + i * z->cols, z->data + i * z->stride,
                         (size_t)z->cols * sizeof *copy) == 0,
                  "row %lld", (long long)i);
    }
    free(copy);
    H5Dclose(ds);
    cr_assert(H5Fclose(file) >= 0);
}

static herr_t each_dataset(hid_t root, const char *name, const H5O_info_t *info, void *user)
{
    int *texts = user;
    if (info->type != H5O_TYPE_DATASET) {
        return 0;
    }
    hid_t ds = H5Dopen2(root, name, H5P_DEFAULT), type = H5Dget_type(ds);
    if (H5Tget_class(type) == H5T_STRING) {
        cr_expect(H5Tis_variable_str(type) > 0, "%s has texts of fixed length", name);
        cr_expect_eq(H5Tget_cset(type), H5T_CSET_UTF8, "%s", name);
        (*texts)++;
    }
    H5Tclose(type);
    H5Dclose(ds);
    return 0;
}

/* Texts of fixed length crash readers built on netCDF-C. */
Test(hdf5_table, has_no_text_of_fixed_length)
{
    int texts = 0;
    t = rich_table(ctx, true);
    expect_ok(ctx, gvc_hdf5_write_table(ctx, t, "t.h5", NULL));
    hid_t file = H5Fopen("t.h5", H5F_ACC_RDONLY, H5P_DEFAULT);
    cr_assert(H5Ovisit2(file, H5_INDEX_NAME, H5_ITER_INC, each_dataset, &texts, H5O_INFO_BASIC) >=
              0);
    cr_expect_eq(texts, 16);
    cr_assert(H5Fclose(file) >= 0);
}

Test(hdf5_table, refuses_to_write_labels_alone)
{
    expect_ok(ctx, gvc_builder_seal_labels(ctx, small_labels(ctx), &t));
    expect_error(ctx, gvc_hdf5_write_table(ctx, t, "t.h5", NULL), GVC_EARG,
                 "the table was opened for its labels only and cannot be written");
    cr_expect(access("t.h5", F_OK) != 0);
}

Test(hdf5_table, says_why_it_cannot_be_written)
{
    t = rich_table(ctx, false);
    expect_error(ctx, gvc_hdf5_write_table(ctx, t, "no/folder/t.h5", NULL), GVC_EIO,
                 "No such file or directory");
    expect_error(ctx, gvc_hdf5_write_table(ctx, t, "/dev/full", NULL), GVC_EIO,
                 "No space left on device");
}

/* Rows of 300 make four chunks of Z. */
Test(hdf5_table, same_bytes_for_any_number_of_threads)
{
    static const char *const names[] = {"one.h5", "two.h5", "five.h5"};
    static const int threads[] = {1, 2, 5};
    t = rich_table(ctx, true);
    for (int i = 0; i < 3; i++) {
        expect_ok(ctx, gvc_ctx_set_threads(ctx, threads[i]));
        expect_ok(ctx, gvc_hdf5_write_table(ctx, t, names[i], &reproducible));
        expect_same_bytes(names[0], names[i]);
        gvc_table_free(back);
        back = read_back(ctx, names[i], false);
        expect_same_numbers();
    }
}
