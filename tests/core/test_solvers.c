/* test_solvers.c - every solver against LAPACK on made-up worlds, cell by cell, and with both ways
 * to store the coefficients */
#include "model/model.h"
#include "worlds.h"

/* ---- every solver equals LAPACK ----------------------------------------------------------------
 */

static const char *const without_b[] = {"gexp", "dc", "dva", "vax", "ref",
                                        "ddc",  "fc", "fva", "fdc", NULL};

typedef struct method {
    const char *name, *approach;
    bool elementary;
    const char *const *terms;
} method;

static const method methods[] = {
    {"source", "source", false, NULL},
    {"sink without vaxim", "sink", false, without_b},
    {"sink", "sink", false, NULL},
    {"source, elementary", "source", true, NULL},
    {"sink, elementary", "sink", true, NULL},
};
enum { METHODS = sizeof methods / sizeof *methods };

static gvc_measure_options options_of(const method *v, const char *solver)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.level = "bilateral";
    o.approach = v->approach;
    o.detail = v->elementary ? "elementary" : NULL;
    o.terms = v->terms;
    o.solver = solver;
    return o;
}

/* Position in b of the label that dimension d of a has at i. */
static gvc_idx same_label(const gvc_result *a, const gvc_result *b, gvc_idx d, gvc_idx i)
{
    for (gvc_idx k = 0; k < gvc_result_extent(b, d); k++) {
        if (gvc_same(gvc_result_label(a, d, i), gvc_result_label(b, d, k))) {
            return k;
        }
    }
    cr_assert(false, "no %s", gvc_result_label(a, d, i));
    return -1;
}

/* Cell by cell, by label: 1e-12 of the gross exports of the cell, and 1e-9. */
static void expect_close(const gvc_result *a, const gvc_result *b, const char *where,
                         const char *method_name, const char *solver)
{
    gvc_idx g = gvc_result_extent(a, 1), sectors = gvc_result_extent(a, 2);
    cr_assert_eq(gvc_result_cells(a), gvc_result_cells(b));
    cr_assert_eq(gvc_result_nterms(a), gvc_result_nterms(b));
    double worst = 0;
    for (gvc_idx cell = 0; cell < gvc_result_cells(a); cell++) {
        gvc_idx s = same_label(a, b, 1, cell / (sectors * g));
        gvc_idx i = same_label(a, b, 2, cell / g % sectors);
        gvc_idx other = (s * sectors + i) * g + same_label(a, b, 3, cell % g);
        cr_assert_eq(gvc_result_is_row(a, cell), gvc_result_is_row(b, other));
        for (gvc_idx k = 0; k < gvc_result_nterms(a) && gvc_result_is_row(a, cell); k++) {
            double most = 1e-12 * fabs(term(b, "gexp")[other]) + 1e-9;
            double gap = fabs(gvc_result_values(a, k)[cell] - gvc_result_values(b, k)[other]);
            worst = gap / most <= worst ? worst : gap / most;
        }
    }
    cr_expect(worst <= 1, "%s, %s, %s: %.1f times the tolerance", where, method_name, solver,
              worst);
}

static bool holds_b(const char *solver)
{
    return gvc_same(solver, "gauss-jordan") || gvc_same(solver, "lapack");
}

static void expect_solver_equals(gvc_ctx *ctx, const gvc_table *t, const gvc_result *lapack,
                                 const recipe *r, const method *v, const char *solver)
{
    gvc_measure_options o = options_of(v, solver);
    gvc_result *own = NULL;
    gvc_status status = gvc_measure(ctx, &own, t, &o);
    if (gvc_same(v->name, "sink") && !holds_b(solver)) {
        cr_expect(status == GVC_EARG && own == NULL, "%s", solver);
        cr_expect(strstr(gvc_ctx_error(ctx), "all of B is needed") != NULL, "%s",
                  gvc_ctx_error(ctx));
        return;
    }
    expect_ok(ctx, status);
    expect_close(own, lapack, r->name, v->name, solver);
    double residual = gvc_result_find_attribute(own, "residual")->number;
    cr_expect(residual >= 0 && residual <= 1e-12, "%s, %s, %s: residual %g", r->name, v->name,
              solver, residual);
    if (gvc_result_text(own, "solver_fallback") == NULL) {
        cr_expect_str_eq(gvc_result_text(own, "solver"), solver);
    }
    gvc_result_free(own);
}

Test(solvers, all_equal_lapack_on_every_world)
{
    gvc_ctx *ctx = new_ctx();
    for (int k = 0; k < RECIPES; k++) {
        world w = make_world(&recipes[k], 11);
        gvc_table *t = table_of(ctx, &w, false);
        for (int v = 0; v < METHODS; v++) {
            gvc_measure_options o = options_of(&methods[v], "lapack");
            gvc_result *lapack = NULL;
            expect_ok(ctx, gvc_measure(ctx, &lapack, t, &o));
            for (gvc_idx i = 0; gvc_solver_name(i) != NULL; i++) {
                expect_solver_equals(ctx, t, lapack, &recipes[k], &methods[v], gvc_solver_name(i));
            }
            gvc_result_free(lapack);
        }
        gvc_table_free(t);
        free_world(&w);
    }
    gvc_ctx_free(ctx);
}

