/* test_figure.c - the numbers, order and words of figures */
#include <math.h>

#include "figure/draft.h"
#include "figures.h"

static gvc_ctx *ctx;

static void setup(void)
{
    ctx = small_ctx();
}

static void teardown(void)
{
    gvc_ctx_free(ctx);
}

TestSuite(figure, .init = setup, .fini = teardown);

#define NEAR(a, b) cr_expect(fabs((a) - (b)) <= 1e-12 * fabs(b), "%.17g is not %.17g", a, b)

static double y_of(const gvc_figure_data *d, int panel, int series, int point)
{
    return d->panels[panel].series[series].points[point].y;
}

Test(figure, several_years_give_lines_of_the_headline_share)
{
    gvc_result *panel = figure_panel(ctx, 3), *two = NULL;
    expect_ok(ctx, gvc_result_select(ctx, &two, panel, "exporter",
                                     (const char *const[]){"E1", "E2", NULL}));
    gvc_figure *f = figure_of(ctx, two, NULL);
    const gvc_figure_data *d = gvc_figure_get(f);
    cr_expect_eq(d->kind, GVC_FIGURE_LINE);
    cr_assert_eq(d->count, 1);
    cr_assert_eq(d->panels[0].count, 2);
    cr_expect_str_eq(d->panels[0].series[0].name, "E1", "the larger exporter comes first");
    cr_expect_eq(d->panels[0].series[0].points[2].x, 2020);
    NEAR(y_of(d, 0, 0, 0), 55.0);
    NEAR(y_of(d, 0, 1, 2), 60.0);
    cr_expect_str_eq(d->y.title, "% of gross exports");
    cr_expect_str_eq(d->title, "Domestic value added, 2000\xe2\x80\x93"
                               "2020");
    gvc_figure_free(f);
    gvc_result_free(two);
    gvc_result_free(panel);
}

Test(figure, more_lines_than_colours_become_panels)
{
    gvc_result *r = figure_panel(ctx, 3);
    gvc_figure *f =
        figure_of(ctx, r, &(gvc_figure_options){.version = GVC_FIGURE_OPTIONS_VERSION, .top = 7});
    const gvc_figure_data *d = gvc_figure_get(f);
    cr_assert_eq(d->count, 7);
    cr_expect_str_eq(d->panels[0].title, "E0");
    cr_expect_eq(d->panels[0].count, 1);
    cr_expect(!d->own_scales);
    cr_expect(strstr(d->caption, "The 7 largest of 8, 2020. ") == d->caption, "%s", d->caption);
    gvc_figure_free(f);
    gvc_result_free(r);
}

Test(figure, terms_of_two_units_have_panels_with_scales_of_their_own)
{
    gvc_result *panel = figure_panel(ctx, 3), *two = NULL;
    expect_ok(ctx, gvc_result_select(ctx, &two, panel, "exporter",
                                     (const char *const[]){"E1", "E2", NULL}));
    gvc_figure *f =
        figure_of(ctx, two,
                  &(gvc_figure_options){.version = GVC_FIGURE_OPTIONS_VERSION,
                                        .terms = (const char *const[]){"gexp", "dva_sh", NULL}});
    const gvc_figure_data *d = gvc_figure_get(f);
    cr_assert_eq(d->count, 2);
    cr_expect(d->own_scales);
    cr_expect_str_eq(d->panels[0].title, "Gross exports, billion USD");
    NEAR(y_of(d, 0, 0, 2), 21.0);
    cr_expect_str_eq(d->panels[1].title, "Domestic value added, % of gross exports");
    gvc_figure_free(f);
    gvc_result_free(two);
    gvc_result_free(panel);
}

