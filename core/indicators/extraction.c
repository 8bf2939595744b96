/* extraction.c - value added by hypothetical extraction: what a country would lose without a flow
 */
#include "indicators/records.h"
#include "model/perimeter.h"

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
 * added of c per unit of the flow. Scratch: what K is made of and K, each most x most,
 * then z. */

size_t gvc_indicator_scratch(const gvc_model *m)
{
    size_t most = (size_t)gvc_model_most(m);
    return 2 * most * most + most;
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
        gvc_perimeter_pair pair = gvc_perimeter_between(m, w->c, p, w->scratch);
        gvc_perimeter_loop(&pair.inputs, &pair.back, &cut);
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
