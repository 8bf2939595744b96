/* test_view.c - slabs of any axes become the rows of a level: sums over what it leaves out, the own
 * country excepted, sectors in groups, ratios after the sums */
#include "methods/view.h"
#include "ragged.h"

enum { BLOCKS = 4, MOST = 2048 };
static const char *const tiers[] = {"0", "rest"};
static const gvc_term terms[] = {{"sold", "Sold", NULL, NULL, false},
                                 {"rate", "Sold for made", NULL, "1", false},
                                 {NULL, NULL, NULL, NULL, false}};
static const gvc_variant variant = {"made up", "for the test", terms, NULL, NULL};

static void derive(const gvc_model *m, void *state, double *const *values, gvc_idx cells)
{
    (void)m;
    (void)state;
    for (gvc_idx c = 0; c < cells; c++) {
        values[1][c] = values[0][c] / values[2][c];
    }
}

static const gvc_method method = {.info = {.name = "made_up", .title = "Made up"},
                                  .derive = derive};

/* exporter, its sectors, importer, tier; the importer is never the exporter. */
static gvc_measurement of_exports(bool by_sector, bool by_importer, bool by_tier)
{
    gvc_measurement d = {.options = GVC_MEASURE_OPTIONS_INIT, .method = &method};
    d.layout =
        (gvc_layout){.axes = {{.name = "exporter", .kind = GVC_AXIS_BLOCKS},
                              {.name = "sector", .kind = GVC_AXIS_INDUSTRIES, .summed = !by_sector},
                              {.name = "importer", .kind = GVC_AXIS_BLOCKS, .summed = !by_importer},
                              {.name = "tier",
                               .kind = GVC_AXIS_NAMED,
                               .summed = !by_tier,
                               .names = tiers,
                               .count = 2}},
                     .count = 4,
                     .own_a = 0,
                     .own_b = 2,
                     .variant = &variant,
                     .hidden = 1,
                     .title = "Made up"};
    return d;
}

typedef struct stage {
    gvc_ctx *ctx;
    gvc_table *t;
    gvc_model *m;
    gvc_collector *c;
    double numbers[3][MOST];
} stage;

static stage *begin(const gvc_measurement *d)
{
    stage *s = calloc(1, sizeof *s);
    cr_assert(gvc_ctx_new(&s->ctx) == GVC_OK);
    s->t = ragged(s->ctx, 3, in_order);
    expect_ok(s->ctx, gvc_model_new(s->ctx, &s->m, s->t, &d->options));
    expect_ok(s->ctx, gvc_collector_new(s->ctx, &s->c));
    return s;
}

static void end(stage *s)
{
    gvc_collector_free(s->c);
    gvc_model_free(s->m);
    gvc_table_free(s->t);
    gvc_ctx_free(s->ctx);
    free(s);
}

/* Numbers of piece `at`: 1000 at + position, made twice that. */
static double number(gvc_idx at, gvc_idx position)
{
    return 1000.0 * (double)(at + 1) + (double)position;
}

static gvc_result *shown(stage *s, const gvc_measurement *d, gvc_idx pieces)
{
    gvc_view *view = NULL;
    gvc_sink sink = gvc_collector_sink(s->c);
    double *slabs[] = {s->numbers[0], s->numbers[1], s->numbers[2]};
    expect_ok(s->ctx, gvc_view_new(s->ctx, &view, s->m, d, &sink));
    expect_ok(s->ctx, gvc_view_begin(s->ctx, view, NULL));
    for (gvc_idx at = 0; at < pieces; at++) {
        for (gvc_idx i = 0; i < MOST; i++) {
            s->numbers[0][i] = number(at, i);
            s->numbers[1][i] = 1e9; /* derived terms are not looked at */
            s->numbers[2][i] = 2 * number(at, i);
        }
        expect_ok(s->ctx, gvc_view_piece(s->ctx, view, at, slabs));
    }
    expect_ok(s->ctx, gvc_view_end(s->ctx, view));
    gvc_view_free(view);
    gvc_result *r = gvc_collector_take(s->c);
    cr_assert_not_null(r);
    return r;
}