Test(figure, one_year_gives_stacked_bars_largest_first_and_others)
{
    gvc_result *r = figure_panel(ctx, 1);
    gvc_figure *f =
        figure_of(ctx, r, &(gvc_figure_options){.version = GVC_FIGURE_OPTIONS_VERSION, .top = 2});
    const gvc_figure_data *d = gvc_figure_get(f);
    cr_expect_eq(d->kind, GVC_FIGURE_BARS);
    cr_assert_eq(d->x.count, 3);
    cr_expect_str_eq(d->x.categories[0], "E0");
    cr_expect_str_eq(d->x.categories[1], "E1");
    cr_expect_str_eq(d->x.categories[2], "others");
    cr_assert_eq(d->panels[0].count, 2);
    cr_expect_str_eq(d->panels[0].series[1].name, "Foreign value added");
    /* 8000 and the sum of 6000, 5000 ... 1000: above 10000 million, so in billions */
    NEAR(y_of(d, 0, 0, 0), 4.0);
    NEAR(y_of(d, 0, 0, 2) + y_of(d, 0, 1, 2), 21.0);
    cr_expect_str_eq(d->y.title, "billion USD");
    cr_expect_str_eq(d->title, "Gross exports decomposed, 2000");
    cr_expect(strstr(d->caption, "Others: the sum of 6. Unit: billion USD, current prices. "
                                 "Source: A world, 2020; ") == d->caption,
              "%s", d->caption);
    gvc_figure_free(f);
    gvc_result_free(r);
}

Test(figure, shares_of_others_are_shares_of_their_sum)
{
    gvc_result *r = figure_panel(ctx, 1);
    gvc_figure *f = figure_of(
        ctx, r,
        &(gvc_figure_options){.version = GVC_FIGURE_OPTIONS_VERSION, .share = true, .top = 5});
    const gvc_figure_data *d = gvc_figure_get(f);
    cr_assert_eq(d->x.count, 6);
    /* E5, E6, E7: gexp 3, 2, 1 and shares 75, 80, 85 % */
    NEAR(y_of(d, 0, 0, 5), (3 * 75.0 + 2 * 80.0 + 85.0) / 6);
    NEAR(y_of(d, 0, 0, 5) + y_of(d, 0, 1, 5), 100.0);
    NEAR(y_of(d, 0, 0, 0), 50.0);
    gvc_figure_free(f);
    gvc_result_free(r);
}

Test(figure, ratios_have_no_others)
{
    gvc_result *r = figure_panel(ctx, 1);
    gvc_figure *f = figure_of(ctx, r,
                              &(gvc_figure_options){.version = GVC_FIGURE_OPTIONS_VERSION,
                                                    .terms = (const char *const[]){"reach", NULL},
                                                    .top = 3});
    const gvc_figure_data *d = gvc_figure_get(f);
    cr_assert_eq(d->x.count, 3);
    cr_expect_str_eq(d->x.categories[0], "E7");
    cr_expect_eq(y_of(d, 0, 0, 0), 7.0);
    cr_expect_str_eq(d->y.title, "stages");
    cr_expect(strstr(d->caption, "5 more are not shown. ") == d->caption, "%s", d->caption);
    gvc_figure_free(f);
    gvc_result_free(r);
}

Test(figure, labels_of_a_second_key_are_parts_and_their_total_counts_once)
{
    gvc_result *r = figure_matrix(ctx, "exporter", "tier");
    gvc_figure *f = figure_of(
        ctx, r, &(gvc_figure_options){.version = GVC_FIGURE_OPTIONS_VERSION, .share = true});
    const gvc_figure_data *d = gvc_figure_get(f);
    cr_expect_eq(d->kind, GVC_FIGURE_BARS);
    cr_assert_eq(d->panels[0].count, 3);
    cr_expect_str_eq(d->legend, "Tier");
    cr_expect_str_eq(d->x.categories[0], "C");
    NEAR(y_of(d, 0, 0, 0), 10.0);
    NEAR(y_of(d, 0, 2, 0), 100 * 302.0 / 3000.0);
    gvc_figure_free(f);
    /* without the tiers: all of them over the one total */
    f = figure_of(
        ctx, r,
        &(gvc_figure_options){.version = GVC_FIGURE_OPTIONS_VERSION, .x = "va", .y = "va_sh"});
    d = gvc_figure_get(f);
    cr_expect_eq(d->panels[0].series[0].count, 9);
    gvc_figure_free(f);
    gvc_result_free(r);
}

