/* test_uncertainty_growth.c - errors of several tables: draws against tables drawn by hand, first
 * order against differences, independence of the tables, equal bits */
#include "growing.h"
#include "uncertain.h"

static const recipe small = {"small", {3, 2, 4, -1}, 2, 0, 0};
static const recipe rich = {"rich", {3, 2, 4, -1}, 30, 0, 0}; /* value added above 0 */
static const recipe idle = {"idle", {3, 4, 3, -1}, 2, 0, 5};

enum { MOST = 3 };

/* Tables of the years 2000, 2001, ...; what they state beside their cells stays the same. */
typedef struct years {
    gvc_ctx *ctx;
    int count;
    bool states_va, has_jobs;
    const char *prices[MOST];
    world w[MOST];
    gvc_table *t[MOST];
} years;

static gvc_table *table_at(const years *y, const world *w, int k)
{
    double va[256], jobs[256];
    for (gvc_idx i = 0; i < w->n; i++) {
        va[i] = is_idle(&idle, i) ? 0 : 20 + (double)(i * 7 % 11 + 3 * k);
        jobs[i] = 3 + (double)(i * 5 % 7 + k);
    }
    gvc_builder *b = builder_stating(y->ctx, w, false, y->states_va ? va : NULL);
    gvc_table *t = NULL;
    gvc_builder_set_year(b, 2000 + k);
    expect_ok(y->ctx, gvc_builder_set_text(y->ctx, b, "prices", y->prices[k]));
    if (y->has_jobs) {
        expect_ok(y->ctx, gvc_builder_extension_row(y->ctx, b, "jobs", "persons", jobs, NULL));
    }
    expect_ok(y->ctx, gvc_builder_seal(y->ctx, b, &t));
    return t;
}

static years make_years(const recipe *of, int count, uint64_t seed)
{
    years y = {.ctx = new_ctx(), .count = count};
    for (int k = 0; k < count; k++) {
        y.w[k] = make_world(of, seed + (uint64_t)k);
        y.t[k] = table_at(&y, &y.w[k], k);
    }
    return y;
}

static void make_again(years *y)
{
    for (int k = 0; k < y->count; k++) {
        gvc_table_free(y->t[k]);
        y->t[k] = table_at(y, &y->w[k], k);
    }
}

static void free_years(years *y)
{
    for (int k = 0; k < y->count; k++) {
        gvc_table_free(y->t[k]);
        free_world(&y->w[k]);
    }
    gvc_ctx_free(y->ctx);
}

static gvc_result *uncertain_growth(years *y, const gvc_measure_options *given,
                                    const gvc_uncertainty_options *u)
{
    const gvc_table *others[MOST];
    gvc_measure_options o = *given;
    for (int k = 0; k + 1 < y->count; k++) {
        others[k] = y->t[k];
    }
    o.method = "growth";
    o.others = others;
    o.other_count = y->count - 1;
    return uncertain(y->ctx, y->t[y->count - 1], &o, u);
}

static gvc_measure_options view(const char *level, const char *approach)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.level = level;
    o.approach = approach;
    return o;
}

static const double *with(const gvc_result *r, const char *name, const char *suffix)
{
    char full[64];
    snprintf(full, sizeof full, "%s%s", name, suffix);
    return term(r, full);
}

/* ---- draws -------------------------------------------------------------------------------------
 */

/* Tables of one draw, each made anew from its cells, and the measure of them. */
static gvc_result *drawn_by_hand(years *y, const gvc_measure_options *o,
                                 const gvc_uncertainty_options *u, gvc_idx draw)
{
    gvc_table *t[MOST];
    for (int k = 0; k < y->count; k++) {
        gvc_cells cells;
        gvc_drawn d;
        expect_ok(y->ctx, gvc_cells_new(y->ctx, &cells, y->t[k], u));
        expect_ok(y->ctx, gvc_drawn_new(y->ctx, &d, &cells));
        gvc_drawn_fill(&d, &cells, gvc_drawn_seed(u->seed, y->count - 1 - k), draw);
        world copy = y->w[k];
        copy.z = d.table.z.data;
        copy.y = d.table.y.data;
        t[k] = table_at(y, &copy, k);
        gvc_drawn_free(&d);
        gvc_cells_free(&cells);
    }
    gvc_result *r = measure_growth(y->ctx, t, y->count, o);
    for (int k = 0; k < y->count; k++) {
        gvc_table_free(t[k]);
    }
    return r;
}

