/* test_grid.c - sheets that sort themselves: guesses, known rows, totals, roles, territories */
#include <expect.h>
#include <stdio.h>
#include <string.h>

#include "formats/grid.h"

static gvc_ctx *ctx;

static void enter(void)
{
    gvc_ctx_new(&ctx);
}

static void leave(void)
{
    gvc_ctx_free(ctx);
}

TestSuite(grid, .init = enter, .fini = leave);

/* A sheet: labels NULL-ended, cells row by row. */
typedef struct sheet {
    const char *columns[16], *rows[16];
    double cells[16][16];
} sheet;

static gvc_idx count_of(const char *const *labels)
{
    gvc_idx n = 0;
    while (labels[n] != NULL) {
        n++;
    }
    return n;
}

typedef enum way { BY_ROW, BY_COLUMN, BY_CELL } way;

static gvc_status give_rows(gvc_grid *g, const sheet *s, bool *sure)
{
    gvc_status status = GVC_OK;
    for (gvc_idx r = 0; status == GVC_OK && s->rows[r] != NULL; r++) {
        const gvc_grid_label label = {.text = s->rows[r]};
        gvc_grid_kind kind;
        status = gvc_grid_row(ctx, g, &label, &kind);
        if (status != GVC_OK || kind == GVC_GRID_UNSURE) {
            *sure = status != GVC_OK;
            return status;
        }
        memcpy(gvc_grid_cells(g), s->cells[r], (size_t)gvc_grid_columns(g) * sizeof(double));
        status = gvc_grid_take(ctx, g);
    }
    *sure = status != GVC_OK || gvc_grid_is_complete(g);
    return status;
}

static gvc_status give_known(gvc_grid *g, const sheet *s, way how)
{
    bool sure = false;
    gvc_idx rows = count_of(s->rows), columns = count_of(s->columns);
    gvc_status status = gvc_grid_restart(ctx, g);
    for (gvc_idx r = 0; status == GVC_OK && r < rows; r++) {
        const gvc_grid_label label = {.text = s->rows[r]};
        status = gvc_grid_known_row(ctx, g, &label);
    }
    status = status == GVC_OK ? gvc_grid_open(ctx, g, &sure) : status;
    cr_expect(sure || status != GVC_OK);
    if (how == BY_ROW) {
        return status == GVC_OK ? give_rows(g, s, &sure) : status;
    }
    for (gvc_idx c = columns - 1; status == GVC_OK && c >= 0; c--) {
        double values[16];
        for (gvc_idx r = 0; r < rows; r++) {
            values[r] = s->cells[r][c];
        }
        for (gvc_idx r = rows - 1; how == BY_CELL && status == GVC_OK && r >= 0; r--) {
            status = gvc_grid_put(ctx, g, r, c, values[r]);
        }
        status = how == BY_COLUMN ? gvc_grid_take_column(ctx, g, c, values) : status;
    }
    return status;
}

/* Builds a table of it; *guessed: in one pass. place: of the error. */
static gvc_status build(const sheet *s, way how, bool keep_splits, bool *guessed,
                        gvc_grid_place *place, gvc_table **out)
{
    gvc_grid *g = NULL;
    gvc_builder *b = NULL;
    bool sure = false;
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    expect_ok(ctx, gvc_grid_new(ctx, &g, b, keep_splits));
    gvc_status status = GVC_OK;
    for (gvc_idx c = 0; status == GVC_OK && s->columns[c] != NULL; c++) {
        const gvc_grid_label label = {.text = s->columns[c]};
        status = gvc_grid_column(ctx, g, &label);
    }
    if (status == GVC_OK && how == BY_ROW) {
        status = gvc_grid_open(ctx, g, &sure);
    }
    if (status == GVC_OK && sure) {
        status = give_rows(g, s, &sure);
    }
    *guessed = sure;
    if (status == GVC_OK && !sure) {
        status = give_known(g, s, how);
    }
    status = status == GVC_OK ? gvc_grid_close(ctx, g) : status;
    *place = gvc_grid_failed_at(g);
    gvc_grid_free(g);
    if (status == GVC_OK) {
        return gvc_builder_seal(ctx, b, out);
    }
    gvc_builder_free(b);
    return status;
}

static gvc_table *table_of(const sheet *s, way how, bool guessed)
{
    gvc_table *t = NULL;
    gvc_grid_place place;
    bool in_one = false;
    expect_ok(ctx, build(s, how, false, &in_one, &place, &t));
    cr_expect_eq(in_one, guessed);
    return t;
}

