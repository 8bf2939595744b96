/* model.c - life of a model, and the two inverses every method shares */
#include "model/model.h"

#include <stdio.h>

#include "base/numeric.h"
#include "table/find.h"

gvc_status gvc_model_panel(gvc_ctx *ctx, gvc_dense *out, gvc_idx rows, gvc_idx cols)
{
    size_t count = (size_t)rows * (size_t)cols;
    *out = (gvc_dense){gvc_calloc(count, sizeof(double)), rows, cols, cols};
    return out->data == NULL ? gvc_fail_memory(ctx, count * sizeof(double), "a panel of vectors")
                             : GVC_OK;
}

gvc_dense gvc_model_rows(const gvc_model *m, gvc_idx s)
{
    return (gvc_dense){m->z.data + m->offset[s] * m->z.stride, gvc_model_size(m, s), m->n,
                       m->z.stride};
}

gvc_dense gvc_model_inverse_block(const gvc_model *m, gvc_idx r, gvc_idx s)
{
    gvc_dense b = gvc_leontief_inverse(m->leontief);
    return (gvc_dense){b.data + m->offset[r] * b.stride + m->offset[s], gvc_model_size(m, r),
                       gvc_model_size(m, s), b.stride};
}

gvc_idx gvc_model_size(const gvc_model *m, gvc_idx s)
{
    return m->offset[s + 1] - m->offset[s];
}

gvc_idx gvc_model_position(const gvc_model *m, gvc_idx at)
{
    gvc_idx i = 0;
    while (m->industry[i] != at) {
        i++;
    }
    return i;
}

gvc_status gvc_model_find(gvc_ctx *ctx, const gvc_model *m, const char *label, gvc_idx *out)
{
    gvc_idx at = -1;
    gvc_status status = gvc_table_named(ctx, m->table, GVC_INDUSTRY, label, NULL, &at);
    *out = at < 0 ? -1 : gvc_model_position(m, at);
    return status;
}

gvc_idx gvc_model_most(const gvc_model *m)
{
    gvc_idx most = 0;
    for (gvc_idx s = 0; s < m->blocks; s++) {
        most = gvc_model_size(m, s) > most ? gvc_model_size(m, s) : most;
    }
    return most;
}

void gvc_model_warn(gvc_ctx *ctx, gvc_model *m, const char *format, ...)
{
    gvc_text line = {0};
    va_list args;
    va_start(args, format);
    gvc_text_addv(&line, format, args);
    va_end(args);
    gvc_log(ctx, GVC_WARN, "%s", gvc_text_str(&line));
    gvc_text_addf(&m->warnings, "%s%s", m->warnings.length > 0 ? "\n" : "", gvc_text_str(&line));
    gvc_text_free(&line);
}

gvc_status gvc_model_report(gvc_ctx *ctx, const gvc_model *m, gvc_report report)
{
    switch (report.code) {
    case GVC_MAT_OK:
        return GVC_OK;
    case GVC_MAT_SINGULAR:
        return gvc_fail(
            ctx, GVC_ESINGULAR,
            "I - A has no inverse: a chain of inputs through %s uses up its whole output; "
            "see its row and column, and gvc check",
            report.where < 0 ? "an industry"
                             : gvc_table_label(m->table, GVC_INDUSTRY, m->industry[report.where]));
    case GVC_MAT_TOO_LARGE:
        return gvc_fail(ctx, GVC_ESHAPE, "%lld industries are more than BLAS can index",
                        (long long)m->n);
    case GVC_MAT_NO_ROOM:
        return gvc_fail(ctx, GVC_ENOMEM,
                        "out of memory: BLAS needs 129 MB of address space for its buffers; raise "
                        "ulimit -v");
    case GVC_MAT_CANCELLED: /* the progress function has set the text */
        return GVC_ECANCELLED;
    case GVC_MAT_NOMEM:
        if (report.fallback != NULL) {
            return gvc_fail(ctx, GVC_ENOMEM,
                            "%s, and %s, which is safer, does not fit the memory; raise --memory",
                            report.fallback, report.solver);
        }
        break;
    case GVC_MAT_DIVERGED: /* never leaves the solvers */
    case GVC_MAT_UNKNOWN:  /* gvc_model_solve puts the plan's words first */
        break;
    }
    return gvc_fail_memory(ctx, (size_t)m->n * (size_t)m->blocks * sizeof(double),
                           "the solution of the Leontief system");
}

