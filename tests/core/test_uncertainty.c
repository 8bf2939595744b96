/* test_uncertainty.c - draws against tables drawn by hand, known variances, equal bits */
#include "base/random.h"
#include "pieces.h"
#include "uncertain.h"
#include "uncertainty/adjoint.h"
#include "uncertainty/draws.h"

static const recipe small = {"small", {3, 2, 4, -1}, 2, 0, 0};
static const recipe idle = {"idle", {3, 4, 3, -1}, 2, 0.05, 5};

/* Standard error of the exports of country s of w where every cell has this relative error. */
static double gexp_error(const world *w, gvc_idx s, double r)
{
    double sum = 0;
    for (gvc_idx i = w->offset[s]; i < w->offset[s + 1]; i++) {
        for (gvc_idx j = 0; j < w->n; j++) {
            double z = w->country[j] == s ? 0 : w->z[i * w->n + j];
            sum += z * z;
        }
        for (gvc_idx d = 0; d < w->countries; d++) {
            double y = d == s ? 0 : w->y[i * w->countries + d];
            sum += y * y;
        }
    }
    return r * sqrt(sum);
}

/* ---- random numbers ----------------------------------------------------------------------------
 */

Test(random, follows_the_published_generator)
{
    static const uint64_t published[] = {6457827717110365317u, 3203168211198807973u,
                                         9817491932198370423u, 4593380528125082431u};
    static const int64_t at[] = {0, 1, 2, 3};
    double z[4];
    gvc_random_normals(1234567, at, 4, z);
    for (int k = 0; k < 4; k++) {
        double p = (double)(published[k] >> 12) * 0x1p-52;
        cr_expect(fabs(0.5 * erfc(-z[k] * sqrt(0.5)) - p) < 1e-15, "%.17g of %.17g", z[k], p);
    }
}

