/* test_linkages.c - linkages and multipliers: against the reference program, against the inverse
 * written out, and their identities */
#include "accounts.h"
#include "small0.h"

static gvc_measure_options linkages(const char *level, const char *const *with)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = "linkages";
    o.level = level;
    o.with = with;
    return o;
}

static const char *const dispersion[] = {"dispersion", NULL};
static const char *const satellite[] = {"satellite", NULL};

/* ---- the small table of the reference program --------------------------------------------------
 */

/* Does the industry buy and sell nothing? The reference program gives it a linkage of 1, we give it
 * none. */
static bool links_nothing(const csv *linkages, gvc_idx row)
{
    return csv_number(linkages, row, csv_column(linkages, "BLd")) == 0 &&
           csv_number(linkages, row, csv_column(linkages, "FLd")) == 0 &&
           csv_number(linkages, row, csv_column(linkages, "BL")) == 1;
}

/* Rows of r are in the order of the file. */
static void expect_rows(const gvc_result *r, const char *name, const csv *c, gvc_idx column,
                        const csv *idle)
{
    gvc_idx row = 0;
    double largest = 0;
    for (gvc_idx i = 0; i < c->rows; i++) {
        largest = fmax(largest, fabs(csv_number(c, i, column)));
    }
    for (gvc_idx cell = 0; cell < gvc_result_cells(r); cell++) {
        if (gvc_result_is_row(r, cell)) {
            double ours = term(r, name)[cell], away = fabs(ours - csv_number(c, row, column));
            cr_expect(links_nothing(idle, row) ? isnan(ours) : away <= 1e-12 * largest,
                      "%s of %s: %.17g, not %.17g", name, c->cells[row][0], ours,
                      csv_number(c, row, column));
            row++;
        }
    }
    cr_expect_eq(row, c->rows);
}

Test(linkages, equal_the_reference_program)
{
    static const char *const names[][2] = {
        {"backward_direct", "BLd"}, {"forward_direct", "FLd"},   {"backward_total", "BL"},
        {"forward_total", "FL"},    {"rasmussen_forward", "RF"}, {"backward_index", "BLn"},
        {"forward_index", "FLn"},   {"rasmussen_index", "RFn"},  {"class", "key"},
    };
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_with_accounts(ctx, true);
    gvc_measure_options o = linkages("sector", satellite);
    csv *c = small_csv("linkages"), *m = small_csv("multipliers");
    for (int k = 0; k < 2; k++) {
        o.satellite = k == 0 ? "jobs" : "co2";
        gvc_result *r = measure(ctx, t, &o);
        for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
            expect_rows(r, names[n][0], c, csv_column(c, names[n][1]), c);
        }
        expect_rows(r, "multiplier", m, csv_column(m, o.satellite), c);
        gvc_result_free(r);
    }
    free_csv(c);
    free_csv(m);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* ---- written out ------------------------------------------------------------------------------
 */

static double variation(const double *value, gvc_idx count)
{
    double mean = 0, square = 0;
    for (gvc_idx k = 0; k < count; k++) {
        mean += value[k] / (double)count;
    }
    for (gvc_idx k = 0; k < count; k++) {
        square += (value[k] - mean) * (value[k] - mean) / (double)(count - 1);
    }
    return sqrt(square) / mean;
}

static void expect_dispersion(const brute *q, const gvc_result *r, gvc_idx i, gvc_idx cell,
                              const char *name)
{
    double column[256], row[256];
    for (gvc_idx k = 0; k < q->w->n; k++) {
        column[k] = q->b[k * q->w->n + i];
        row[k] = q->b[i * q->w->n + k] * q->x[k] / q->x[i];
    }
    expect_value(r, "backward_dispersion", cell, variation(column, q->w->n), 1e-12, name);
    expect_value(r, "forward_dispersion", cell, variation(row, q->w->n), 1e-12, name);
}

static void expect_written(const brute *q, const accounts *a, const gvc_result *r, gvc_idx i,
                           const char *name)
{
    gvc_idx n = q->w->n, cell = place(r, "country", 'C', q->w->country[i]);
    cell = cell * extent_of(r, "sector") + place(r, "sector", 'S', q->w->sector[i]);
    double intra = 0, inter = 0, forward = 0, rasmussen = 0, va = 0, work = 0;
    for (gvc_idx k = 0; k < n; k++) {
        double down = q->b[k * n + i], up = q->b[i * n + k];
        *(q->w->country[k] == q->w->country[i] ? &intra : &inter) += down;
        rasmussen += up;
        forward += up * q->x[k] / q->x[i];
        va += q->v[k] * down;
        work += per_unit(q, a, 1, k) * down;
    }
    if (q->x[i] == 0) {
        for (gvc_idx k = 0; k < gvc_result_nterms(r); k++) {
            cr_expect(isnan(gvc_result_values(r, k)[cell]), "%s: %s", name,
                      gvc_result_term(r, k)->name);
        }
        return;
    }
    double bound = 1e-12 * (1 + largest_of(r, "rasmussen_forward"));
    expect_value(r, "backward_intra", cell, intra, bound, name);
    expect_value(r, "backward_inter", cell, inter, bound, name);
    expect_value(r, "backward_total", cell, intra + inter, bound, name);
    expect_value(r, "forward_total", cell, forward, bound, name);
    expect_value(r, "rasmussen_forward", cell, rasmussen, bound, name);
    expect_value(r, "va_multiplier", cell, va, bound, name);
    expect_value(r, "multiplier", cell, work, 1e-12 * largest_of(r, "multiplier"), name);
    double ratio = work / per_unit(q, a, 1, i);
    expect_value(r, "multiplier_ratio", cell, ratio, 1e-11 * ratio, name);
    expect_dispersion(q, r, i, cell, name);
}

