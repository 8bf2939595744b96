/* test_seidel.c - block Gauss-Seidel alone, without the door that would fall back */
#include "seidel.h"

#include "deny.h"
#include "economy.h"

static const int uneven[] = {7, 0, 33, 1, 20, 40, -1};
static const int wide[] = {90, 1, 0, 150, 59, -1}; /* three segments, the last a short one */
static const int nothing[] = {0, 0, -1};

/* One direction at work. */
typedef struct work {
    gvc_local *local;
    gvc_pattern pattern;
    gvc_leontief_options options;
    gvc_solver_job job;
    gvc_seidel *p;
    gvc_report report; /* of gvc_seidel_new */
} work;

/* way: 1 left, 2 mixed, 4 dense storage, 8 sparse flows; 12 is none. */
enum { WAYS = 12 };

static bool is_left(int way)
{
    return (way & 1) != 0;
}

static work *begin(const economy *e, int way, gvc_leontief_options options)
{
    work *w = calloc(1, sizeof *w);
    const gvc_system *s = (way & 8) != 0 ? &e->thin : &e->dense;
    w->options = gvc_leontief_settled(&options);
    w->job = (gvc_solver_job){
        .system = s,
        .options = &w->options,
        .storage = (way & 4) != 0 ? GVC_STORAGE_DENSE : GVC_STORAGE_SPARSE,
        .nonzeros = e->start[e->n],
    };
    cr_assert_eq(gvc_local_new(&w->local, s).code, GVC_MAT_OK);
    w->job.local = w->local;
    cr_assert(gvc_pattern_new(&w->pattern, s, 1));
    return w;
}

static void prepare(work *w, int way)
{
    w->report = gvc_seidel_new(&w->p, &w->job, &w->pattern, is_left(way), (way & 2) != 0);
    cr_expect_eq(w->p != NULL, w->report.code == GVC_MAT_OK);
}

static void end(work *w)
{
    gvc_seidel_free(w->p);
    gvc_pattern_free(&w->pattern);
    gvc_local_free(w->local);
    free(w);
}

/* The second vector is 0 and the third a unit; with a cut, all blocks have their turn. */
static gvc_report solve(const economy *e, int way, gvc_idx rows, const gvc_idx *cut,
                        gvc_leontief_options options, gvc_dense *f, gvc_dense *x)
{
    work *w = begin(e, way, options);
    prepare(w, way);
    cr_assert_eq(w->report.code, GVC_MAT_OK);
    *f = economy_panel(e, rows, 11);
    *x = economy_panel(e, rows, 12);
    if (rows > 2) {
        memset(f->data + f->stride, 0, (size_t)(2 * f->stride) * sizeof *f->data);
        f->data[2 * f->stride + e->n / 2] = 1;
    }
    gvc_report report = gvc_seidel_solve(w->p, f, cut, false, x);
    end(w);
    return report;
}

static gvc_idx *cuts(const economy *e, gvc_idx rows)
{
    gvc_idx *cut = malloc((size_t)rows * sizeof *cut);
    for (gvc_idx k = 0; k < rows; k++) {
        cut[k] = (k + 3) % (e->blocks + 1) - 1;
    }
    return cut;
}

static void drop(gvc_dense *f, gvc_dense *x)
{
    free(f->data);
    free(x->data);
}

