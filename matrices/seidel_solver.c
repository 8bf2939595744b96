#include "seidel_solver.h"

#include "alloc.h"
#include "panel.h"
#include "seidel.h"

typedef struct state {
    gvc_pattern pattern;
    gvc_seidel *directions[2]; /* right and left, each made when it is first asked for */
    bool mixed;
} state;

gvc_report gvc_seidel_prepare(void **out, const gvc_solver_job *job, bool mixed)
{
    gvc_report report = {.code = GVC_MAT_NOMEM, .where = -1};
    state *s = gvc_calloc(1, sizeof *s);
    if (s == NULL) {
        return report;
    }
    s->mixed = mixed;
    bool sparse = job->storage == GVC_STORAGE_SPARSE;
    if (sparse && !gvc_pattern_new(&s->pattern, job->system, job->options->threads)) {
        gvc_seidel_release(s);
        return report;
    }
    report.code = GVC_MAT_OK;
    *out = s;
    return report;
}

/* The coefficients of the other direction are dropped first, unless they will be renewed: they are
 * as large as these. */
static gvc_report solve(state *s, const gvc_solver_job *job, bool left, const gvc_dense *f,
                        const gvc_idx *cut, gvc_dense *y)
{
    gvc_report report = {.code = GVC_MAT_OK, .where = -1};
    gvc_seidel **now = &s->directions[left ? 1 : 0], **other = &s->directions[left ? 0 : 1];
    if (*now == NULL) {
        if (!job->options->renewable) {
            gvc_seidel_free(*other);
            *other = NULL;
        }
        report = gvc_seidel_new(now, job, &s->pattern, left, s->mixed);
    }
    return report.code == GVC_MAT_OK ? gvc_seidel_solve(*now, f, cut, job->guess, y) : report;
}

gvc_report gvc_seidel_renewed(void *at, const gvc_solver_job *job)
{
    state *s = at;
    for (int k = 0; k < 2; k++) {
        if (s->directions[k] != NULL) {
            gvc_seidel_renew(s->directions[k], job);
        }
    }
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

gvc_report gvc_seidel_right(void *at, const gvc_solver_job *job, const gvc_dense *f,
                            const gvc_idx *cut, gvc_dense *y)
{
    return solve(at, job, false, f, cut, y);
}

gvc_report gvc_seidel_left(void *at, const gvc_solver_job *job, const gvc_dense *v,
                           const gvc_idx *cut, gvc_dense *w)
{
    return solve(at, job, true, v, cut, w);
}

void gvc_seidel_release(void *at)
{
    state *s = at;
    gvc_seidel_free(s->directions[0]);
    gvc_seidel_free(s->directions[1]);
    gvc_pattern_free(&s->pattern);
    gvc_release(s);
}

static gvc_idx padded(gvc_idx vectors)
{
    return (vectors + GVC_LANES - 1) / GVC_LANES * GVC_LANES;
}

size_t gvc_seidel_plan_bytes(const gvc_plan *plan, const gvc_system *system, bool mixed)
{
    gvc_idx left = plan->work.left + plan->work.cut_left;
    gvc_idx right = plan->work.right + plan->work.cut_right;
    size_t bits = plan->storage == GVC_STORAGE_SPARSE && system->sparse == NULL
                      ? (size_t)system->n * (size_t)system->n / 8
                      : 0;
    size_t bytes = gvc_seidel_bytes(system, plan->nonzeros, plan->storage, false, right, mixed);
    if (left > 0) {
        size_t other = gvc_seidel_bytes(system, plan->nonzeros, plan->storage, true, left, mixed);
        bytes = other > bytes ? other : bytes;
    }
    return bits + bytes;
}

/* Rates of one core with 512-bit registers at n = 1435 to 9800: a float product runs at 65 GF/s
 * over sparse coefficients and at 140 over dense ones, a double one at 25 and 60. A table takes 13
 * sweeps and 3 residuals. Finding and copying the coefficients costs about 1 ns a number and 8 a
 * flow. */
void gvc_seidel_plan_cost(const gvc_plan *plan, const gvc_system *system, bool mixed, double *flops,
                          double *seconds)
{
    const double sweeps = 13, residuals = mixed ? 3 : 1;
    bool sparse = plan->storage == GVC_STORAGE_SPARSE;
    double n = (double)system->n, entries = sparse ? (double)plan->nonzeros : n * n;
    double vectors = (double)(padded(plan->work.left + plan->work.cut_left) +
                              padded(plan->work.right + plan->work.cut_right));
    double product = 2 * entries * vectors;
    double rate_f = sparse ? 65e9 : 140e9, rate_d = sparse ? 25e9 : 60e9;
    *flops = (sweeps + residuals) * product;
    *seconds = sweeps * product / (mixed ? rate_f : rate_d) + residuals * product / rate_d +
               2 * (n * n * 1e-9 + entries * (sparse ? 8e-9 : 1e-9));
}
