/* trace_final.c - value added in final demand: v_i (B Y)_id, of all products or of one. Cost: G
 * vectors of the whole world. */
#include "methods/trace.h"

static const double *output_for(const gvc_model *m, const gvc_trace *t, gvc_idx d)
{
    return t->product != NULL ? t->product + d * m->n : m->by.data + d * m->by.stride;
}

static double added_by(const gvc_model *m, const double *output, gvc_idx first, gvc_idx end)
{
    double sum = 0;
    for (gvc_idx i = first; i < end; i++) {
        sum += m->v[i] * output[i];
    }
    return sum;
}

void gvc_trace_final(const gvc_model *m, const gvc_trace *t, gvc_idx at, double *const *slabs)
{
    const bool has = t->has[GVC_TRACE_VA];
    double *flow = slabs[GVC_TRACE_FLOW], *va = slabs[GVC_TRACE_VA];
    if (!t->view.origin) {
        flow[0] = t->demand[at];
        va[0] = has ? added_by(m, output_for(m, t, at), 0, m->n) : 0;
        return;
    }
    gvc_idx first = m->offset[at], size = gvc_model_size(m, at);
    gvc_idx rows = t->view.origin_sector ? size : 1, apart = t->view.origin_sector ? 1 : size;
    for (gvc_idx p = 0; p < rows; p++) {
        gvc_idx from = first + p * apart;
        for (gvc_idx d = 0; d < m->blocks; d++) {
            flow[p * m->blocks + d] = t->demand[d];
            va[p * m->blocks + d] = has ? added_by(m, output_for(m, t, d), from, from + apart) : 0;
        }
    }
}
