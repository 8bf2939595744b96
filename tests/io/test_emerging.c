/* test_emerging.c - EMERGING in MATLAB 7.3: the published layout in every form, groups, lists,
 * tiles, and files that are not what they should be */
#include "matlab.h"
#include "mock.h"
#include "with_lists.h"

SUITE_WITH_LISTS(emerging);

static const double z22[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
static const double f22[] = {30, 1, 2, 3, 40, 4, 5, 6, 50, 7, 8, 9, 60, 10, 11, 12};
static const double va22[] = {20, 21, 22, 23}, x22[] = {46, 81, 116, 151};
static const char *const two[] = {"AAA", "BBB", NULL};
static const char *const sectors[] = {"1 Paddy rice", "2 Wheat", NULL};
static const char *const uses[] = {"household", "capital", NULL};

/* Two countries, two sectors, two categories; `without` is left out. */
static void small(const char *name, const char *without, bool standing)
{
    hid_t file = matlab_create(name);
    const struct {
        const char *name;
        const double *data;
        hsize_t rows, cols;
    } parts[] = {{"z", z22, 4, 4},
                 {"f", f22, 4, 4},
                 {"va", va22, standing ? 4 : 1, standing ? 1 : 4},
                 {"X", x22, standing ? 4 : 1, standing ? 1 : 4}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (strcmp(parts[i].name, without) != 0) {
            matlab_matrix(file, parts[i].name, parts[i].data, parts[i].rows, parts[i].cols, 0, 0,
                          H5T_IEEE_F64LE);
        }
    }
    const char *const lists_of[] = {"country_list", "sector_list", "final_list"};
    const char *const *const texts[] = {two, sectors, uses};
    for (int i = 0; i < 3; i++) {
        if (strcmp(lists_of[i], without) != 0) {
            matlab_cells(file, file, lists_of[i], texts[i]);
        }
    }
    matlab_close(file, name);
}

static double cell(const gvc_dense *m, gvc_idx i, gvc_idx j)
{
    return m->data[i * m->stride + j];
}

static void expect_small(const gvc_table *t)
{
    cr_assert_eq(gvc_table_count(t, GVC_INDUSTRY), 4);
    for (gvc_idx i = 0; i < 16; i++) {
        cr_expect_eq(cell(gvc_table_z(t), i / 4, i % 4), z22[i]);
        cr_expect_eq(cell(gvc_table_y(t), i / 4, i % 4), f22[i]);
    }
    for (gvc_idx i = 0; i < 4; i++) {
        cr_expect_eq(cell(gvc_table_v(t), 0, i), va22[i]);
        cr_expect_eq(gvc_table_x_given(t)[i], x22[i]);
    }
    cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, 3), "BBB_2 Wheat");
    cr_expect_str_eq(gvc_table_text(t, "units"), "million USD");
}

Test(emerging, reads_the_mock)
{
    mock_file(ctx, &here, "emerging_mat73", "global_mrio_2019.mat", 2019, true);
}

Test(emerging, reads_lying_and_standing_vectors)
{
    for (int standing = 0; standing < 2; standing++) {
        small("EMERGING_V2_2018_m.mat", "", standing == 1);
        gvc_table *t = read_it("EMERGING_V2_2018_m.mat", NULL);
        expect_small(t);
        cr_expect_str_eq(gvc_table_label(t, GVC_FINAL_USE, 1), "AAA_capital");
        gvc_table_free(t);
    }
}