/* The published steps of the generator, number `at` of the one that starts at `key`. */
static uint64_t split_mix(uint64_t key, uint64_t at)
{
    uint64_t z = key + (at + 1) * 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

enum { MANY = 400000 };

static int64_t *positions(void)
{
    int64_t *at = calloc(MANY, sizeof *at);
    for (int k = 0; k < MANY; k++) {
        at[k] = 3 * (int64_t)k + 7;
    }
    return at;
}

Test(random, probabilities_become_normal_numbers_middle_and_tails)
{
    int64_t *at = positions();
    double *z = calloc(MANY, sizeof *z);
    gvc_random_normals(99, at, MANY, z);
    for (int k = 0; k < MANY; k++) {
        uint64_t bits = split_mix(99, (uint64_t)at[k]) >> 12;
        bool upper = bits >= (uint64_t)1 << 51; /* count from the nearer end, exactly */
        uint64_t from_end = upper ? ((uint64_t)1 << 52) - 1 - bits : bits;
        double outside = ((double)from_end + 0.5) * 0x1p-52;
        double found = 0.5 * erfc((upper ? z[k] : -z[k]) * sqrt(0.5));
        cr_expect(fabs(found / outside - 1) < 1e-13, "%.17g of %.17g", z[k], outside);
    }
    free(z);
    free(at);
}

Test(random, is_normal_and_hangs_on_position_alone)
{
    int64_t *at = positions();
    double *z = calloc(MANY, sizeof *z), one, power[5] = {0};
    gvc_random_normals(gvc_random_key(1, 2), at, MANY, z);
    for (int k = 0; k < MANY; k++) {
        double p = 1;
        for (int e = 1; e < 5; e++) {
            p *= z[k];
            power[e] += p / MANY;
        }
    }
    const double unit = 5 / sqrt(MANY); /* variances of z, z^2, z^3, z^4: 1, 2, 15, 96 */
    cr_expect(fabs(power[1]) < unit);
    cr_expect(fabs(power[2] - 1) < unit * sqrt(2));
    cr_expect(fabs(power[3]) < unit * sqrt(15));
    cr_expect(fabs(power[4] - 3) < unit * sqrt(96));
    for (int k = 0; k < MANY; k += 9973) {
        gvc_random_normals(gvc_random_key(1, 2), at + k, 1, &one);
        cr_expect_eq(one, z[k]);
    }
    gvc_random_normals(gvc_random_key(1, 3), at, 1, &one);
    cr_expect_neq(one, z[0]);
    free(z);
    free(at);
}

Test(random, factors_are_log_normal_of_mean_one)
{
    static const double rels[] = {0.01, 0.1, 0.5};
    int64_t *at = positions();
    double *z = calloc(MANY, sizeof *z), *f = calloc(MANY, sizeof *f);
    gvc_random_normals(77, at, MANY, z);
    for (int r = 0; r < 3; r++) {
        double s = sqrt(log1p(rels[r] * rels[r])), mean = 0, square = 0, fourth = 0, worst = 0;
        gvc_random_factors(77, at, &s, true, MANY, f);
        for (int k = 0; k < MANY; k++) {
            double e = exp(s * z[k] - 0.5 * s * s), away = f[k] - 1;
            worst = fmax(worst, fabs(f[k] / e - 1));
            mean += away / MANY;
            square += away * away / MANY;
            fourth += away * away * away * away / MANY;
        }
        cr_expect(worst < 4 * 0x1p-52, "%g", worst);
        cr_expect(fabs(mean) < 5 * rels[r] / sqrt(MANY));
        cr_expect(fabs(square - rels[r] * rels[r]) < 5 * sqrt(fourth / MANY), "%g", square);
    }
    free(f);
    free(z);
    free(at);
}

/* ---- what draws say ----------------------------------------------------------------------------
 */

Test(uncertainty, percentiles_lie_between_ranks)
{
    double x[101], odd[] = {3, 1, 2}, same[] = {0.1, 0.1, 0.1}, hole[] = {1, (double)NAN, 2};
    for (int k = 0; k < 101; k++) {
        x[k] = (37 * k) % 101;
    }
    gvc_spread s = gvc_spread_of(x, 101, 90);
    cr_expect_float_eq(s.low, 5, 1e-12);
    cr_expect_float_eq(s.high, 95, 1e-12);
    cr_expect_float_eq(s.se, sqrt(101 * 102 / 12.0), 1e-12);
    s = gvc_spread_of(odd, 3, 50);
    cr_expect(s.low == 1.5 && s.high == 2.5 && s.se == 1);
    s = gvc_spread_of(same, 3, 95);
    cr_expect(s.low == 0.1 && s.high == 0.1 && s.se == 0);
    s = gvc_spread_of(hole, 3, 95);
    cr_expect(isnan(s.low) && isnan(s.high) && isnan(s.se));
}

Test(uncertainty, no_error_no_spread)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&idle, 5);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_uncertainty_options u = rel(0, 10);
    gvc_result *base = measure(ctx, t, &o), *r = uncertain(ctx, t, &o, &u);
    for (gvc_idx k = 0; k < gvc_result_nterms(base); k++) {
        const char *name = gvc_result_term(base, k)->name;
        const double *value = gvc_result_values(base, k);
        for (int part = 0; part < 5; part++) {
            static const char *const ends[] = {"", "_se", "_se1", "_lo", "_hi"};
            char full[64];
            snprintf(full, sizeof full, "%s%s", name, ends[part]);
            const double *got = term(r, full);
            for (gvc_idx c = 0; c < gvc_result_cells(base); c++) {
                cr_expect_eq(got[c], part == 1 || part == 2 ? 0 : value[c], "%s of cell %d", full,
                             (int)c);
            }
        }
    }
    gvc_result_free(base);
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
    free_world(&w);
}

/* The table that a draw stands for, made anew from its cells. */
static gvc_table *made_anew(gvc_ctx *ctx, const world *w, const gvc_drawn *d)
{
    world copy = *w;
    copy.z = d->table.z.data;
    copy.y = d->table.y.data;
    return table_of(ctx, &copy, false);
}

