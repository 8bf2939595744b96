/* test_registry.c - what every solver has to do, asked of all of them */
#include "deny.h"
#include "economy.h"
#include "solver.h"

static const int uneven[] = {7, 0, 20, 1, 33, 14, -1};
static const int one[] = {23, -1};
static const int tiny[] = {1, -1};
static const int pairs[] = {0, 1, 1, 0, 2, -1};

/* A solver at work on an economy. */
typedef struct work {
    gvc_local *local;
    gvc_leontief *l;
} work;

static gvc_leontief_options options_of(const gvc_solver *s, int threads)
{
    return (gvc_leontief_options){
        .version = GVC_LEONTIEF_OPTIONS_VERSION, .solver = s->name, .threads = threads};
}

static work begin(const gvc_solver *s, const gvc_system *system, int threads)
{
    work w = {0};
    gvc_plan plan;
    gvc_workload load = {.left = 9, .right = 9, .cut_left = 9, .cut_right = 9};
    gvc_leontief_options options = options_of(s, threads);
    cr_assert_eq(gvc_local_new(&w.local, system).code, GVC_MAT_OK);
    cr_assert_eq(gvc_plan_make(&plan, system, &load, &options).code, GVC_MAT_OK);
    gvc_report report = gvc_leontief_new(&w.l, system, w.local, &plan, &options);
    cr_assert_eq(report.code, GVC_MAT_OK, "%s: code %d", s->name, report.code);
    cr_expect_str_eq(report.solver, s->name);
    return w;
}

static void end(work *w)
{
    gvc_leontief_free(w->l);
    gvc_local_free(w->local);
}

static gvc_report ask(gvc_leontief *l, bool left, const gvc_dense *f, const gvc_idx *cut,
                      gvc_dense *x)
{
    return left ? gvc_leontief_left(l, f, cut, x) : gvc_leontief_right(l, f, cut, x);
}

static void expect_answers(const gvc_solver *s, const economy *e, const gvc_system *system,
                           bool left, bool with_cut)
{
    enum { ROWS = 9 };
    work w = begin(s, system, 1);
    gvc_idx cut[ROWS];
    gvc_dense f = economy_panel(e, ROWS, 11), x = economy_panel(e, ROWS, 12);
    double *exact = malloc((size_t)e->n * sizeof *exact);
    for (gvc_idx k = 0; k < ROWS; k++) { /* rows of one cut apart, side by side, and without one */
        cut[k] = k == 4 ? -1 : k < 4 ? k % 2 : k % e->blocks;
        cut[k] = cut[k] < e->blocks ? cut[k] : 0;
    }
    memset(f.data + 2 * f.stride, 0, (size_t)e->n * sizeof *f.data);
    f.data[2 * f.stride + e->n / 2] = 1; /* a unit vector */
    gvc_report report = ask(w.l, left, &f, with_cut ? cut : NULL, &x);
    cr_assert_eq(report.code, GVC_MAT_OK);
    cr_expect(report.residual <= 1e-12, "%s: residual %g", s->name, report.residual);
    for (gvc_idx k = 0; k < ROWS; k++) {
        const double *fk = f.data + k * f.stride, *xk = x.data + k * x.stride;
        gvc_idx c = with_cut ? cut[k] : -1;
        double most = 0, gap = 0;
        economy_solve(e, left, c, fk, exact);
        for (gvc_idx i = 0; i < e->n; i++) {
            most = fmax(most, fabs(exact[i]));
            gap = fmax(gap, fabs(exact[i] - xk[i]));
        }
        cr_expect(gap <= 1e-12 * most, "%s, %s, cut %d, row %d: off by %g of %g", s->name,
                  left ? "left" : "right", (int)c, (int)k, gap, most);
        double residual = economy_residual(e, left, c, fk, xk);
        cr_expect(residual <= 1e-13, "%s, %s, cut %d: %g", s->name, left ? "left" : "right", (int)c,
                  residual);
    }
    gvc_report all = gvc_leontief_report(w.l);
    cr_expect(all.residual >= report.residual && all.residual <= 1e-12);
    cr_expect_str_eq(all.solver, report.solver);
    free(exact);
    free(f.data);
    free(x.data);
    end(&w);
}