Test(figure, two_keys_of_countries_give_a_map)
{
    gvc_result *r = figure_matrix(ctx, "origin", "exporter");
    gvc_figure *f = figure_of(ctx, r, NULL);
    const gvc_figure_data *d = gvc_figure_get(f);
    cr_expect_eq(d->kind, GVC_FIGURE_HEAT);
    cr_expect_str_eq(d->y.title, "Origin");
    cr_expect_str_eq(d->x.title, "Exporter");
    cr_expect_str_eq(d->y.categories[0], "C", "the largest first, on both sides");
    cr_expect_str_eq(d->x.categories[0], "C");
    cr_expect_eq(d->panels[0].series[0].points[1].size, 301.0, "origin C, exporter B");
    cr_expect(!d->size.log);
    gvc_figure_free(f);
    gvc_result_free(r);
}

Test(figure, a_scatter_names_points_and_drops_what_a_logarithm_cannot_show)
{
    static const gvc_figure_name names[] = {{"E3", "Third"}, {"dva", "Own value"}};
    gvc_result *r = figure_panel(ctx, 1);
    gvc_figure *f = figure_of(ctx, r,
                              &(gvc_figure_options){.version = GVC_FIGURE_OPTIONS_VERSION,
                                                    .x = "reach",
                                                    .y = "dva",
                                                    .log_x = true,
                                                    .names = names,
                                                    .name_count = 2});
    const gvc_figure_data *d = gvc_figure_get(f);
    cr_expect_eq(d->kind, GVC_FIGURE_SCATTER);
    cr_assert_eq(d->panels[0].series[0].count, 7, "E0 has reach 0");
    cr_expect_str_eq(d->panels[0].series[0].points[2].label, "Third");
    cr_expect_str_eq(d->y.title, "Own value, million USD");
    cr_expect_str_eq(d->title, "Own value and reach, 2000");
    cr_expect(d->x.log);
    gvc_figure_free(f);
    gvc_result_free(r);
}

Test(figure, parabolas_are_found)
{
    static const double weights[] = {1, 2, 0.5, 4, 1};
    gvc_figure_point p[5];
    double fit[3];
    for (int i = 0; i < 5; i++) {
        double x = 1 + 0.7 * i;
        p[i] = (gvc_figure_point){.x = x, .y = 0.9 - 0.4 * x + 0.06 * x * x};
    }
    cr_assert(gvc_fit_parabola(p, weights, 5, fit));
    cr_expect(fabs(fit[0] - 0.9) < 1e-12);
    cr_expect(fabs(fit[1] + 0.4) < 1e-12);
    cr_expect(fabs(fit[2] - 0.06) < 1e-12);
    p[0].x = p[2].x = p[4].x = p[1].x;
    cr_expect(!gvc_fit_parabola(p, weights, 5, fit), "two places do not make a parabola");
}

static void refuses(const gvc_result *r, gvc_figure_options o, gvc_status code, const char *text)
{
    gvc_figure *f = NULL;
    o.version = GVC_FIGURE_OPTIONS_VERSION;
    expect_error(ctx, gvc_figure_new(ctx, &f, r, &o), code, text);
    cr_expect_null(f);
}

/* A result of its own keys: exporter E0 ... E3 without years, `jobs` beside gexp; or with them. */
static gvc_result *jobs_of(bool with_years)
{
    static const char *const exporters[] = {"E0", "E1", "E2", "E3"};
    static const int32_t years[] = {2000, 2010};
    static const gvc_term terms[] = {{"gexp", "Exports", NULL, "million USD", false},
                                     {"jobs", "Jobs", NULL, "jobs", false}};
    gvc_result *r = NULL;
    expect_ok(ctx, gvc_result_new(ctx, &r));
    if (with_years) {
        expect_ok(ctx, gvc_result_add_int_dim(ctx, r, "year", years, 2));
    }
    expect_ok(ctx, gvc_result_add_dim(ctx, r, "exporter", exporters, 4));
    for (int k = 0; k < 2; k++) {
        expect_ok(ctx, gvc_result_add_term(ctx, r, &terms[k]));
    }
    expect_ok(ctx, gvc_result_allocate(ctx, r));
    expect_ok(ctx, gvc_result_set_text(ctx, r, "units", "million USD"));
    for (gvc_idx cell = 0; cell < gvc_result_cells(r); cell++) {
        gvc_result_fill(r, 0)[cell] = 500.0 + (double)cell;
        gvc_result_fill(r, 1)[cell] = 2e6 + (double)cell;
    }
    return r;
}

