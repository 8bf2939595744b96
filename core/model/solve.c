/* solve.c - everything the methods need of the whole world, planned and solved in one go: one panel
 * of left vectors, one of right ones. Nothing here knows which solver did it. */
#include <math.h>
#include <string.h>

#include "base/numeric.h"
#include "model/model.h"

/* The vectors of one panel and where their solutions go. */
typedef struct panel {
    gvc_dense from, to;
    gvc_idx *cut;
    gvc_idx rows;
} panel;

static void free_panel(panel *p)
{
    gvc_release(p->from.data);
    gvc_release(p->to.data);
    gvc_release(p->cut);
    *p = (panel){0};
}

static gvc_status new_panel(gvc_ctx *ctx, const gvc_model *m, gvc_idx rows, panel *p)
{
    p->rows = rows;
    p->cut = gvc_malloc((size_t)rows, sizeof *p->cut);
    if (p->cut == NULL) {
        return gvc_fail_memory(ctx, (size_t)rows * sizeof *p->cut, "a panel of vectors");
    }
    for (gvc_idx k = 0; k < rows; k++) {
        p->cut[k] = -1;
    }
    gvc_status status = gvc_model_panel(ctx, &p->from, rows, m->n);
    return status == GVC_OK ? gvc_model_panel(ctx, &p->to, rows, m->n) : status;
}

static double *row(const gvc_dense *d, gvc_idx k)
{
    return d->data + k * d->stride;
}

static bool needs(gvc_needs all, gvc_needs one)
{
    return (all & one) != 0;
}

static gvc_idx count_needs(gvc_needs all, const gvc_needs *one, int count)
{
    gvc_idx found = 0;
    for (int k = 0; k < count; k++) {
        found += needs(all, one[k]);
    }
    return found;
}

/* ---- value added: left vectors ------------------------------------------------------------------
 */

/* First v_t in block t for every t, then v outside s, for every exporter s that is cut. */
static gvc_idx fill_left(const gvc_model *m, gvc_needs all, panel *p)
{
    gvc_idx next = 0;
    for (gvc_idx t = 0; t < m->blocks && needs(all, GVC_NEED_CONTENT); t++, next++) {
        for (gvc_idx i = m->offset[t]; i < m->offset[t + 1]; i++) {
            row(&p->from, next)[i] = m->v[i];
        }
    }
    for (gvc_idx s = 0; s < m->blocks && needs(all, GVC_NEED_FOREIGN); s++, next++) {
        p->cut[next] = s;
        for (gvc_idx i = 0; i < m->n; i++) {
            row(&p->from, next)[i] = m->block[i] == s ? 0 : m->v[i];
        }
    }
    return next;
}

static void take_left(gvc_model *m, gvc_needs all, const panel *p)
{
    gvc_idx next = 0;
    for (gvc_idx t = 0; t < m->blocks && needs(all, GVC_NEED_CONTENT); t++, next++) {
        const double *w = row(&p->to, next);
        for (gvc_idx s = 0; s < m->blocks; s++) {
            double *to = s == t ? m->cb : m->cf;
            for (gvc_idx j = m->offset[s]; j < m->offset[s + 1]; j++) {
                to[j] += w[j];
            }
        }
    }
    for (gvc_idx s = 0; s < m->blocks && needs(all, GVC_NEED_FOREIGN); s++, next++) {
        gvc_idx first = m->offset[s];
        memcpy(m->f + first, row(&p->to, next) + first,
               (size_t)gvc_model_size(m, s) * sizeof(double));
    }
}

static gvc_status new_vector(gvc_ctx *ctx, const gvc_model *m, double **out)
{
    *out = gvc_calloc((size_t)m->n, sizeof(double));
    return *out == NULL
               ? gvc_fail_memory(ctx, (size_t)m->n * sizeof(double), "a vector of the model")
               : GVC_OK;
}

