/* test_figaro_flat.c - FIGARO in flat form: as downloaded, shuffled, from the database, damaged */
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

TestSuite(figaro_flat, .init = enter, .fini = leave);

/* As it is, alone and in its zip, and with its lines in the opposite order. */
Test(figaro_flat, reads_the_published_form)
{
    static const char *const mocks[][2] = {
        {"figaro_indbyind", "flatfile_eu-ic-io_ind-by-ind_24ed_2021"},
        {"figaro_prodbyprod", "flatfile_eu-ic-io_prod-by-prod_24ed_2021"},
    };
    for (size_t i = 0; i < sizeof mocks / sizeof *mocks; i++) {
        char command[8 * FOLDER_PATH];
        const char *stem = mocks[i][1];
        mock m;
        mock_load(&m, &here, mocks[i][0]);
        snprintf(command, sizeof command,
                 "cp '%s/formats/mocks/%s/%s.zip' flat.zip && unzip -q -o flat.zip && "
                 "gzip -c %s.csv >flat.gz && mv %s.csv x.bin && "
                 "(head -n 1 x.bin && tail -n +2 x.bin | tac) >turned.csv",
                 here.shared, mocks[i][0], stem, stem, stem);
        cr_assert_eq(system(command), 0, "%s", command);
        static const char *const forms[] = {"flat.zip", "x.bin", "flat.gz", "turned.csv"};
        for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
            expect_ok(ctx, gvc_table_read(ctx, &m.t, forms[k], NULL));
            mock_expect(&m, true);
            cr_expect_str_eq(gvc_table_text(m.t, "source_format"), "figaro-flat");
            cr_expect_eq(gvc_table_role(m.t, 0), k == 3 ? GVC_ROLE_VALUE_ADDED : GVC_ROLE_TAX, "%s",
                         forms[k]);
            gvc_table_free(m.t);
            m.t = NULL;
        }
        mock_free(&m);
    }
}

static const char small[] = "icioiRow,icioiCol,refArea,rowIi,counterpartArea,colIi,obsValue\n"
                            "AT_A01,AT_A01,AT,A01,AT,A01,1\n"
                            "AT_A01,BE_C31_32,AT,A01,BE,C31_32,2\n"
                            "BE_C31_32,AT_A01,BE,C31_32,AT,A01,3\n"
                            "BE_C31_32,BE_C31_32,BE,C31_32,BE,C31_32,\n"
                            "AT_A01,AT_P3_S14,AT,A01,AT,P3_S14,1e1\n"
                            "BE_C31_32,BE_P51G,BE,C31_32,BE,P51G,20\n"
                            "W2_D1,AT_A01,W2,D1,AT,A01,5\n"
                            "W2_D21X31,AT_P3_S14,W2,D21X31,AT,P3_S14,0.5\n";

static gvc_table *read_text(const char *text, int year)
{
    gvc_table *t = NULL;
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.year = year;
    write_text("t.csv", text);
    expect_ok(ctx, gvc_table_read(ctx, &t, "t.csv", &options));
    return t;
}

static double cell(const gvc_dense *m, gvc_idx i, gvc_idx j)
{
    return m->data[i * m->stride + j];
}

Test(figaro_flat, fills_what_is_missing_with_0)
{
    gvc_table *t = read_text(small, 0);
    cr_assert_eq(gvc_table_count(t, GVC_INDUSTRY), 2);
    cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, 1), "BE_C31_32");
    cr_expect(cell(gvc_table_z(t), 0, 1) == 2 && cell(gvc_table_y(t), 0, 0) == 10);
    cr_expect(cell(gvc_table_y(t), 0, 1) == 0 && cell(gvc_table_v(t), 0, 1) == 0);
    cr_expect_eq(cell(gvc_table_vy(t), 1, 0), 0.5);
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "1 empty cell read as 0\n2 cells that the file does not have are 0");
    gvc_table_free(t);
}

