/* test_stage_map.c - value added by stage, and which stage a sector code is */
#include "methods/weights.h"
#include "reference.h"
#include "stages.h"

static const gvc_weight halves[] = {
    {NULL, "S0", "early", 1}, {NULL, "S1", "early", 0.25},  {NULL, "S1", "late", 0.75},
    {NULL, "S2", "late", 1},  {NULL, "S3", "late", 0.5},    {NULL, "S3", "never", 0.5},
    {NULL, "S4", "early", 1}, {"C1", "S2", "early", 0.125}, {"C1", "S2", "late", 0.875},
};
enum { HALVES = sizeof halves / sizeof *halves, EARLY = 0, LATE, NEVER, STAGES };

static double part_of(const world *w, gvc_idx i, int stage)
{
    static const double parts[5][STAGES] = {
        {1, 0, 0}, {0.25, 0.75, 0}, {0, 1, 0}, {0, 0.5, 0.5}, {1, 0, 0}};
    static const double own[STAGES] = {0.125, 0.875, 0};
    return w->country[i] == 1 && w->sector[i] == 2 ? own[stage] : parts[w->sector[i]][stage];
}

static gvc_measure_options map_options(const char *in)
{
    gvc_measure_options o = stage_options("stage_map");
    o.weights = halves;
    o.weight_count = HALVES;
    o.in = in;
    return o;
}

/* Industries by stage, from what the decomposition says of them. */
Test(stage_map, puts_every_industry_into_its_stages)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[0], 61);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_measure_options o = map_options(NULL);
    gvc_result *r = measure(ctx, t, &o), *bm = decompose(ctx, t, "country", "source", false);
    plain p = plain_of(&w);
    cr_expect_str_eq(gvc_result_label(r, 2, EARLY), "early");
    cr_expect_str_eq(gvc_result_label(r, 2, NEVER), "never");
    for (gvc_idx s = 0; s < w.countries; s++) {
        long double f[256] = {0}, g[256] = {0}, next[256];
        for (gvc_idx i = 0; i < w.n; i++) {
            f[i] = w.country[i] == s ? (long double)p.e[i] : 0;
        }
        for (int round = 0; round < 2000; round++) { /* L E */
            for (gvc_idx i = 0; i < w.n; i++) {
                g[i] += f[i];
            }
            plain_times(&p, -1, 0, f, next);
            memcpy(f, next, sizeof f);
        }
        double sum = 0;
        for (int k = 0; k < STAGES; k++) {
            double va = 0;
            for (gvc_idx i = 0; i < w.n; i++) {
                va += part_of(&w, i, k) * p.v[i] * (double)g[i];
            }
            double got = term(r, "va")[s * STAGES + k];
            sum += got;
            cr_expect(fabs(got - va) <= 1e-12 * largest_of(bm, "gexp"));
            cr_expect(fabs(term(r, "share")[s * STAGES + k] - got / term(bm, "dva")[s]) <= 1e-12);
        }
        cr_expect(fabs(sum - term(bm, "dva")[s]) <= 1e-12 * term(bm, "gexp")[s]);
        cr_expect(fabs(term(r, "total")[s * STAGES] - term(bm, "gexp")[s]) <=
                  1e-14 * term(bm, "gexp")[s]);
    }
    free_plain(&p);
    gvc_result_free(r);
    gvc_result_free(bm);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(stage_map, of_final_demand_and_of_products_add_up)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[0], 62);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_measure_options o = map_options("final-demand");
    gvc_result *all = measure(ctx, t, &o);
    double sum[STAGES] = {0}, bound = 1e-11 * largest_of(all, "total");
    for (gvc_idx d = 0; d < w.countries; d++) {
        const double *va = term(all, "va") + d * STAGES;
        cr_expect(fabs(va[0] + va[1] + va[2] - term(all, "total")[d * STAGES]) <= bound);
    }
    o.in = NULL;
    for (gvc_idx j = 0; j < w.n; j++) {
        o.product = gvc_table_label(t, GVC_INDUSTRY, j);
        gvc_result *one = measure(ctx, t, &o);
        for (int k = 0; k < STAGES; k++) {
            sum[k] += term(one, "va")[k];
        }
        gvc_result_free(one);
    }
    for (int k = 0; k < STAGES; k++) {
        double wanted = 0;
        for (gvc_idx d = 0; d < w.countries; d++) {
            wanted += term(all, "va")[d * STAGES + k];
        }
        cr_expect(fabs(sum[k] - wanted) <= 10 * bound);
    }
    gvc_result_free(all);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(stage_map, says_what_is_wrong_with_a_map)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[0], 63);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_result *r = NULL;
    gvc_weight weights[HALVES];
    gvc_measure_options o = map_options(NULL);
    memcpy(weights, halves, sizeof halves);
    o.weights = weights;
    weights[0].sector = "S9";
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_EUNKNOWN,
                 "--map: no sector 'S9' in the table; did you mean S0, S1, S2?");
    weights[0] = (gvc_weight){"C17", "S0", "early", 1};
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_EUNKNOWN,
                 "--map: no country 'C17' in the table; did you mean C1, C7?");
    weights[0] = (gvc_weight){NULL, "S0", "early", 0.9};
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_EBALANCE,
                 "--map: the shares of C0_S0 add up to 0.9, not to 1");
    weights[0] = halves[1];
    weights[1] = (gvc_weight){NULL, "S1", "late", 0};
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_EUNKNOWN,
                 "--map: nothing is said of sector 'S0' (C0_S0)");
    o = stage_options("stage_map");
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_EUNKNOWN,
                 "--map default: sector 'S0' is in no code list that gvc knows; give a file with "
                 "lines sector,stage");
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* ---- the built-in map --------------------------------------------------------------------------
 */

