/* growth_levels.c - value added of the focal countries by who absorbs it finally, of two tables:
 * VA_cr = v_c B_c. Y_.r. No factors, one left vector a country (Los, Timmer and de Vries 2015). */
#include <string.h>

#include "blas.h"
#include "methods/growth.h"

static void add_up(const gvc_growth *g, const gvc_growth_table *t, const gvc_dense *absorbed,
                   double *to)
{
    for (gvc_idx k = 0; k < g->focal; k++) {
        for (gvc_idx r = 0; r < g->blocks; r++) {
            gvc_idx c = r == g->country[k] ? GVC_GROWTH_HOME : g->demand[r];
            to[k * g->demands + c] += absorbed->data[k * g->blocks + r] / t->world;
        }
    }
}

static gvc_status table_levels(gvc_ctx *ctx, gvc_growth *g, const gvc_growth_table *t, double *to)
{
    const gvc_model *m = t->m;
    gvc_dense v = {0}, w = {0}, absorbed = {0};
    gvc_status status = gvc_model_panel(ctx, &v, g->focal, m->n);
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &w, g->focal, m->n);
    }
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &absorbed, g->focal, g->blocks);
    }
    for (gvc_idx k = 0; k < g->focal && status == GVC_OK; k++) {
        gvc_idx first = m->offset[g->country[k]], size = gvc_model_size(m, g->country[k]);
        memcpy(v.data + k * m->n + first, t->v + first, (size_t)size * sizeof *v.data);
    }
    if (status == GVC_OK) {
        status = gvc_growth_left(ctx, m, g, &v, &w);
    }
    if (status == GVC_OK) {
        gvc_times(1.0, &w, &m->y, 0.0, &absorbed);
        add_up(g, t, &absorbed, to);
    }
    gvc_release(v.data);
    gvc_release(w.data);
    gvc_release(absorbed.data);
    return status;
}

gvc_status gvc_growth_levels(gvc_ctx *ctx, gvc_growth *g, const gvc_growth_table *from,
                             const gvc_growth_table *to, bool known, gvc_growth_step *out)
{
    gvc_status status = known ? GVC_OK : table_levels(ctx, g, from, out->from);
    return status == GVC_OK ? table_levels(ctx, g, to, out->to) : status;
}