static void every_way(const int *sizes, double density, double share)
{
    economy *e = economy_new(5, sizes, density, share);
    economy_settle(e);
    const gvc_solver *s;
    for (gvc_idx i = 0; (s = gvc_solver_at(i)) != NULL; i++) {
        for (int way = 0; way < 8; way++) {
            const gvc_system *system = (way & 4) != 0 ? &e->thin : &e->dense;
            if (system->sparse == NULL || s->sparse) {
                expect_answers(s, e, system, (way & 1) != 0, (way & 2) != 0);
            }
        }
    }
    economy_free(e);
}

Test(registry, solvers_agree_with_elimination)
{
    every_way(uneven, 0.4, 0.8);
    every_way(uneven, 0.05, 0.9);
}

Test(registry, one_country_and_the_smallest_tables)
{
    every_way(one, 0.4, 0.8);
    every_way(tiny, 0.4, 0.8);
    every_way(pairs, 0.9, 0.7);
}

Test(registry, the_order_of_countries_does_not_matter)
{
    static const int swapped[] = {33, 14, 7, 0, 20, 1, -1};
    static const gvc_idx old_block[] = {4, 5, 0, 1, 2, 3};
    economy *a = economy_new(7, uneven, 0.3, 0.8), *b = economy_new(7, swapped, 0.3, 0.8);
    gvc_idx n = a->n, at = 0, *old = malloc((size_t)n * sizeof *old);
    for (int g = 0; g < 6; g++) {
        for (gvc_idx i = a->offset[old_block[g]]; i < a->offset[old_block[g] + 1]; i++) {
            old[at++] = i;
        }
    }
    for (gvc_idx i = 0; i < n; i++) {
        b->inv_x[i] = a->inv_x[old[i]];
        for (gvc_idx j = 0; j < n; j++) {
            b->z[i * n + j] = a->z[old[i] * n + old[j]];
        }
    }
    economy_settle(a);
    economy_settle(b);
    gvc_dense f = economy_panel(a, 1, 3), g = economy_panel(b, 1, 3);
    gvc_dense x = economy_panel(a, 1, 4), y = economy_panel(b, 1, 4);
    for (gvc_idx i = 0; i < n; i++) {
        g.data[i] = f.data[old[i]];
    }
    const gvc_solver *s;
    for (gvc_idx i = 0; (s = gvc_solver_at(i)) != NULL; i++) {
        work first = begin(s, &a->dense, 1), second = begin(s, &b->dense, 1);
        const gvc_idx cut = 2, moved = 4;
        cr_expect_eq(gvc_leontief_left(first.l, &f, &cut, &x).code, GVC_MAT_OK);
        cr_expect_eq(gvc_leontief_left(second.l, &g, &moved, &y).code, GVC_MAT_OK);
        for (gvc_idx k = 0; k < n; k++) {
            cr_expect(fabs(y.data[k] - x.data[old[k]]) < 1e-12, "%s", s->name);
        }
        end(&first);
        end(&second);
    }
    free(old);
    free(f.data);
    free(g.data);
    free(x.data);
    free(y.data);
    economy_free(a);
    economy_free(b);
}

/* What a solver gives with so many threads: four panels below each other, then v_g B_g. */
static double *everything(const gvc_solver *s, const economy *e, const gvc_system *system,
                          int threads, size_t *bytes)
{
    enum { ROWS = 150 };
    work w = begin(s, system, threads);
    gvc_idx cut[ROWS], n = e->n;
    gvc_dense f = economy_panel(e, ROWS, 21);
    *bytes = (size_t)((4 * ROWS + e->blocks) * n) * sizeof(double);
    double *all = malloc(*bytes);
    for (gvc_idx k = 0; k < ROWS; k++) {
        cut[k] = k % e->blocks;
    }
    for (int way = 0; way < 4; way++) {
        gvc_dense x = {all + way * ROWS * n, ROWS, n, n};
        cr_assert_eq(ask(w.l, (way & 1) != 0, &f, (way & 2) != 0 ? cut : NULL, &x).code,
                     GVC_MAT_OK);
    }
    gvc_dense rows = {all + 4 * ROWS * n, e->blocks, n, n};
    cr_assert_eq(gvc_leontief_rows(w.l, f.data, &rows).code, GVC_MAT_OK);
    free(f.data);
    end(&w);
    return all;
}

