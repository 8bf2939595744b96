/* test_footprint.c - accounts of satellites: against the reference program, written out with plain
 * loops on made-up worlds, and their identities */
#include "accounts.h"
#include "small0.h"

/* ---- the small table of the reference program --------------------------------------------------
 */

static gvc_idx cell_of(const gvc_result *r, const char *const labels[], int count)
{
    gvc_idx at = 0;
    for (int k = 0; k < count; k++) {
        gvc_idx label = label_at(r, k + 1, labels[k]);
        cr_assert(label >= 0, "no %s", labels[k]);
        at = at * gvc_result_extent(r, k + 1) + label;
    }
    return at;
}

/* To 1e-12 of the largest number of the file. */
static void expect_near(const csv *c, double value, double expected, const char *what)
{
    double away = fabs(value - expected) / small_largest(c);
    cr_expect(away <= 1e-12, "%s: %.17g, not %.17g", what, value, expected);
}

static void expect_accounts(const gvc_result *r, const char *account)
{
    static const char *const names[] = {"pba", "cba", "imp", "exp"};
    char file[32];
    snprintf(file, sizeof file, "accounts_%s", account);
    csv *c = small_csv(file);
    for (gvc_idx row = 0; row < c->rows; row++) {
        const char *const labels[] = {c->cells[row][0], account};
        for (size_t k = 0; k < 4; k++) {
            expect_near(c, term(r, names[k])[cell_of(r, labels, 2)],
                        csv_number(c, row, csv_column(c, names[k])), names[k]);
        }
    }
    free_csv(c);
}

static void expect_pairs(const gvc_result *r, const char *name, const char *account)
{
    char file[32];
    snprintf(file, sizeof file, "%s_%s", name, account);
    csv *c = small_csv(file);
    for (gvc_idx row = 0; row < c->rows; row++) {
        for (gvc_idx k = 1; k < c->columns; k++) {
            const char *const labels[] = {c->cells[row][0], c->names[k], account};
            expect_near(c, term(r, name)[cell_of(r, labels, 3)], csv_number(c, row, k), file);
        }
    }
    free_csv(c);
}

static void expect_multipliers(const gvc_result *r)
{
    csv *c = small_csv("multipliers");
    for (gvc_idx row = 0; row < c->rows; row++) {
        char country[2] = {c->cells[row][0][0], '\0'}, sector[32];
        const char *dot = strchr(c->cells[row][0], '.');
        snprintf(sector, sizeof sector, "%.*s%s", (int)(dot - c->cells[row][0]) - 1,
                 c->cells[row][0] + 1, dot + 1);
        for (gvc_idx k = 1; k < c->columns; k++) {
            const char *const labels[] = {country, sector, c->names[k]};
            expect_near(c, term(r, "multiplier")[cell_of(r, labels, 3)], csv_number(c, row, k),
                        c->cells[row][0]);
        }
    }
    free_csv(c);
}