Test(uncertainty, a_draw_is_the_measure_of_the_drawn_table)
{
    gvc_ctx *ctx = new_ctx();
    gvc_uncertainty_options u = rel(0.3, 2);
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.level = "sector";
    for (int k = 0; k < 4; k++) {
        o.solver = k < 2 ? NULL : "seidel";
        world w = make_world(k % 2 == 0 ? &small : &idle, 3);
        gvc_table *t = table_of(ctx, &w, false), *drawn[2];
        gvc_result *r = uncertain(ctx, t, &o, &u), *by_hand[2];
        gvc_cells cells;
        gvc_drawn d;
        expect_ok(ctx, gvc_cells_new(ctx, &cells, t, &u));
        expect_ok(ctx, gvc_drawn_new(ctx, &d, &cells));
        for (int draw = 0; draw < 2; draw++) {
            gvc_drawn_fill(&d, &cells, u.seed, draw);
            drawn[draw] = made_anew(ctx, &w, &d);
            by_hand[draw] = measure(ctx, drawn[draw], &o);
            for (gvc_idx i = 0; i < w.n; i++) { /* what follows in the drawn table itself */
                double x = gvc_table_x(drawn[draw])[i], v = gvc_table_v(drawn[draw])->data[i];
                cr_expect_float_eq(d.table.x[i], x, 1e-11 * fabs(x) + 1e-12);
                cr_expect_float_eq(d.table.v.data[i], v, 1e-11 * fabs(x) + 1e-12);
            }
        }
        for (gvc_idx m = 0; m < gvc_result_nterms(by_hand[0]); m++) {
            char se[64];
            snprintf(se, sizeof se, "%s_se", gvc_result_term(by_hand[0], m)->name);
            const double *got = term(r, se), *a = gvc_result_values(by_hand[0], m);
            const double *b = gvc_result_values(by_hand[1], m), *total = term(by_hand[0], "gexp");
            for (gvc_idx c = 0; c < gvc_result_cells(by_hand[0]); c++) {
                double two = fabs(a[c] - b[c]) / sqrt(2); /* of two draws */
                cr_expect(isnan(a[c]) ? isnan(got[c])
                                      : fabs(got[c] - two) <= 1e-6 * fmax(fabs(total[c]), 1),
                          "%s of cell %d: %g, not %g", se, (int)c, got[c], two);
            }
        }
        for (int draw = 0; draw < 2; draw++) {
            gvc_result_free(by_hand[draw]);
            gvc_table_free(drawn[draw]);
        }
        gvc_drawn_free(&d);
        gvc_cells_free(&cells);
        gvc_result_free(r);
        gvc_table_free(t);
        free_world(&w);
    }
    gvc_ctx_free(ctx);
}

Test(uncertainty, the_error_of_a_sum_is_the_root_of_squares)
{
    enum { DRAWS = 4000 };
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&small, 11);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_uncertainty_options u = rel(0.1, DRAWS);
    gvc_result *r = uncertain(ctx, t, &o, &u);
    const double *gexp = term(r, "gexp"), *se = term(r, "gexp_se");
    const double *low = term(r, "gexp_lo"), *high = term(r, "gexp_hi");
    for (gvc_idx s = 0; s < w.countries; s++) {
        double expected = gexp_error(&w, s, 0.1);
        cr_expect(fabs(se[s] / expected - 1) < sampling(DRAWS), "%g, not %g", se[s], expected);
        /* A percentile of 4000 draws of a normal is good to 0.042 standard deviations, its own
         * skewness aside. */
        cr_expect(fabs((high[s] - gexp[s]) / expected - 1.96) < 0.25);
        cr_expect(fabs((gexp[s] - low[s]) / expected - 1.96) < 0.25);
    }
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
    free_world(&w);
}

Test(uncertainty, errors_that_fall_with_size)
{
    enum { DRAWS = 4000 };
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&small, 12);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_uncertainty_options u = rel(0.1, DRAWS);
    gvc_cells cells;
    u.rule = GVC_ERROR_SIZE;
    u.power = 0.5;
    expect_ok(ctx, gvc_cells_new(ctx, &cells, t, &u));
    cr_assert_eq(cells.count, w.n * (w.n + w.countries));
    double sum = 0;
    for (gvc_idx i = 0; i < w.n; i++) {
        for (gvc_idx j = 0; j < w.n + w.countries; j++) {
            sum += j < w.n ? w.z[i * w.n + j] : w.y[i * w.countries + j - w.n];
        }
    }
    cr_expect_float_eq(cells.mean, sum / (double)cells.count, 1e-12 * sum);
    for (gvc_idx k = 0; k < cells.count; k++) {
        gvc_idx i = cells.at[k] / cells.width, j = cells.at[k] % cells.width;
        double value = j < w.n ? w.z[i * w.n + j] : w.y[i * w.countries + j - w.n];
        double r = 0.1 * sqrt(cells.mean / value), got = sqrt(expm1(pow(cells.sigma[k], 2)));
        r = r < 0.01 ? 0.01 : r > 1 ? 1 : r;
        cr_expect_float_eq(got, r, 1e-12);
    }
    gvc_cells_free(&cells);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
    free_world(&w);
}