static gvc_status solve_left(gvc_ctx *ctx, gvc_model *m, gvc_needs all, gvc_idx rows)
{
    panel p = {0};
    double **vectors[] = {&m->cb, &m->cf, &m->f};
    gvc_status status = new_panel(ctx, m, rows, &p);
    for (int k = 0; k < 3 && status == GVC_OK; k++) {
        if (needs(all, k < 2 ? GVC_NEED_CONTENT : GVC_NEED_FOREIGN)) {
            status = new_vector(ctx, m, vectors[k]);
        }
    }
    if (status == GVC_OK) {
        fill_left(m, all, &p);
        status = gvc_model_report(ctx, m, gvc_leontief_left(m->leontief, &p.from, p.cut, &p.to));
    }
    if (status == GVC_OK) {
        take_left(m, all, &p);
    }
    free_panel(&p);
    return status;
}

/* ---- output: right vectors ----------------------------------------------------------------------
 */

/* Y_.d for every d, as the rows of `to`. */
static void fill_demand(const gvc_model *m, gvc_dense *to)
{
    for (gvc_idx i = 0; i < m->n; i++) {
        const double *y = m->y.data + i * m->y.stride;
        for (gvc_idx d = 0; d < m->blocks; d++) {
            to->data[d * to->stride + i] = y[d];
        }
    }
}

/* E_s in block s. */
static void fill_exports(const gvc_model *m, gvc_dense *to)
{
    for (gvc_idx s = 0; s < m->blocks; s++) {
        for (gvc_idx i = m->offset[s]; i < m->offset[s + 1]; i++) {
            row(to, s)[i] = m->e_total[i];
        }
    }
}

/* The sum over d != s of Y_.d outside s, running from both ends so that nothing is subtracted. */
static void fill_abroad(const gvc_model *m, gvc_dense *to)
{
    for (gvc_idx i = 0; i < m->n; i++) {
        const double *y = m->y.data + i * m->y.stride;
        double before = 0, after = 0;
        for (gvc_idx d = 0; d < m->blocks; d++) {
            row(to, d)[i] = before;
            before += y[d];
        }
        for (gvc_idx d = m->blocks - 1; d >= 0; d--) {
            row(to, d)[i] = m->block[i] == d ? 0 : row(to, d)[i] + after;
            after += y[d];
        }
    }
}

static const struct {
    gvc_needs need;
    bool cut;
    size_t to; /* gvc_dense of the model */
    void (*fill)(const gvc_model *m, gvc_dense *to);
} rights[] = {
    {GVC_NEED_ABSORBED, false, offsetof(gvc_model, by), fill_demand},
    {GVC_NEED_AGAIN, true, offsetof(gvc_model, g), fill_exports},
    {GVC_NEED_HOME, true, offsetof(gvc_model, home), fill_demand},
    {GVC_NEED_ABROAD, true, offsetof(gvc_model, abroad), fill_abroad},
};
enum { RIGHTS = sizeof rights / sizeof *rights };

/* Unit demand everywhere, the last row: its solution is positive where A >= 0 has a spectral radius
 * below 1, and only there (a Z-matrix with a positive vector that it maps to a positive one). */
static void fill_right(const gvc_model *m, gvc_needs all, panel *p)
{
    gvc_idx next = 0;
    for (int k = 0; k < RIGHTS; k++) {
        if (needs(all, rights[k].need)) {
            gvc_dense part = {row(&p->from, next), m->blocks, m->n, p->from.stride};
            rights[k].fill(m, &part);
            for (gvc_idx s = 0; s < m->blocks; s++) {
                p->cut[next + s] = rights[k].cut ? s : -1;
            }
            next += m->blocks;
        }
    }
    for (gvc_idx i = 0; i < m->n; i++) {
        row(&p->from, next)[i] = 1;
    }
}

static void judge(gvc_ctx *ctx, gvc_model *m, double smallest, double largest)
{
    if (smallest < -GVC_TOL_NEGATIVE * largest) {
        gvc_model_warn(
            ctx, m,
            "the Leontief inverse has negative entries (smallest %.3g): negative flows, or "
            "industries that use more than they make; gvc check names them",
            smallest);
    }
}