/* The sum over the slab's cells that belong to this row, by plain loops. */
static double expected(const stage *s, gvc_idx e, gvc_idx sector, gvc_idx importer, gvc_idx tier)
{
    double sum = 0;
    gvc_idx size = gvc_model_size(s->m, e);
    for (gvc_idx p = 0; p < size; p++) {
        for (gvc_idx r = 0; r < BLOCKS; r++) {
            for (gvc_idx k = 0; k < 2; k++) {
                bool counts = r != e &&
                              (sector < 0 || s->m->sector[s->m->offset[e] + p] == sector) &&
                              (importer < 0 || importer == r) && (tier < 0 || tier == k);
                sum += counts ? number(e, (p * BLOCKS + r) * 2 + k) : 0;
            }
        }
    }
    return sum;
}

static void expect_level(bool by_sector, bool by_importer, bool by_tier)
{
    gvc_measurement d = of_exports(by_sector, by_importer, by_tier);
    stage *s = begin(&d);
    gvc_result *r = shown(s, &d, BLOCKS);
    const double *sold = term(r, "sold"), *rate = term(r, "rate");
    gvc_idx sectors = by_sector ? gvc_table_count(s->t, GVC_SECTOR) : 1, cell = 0;
    for (gvc_idx e = 0; e < BLOCKS; e++) {
        for (gvc_idx p = 0; p < sectors; p++) {
            for (gvc_idx i = 0; i < (by_importer ? BLOCKS : 1); i++) {
                for (gvc_idx k = 0; k < (by_tier ? 2 : 1); k++, cell++) {
                    if (!gvc_result_is_row(r, cell)) {
                        continue;
                    }
                    double sum =
                        expected(s, e, by_sector ? p : -1, by_importer ? i : -1, by_tier ? k : -1);
                    cr_assert_eq(sold[cell], sum, "cell %d", (int)cell);
                    cr_assert(sum == 0 ? isnan(rate[cell]) : rate[cell] == 0.5);
                }
            }
        }
    }
    cr_expect_eq(cell, gvc_result_cells(r));
    gvc_result_free(r);
    end(s);
}

Test(view, any_level_is_the_sum_of_what_it_leaves_out)
{
    for (int k = 0; k < 8; k++) {
        expect_level((k & 1) != 0, (k & 2) != 0, (k & 4) != 0);
    }
}

Test(view, industries_that_are_not_there_are_nan_and_no_rows)
{
    gvc_measurement d = of_exports(true, false, false);
    stage *s = begin(&d);
    gvc_result *r = shown(s, &d, BLOCKS);
    gvc_idx sectors = gvc_table_count(s->t, GVC_SECTOR), rows = 0;
    for (gvc_idx cell = 0; cell < gvc_result_cells(r); cell++) {
        bool row = gvc_result_is_row(r, cell);
        rows += row;
        cr_expect_eq(isnan(term(r, "sold")[cell]) == 0, row, "cell %d", (int)cell);
    }
    cr_expect_eq(rows, N);
    cr_expect_eq(gvc_result_cells(r), BLOCKS * sectors);
    gvc_result_free(r);
    end(s);
}

