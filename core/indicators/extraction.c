/* extraction.c - value added by hypothetical extraction: what a country would lose without a flow
 */
#include "blas.h"
#include "indicators/records.h"

#define GVC_LT "Los and Timmer (2018), Measuring bilateral exports of value added, NBER 24896"

static void lost(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_exports(w, w->m->cl, &w->m->e, NULL, to);
}

static void absorbed(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_rows(w, w->m->v, &w->m->by, to);
}

static void completed(gvc_indicator_work *w, const gvc_cells *to)
{
    gvc_put_abroad(w, 1, gvc_row(&w->m->w, w->c), w->all->final, to);
}

/* ---- VAX-D -------------------------------------------------------------------------------------
 * With the flows from c to p cut, z K = v_c B_cc of the model, K = I + A_cp B_pc, z is the value
 * added of c per unit of the flow. Scratch: A_cp and K, each most x most, then z. */

size_t gvc_indicator_scratch(const gvc_model *m)
{
    size_t most = (size_t)gvc_model_most(m);
    return 2 * most * most + most;
}

/* K into `to`, N_c x N_c. */
static void fill_cut(const gvc_indicator_work *w, gvc_idx p, double *a, gvc_dense *to)
{
    const gvc_model *m = w->m;
    gvc_idx size = gvc_model_size(m, w->c), width = gvc_model_size(m, p);
    const double *rows = m->z.data + m->offset[w->c] * m->z.stride + m->offset[p];
    for (gvc_idx i = 0; i < size; i++) {
        for (gvc_idx j = 0; j < width; j++) {
            a[i * width + j] = rows[i * m->z.stride + j] * m->inv_x[m->offset[p] + j];
        }
        for (gvc_idx j = 0; j < size; j++) {
            to->data[i * size + j] = i == j;
        }
    }
    gvc_dense inputs = {a, size, width, width}, b = gvc_model_inverse_block(m, p, w->c);
    if (width > 0) {
        gvc_times(1, &inputs, &b, 1, to);
    }
}

static void without_partner(gvc_indicator_work *w, const gvc_cells *to)
{
    const gvc_model *m = w->m;
    gvc_idx size = gvc_model_size(m, w->c), most = gvc_model_most(m), first = m->offset[w->c];
    double *z = w->scratch + 2 * most * most;
    for (gvc_idx p = 0; p < m->blocks && w->report.code == GVC_MAT_OK; p++) {
        if (p == w->c || size == 0) {
            continue;
        }
        gvc_dense cut = {w->scratch + most * most, size, size, size}, row = {z, 1, size, size};
        fill_cut(w, p, w->scratch, &cut);
        for (gvc_idx i = 0; i < size; i++) {
            z[i] = m->cb[first + i];
        }
        w->report = gvc_solve_left(&cut, &row);
        w->report.where = w->report.where < 0 ? -1 : w->report.where + first;
        for (gvc_idx i = 0; i < size; i++) {
            to->values[p * to->by_partner] += z[i] * gvc_row(&m->e, first + i)[p];
        }
    }
}

const gvc_indicator gvc_indicators_extraction[] = {
#include "indicators/extraction.def"
    GVC_INDICATORS_END,
};