Test(emerging, reads_what_is_inside_a_group)
{
    hid_t file = matlab_create("g.mat");
    hid_t group = H5Gcreate2(file, "MRIO", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    matlab_matrix(group, "z", z22, 4, 4, 0, 0, H5T_IEEE_F64LE);
    matlab_matrix(group, "f", f22, 4, 4, 0, 0, H5T_IEEE_F32LE);
    matlab_matrix(group, "va", va22, 1, 4, 0, 0, H5T_IEEE_F64LE);
    matlab_matrix(group, "X", x22, 4, 1, 0, 0, H5T_IEEE_F64LE);
    matlab_cells(file, group, "country_list", two);
    matlab_cells(file, group, "sector_list", sectors);
    H5Gclose(group);
    matlab_close(file, "g.mat");
    gvc_table *t = read_it("g.mat", NULL);
    expect_small(t);
    cr_expect_str_eq(gvc_table_label(t, GVC_FINAL_USE, 1), "AAA_F2");
    gvc_table_free(t);
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.labels_only = true;
    t = read_it("g.mat", &options);
    cr_expect_null(gvc_table_z(t));
    gvc_table_free(t);
}

Test(emerging, reads_the_variant_without_labels)
{
    hid_t file = matlab_create("EMERGING_E_2019.mat");
    const double f[] = {1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12,
                        13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24};
    matlab_matrix(file, "MRIO_Z_E", z22, 4, 4, 0, 0, H5T_IEEE_F64LE);
    matlab_matrix(file, "MRIO_F_E", f, 4, 6, 0, 0, H5T_IEEE_F64LE);
    matlab_close(file, "EMERGING_E_2019.mat");
    expect_error(ctx, refuse("EMERGING_E_2019.mat", NULL), GVC_EFORMAT,
                 "reading EMERGING_E_2019.mat: has no country_list, and no countries.csv lies "
                 "beside it; name a list with --countries FILE");
    lists();
    gvc_table *t = read_it("EMERGING_E_2019.mat", NULL);
    cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, 3), "BBB_b");
    cr_expect_str_eq(gvc_table_label(t, GVC_FINAL_USE, 4), "BBB_government");
    cr_expect_eq(cell(gvc_table_y(t), 3, 4), 23);
    cr_expect_not(gvc_table_has_given_va(t));
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "countries from countries.csv\nsectors from sectors.csv\n"
                     "year 2019 from the name EMERGING_E_2019.mat");
    gvc_table_free(t);
}

/* A list of the caller's takes the place of the file's; rows of a matrix of characters are a list,
 * too. */
Test(emerging, takes_lists_as_they_come)
{
    small("t.mat", "sector_list", false);
    hid_t file = H5Fopen("t.mat", H5F_ACC_RDWR, H5P_DEFAULT);
    hsize_t extent[2] = {3, 2};
    const uint16_t wide[] = {'w', 0x4e2d, 'i', 0xd83d, ' ', 0xde00}; /* "wi ", three of Unicode */
    hid_t space = H5Screate_simple(2, extent, NULL);
    hid_t ds = H5Dcreate2(file, "sector_list", H5T_STD_U16LE, space, H5P_DEFAULT, H5P_DEFAULT,
                          H5P_DEFAULT);
    H5Dwrite(ds, H5T_NATIVE_UINT16, H5S_ALL, H5S_ALL, H5P_DEFAULT, wide);
    H5Dclose(ds);
    H5Sclose(space);
    H5Fclose(file);
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    write_text("c.txt", "QQQ\nRRR\n");
    options.countries = "c.txt";
    gvc_table *t = read_it("t.mat", &options);
    cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, 2), "RRR_wi");
    cr_expect_str_eq(gvc_table_label(t, GVC_SECTOR, 1), "\344\270\255\360\237\230\200");
    gvc_table_free(t);
}

