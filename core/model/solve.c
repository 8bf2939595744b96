/* solve.c - everything the methods need of the whole world, planned and solved in one go, and
 * whether what came out makes economic sense. Nothing here knows which solver did it. */
#include <math.h>

#include "base/numeric.h"
#include "model/model.h"

/* ---- the plan ----------------------------------------------------------------------------------
 */

/* Two lines that fit a terminal: what is asked, and what is done about it. */
static void say_plan(gvc_ctx *ctx, const gvc_model *m, const gvc_plan *plan, size_t peak)
{
    const gvc_workload *w = &plan->work;
    long long left = w->left + w->cut_left, right = w->right + w->cut_right;
    const char *storage = w->inverse                            ? ""
                          : plan->storage == GVC_STORAGE_SPARSE ? ", sparse"
                                                                : ", dense";
    gvc_text text = {0};
    gvc_text_addf(&text, "Z: %lld industries, %.1f %% of it not zero; wanted: ", (long long)m->n,
                  100 * plan->density);
    if (w->inverse) {
        gvc_text_addf(&text, "all of B");
    } else {
        gvc_text_addf(&text, "%lld vectors v B and %lld vectors B y", left, right);
    }
    gvc_log(ctx, GVC_INFO, "%s", gvc_text_str(&text));
    gvc_text_free(&text);
    gvc_text_addf(&text, "plan: %s%s (%s): %.2g s, %.0f MB", plan->solver, storage, plan->why,
                  plan->seconds, (double)peak / 1e6);
    if (plan->second != NULL) {
        gvc_text_addf(&text, "; next: %s, %.2g s", plan->second, plan->second_seconds);
    }
    gvc_log(ctx, GVC_INFO, "%s", gvc_text_str(&text));
    gvc_text_free(&text);
}

static int report_progress(uint64_t done, uint64_t total, void *user)
{
    return gvc_progress(user, "solving with I - A", done, total) != GVC_OK;
}

static gvc_status fail_solver(gvc_ctx *ctx, const gvc_plan *plan, const char *solver)
{
    gvc_text all = {0};
    bool known = false;
    for (gvc_idx i = 0; gvc_solver_name(i) != NULL; i++) {
        gvc_text_addf(&all, "%s%s", i == 0 ? "" : ", ", gvc_solver_name(i));
        known = known || gvc_same(solver, gvc_solver_name(i));
    }
    gvc_status status =
        known ? gvc_fail(ctx, GVC_EARG,
                         "solver '%s': %s; leave out the terms that need it (vaxim), or the solver",
                         solver, plan->why)
              : gvc_fail(ctx, GVC_EUNKNOWN, "no solver '%s'; there are %s", solver,
                         gvc_text_str(&all));
    gvc_text_free(&all);
    return status;
}

/* The solver of the model before, with the flows of this one. False where there is none such. */
static bool take_over(gvc_model *m, gvc_model_start *start)
{
    gvc_leontief *l = start->leontief;
    start->leontief = NULL;
    if (l == NULL) {
        return false;
    }
    if (gvc_leontief_renew(l, &m->system, m->local).code != GVC_MAT_OK) {
        gvc_leontief_free(l);
        return false;
    }
    m->leontief = l;
    return true;
}

/* later: bytes that will be held beside the solutions once all is solved. */
static gvc_status make_solver(gvc_ctx *ctx, gvc_model *m, const gvc_workload *work,
                              const gvc_model_ask *ask, size_t later)
{
    gvc_plan plan = {0};
    bool near = ask->start != NULL && !ask->start->keep;
    const char *solver = ask->solver;
    gvc_leontief_options options = {.version = GVC_LEONTIEF_OPTIONS_VERSION,
                                    .solver = solver,
                                    .tolerance = near ? ask->start->tolerance : 0,
                                    .renewable = near,
                                    .threads = gvc_ctx_workers(ctx),
                                    .progress = report_progress,
                                    .user = ctx};
    if (near && take_over(m, ask->start)) {
        return GVC_OK;
    }
    size_t limit = gvc_ctx_memory_limit(ctx), beside = gvc_model_beside_bytes(m, work, later);
    options.memory = limit == 0 ? 0 : limit > beside ? limit - beside : 1;
    gvc_report report = gvc_plan_make(&plan, &m->system, work, &options);
    size_t peak = gvc_model_peak_bytes(m, &plan, later);
    if (report.code == GVC_MAT_UNKNOWN) {
        return fail_solver(ctx, &plan, solver);
    }
    gvc_status status = gvc_need_memory(ctx, peak,
                                        "the table with the solution of its Leontief "
                                        "system");
    if (status == GVC_OK) {
        status = gvc_model_report(ctx, m, report);
    }
    if (status == GVC_OK) {
        say_plan(ctx, m, &plan, peak);
        report = gvc_leontief_new(&m->leontief, &m->system, m->local, &plan, &options);
        status = gvc_model_report(ctx, m, report);
    }
    return status;
}