static gvc_status take_right(gvc_ctx *ctx, gvc_model *m, gvc_needs all, const panel *p)
{
    gvc_idx next = 0;
    gvc_status status = GVC_OK;
    for (int k = 0; k < RIGHTS && status == GVC_OK; k++) {
        gvc_dense *to = (gvc_dense *)(void *)((char *)m + rights[k].to);
        if (needs(all, rights[k].need)) {
            status = gvc_model_panel(ctx, to, m->blocks, m->n);
        }
        if (needs(all, rights[k].need) && status == GVC_OK) {
            memcpy(to->data, row(&p->to, next), (size_t)m->blocks * (size_t)m->n * sizeof(double));
            next += m->blocks;
        }
    }
    if (status == GVC_OK && !needs(all, GVC_NEED_INVERSE)) { /* B itself says more */
        double smallest, largest;
        gvc_dense unit = {row(&p->to, next), 1, m->n, m->n};
        gvc_dense_range(&unit, &smallest, &largest);
        judge(ctx, m, smallest, largest);
    }
    return status;
}

static gvc_status solve_right(gvc_ctx *ctx, gvc_model *m, gvc_needs all, gvc_idx rows)
{
    panel p = {0};
    gvc_status status = new_panel(ctx, m, rows, &p);
    if (status == GVC_OK) {
        fill_right(m, all, &p);
        status = gvc_model_report(ctx, m, gvc_leontief_right(m->leontief, &p.from, p.cut, &p.to));
    }
    if (status == GVC_OK) {
        gvc_release(p.from.data);
        p.from.data = NULL;
        status = take_right(ctx, m, all, &p);
    }
    free_panel(&p);
    return status;
}

/* ---- the plan
 * ------------------------------------------------------------------------------------ */

static gvc_workload workload_of(const gvc_model *m, gvc_needs all)
{
    static const gvc_needs left[] = {GVC_NEED_CONTENT}, cut_left[] = {GVC_NEED_FOREIGN},
                           right[] = {GVC_NEED_ABSORBED},
                           cut_right[] = {GVC_NEED_AGAIN, GVC_NEED_HOME, GVC_NEED_ABROAD};
    gvc_workload w = {.left = m->blocks * count_needs(all, left, 1),
                      .right = m->blocks * count_needs(all, right, 1),
                      .cut_left = m->blocks * count_needs(all, cut_left, 1),
                      .cut_right = m->blocks * count_needs(all, cut_right, 3),
                      .inverse = needs(all, GVC_NEED_INVERSE)};
    w.right += w.right + w.cut_right > 0; /* unit demand */
    return w;
}

/* Everything that is held at the peak, the program itself included. */
static size_t peak_bytes(const gvc_model *m, const gvc_plan *plan)
{
    const size_t program = (size_t)30 << 20; /* code, BLAS, HDF5 and their buffers */
    size_t n = (size_t)m->n, panel_row = n * sizeof(double), blocks = (size_t)m->blocks;
    size_t z = n * panel_row, kept = 2 * blocks;
    size_t columns = (size_t)gvc_table_count(m->table, GVC_FINAL_USE);
    size_t left = (size_t)(plan->work.left + plan->work.cut_left);
    size_t right = (size_t)(plan->work.right + plan->work.cut_right);
    return program + z + (m->own_z == NULL ? 0 : z) + plan->bytes +
           panel_row * (columns + kept + 2 * (left > right ? left : right)) +
           gvc_local_bytes(m->offset, m->blocks);
}

static void say_plan(gvc_ctx *ctx, const gvc_model *m, const gvc_plan *plan)
{
    const gvc_workload *w = &plan->work;
    gvc_text text = {0};
    gvc_text_addf(&text, "plan: %s", plan->solver);
    if (!w->inverse) {
        gvc_text_addf(&text, ", %s coefficients",
                      plan->storage == GVC_STORAGE_SPARSE ? "sparse" : "dense");
    }
    gvc_text_addf(&text,
                  " (%lld industries, %.1f %% of Z not zero), %lld + %lld vectors, %.2g s and "
                  "%.0f MB in all: %s",
                  (long long)m->n, 100 * plan->density, (long long)(w->left + w->cut_left),
                  (long long)(w->right + w->cut_right), plan->seconds,
                  (double)peak_bytes(m, plan) / 1e6, plan->why);
    if (plan->second != NULL) {
        gvc_text_addf(&text, " (%s: %.2g s)", plan->second, plan->second_seconds);
    }
    gvc_log(ctx, GVC_INFO, "%s", gvc_text_str(&text));
    gvc_text_free(&text);
}

