/* panels.c - everything the methods need of the whole world as two panels of vectors, one of left
 * and one of right ones: how many there are, what they hold, and where their solutions go. */
#include <math.h>
#include <string.h>

#include "model/model.h"

/* The vectors of one panel and their solutions. */
typedef struct panel {
    gvc_dense from, to;
    gvc_idx *cut;
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

/* ---- models that start from another
 * --------------------------------------------------------------
 */

void gvc_model_start_free(gvc_model_start *start)
{
    gvc_release(start->left.data);
    gvc_release(start->right.data);
    gvc_leontief_free(start->leontief);
    start->leontief = NULL;
    start->left = start->right = (gvc_dense){0};
}

size_t gvc_model_start_bytes(const gvc_model *m, const gvc_workload *w)
{
    return (size_t)(w->left + w->cut_left + w->right + w->cut_right) * (size_t)m->n *
           sizeof(double);
}

static size_t panel_bytes(const gvc_dense *d)
{
    return (size_t)d->rows * (size_t)d->cols * sizeof(double);
}

/* Solves the panel, from what the first model found where there is one. */
static gvc_status solve_panel(gvc_ctx *ctx, gvc_model *m, bool left, panel *p,
                              const gvc_dense *known)
{
    bool guess = known != NULL && known->data != NULL && known->rows == p->to.rows;
    if (!guess) {
        return gvc_model_report(
            ctx, m,
            (left ? gvc_leontief_left : gvc_leontief_right)(m->leontief, &p->from, p->cut, &p->to));
    }
    memcpy(p->to.data, known->data, panel_bytes(known));
    return gvc_model_report(ctx, m,
                            (left ? gvc_leontief_left_from : gvc_leontief_right_from)(
                                m->leontief, &p->from, p->cut, &p->to));
}

static gvc_status keep_panel(gvc_ctx *ctx, const panel *p, gvc_dense *to)
{
    gvc_status status = gvc_model_panel(ctx, to, p->to.rows, p->to.cols);
    if (status == GVC_OK) {
        memcpy(to->data, p->to.data, panel_bytes(to));
    }
    return status;
}

/* One panel, and what is known of it before and after. */
static gvc_status solve_or_keep(gvc_ctx *ctx, gvc_model *m, bool left, panel *p,
                                gvc_model_start *start)
{
    gvc_dense *known = start == NULL ? NULL : left ? &start->left : &start->right;
    bool keep = start != NULL && start->keep;
    gvc_status status = solve_panel(ctx, m, left, p, keep ? NULL : known);
    return status == GVC_OK && keep ? keep_panel(ctx, p, known) : status;
}

/* ---- the certificate ---------------------------------------------------------------------------
 * A last row of ones, among the right vectors where there are any. Its solution is positive where
 * A >= 0 has a spectral radius below 1, and only there: a Z-matrix that maps a positive vector to a
 * positive one is an M-matrix. */

static void add_ones(const gvc_model *m, panel *p)
{
    for (gvc_idx i = 0; i < m->n; i++) {
        row(&p->from, p->from.rows - 1)[i] = 1;
    }
}

static gvc_status take_ones(gvc_ctx *ctx, gvc_model *m, const panel *p)
{
    size_t bytes = (size_t)m->n * sizeof(double);
    m->ones = gvc_malloc(bytes, 1);
    if (m->ones == NULL) {
        return gvc_fail_memory(ctx, bytes, "a vector of the model");
    }
    memcpy(m->ones, row(&p->to, p->to.rows - 1), bytes);
    return GVC_OK;
}

/* ---- value added: left vectors ------------------------------------------------------------------
 */

/* First v_t in block t for every t, then v outside s, for every exporter s that is cut. */
static const gvc_needs content = GVC_NEED_CONTENT | GVC_NEED_ORIGIN;

static void fill_left(const gvc_model *m, gvc_needs all, panel *p)
{
    gvc_idx next = 0;
    for (gvc_idx t = 0; t < m->blocks && needs(all, content); t++, next++) {
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
}

static void take_left(gvc_model *m, gvc_needs all, panel *p)
{
    gvc_idx next = 0;
    for (gvc_idx t = 0; t < m->blocks && needs(all, content); t++, next++) {
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
    if (needs(all, GVC_NEED_ORIGIN)) {
        m->w = (gvc_dense){p->to.data, m->blocks, m->n, p->to.stride};
        m->own_left = p->to.data;
        p->to.data = NULL;
    }
}

static gvc_status new_vectors(gvc_ctx *ctx, gvc_model *m, gvc_needs all)
{
    double **const vectors[] = {&m->cb, &m->cf, &m->f};
    const gvc_needs need[] = {content, content, GVC_NEED_FOREIGN};
    for (int k = 0; k < 3; k++) {
        if (needs(all, need[k])) {
            *vectors[k] = gvc_calloc((size_t)m->n, sizeof(double));
            if (*vectors[k] == NULL) {
                return gvc_fail_memory(ctx, (size_t)m->n * sizeof(double), "a vector of the model");
            }
        }
    }
    return GVC_OK;
}

gvc_status gvc_model_solve_left(gvc_ctx *ctx, gvc_model *m, gvc_needs all, const gvc_workload *work,
                                gvc_model_start *start)
{
    panel p = {0};
    bool ones = work->right + work->cut_right == 0 && !work->inverse;
    gvc_status status = new_panel(ctx, m, work->left + work->cut_left, &p);
    if (status == GVC_OK) {
        status = new_vectors(ctx, m, all);
    }
    if (status == GVC_OK) {
        fill_left(m, all, &p);
        if (ones) {
            add_ones(m, &p);
        }
        status = solve_or_keep(ctx, m, true, &p, start);
    }
    if (status == GVC_OK) {
        status = ones ? take_ones(ctx, m, &p) : GVC_OK;
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

/* Y_ss in block s. */
static void fill_own(const gvc_model *m, gvc_dense *to)
{
    for (gvc_idx i = 0; i < m->n; i++) {
        row(to, m->block[i])[i] = m->y_own[i];
    }
}

/* The sum over u != s of Y_su in block s. */
static void fill_final(const gvc_model *m, gvc_dense *to)
{
    for (gvc_idx i = 0; i < m->n; i++) {
        const double *y = m->y.data + i * m->y.stride;
        gvc_idx s = m->block[i];
        for (gvc_idx u = 0; u < m->blocks; u++) {
            row(to, s)[i] += u == s ? 0 : y[u];
        }
    }
}

/* E_.r for every r: 0 in block r. With block r cut the solution is that of the world without r,
 * since the rows of B^{/r} in block r then see nothing: imports of r that do not pass through r. */
static void fill_imports(const gvc_model *m, gvc_dense *to)
{
    for (gvc_idx i = 0; i < m->n; i++) {
        const double *e = m->e.data + i * m->e.stride;
        for (gvc_idx r = 0; r < m->blocks; r++) {
            row(to, r)[i] = r == m->block[i] ? 0 : e[r];
        }
    }
}

/* One vector a block each. */
static const struct {
    gvc_needs need;
    bool cut;
    size_t to; /* a gvc_dense of the model */
    void (*fill)(const gvc_model *m, gvc_dense *to);
} rights[] = {
    {GVC_NEED_ABSORBED, false, offsetof(gvc_model, by), fill_demand},
    {GVC_NEED_AGAIN, true, offsetof(gvc_model, g), fill_exports},
    {GVC_NEED_HOME, true, offsetof(gvc_model, home), fill_demand},
    {GVC_NEED_ABROAD, true, offsetof(gvc_model, abroad), fill_abroad},
    {GVC_NEED_OWN, false, offsetof(gvc_model, own), fill_own},
    {GVC_NEED_FINAL, false, offsetof(gvc_model, final), fill_final},
    {GVC_NEED_SOLD, false, offsetof(gvc_model, sold), fill_exports},
    {GVC_NEED_BOUGHT, false, offsetof(gvc_model, bought), fill_imports},
    {GVC_NEED_IMPORTED, true, offsetof(gvc_model, imported), fill_imports},
};
enum { RIGHTS = sizeof rights / sizeof *rights };

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
}

/* The solutions stay where they are: the model keeps the panel, and views of its parts. */
static void take_right(gvc_model *m, gvc_needs all, panel *p)
{
    gvc_idx next = 0;
    for (int k = 0; k < RIGHTS; k++) {
        if (needs(all, rights[k].need)) {
            gvc_dense *to = (gvc_dense *)(void *)((char *)m + rights[k].to);
            *to = (gvc_dense){row(&p->to, next), m->blocks, m->n, p->to.stride};
            next += m->blocks;
        }
    }
    m->own_right = p->to.data;
    p->to.data = NULL;
}

gvc_status gvc_model_solve_right(gvc_ctx *ctx, gvc_model *m, gvc_needs all,
                                 const gvc_workload *work, gvc_model_start *start)
{
    panel p = {0};
    gvc_status status = new_panel(ctx, m, work->right + work->cut_right, &p);
    if (status == GVC_OK) {
        fill_right(m, all, &p);
        if (!work->inverse) {
            add_ones(m, &p);
        }
        status = solve_or_keep(ctx, m, false, &p, start);
    }
    if (status == GVC_OK && !work->inverse) {
        status = take_ones(ctx, m, &p);
    }
    if (status == GVC_OK) {
        take_right(m, all, &p);
    }
    free_panel(&p);
    return status;
}

gvc_status gvc_model_demand(gvc_ctx *ctx, const gvc_model *m, gvc_dense *out)
{
    gvc_status status = gvc_model_panel(ctx, out, m->blocks, m->n);
    if (status == GVC_OK) {
        fill_demand(m, out);
    }
    return status;
}

gvc_status gvc_model_left(gvc_ctx *ctx, const gvc_model *m, const gvc_dense *from,
                          const gvc_idx *cut, gvc_dense *to)
{
    return gvc_model_report(ctx, m, gvc_leontief_left(m->leontief, from, cut, to));
}

gvc_status gvc_model_right(gvc_ctx *ctx, const gvc_model *m, const gvc_dense *from,
                           const gvc_idx *cut, gvc_dense *to)
{
    return gvc_model_report(ctx, m, gvc_leontief_right(m->leontief, from, cut, to));
}

bool gvc_model_has(const gvc_model *m, gvc_needs all)
{
    gvc_needs there =
        (m->cb == NULL ? 0 : GVC_NEED_CONTENT) | (m->f == NULL ? 0 : GVC_NEED_FOREIGN) |
        (m->w.data == NULL ? 0 : GVC_NEED_ORIGIN) | (m->has_inverse ? GVC_NEED_INVERSE : 0);
    for (int k = 0; k < RIGHTS; k++) {
        const gvc_dense *solved = (const gvc_dense *)(const void *)((const char *)m + rights[k].to);
        there |= solved->data == NULL ? 0 : rights[k].need;
    }
    return (all & ~there) == 0;
}

gvc_workload gvc_model_workload(const gvc_model *m, gvc_needs all)
{
    gvc_workload w = {.left = needs(all, content) ? m->blocks : 0,
                      .cut_left = needs(all, GVC_NEED_FOREIGN) ? m->blocks : 0,
                      .inverse = needs(all, GVC_NEED_INVERSE)};
    for (int k = 0; k < RIGHTS; k++) {
        if (needs(all, rights[k].need)) {
            *(rights[k].cut ? &w.cut_right : &w.right) += m->blocks;
        }
    }
    if (!w.inverse) { /* the certificate; B itself says more */
        *(w.right + w.cut_right > 0 || w.left + w.cut_left == 0 ? &w.right : &w.left) += 1;
    }
    return w;
}