static void expect_residuals(const int *sizes, double density, gvc_idx rows, int threads)
{
    economy *e = economy_new(5, sizes, density, 0.85);
    economy_settle(e);
    gvc_idx *cut = cuts(e, rows);
    for (int way = 0; way < 2 * WAYS; way++) {
        const gvc_idx *c = way < WAYS ? NULL : cut;
        gvc_dense f, x;
        gvc_report report =
            solve(e, way % WAYS, rows, c, (gvc_leontief_options){.threads = threads}, &f, &x);
        cr_assert_eq(report.code, GVC_MAT_OK, "way %d: %d", way, report.code);
        cr_expect(report.residual <= 1e-13 && report.sweeps >= 2 && report.sweeps <= 40,
                  "way %d: %g after %d sweeps", way, report.residual, report.sweeps);
        for (gvc_idx k = 0; k < rows; k++) {
            double gap = economy_residual(e, is_left(way), c == NULL ? -1 : c[k],
                                          f.data + k * f.stride, x.data + k * x.stride);
            cr_expect(gap <= 1.01e-13, "way %d, vector %d: %g", way, (int)k, gap);
        }
        for (gvc_idx i = 0; i < e->n; i++) {
            cr_expect(rows < 3 || x.data[x.stride + i] == 0, "nothing asked, nothing given");
        }
        drop(&f, &x);
    }
    free(cut);
    economy_free(e);
}

Test(seidel, agrees_with_elimination)
{
    enum { ROWS = 7 };
    economy *e = economy_new(6, uneven, 0.4, 0.8);
    economy_settle(e);
    gvc_idx *cut = cuts(e, ROWS);
    double *exact = malloc((size_t)e->n * sizeof *exact);
    for (int way = 0; way < 2 * WAYS; way++) {
        const gvc_idx *c = way < WAYS ? NULL : cut;
        gvc_dense f, x;
        cr_assert_eq(solve(e, way % WAYS, ROWS, c, (gvc_leontief_options){0}, &f, &x).code,
                     GVC_MAT_OK);
        for (gvc_idx k = 0; k < ROWS; k++) {
            double most = 0, gap = 0;
            economy_solve(e, is_left(way), c == NULL ? -1 : c[k], f.data + k * f.stride, exact);
            for (gvc_idx i = 0; i < e->n; i++) {
                most = fmax(most, fabs(exact[i]));
                gap = fmax(gap, fabs(exact[i] - x.data[k * x.stride + i]));
            }
            cr_expect(gap <= 1e-12 * most, "way %d, vector %d: off by %g of %g", way, (int)k, gap,
                      most);
        }
        drop(&f, &x);
    }
    free(exact);
    free(cut);
    economy_free(e);
}

Test(seidel, full_and_nearly_empty_tables)
{
    expect_residuals(uneven, 1.0, 3, 1);
    expect_residuals(uneven, 0.02, 3, 1);
    expect_residuals(wide, 0.9, 3, 1);
    expect_residuals(wide, 0.1, 3, 1);
}

Test(seidel, more_vectors_than_a_strip)
{
    expect_residuals(uneven, 0.4, 1, 3);
    expect_residuals(uneven, 0.4, 16, 1);
    expect_residuals(uneven, 0.4, 97, 2);
    expect_residuals(uneven, 0.4, 200, 1);
}

Test(seidel, an_own_block_is_exact_where_it_is_cut)
{
    /* Right: x_s = L_ss f_s, whatever the others do. */
    economy *e = economy_new(7, uneven, 0.4, 0.8);
    economy_settle(e);
    const gvc_idx cut = 4;
    gvc_idx first = e->offset[cut], size = e->offset[cut + 1] - first;
    gvc_local *local = NULL;
    cr_assert_eq(gvc_local_new(&local, &e->dense).code, GVC_MAT_OK);
    gvc_dense l = gvc_local_block(local, cut);
    for (int way = 0; way < WAYS; way += 2) {
        gvc_dense f, x;
        cr_assert_eq(solve(e, way, 1, &cut, (gvc_leontief_options){0}, &f, &x).code, GVC_MAT_OK);
        for (gvc_idx i = 0; i < size; i++) {
            double sum = 0;
            for (gvc_idx j = 0; j < size; j++) {
                sum += l.data[i * l.stride + j] * f.data[first + j];
            }
            cr_expect(fabs(x.data[first + i] - sum) <= 1e-15 * fabs(sum) + 1e-16);
        }
        drop(&f, &x);
    }
    gvc_local_free(local);
    economy_free(e);
}

