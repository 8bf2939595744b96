#include "methods/exports.h"

#include <string.h>

gvc_status gvc_exports_layout(gvc_ctx *ctx, const char *method, gvc_measure_options *o,
                              const char *const *levels, gvc_layout *out)
{
    gvc_status status = gvc_word(ctx, method, "level", &o->level, levels);
    if (status != GVC_OK) {
        return status;
    }
    bool bilateral = strcmp(o->level, "bilateral") == 0;
    bool sector = bilateral || strcmp(o->level, "sector") == 0;
    bool importer = bilateral || strcmp(o->level, "pair") == 0;
    out->axes[0] = (gvc_layout_axis){.name = "exporter", .kind = GVC_AXIS_BLOCKS};
    out->axes[1] =
        (gvc_layout_axis){.name = "sector", .kind = GVC_AXIS_INDUSTRIES, .summed = !sector};
    out->axes[2] =
        (gvc_layout_axis){.name = "importer", .kind = GVC_AXIS_BLOCKS, .summed = !importer};
    out->count = 3;
    out->own_a = 0;
    out->own_b = 2;
    out->resid = true;
    out->title = "Gross exports decomposed";
    return GVC_OK;
}

gvc_status gvc_exports_all_used(gvc_ctx *ctx, const char *method, const gvc_measure_options *o)
{
    return o->output != GVC_OUTPUT_GIVEN
               ? GVC_OK
               : gvc_fail(ctx, GVC_EARG,
                          "method %s with --output-total given: stated output that nobody uses has "
                          "no place among its terms; use rowsum",
                          method);
}

void gvc_exports_times(const gvc_model *m, gvc_idx s, const double *const *p, int count,
                       double *const *scaled, double *const *out)
{
    const double *u[GVC_EXPORTS_TIMES];
    double *to[GVC_EXPORTS_TIMES];
    int vectors = 0;
    for (int k = 0; k < count; k++) {
        if (p[k] != NULL) {
            for (gvc_idx j = 0; j < m->n; j++) {
                scaled[k][j] = p[k][j] * m->inv_x[j];
            }
            u[vectors] = scaled[k];
            to[vectors++] = out[k];
        }
    }
    gvc_dense rows = gvc_model_rows(m, s);
    gvc_segment_dots_many(&rows, u, vectors, m->offset, m->blocks, to);
}