/* The table and its blocks; to be freed whatever comes back. */
static gvc_status begin(gvc_ctx *ctx, gvc_model **out, const gvc_table *t,
                        const gvc_measure_options *options)
{
    gvc_model *m = *out = gvc_calloc(1, sizeof *m);
    if (m == NULL) {
        return gvc_fail_memory(ctx, sizeof *m, "the model");
    }
    m->table = t;
    m->n = gvc_table_count(t, GVC_INDUSTRY);
    return gvc_model_blocks(ctx, m, options);
}

gvc_status gvc_model_new(gvc_ctx *ctx, gvc_model **out, const gvc_table *t,
                         const gvc_measure_options *options)
{
    if (gvc_table_z(t) == NULL) {
        return gvc_fail(ctx, GVC_EARG,
                        "the table was opened for its labels only; open it with its matrices");
    }
    gvc_model *m = NULL;
    gvc_status status = begin(ctx, &m, t, options);
    if (status == GVC_OK) {
        status = gvc_model_accounts(ctx, m, options);
    }
    if (status == GVC_OK) {
        m->system = (gvc_system){m->n, m->blocks, m->offset, m->inv_x, m->z, NULL};
        *out = m;
    } else {
        gvc_model_free(m);
    }
    return status;
}

gvc_status gvc_model_new_bare(gvc_ctx *ctx, gvc_model **out, const gvc_table *t,
                              const gvc_measure_options *options)
{
    gvc_model *m = NULL;
    gvc_status status = begin(ctx, &m, t, options);
    if (status == GVC_OK) {
        status = gvc_model_check(ctx, t, options);
    }
    if (status == GVC_OK) {
        m->orphan = gvc_calloc((size_t)m->n, sizeof *m->orphan);
        status = m->orphan == NULL ? gvc_fail_memory(ctx, (size_t)m->n, "the marks of industries")
                                   : GVC_OK;
    }
    if (status != GVC_OK) {
        gvc_model_free(m);
        return status;
    }
    m->z = gvc_table_z(t) == NULL ? (gvc_dense){NULL, m->n, m->n, m->n} : *gvc_table_z(t);
    m->system = (gvc_system){m->n, m->blocks, m->offset, NULL, m->z, NULL};
    *out = m;
    return GVC_OK;
}

static gvc_status new_vector(gvc_ctx *ctx, const gvc_model *m, double **out)
{
    gvc_release(*out);
    *out = gvc_calloc((size_t)m->n, sizeof(double));
    return *out == NULL
               ? gvc_fail_memory(ctx, (size_t)m->n * sizeof(double), "a vector of the model")
               : GVC_OK;
}

static gvc_status new_vectors(gvc_ctx *ctx, const gvc_model *m, double **const *out, int count)
{
    gvc_status status = GVC_OK;
    for (int k = 0; k < count && status == GVC_OK; k++) {
        status = new_vector(ctx, m, out[k]);
    }
    return status;
}

gvc_status gvc_model_local(gvc_ctx *ctx, gvc_model *m)
{
    if (m->has_local) {
        return GVC_OK;
    }
    double *demand = NULL;
    double **const vectors[] = {&m->cl, &m->ly, &m->le, &demand};
    gvc_status status = new_vectors(ctx, m, vectors, 4);
    if (status == GVC_OK) {
        gvc_local_free(m->local);
        m->local = NULL;
        status = gvc_model_report(ctx, m, gvc_local_new(&m->local, &m->system));
    }
    if (status == GVC_OK) {
        gvc_dense from = {m->y_own, 1, m->n, m->n}, to = {m->ly, 1, m->n, m->n};
        gvc_local_right(m->local, &from, &to);
        for (gvc_idx i = 0; i < m->n; i++) {
            demand[i] = m->e_total[i] + m->slack[i];
        }
        from.data = demand;
        to.data = m->le;
        gvc_local_right(m->local, &from, &to);
        gvc_local_left(m->local, m->v, m->cl);
        m->has_local = true;
    }
    gvc_release(demand);
    return status;
}

void gvc_model_free(gvc_model *m)
{
    if (m == NULL) {
        return;
    }
    void *blocks[] = {
        m->offset,   m->industry, m->block,  m->sector,  m->name,      m->block_of_country,
        m->own_z,    m->y.data,   m->e.data, m->x,       m->inv_x,     m->slack,
        m->va,       m->v,        m->y_own,  m->e_total, m->orphan,    m->cl,
        m->ly,       m->le,       m->cb,     m->cf,      m->own_right, m->f,
        m->own_left, m->ones};
    for (size_t k = 0; k < sizeof blocks / sizeof *blocks; k++) {
        gvc_release(blocks[k]);
    }
    gvc_local_free(m->local);
    gvc_leontief_free(m->leontief);
    gvc_text_free(&m->warnings);
    gvc_release(m);
}