Test(seidel, no_vectors_and_no_industries)
{
    economy *none = economy_new(1, nothing, 1, 0.5), *some = economy_new(1, uneven, 0.4, 0.5);
    economy_settle(none);
    economy_settle(some);
    for (int way = 0; way < WAYS; way++) {
        gvc_dense f, x;
        cr_expect_eq(solve(none, way, 4, NULL, (gvc_leontief_options){0}, &f, &x).code, GVC_MAT_OK);
        drop(&f, &x);
        cr_expect_eq(solve(some, way, 0, NULL, (gvc_leontief_options){0}, &f, &x).code, GVC_MAT_OK);
        drop(&f, &x);
    }
    economy_free(none);
    economy_free(some);
}

/* ---- giving up ------------------------------------------------------------------------------- */

/* Solves, expects DIVERGED for this reason and the output as it was. */
static void expect_diverged(const economy *e, double tolerance, const char *reason)
{
    gvc_dense before = economy_panel(e, 3, 12);
    for (int way = 0; way < WAYS; way++) {
        gvc_dense f, x;
        gvc_report report =
            solve(e, way, 3, NULL, (gvc_leontief_options){.tolerance = tolerance}, &f, &x);
        cr_expect_eq(report.code, GVC_MAT_DIVERGED, "way %d: %d", way, report.code);
        cr_assert_not_null(report.fallback);
        cr_expect_str_eq(report.fallback, reason, "way %d", way);
        cr_expect_eq(memcmp(x.data, before.data, (size_t)(3 * x.stride) * sizeof *x.data), 0);
        drop(&f, &x);
    }
    free(before.data);
}

Test(seidel, says_that_it_stagnates)
{
    economy *e = economy_new(8, uneven, 0.4, 0.8);
    economy_settle(e);
    expect_diverged(e, 1e-19, "Gauss-Seidel stagnates"); /* below the rounding of doubles */
    economy_free(e);
}

Test(seidel, says_that_it_is_too_slow)
{
    /* Hardly any value added, and hardly any use of own products. */
    economy *e = economy_new(9, uneven, 1.0, 0.5);
    for (gvc_idx j = 0; j < e->n; j++) {
        for (gvc_idx i = 0; i < e->n; i++) {
            e->z[i * e->n + j] = 1 + (double)((i * 7 + j * 3) % 5);
        }
        e->inv_x[j] = 0.9999 / (3 * (double)e->n);
    }
    economy_settle(e);
    expect_diverged(e, 0, "Gauss-Seidel converges too slowly");
    e->inv_x[60] *= 200; /* grows from sweep to sweep */
    economy_settle(e);
    expect_diverged(e, 0, "Gauss-Seidel converges too slowly");
    economy_free(e);
}

Test(seidel, does_not_take_a_nan_for_small)
{
    economy *e = economy_new(10, uneven, 0.4, 0.8);
    e->z[90 * e->n + 3] = (double)NAN; /* between blocks, so L does not have it */
    economy_settle(e);
    expect_diverged(e, 0, "Gauss-Seidel converges too slowly");
    economy_free(e);
}

/* Block 2 buys nothing abroad, so a NaN of its own stays there, in front of all the numbers. */
Test(seidel, finds_a_nan_that_does_not_spread)
{
    economy *e = economy_new(10, uneven, 0.4, 0.8);
    for (gvc_idx i = 0; i < e->n; i++) {
        for (gvc_idx j = e->offset[2]; j < e->offset[3]; j++) {
            bool own = i >= e->offset[2] && i < e->offset[3];
            e->z[i * e->n + j] = own ? e->z[i * e->n + j] : 0;
        }
    }
    economy_settle(e);
    for (int way = 0; way < WAYS; way += 2) { /* right; sparse, dense, and flows that are sparse */
        work *w = begin(e, way, (gvc_leontief_options){0});
        gvc_dense f = economy_panel(e, 3, 11), x = economy_panel(e, 3, 12);
        f.data[f.stride + e->offset[2]] = (double)NAN;
        prepare(w, way);
        cr_expect_eq(gvc_seidel_solve(w->p, &f, NULL, false, &x).code, GVC_MAT_DIVERGED, "way %d",
                     way);
        drop(&f, &x);
        end(w);
    }
    economy_free(e);
}

