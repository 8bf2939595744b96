/* test_hdf5_damage.c - files of ours that were changed afterwards are refused with words, or read
 * where the change does no harm */
#include <math.h>

#include "with_hdf5.h"

SUITE_WITH_HDF5(hdf5_damage);

/* ---- changing a copy, x.h5 --------------------------------------------------------------------
 */

enum { MOST = 64 };

static hid_t reopen(const char *from)
{
    copy_file(from, "x.h5");
    hid_t file = H5Fopen("x.h5", H5F_ACC_RDWR, H5P_DEFAULT);
    cr_assert(file >= 0);
    return file;
}

static void change_text(const char *from, const char *dataset, int i, char *text)
{
    hid_t file = reopen(from), type = H5Tcopy(H5T_C_S1);
    char *texts[MOST] = {NULL};
    hid_t ds = H5Dopen2(file, dataset, H5P_DEFAULT), space = H5Dget_space(ds);
    cr_assert(H5Tset_size(type, H5T_VARIABLE) >= 0 && H5Tset_cset(type, H5T_CSET_UTF8) >= 0);
    cr_assert(H5Sget_simple_extent_npoints(space) <= MOST);
    cr_assert(H5Dread(ds, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, texts) >= 0);
    char *old = texts[i];
    texts[i] = text;
    cr_assert(H5Dwrite(ds, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, texts) >= 0);
    texts[i] = old;
    cr_assert(H5Dvlen_reclaim(type, space, H5P_DEFAULT, texts) >= 0);
    cr_assert(H5Sclose(space) >= 0 && H5Dclose(ds) >= 0 && H5Tclose(type) >= 0);
    cr_assert(H5Fclose(file) >= 0);
}

static void change_number(const char *from, const char *dataset, int i, double number)
{
    hid_t file = reopen(from), ds = H5Dopen2(file, dataset, H5P_DEFAULT);
    double numbers[MOST] = {0};
    cr_assert(H5Dread(ds, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers) >= 0);
    numbers[i] = number;
    cr_assert(H5Dwrite(ds, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers) >= 0);
    cr_assert(H5Dclose(ds) >= 0 && H5Fclose(file) >= 0);
}

static void add_integer(hid_t object, const char *name, int value)
{
    hid_t space = H5Screate(H5S_SCALAR);
    hid_t a = H5Acreate2(object, name, H5T_STD_I32LE, space, H5P_DEFAULT, H5P_DEFAULT);
    cr_assert(a >= 0 && H5Awrite(a, H5T_NATIVE_INT, &value) >= 0);
    cr_assert(H5Aclose(a) >= 0 && H5Sclose(space) >= 0);
}

/* The same numbers in another type, layout or place. */
static void replace(const char *from, const char *dataset, hid_t type, hid_t creation)
{
    hid_t file = reopen(from), ds = H5Dopen2(file, dataset, H5P_DEFAULT), space = H5Dget_space(ds);
    double numbers[MOST] = {0};
    cr_assert(H5Dread(ds, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers) >= 0);
    cr_assert(H5Dclose(ds) >= 0 && H5Ldelete(file, dataset, H5P_DEFAULT) >= 0);
    ds = H5Dcreate2(file, dataset, type, space, H5P_DEFAULT, creation, H5P_DEFAULT);
    cr_assert(ds >= 0);
    cr_assert(H5Dwrite(ds, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers) >= 0);
    cr_assert(H5Sclose(space) >= 0 && H5Dclose(ds) >= 0 && H5Fclose(file) >= 0);
}

static void refuse_table(const char *words)
{
    expect_error(ctx, try_table(ctx, "x.h5"), GVC_EFORMAT, words);
}

static void refuse_result(const char *words)
{
    expect_error(ctx, try_result(ctx, "x.h5"), GVC_EFORMAT, words);
}

/* ---- labels -----------------------------------------------------------------------------------
 */

Test(hdf5_damage, what_is_said_twice_has_to_agree)
{
    change_text("t.h5", "industry_country", 0, "BBB"); /* a country of the table, but not this */
    refuse_table("is damaged: industry_country of AAA_a is 'BBB', but use_country is 'AAA'");
    change_text("t.h5", "use_sector", 1, "a");
    refuse_table("is damaged: industry_sector of AAA_b is 'b', but use_sector is 'a'");
}