/* ---- what came out -----------------------------------------------------------------------------
 */

enum { NAMED = 3 };

/* Adds the industries whose values are lowest and below `most`: "LUX_c5 -0.93, LUX_c8 -0.1".
 * among: NULL, or only those where it is not 0. */
static void add_lowest(gvc_text *out, const gvc_model *m, const double *value, double most,
                       const double *among)
{
    gvc_idx found[NAMED];
    int count = 0;
    for (gvc_idx i = 0; i < m->n; i++) {
        int at = count;
        if (!(value[i] < most) || (among != NULL && among[i] == 0)) {
            continue;
        }
        while (at > 0 && value[i] < value[found[at - 1]]) {
            at--;
        }
        count += count < NAMED;
        for (int k = count - 1; k > at; k--) {
            found[k] = found[k - 1];
        }
        if (at < NAMED) {
            found[at] = i;
        }
    }
    for (int k = 0; k < count; k++) {
        gvc_text_addf(out, "%s%s %.3g", k == 0 ? "" : ", ",
                      gvc_table_label(m->table, GVC_INDUSTRY, m->industry[found[k]]),
                      value[found[k]]);
    }
}

/* lowest: n, by industry; largest: of all entries, in absolute value. */
static void judge(gvc_ctx *ctx, gvc_model *m, const char *what, const double *lowest,
                  double largest)
{
    gvc_text names = {0};
    add_lowest(&names, m, lowest, -GVC_TOL_NEGATIVE * largest, NULL);
    if (names.length > 0) {
        gvc_model_warn(ctx, m,
                       "%s (lowest at %s): negative flows, or industries that use more than they "
                       "make; see their rows and columns, and gvc check",
                       what, gvc_text_str(&names));
    }
    gvc_text_free(&names);
}

/* Smallest entry of every column of b. */
static void find_lowest(const gvc_dense *b, double *lowest)
{
    for (gvc_idx i = 0; i < b->rows; i++) {
        const double *row = b->data + i * b->stride;
        for (gvc_idx j = 0; j < b->cols; j++) {
            lowest[j] = i == 0 || row[j] < lowest[j] ? row[j] : lowest[j];
        }
    }
}

static gvc_status judge_inverse(gvc_ctx *ctx, gvc_model *m)
{
    gvc_dense b = gvc_leontief_inverse(m->leontief);
    double smallest, largest, *lowest = gvc_malloc((size_t)m->n, sizeof *lowest);
    if (lowest == NULL) {
        return gvc_fail_memory(ctx, (size_t)m->n * sizeof *lowest, "a vector of the model");
    }
    gvc_dense_range(&b, &smallest, &largest);
    find_lowest(&b, lowest);
    judge(ctx, m, "the Leontief inverse has negative entries", lowest, largest);
    gvc_release(lowest);
    return GVC_OK;
}

/* Negative entries where A >= 0 has none: of B, or of the solution for ones. */
static gvc_status judge_solution(gvc_ctx *ctx, gvc_model *m)
{
    if (m->ones == NULL) {
        return judge_inverse(ctx, m);
    }
    gvc_dense ones = {m->ones, 1, m->n, m->n};
    double smallest, largest;
    gvc_dense_range(&ones, &smallest, &largest);
    judge(ctx, m, "one unit of final use would take negative output", m->ones, largest);
    return GVC_OK;
}

/* Why the planned solver did not do it, and who is behind that: those that keep least for
 * themselves of what they make. */
static void tell_fallback(gvc_ctx *ctx, const gvc_model *m)
{
    const gvc_report *solved = &m->solved;
    gvc_text names = {0};
    add_lowest(&names, m, m->v, (double)INFINITY, m->x);
    gvc_log(ctx, GVC_INFO,
            "%s: solved by %s, residual %.1e; least value added per unit of output: %s",
            solved->fallback, solved->solver, solved->residual, gvc_text_str(&names));
    gvc_text_free(&names);
}

static gvc_status finish(gvc_ctx *ctx, gvc_model *m, bool keep, gvc_model_start *start)
{
    m->solved = gvc_leontief_report(m->leontief);
    if (m->solved.fallback != NULL) {
        tell_fallback(ctx, m);
    }
    gvc_log(ctx, GVC_DEBUG, "%s: %d sweeps, relative residual %.1e", m->solved.solver,
            m->solved.sweeps, m->solved.residual);
    gvc_status status = judge_solution(ctx, m);
    if (!keep && start != NULL && !start->keep) {
        start->leontief = m->leontief;
        m->leontief = NULL;
    } else if (!keep) {
        gvc_leontief_free(m->leontief);
        m->leontief = NULL;
    }
    return status;
}