static void expect_draws(years *y, const gvc_measure_options *o)
{
    gvc_uncertainty_options u = rel(0.2, 2);
    u.seed = 5;
    gvc_result *base = measure_growth(y->ctx, y->t, y->count, o), *r = uncertain_growth(y, o, &u);
    gvc_result *hand[2] = {drawn_by_hand(y, o, &u, 0), drawn_by_hand(y, o, &u, 1)};
    for (gvc_idx k = 0; k < gvc_result_nterms(base); k++) {
        const char *name = gvc_result_term(base, k)->name;
        const double *a = gvc_result_values(hand[0], k), *b = gvc_result_values(hand[1], k);
        double size = fmax(largest_of(hand[0], name), largest_of(hand[1], name));
        cr_expect_eq(memcmp(term(r, name), gvc_result_values(base, k),
                            (size_t)gvc_result_cells(base) * sizeof(double)),
                     0, "%s at %s", name, o->level);
        for (gvc_idx c = 0; c < gvc_result_cells(base); c++) {
            double se = with(r, name, "_se")[c], two = fabs(a[c] - b[c]) / sqrt(2);
            cr_expect(isnan(two) ? isnan(se) : fabs(se - two) <= 1e-9 * size,
                      "%s of cell %d at %s: %.17g, not %.17g", name, (int)c, o->level, se, two);
        }
    }
    gvc_result_free(hand[0]);
    gvc_result_free(hand[1]);
    gvc_result_free(base);
    gvc_result_free(r);
}

Test(uncertainty_growth, a_draw_is_the_measure_of_drawn_tables)
{
    static const char *const views[][2] = {{"factor", "shapley"},
                                           {"factor", "polar"},
                                           {"demand", NULL},
                                           {"country", NULL},
                                           {"national", NULL}};
    years y = make_years(&small, 3, 11), p = make_years(&idle, 2, 21);
    years q = make_years(&rich, 2, 25);
    for (size_t k = 0; k < sizeof views / sizeof *views; k++) {
        gvc_measure_options o = view(views[k][0], views[k][1]);
        expect_draws(&y, &o);
        expect_draws(&p, &o);
        o.direct = true;
        o.relative_to = "world";
        expect_draws(&y, &o);
    }
    gvc_measure_options logs = view("factor", "lmdi");
    expect_draws(&q, &logs);
    free_years(&y);
    free_years(&p);
    free_years(&q);
}

Test(uncertainty_growth, no_error_no_spread)
{
    static const char *const levels[] = {"factor", "demand", "country", "national"};
    static const char *const ends[] = {"", "_se", "_se1", "_lo", "_hi"};
    years y = make_years(&idle, 2, 31);
    for (size_t k = 0; k < sizeof levels / sizeof *levels; k++) {
        gvc_measure_options o = view(levels[k], NULL);
        gvc_uncertainty_options u = rel(0, 10);
        gvc_result *base = measure_growth(y.ctx, y.t, 2, &o), *r = uncertain_growth(&y, &o, &u);
        for (gvc_idx m = 0; m < gvc_result_nterms(base); m++) {
            const char *name = gvc_result_term(base, m)->name;
            const double *value = gvc_result_values(base, m);
            for (int part = 0; part < 5; part++) {
                if (part == 2 && k != 1) {
                    continue; /* levels alone have it */
                }
                const double *got = with(r, name, ends[part]);
                for (gvc_idx c = 0; c < gvc_result_cells(base); c++) {
                    double e = part == 1 || part == 2 ? 0 : value[c];
                    cr_expect(isnan(value[c]) ? isnan(got[c]) : got[c] == e, "%s%s of cell %d",
                              name, ends[part], (int)c);
                }
            }
        }
        gvc_result_free(base);
        gvc_result_free(r);
    }
    free_years(&y);
}

/* The same cells in both years: were the draws the same too, nothing would change; were they
 * dependent, the error of the change would not be the root of two squares. */
Test(uncertainty_growth, tables_have_errors_of_their_own)
{
    enum { DRAWS = 4000 };
    years y = {.ctx = new_ctx(), .count = 2};
    for (int k = 0; k < 2; k++) {
        y.w[k] = make_world(&small, 41);
        y.t[k] = table_at(&y, &y.w[k], k);
    }
    gvc_measure_options o = view("demand", NULL);
    gvc_uncertainty_options u = rel(0.05, DRAWS);
    gvc_result *r = uncertain_growth(&y, &o, &u);
    for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
        double first = term(r, "first_se")[c], last = term(r, "last_se")[c];
        double change = term(r, "value_se")[c];
        cr_expect(fabs(term(r, "value")[c]) <= 1e-11 * term(r, "first")[c]);
        cr_expect(fabs(last / first - 1) < sqrt(2) * sampling(DRAWS) && last != first);
        cr_expect(fabs(change / hypot(first, last) - 1) < sampling(DRAWS), "%g, not %g", change,
                  hypot(first, last));
    }
    gvc_result_free(r);
    free_years(&y);
}