Test(view, sectors_of_a_group_are_one_row_behind_the_others)
{
    static const gvc_sector_group groups[] = {{"x", "XZ"}, {"z", "XZ"}};
    gvc_measurement d = of_exports(true, true, true), fine = d;
    d.options.sector_groups = groups;
    d.options.sector_group_count = 2;
    stage *s = begin(&d);
    gvc_result *r = shown(s, &d, BLOCKS);
    gvc_idx dim = gvc_result_find_dim(r, "sector"), last = gvc_result_extent(r, dim) - 1;
    cr_expect_str_eq(gvc_result_label(r, dim, last), "XZ");
    cr_expect_eq(last, gvc_table_count(s->t, GVC_SECTOR) - 2);
    for (gvc_idx e = 0; e < BLOCKS; e++) {
        for (gvc_idx i = 0; i < BLOCKS; i++) {
            for (gvc_idx k = 0; k < 2; k++) {
                gvc_idx cell = ((e * (last + 1) + last) * BLOCKS + i) * 2 + k;
                double sum = expected(s, e, gvc_table_find(s->t, GVC_SECTOR, "x"), i, k) +
                             expected(s, e, gvc_table_find(s->t, GVC_SECTOR, "z"), i, k);
                cr_expect(!gvc_result_is_row(r, cell) || term(r, "sold")[cell] == sum);
            }
        }
    }
    cr_expect(gvc_measurement_alike(&d, &fine), "one computation serves both");
    gvc_result_free(r);
    end(s);
}

static gvc_measurement whole(int axes)
{
    gvc_measurement d = of_exports(true, true, true);
    d.layout.axes[0] = (gvc_layout_axis){.name = "sector", .kind = GVC_AXIS_SECTORS};
    d.layout.axes[1] = (gvc_layout_axis){.name = "importer", .kind = GVC_AXIS_BLOCKS};
    d.layout.count = axes;
    d.layout.own_a = d.layout.own_b = 0;
    d.layout.whole = true;
    return d;
}

Test(view, a_result_may_come_in_one_piece)
{
    static const gvc_sector_group groups[] = {{"y", "Y2"}, {"w", "Y2"}};
    gvc_measurement d = whole(2);
    d.options.sector_groups = groups;
    d.options.sector_group_count = 2;
    stage *s = begin(&d);
    gvc_result *r = shown(s, &d, 1);
    gvc_idx y = gvc_table_find(s->t, GVC_SECTOR, "y"), w = gvc_table_find(s->t, GVC_SECTOR, "w");
    gvc_idx rows = gvc_table_count(s->t, GVC_SECTOR) - 1;
    cr_assert_eq(gvc_result_cells(r), rows * BLOCKS);
    for (gvc_idx i = 0; i < BLOCKS; i++) {
        cr_expect_eq(term(r, "sold")[(rows - 1) * BLOCKS + i],
                     number(0, y * BLOCKS + i) + number(0, w * BLOCKS + i));
    }
    gvc_result_free(r);
    end(s);
}

Test(view, a_result_may_be_one_row)
{
    gvc_measurement d = whole(0);
    stage *s = begin(&d);
    gvc_result *r = shown(s, &d, 1);
    cr_assert_eq(gvc_result_cells(r), 1);
    cr_expect_eq(term(r, "sold")[0], number(0, 0));
    cr_expect_eq(term(r, "rate")[0], 0.5);
    gvc_result_free(r);
    end(s);
}

Test(view, refuses_groups_that_the_table_cannot_have)
{
    static const gvc_sector_group unknown[] = {{"q", "G"}}, twice[] = {{"x", "G"}, {"x", "H"}},
                                  taken[] = {{"x", "y"}};
    const struct {
        const gvc_sector_group *groups;
        gvc_idx count;
        gvc_status code;
    } wrong[] = {{unknown, 1, GVC_EUNKNOWN}, {twice, 2, GVC_EARG}, {taken, 1, GVC_EARG}};
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++) {
        gvc_measurement d = of_exports(true, false, false);
        gvc_view *view = NULL;
        stage *s = begin(&d);
        gvc_sink sink = gvc_collector_sink(s->c);
        d.options.sector_groups = wrong[k].groups;
        d.options.sector_group_count = wrong[k].count;
        cr_expect_eq(gvc_view_new(s->ctx, &view, s->m, &d, &sink), wrong[k].code);
        cr_expect_null(view);
        end(s);
    }
}