Test(hdf5_damage, codes_have_to_agree)
{
    change_text("t.h5", "industry_country", 0, "ZZZ");
    refuse_table("is damaged: industry_country 'ZZZ' of AAA_a is not in country");
    change_text("t.h5", "industry_country", 1, "");
    refuse_table("is damaged: industry_country '' of AAA_b is not in country");
    change_text("t.h5", "industry_sector", 5, "q");
    refuse_table("is damaged: industry_sector 'q' of CCC_c is not in sector");
    change_text("t.h5", "final_use_country", 2, "DDD");
    refuse_table("is damaged: final_use_country 'DDD' of BBB_HH is not in country");
    change_text("t.h5", "country", 2, "AAA");
    refuse_table("is damaged: country 'AAA' is there twice (1 and 3)");
    change_text("t.h5", "sector", 1, "a");
    refuse_table("is damaged: sector 'a' is there twice (1 and 2)");
}

Test(hdf5_damage, labels_of_a_result_are_unique_and_not_empty)
{
    change_text("r.h5", "exporter", 1, "AAA");
    refuse_result("is damaged: dimension 'exporter': duplicate label 'AAA' (1 and 2)");
    change_text("r.h5", "exporter", 0, "");
    refuse_result("is damaged: dimension 'exporter': label 1 is empty");
    spoil_attribute("r.h5", "own_cell", "exporter");
    expect_error(ctx, try_result(ctx, "r.h5"), GVC_EFORMAT,
                 "is damaged: own_cell: 'exporter' does not name two dimensions");
}

Test(hdf5_damage, texts_are_utf8_without_control_characters)
{
    change_text("t.h5", "industry", 2, "B\xff");
    refuse_table("is damaged: text 3 of dataset 'industry' is not UTF-8 text");
    change_text("t.h5", "country", 0, "A\x1b[31m");
    refuse_table("is damaged: text 1 of dataset 'country' holds a control character");
    change_text("r.h5", "sector", 1, "\xc3");
    refuse_result("is damaged: text 2 of dataset 'sector' is not UTF-8 text");
    copy_file("t.h5", "x.h5");
    spoil_attribute("x.h5", "source", "Z\xfcrich");
    refuse_table("is damaged: attribute source is not UTF-8 text");
}

Test(hdf5_damage, labels_that_could_not_be_read_back_are_not_written)
{
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    expect_ok(ctx, gvc_builder_industry(ctx, b, "odd\tlabel", "AAA", "a"));
    expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, "AAA", "HH"));
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    gvc_builder_y(b)->data[0] = 1;
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    expect_error(ctx, gvc_hdf5_write_table(ctx, t, "x.h5", NULL), GVC_EFORMAT,
                 "text 1 of dataset 'industry' holds a control character; change it in the source");
    cr_expect(access("x.h5", F_OK) != 0);
    gvc_table_free(t);
}

Test(hdf5_damage, the_year_has_four_digits)
{
    static const int years[] = {-1, 10000, 20050};
    for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
        char words[128];
        hid_t file = reopen("t.h5");
        cr_assert(H5Adelete(file, "year") >= 0);
        add_integer(file, "year", years[i]);
        cr_assert(H5Fclose(file) >= 0);
        snprintf(words, sizeof words,
                 "is damaged: attribute year is %d, expected 1 to 9999, or 0 for unknown",
                 years[i]);
        refuse_table(words);
    }
}

/* ---- numbers ----------------------------------------------------------------------------------
 */

/* Row 0: Z 1 4 2 5 3 1, Y 10 11 12 13 14. */
Test(hdf5_damage, output_is_what_its_row_adds_up_to)
{
    change_number("t.h5", "x", 0, 1);
    refuse_table("is damaged: x of AAA_a is 1, its row adds up to 76");
    change_number("t.h5", "x", 0, 76 * (1 + 1e-8));
    refuse_table("is damaged: x of AAA_a is 76.00000076, its row adds up to 76");
    change_number("t.h5", "x", 0, 76 * (1 + 1e-12));
    cr_expect_eq(try_table(ctx, "x.h5"), GVC_OK, "%s", gvc_ctx_error(ctx));
    change_number("t.h5", "x", 1, (double)NAN);
    refuse_table("is damaged: x of AAA_b is nan, not a finite number");
    change_number("t.h5", "x", 1, -(double)INFINITY);
    refuse_table("is damaged: x of AAA_b is -inf, not a finite number");
    change_number("t.h5", "Z", 0, 2);
    refuse_table("is damaged: x of AAA_a is 76, its row adds up to 77");
    change_number("t.h5", "Y", 4, 13.5);
    refuse_table("is damaged: x of AAA_a is 76, its row adds up to 75.5");
}

/* A cell that is not finite is named itself, not the sum that it spoils. */
Test(hdf5_damage, a_bad_cell_is_named)
{
    change_number("t.h5", "Z", 1, (double)NAN);
    refuse_table("Z: row AAA_a, column AAA_b: nan is not a finite number");
}

