/* hdf5_samples.h - a table and a result with everything that an HDF5 file has to keep, and ways to
 * read, compare and spoil the files */
#ifndef GVC_TESTS_HDF5_SAMPLES_H
#define GVC_TESTS_HDF5_SAMPLES_H

#include <hdf5.h>

#include "folder.h"
#include "hdf5/hdf5.h"
#include "small.h"

enum { RICH_INDUSTRIES = 300, RICH_FINAL_USE = 4 };

static inline void rich_labels(gvc_ctx *ctx, gvc_builder *b)
{
    expect_ok(ctx, gvc_builder_country(ctx, b, "ZZZ", "Never named by an industry"));
    expect_ok(ctx, gvc_builder_country(ctx, b, "CIV", "Côte d'Ivoire"));
    expect_ok(ctx, gvc_builder_sector(ctx, b, "s1", "Mining, \"quarrying\""));
    /* A split territory, a country that is not contiguous, unequal numbers of sectors. */
    expect_ok(ctx, gvc_builder_industry(ctx, b, "MX1_s1", "MEX", "s1"));
    expect_ok(ctx, gvc_builder_industry(ctx, b, "MX2_s1", "MEX", "s1"));
    expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, "Côte d'Ivoire", "s_1"));
    for (int i = 3; i < RICH_INDUSTRIES; i++) {
        char country[16], sector[16];
        snprintf(country, sizeof country, "C%d", i % 7);
        snprintf(sector, sizeof sector, "s%d", i / 3);
        expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, country, sector));
    }
    expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, "MEX", "HH"));
    expect_ok(ctx, gvc_builder_final_use(ctx, b, "DISC", "", "DISC"));
    expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, "C1", "HH"));
    expect_ok(ctx, gvc_builder_final_use(ctx, b, "odd label", "C1", "Dépenses"));
}

static inline void rich_fill(gvc_dense *m, double scale)
{
    for (gvc_idx i = 0; i < m->rows; i++) {
        for (gvc_idx j = 0; j < m->cols; j++) {
            bool zero = (i * 31 + j * 17) % 5 != 0;
            m->data[i * m->stride + j] = zero ? 0 : scale * (double)(i + 1) / (double)(j + 3);
        }
    }
}

/* given: value added, output and satellite accounts of the source; else none of them. */
static inline gvc_table *rich_table(gvc_ctx *ctx, bool given)
{
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    rich_labels(ctx, b);
    if (given) {
        expect_ok(ctx, gvc_builder_value_added(ctx, b, "COMP"));
        expect_ok(ctx, gvc_builder_value_added(ctx, b, "GOS"));
        expect_ok(ctx, gvc_builder_extension(ctx, b, "CO2", "kt"));
        expect_ok(ctx, gvc_builder_extension(ctx, b, "EMP", NULL));
    }
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    rich_fill(gvc_builder_z(b), 0.1);
    rich_fill(gvc_builder_y(b), 7);
    gvc_builder_y(b)->data[0] = -1e-300;
    if (given) {
        rich_fill(gvc_builder_v(b), 3);
        rich_fill(gvc_builder_e(b), 1e9);
        rich_fill(gvc_builder_ey(b), 1);
        double *x = gvc_builder_x_given(b);
        for (int i = 0; i < RICH_INDUSTRIES; i++) {
            x[i] = 1.1 * i;
        }
    }
    gvc_builder_set_year(b, 2005);
    const gvc_attribute facts[] = {{"units", GVC_ATTR_TEXT, "million USD", 0, 0},
                                   {"zeta", GVC_ATTR_NUMBER, NULL, 0.1, 0},
                                   {"alpha", GVC_ATTR_INTEGER, NULL, 0, -7},
                                   {"source_notes", GVC_ATTR_TEXT, "one\ntwo é", 0, 0},
                                   {"empty", GVC_ATTR_TEXT, "", 0, 0}};
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        expect_ok(ctx, gvc_builder_set_attribute(ctx, b, &facts[i]));
    }
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    return t;
}