static int stop_at(uint64_t done, uint64_t total, void *user)
{
    uint64_t *last = user;
    cr_expect_eq(total, 0);
    return done == *last ? 1 : 0;
}

Test(seidel, stops_at_the_sweep_where_it_is_asked_to)
{
    economy *e = economy_new(11, uneven, 0.4, 0.8);
    economy_settle(e);
    gvc_dense before = economy_panel(e, 2, 12);
    for (int way = 0; way < WAYS; way++) {
        for (uint64_t last = 1; last <= 5; last += 2) {
            gvc_dense f, x;
            gvc_leontief_options options = {.progress = stop_at, .user = &last};
            gvc_report report = solve(e, way, 2, NULL, options, &f, &x);
            cr_expect_eq(report.code, GVC_MAT_CANCELLED, "way %d: %d", way, report.code);
            cr_expect_eq(report.sweeps, (int)last);
            cr_expect_eq(memcmp(x.data, before.data, (size_t)(2 * x.stride) * sizeof *x.data), 0);
            drop(&f, &x);
        }
    }
    free(before.data);
    economy_free(e);
}

Test(seidel, any_allocation_may_fail)
{
    enum { ROWS = 40, MANY = 400 }; /* two strips for two threads */
    economy *e = economy_new(12, uneven, 0.4, 0.8);
    economy_settle(e);
    gvc_dense f = economy_panel(e, ROWS, 11), x = economy_panel(e, ROWS, 12);
    for (int way = 0; way < WAYS; way++) {
        gvc_mat_code code = GVC_MAT_NOMEM;
        long k = 0;
        for (; code != GVC_MAT_OK && k < MANY; k++) {
            work *w = begin(e, way, (gvc_leontief_options){.threads = 2});
            allocations_granted = k;
            prepare(w, way);
            code = w->report.code;
            code = code == GVC_MAT_OK ? gvc_seidel_solve(w->p, &f, NULL, false, &x).code : code;
            bool used = allocations_granted < 0;
            allocations_granted = -1;
            cr_assert(code == GVC_MAT_OK || code == GVC_MAT_NOMEM, "way %d: %d", way, code);
            code = code == GVC_MAT_OK && used ? GVC_MAT_NOMEM : code; /* a thread did without */
            end(w);
        }
        cr_expect(k > 20 && k < MANY, "way %d: %ld allocations", way, k);
    }
    drop(&f, &x);
    economy_free(e);
}

Test(seidel, bytes_cover_what_it_holds)
{
    economy *e = economy_new(13, wide, 0.3, 0.8);
    economy_settle(e);
    size_t n = (size_t)e->n, nonzeros = (size_t)e->start[n];
    for (int mixed = 0; mixed < 2; mixed++) {
        size_t real = mixed ? 4 : 8, strips = n * 16 * (5 * real + 16);
        for (int left = 0; left < 2; left++) {
            size_t dense = gvc_seidel_bytes(&e->dense, e->start[n], GVC_STORAGE_DENSE, left != 0, 1,
                                            mixed != 0);
            size_t sparse = gvc_seidel_bytes(&e->dense, e->start[n], GVC_STORAGE_SPARSE, left != 0,
                                             1, mixed != 0);
            size_t more = gvc_seidel_bytes(&e->dense, e->start[n], GVC_STORAGE_SPARSE, left != 0,
                                           17, mixed != 0);
            cr_expect(dense >= n * n * real + strips && dense < 2 * (n * n * real + strips));
            cr_expect(sparse >= nonzeros * (real + 2) + strips);
            cr_expect(more - sparse >= strips && more - sparse <= strips + n * 16 * 8);
        }
    }
    economy_free(e);
}