/* Larger than a tile in both dimensions, chunks that do not divide it; and without chunks. */
Test(emerging, reads_in_tiles)
{
    enum { SIDE = 1700 };
    double *z = calloc((size_t)SIDE * SIDE, sizeof *z), f[SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
        z[i] = i % 7919;
    }
    for (int i = 0; i < SIDE; i++) {
        f[i] = i;
    }
    const hsize_t chunks[][2] = {{0, 0}, {1, SIDE}, {999, 1100}, {64, 33}, {5, 700}};
    write_text("countries.csv", "AAA\n");
    FILE *list = fopen("sectors.csv", "w");
    for (int i = 0; i < SIDE; i++) {
        fprintf(list, "s%d\n", i);
    }
    fclose(list);
    for (size_t k = 0; k < sizeof chunks / sizeof *chunks; k++) {
        hid_t file = matlab_create("t.mat");
        matlab_matrix(file, "z", z, SIDE, SIDE, chunks[k][0], chunks[k][1], H5T_IEEE_F64LE);
        matlab_matrix(file, "f", f, SIDE, 1, 0, 0, H5T_IEEE_F64LE);
        matlab_close(file, "t.mat");
        gvc_table *t = read_it("t.mat", NULL);
        cr_expect(memcmp(gvc_table_z(t)->data, z, (size_t)SIDE * SIDE * sizeof *z) == 0,
                  "chunks %zu", k);
        gvc_table_free(t);
    }
    free(z);
}

/* ---- what is refused ------------------------------------------------------------------------- */
Test(emerging, names_what_is_missing)
{
    small("t.mat", "z", false);
    expect_error(ctx, refuse("t.mat", NULL), GVC_EFORMAT,
                 "reading t.mat: has no matrix z, nor MRIO_Z_E, as the tables of EMERGING have; it "
                 "holds X, country_list, f, final_list, sector_list, va");
    small("t.mat", "f", false);
    expect_error(ctx, refuse("t.mat", NULL), GVC_EFORMAT,
                 "reading t.mat: has a matrix z and no final demand f");
    small("t.mat", "sector_list", false);
    expect_error(ctx, refuse("t.mat", NULL), GVC_EFORMAT,
                 "reading t.mat: has no sector_list, and no sectors.csv lies beside it; name a "
                 "list with --sectors FILE");
    write_text("old.mat", "MATLAB 5.0 MAT-file, Platform: GLNXA64, Created on: ...");
    expect_error(ctx, refuse("old.mat", NULL), GVC_EUNSUPPORTED,
                 "reading old.mat: is a MAT-file of MATLAB's old version 5; save it in MATLAB with "
                 "save(FILE, '-v7.3')");
    write_text("no.mat", "MATLAB 7.3 MAT-file, but nothing behind it");
    gvc_status status = refuse("no.mat", NULL);
    cr_expect_eq(status, GVC_EFORMAT);
    cr_expect(strncmp(gvc_ctx_error(ctx), "reading no.mat: is damaged", 26) == 0, "%s",
              gvc_ctx_error(ctx));
}

/* A small file with one list or matrix in the place of its own. */
static void with_texts(const char *name, const char *const *texts)
{
    small("t.mat", name, false);
    hid_t file = H5Fopen("t.mat", H5F_ACC_RDWR, H5P_DEFAULT);
    matlab_cells(file, file, name, texts);
    H5Fclose(file);
}

static void with_matrix(const char *name, const double *data, hsize_t rows_of, hsize_t cols)
{
    small("t.mat", name, false);
    hid_t file = H5Fopen("t.mat", H5F_ACC_RDWR, H5P_DEFAULT);
    matlab_matrix(file, name, data, rows_of, cols, 0, 0, H5T_IEEE_F64LE);
    H5Fclose(file);
}

