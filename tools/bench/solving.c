/* solving.c - the engine's door to its solvers, timed as a whole */
#include "solving.h"

#include <cblas.h>
#include <math.h>
#include <stdio.h>

#include "alloc.h"

gvc_system gvc_bench_system(const gvc_bench_subject *s)
{
    return (gvc_system){
        .n = s->n, .blocks = s->countries, .offset = s->offset, .inv_x = s->inv_x, .z = s->z};
}

void gvc_bench_solving_clear(gvc_bench_solving *s)
{
    gvc_leontief_free(s->leontief);
    gvc_local_free(s->local);
    s->leontief = NULL;
    s->local = NULL;
}

static void clear(void *user)
{
    gvc_bench_solving_clear(user);
}

static bool good(const gvc_bench_solving *s, const char *step, gvc_report report)
{
    return report.code == GVC_MAT_OK ||
           gvc_bench_fail(s->bench, "%s: code %d%s%s", step, (int)report.code,
                          s->plan.why != NULL ? ", " : "", s->plan.why != NULL ? s->plan.why : "");
}

static bool run(void *user)
{
    gvc_bench_solving *s = user;
    const gvc_leontief_options options = {.version = GVC_LEONTIEF_OPTIONS_VERSION,
                                          .solver = s->solver,
                                          .storage = s->bench->set.storage,
                                          .threads = s->threads};
    s->plan = (gvc_plan){.solver = NULL};
    gvc_blas_set_threads(s->threads);
    if (!good(s, "plan", gvc_plan_make(&s->plan, &s->system, &s->work, &options)) ||
        !good(s, "local inverses", gvc_local_new(&s->local, &s->system)) ||
        !good(s, "solver",
              gvc_leontief_new(&s->leontief, &s->system, s->local, &s->plan, &options))) {
        return false;
    }
    if (s->panel.data != NULL) {
        gvc_report done = s->left ? gvc_leontief_left(s->leontief, &s->panel, s->cut, &s->out)
                                  : gvc_leontief_right(s->leontief, &s->panel, s->cut, &s->out);
        if (!good(s, "panel", done)) {
            return false;
        }
    }
    s->report = gvc_leontief_report(s->leontief);
    return true;
}

gvc_bench_job gvc_bench_solving_job(gvc_bench_solving *s)
{
    return (gvc_bench_job){clear, run, s, 0};
}

const char *gvc_bench_solving_note(const gvc_bench_solving *s, char *text, size_t room)
{
    int length = snprintf(text, room, "%s", s->report.solver);
    if (length > 0 && s->report.sweeps > 0) {
        length +=
            snprintf(text + length, room - (size_t)length, " %s, %d sweeps",
                     s->plan.storage == GVC_STORAGE_SPARSE ? "sparse" : "dense", s->report.sweeps);
    }
    if (length > 0 && s->report.fallback != NULL) {
        snprintf(text + length, room - (size_t)length, " instead of %s: %s", s->plan.solver,
                 s->report.fallback);
    }
    return text;
}

double gvc_bench_panel_residual(const gvc_bench_solving *s)
{
    gvc_idx n = s->system.n, rows = s->panel.rows;
    const double *x = s->out.data, *f = s->panel.data;
    double *u = gvc_malloc((size_t)(rows * n), sizeof *u);
    double *r = gvc_malloc((size_t)(rows * n), sizeof *r),
           worst = u == NULL || r == NULL ? (double)NAN : 0;
    if (u != NULL && r != NULL) {
        for (gvc_idx k = 0; k < rows * n; k++) {
            u[k] = x[k] * s->system.inv_x[k % n];
            r[k] = f[k] - x[k];
        }
        cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasTrans, (int)rows, (int)n, (int)n, 1, u,
                    (int)n, s->system.z.data, (int)s->system.z.stride, 1, r, (int)n);
        for (gvc_idx k = 0; k < rows; k++) {
            double most = 0, top = 0;
            for (gvc_idx i = k * n; i < (k + 1) * n; i++) {
                most = fmax(most, fabs(r[i]));
                top = fmax(top, fabs(x[i]));
            }
            worst = most > 0 ? fmax(worst, most / top) : worst;
        }
    }
    gvc_release(u);
    gvc_release(r);
    return worst;
}