Test(footprint, equals_the_reference_program)
{
    static const char *const accounts_of_it[] = {"jobs", "co2"};
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_with_accounts(ctx, true);
    gvc_result *country = measure_of(ctx, t, "footprint", NULL, NULL);
    gvc_result *pair = measure_of(ctx, t, "footprint", NULL, "pair");
    gvc_result *sector = measure_of(ctx, t, "footprint", NULL, "sector");
    for (int k = 0; k < 2; k++) {
        expect_accounts(country, accounts_of_it[k]);
        expect_pairs(pair, "flow", accounts_of_it[k]);
        expect_pairs(pair, "eebt", accounts_of_it[k]);
    }
    expect_multipliers(sector);
    gvc_result_free(country);
    gvc_result_free(pair);
    gvc_result_free(sector);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* ---- written out ------------------------------------------------------------------------------
 */

typedef struct written {
    const world *w;
    brute q;
    accounts a;
    gvc_table *t;
    const char *name;
} written;

static written write_out(gvc_ctx *ctx, const world *w, const recipe *r, bool idle, uint64_t seed)
{
    written o = {.w = w, .q = new_brute(w), .a = make_accounts(w, idle, seed), .name = r->name};
    o.t = table_with_accounts(ctx, w, &o.a);
    return o;
}

static void free_written(written *o)
{
    free_brute(&o->q);
    free_accounts(&o->a);
    gvc_table_free(o->t);
}

/* Amount of account k that s uses for final use of d. */
static double flow(const written *o, gvc_idx k, gvc_idx s, gvc_idx d)
{
    double sum = 0;
    for (gvc_idx i = o->w->offset[s]; i < o->w->offset[s + 1]; i++) {
        sum += per_unit(&o->q, &o->a, k, i) * absorbed_output(&o->q, i, d);
    }
    return sum;
}

/* Amount of account k that s uses for its exports to d. */
static double exported(const written *o, gvc_idx k, gvc_idx s, gvc_idx d)
{
    double sum = 0;
    for (gvc_idx i = o->w->offset[s]; i < o->w->offset[s + 1]; i++) {
        for (gvc_idx j = o->w->offset[s]; j < o->w->offset[s + 1]; j++) {
            sum += per_unit(&o->q, &o->a, k, i) * o->q.l[i * o->w->n + j] *
                   o->q.e[j * o->w->countries + d];
        }
    }
    return sum;
}

static double direct(const written *o, gvc_idx k, gvc_idx s)
{
    return k == 0 ? 0 : o->a.ey[(k - 1) * o->w->countries + s];
}

static double largest_amount(const written *o, gvc_idx k)
{
    double sum = 1;
    for (gvc_idx i = 0; i < o->w->n; i++) {
        sum += k == 0 ? fabs(o->q.va[i]) : fabs(o->a.e[(k - 1) * o->w->n + i]);
    }
    return sum;
}

static void expect_pairs_written(const written *o, const gvc_result *r)
{
    gvc_idx g = o->w->countries;
    for (gvc_idx s = 0; s < g; s++) {
        for (gvc_idx d = 0; d < g; d++) {
            for (gvc_idx k = 0; k <= ACCOUNTS; k++) {
                gvc_idx cell = (place(r, "country", 'C', s) * g + place(r, "partner", 'C', d)) *
                                   (ACCOUNTS + 1) +
                               k;
                double bound = 1e-12 * largest_amount(o, k), there = flow(o, k, s, d);
                expect_value(r, "flow", cell, there, bound, o->name);
                expect_value(r, "balance", cell, there - flow(o, k, d, s), bound, o->name);
                expect_value(r, "eebt", cell, exported(o, k, s, d), bound, o->name);
            }
        }
    }
}

static void expect_country_written(const written *o, const gvc_result *r)
{
    gvc_idx g = o->w->countries;
    for (gvc_idx s = 0; s < g; s++) {
        for (gvc_idx k = 0; k <= ACCOUNTS; k++) {
            gvc_idx cell = place(r, "country", 'C', s) * (ACCOUNTS + 1) + k;
            double bound = 1e-12 * largest_amount(o, k), exp = 0, imp = 0, out = 0;
            double inside = flow(o, k, s, s);
            for (gvc_idx d = 0; d < g; d++) {
                exp += d == s ? 0 : flow(o, k, s, d);
                imp += d == s ? 0 : flow(o, k, d, s);
                out += exported(o, k, s, d);
            }
            expect_value(r, "exp", cell, exp, bound, o->name);
            expect_value(r, "imp", cell, imp, bound, o->name);
            expect_value(r, "net", cell, exp - imp, bound, o->name);
            expect_value(r, "pba", cell, inside + exp + direct(o, k, s), bound, o->name);
            expect_value(r, "cba", cell, inside + imp + direct(o, k, s), bound, o->name);
            expect_value(r, "direct", cell, direct(o, k, s), 0, o->name);
            expect_value(r, "in_exports", cell, out, bound, o->name);
        }
    }
}

/* By product: sum over all i, and over those outside r, of S_i (B Y_p,r)_i. */
static void expect_products_written(const written *o, const gvc_result *r, gvc_idx s, gvc_idx p,
                                    gvc_idx k)
{
    double all = 0, abroad = 0, used = 0, sold = 0, bound = 1e-12 * largest_amount(o, k);
    for (gvc_idx i = 0; i < o->w->n; i++) {
        double output = 0;
        for (gvc_idx j = 0; j < o->w->n; j++) {
            output += o->w->sector[j] == p ? o->q.b[i * o->w->n + j] * final_use(&o->q, j, s) : 0;
        }
        double content = per_unit(&o->q, &o->a, k, i) * output;
        all += content;
        abroad += o->w->country[i] == s ? 0 : content;
        for (gvc_idx d = 0; d < o->w->countries && o->w->sector[i] == p; d++) {
            double part = per_unit(&o->q, &o->a, k, i) * absorbed_output(&o->q, i, d);
            used += d == s && o->w->country[i] != s ? part : 0;
            sold += d != s && o->w->country[i] == s ? part : 0;
        }
    }
    gvc_idx cell =
        (place(r, "country", 'C', s) * extent_of(r, "sector") + place(r, "sector", 'S', p)) *
            (ACCOUNTS + 1) +
        k;
    expect_value(r, "cba", cell, all, bound, o->name);
    expect_value(r, "imp", cell, abroad, bound, o->name);
    expect_value(r, "imp_producer", cell, used, bound, o->name);
    expect_value(r, "exp", cell, sold, bound, o->name);
    expect_value(r, "net", cell, sold - used, bound, o->name);
}

/* Worlds whose countries are so large that plain loops would take minutes are left out. */
static bool is_small(const recipe *r)
{
    gvc_idx n = 0;
    for (const int *size = r->sizes; *size >= 0; size++) {
        n += *size;
    }
    return n <= 60;
}

Test(footprint, equals_plain_loops)
{
    gvc_ctx *ctx = new_ctx();
    for (int c = 0; c < RECIPES; c++) {
        if (!is_small(&recipes[c])) {
            continue;
        }
        world w = make_world(&recipes[c], (uint64_t)c + 31);
        written o = write_out(ctx, &w, &recipes[c], false, (uint64_t)c + 7);
        gvc_result *country = measure_of(ctx, o.t, "footprint", NULL, NULL);
        gvc_result *pair = measure_of(ctx, o.t, "footprint", NULL, "pair");
        gvc_result *sector = measure_of(ctx, o.t, "footprint", NULL, "sector");
        expect_country_written(&o, country);
        expect_pairs_written(&o, pair);
        for (gvc_idx s = 0; s < w.countries; s++) {
            for (gvc_idx k = 0; k <= ACCOUNTS; k++) {
                expect_products_written(&o, sector, s, 0, k);
                expect_products_written(&o, sector, s, 2, k);
            }
        }
        gvc_result_free(country);
        gvc_result_free(pair);
        gvc_result_free(sector);
        free_written(&o);
        free_world(&w);
    }
    gvc_ctx_free(ctx);
}

/* ---- identities --------------------------------------------------------------------------------
 */

static double sum_account(const gvc_result *r, const char *name, gvc_idx k)
{
    double sum = 0;
    gvc_idx accounts_of_it = extent_of(r, "account");
    for (gvc_idx c = k; c < gvc_result_cells(r); c += accounts_of_it) {
        sum += term(r, name)[c];
    }
    return sum;
}

/* The four accounts close; the rows of finer levels add up to those of countries. */
Test(footprint, accounts_close)
{
    static const char *const by_sector[] = {"exp", "imp", "net", "in_exports"};
    gvc_ctx *ctx = new_ctx();
    for (int c = 0; c < RECIPES; c++) {
        world w = make_world(&recipes[c], (uint64_t)c + 3);
        accounts a = make_accounts(&w, false, (uint64_t)c + 9);
        gvc_table *t = table_with_accounts(ctx, &w, &a);
        gvc_result *r = measure_of(ctx, t, "footprint", NULL, NULL);
        gvc_result *fine = measure_of(ctx, t, "footprint", NULL, "sector");
        gvc_result *pair = measure_of(ctx, t, "footprint", NULL, "pair");
        for (gvc_idx k = 0; k <= ACCOUNTS; k++) {
            double pba = sum_account(r, "pba", k), bound = 1e-12 * fabs(pba);
            cr_expect(fabs(pba - sum_account(r, "cba", k)) <= bound, "%s", recipes[c].name);
            cr_expect(fabs(sum_account(r, "exp", k) - sum_account(r, "imp", k)) <= bound);
            cr_expect(fabs(pba - sum_account(fine, "pba", k) - sum_account(r, "direct", k)) <=
                      bound);
            cr_expect(fabs(pba - sum_account(fine, "cba", k) - sum_account(r, "direct", k)) <=
                      bound);
            for (int n = 0; n < 4; n++) {
                cr_expect(fabs(sum_account(r, by_sector[n], k) -
                               sum_account(fine, by_sector[n], k)) <= bound,
                          "%s %s", recipes[c].name, by_sector[n]);
            }
            cr_expect(fabs(sum_account(pair, "flow", k) + sum_account(r, "direct", k) - pba) <=
                      bound);
            cr_expect(fabs(sum_account(pair, "eebt", k) - sum_account(r, "in_exports", k)) <=
                      bound);
            for (gvc_idx s = 0; s < w.countries; s++) {
                gvc_idx cell = s * (ACCOUNTS + 1) + k;
                double gap = term(r, "pba")[cell] - term(r, "exp")[cell] -
                             (term(r, "cba")[cell] - term(r, "imp")[cell]);
                cr_expect(fabs(gap) <= bound, "%s %g", recipes[c].name, gap);
            }
        }
        gvc_result_free(r);
        gvc_result_free(fine);
        gvc_result_free(pair);
        gvc_table_free(t);
        free_accounts(&a);
        free_world(&w);
    }
    gvc_ctx_free(ctx);
}

/* Of value added: GDP, and value added exports as gvc indicators has them. */
Test(footprint, of_value_added_is_vax)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[1], 5);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_result *r = measure_of(ctx, t, "footprint", NULL, NULL);
    gvc_result *bm = decompose(ctx, t, "country", "source", false);
    gvc_result *vax = measure_of(ctx, t, "indicators", NULL, "country");
    cr_assert_eq(extent_of(r, "account"), 1);
    cr_expect_str_eq(gvc_result_label(r, 2, 0), "va");
    for (gvc_idx s = 0; s < w.countries; s++) {
        double bound = 1e-12 * largest_of(bm, "gexp");
        cr_expect(fabs(term(r, "in_exports")[s] - term(bm, "dva")[s]) <= bound);
        cr_expect(fabs(term(r, "exp")[s] - term(vax, "ffd_dva")[s]) <= bound);
        cr_expect(fabs(term(r, "pba")[s] - term(vax, "valu")[s]) <= bound);
        cr_expect(fabs(term(r, "net")[s] - term(vax, "balgr")[s]) <= 10 * bound);
    }
    gvc_result_free(vax);
    gvc_result_free(bm);
    gvc_result_free(r);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}