/* As the table alone would be: value added by who absorbs it is that of trace, too. */
Test(uncertainty_growth, the_last_table_is_drawn_as_it_would_be_alone)
{
    years y = make_years(&small, 2, 51);
    gvc_measure_options o = view("demand", NULL), alone = GVC_MEASURE_OPTIONS_INIT;
    gvc_uncertainty_options u = rel(0.1, 50);
    gvc_result *r = uncertain_growth(&y, &o, &u);
    gvc_result *vax = uncertain(y.ctx, y.t[1], &alone, &u);
    for (gvc_idx s = 0; s < y.w[1].countries; s++) { /* absorbed abroad */
        double is = term(r, "last")[2 * s + 1], se = term(r, "last_se")[2 * s + 1];
        cr_expect_float_eq(term(vax, "vax")[s], is, 1e-10 * is);
        cr_expect_float_eq(term(vax, "vax_se")[s], se, 1e-5 * se);
    }
    gvc_result_free(vax);
    gvc_result_free(r);
    free_years(&y);
}

Test(uncertainty_growth, threads_change_no_bit_and_seeds_do)
{
    static const char *const levels[] = {"factor", "demand", "country", "national"};
    years y = make_years(&idle, 3, 61);
    for (size_t l = 0; l < sizeof levels / sizeof *levels; l++) {
        gvc_measure_options o = view(levels[l], NULL);
        gvc_uncertainty_options u = rel(0.2, 30);
        gvc_result *first = NULL;
        u.seed = 42;
        for (int threads = 1; threads <= 4; threads *= 2) {
            expect_ok(y.ctx, gvc_ctx_set_threads(y.ctx, threads));
            gvc_result *r = uncertain_growth(&y, &o, &u);
            for (gvc_idx k = 0; first != NULL && k < gvc_result_nterms(r); k++) {
                cr_expect_eq(memcmp(gvc_result_values(r, k), gvc_result_values(first, k),
                                    (size_t)gvc_result_cells(r) * sizeof(double)),
                             0, "%s with %d threads", gvc_result_term(r, k)->name, threads);
            }
            if (first == NULL) {
                first = r;
            } else {
                gvc_result_free(r);
            }
        }
        u.seed = 43;
        gvc_result *other = uncertain_growth(&y, &o, &u);
        const char *name = l == 2 ? "home" : "points";
        cr_expect_neq(with(other, name, "_se")[0], with(first, name, "_se")[0]);
        cr_expect_eq(term(other, name)[0], term(first, name)[0]);
        gvc_result_free(other);
        gvc_result_free(first);
    }
    free_years(&y);
}

/* ---- first order -------------------------------------------------------------------------------
 */

/* The measure where one cell of table k is `more` larger; j from n on: final use. */
static gvc_result *nudged(years *y, const gvc_measure_options *o, int k, gvc_idx i, gvc_idx j,
                          double more)
{
    world *w = &y->w[k];
    double *cell = j < w->n ? &w->z[i * w->n + j] : &w->y[i * w->countries + j - w->n], was = *cell;
    gvc_table *as_it_is = y->t[k];
    *cell += more;
    y->t[k] = table_at(y, w, k);
    gvc_result *r = measure_growth(y->ctx, y->t, y->count, o);
    gvc_table_free(y->t[k]);
    y->t[k] = as_it_is;
    *cell = was;
    return r;
}

/* Adds the squares of what every cell of table k brings, by central differences. */
static void add_differences(years *y, const gvc_measure_options *o, int k, double r,
                            double *const *square)
{
    const double step = 1e-3;
    const world *w = &y->w[k];
    for (gvc_idx i = 0; i < w->n; i++) {
        for (gvc_idx j = 0; j < w->n + w->countries; j++) {
            double value = j < w->n ? w->z[i * w->n + j] : w->y[i * w->countries + j - w->n];
            if (value == 0) {
                continue;
            }
            gvc_result *up = nudged(y, o, k, i, j, step), *down = nudged(y, o, k, i, j, -step);
            for (gvc_idx m = 0; m < gvc_result_nterms(up); m++) {
                const double *a = gvc_result_values(up, m), *b = gvc_result_values(down, m);
                for (gvc_idx c = 0; c < gvc_result_cells(up); c++) {
                    double slope = (a[c] - b[c]) / (2 * step);
                    square[m][c] += slope * slope * r * r * value * value;
                }
            }
            gvc_result_free(up);
            gvc_result_free(down);
        }
    }
}

