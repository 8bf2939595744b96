/* test_indicators_plain.c - indicators by their definitions with plain loops, and by what they add
 * up to */
#include "checks.h"

/* ---- what adds up to what, on made-up worlds ----------------------------------------------------
 */

/* left = the sum of the right ones, in every cell that all of them have. */
static void expect_identity(const gvc_result *r, const char *where, const char *left,
                            const char *const *right)
{
    double bound = 1e-12 * largest_of(r, left) + 1e-12;
    bool own = gvc_result_text(r, "own_cell") != NULL;
    for (gvc_idx i = 0; i < gvc_result_cells(r); i++) {
        double sum = 0;
        for (const char *const *name = right; *name != NULL; name++) {
            sum += *name[0] == '-' ? -term(r, *name + 1)[i] : term(r, *name)[i];
        }
        double gap = fabs(term(r, left)[i] - sum);
        cr_expect(gap <= bound || isnan(gap) || (own && !gvc_result_is_row(r, i)),
                  "%s: %s, cell %d: %g off", where, left, (int)i, gap);
    }
}

typedef struct identity {
    const char *level, *left, *right[4];
} identity;

static const identity sums[] = {
    {"*", "exgr", {"exgr_int", "exgr_fnl"}},
    {"*", "exgr", {"exgr_dva", "exgr_fva"}},
    {"*", "exgr_dva", {"exgr_ddc", "exgr_idc", "exgr_rim"}},
    {"*", "exgr_dva", {"exgr_intdva", "exgr_fnldva"}},
    {"*", "dva", {"exgr_ddc", "exgr_idc"}},
    {"*", "imgr", {"imgr_int", "imgr_fnl"}},
    {"*", "gvc", {"gvcb", "gvcf"}},
    {"*", "vs_hiy", {"vs", "exgr_rim"}},
    {"*", "gvcb", {"vs_hiy"}},
    {"*", "vs", {"exgr_fva"}},
    {"*", "vax", {"ffd_dva"}},
    {"*", "balvafd", {"ffd_dva", "-dfd_fva"}},
    {"country", "balgr", {"exgr", "-imgr"}},
    {"country", "balvafd", {"balgr"}},
    {"country", "vs", {"dexfvap"}},
    {"country", "vs_hiy", {"reii_local"}},
    {"country", "vs1", {"fexdvap"}},
    {"country", "vs1_star", {"imgr_dva"}},
    {"country", "valu", {"dxd_dva", "ffd_dva"}},
    {"country", "vax_c", {"vax"}},
    {"sector", "valu", {"dxd_dva", "ffd_dva"}},
    {"sector", "vs", {"dexfvap"}},
    {"pair", "vax_c", {"ffd_dva"}},
    {"pair", "vs1", {"fexdvap"}},
    {"pair", "balgr", {"exgr", "-imgr"}},
};

static const char *const levels[] = {"country", "sector", "pair", "bilateral"};

static void expect_all_sums(gvc_ctx *ctx, const gvc_table *t, const char *where)
{
    for (int k = 0; k < 4; k++) {
        gvc_result *r = measure_terms(ctx, t, "indicators", levels[k], NULL);
        for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
            bool anywhere = strcmp(sums[i].level, "*") == 0;
            if (anywhere || strcmp(sums[i].level, levels[k]) == 0) {
                expect_identity(r, where, sums[i].left, sums[i].right);
            }
        }
        gvc_result_free(r);
    }
}

Test(indicators, add_up_in_every_world)
{
    gvc_ctx *ctx = new_ctx();
    for (size_t k = 0; k < RECIPES; k++) {
        world w = make_world(&recipes[k], 11 + k);
        gvc_table *t = table_of(ctx, &w, false);
        expect_all_sums(ctx, t, recipes[k].name);
        gvc_table_free(t);
        free_world(&w);
    }
    gvc_ctx_free(ctx);
}