Test(uncertainty, blocks_hold_cells_and_the_last_counts)
{
    enum { DRAWS = 2000 };
    static const gvc_error_block blocks[] = {
        {"*", "*", 0.5}, {"*", "*", 0}, {"C0", "C1", 0.1}, {"C0_S1", "C1_F", 0}, {"C0", "F", 0}};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&small, 13);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_uncertainty_options u = rel(0, DRAWS);
    u.rule = GVC_ERROR_BLOCKS;
    u.blocks = blocks;
    u.block_count = 5;
    gvc_result *r = uncertain(ctx, t, &o, &u);
    double sum = 0;
    for (gvc_idx i = w.offset[0]; i < w.offset[1]; i++) {
        for (gvc_idx j = w.offset[1]; j < w.offset[2]; j++) {
            sum += w.z[i * w.n + j] * w.z[i * w.n + j];
        }
    }
    const double *se = term(r, "gexp_se");
    cr_expect(fabs(se[0] / (0.1 * sqrt(sum)) - 1) < sampling(DRAWS), "%g", se[0]);
    cr_expect_eq(se[1], 0);
    cr_expect_eq(se[2], 0);
    gvc_result_free(r);
    u.block_count = 1;
    u.blocks = &(gvc_error_block){"C0", "C9", 0.1};
    expect_error(ctx, gvc_measure_uncertain(ctx, t, &o, &u, NULL), GVC_EUNKNOWN,
                 "errors of cells, to: no country, sector, industry, final use or category 'C9'; "
                 "did you mean C0, C1, C2?");
    u.blocks = &(gvc_error_block){"F", "C0", 0.1};
    cr_expect_eq(gvc_measure_uncertain(ctx, t, &o, &u, NULL), GVC_EUNKNOWN);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
    free_world(&w);
}

/* ---- first order -------------------------------------------------------------------------------
 */

static const char *const basics[GVC_BASICS] = {"gexp", "dc", "dva", "ref", "davax", "fva"};

/* The terms of all exporters where one cell of w is `more` larger; j from n on: final use. */
static gvc_result *nudged(gvc_ctx *ctx, const world *w, gvc_idx i, gvc_idx j, double more)
{
    double *cell = j < w->n ? &w->z[i * w->n + j] : &w->y[i * w->countries + j - w->n];
    double was = *cell;
    *cell += more;
    gvc_table *t = table_of(ctx, w, false);
    gvc_result *r = measure(ctx, t, NULL);
    *cell = was;
    gvc_table_free(t);
    return r;
}

/* Derivatives by every cell against central differences. */
static void expect_derivatives(const recipe *of, uint64_t seed)
{
    const double step = 1e-3;
    gvc_ctx *ctx = new_ctx();
    world w = make_world(of, seed);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_model *m = NULL;
    gvc_adjoint a;
    expect_ok(ctx, gvc_model_new(ctx, &m, t, &o));
    gvc_model_ask ask = {.needs = gvc_adjoint_needs(), .extra = gvc_adjoint_extra(m)};
    expect_ok(ctx, gvc_model_solve(ctx, m, &ask));
    expect_ok(ctx, gvc_adjoint_new(ctx, &a, m));
    for (gvc_idx i = 0; i < w.n; i++) {
        for (gvc_idx j = 0; j < w.n + w.countries && gvc_table_x(t)[i] != 0; j++) {
            gvc_result *up = nudged(ctx, &w, i, j, step), *down = nudged(ctx, &w, i, j, -step);
            bool dead = j < w.n && gvc_table_x(t)[j] == 0;
            gvc_idx block = j >= w.n ? j - w.n : w.country[j];
            for (gvc_idx s = 0; s < w.countries; s++) {
                double by[GVC_BASICS];
                gvc_adjoint_choose(&a, s);
                gvc_adjoint_at(&a, s, i, j < w.n && !dead ? j : -1, block, by);
                for (int k = 0; k < GVC_BASICS; k++) {
                    double slope = (term(up, basics[k])[s] - term(down, basics[k])[s]) / (2 * step);
                    cr_expect(fabs(by[k] - slope) < 1e-7, "%s of %d by cell %d %d: %g, not %g",
                              basics[k], (int)s, (int)i, (int)j, by[k], slope);
                }
            }
            gvc_result_free(up);
            gvc_result_free(down);
        }
    }
    gvc_adjoint_free(&a);
    gvc_model_free(m);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
    free_world(&w);
}