Test(linkages, equal_the_inverse_written_out)
{
    static const char *const with[] = {"dispersion", "satellite", NULL};
    gvc_ctx *ctx = new_ctx();
    for (int c = 0; c < RECIPES; c++) {
        world w = make_world(&recipes[c], (uint64_t)c + 41);
        if (w.n <= 60) {
            brute q = new_brute(&w);
            accounts a = make_accounts(&w, false, (uint64_t)c);
            gvc_table *t = table_with_accounts(ctx, &w, &a);
            gvc_measure_options o = linkages(NULL, with);
            o.satellite = "jobs";
            gvc_result *r = measure(ctx, t, &o);
            for (gvc_idx i = 0; i < w.n; i++) {
                expect_written(&q, &a, r, i, recipes[c].name);
            }
            gvc_result_free(r);
            gvc_table_free(t);
            free_accounts(&a);
            free_brute(&q);
        }
        free_world(&w);
    }
    gvc_ctx_free(ctx);
}

/* ---- identities --------------------------------------------------------------------------------
 */

/* Of the same world by other ways: gvc position; value added in final use; what final use takes. */
Test(linkages, agree_with_other_measures)
{
    gvc_ctx *ctx = new_ctx();
    for (int c = 0; c < RECIPES; c++) {
        world w = make_world(&recipes[c], (uint64_t)c + 13);
        brute q = brute_accounts(&w);
        accounts a = make_accounts(&w, false, (uint64_t)c);
        gvc_table *t = table_with_accounts(ctx, &w, &a);
        gvc_measure_options o = linkages(NULL, satellite);
        o.satellite = "CO2";
        gvc_result *r = measure(ctx, t, &o);
        gvc_result *position = measure_of(ctx, t, "position", NULL, "sector");
        double used = 0, made = 0;
        for (gvc_idx i = 0; i < w.n; i++) {
            gvc_idx cell = place(r, "country", 'C', w.country[i]) * extent_of(r, "sector") +
                           place(r, "sector", 'S', w.sector[i]);
            double back = term(r, "backward_total")[cell];
            made += a.e[w.n + i];
            if (q.x[i] == 0) {
                cr_expect(isnan(back) && isnan(term(r, "class")[cell]));
                continue;
            }
            cr_expect(fabs(back - term(position, "downstreamness")[cell]) <= 1e-12 * fabs(back));
            cr_expect(fabs(term(r, "va_multiplier")[cell] - 1) <= 1e-11);
            for (gvc_idx d = 0; d < w.countries; d++) {
                used += term(r, "multiplier")[cell] * final_use(&q, i, d);
            }
        }
        cr_expect(fabs(used - made) <= 1e-11 * made, "%s: %g", recipes[c].name, used - made);
        gvc_result_free(position);
        gvc_result_free(r);
        gvc_table_free(t);
        free_accounts(&a);
        free_brute(&q);
        free_world(&w);
    }
    gvc_ctx_free(ctx);
}

/* Weighted or plain mean of a column, over all rows or those of one country. */
static double mean_of(const gvc_result *r, const brute *q, const char *name, gvc_idx country,
                      bool weighted)
{
    double sum = 0, weight = 0;
    for (gvc_idx i = 0; i < q->w->n; i++) {
        gvc_idx cell = place(r, "country", 'C', q->w->country[i]) * extent_of(r, "sector") +
                       place(r, "sector", 'S', q->w->sector[i]);
        double part = weighted ? q->x[i] : 1;
        if ((country < 0 || q->w->country[i] == country) && !(weighted && part == 0)) {
            sum += part * term(r, name)[cell];
            weight += part;
        }
    }
    return sum / weight;
}