static void expect_first_order(years *y, const gvc_measure_options *o, const char *what)
{
    gvc_uncertainty_options u = rel(0.1, 2);
    gvc_result *r = uncertain_growth(y, o, &u), *base = measure_growth(y->ctx, y->t, y->count, o);
    double *square[16];
    gvc_idx terms = gvc_result_nterms(base), cells = gvc_result_cells(base);
    for (gvc_idx m = 0; m < terms; m++) {
        square[m] = calloc((size_t)cells, sizeof **square);
    }
    for (int k = 0; k < y->count; k++) {
        add_differences(y, o, k, 0.1, square);
    }
    for (gvc_idx m = 0; m < terms; m++) {
        const char *name = gvc_result_term(base, m)->name;
        const double *se1 = with(r, name, "_se1"), *value = gvc_result_values(base, m);
        double noise = 1e-7 * largest_of(base, name); /* of differences that should be 0 */
        for (gvc_idx c = 0; c < cells; c++) {
            double e = sqrt(square[m][c]);
            cr_expect(isnan(value[c]) ? isnan(se1[c]) : fabs(se1[c] - e) <= 1e-6 * e + noise,
                      "%s: %s of cell %d: %.10g, not %.10g", what, name, (int)c, se1[c], e);
        }
        free(square[m]);
    }
    gvc_result_free(base);
    gvc_result_free(r);
}

Test(uncertainty_growth, first_order_is_that_of_differences)
{
    static const char *const members[] = {"C0", "C2", NULL}, *const chosen[] = {"C1", NULL};
    static const gvc_group group = {"G", members};
    static const gvc_bloc blocs[] = {{"C0", "near"}};
    years y = make_years(&idle, 2, 71);
    gvc_measure_options o = view("demand", NULL);
    expect_first_order(&y, &o, "levels");
    o.relative_to = "world";
    expect_first_order(&y, &o, "relative to the world");
    o.relative_to = NULL;
    o.countries = chosen;
    o.blocs = blocs;
    o.bloc_count = 1;
    expect_first_order(&y, &o, "one country, by blocs");
    o = view("demand", NULL);
    o.groups = &group;
    o.group_count = 1;
    expect_first_order(&y, &o, "a group");
    y.has_jobs = true;
    make_again(&y);
    o = view("demand", NULL);
    o.satellite = "jobs";
    expect_first_order(&y, &o, "a satellite");
    y.states_va = true;
    make_again(&y);
    o = view("demand", NULL);
    o.va = GVC_VA_GIVEN;
    o.relative_to = "world";
    expect_first_order(&y, &o, "stated value added");
    free_years(&y);
}

Test(uncertainty_growth, first_order_of_a_chain_is_that_of_its_ends)
{
    years y = make_years(&small, 3, 81);
    gvc_measure_options o = view("demand", NULL);
    expect_first_order(&y, &o, "a chain");
    free_years(&y);
}

Test(uncertainty_growth, draws_and_first_order_agree_where_errors_are_small)
{
    enum { DRAWS = 4000 };
    static const char *const names[] = {"growth", "points", "value", "first", "last"};
    years y = make_years(&small, 2, 91);
    gvc_measure_options o = view("demand", NULL);
    gvc_uncertainty_options u = rel(0.01, DRAWS);
    gvc_result *r = uncertain_growth(&y, &o, &u);
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        const double *se = with(r, names[k], "_se"), *se1 = with(r, names[k], "_se1");
        for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
            cr_expect(fabs(se[c] / se1[c] - 1) < sampling(DRAWS), "%s of %d: %g drawn, %g",
                      names[k], (int)c, se[c], se1[c]);
        }
    }
    gvc_result_free(r);
    free_years(&y);
}

static bool has_first_order(const gvc_result *r)
{
    for (gvc_idx m = 0; m < gvc_result_nterms(r); m++) {
        if (strstr(gvc_result_term(r, m)->name, "_se1") != NULL) {
            return true;
        }
    }
    return false;
}