static gvc_grid_place refuse(const sheet *s, gvc_status code, const char *message)
{
    gvc_table *t = NULL;
    gvc_grid_place place;
    bool in_one = false;
    expect_error(ctx, build(s, BY_ROW, false, &in_one, &place, &t), code, message);
    cr_expect_null(t);
    return place;
}

static double cell(const gvc_dense *m, gvc_idx i, gvc_idx j)
{
    return m->data[i * m->stride + j];
}

static const sheet plain = {
    {"A_x", "A_y", "B_x", "A_C", "B_C", "OUT"},
    {"A_x", "A_y", "B_x", "TLS", "VA", "OUT"},
    {{1, 2, 3, 4, 5, 15},
     {6, 7, 8, 9, 10, 40},
     {1, 1, 1, 1, 2, 6},
     {1, 2, 0, 3, 0, 0},
     {6, 28, -6, 0, 0, 0},
     {15, 40, 6, 0, 0, 0}},
};

static void expect_plain(const gvc_table *t)
{
    cr_assert_eq(gvc_table_count(t, GVC_INDUSTRY), 3);
    cr_assert_eq(gvc_table_count(t, GVC_FINAL_USE), 2);
    cr_assert_eq(gvc_table_count(t, GVC_VALUE_ADDED), 2);
    cr_expect(cell(gvc_table_z(t), 1, 2) == 8 && cell(gvc_table_y(t), 2, 1) == 2);
    cr_expect_eq(gvc_table_role(t, 0), GVC_ROLE_TAX);
    cr_expect_eq(gvc_table_role(t, 1), GVC_ROLE_VALUE_ADDED);
    cr_assert_not_null(gvc_table_vy(t));
    cr_expect(cell(gvc_table_vy(t), 0, 0) == 3 && cell(gvc_table_v(t), 1, 2) == -6);
    cr_assert_not_null(gvc_table_x_given(t));
    cr_expect_eq(gvc_table_x_given(t)[1], 40);
    cr_expect_null(gvc_table_text(t, "source_notes"));
}

Test(grid, reads_by_row_by_column_and_by_cell)
{
    const way ways[] = {BY_ROW, BY_COLUMN, BY_CELL};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        gvc_table *t = table_of(&plain, ways[i], ways[i] == BY_ROW);
        expect_plain(t);
        gvc_table_free(t);
    }
}

/* Rows that differ from what the columns let expect: other order, unequal sectors, final use among
 * the industries, one country. */
Test(grid, starts_over_where_it_guessed_wrong)
{
    static const sheet sheets[] = {
        {{"A_x", "A_y", "B_x", "A_C", "OUT"},
         {"B_x", "A_y", "A_x"},
         {{1, 2, 3, 4, 10}, {1, 2, 3, 5, 11}, {1, 2, 3, 6, 12}}},
        {{"A_x", "B_y", "B_z", "A_C", "OUT"},
         {"A_x", "B_y", "B_z"},
         {{1, 2, 3, 4, 10}, {1, 2, 3, 5, 11}, {1, 2, 3, 6, 12}}},
        {{"A_x", "A_y", "A_C", "B_x", "B_C", "OUT"},
         {"A_x", "A_y", "B_x"},
         {{1, 2, 3, 4, 1, 11}, {1, 2, 3, 5, 1, 12}, {1, 2, 3, 6, 1, 13}}},
        {{"A_x", "A_y", "A_z", "A_C", "OUT"},
         {"A_x", "A_y", "A_z"},
         {{1, 2, 3, 4, 10}, {1, 2, 3, 5, 11}, {1, 2, 3, 6, 12}}},
        {{"A_x", "A_y", "A_z", "A_C"},
         {"A_x", "A_y", "A_z", "VA"},
         {{1, 2, 3, 4}, {1, 2, 3, 5}, {1, 2, 3, 6}, {1, 1, 1, 1}}},
    };
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++) {
        gvc_table *t = table_of(&sheets[i], BY_ROW, false);
        cr_expect_eq(gvc_table_count(t, GVC_INDUSTRY), 3, "sheet %zu", i);
        cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, 0), sheets[i].rows[0]);
        cr_expect_eq(gvc_table_count(t, GVC_FINAL_USE), i == 2 ? 2 : 1, "sheet %zu", i);
        cr_expect_null(gvc_table_text(t, "source_notes"), "sheet %zu", i);
        gvc_table_free(t);
    }
}

