/* growth_solve.c - rows of (I - A)^-1 of the countries asked for: all of it where that is most of
 * the rows, else a panel of left vectors, whichever solver is fastest */
#include <math.h>
#include <string.h>

#include "methods/growth.h"

/* One system, planned and prepared. */
typedef struct solving {
    gvc_local *local;
    gvc_leontief *leontief;
} solving;

static void let_go(solving *s)
{
    gvc_leontief_free(s->leontief);
    gvc_local_free(s->local);
    *s = (solving){0};
}

static int report_progress(uint64_t done, uint64_t total, void *user)
{
    return gvc_progress(user, "solving with I - A", done, total) != GVC_OK;
}

/* Of this and all solves before. */
static void keep_worst(gvc_growth *g, gvc_report r)
{
    gvc_report *w = &g->solved;
    w->solver = r.solver;
    w->fallback = w->fallback == NULL ? r.fallback : w->fallback;
    w->residual = fmax(w->residual, r.residual);
    w->condition = fmax(w->condition, r.condition);
    w->sweeps = r.sweeps > w->sweeps ? r.sweeps : w->sweeps;
}

/* Plans for the work and prepares the solver. */
static gvc_report begin(gvc_ctx *ctx, const gvc_growth *g, const gvc_system *system,
                        const gvc_workload *work, solving *out)
{
    gvc_plan plan = {0};
    size_t limit = gvc_ctx_memory_limit(ctx), left = limit > g->beside ? limit - g->beside : 1;
    gvc_leontief_options o = {.version = GVC_LEONTIEF_OPTIONS_VERSION,
                              .solver = g->options->solver,
                              .threads = gvc_ctx_workers(ctx),
                              .memory = limit == 0 ? 0 : left,
                              .progress = report_progress,
                              .user = ctx};
    gvc_report report = gvc_plan_make(&plan, system, work, &o);
    if (report.code == GVC_MAT_OK) {
        report = gvc_local_new(&out->local, system);
    }
    if (report.code == GVC_MAT_OK) {
        gvc_log(ctx, GVC_DEBUG, "plan: %s (%s): %.2g s", plan.solver, plan.why, plan.seconds);
        report = gvc_leontief_new(&out->leontief, system, out->local, &plan, &o);
    }
    return report;
}

/* A solver that was named and cannot do it is the user's to change. */
static gvc_status in_words(gvc_ctx *ctx, const gvc_model *m, const gvc_growth *g, gvc_report r)
{
    return r.code == GVC_MAT_UNKNOWN
               ? gvc_fail(ctx, GVC_EARG, "no solver '%s' for growth; leave --solver out",
                          g->options->solver)
               : gvc_model_report(ctx, m, r);
}

gvc_status gvc_growth_left(gvc_ctx *ctx, const gvc_model *m, gvc_growth *g, const gvc_dense *v,
                           gvc_dense *w)
{
    solving s = {0};
    gvc_workload work = {.left = v->rows};
    gvc_report r = begin(ctx, g, &m->system, &work, &s);
    if (r.code == GVC_MAT_OK) {
        r = gvc_leontief_left(s.leontief, v, NULL, w);
    }
    if (r.code == GVC_MAT_OK) {
        keep_worst(g, gvc_leontief_report(s.leontief));
    }
    gvc_status status = in_words(ctx, m, g, r);
    let_go(&s);
    return status;
}

/* ---- rows --------------------------------------------------------------------------------------
 */

static gvc_report solve_whole(gvc_ctx *ctx, gvc_growth *g, const gvc_system *system,
                              gvc_growth_rows *out)
{
    solving s = {0};
    gvc_workload work = {.inverse = true};
    gvc_report r = begin(ctx, g, system, &work, &s);
    if (r.code == GVC_MAT_OK) {
        keep_worst(g, gvc_leontief_report(s.leontief));
        out->leontief = s.leontief;
        out->local = s.local;
        s = (solving){0};
    }
    let_go(&s);
    return r;
}

/* One vector an industry of the focal countries: 1 there. */
static void fill_units(const gvc_model *m, const gvc_growth *g, double *panel)
{
    gvc_idx row = 0;
    memset(panel, 0, (size_t)(g->rows * m->n) * sizeof *panel);
    for (gvc_idx k = 0; k < g->focal; k++) {
        gvc_idx c = g->country[k];
        for (gvc_idx i = m->offset[c]; i < m->offset[c + 1]; i++, row++) {
            panel[row * m->n + i] = 1;
        }
    }
}

static gvc_report solve_rows(gvc_ctx *ctx, const gvc_model *m, gvc_growth *g,
                             const gvc_system *system, gvc_growth_rows *out)
{
    solving s = {0};
    gvc_workload work = {.left = g->rows};
    gvc_report r = {.code = GVC_MAT_NOMEM, .where = -1};
    size_t cells = (size_t)(g->rows * m->n);
    double *units = gvc_malloc(cells, sizeof *units);
    out->panel = gvc_malloc(cells, sizeof *out->panel);
    if (units != NULL && out->panel != NULL) {
        fill_units(m, g, units);
        r = begin(ctx, g, system, &work, &s);
    }
    if (r.code == GVC_MAT_OK) {
        gvc_dense from = {units, g->rows, m->n, m->n}, to = {out->panel, g->rows, m->n, m->n};
        r = gvc_leontief_left(s.leontief, &from, NULL, &to);
    }
    if (r.code == GVC_MAT_OK) {
        keep_worst(g, gvc_leontief_report(s.leontief));
    }
    gvc_release(units);
    let_go(&s);
    return r;
}

gvc_status gvc_growth_solve(gvc_ctx *ctx, const gvc_model *m, gvc_growth *g,
                            const gvc_system *system, gvc_growth_rows *out)
{
    gvc_report r = {.code = GVC_MAT_NOMEM, .where = -1};
    *out = (gvc_growth_rows){0};
    if (2 * g->rows > m->n) {
        r = solve_whole(ctx, g, system, out);
    }
    if (r.code == GVC_MAT_NOMEM || r.code == GVC_MAT_UNKNOWN) { /* or no solver that holds B */
        r = solve_rows(ctx, m, g, system, out);
    }
    if (r.code != GVC_MAT_OK) {
        gvc_growth_rows_free(out);
    }
    return in_words(ctx, m, g, r);
}

gvc_dense gvc_growth_block(const gvc_growth *g, const gvc_model *m, const gvc_growth_rows *rows,
                           gvc_idx k)
{
    gvc_idx first = m->offset[g->country[k]], size = gvc_model_size(m, g->country[k]);
    if (rows->leontief != NULL) {
        gvc_dense b = gvc_leontief_inverse(rows->leontief);
        return (gvc_dense){b.data + first * b.stride, size, m->n, b.stride};
    }
    gvc_idx before = 0;
    for (gvc_idx i = 0; i < k; i++) {
        before += gvc_model_size(m, g->country[i]);
    }
    return (gvc_dense){rows->panel + before * m->n, size, m->n, m->n};
}

void gvc_growth_rows_free(gvc_growth_rows *rows)
{
    gvc_leontief_free(rows->leontief);
    gvc_local_free(rows->local);
    gvc_release(rows->panel);
    *rows = (gvc_growth_rows){0};
}

size_t gvc_growth_solve_bytes(gvc_idx n, gvc_idx rows)
{
    /* B in place; or the units, the panel and the coefficients of the iteration */
    size_t square = (size_t)n * (size_t)n, panel = 2 * (size_t)rows * (size_t)n;
    return (2 * rows > n ? square : square + panel) * sizeof(double);
}