Test(registry, the_bits_do_not_depend_on_threads)
{
    static const int sizes[] = {90, 160, 1, 200, 119, -1};
    economy *e = economy_new(8, sizes, 0.2, 0.8);
    economy_settle(e);
    const gvc_solver *s;
    for (gvc_idx i = 0; (s = gvc_solver_at(i)) != NULL; i++) {
        for (int thin = 0; thin < (s->sparse ? 2 : 1); thin++) {
            const gvc_system *system = thin ? &e->thin : &e->dense;
            size_t bytes;
            double *first = everything(s, e, system, 1, &bytes);
            for (int threads = 2; threads <= 3; threads++) {
                double *next = everything(s, e, system, threads, &bytes);
                cr_expect_eq(memcmp(first, next, bytes), 0, "%s with %d threads", s->name, threads);
                free(next);
            }
            free(first);
        }
    }
    economy_free(e);
}

Test(registry, block_rows_are_products_with_block_vectors)
{
    economy *e = economy_new(9, uneven, 0.3, 0.8);
    economy_settle(e);
    gvc_dense v = economy_panel(e, 1, 5);
    const gvc_solver *s;
    for (gvc_idx i = 0; (s = gvc_solver_at(i)) != NULL; i++) {
        work w = begin(s, &e->dense, 1);
        gvc_dense rows = economy_panel(e, e->blocks, 6);
        cr_expect_eq(gvc_leontief_rows(w.l, v.data, &rows).code, GVC_MAT_OK);
        double *f = malloc((size_t)e->n * sizeof *f);
        for (gvc_idx g = 0; g < e->blocks; g++) {
            for (gvc_idx j = 0; j < e->n; j++) {
                f[j] = j >= e->offset[g] && j < e->offset[g + 1] ? v.data[j] : 0;
            }
            double residual = economy_residual(e, true, -1, f, rows.data + g * rows.stride);
            cr_expect(residual <= 1e-13, "%s: %g", s->name, residual);
        }
        free(f);
        free(rows.data);
        end(&w);
    }
    free(v.data);
    economy_free(e);
}

Test(registry, inverses_are_given_where_promised)
{
    economy *e = economy_new(10, uneven, 0.3, 0.8);
    economy_settle(e);
    const gvc_solver *s;
    for (gvc_idx i = 0; (s = gvc_solver_at(i)) != NULL; i++) {
        work w = begin(s, &e->dense, 1);
        gvc_dense b = gvc_leontief_inverse(w.l);
        cr_expect_eq(b.data != NULL, s->inverse, "%s", s->name);
        double *column = malloc((size_t)e->n * sizeof *column), *unit = calloc((size_t)e->n, 8);
        unit[13] = 1;
        for (gvc_idx k = 0; k < e->n && b.data != NULL; k++) {
            column[k] = b.data[k * b.stride + 13];
        }
        cr_expect(b.data == NULL || economy_residual(e, false, -1, unit, column) < 1e-14);
        free(column);
        free(unit);
        end(&w);
    }
    economy_free(e);
}

/* ---- refusals -------------------------------------------------------------------------------- */

/* New, a plain and a cut product with the k-th allocation denied; the first code that is not OK. */
static gvc_mat_code denied(const gvc_plan *plan, const gvc_leontief_options *options,
                           const economy *e, const gvc_local *local, long k)
{
    const gvc_idx cut[] = {0, 2};
    gvc_leontief *l = NULL;
    gvc_dense f = economy_panel(e, 2, 1), x = economy_panel(e, 2, 2);
    gvc_dense rows = economy_panel(e, e->blocks, 3);
    allocations_granted = k;
    gvc_mat_code code = gvc_leontief_new(&l, &e->dense, local, plan, options).code;
    cr_expect_eq(l != NULL, code == GVC_MAT_OK);
    code = code == GVC_MAT_OK ? gvc_leontief_right(l, &f, NULL, &x).code : code;
    code = code == GVC_MAT_OK ? gvc_leontief_left(l, &f, cut, &x).code : code;
    code = code == GVC_MAT_OK ? gvc_leontief_rows(l, f.data, &rows).code : code;
    bool unused = allocations_granted >= 0;
    allocations_granted = -1;
    gvc_leontief_free(l);
    free(f.data);
    free(x.data);
    free(rows.data);
    return code == GVC_MAT_OK && !unused ? GVC_MAT_UNKNOWN : code;
}