Test(uncertainty, derivatives_are_those_of_differences)
{
    expect_derivatives(&small, 51);
    expect_derivatives(&idle, 52);
}

/* Where errors are small the draws and first order say the same. */
static void expect_agreement(const gvc_measure_options *o, const recipe *of, uint64_t seed)
{
    enum { DRAWS = 4000 };
    static const char *const names[] = {"gexp", "dc",  "dva", "vax", "davax", "ref", "ddc",
                                        "fc",   "fva", "fdc", "gvc", "gvcb",  "gvcf"};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(of, seed);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_uncertainty_options u = rel(0.01, DRAWS);
    gvc_result *r = uncertain(ctx, t, o, &u);
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        char drawn[32], first[32];
        snprintf(drawn, sizeof drawn, "%s_se", names[k]);
        snprintf(first, sizeof first, "%s_se1", names[k]);
        for (gvc_idx s = 0; s < gvc_result_cells(r); s++) {
            double se = term(r, drawn)[s], se1 = term(r, first)[s];
            cr_expect(fabs(se / se1 - 1) < sampling(DRAWS), "%s of %d: %g drawn, %g by first order",
                      names[k], (int)s, se, se1);
        }
    }
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
    free_world(&w);
}

Test(uncertainty, draws_and_first_order_agree_where_errors_are_small)
{
    static const char *const members[] = {"C0", "C2", NULL};
    static const gvc_group group = {"G", members};
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    expect_agreement(&o, &small, 61);
    expect_agreement(&o, &recipes[0], 62);
    o.groups = &group;
    o.group_count = 1;
    expect_agreement(&o, &recipes[0], 63);
}

Test(uncertainty, first_order_is_there_for_one_view_alone)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&small, 71);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_uncertainty_options u = rel(0.1, 3);
    const gvc_measure_options others[] = {
        {.version = GVC_MEASURE_OPTIONS_VERSION, .level = "sector"},
        {.version = GVC_MEASURE_OPTIONS_VERSION, .approach = "sink"},
        {.version = GVC_MEASURE_OPTIONS_VERSION, .detail = "elementary"},
        {.version = GVC_MEASURE_OPTIONS_VERSION, .perspective = "world"},
        {.version = GVC_MEASURE_OPTIONS_VERSION, .method = "kww"}};
    for (size_t k = 0; k < sizeof others / sizeof *others; k++) {
        gvc_result *r = uncertain(ctx, t, &others[k], &u);
        for (gvc_idx m = 0; m < gvc_result_nterms(r); m++) {
            cr_expect_null(strstr(gvc_result_term(r, m)->name, "_se1"), "view %d", (int)k);
        }
        gvc_result_free(r);
    }
    gvc_table_free(t);
    gvc_ctx_free(ctx);
    free_world(&w);
}

/* ---- bits --------------------------------------------------------------------------------------
 */

Test(uncertainty, threads_change_no_bit_and_seeds_do)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&idle, 21);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_uncertainty_options u = rel(0.2, 50);
    u.seed = 42;
    o.level = "pair";
    o.solver = "seidel";
    gvc_result *first = NULL;
    for (int threads = 1; threads <= 4; threads *= 2) {
        expect_ok(ctx, gvc_ctx_set_threads(ctx, threads));
        gvc_result *r = uncertain(ctx, t, &o, &u);
        if (first == NULL) {
            first = r;
            continue;
        }
        for (gvc_idx k = 0; k < gvc_result_nterms(r); k++) {
            cr_expect_eq(memcmp(gvc_result_values(r, k), gvc_result_values(first, k),
                                (size_t)gvc_result_cells(r) * sizeof(double)),
                         0, "%s with %d threads", gvc_result_term(r, k)->name, threads);
        }
        gvc_result_free(r);
    }
    u.seed = 43;
    gvc_result *other = uncertain(ctx, t, &o, &u);
    cr_expect_neq(term(other, "gexp_se")[1], term(first, "gexp_se")[1]);
    cr_expect_eq(term(other, "gexp")[1], term(first, "gexp")[1]);
    gvc_result_free(other);
    gvc_result_free(first);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
    free_world(&w);
}

