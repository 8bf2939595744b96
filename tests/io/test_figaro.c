/* test_figaro.c - FIGARO in matrix form: industries and products, rows of W2, renamed and repacked
 */
#include "mock.h"

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

TestSuite(figaro, .init = enter, .fini = leave);

static void expect_row(const mock *m, const char *label, const char *name, gvc_role role)
{
    const json_t *expected = json_object_get(m->expected, name);
    gvc_idx k = gvc_table_find(m->t, GVC_VALUE_ADDED, label);
    cr_assert(k >= 0, "%s", label);
    cr_expect_eq(gvc_table_role(m->t, k), role, "%s", label);
    for (size_t j = 0; j < json_array_size(expected); j++) {
        const gvc_dense *v = gvc_table_v(m->t);
        cr_expect_eq(v->data[k * v->stride + (gvc_idx)j], mock_number(expected, j), "%s", label);
    }
}

Test(figaro, reads_industries_and_products)
{
    static const char *const mocks[][3] = {
        {"figaro_indbyind", "matrix_eu-ic-io_ind-by-ind_24ed_2021.csv",
         "Eurostat FIGARO, industry by industry, 2024 edition by its name"},
        {"figaro_prodbyprod", "matrix_eu-ic-io_prod-by-prod_24ed_2021.csv",
         "Eurostat FIGARO, product by product, 2024 edition by its name"},
    };
    for (size_t i = 0; i < sizeof mocks / sizeof *mocks; i++) {
        char path[2 * FOLDER_PATH];
        mock m;
        mock_file(ctx, &here, mocks[i][0], mocks[i][1], 0, true);
        mock_load(&m, &here, mocks[i][0]);
        snprintf(path, sizeof path, "%s/formats/mocks/%s/%s", here.shared, mocks[i][0],
                 mocks[i][1]);
        expect_ok(ctx, gvc_table_read(ctx, &m.t, path, NULL));
        cr_expect_eq(gvc_table_year(m.t), 2021);
        cr_expect_str_eq(gvc_table_text(m.t, "source_format"), "figaro");
        cr_expect_str_eq(gvc_table_text(m.t, "source"), mocks[i][2]);
        cr_expect_null(gvc_table_x_given(m.t));
        expect_row(&m, "W2_D21X31", "taxes_on_products", GVC_ROLE_TAX);
        expect_row(&m, "W2_OP_RES", "none", GVC_ROLE_ADJUSTMENT);
        expect_row(&m, "W2_OP_NRES", "none", GVC_ROLE_ADJUSTMENT);
        expect_row(&m, "W2_D1", "D1", GVC_ROLE_VALUE_ADDED);
        expect_row(&m, "W2_D29X39", "D29X39", GVC_ROLE_VALUE_ADDED);
        expect_row(&m, "W2_B2A3G", "B2A3G", GVC_ROLE_VALUE_ADDED);
        const gvc_dense *vy = gvc_table_vy(m.t);
        gvc_idx k = mock_final_use(m.t, "CN", "P3_S14");
        cr_expect(vy->data[k] == 45.398 && vy->data[vy->stride + k] == 0.08);
        mock_free(&m);
    }
}

static const char small[] =
    "rowLabels;AT_A01;AT_C31_32;BE_A01;FIGW1_A01;AT_P3_S13;AT_P3_S14;AT_P51G;"
    "BE_P3_S14;BE_P51G;FIGW1_P3_S14;TOTAL\n"
    "AT_A01;1;2;3;4;5;6;7;8;9;10;55\n"
    "BE_A01;1;2;3;4;5;6;7;8;9;10;55\n"
    "AT_C31_32;-0.001;;3;4;5;6;7;8;9;10;51.999\n"
    "FIGW1_A01;1;2;3;4;5;6;7;8;9;10;55\n"
    "W2_D1;1;1;1;1;;;;;;;4\n"
    "W2_B9;1;1;1;1;0;0;0;0;0;0;4\n";

/* Rows in another order than columns, unequal sectors, a total, an unknown row. */
Test(figaro, reads_what_differs)
{
    gvc_table *t = NULL;
    write_text("m.csv", small);
    expect_ok(ctx, gvc_table_read(ctx, &t, "m.csv", NULL));
    cr_expect_str_eq(gvc_table_text(t, "source_format"), "figaro");
    cr_expect_str_eq(gvc_table_text(t, "units"), "million EUR");
    cr_expect_eq(gvc_table_count(t, GVC_INDUSTRY), 4);
    cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, 1), "BE_A01");
    cr_expect_str_eq(gvc_table_label(t, GVC_SECTOR, 1), "C31_32");
    cr_expect_eq(gvc_table_count(t, GVC_FINAL_USE), 6);
    cr_expect_eq(gvc_table_z(t)->data[2 * gvc_table_z(t)->stride + 1], 3);
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "row W2_B9 is not known by its name: counted as value added\n"
                     "7 empty cells read as 0");
    gvc_table_free(t);
}

Test(figaro, refuses_what_is_damaged)
{
    static const char *const cases[][3] = {
        {"51.999", "na    ", "reading m.csv:4: column 12: 'na' is not a number"},
        {"BE_A01;1", "AT_A01;1", "reading m.csv:3: 'AT_A01' is there twice, first in line 2"},
        {"BE_P51G", "AT_P51G",
         "reading m.csv:1: column 10: 'AT_P51G' is there twice, first in column 8"},
        {"FIGW1_A01;1", "FIGW2_A01;1",
         "reading m.csv:5: row 'FIGW2_A01' has no column of that name"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        gvc_table *t = NULL;
        char *text = strdup(small);
        memcpy(strstr(text, cases[i][0]), cases[i][1], strlen(cases[i][1]));
        write_text("m.csv", text);
        gvc_status status = gvc_table_read(ctx, &t, "m.csv", NULL);
        cr_expect(status == GVC_EFORMAT || status == GVC_ESHAPE);
        cr_expect_str_eq(gvc_ctx_error(ctx), cases[i][2]);
        gvc_table_free(t);
        free(text);
    }
}