/* A country with these sectors, each selling 1 to itself and 1 abroad; NULL-ended. */
static gvc_table *with_sectors(gvc_ctx *ctx, const char *const *sectors)
{
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    gvc_idx n = 0;
    for (; sectors[n] != NULL; n++) {
        expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, "A", sectors[n]));
    }
    expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, "B", "F"));
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    for (gvc_idx i = 0; i < n; i++) {
        gvc_builder_y(b)->data[i] = (double)(1ll << i);
    }
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    return t;
}

/* Every sector exports another power of two, so the sum of a stage says which are in it. */
static void expect_stages(const char *const *sectors, const char *const *stages)
{
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = with_sectors(ctx, sectors);
    gvc_measure_options o = stage_options("stage_map");
    gvc_result *r = measure(ctx, t, &o);
    for (gvc_idx i = 0; sectors[i] != NULL; i++) {
        for (gvc_idx k = 0; k < gvc_result_extent(r, 2); k++) {
            bool there = ((long long)term(r, "va")[k] >> i & 1) != 0;
            bool wanted = strcmp(gvc_result_label(r, 2, k), stages[i]) == 0;
            cr_expect_eq(there, wanted, "%s and %s", sectors[i], gvc_result_label(r, 2, k));
        }
    }
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

static const char *const icio[][2] = {{"D01T02", "primary"},
                                      {"D05T06", "primary"},
                                      {"D10T12", "manufacturing_low"},
                                      {"D19", "manufacturing_medium"},
                                      {"D20", "manufacturing_high"},
                                      {"D24", "manufacturing_medium"},
                                      {"D26", "manufacturing_high"},
                                      {"D31T33", "manufacturing_low"},
                                      {"D35", "utilities_construction"},
                                      {"D41T43", "utilities_construction"},
                                      {"D45T47", "trade_transport"},
                                      {"D53", "trade_transport"},
                                      {"D55T56", "trade_transport"},
                                      {"D58T60", "business_services"},
                                      {"D64T66", "business_services"},
                                      {"D77T82", "business_services"},
                                      {"D84", "other_services"},
                                      {"D97T98", "other_services"},
                                      {NULL, NULL}};
static const char *const nace[][2] = {{"A01", "primary"},
                                      {"B", "primary"},
                                      {"C10-C12", "manufacturing_low"},
                                      {"C17_18", "manufacturing_low"},
                                      {"CPA_C20", "manufacturing_high"},
                                      {"C24A", "manufacturing_medium"},
                                      {"C301", "manufacturing_high"},
                                      {"C33", "manufacturing_medium"},
                                      {"D35", "utilities_construction"},
                                      {"E37-E39", "utilities_construction"},
                                      {"F", "utilities_construction"},
                                      {"G45", "trade_transport"},
                                      {"I", "trade_transport"},
                                      {"J62_63", "business_services"},
                                      {"L", "business_services"},
                                      {"M69_M70", "business_services"},
                                      {"N", "business_services"},
                                      {"O84", "other_services"},
                                      {"R_S", "other_services"},
                                      {"T", "other_services"},
                                      {"U", "other_services"},
                                      {NULL, NULL}};
static const char *const rev3[][2] = {
    {"C01T05", "primary"},         {"C15T16", "manufacturing_low"},
    {"C20", "manufacturing_low"},  {"C24", "manufacturing_high"},
    {"C29", "manufacturing_high"}, {"C40T41", "utilities_construction"},
    {"C60T63", "trade_transport"}, {"C64", "business_services"},
    {"C75", "other_services"},     {NULL, NULL}};
static const char *const long_run[][2] = {{"AtB", "primary"},
                                          {"C", "primary"},
                                          {"D15t16", "manufacturing_low"},
                                          {"Dnec", "manufacturing_low"},
                                          {"E", "utilities_construction"},
                                          {"I60t63", "trade_transport"},
                                          {"I64", "business_services"},
                                          {"K", "business_services"},
                                          {"LtQ", "other_services"},
                                          {NULL, NULL}};

static void expect_codes(const char *const (*codes)[2])
{
    const char *sectors[40] = {NULL}, *stages[40];
    for (int i = 0; codes[i][0] != NULL; i++) {
        sectors[i] = codes[i][0];
        stages[i] = codes[i][1];
    }
    expect_stages(sectors, stages);
}

Test(stage_map, knows_the_codes_of_published_tables)
{
    expect_codes(icio);
    expect_codes(nace);
    expect_codes(rev3);
    expect_codes(long_run);
}

Test(stage_map, is_the_map_of_wiod_2013)
{
    char path[512];
    const char *sectors[40] = {NULL}, *stages[40];
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    snprintf(path, sizeof path, "%s/formats/codes/wiod2013_stage_map.csv", shared_folder());
    csv *c = read_csv(path);
    cr_assert_eq(c->rows, 35);
    for (gvc_idx row = 0; row < c->rows; row++) {
        sectors[row] = c->cells[row][0];
        stages[row] = c->cells[row][1];
    }
    expect_stages(sectors, stages);
    free_csv(c);
}

/* Memory is asked for by the names, of which there are fewer than lines. */
Test(stage_map, every_name_counts_once)
{
    gvc_ctx *ctx = new_ctx();
    const char **names = NULL;
    gvc_idx count = 0;
    cr_expect_eq(gvc_weights_count(halves, HALVES), STAGES);
    cr_expect_eq(gvc_weights_count(halves, 1), 1);
    expect_ok(ctx, gvc_weights_names(ctx, halves, HALVES, &names, &count));
    cr_expect_eq(count, STAGES);
    cr_expect_str_eq(names[EARLY], "early");
    cr_expect_str_eq(names[LATE], "late");
    cr_expect_str_eq(names[NEVER], "never");
    gvc_release(names);
    gvc_ctx_free(ctx);
}