/* ---- any measure; what is refused --------------------------------------------------------------
 */

Test(uncertainty, every_measure_of_one_table_has_it)
{
    static const char *const methods[] = {"bm",       "bm_world", "kww",         "wwz",
                                          "my",       "imports",  "indicators",  "exposure",
                                          "position", "layers",   "exposure_fx", "exposure_inputs"};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&small, 31);
    gvc_table *t = table_of(ctx, &w, false);
    for (size_t k = 0; k < sizeof methods / sizeof *methods; k++) {
        gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
        gvc_uncertainty_options u = rel(0.1, 5);
        o.method = methods[k];
        gvc_result *base = measure(ctx, t, &o), *r = uncertain(ctx, t, &o, &u);
        bool spread = false;
        for (gvc_idx m = 0; m < gvc_result_nterms(base); m++) {
            const gvc_term *is = gvc_result_term(base, m);
            char se[80];
            snprintf(se, sizeof se, "%s_se", is->name);
            cr_expect_eq(memcmp(term(r, is->name), gvc_result_values(base, m),
                                (size_t)gvc_result_cells(base) * sizeof(double)),
                         0, "%s of %s", is->name, methods[k]);
            for (gvc_idx c = 0; c < gvc_result_cells(base); c++) {
                spread = spread || term(r, se)[c] > 0;
            }
        }
        cr_expect(spread, "%s", methods[k]);
        gvc_result_free(base);
        gvc_result_free(r);
    }
    gvc_table_free(t);
    gvc_ctx_free(ctx);
    free_world(&w);
}

Test(uncertainty, refuses_what_has_no_meaning)
{
    gvc_ctx *ctx = new_ctx();
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_uncertainty_options u = rel(-0.1, 0);
    expect_error(ctx, gvc_uncertainty_check(ctx, &o, &u), GVC_EARG,
                 "relative error -0.1; it is a fraction from 0 to 10, 0.1 for a tenth");
    u = rel(0.1, 1);
    expect_error(ctx, gvc_uncertainty_check(ctx, &o, &u), GVC_EARG, "1 draws; 2 at least");
    u = rel(0.1, 0);
    u.interval = 100;
    expect_error(ctx, gvc_uncertainty_check(ctx, &o, &u), GVC_EARG,
                 "an interval of 100 per cent; it is between 0 and 100, 95 for most uses");
    u.interval = 0;
    o.output = GVC_OUTPUT_GIVEN;
    expect_error(ctx, gvc_uncertainty_check(ctx, &o, &u), GVC_EARG,
                 "uncertainty with output as the table states it: output follows the drawn cells; "
                 "use row sums");
    o.output = GVC_OUTPUT_ROWSUM;
    o.method = "indicators";
    u.shares = true;
    expect_error(ctx, gvc_uncertainty_check(ctx, &o, &u), GVC_EARG,
                 "this view has no total that its terms add up to, so it has no shares");
    u.shares = false;
    u.rule = GVC_ERROR_SIZE;
    u.power = 3;
    expect_error(ctx, gvc_uncertainty_check(ctx, &o, &u), GVC_EARG,
                 "errors fall with the power 3 of size; it is from 0 to 2");
    u.version = 0;
    cr_expect_eq(gvc_uncertainty_check(ctx, &o, &u), GVC_EARG);
    gvc_ctx_free(ctx);
}

Test(uncertainty, too_many_draws_for_the_memory_are_refused)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&small, 41);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_uncertainty_options u = rel(0.1, 2000000);
    gvc_collector *c = NULL;
    expect_ok(ctx, gvc_collector_new(ctx, &c));
    gvc_sink sink = gvc_collector_sink(c);
    gvc_ctx_set_memory_limit(ctx, (size_t)400 << 20);
    cr_expect_eq(gvc_measure_uncertain(ctx, t, &o, &u, &sink), GVC_ENOMEM);
    cr_expect_not_null(strstr(gvc_ctx_error(ctx), "2000000 draws of 3 cells of 13 terms"), "%s",
                       gvc_ctx_error(ctx));
    gvc_collector_free(c);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
    free_world(&w);
}