/* Volumes of one link are levels of two tables; of several they are chained by ratios. */
Test(uncertainty_growth, first_order_is_there_for_levels_that_add_up)
{
    static const char *const levels[] = {"factor", "country", "national"};
    years y = make_years(&small, 3, 101);
    gvc_uncertainty_options u = rel(0.1, 2);
    for (size_t k = 0; k < sizeof levels / sizeof *levels; k++) {
        gvc_measure_options o = view(levels[k], NULL);
        gvc_result *r = uncertain_growth(&y, &o, &u);
        cr_expect(!has_first_order(r), "%s", levels[k]);
        gvc_result_free(r);
    }
    gvc_measure_options o = view("demand", NULL);
    y.count = 2;
    y.prices[1] = "previous year";
    make_again(&y);
    expect_first_order(&y, &o, "volumes of one link");
    y.count = 3;
    free_years(&y);
}

/* ---- the other measure of several tables -------------------------------------------------------
 */

Test(uncertainty_growth, upgrading_since_an_earlier_year_has_it_too)
{
    years y = make_years(&small, 2, 111);
    const gvc_table *others[] = {y.t[0]};
    gvc_uncertainty_options u = rel(0.1, 20);
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = "exposure_upgrade";
    o.others = others;
    o.other_count = 1;
    gvc_result *base = measure(y.ctx, y.t[1], &o), *r = uncertain(y.ctx, y.t[1], &o, &u);
    bool spread = false;
    for (gvc_idx m = 0; m < gvc_result_nterms(base); m++) {
        const char *name = gvc_result_term(base, m)->name;
        for (gvc_idx c = 0; c < gvc_result_cells(base); c++) {
            spread = spread || with(r, name, "_se")[c] > 0;
        }
    }
    cr_expect(spread);
    gvc_result_free(base);
    gvc_result_free(r);
    free_years(&y);
}

/* ---- what is refused ---------------------------------------------------------------------------
 */

Test(uncertainty_growth, refuses_what_growth_refuses)
{
    years y = make_years(&small, 2, 121);
    const gvc_table *others[] = {y.t[0]};
    gvc_uncertainty_options u = rel(0.1, 5);
    gvc_measure_options o = view("demand", NULL);
    o.method = "growth";
    expect_error(y.ctx, gvc_measure_uncertain(y.ctx, y.t[1], &o, &u, NULL), GVC_EARG,
                 "growth compares tables of different years; give two or more");
    o.others = others;
    o.other_count = 1;
    u.shares = true;
    expect_error(y.ctx, gvc_measure_uncertain(y.ctx, y.t[1], &o, &u, NULL), GVC_EARG,
                 "this view has no total that its terms add up to, so it has no shares");
    u.shares = false;
    o.output = GVC_OUTPUT_GIVEN;
    cr_expect_eq(gvc_measure_uncertain(y.ctx, y.t[1], &o, &u, NULL), GVC_EARG);
    o.output = GVC_OUTPUT_ROWSUM;
    u.draws = 20000000;
    gvc_ctx_set_memory_limit(y.ctx, (size_t)600 << 20);
    cr_expect_eq(gvc_measure_uncertain(y.ctx, y.t[1], &o, &u, NULL), GVC_ENOMEM);
    cr_expect_not_null(strstr(gvc_ctx_error(y.ctx), "20000000 draws of 6 cells of 6 terms"), "%s",
                       gvc_ctx_error(y.ctx));
    free_years(&y);
}

Test(uncertainty_growth, blocks_are_of_every_table)
{
    gvc_error_block block = {"C9", "*", 0.1};
    years y = make_years(&small, 2, 131);
    const gvc_table *others[] = {y.t[0]};
    gvc_uncertainty_options u = rel(0.1, 5);
    gvc_measure_options o = view("demand", NULL);
    o.method = "growth";
    o.others = others;
    o.other_count = 1;
    u.rule = GVC_ERROR_BLOCKS;
    u.blocks = &block;
    u.block_count = 1;
    cr_expect_eq(gvc_measure_uncertain(y.ctx, y.t[1], &o, &u, NULL), GVC_EUNKNOWN);
    block = (gvc_error_block){"*", "C1_F", 0.1};
    gvc_result *r = uncertain(y.ctx, y.t[1], &o, &u);
    for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
        cr_expect(term(r, "first_se")[c] > 0 && term(r, "last_se")[c] > 0, "cell %d", (int)c);
    }
    gvc_result_free(r);
    free_years(&y);
}