/* The sums of fine over the sectors or partners that coarse does not have. */
static void expect_coarser(const gvc_result *fine, const gvc_result *coarse, const char *where)
{
    for (gvc_idx k = 0; k < gvc_result_nterms(coarse); k++) {
        const gvc_term *name = gvc_result_term(coarse, k);
        gvc_idx at = gvc_result_find_term(fine, name->name);
        bool ratio = strcmp(name->units, "1") == 0 || strcmp(name->units, "%") == 0 ||
                     strcmp(name->units, "index") == 0;
        if (at < 0 || ratio || strcmp(name->name, "vax_d") == 0) {
            continue;
        }
        double *sum = calloc((size_t)gvc_result_cells(coarse), sizeof *sum);
        const double *x = gvc_result_values(fine, at), *y = gvc_result_values(coarse, k);
        for (gvc_idx i = 0; i < gvc_result_cells(fine); i++) {
            bool counts = gvc_result_is_row(fine, i) && !isnan(x[i]);
            sum[coarse_cell(fine, coarse, i)] += counts ? x[i] : 0;
        }
        double bound = 1e-12 * largest_of(coarse, name->name) + 1e-12;
        for (gvc_idx i = 0; i < gvc_result_cells(coarse); i++) {
            cr_expect(isnan(y[i]) || fabs(sum[i] - y[i]) <= bound || !gvc_result_is_row(coarse, i),
                      "%s: %s, cell %d: %.17g, not %.17g", where, name->name, (int)i, y[i], sum[i]);
        }
        free(sum);
    }
}

Test(indicators, coarser_levels_are_sums_of_finer_ones)
{
    gvc_ctx *ctx = new_ctx();
    for (size_t k = 0; k < RECIPES; k++) {
        world w = make_world(&recipes[k], 31 + k);
        gvc_table *t = table_of(ctx, &w, false);
        gvc_result *fine = measure_terms(ctx, t, "indicators", "bilateral", NULL);
        for (int l = 0; l < 3; l++) {
            gvc_result *coarse = measure_terms(ctx, t, "indicators", levels[l], NULL);
            expect_coarser(fine, coarse, recipes[k].name);
            gvc_result_free(coarse);
        }
        gvc_result *pair = measure_terms(ctx, t, "indicators", "pair", NULL),
                   *country = measure_terms(ctx, t, "indicators", "country", NULL);
        expect_coarser(pair, country, recipes[k].name);
        gvc_result_free(pair);
        gvc_result_free(country);
        gvc_result_free(fine);
        gvc_table_free(t);
        free_world(&w);
    }
    gvc_ctx_free(ctx);
}

/* ---- by definition, with plain loops ------------------------------------------------------------
 */

static double total_exports(const brute *p, gvc_idx i)
{
    double sum = 0;
    for (gvc_idx d = 0; d < p->w->countries; d++) {
        sum += p->e[i * p->w->countries + d];
    }
    return sum;
}

/* (B Y)_id */
static double absorbed(const brute *p, gvc_idx i, gvc_idx d)
{
    double sum = 0;
    for (gvc_idx k = 0; k < p->w->n; k++) {
        sum += p->b[i * p->w->n + k] * p->w->y[k * p->w->countries + d];
    }
    return sum;
}

/* Imports of product j by c that are used up for the exports of c, B_cc of the world. */
static double passed_on(const brute *p, gvc_idx j, gvc_idx c)
{
    double sum = 0;
    gvc_idx n = p->w->n, first = p->w->offset[c], end = p->w->offset[c + 1];
    for (gvc_idx i = first; i < end; i++) {
        for (gvc_idx k = first; k < end; k++) {
            sum += p->a[j * n + i] * p->b[i * n + k] * total_exports(p, k);
        }
    }
    return sum;
}

/* Value added that c loses when it sells to the partner no more (< 0: to nobody abroad). */
static double lost(const brute *p, gvc_idx c, gvc_idx partner)
{
    double at_home, abroad;
    extract(p, c, p->w->offset[c], p->w->offset[c + 1], partner, &at_home, &abroad);
    return at_home;
}

static void expect_cell(const gvc_result *r, const char *name, gvc_idx cell, double plain_value)
{
    double ours = term(r, name)[cell], bound = 1e-11 * largest_of(r, name) + 1e-11;
    cr_expect(fabs(ours - plain_value) <= bound, "%s, cell %d: %.17g, not %.17g", name, (int)cell,
              ours, plain_value);
}

static const recipe small_world = {"small", {4, 2, 5, 0, 3, -1}, 3, 0.01, 7};