Test(solvers, order_of_the_countries_changes_nothing)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[1], 12);
    gvc_table *t = table_of(ctx, &w, false), *turned = table_of(ctx, &w, true);
    for (int v = 0; v < METHODS; v++) {
        gvc_measure_options o = options_of(&methods[v], "lapack");
        gvc_result *lapack = NULL;
        expect_ok(ctx, gvc_measure(ctx, &lapack, t, &o));
        for (gvc_idx i = 0; gvc_solver_name(i) != NULL; i++) {
            gvc_result *own = NULL;
            o.solver = gvc_solver_name(i);
            if (gvc_same(methods[v].name, "sink") && !holds_b(o.solver)) {
                continue;
            }
            expect_ok(ctx, gvc_measure(ctx, &own, turned, &o));
            expect_close(own, lapack, "countries turned round", methods[v].name, o.solver);
            gvc_result_free(own);
        }
        gvc_result_free(lapack);
    }
    gvc_table_free(t);
    gvc_table_free(turned);
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* ---- both ways to store the coefficients -------------------------------------------------------
 */

/* Value added left of B, final use right of it, with nothing and with every exporter cut. */
static gvc_report solve_with(const gvc_model *m, const gvc_leontief_options *o, bool left,
                             gvc_dense *out)
{
    gvc_idx rows = 2 * m->blocks;
    gvc_workload work = {.left = left ? m->blocks : 0, .right = left ? 0 : m->blocks};
    *(left ? &work.cut_left : &work.cut_right) = m->blocks;
    gvc_dense from = {calloc((size_t)(rows * m->n), sizeof(double)), rows, m->n, m->n};
    gvc_idx *cut = malloc((size_t)rows * sizeof *cut);
    for (gvc_idx k = 0; k < rows; k++) {
        gvc_idx d = k % m->blocks;
        cut[k] = k < m->blocks ? -1 : d;
        for (gvc_idx i = 0; i < m->n; i++) {
            double own = m->block[i] == d ? m->v[i] : 0;
            from.data[k * m->n + i] = left ? own : m->y.data[i * m->y.stride + d];
        }
    }
    gvc_plan plan;
    gvc_leontief *l = NULL;
    *out = (gvc_dense){calloc((size_t)(rows * m->n), sizeof(double)), rows, m->n, m->n};
    gvc_report report = gvc_plan_make(&plan, &m->system, &work, o);
    cr_expect(o->storage == GVC_STORAGE_AUTO || plan.storage == o->storage);
    if (report.code == GVC_MAT_OK) {
        report = gvc_leontief_new(&l, &m->system, m->local, &plan, o);
    }
    if (report.code == GVC_MAT_OK) {
        report = (left ? gvc_leontief_left : gvc_leontief_right)(l, &from, cut, out);
    }
    gvc_leontief_free(l);
    free(cut);
    free(from.data);
    return report;
}

static void expect_storages_equal(const gvc_model *m, const recipe *r, bool left)
{
    gvc_leontief_options o = {.version = GVC_LEONTIEF_OPTIONS_VERSION, .solver = "lapack"};
    gvc_dense lapack, own;
    cr_assert_eq(solve_with(m, &o, left, &lapack).code, GVC_MAT_OK);
    for (gvc_idx i = 0; (o.solver = gvc_solver_name(i)) != NULL; i++) {
        for (int k = 0; k < 2; k++) {
            o.storage = k == 0 ? GVC_STORAGE_DENSE : GVC_STORAGE_SPARSE;
            cr_assert_eq(solve_with(m, &o, left, &own).code, GVC_MAT_OK);
            double worst = 0;
            for (gvc_idx row = 0; row < lapack.rows; row++) {
                double gap = 0, most = 0;
                for (gvc_idx j = 0; j < m->n; j++) {
                    gap = fmax(gap, fabs(own.data[row * m->n + j] - lapack.data[row * m->n + j]));
                    most = fmax(most, fabs(lapack.data[row * m->n + j]));
                }
                worst = fmax(worst, most > 0 ? gap / most : gap);
            }
            cr_expect(worst <= 1e-12, "%s, %s, %s, %s: %.1e", r->name, o.solver,
                      k == 0 ? "dense" : "sparse", left ? "left" : "right", worst);
            free(own.data);
        }
    }
    free(lapack.data);
}

Test(solvers, both_storages_equal_lapack)
{
    static const gvc_measure_options defaults = GVC_MEASURE_OPTIONS_INIT;
    gvc_ctx *ctx = new_ctx();
    for (int k = 0; k < RECIPES - 1; k++) { /* the last one is badly conditioned */
        world w = make_world(&recipes[k], 13);
        gvc_table *t = table_of(ctx, &w, false);
        gvc_model *m = NULL;
        expect_ok(ctx, gvc_model_new(ctx, &m, t, &defaults));
        expect_ok(ctx, gvc_model_local(ctx, m));
        expect_storages_equal(m, &recipes[k], true);
        expect_storages_equal(m, &recipes[k], false);
        gvc_model_free(m);
        gvc_table_free(t);
        free_world(&w);
    }
    gvc_ctx_free(ctx);
}