static int report_progress(uint64_t done, uint64_t total, void *user)
{
    return gvc_progress(user, "solving with I - A", done, total) != GVC_OK;
}

/* What a solver could not do, in words. */
static gvc_status fail_plan(gvc_ctx *ctx, const gvc_model *m, gvc_report report,
                            const gvc_plan *plan, const char *solver)
{
    if (report.code == GVC_MAT_UNKNOWN) {
        gvc_text all = {0};
        bool known = false;
        for (gvc_idx i = 0; gvc_solver_name(i) != NULL; i++) {
            gvc_text_addf(&all, "%s%s", i == 0 ? "" : ", ", gvc_solver_name(i));
            known = known || gvc_same(solver, gvc_solver_name(i));
        }
        gvc_fail(ctx, known ? GVC_EARG : GVC_EUNKNOWN, "solver '%s': %s; there are %s", solver,
                 plan->why, gvc_text_str(&all));
        gvc_text_free(&all);
        return known ? GVC_EARG : GVC_EUNKNOWN;
    }
    if (report.code == GVC_MAT_NOMEM) {
        return gvc_fail(ctx, GVC_ENOMEM,
                        "the table and the solution of its Leontief system need %.1f MB, more than "
                        "the limit of %.1f MB",
                        (double)peak_bytes(m, plan) / 1e6, (double)gvc_ctx_memory_limit(ctx) / 1e6);
    }
    return gvc_model_report(ctx, m, report);
}

static gvc_status make_solver(gvc_ctx *ctx, gvc_model *m, const gvc_workload *work,
                              const char *solver)
{
    gvc_plan plan = {0}, nothing = {.work = *work};
    gvc_leontief_options options = {.version = GVC_LEONTIEF_OPTIONS_VERSION,
                                    .solver = solver,
                                    .threads = gvc_ctx_workers(ctx),
                                    .progress = report_progress,
                                    .user = ctx};
    size_t limit = gvc_ctx_memory_limit(ctx), beside = peak_bytes(m, &nothing);
    options.memory = limit == 0 ? 0 : limit > beside ? limit - beside : 1;
    gvc_report report = gvc_plan_make(&plan, &m->system, work, &options);
    if (report.code != GVC_MAT_OK) {
        return fail_plan(ctx, m, report, &plan, solver);
    }
    say_plan(ctx, m, &plan);
    return gvc_model_report(ctx, m,
                            gvc_leontief_new(&m->leontief, &m->system, m->local, &plan, &options));
}

static void keep_report(gvc_ctx *ctx, gvc_model *m, gvc_needs all)
{
    m->solved = gvc_leontief_report(m->leontief);
    if (m->solved.fallback != NULL) {
        gvc_log(ctx, GVC_INFO, "%s: solved by %s", m->solved.fallback, m->solved.solver);
    }
    gvc_log(ctx, GVC_DEBUG, "%s: %d sweeps, relative residual %.1e", m->solved.solver,
            m->solved.sweeps, m->solved.residual);
    if (needs(all, GVC_NEED_INVERSE)) {
        double smallest, largest;
        gvc_dense b = gvc_leontief_inverse(m->leontief);
        gvc_dense_range(&b, &smallest, &largest);
        judge(ctx, m, smallest, largest);
    } else {
        gvc_leontief_free(m->leontief);
        m->leontief = NULL;
    }
}

gvc_status gvc_model_solve(gvc_ctx *ctx, gvc_model *m, gvc_needs all, const char *solver)
{
    gvc_status status = gvc_model_local(ctx, m);
    gvc_workload work = workload_of(m, all);
    gvc_idx left = work.left + work.cut_left, right = work.right + work.cut_right;
    if (status != GVC_OK || all == 0) {
        return status;
    }
    status = make_solver(ctx, m, &work, solver);
    if (status == GVC_OK && left > 0) {
        status = solve_left(ctx, m, all, left);
    }
    if (status == GVC_OK && right > 0) {
        status = solve_right(ctx, m, all, right);
    }
    if (status == GVC_OK) {
        keep_report(ctx, m, all);
    }
    return status;
}
