#include "methods/exposure_reliance.h"

#include <math.h>

gvc_status gvc_reliance_new(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                            gvc_reliance **out)
{
    gvc_bloc_map blocs = {0};
    gvc_reliance *all = gvc_calloc(1, sizeof *all);
    *out = all;
    if (all == NULL) {
        return gvc_fail_memory(ctx, sizeof *all, "what countries share");
    }
    gvc_status status = gvc_bloc_map_new(ctx, &blocs, m, o);
    all->partners = blocs.rows;
    gvc_bloc_map_free(&blocs);
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &all->face, m->blocks, m->n);
    }
    return status == GVC_OK ? gvc_model_panel(ctx, &all->through, m->blocks, m->n) : status;
}

void gvc_reliance_free(void *state)
{
    gvc_reliance *all = state;
    if (all != NULL) {
        gvc_release(all->face.data);
        gvc_release(all->through.data);
        gvc_release(all);
    }
}

void gvc_reliance_lay_out(const gvc_measure_options *o, bool sectors, int hidden, gvc_layout *out)
{
    out->axes[out->count++] = (gvc_layout_axis){.name = "country", .kind = GVC_AXIS_BLOCKS};
    if (sectors) {
        out->axes[out->count++] = (gvc_layout_axis){
            .name = "sector", .kind = GVC_AXIS_INDUSTRIES, .summed = o->level[0] != 's'};
    }
    out->axes[out->count++] = (gvc_layout_axis){.name = "partner", .kind = GVC_AXIS_BLOCS};
    out->hidden = hidden;
}

/* It stands with the country itself, so that adding up partners by bloc keeps it once. */
void gvc_reliance_weight(const gvc_model *m, gvc_idx s, gvc_idx p, double *slab)
{
    for (gvc_idx c = 0; c < m->blocks; c++) {
        slab[p * m->blocks + c] = c == s ? m->x[m->offset[s] + p] : 0;
    }
}

void gvc_reliance_divide(const gvc_reliance *all, double *values, const double *by, gvc_idx cells)
{
    by = by == NULL ? values : by;
    for (gvc_idx row = 0; row < cells; row += all->partners) {
        double sum = 0;
        for (gvc_idx p = row; p < row + all->partners; p++) {
            sum += by[p];
        }
        for (gvc_idx p = row; p < row + all->partners; p++) {
            values[p] = sum == 0 ? (double)NAN : values[p] / sum;
        }
    }
}
