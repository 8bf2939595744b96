/* plan.c - which solver, and how the coefficients are stored: the fewest seconds that fit.
 *
 * Every solver estimates its own seconds from counts of flops and constant rates. Only the ratios
 * matter, and they hardly move from one processor to the next. */
#include <math.h>
#include <string.h>

#include "cut.h"
#include "solver.h"
#include "system.h"

gvc_leontief_options gvc_leontief_settled(const gvc_leontief_options *options)
{
    const double tolerance = 1e-13;
    gvc_leontief_options o = {.version = GVC_LEONTIEF_OPTIONS_VERSION};
    if (options != NULL) {
        o = *options;
    }
    o.threads = o.threads > 1 ? o.threads : 1;
    o.tolerance = o.tolerance > 0 ? o.tolerance : tolerance;
    return o;
}

/* One solver with one way to store the coefficients. */
typedef struct candidate {
    const gvc_solver *solver;
    gvc_storage storage;
    size_t bytes;
    double flops, seconds;
} candidate;

/* Why the solver cannot do the work, NULL if it can. */
static const char *objection(const gvc_solver *s, const gvc_system *system,
                             const gvc_workload *work)
{
    if (work->inverse && !s->inverse) {
        return "all of B is needed, and that solver does without";
    }
    return system->sparse != NULL && !s->sparse ? "that solver needs dense flows" : NULL;
}

static candidate estimate(const gvc_plan *plan, const gvc_system *system, const gvc_solver *s,
                          gvc_storage storage)
{
    candidate c = {.solver = s, .storage = storage};
    gvc_plan seen = *plan;
    seen.storage = storage;
    if (!s->cuts) { /* a solve of its own for every time around the world */
        seen.work.left += (GVC_CUT_ROUNDS + 1) * seen.work.cut_left;
        seen.work.right += (GVC_CUT_ROUNDS + 1) * seen.work.cut_right;
        seen.work.cut_left = seen.work.cut_right = 0;
        c.bytes = gvc_cut_bytes(system->n, plan->work.cut_left > plan->work.cut_right
                                               ? plan->work.cut_left
                                               : plan->work.cut_right);
    }
    c.bytes += s->bytes(&seen, system);
    s->cost(&seen, system, &c.flops, &c.seconds);
    return c;
}

/* The better storage of those allowed; what fits the memory first. */
static candidate best_storage(const gvc_plan *plan, const gvc_system *system, const gvc_solver *s,
                              const gvc_leontief_options *o)
{
    bool may_dense = o->storage != GVC_STORAGE_SPARSE && system->sparse == NULL;
    bool may_sparse = o->storage != GVC_STORAGE_DENSE || !may_dense;
    candidate dense = estimate(plan, system, s, GVC_STORAGE_DENSE);
    candidate sparse = estimate(plan, system, s, GVC_STORAGE_SPARSE);
    if (!may_dense || !may_sparse) {
        return may_dense ? dense : sparse;
    }
    bool dense_fits = o->memory == 0 || dense.bytes <= o->memory;
    bool sparse_fits = o->memory == 0 || sparse.bytes <= o->memory;
    if (dense_fits != sparse_fits) {
        return dense_fits ? dense : sparse;
    }
    return sparse.seconds < dense.seconds ? sparse : dense;
}

static void take(gvc_plan *plan, const candidate *c)
{
    plan->solver = c->solver->name;
    plan->storage = c->storage;
    plan->bytes = c->bytes;
    plan->flops = c->flops;
    plan->seconds = c->seconds;
}

/* The least seconds that fit, and the next best; false where nothing fits, plan->bytes is then the
 * least that would do. */
static bool choose(gvc_plan *plan, const gvc_system *system, const gvc_leontief_options *o)
{
    candidate best = {0}, second = {0};
    double fastest = (double)INFINITY;
    plan->bytes = SIZE_MAX;
    for (gvc_idx i = 0; gvc_solver_at(i) != NULL; i++) {
        const gvc_solver *s = gvc_solver_at(i);
        if (objection(s, system, &plan->work) != NULL) {
            continue;
        }
        candidate c = best_storage(plan, system, s, o);
        if (best.solver == NULL && c.bytes < plan->bytes) {
            plan->bytes = c.bytes;
        }
        if (o->memory > 0 && c.bytes > o->memory) {
            fastest = fmin(fastest, c.seconds);
        } else if (best.solver == NULL || c.seconds < best.seconds) {
            second = best;
            best = c;
        } else if (second.solver == NULL || c.seconds < second.seconds) {
            second = c;
        }
    }
    if (best.solver == NULL) {
        return false;
    }
    bool passed_over = fastest < best.seconds; /* something faster did not fit */
    take(plan, &best);
    plan->second = second.solver == NULL ? NULL : second.solver->name;
    plan->second_seconds = second.seconds;
    plan->why = passed_over          ? "fewest seconds of those that fit the memory"
                : plan->work.inverse ? "all of B is needed"
                                     : "fewest seconds";
    return true;
}

/* The solver that was asked for. */
static gvc_mat_code obey(gvc_plan *plan, const gvc_system *system, const gvc_leontief_options *o)
{
    const gvc_solver *s = gvc_solver_named(o->solver);
    plan->why = s == NULL ? "no solver of that name" : objection(s, system, &plan->work);
    if (plan->why != NULL) {
        return GVC_MAT_UNKNOWN;
    }
    candidate c = best_storage(plan, system, s, o);
    take(plan, &c);
    plan->why = "asked for";
    return o->memory > 0 && c.bytes > o->memory ? GVC_MAT_NOMEM : GVC_MAT_OK;
}

gvc_report gvc_plan_make(gvc_plan *out, const gvc_system *system, const gvc_workload *work,
                         const gvc_leontief_options *options)
{
    gvc_leontief_options o = gvc_leontief_settled(options);
    gvc_report report = {.code = GVC_MAT_OK, .where = -1};
    double n = (double)system->n;
    *out = (gvc_plan){.work = *work,
                      .nonzeros = o.density > 0 ? (gvc_idx)(o.density * n * n)
                                                : gvc_system_nonzeros(system)};
    out->density = n > 0 ? (double)out->nonzeros / (n * n) : 0;
    if (o.version != GVC_LEONTIEF_OPTIONS_VERSION) {
        report.code = GVC_MAT_UNKNOWN;
        out->why = "the options are of another version";
    } else if (o.solver != NULL) {
        report.code = obey(out, system, &o);
    } else if (!choose(out, system, &o)) {
        report.code = GVC_MAT_NOMEM;
        out->why = "nothing fits the memory";
    }
    report.solver = out->solver;
    return report;
}