static inline gvc_table *read_back(gvc_ctx *ctx, const char *path, bool labels_only)
{
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
    options.labels_only = labels_only;
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    expect_ok(ctx, gvc_hdf5_read_table(ctx, path, &options, b));
    if (labels_only) {
        expect_ok(ctx, gvc_builder_seal_labels(ctx, b, &t));
    } else {
        expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    }
    return t;
}

/* Reads a table and throws it away: the status is what matters. */
static inline gvc_status try_table(gvc_ctx *ctx, const char *path)
{
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
    gvc_status s = gvc_builder_new(ctx, &b);
    if (s == GVC_OK) {
        s = gvc_hdf5_read_table(ctx, path, NULL, b);
    }
    if (s == GVC_OK) {
        s = gvc_builder_seal(ctx, b, &t);
        b = NULL;
    }
    gvc_builder_free(b);
    gvc_table_free(t);
    return s;
}

static inline gvc_status try_result(gvc_ctx *ctx, const char *path)
{
    gvc_result *r = NULL;
    gvc_status s = gvc_hdf5_read_result(ctx, path, &r);
    gvc_result_free(r);
    return s;
}

static inline void expect_same_attribute(const gvc_attribute *a, const gvc_attribute *b)
{
    cr_assert_eq(a == NULL, b == NULL, "%s", a != NULL ? a->name : b != NULL ? b->name : "");
    if (a != NULL && b != NULL) {
        cr_expect_str_eq(a->name, b->name);
        cr_expect_eq(a->kind, b->kind, "%s", a->name);
        cr_expect(gvc_same(a->text, b->text), "%s", a->name);
        cr_expect(memcmp(&a->number, &b->number, sizeof a->number) == 0, "%s", a->name);
        cr_expect_eq(a->integer, b->integer, "%s", a->name);
    }
}

static inline void copy_file(const char *from, const char *to)
{
    size_t length = 0;
    char *bytes = read_bytes(from, &length);
    write_bytes(to, bytes, length);
    free(bytes);
}

static inline void expect_same_bytes(const char *a, const char *b)
{
    size_t na = 0, nb = 0;
    char *x = read_bytes(a, &na), *y = read_bytes(b, &nb);
    cr_expect_eq(na, nb);
    cr_expect(na == nb && memcmp(x, y, na) == 0, "%s and %s differ", a, b);
    free(x);
    free(y);
}

/* Puts a text attribute on the root group, in the place of one that is there. */
static inline void spoil_attribute(const char *path, const char *name, const char *text)
{
    hid_t file = H5Fopen(path, H5F_ACC_RDWR, H5P_DEFAULT);
    hid_t type = H5Tcopy(H5T_C_S1), space = H5Screate(H5S_SCALAR);
    cr_assert(file >= 0 && H5Tset_size(type, H5T_VARIABLE) >= 0);
    if (H5Aexists(file, name) > 0) {
        cr_assert(H5Adelete(file, name) >= 0);
    }
    if (text != NULL) {
        hid_t a = H5Acreate2(file, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
        cr_assert(a >= 0 && H5Awrite(a, type, &text) >= 0);
        H5Aclose(a);
    }
    H5Sclose(space);
    H5Tclose(type);
    cr_assert(H5Fclose(file) >= 0);
}

/* Removes a dataset; a rank above 0 puts one of doubles of that rank and extents in its place. */
static inline void spoil_dataset(const char *path, const char *name, int rank,
                                 const hsize_t *extents)
{
    hid_t file = H5Fopen(path, H5F_ACC_RDWR, H5P_DEFAULT);
    cr_assert(file >= 0 && H5Ldelete(file, name, H5P_DEFAULT) >= 0);
    if (rank > 0) {
        hid_t space = H5Screate_simple(rank, extents, NULL);
        hid_t ds =
            H5Dcreate2(file, name, H5T_NATIVE_DOUBLE, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
        cr_assert(ds >= 0);
        H5Dclose(ds);
        H5Sclose(space);
    }
    cr_assert(H5Fclose(file) >= 0);
}

#endif