Test(registry, any_allocation_may_fail)
{
    economy *e = economy_new(11, uneven, 0.3, 0.8);
    economy_settle(e);
    gvc_local *local = NULL;
    cr_assert_eq(gvc_local_new(&local, &e->dense).code, GVC_MAT_OK);
    const gvc_solver *s;
    for (gvc_idx i = 0; (s = gvc_solver_at(i)) != NULL; i++) {
        gvc_plan plan;
        gvc_workload load = {.left = 2, .cut_left = 2};
        gvc_leontief_options options = options_of(s, 1);
        cr_assert_eq(gvc_plan_make(&plan, &e->dense, &load, &options).code, GVC_MAT_OK);
        gvc_mat_code code = GVC_MAT_NOMEM;
        long k = 0;
        for (; code != GVC_MAT_OK; k++) {
            code = denied(&plan, &options, e, local, k);
            cr_assert(code == GVC_MAT_OK || code == GVC_MAT_NOMEM, "%s: %d at allocation %ld",
                      s->name, code, k);
        }
        cr_expect(k > 4, "%s asked for memory only %ld times", s->name, k);
    }
    gvc_local_free(local);
    economy_free(e);
}

static int stop_at(uint64_t done, uint64_t total, void *user)
{
    int *left = user;
    cr_expect(total == 0 || done <= total); /* 0 = not known */
    return (*left)-- == 0;
}

Test(registry, every_solver_stops_when_asked)
{
    economy *e = economy_new(12, uneven, 0.3, 0.8);
    economy_settle(e);
    gvc_local *local = NULL;
    cr_assert_eq(gvc_local_new(&local, &e->dense).code, GVC_MAT_OK);
    gvc_dense f = economy_panel(e, 2, 1), x = economy_panel(e, 2, 2);
    const gvc_solver *s;
    for (gvc_idx i = 0; (s = gvc_solver_at(i)) != NULL; i++) {
        gvc_plan plan;
        gvc_workload load = {.right = 2};
        gvc_leontief_options options = options_of(s, 1);
        cr_assert_eq(gvc_plan_make(&plan, &e->dense, &load, &options).code, GVC_MAT_OK);
        for (int k = 0; k < 2; k++) {
            int left = k;
            gvc_leontief *l = NULL;
            options.progress = stop_at;
            options.user = &left;
            gvc_mat_code code = gvc_leontief_new(&l, &e->dense, local, &plan, &options).code;
            code = code == GVC_MAT_OK ? gvc_leontief_right(l, &f, NULL, &x).code : code;
            cr_expect(k > 0 || code == GVC_MAT_CANCELLED, "%s: %d", s->name, code);
            cr_expect(left >= 0 || code == GVC_MAT_CANCELLED, "%s: %d", s->name, code);
            gvc_leontief_free(l);
        }
    }
    free(f.data);
    free(x.data);
    gvc_local_free(local);
    economy_free(e);
}

Test(registry, names_are_there_and_differ)
{
    cr_expect_null(gvc_solver_name(-1));
    gvc_idx count = 0;
    for (; gvc_solver_name(count) != NULL; count++) {
        cr_expect_eq(gvc_solver_named(gvc_solver_name(count)), gvc_solver_at(count));
        cr_expect(strlen(gvc_solver_summary(count)) > 10);
        const char *safer = gvc_solver_at(count)->safer;
        cr_expect(safer == NULL || gvc_solver_named(safer) != NULL, "%s", safer);
    }
    cr_expect(count >= 4);
    cr_expect_null(gvc_solver_summary(count));
    cr_expect_null(gvc_solver_named("no such solver"));
}