Test(indicators, bilateral_ones_follow_their_definitions)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&small_world, 5);
    brute p = new_brute(&w);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_result *r = measure_terms(ctx, t, "indicators", "bilateral", NULL);
    gvc_idx g = w.countries, wide = gvc_result_extent(r, gvc_result_find_dim(r, "sector"));
    for (gvc_idx i = 0; i < w.n; i++) {
        for (gvc_idx c = 0; c < g; c++) {
            gvc_idx maker = w.country[i], from = place(r, "country", 'C', maker),
                    to = place(r, "country", 'C', c);
            if (c == maker) {
                continue;
            }
            gvc_idx sold = (from * wide + w.sector[i]) * g + to;
            gvc_idx bought = (to * wide + w.sector[i]) * g + from;
            double e = p.e[i * g + c], all = total_exports(&p, i);
            expect_cell(r, "exgr", sold, e);
            expect_cell(r, "exgr_dva", sold, content(&p, maker, i) * e);
            expect_cell(r, "ffd_dva", sold, p.v[i] * absorbed(&p, i, c));
            expect_cell(r, "dexfvap", sold, content(&p, c, i) * all);
            expect_cell(r, "imgr", bought, e);
            expect_cell(r, "imgr_dva", bought, content(&p, c, i) * e);
            expect_cell(r, "dfd_fva", bought, p.v[i] * absorbed(&p, i, c));
            expect_cell(r, "exgr_dvafx", bought, content(&p, c, i) * all);
            expect_cell(r, "reii", bought, passed_on(&p, i, c));
        }
    }
    gvc_result_free(r);
    gvc_table_free(t);
    free_brute(&p);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(indicators, extraction_is_what_a_country_loses_without_the_flow)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&small_world, 6);
    brute p = new_brute(&w);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_result *pairs = measure_terms(ctx, t, "indicators", "pair", NULL),
               *countries = measure_terms(ctx, t, "indicators", "country", NULL);
    for (gvc_idx c = 0; c < w.countries; c++) {
        expect_cell(countries, "dva", place(countries, "country", 'C', c), lost(&p, c, -1));
        for (gvc_idx q = 0; q < w.countries; q++) {
            double completed = 0;
            for (gvc_idx j = w.offset[q]; j < w.offset[q + 1]; j++) {
                for (gvc_idx d = 0; d < w.countries; d++) {
                    completed += content(&p, c, j) * w.y[j * w.countries + d];
                }
            }
            gvc_idx cell =
                place(pairs, "country", 'C', c) * w.countries + place(pairs, "country", 'C', q);
            if (c != q) {
                expect_cell(pairs, "vax_d", cell, lost(&p, c, q));
                expect_cell(pairs, "vax_p", cell, completed);
            }
        }
    }
    gvc_result_free(pairs);
    gvc_result_free(countries);
    gvc_table_free(t);
    free_brute(&p);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(indicators, of_participation_are_those_of_the_decomposition)
{
    static const char *const same[][2] = {
        {"exgr", "gexp"}, {"exgr_dva", "dc"}, {"exgr_fva", "fc"}, {"exgr_rim", "ddc"},
        {"dva", "dva"},   {"gvc", "gvc"},     {"gvcb", "gvcb"},   {"gvcf", "gvcf"}};
    gvc_ctx *ctx = new_ctx();
    for (size_t k = 0; k < RECIPES; k++) {
        world w = make_world(&recipes[k], 41 + k);
        gvc_table *t = table_of(ctx, &w, false);
        gvc_result *r = measure_terms(ctx, t, "indicators", "bilateral", NULL);
        gvc_result *bm = decompose(ctx, t, "bilateral", "source", false);
        for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
            double bound = 1e-12 * largest_of(bm, "gexp");
            const double *ours = term(r, same[i][0]), *theirs = term(bm, same[i][1]);
            for (gvc_idx cell = 0; cell < gvc_result_cells(r); cell++) {
                cr_expect(!gvc_result_is_row(bm, cell) || fabs(ours[cell] - theirs[cell]) <= bound,
                          "%s: %s, cell %d", recipes[k].name, same[i][0], (int)cell);
            }
        }
        gvc_result_free(bm);
        gvc_result_free(r);
        gvc_table_free(t);
        free_world(&w);
    }
    gvc_ctx_free(ctx);
}