Test(grid, turns_round_category_first)
{
    static const sheet s = {{"A_x", "B_x", "HFCE_A", "HFCE_B", "INV_A", "DISC"},
                            {"A_x", "B_x", "VA+TAXSUB", "OUT"},
                            {{1, 2, 3, 4, 5, 0.5},
                             {6, 7, 8, 9, 10, 0.25},
                             {8.5, 31.25, 0, 0, 0, 0},
                             {15.5, 40.25, 0, 0, 0, 0}}};
    gvc_table *t = table_of(&s, BY_ROW, true);
    cr_assert_eq(gvc_table_count(t, GVC_CATEGORY), 3);
    cr_expect_str_eq(gvc_table_label(t, GVC_CATEGORY, 0), "HFCE");
    cr_expect_eq(gvc_table_country_of(t, GVC_FINAL_USE, 1), 1);
    cr_expect_eq(gvc_table_country_of(t, GVC_FINAL_USE, 3), -1);
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "final-use column DISC belongs to no country");
    gvc_table_free(t);
}

/* Totals in rows and columns, whatever they are called, and value added beside its parts. */
Test(grid, leaves_totals_out)
{
    static const sheet s = {{"A_x", "B_x", "INTER", "A_C", "A_TOTAL", "B_C", "B_G", "B_TOTAL",
                             "FINAL", "XSUM", "OUT2", "EXPORTS"},
                            {"A_x", "B_x", "IC", "TLS", "BASIC", "D1", "B2A3G", "VA", "SUPPLY"},
                            {{10, 20, 30, 40, 40, 5, 6, 11, 51, 81, 81, 31},
                             {30, 40, 70, 10, 10, 80, 7, 87, 97, 167, 167, 40},
                             {40, 60, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
                             {1, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
                             {41, 67, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
                             {30, 60, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
                             {10, 40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
                             {40, 100, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
                             {81, 167, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}}};
    gvc_table *t = table_of(&s, BY_ROW, true);
    cr_expect_eq(gvc_table_count(t, GVC_FINAL_USE), 3);
    cr_assert_eq(gvc_table_count(t, GVC_CATEGORY), 2);
    cr_expect_str_eq(gvc_table_label(t, GVC_CATEGORY, gvc_table_category_of(t, 2)), "G");
    cr_expect_eq(gvc_table_count(t, GVC_VALUE_ADDED), 3);
    cr_expect_eq(gvc_table_x(t)[1], 167);
    cr_assert_not_null(gvc_table_x_given(t));
    cr_expect_eq(gvc_table_x_given(t)[0], 81);
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "column A_TOTAL is a total of other columns: left out\n"
                     "column B_TOTAL is a total of other columns: left out\n"
                     "column INTER is a total of other columns: left out\n"
                     "column FINAL is a total of other columns: left out\n"
                     "column XSUM is the sum of its row: taken for output\n"
                     "column OUT2 is a total of other columns: left out\n"
                     "column EXPORTS is no part of output, which equals the sum of the other "
                     "columns: left out\n"
                     "row IC is a total of the rows above: left out\n"
                     "row BASIC is a total of the rows above: left out\n"
                     "row SUPPLY equals output: taken for it\n"
                     "row VA is the sum of the other rows of value added: left out");
    gvc_table_free(t);
}

Test(grid, keeps_rows_that_it_does_not_know)
{
    static const sheet s = {{"A_x", "B_x", "A_C", "B_C"},
                            {"A_x", "B_x", "WAGES", "W2_D21X31"},
                            {{1, 2, 3, 4}, {5, 6, 7, 8}, {2, 2, 0, 0}, {1, 1, 1, 1}}};
    gvc_table *t = table_of(&s, BY_ROW, true);
    cr_assert_eq(gvc_table_count(t, GVC_VALUE_ADDED), 2);
    cr_expect_eq(gvc_table_role(t, 0), GVC_ROLE_VALUE_ADDED);
    cr_expect_eq(gvc_table_role(t, 1), GVC_ROLE_TAX);
    cr_expect_str_eq(gvc_table_label(t, GVC_VALUE_ADDED, 1), "W2_D21X31");
    cr_expect_null(gvc_table_x_given(t));
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "row WAGES is not known by its name: counted as value added");
    gvc_table_free(t);
}

static const sheet split = {{"A_x", "CHN_x", "CN1_x", "CN2_x", "A_C", "CHN_C", "OUT"},
                            {"A_x", "CHN_x", "CN1_x", "CN2_x", "VA"},
                            {{1, 0, 2, 3, 4, 5, 15},
                             {0, 0, 0, 0, 0, 0, 0},
                             {1, 0, 1, 1, 1, 2, 6},
                             {2, 0, 2, 2, 2, 4, 12},
                             {11, 0, 1, 6, 0, 0, 0}}};

Test(grid, counts_territories_into_their_country)
{
    gvc_table *t = table_of(&split, BY_ROW, true);
    cr_assert_eq(gvc_table_count(t, GVC_INDUSTRY), 3);
    cr_expect_eq(gvc_table_count(t, GVC_COUNTRY), 2);
    cr_expect_eq(gvc_table_country_of(t, GVC_INDUSTRY, 1), 1);
    cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, 1), "CN1_x");
    cr_assert_not_null(gvc_table_x_given(t));
    cr_expect_eq(gvc_table_x_given(t)[2], 12);
    cr_expect_eq(cell(gvc_table_v(t), 0, 2), 6);
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "CN1 counted as part of CHN\nCN2 counted as part of CHN\n"
                     "1 industries of CHN are all zero beside its territories and were left out");
    gvc_table_free(t);
}

Test(grid, keeps_territories_apart_when_asked)
{
    gvc_table *t = NULL;
    gvc_grid_place place;
    bool guessed = false;
    expect_ok(ctx, build(&split, BY_ROW, true, &guessed, &place, &t));
    cr_expect(guessed);
    cr_expect_eq(gvc_table_count(t, GVC_INDUSTRY), 4);
    cr_expect_eq(gvc_table_count(t, GVC_COUNTRY), 4);
    cr_expect_null(gvc_table_text(t, "source_notes"));
    gvc_table_free(t);
}

/* A block of the country that is not zero stays. */
Test(grid, keeps_flows_of_a_country_beside_its_territories)
{
    sheet s = split;
    s.cells[1][0] = 1;
    gvc_table *t = table_of(&s, BY_ROW, true);
    cr_expect_eq(gvc_table_count(t, GVC_INDUSTRY), 4);
    cr_expect_not_null(strstr(gvc_table_text(t, "source_notes"),
                              "CHN has flows of its own beside its territories (1 of 1 industries)"
                              ": kept"));
    gvc_table_free(t);
}

Test(grid, counts_empty_cells_once)
{
    sheet s = plain;
    s.cells[0][1] = (double)NAN; /* counts, in both passes */
    s.cells[3][4] = (double)NAN; /* of final use in a row below */
    s.cells[5][3] = (double)NAN; /* does not: nothing looks at it */
    s.rows[0] = plain.rows[1];
    s.rows[1] = plain.rows[0];
    gvc_table *t = table_of(&s, BY_ROW, false);
    cr_expect_not_null(strstr(gvc_table_text(t, "source_notes"), "2 empty cells read as 0"));
    gvc_table_free(t);
}

Test(grid, says_what_an_error_is_about)
{
    static const sheet twice = {{"A_x", "B_x", "A_x"}, {"A_x"}, {{0}}};
    static const sheet row_twice = {{"A_x", "B_x", "C"}, {"A_x", "B_x", "VA", "VA"}, {{0}}};
    static const sheet missing = {
        {"A_x", "A_y", "B_x", "B_y", "A_C"}, {"A_x", "A_y", "B_x"}, {{0}}};
    static const sheet typo = {
        {"A_x", "A_y", "B_x", "B_y", "A_C"}, {"A_x", "A_y", "B_x", "B_Y"}, {{0}}};
    static const sheet more = {
        {"A_x", "A_y", "B_x", "A_C"}, {"A_x", "A_y", "B_x", "B_y"}, {{1}, {1}, {1}, {1}}};
    static const sheet nothing = {{"x", "y", "C"}, {"x", "y"}, {{0}}};
    static const sheet strangers = {{"A_x", "A_y", "A_C"}, {"x", "y"}, {{0}}};
    static const sheet outputs = {
        {"A_x", "B_x", "A_C", "OUT", "TOTAL"}, {"A_x", "B_x"}, {{1, 1, 1, 4, 8}, {1, 1, 1, 4, 8}}};
    gvc_grid_place at =
        refuse(&twice, GVC_EFORMAT, "'A_x' is there twice (columns 1 and 3 of the table)");
    cr_expect(at.column == 2 && at.row == -1 && at.first == 0);
    at = refuse(&row_twice, GVC_EFORMAT, "'VA' is there twice (rows 3 and 4 of the table)");
    cr_expect(at.column == -1 && at.row == 3 && at.first == 2);
    at = refuse(&missing, GVC_ESHAPE, "'B_y' has no row of that name");
    cr_expect(at.column == 3 && at.row == -1);
    at = refuse(&typo, GVC_ESHAPE, "'B_y' has no row of that name, and row 'B_Y' has no column");
    cr_expect(at.column == 3);
    refuse(&more, GVC_ESHAPE, "row 'B_y' has no column of that name");
    at = refuse(&nothing, GVC_EFORMAT, "industry 'x' is not named COUNTRY_SECTOR");
    cr_expect(at.row == 0 && at.column == -1);
    at = refuse(&strangers, GVC_EFORMAT,
                "no row has the label of a column, so there is no industry; expected labels like "
                "DEU_C20 in the header and in the first column");
    cr_expect(at.row == -1 && at.column == -1);
    at = refuse(&outputs, GVC_EFORMAT, "a second column of output, 'TOTAL', with other numbers");
    cr_expect(at.column == 4);
}

/* Labels in parts, as workbooks have them: country, item, name. */
Test(grid, takes_labels_in_parts)
{
    gvc_grid *g = NULL;
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
    bool sure = false;
    static const gvc_grid_label columns[] = {{NULL, "A_B", "c1", "Corn"},
                                             {NULL, "B", "c1", "Corn"},
                                             {NULL, "A_B", "c37", " House\nholds "},
                                             {NULL, "TOT", "GO", NULL}};
    static const gvc_grid_label rows[] = {
        {NULL, "A_B", "c1", NULL}, {NULL, "B", "c1", NULL}, {NULL, "TOT", "r64", "Value added"}};
    static const double cells[][4] = {{1, 2, 3, 6}, {4, 5, 6, 15}, {1, 8, 0, 0}};
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    expect_ok(ctx, gvc_grid_new(ctx, &g, b, false));
    for (size_t c = 0; c < 4; c++) {
        expect_ok(ctx, gvc_grid_column(ctx, g, &columns[c]));
    }
    expect_ok(ctx, gvc_grid_open(ctx, g, &sure));
    cr_assert(sure);
    for (size_t r = 0; r < 3; r++) {
        gvc_grid_kind kind;
        expect_ok(ctx, gvc_grid_row(ctx, g, &rows[r], &kind));
        cr_expect_eq(kind, r < 2 ? GVC_GRID_INDUSTRY : GVC_GRID_PRIMARY);
        memcpy(gvc_grid_cells(g), cells[r], sizeof cells[r]);
        expect_ok(ctx, gvc_grid_take(ctx, g));
    }
    cr_expect_eq(gvc_grid_column_kind(g, 3), GVC_GRID_OUTPUT);
    expect_ok(ctx, gvc_grid_close(ctx, g));
    gvc_grid_free(g);
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    cr_expect_str_eq(gvc_table_label(t, GVC_COUNTRY, 0), "A_B");
    cr_expect_str_eq(gvc_table_name(t, GVC_SECTOR, 0), "Corn");
    cr_expect_str_eq(gvc_table_name(t, GVC_CATEGORY, 0), "House holds");
    cr_expect_str_eq(gvc_table_label(t, GVC_VALUE_ADDED, 0), "r64");
    cr_expect_str_eq(gvc_table_name(t, GVC_VALUE_ADDED, 0), "Value added");
    cr_expect_eq(gvc_table_x_given(t)[1], 15);
    gvc_table_free(t);
}

/* Many rows below a wide table stop at the memory limit. */
Test(grid, heeds_the_memory_limit)
{
    gvc_grid *g = NULL;
    gvc_builder *b = NULL;
    bool sure = false;
    gvc_status status = GVC_OK;
    char text[32];
    gvc_ctx_set_memory_limit(ctx, 1 << 20);
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    expect_ok(ctx, gvc_grid_new(ctx, &g, b, false));
    for (int c = 0; c < 200; c++) {
        snprintf(text, sizeof text, "%s_s%d", c < 100 ? "A" : "B", c % 100);
        const gvc_grid_label label = {.text = c == 199 ? "A_C" : text};
        expect_ok(ctx, gvc_grid_column(ctx, g, &label));
    }
    expect_ok(ctx, gvc_grid_open(ctx, g, &sure));
    for (int r = 0; status == GVC_OK && r < 199 + 1000; r++) {
        gvc_grid_kind kind;
        snprintf(text, sizeof text, r < 199 ? "%s_s%d" : "%s+%d", r < 100 ? "A" : "B",
                 r < 199 ? r % 100 : r);
        const gvc_grid_label label = {.text = text};
        status = gvc_grid_row(ctx, g, &label, &kind);
    }
    cr_expect_eq(status, GVC_ENOMEM);
    cr_expect_str_eq(gvc_ctx_error(ctx), "rows below the table needs 1.0 MB, the limit is 1.0 MB; "
                                         "raise --memory");
    gvc_grid_free(g);
    gvc_builder_free(b);
}