Test(linkages, indices_have_mean_one)
{
    static const char *const names[] = {"backward_index", "forward_index", "rasmussen_index"};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[1], 19);
    brute q = brute_accounts(&w);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_measure_options o = linkages(NULL, NULL);
    gvc_result *world_mean = measure(ctx, t, &o);
    o.approach = "country";
    gvc_result *own_mean = measure(ctx, t, &o);
    o.approach = "weighted";
    gvc_result *weighted = measure(ctx, t, &o);
    for (int k = 0; k < 3; k++) {
        cr_expect(fabs(mean_of(world_mean, &q, names[k], -1, false) - 1) <= 1e-12);
        cr_expect(fabs(mean_of(weighted, &q, names[k], -1, true) - 1) <= 1e-12);
        for (gvc_idx s = 0; s < w.countries; s++) {
            cr_expect(fabs(mean_of(own_mean, &q, names[k], s, false) - 1) <= 1e-12);
        }
    }
    gvc_result_free(world_mean);
    gvc_result_free(own_mean);
    gvc_result_free(weighted);
    gvc_table_free(t);
    free_brute(&q);
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* A row of a country is the mean weighted by output: its direct linkage is its inputs over its
 * output. */
Test(linkages, of_countries_are_means)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[4], 23);
    brute q = brute_accounts(&w);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_measure_options o = linkages("sector", NULL);
    gvc_result *fine = measure(ctx, t, &o);
    o.level = "country";
    gvc_result *r = measure(ctx, t, &o);
    for (gvc_idx s = 0; s < w.countries; s++) {
        double inputs = 0, output = 0;
        for (gvc_idx j = w.offset[s]; j < w.offset[s + 1]; j++) {
            output += q.x[j];
            inputs += q.x[j] - q.va[j];
        }
        gvc_idx cell = place(r, "country", 'C', s);
        expect_value(r, "backward_direct", cell, inputs / output, 1e-12, "country");
        expect_value(r, "forward_total", cell, mean_of(fine, &q, "forward_total", s, true), 1e-12,
                     "country");
        double back = term(r, "backward_index")[cell], forward = term(r, "forward_index")[cell];
        double expected = back >= 1 ? (forward >= 1 ? 3 : 4) : (forward >= 1 ? 2 : 1);
        cr_expect_eq(term(r, "class")[cell], expected);
    }
    gvc_result_free(fine);
    gvc_result_free(r);
    gvc_table_free(t);
    free_brute(&q);
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* ---- terms, words ------------------------------------------------------------------------------
 */

Test(linkages, terms_alone_are_those_of_all)
{
    static const char *const lists[][2] = {{"backward_total", NULL},   {"forward_index", NULL},
                                           {"rasmussen_index", NULL},  {"class", NULL},
                                           {"multiplier_ratio", NULL}, {"forward_direct", NULL},
                                           {"va_ratio", NULL},         {"backward_inter", NULL}};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[2], 29);
    accounts a = make_accounts(&w, false, 3);
    gvc_table *t = table_with_accounts(ctx, &w, &a);
    gvc_measure_options o = linkages(NULL, satellite);
    o.satellite = "CO2";
    gvc_result *all = measure(ctx, t, &o);
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++) {
        o.terms = lists[k];
        gvc_result *some = measure(ctx, t, &o);
        for (gvc_idx c = 0; c < gvc_result_cells(all); c++) {
            double x = term(some, lists[k][0])[c], y = term(all, lists[k][0])[c];
            cr_expect(isnan(y) ? isnan(x) : fabs(x - y) <= 1e-12 * fabs(y), "%s", lists[k][0]);
        }
        const char *solver = gvc_result_text(some, "solver");
        cr_expect_eq(strcmp(solver, "none") == 0, strcmp(lists[k][0], "forward_direct") == 0);
        gvc_result_free(some);
    }
    gvc_result_free(all);
    gvc_table_free(t);
    free_accounts(&a);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(linkages, refuses_what_has_no_meaning)
{
    static const char *const ratios[] = {"ratios", NULL};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[0], 2);
    accounts a = make_accounts(&w, false, 8);
    gvc_table *t = table_with_accounts(ctx, &w, &a), *bare = table_of(ctx, &w, false);
    gvc_result *r = NULL;
    gvc_measure_options o = linkages("pair", NULL);
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "method linkages has no level 'pair'; it has sector, country");
    o = linkages(NULL, ratios);
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "method linkages has no columns 'ratios'; it has dispersion, satellite");
    o = linkages(NULL, dispersion);
    o.satellite = "jobs";
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "the account 'jobs' is for the columns of satellite");
    o = linkages(NULL, NULL);
    o.approach = "sector";
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "method linkages has no mean to divide by 'sector'; it has world, country, "
                 "weighted");
    o = linkages(NULL, satellite);
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_EARG,
                 "there are 2 satellite accounts, jobs, CO2; name one, --account NAME");
    expect_error(ctx, gvc_measure(ctx, &r, bare, &o), GVC_EARG,
                 "the table has no satellite accounts; add some, --satellite FILE.csv");
    cr_expect_null(r);
    gvc_table_free(t);
    gvc_table_free(bare);
    free_accounts(&a);
    free_world(&w);
    gvc_ctx_free(ctx);
}