Test(figure, another_unit_does_not_change_the_scale)
{
    gvc_result *r = jobs_of(true);
    gvc_figure *f =
        figure_of(ctx, r,
                  &(gvc_figure_options){.version = GVC_FIGURE_OPTIONS_VERSION,
                                        .terms = (const char *const[]){"gexp", "jobs", NULL}});
    const gvc_figure_data *d = gvc_figure_get(f);
    cr_assert_eq(d->count, 2);
    cr_expect_str_eq(d->panels[0].title, "Exports, million USD");
    cr_expect_eq(y_of(d, 0, 0, 1), 507.0, "E3, which comes first");
    gvc_figure_free(f);
    gvc_result_free(r);
}

Test(figure, a_scatter_without_years_is_refused)
{
    gvc_result *r = jobs_of(false);
    refuses(r, (gvc_figure_options){.x = "gexp", .y = "jobs"}, GVC_EARG,
            "a scatter needs the key year; this result has only exporter; it can give bars");
    gvc_figure *f = figure_of(ctx, r,
                              &(gvc_figure_options){.version = GVC_FIGURE_OPTIONS_VERSION,
                                                    .terms = (const char *const[]){"gexp", NULL}});
    cr_expect_str_eq(gvc_figure_get(f)->x.categories[0], "E3");
    gvc_figure_free(f);
    gvc_result_free(r);
}

static bool all_finite(const gvc_figure_data *d)
{
    for (gvc_idx i = 0; i < d->count; i++) {
        for (gvc_idx k = 0; k < d->panels[i].count; k++) {
            const gvc_figure_series *s = &d->panels[i].series[k];
            for (gvc_idx p = 0; p < s->count; p++) {
                if (isinf(s->points[p].x) || isinf(s->points[p].y) || isinf(s->points[p].size)) {
                    return false;
                }
            }
        }
    }
    return true;
}