/* 6 - 1.2 - 4.8 leaves 2e-16 or so, and is stored as output 0. */
Test(hdf5_damage, a_row_that_cancels_comes_back)
{
    gvc_table *t = NULL;
    gvc_builder *b = small_builder(ctx);
    gvc_dense *z = gvc_builder_z(b), *y = gvc_builder_y(b);
    for (gvc_idx j = 0; j < z->cols; j++) {
        z->data[j] = 0;
    }
    const double row[SMALL_FINAL_USE] = {0.1, 0.2, -0.3, 0, 0};
    memcpy(y->data, row, sizeof row);
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    cr_expect_eq(gvc_table_x(t)[0], 0.0);
    expect_ok(ctx, gvc_hdf5_write_table(ctx, t, "c.h5", NULL));
    cr_expect_eq(try_table(ctx, "c.h5"), GVC_OK, "%s", gvc_ctx_error(ctx));
    gvc_table_free(t);
}

Test(hdf5_damage, a_term_is_finite_or_absent)
{
    change_number("r.h5", "dva", 7, (double)INFINITY);
    refuse_result("is damaged: term 'dva' of 2005, BBB, a, BBB is inf");
    change_number("r.h5", "fva", 0, -(double)INFINITY);
    refuse_result("is damaged: term 'fva' of 2005, AAA, a, AAA is -inf");
    change_number("r.h5", "dva", 7, (double)NAN);
    cr_expect_eq(try_result(ctx, "x.h5"), GVC_OK, "%s", gvc_ctx_error(ctx));
}

Test(hdf5_damage, float32_is_not_taken_for_float64)
{
    replace("t.h5", "Z", H5T_IEEE_F32LE, H5P_DEFAULT);
    refuse_table("dataset 'Z' is float32, expected float64");
    replace("t.h5", "Y", H5T_STD_I64LE, H5P_DEFAULT);
    refuse_table("dataset 'Y' holds no floating-point numbers");
    replace("t.h5", "Z", H5T_IEEE_F64BE, H5P_DEFAULT);
    cr_expect_eq(try_table(ctx, "x.h5"), GVC_OK, "%s", gvc_ctx_error(ctx));
}

/* ---- where the bytes are ----------------------------------------------------------------------
 */

static size_t keep(unsigned flags, size_t parameters, const unsigned values[], size_t bytes,
                   size_t *size, void **data)
{
    (void)flags, (void)parameters, (void)values, (void)size, (void)data;
    return bytes;
}

Test(hdf5_damage, filters_of_others_are_named)
{
    const H5Z_class2_t lzf = {H5Z_CLASS_T_VERS, 32000, 1, 1, "lzf", NULL, NULL, keep};
    const hsize_t chunk[2] = {2, 2};
    hid_t creation = H5Pcreate(H5P_DATASET_CREATE), other = H5Pcreate(H5P_DATASET_CREATE);
    cr_assert(H5Zregister(&lzf) >= 0 && H5Pset_chunk(creation, 2, chunk) >= 0);
    cr_assert(H5Pset_filter(creation, 32000, H5Z_FLAG_OPTIONAL, 0, NULL) >= 0);
    replace("t.h5", "Z", H5T_IEEE_F64LE, creation);
    cr_assert(H5Zunregister(32000) >= 0);
    refuse_table("dataset 'Z' is packed with the filter lzf, gvc reads deflate and shuffle; repack "
                 "it, as h5repack -f GZIP=4 does");
    cr_assert(H5Pset_chunk(other, 2, chunk) >= 0);
    cr_assert(H5Pset_scaleoffset(other, H5Z_SO_FLOAT_DSCALE, 1) >= 0);
    replace("t.h5", "Y", H5T_IEEE_F64LE, other);
    refuse_table("dataset 'Y' is packed with the filter scaleoffset, gvc reads deflate and "
                 "shuffle; repack it, as h5repack -f GZIP=4 does");
    cr_assert(H5Pclose(creation) >= 0 && H5Pclose(other) >= 0);
}

static const char elsewhere[] = "dataset 'Z' keeps its values in another file; gvc reads only what "
                                "lies in the file itself, copy the data there";