Test(emerging, refuses_labels_and_shapes_that_do_not_fit)
{
    with_texts("country_list", (const char *const[]){"AAA", "AAA", NULL});
    expect_error(ctx, refuse("t.mat", NULL), GVC_EFORMAT,
                 "reading t.mat: country_list: label 'AAA' is there twice (2)");
    with_texts("country_list", (const char *const[]){"AAA", " ", NULL});
    expect_error(ctx, refuse("t.mat", NULL), GVC_EFORMAT,
                 "reading t.mat: country_list: label 2 is empty");
    with_texts("sector_list", (const char *const[]){"a", "b", "c", NULL});
    expect_error(ctx, refuse("t.mat", NULL), GVC_ESHAPE,
                 "reading t.mat: 'z' is 4 x 4, expected 6 = 2 countries (country_list) x 3 sectors "
                 "(sector_list)");
    with_texts("final_list", (const char *const[]){"a", NULL});
    expect_error(ctx, refuse("t.mat", NULL), GVC_ESHAPE,
                 "reading t.mat: 'final_list' names 1 categories, 'f' has 2 for a country");
    with_matrix("f", f22, 4, 3);
    expect_error(ctx, refuse("t.mat", NULL), GVC_ESHAPE,
                 "reading t.mat: 'f' is 4 x 3, expected 4 rows and a number of columns that is a "
                 "multiple of 2 countries (country_list)");
    with_matrix("va", va22, 1, 3);
    expect_error(ctx, refuse("t.mat", NULL), GVC_ESHAPE,
                 "reading t.mat: 'va' is 1 x 3, expected a row for 4 industries");
    double bad[16];
    memcpy(bad, z22, sizeof bad);
    bad[6] = (double)NAN;
    with_matrix("z", bad, 4, 4);
    expect_error(ctx, refuse("t.mat", NULL), GVC_EFORMAT,
                 "reading t.mat: Z: row AAA_2 Wheat, column BBB_1 Paddy rice: nan is not a finite "
                 "number");
}

/* References that lead nowhere, to something else, or to what is no text. */
Test(emerging, refuses_references_that_lead_elsewhere)
{
    const hobj_ref_t nowhere[] = {0, 7, 1000, 2048, (hobj_ref_t)1 << 40, (hobj_ref_t)-1};
    for (size_t i = 0; i < sizeof nowhere / sizeof *nowhere; i++) {
        small("t.mat", "", false);
        hid_t file = H5Fopen("t.mat", H5F_ACC_RDWR, H5P_DEFAULT);
        hid_t ds = H5Dopen2(file, "country_list", H5P_DEFAULT);
        hobj_ref_t references[2] = {nowhere[i], nowhere[i]};
        H5Dwrite(ds, H5T_STD_REF_OBJ, H5S_ALL, H5S_ALL, H5P_DEFAULT, references);
        H5Dclose(ds);
        H5Fclose(file);
        expect_error(ctx, refuse("t.mat", NULL), GVC_EFORMAT,
                     "reading t.mat: country_list: item 1 of 'country_list' is no text of up to "
                     "1024 characters");
    }
    small("t.mat", "country_list", false);
    hid_t file = H5Fopen("t.mat", H5F_ACC_RDWR, H5P_DEFAULT);
    cr_assert(H5Lcreate_soft("/sector_list", file, "country_list", H5P_DEFAULT, H5P_DEFAULT) >= 0);
    H5Fclose(file);
    expect_error(ctx, refuse("t.mat", NULL), GVC_EFORMAT,
                 "reading t.mat: 'country_list' is a soft link; gvc reads only what lies in the "
                 "file itself, copy the data there");
}

/* Cut anywhere, a file gives words and no table. */
Test(emerging, survives_a_file_that_is_cut)
{
    small("t.mat", "", false);
    size_t length = 0;
    char *bytes = read_bytes("t.mat", &length);
    for (size_t cut = 520; cut < length; cut += length / 60) {
        write_bytes("c.mat", bytes, cut);
        gvc_table *t = NULL;
        gvc_status status = gvc_table_read(ctx, &t, "c.mat", NULL);
        cr_expect_neq(status, GVC_OK, "cut at %zu", cut);
        cr_expect_null(t);
    }
    /* And damaged anywhere: it is read, or there are words. */
    for (size_t at = 512; at < length; at += 13) {
        char was = bytes[at];
        bytes[at] = (char)(was ^ 0x5a);
        write_bytes("c.mat", bytes, length);
        gvc_table *t = NULL;
        gvc_status status = gvc_table_read(ctx, &t, "c.mat", NULL);
        cr_expect_eq(status == GVC_OK, t != NULL);
        gvc_table_free(t);
        bytes[at] = was;
    }
    free(bytes);
}