/* Eurostat's database: other names, codes with hyphens, years in one file. */
Test(figaro_flat, reads_what_the_database_gives)
{
    static const char text[] =
        "DATAFLOW,freq,unit,c_dest,ind_use,c_orig,ind_ava,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n"
        "naio,A,MIO_EUR,AT,C10-12,AT,C10-12,2020,1,\n"
        "naio,A,MIO_EUR,AT,C10-12,WRL_REST,C10-12,2020,2,p\n"
        "naio,A,MIO_EUR,WRL_REST,C10-12,AT,C10-12,2020,3,\n"
        "naio,A,MIO_EUR,WRL_REST,C10-12,WRL_REST,C10-12,2020,4,\n"
        "naio,A,MIO_EUR,AT,P3_S14,AT,C10-12,2020,5,\n"
        "naio,A,MIO_EUR,WRL_REST,P3_S14,WRL_REST,C10-12,2020,6,\n"
        "naio,A,MIO_EUR,AT,C10-12,DOM,D1,2020,7,\n"
        "naio,A,MIO_EUR,AT,P3_S14,AT,C10-12,2021,50,\n";
    gvc_table *t = read_text(text, 2020);
    cr_expect_eq(gvc_table_year(t), 2020);
    cr_assert_eq(gvc_table_count(t, GVC_INDUSTRY), 2);
    cr_expect_str_eq(gvc_table_label(t, GVC_COUNTRY, 1), "FIGW1");
    cr_expect_str_eq(gvc_table_label(t, GVC_SECTOR, 0), "C10-12");
    cr_expect(cell(gvc_table_z(t), 1, 0) == 2 && cell(gvc_table_y(t), 0, 0) == 5);
    cr_expect(cell(gvc_table_v(t), 0, 0) == 7);
    gvc_table_free(t);
    t = NULL;
    expect_error(ctx, gvc_table_read(ctx, &t, "t.csv", NULL), GVC_EUNKNOWN,
                 "reading t.csv: holds several years (2020 to 2021); choose one with --year");
}

Test(figaro_flat, refuses_what_is_damaged)
{
    static const char *const cases[][2] = {
        {"icsupRow,icsupCol,refArea,rowPi,counterpartArea,colPi,obsValue\nA_x,A_y,A,x,A,y,1\n",
         "reading t.csv: is a supply table in flat form, half of a supply-use table; give the "
         "input-output table of the same edition instead (flatfile_eu-ic-io_ind-by-ind or "
         "prod-by-prod)"},
        {"icuseRow,icuseCol,refArea,rowPi,counterpartArea,colPi,obsValue\nA_x,A_y,A,x,A,y,1\n",
         "reading t.csv: is a use table in flat form, half of a supply-use table; give the "
         "input-output table of the same edition instead (flatfile_eu-ic-io_ind-by-ind or "
         "prod-by-prod)"},
        {"icioiRow,icioiCol,obsValue\nA_x,A_x,1\nA_x,A_C,2\nA_x,A_x,3\n",
         "reading t.csv:4: the cell of row 'A_x' and column 'A_x' is there twice"},
        {"icioiRow,icioiCol,obsValue\nA_x,A_x,1\nA_x,A_C,na\n",
         "reading t.csv:3: column 3: 'na' is not a number"},
        {"icioiRow,icioiCol,obsValue\nA_x,A_x,1\nA_x,A_C\n",
         "reading t.csv:3: 2 fields, expected 3 as in line 1"},
        {"icioiRow,icioiCol,obsValue\nA_x,A_x,1\nA_x,A_C,1,2\n",
         "reading t.csv:3: 4 fields, expected 3 as in line 1"},
        {"icioiRow,icioiCol,obsValue\nA_x,,1\n",
         "reading t.csv:2: column 2: empty, expected a label"},
        {"icioiRow,icioiCol,obsValue\nA_x,A_x,1\nA_x,B_x,1\nA_x,A_C,4\n",
         "reading t.csv: 'B_x' has no row of that name"},
        {"icioiRow,icioiCol,obsValue\n", "reading t.csv: holds no row below its header"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        gvc_table *t = NULL;
        write_text("t.csv", cases[i][0]);
        cr_expect_neq(gvc_table_read(ctx, &t, "t.csv", NULL), GVC_OK);
        cr_expect_str_eq(gvc_ctx_error(ctx), cases[i][1]);
        cr_expect_null(t);
    }
}