Test(figure, infinite_values_are_gaps)
{
    static const struct {
        gvc_idx years;
        gvc_figure_options o;
    } cases[] = {
        {1, {.kind = "bars"}},
        {1, {.kind = "bars", .share = true, .top = 2}},
        {1, {.kind = "scatter", .x = "gexp", .y = "dva"}},
        {3, {.kind = "line"}},
        {3, {.kind = "heat"}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        gvc_result *r = figure_panel(ctx, cases[i].years);
        gvc_figure_options o = cases[i].o;
        o.version = GVC_FIGURE_OPTIONS_VERSION;
        for (gvc_idx cell = 0; cell < gvc_result_cells(r); cell += 3) {
            gvc_result_fill(r, 0)[cell] = HUGE_VAL;
            gvc_result_fill(r, 1)[cell] = cell == 0 ? -HUGE_VAL : HUGE_VAL;
        }
        gvc_figure *f = figure_of(ctx, r, &o);
        const gvc_figure_data *d = gvc_figure_get(f);
        cr_expect(all_finite(d), "%s", o.kind);
        cr_expect(strstr(d->caption, "Infinite values are left out. ") != NULL, "%s", d->caption);
        gvc_figure_free(f);
        gvc_result_free(r);
    }
}

Test(figure, no_sum_hides_an_infinite_value)
{
    gvc_result *r = figure_matrix(ctx, "exporter", "sector");
    gvc_result_fill(r, 1)[0] = HUGE_VAL;
    gvc_result_fill(r, 1)[1] = -HUGE_VAL;
    gvc_figure *f = figure_of(ctx, r,
                              &(gvc_figure_options){.version = GVC_FIGURE_OPTIONS_VERSION,
                                                    .kind = "bars",
                                                    .terms = (const char *const[]){"va", NULL}});
    const gvc_figure_data *d = gvc_figure_get(f);
    cr_expect_str_eq(d->x.categories[2], "A", "a gap comes last");
    cr_expect(isnan(y_of(d, 0, 0, 2)));
    NEAR(y_of(d, 0, 0, 0), 903.0);
    gvc_figure_free(f);
    gvc_result_free(r);
}

Test(figure, a_logarithm_that_cannot_be_is_told)
{
    gvc_result *r = figure_matrix(ctx, "origin", "exporter");
    gvc_figure_options o = {.version = GVC_FIGURE_OPTIONS_VERSION, .log_size = true};
    gvc_figure *f = figure_of(ctx, r, &o);
    cr_expect(gvc_figure_get(f)->size.log);
    gvc_figure_free(f);
    gvc_result_fill(r, 1)[1] = -5;
    f = figure_of(ctx, r, &o);
    cr_expect(!gvc_figure_get(f)->size.log);
    cr_expect(strstr(gvc_figure_get(f)->caption, "No logarithm: some values are below 0. ") != NULL,
              "%s", gvc_figure_get(f)->caption);
    gvc_figure_free(f);
    gvc_result_free(r);
}

Test(figure, order_is_by_weight_then_place_with_gaps_last)
{
    enum { MANY = 20000 };
    static double weights[MANY];
    gvc_figure *f = gvc_calloc(1, sizeof *f);
    gvc_draft d = {.ctx = ctx, .f = f};
    gvc_idx *order = NULL;
    for (int i = 0; i < MANY; i++) {
        weights[i] = i % 10 == 0 ? (double)NAN : (double)(i % 7);
    }
    expect_ok(ctx, gvc_figure_order(&d, &order, weights, MANY));
    int wrong = 0;
    for (int i = 1; i < MANY; i++) {
        double a = weights[order[i - 1]], b = weights[order[i]];
        bool tie = a == b || (isnan(a) && isnan(b));
        wrong += tie ? order[i - 1] > order[i] : isnan(a) || a < b;
    }
    cr_expect_eq(wrong, 0);
    gvc_figure_free(f);
}

/* A chain of two countries; one code begins with the other. */
Test(figure, the_home_of_a_chain_is_the_longest_code_that_fits)
{
    static const char *const countries[] = {"A", "A_B"}, *const sectors[] = {"c1", "c2", "c3"};
    static const char *const names[] = {"va", "share", "distance", "rate"};
    gvc_result *r = NULL;
    expect_ok(ctx, gvc_result_new(ctx, &r));
    expect_ok(ctx, gvc_result_add_dim(ctx, r, "country", countries, 2));
    expect_ok(ctx, gvc_result_add_dim(ctx, r, "sector", sectors, 3));
    for (int k = 0; k < 4; k++) {
        const gvc_term term = {names[k], names[k], NULL, k == 0 ? "million USD" : "1", false};
        expect_ok(ctx, gvc_result_add_term(ctx, r, &term));
    }
    expect_ok(ctx, gvc_result_allocate(ctx, r));
    expect_ok(ctx, gvc_result_set_text(ctx, r, "product", "A_B_c1"));
    for (gvc_idx cell = 0; cell < 6; cell++) {
        for (int k = 0; k < 4; k++) {
            gvc_result_fill(r, k)[cell] = 1 + (double)(cell * (k + 1) % 5);
        }
    }
    gvc_figure *f = figure_of(ctx, r, NULL);
    const gvc_figure_data *d = gvc_figure_get(f);
    cr_assert_eq(d->kind, GVC_FIGURE_SMILE);
    cr_expect_str_eq(d->panels[0].series[0].name, "A_B");
    cr_expect_eq(d->panels[0].series[0].count, 3);
    cr_expect_eq(d->panels[0].series[1].count, 3);
    gvc_figure_free(f);
    gvc_result_free(r);
}

Test(figure, what_cannot_be_shown_says_why_and_what_can)
{
    gvc_result *r = figure_panel(ctx, 1), *square = figure_matrix(ctx, "exporter", "sector");
    refuses(r, (gvc_figure_options){.kind = "line"}, GVC_EARG,
            "a line needs several years; this result has 2000 alone; it can give bars, scatter");
    refuses(r, (gvc_figure_options){.kind = "smile"}, GVC_EARG,
            "a smile curve needs a chain (gvc stages --chain); this result has only exporter; it "
            "can give bars, scatter");
    refuses(r, (gvc_figure_options){.kind = "pie"}, GVC_EARG,
            "no kind of figure 'pie'; there are line, bars, smile, scatter, heat");
    refuses(r, (gvc_figure_options){.kind = "scatter"}, GVC_EARG,
            "a scatter shows two terms: name x and y out of gexp dva fva reach");
    refuses(r, (gvc_figure_options){.terms = (const char *const[]){"dva", "reach", NULL}}, GVC_EARG,
            "bars stack terms of one unit; 'dva' and 'reach' have two: choose terms");
    refuses(square,
            (gvc_figure_options){.share = true, .terms = (const char *const[]){"total", NULL}},
            GVC_EARG, "'total' is the total that shares are of; choose its parts");
    expect_ok(ctx, gvc_result_set_text(ctx, square, "perspective", "sectexp"));
    refuses(square, (gvc_figure_options){.kind = "bars"}, GVC_EARG,
            "'va' cannot be added up over sector (flows of this perspective count value added more "
            "than once), which this figure does not show: name one, --sector NAME");
    gvc_result_free(square);
    gvc_result_free(r);
}

/* year x country: a loss of 10, 20, ... 80 and a change in percent. */
static gvc_result *losses(bool second_key)
{
    static const char *const countries[] = {"C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8"};
    static const char *const sectors[] = {"S1", "S2"};
    static const int32_t year = 2020;
    static const gvc_term terms[] = {
        {"va_change", "Change of value added", NULL, "million USD", false},
        {"va_percent", "Change in percent", NULL, "percent", false},
        {"va_change_lo", NULL, NULL, "million USD", false},
        {"va_change_hi", NULL, NULL, "million USD", false},
    };
    gvc_result *r = NULL;
    expect_ok(ctx, gvc_result_new(ctx, &r));
    expect_ok(ctx, gvc_result_add_int_dim(ctx, r, "year", &year, 1));
    expect_ok(ctx, gvc_result_add_dim(ctx, r, "country", countries, 8));
    if (second_key) {
        expect_ok(ctx, gvc_result_add_dim(ctx, r, "sector", sectors, 2));
    }
    for (int k = 0; k < 4; k++) {
        expect_ok(ctx, gvc_result_add_term(ctx, r, &terms[k]));
    }
    expect_ok(ctx, gvc_result_allocate(ctx, r));
    expect_ok(ctx, gvc_result_set_text(ctx, r, "units", "million USD"));
    for (gvc_idx cell = 0; cell < gvc_result_cells(r); cell++) {
        double x = -10.0 * (double)(cell + 1);
        gvc_result_fill(r, 0)[cell] = 1000 * x;
        gvc_result_fill(r, 1)[cell] = x;
        gvc_result_fill(r, 2)[cell] = 1100 * x;
        gvc_result_fill(r, 3)[cell] = 900 * x;
    }
    return r;
}

Test(figure, of_losses_the_largest_come_first_with_their_sign)
{
    gvc_result *r = losses(false);
    gvc_figure *f =
        figure_of(ctx, r,
                  &(gvc_figure_options){.version = GVC_FIGURE_OPTIONS_VERSION,
                                        .terms = (const char *const[]){"va_change", NULL},
                                        .top = 2});
    const gvc_figure_data *d = gvc_figure_get(f);
    cr_assert_eq(d->x.count, 3);
    cr_expect_str_eq(d->x.categories[0], "C8");
    NEAR(y_of(d, 0, 0, 0), -80.0);
    NEAR(y_of(d, 0, 0, 2), -210.0);
    cr_expect_str_eq(d->y.title, "billion USD");
    NEAR(d->panels[0].series[0].points[0].low, -88.0);
    NEAR(d->panels[0].series[0].points[0].high, -72.0);
    cr_expect_eq(d->panels[0].series[0].points[2].high, 0, "the ends of a sum are not known");
    cr_expect_not_null(strstr(d->caption, "Whiskers: "));
    gvc_figure_free(f);
    gvc_result_free(r);
}

Test(figure, percentages_have_no_others_and_are_not_added_up)
{
    gvc_result *r = losses(false);
    gvc_figure_options o = {.version = GVC_FIGURE_OPTIONS_VERSION,
                            .terms = (const char *const[]){"va_percent", NULL},
                            .top = 2};
    gvc_figure *f = figure_of(ctx, r, &o), *none = NULL;
    cr_expect_eq(gvc_figure_get(f)->x.count, 2);
    gvc_figure_free(f);
    gvc_result_free(r);
    r = losses(true);
    f = figure_of(ctx, r, &o);
    cr_expect_eq(gvc_figure_get(f)->kind, GVC_FIGURE_HEAT, "both keys are shown");
    gvc_figure_free(f);
    o.kind = "bars";
    cr_expect_eq(gvc_figure_new(ctx, &none, r, &o), GVC_EARG);
    cr_expect_str_eq(gvc_ctx_error(ctx),
                     "'va_percent' cannot be added up over sector (it is a percentage, index or "
                     "ratio), which this figure does not show: name one, --sector NAME");
    gvc_result_free(r);
}

Test(figure, a_label_of_the_author_keeps_the_unit)
{
    gvc_result *r = losses(false);
    gvc_figure *f =
        figure_of(ctx, r,
                  &(gvc_figure_options){.version = GVC_FIGURE_OPTIONS_VERSION,
                                        .terms = (const char *const[]){"va_change", NULL},
                                        .ylabel = "million USD",
                                        .title = "Losses",
                                        .source = "own work"});
    const gvc_figure_data *d = gvc_figure_get(f);
    NEAR(y_of(d, 0, 0, 0), -80000.0);
    cr_expect_str_eq(d->y.title, "million USD");
    cr_expect_str_eq(d->own_title, "Losses");
    cr_expect_str_eq(d->own_caption, "Source: own work.");
    cr_expect_not_null(strstr(d->caption, "Unit: million USD. Source: own work."));
    gvc_figure_free(f);
    gvc_result_free(r);
}

/* 100 on the diagonal of the smallest row; the blank cells do not make it the largest. */
Test(figure, what_is_left_blank_in_a_map_does_not_count)
{
    gvc_result *r = figure_matrix(ctx, "exporter", "importer");
    for (gvc_idx cell = 0; cell < 9; cell++) {
        gvc_idx i = cell / 3, j = cell % 3;
        gvc_result_fill(r, 1)[cell] = i == j ? i == 0 ? 1e6 : 1 : (double)(i + j);
    }
    gvc_figure *f = figure_of(ctx, r,
                              &(gvc_figure_options){.version = GVC_FIGURE_OPTIONS_VERSION,
                                                    .terms = (const char *const[]){"va", NULL},
                                                    .top = 2});
    const gvc_figure_data *d = gvc_figure_get(f);
    cr_expect_str_eq(d->y.categories[0], "C");
    cr_expect_str_eq(d->y.categories[1], "B");
    cr_expect(isnan(d->panels[0].series[0].points[0].size));
    cr_expect_not_null(strstr(d->caption, "The 2 largest of 3. "));
    gvc_figure_free(f);
    gvc_result_free(r);
}

/* E0 has the largest exports and the smallest share of domestic value added. */
Test(figure, the_large_have_their_names_in_a_scatter)
{
    gvc_result *r = figure_panel(ctx, 1);
    gvc_figure_options o = {
        .version = GVC_FIGURE_OPTIONS_VERSION, .x = "gexp", .y = "dva_sh", .top = 1};
    gvc_figure *f = figure_of(ctx, r, &o);
    const gvc_figure_point *p = gvc_figure_get(f)->panels[0].series[0].points;
    cr_expect_str_eq(p[0].label, "E0");
    cr_expect(p[0].named && !p[1].named);
    gvc_figure_free(f);
    o.x = "reach";
    f = figure_of(ctx, r, &o);
    cr_expect_str_eq(gvc_figure_get(f)->panels[0].series[0].points[0].label, "E7");
    gvc_figure_free(f);
    gvc_result_free(r);
}

Test(figure, options_of_another_version_are_refused)
{
    gvc_figure_free(NULL);
    gvc_figure_options old = GVC_FIGURE_OPTIONS_INIT;
    gvc_result *r = figure_panel(ctx, 1);
    gvc_figure *f = NULL;
    old.version = 99;
    cr_expect_eq(gvc_figure_new(ctx, &f, r, &old), GVC_EARG);
    cr_expect_null(f);
    gvc_result_free(r);
}