Test(hdf5_damage, values_in_another_file_are_not_read)
{
    const hsize_t extent[2] = {SMALL_INDUSTRIES, SMALL_INDUSTRIES};
    hid_t creation = H5Pcreate(H5P_DATASET_CREATE), space = H5Screate_simple(2, extent, NULL);
    cr_assert(H5Pset_external(creation, "z.raw", 0, H5F_UNLIMITED) >= 0);
    replace("t.h5", "Z", H5T_IEEE_F64LE, creation);
    cr_assert(access("z.raw", F_OK) == 0);
    refuse_table(elsewhere);
    cr_assert(H5Pclose(creation) >= 0);
    creation = H5Pcreate(H5P_DATASET_CREATE);
    cr_assert(H5Pset_virtual(creation, space, "t.h5", "Z", space) >= 0);
    hid_t file = reopen("t.h5");
    cr_assert(H5Ldelete(file, "Z", H5P_DEFAULT) >= 0);
    hid_t ds = H5Dcreate2(file, "Z", H5T_IEEE_F64LE, space, H5P_DEFAULT, creation, H5P_DEFAULT);
    cr_assert(ds >= 0 && H5Dclose(ds) >= 0 && H5Fclose(file) >= 0);
    refuse_table(elsewhere);
    cr_assert(H5Pclose(creation) >= 0 && H5Sclose(space) >= 0);
}

static void link_instead(const char *from, const char *name, bool soft)
{
    hid_t file = reopen(from);
    cr_assert(H5Lmove(file, name, file, "moved", H5P_DEFAULT, H5P_DEFAULT) >= 0);
    cr_assert(soft ? H5Lcreate_soft("/moved", file, name, H5P_DEFAULT, H5P_DEFAULT) >= 0
                   : H5Lcreate_external(from, name, file, name, H5P_DEFAULT, H5P_DEFAULT) >= 0);
    cr_assert(H5Fclose(file) >= 0);
}

Test(hdf5_damage, links_are_not_followed)
{
    link_instead("t.h5", "Z", true);
    refuse_table("'Z' is a soft link; gvc reads only what lies in the file itself, copy the data "
                 "there");
    link_instead("t.h5", "industry", false);
    refuse_table("'industry' is an external link; gvc reads only what lies in the file itself, "
                 "copy the data there");
    link_instead("r.h5", "dva", true);
    refuse_result("'dva' is a soft link; gvc reads only what lies in the file itself, copy the "
                  "data there");
    link_instead("r.h5", "dva", false);
    refuse_result("'dva' is an external link; gvc reads only what lies in the file itself, copy "
                  "the data there");
}

/* ---- what a user added ------------------------------------------------------------------------
 */

Test(hdf5_damage, datasets_of_a_user_are_passed_over)
{
    const hsize_t extent = 5;
    gvc_result *back = NULL;
    hid_t file = reopen("r.h5"), space = H5Screate_simple(1, &extent, NULL);
    hid_t types[] = {H5T_IEEE_F64LE, H5T_IEEE_F32LE, H5T_STD_I32LE};
    const char *const names[] = {"notes", "sketch", "counts"};
    for (int i = 0; i < 3; i++) {
        hid_t ds =
            H5Dcreate2(file, names[i], types[i], space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
        cr_assert(ds >= 0 && H5Dclose(ds) >= 0);
    }
    cr_assert(H5Sclose(space) >= 0 && H5Fclose(file) >= 0);
    expect_ok(ctx, gvc_hdf5_read_result(ctx, "x.h5", &back));
    cr_expect_eq(gvc_result_nterms(back), 4);
    cr_expect_eq(gvc_result_find_term(back, "notes"), -1);
    gvc_result_free(back);
}

/* ---- writing ----------------------------------------------------------------------------------
 */

Test(hdf5_damage, a_private_file_stays_private)
{
    struct stat now;
    gvc_table *t = read_back(ctx, "t.h5", false);
    cr_assert(chmod("t.h5", 0600) == 0);
    expect_ok(ctx, gvc_table_write(ctx, t, "t.h5", NULL));
    cr_assert(stat("t.h5", &now) == 0);
    cr_expect_eq(now.st_mode & 0777, 0600, "%o", (unsigned)now.st_mode & 0777);
    gvc_table_free(t);
}

Test(hdf5_damage, a_planted_link_is_not_followed)
{
    struct stat now;
    size_t length = 0;
    gvc_table *t = read_back(ctx, "t.h5", false);
    write_text("victim", "kept");
    cr_assert(symlink("victim", "new.h5.part") == 0);
    expect_ok(ctx, gvc_hdf5_write_table(ctx, t, "new.h5.part", NULL));
    char *text = read_bytes("victim", &length);
    cr_expect_str_eq(text, "kept");
    cr_expect(lstat("new.h5.part", &now) == 0 && S_ISREG(now.st_mode));
    free(text);
    gvc_table_free(t);
}