gvc_report gvc_model_solved(const gvc_model *m)
{
    return m->leontief != NULL ? gvc_leontief_report(m->leontief) : m->solved;
}

/* The model's own vectors and those of the methods, for the plan. */
static gvc_workload all_work(const gvc_model_ask *ask, const gvc_workload *own)
{
    gvc_workload all = *own;
    all.left += ask->extra.left;
    all.right += ask->extra.right;
    all.cut_left += ask->extra.cut_left;
    all.cut_right += ask->extra.cut_right;
    all.inverse = all.inverse || ask->extra.inverse;
    return all;
}

/* Does the solver stay for the methods? */
static bool keeps_solver(const gvc_model_ask *ask, const gvc_workload *all)
{
    gvc_idx extra = ask->extra.left + ask->extra.right + ask->extra.cut_left + ask->extra.cut_right;
    return all->inverse || extra > 0;
}

/* The panel of left vectors, where a method wants it. */
static size_t kept_bytes(const gvc_model *m, const gvc_model_ask *ask, const gvc_workload *own)
{
    return (ask->needs & GVC_NEED_ORIGIN) == 0
               ? 0
               : (size_t)(own->left + own->cut_left) * (size_t)m->n * sizeof(double);
}

/* One plan among those that a density may lead to. */
static gvc_status foresee_plan(gvc_ctx *ctx, const gvc_model *m, const gvc_workload *work,
                               gvc_leontief_options *options, size_t later, size_t *bytes,
                               double *seconds)
{
    gvc_plan plan = {0};
    if (gvc_plan_make(&plan, &m->system, work, options).code == GVC_MAT_UNKNOWN) {
        return fail_solver(ctx, &plan, options->solver);
    }
    size_t peak = gvc_model_peak_bytes(m, &plan, later);
    *bytes = peak > *bytes ? peak : *bytes;
    *seconds = fmax(*seconds, plan.seconds);
    return GVC_OK;
}

gvc_status gvc_model_foresee(gvc_ctx *ctx, const gvc_model *m, const gvc_model_ask *ask,
                             size_t *bytes, double *seconds)
{
    const double least = 0.01; /* sparser ones take no more than this */
    gvc_workload own = gvc_model_workload(m, ask->needs), all = all_work(ask, &own);
    gvc_leontief_options options = {.version = GVC_LEONTIEF_OPTIONS_VERSION,
                                    .solver = ask->solver,
                                    .threads = gvc_ctx_workers(ctx)};
    *bytes = 0;
    *seconds = 0;
    if (ask->needs == 0 && !keeps_solver(ask, &all)) {
        gvc_plan nothing = {0};
        *bytes = gvc_model_peak_bytes(m, &nothing, ask->later);
        return GVC_OK;
    }
    size_t later = ask->later + kept_bytes(m, ask, &own);
    if (m->z.data != NULL) {
        return foresee_plan(ctx, m, &all, &options, later, bytes, seconds);
    }
    gvc_status status = GVC_OK;
    for (options.density = 1; status == GVC_OK && options.density > least; options.density /= 2) {
        status = foresee_plan(ctx, m, &all, &options, later, bytes, seconds);
    }
    return status;
}

gvc_status gvc_model_solve(gvc_ctx *ctx, gvc_model *m, const gvc_model_ask *ask)
{
    gvc_status status = gvc_model_local(ctx, m);
    gvc_workload own = gvc_model_workload(m, ask->needs), all = all_work(ask, &own);
    bool keep = keeps_solver(ask, &all);
    size_t kept = kept_bytes(m, ask, &own);
    if (status != GVC_OK || (ask->needs == 0 && !keep)) {
        gvc_plan nothing = {0};
        return status != GVC_OK
                   ? status
                   : gvc_need_memory(ctx, gvc_model_peak_bytes(m, &nothing, ask->later),
                                     "the table with its results");
    }
    own.inverse = m->has_inverse = all.inverse;
    status = make_solver(ctx, m, &all, ask, ask->later + kept);
    if (status == GVC_OK && own.left + own.cut_left > 0) {
        status = gvc_model_solve_left(ctx, m, ask->needs, &own, ask->start);
    }
    if (status == GVC_OK && own.right + own.cut_right > 0) {
        status = gvc_model_solve_right(ctx, m, ask->needs, &own, ask->start);
    }
    return status == GVC_OK ? finish(ctx, m, keep, ask->start) : status;
}
